"""The letter that asks to confirm an address, and the signed link in it."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from . import queries
from .mail import post
from .models import Address

SALT = "channels.confirm-mail"
GOOD_FOR = 3 * 24 * 3600  # seconds


def send_confirmation(row: Address) -> None:
    """Send the link to the address itself; only someone who reads that mailbox can confirm it.

    Raises NotSent or Refused: whoever waits for the letter is to know at once that none comes.
    """
    token = signing.dumps([row.person_id, row.pk], salt=SALT)
    link = settings.PUBLIC_ADDRESS + reverse("channels:confirm-mail", args=[token])
    words = _(
        "您在职工之家填写了这个邮箱。请在三天内打开下面的链接确认：\n\n%(link)s\n\n如果不是您本人操作，请忽略本邮件。"
    ) % {"link": link}
    post(subject=_("请确认您的邮箱"), body=words, to=queries.plain_address(row))


def read_token(token: str, *, person_id: int | None) -> int:
    """The address the link confirms; BadSignature when it is forged, too old, or somebody else's."""
    owner, address_id = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    if owner != person_id:
        raise signing.BadSignature("another person's link")
    return int(address_id)
