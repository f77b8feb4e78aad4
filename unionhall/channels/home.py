"""What a worker or a member of staff has been told, and where else they want to be told."""

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kit.pages import SIGNED_IN, changes, page, reads
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal
from unionhall.people import actions as people

from . import actions, letters, queries
from .carriers import NotSent
from .forms import MailAddress

LETTERS_A_DAY = 5  # to confirm an address, for one person


@reads(SIGNED_IN)
def notices(request: HttpRequest) -> HttpResponse:
    rows = paged(request, queries.notices_of(request.user), by=("-at", "-id"), size=20)
    return page(
        request,
        "channels/notices.html",
        part="channels/_notice_rows.html",
        rows=rows,
        unread=queries.unread_count(request.user),
        most=queries.NEWS_MOST,
        mail=queries.addresses_of(request.user).get("mail"),
    )


@changes(SIGNED_IN)
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks the notice as read and goes where it points."""
    if request.method != "POST":
        return redirect("channels:notices")
    notice = actions.read(notice_id=pk, by=request.user)
    if notice is None:
        raise Http404
    return redirect(notice.link or reverse("channels:notices"))


@changes(SIGNED_IN)
def read_all(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        actions.read_all(by=request.user)
    return redirect("channels:notices")


@changes(SIGNED_IN)
def mail(request: HttpRequest) -> HttpResponse:
    """Give an e-mail address, which must be confirmed by the letter sent there, or stop using it."""
    form = MailAddress(request.POST or None)
    if request.method == "POST" and "stop" in request.POST:
        actions.stop_address(channel="mail", by=request.user)
        messages.success(request, _("以后不再发送邮件，消息仍可在这里查看。"))
        return redirect("channels:notices")
    if request.method == "POST" and form.is_valid():
        try:
            _give(request, form.cleaned_data["address"])
        except Refusal as refusal:
            form.add_error("address", str(refusal))
        except NotSent:
            form.add_error("address", _("确认邮件没有发出去。请检查邮箱地址，或过一会儿再试。"))
        else:
            messages.success(request, _("确认邮件已发出，请打开邮件里的链接完成确认。"))
            return redirect("channels:notices")
    return page(request, "channels/mail.html", form=form, mail=queries.addresses_of(request.user).get("mail"))


def _give(request: HttpRequest, address: str) -> None:
    """Counted first: nobody has the house write letters to strangers one after the other."""
    people.count_try(kind="mail", key=str(request.user.pk), most=LETTERS_A_DAY, by=request.user)
    letters.send_confirmation(actions.set_mail_address(address=address, by=request.user))


@changes(SIGNED_IN)
def confirm_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter; confirming is a button, so that a mail scanner that opens links confirms nothing."""
    try:
        address_id = letters.read_token(token, person_id=request.user.pk)
    except signing.BadSignature as error:
        raise Http404 from error
    if request.method == "POST":
        if actions.confirm_address(address_id=address_id, by=request.user):
            messages.success(request, _("邮箱已确认，以后的消息也会发到这里。"))
        else:
            messages.error(request, _("这个链接已经失效：您后来换了邮箱，或停用了邮件。"))
        return redirect("channels:notices")
    return page(request, "channels/confirm_mail.html")
