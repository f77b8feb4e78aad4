"""Where else a person is told: the address given, shown to be theirs, written to, tried again, given up, stopped."""

import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from unionhall.channels import actions, queries, tasks
from unionhall.channels.actions import BadAddress
from unionhall.channels.choices import DeliveryState
from unionhall.channels.delivery import deliver
from unionhall.channels.health import LINES
from unionhall.channels.merging import NOTICES
from unionhall.channels.models import Address, Delivery, Notice

pytestmark = pytest.mark.django_db
PAGE = reverse("channels:mail")
HERE = "worker@example.cn"


def tell(who, title="办理有进展", **more):
    return actions.tell(person_id=who.pk, kind="cases/moved", title=title, words="请打开查看。", by=who, **more)


@pytest.fixture
def confirmed(worker):
    row = actions.set_mail_address(address=HERE, by=worker)
    assert actions.confirm_address(address_id=row.pk, by=worker)
    return row


@pytest.fixture
def broken(monkeypatch):
    """The mail server answers so."""

    def answers(error):
        def send(self, letters):
            raise error

        monkeypatch.setattr(EmailBackend, "send_messages", send)

    return answers


def on_its_way(who):
    return Delivery.objects.of(who).get()


def test_an_address_counts_once_its_letter_was_answered(worker, as_):
    client = as_(worker)
    assert client.post(PAGE, {"address": HERE}).status_code == 302
    assert HERE not in Address.objects.of(worker).get().sealed
    tell(worker)
    assert not Delivery.objects.of(worker).exists()  # given, not yet confirmed
    link = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body)[1]
    assert client.get(link).status_code == 200
    assert Address.objects.of(worker).get().confirmed_at is None  # a scanner that opens links confirms nothing
    assert "邮箱已确认" in client.post(link, follow=True).content.decode()
    tell(worker)
    assert on_its_way(worker).state == DeliveryState.WAITING


def test_the_link_is_the_persons_own_and_dies_with_the_address(worker, chair, as_):
    as_(worker).post(PAGE, {"address": HERE})
    link = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body)[1]
    assert as_(chair).post(link).status_code == 404
    actions.set_mail_address(address="other@example.cn", by=worker)
    assert "已经失效" in as_(worker).post(link, follow=True).content.decode()
    assert Address.objects.of(worker).get().confirmed_at is None


@pytest.mark.parametrize(
    "typed",
    ["", "x", "a@b", '"a\x0bb"@example.cn', "a@[127.0.0.1]", "a\r\nBcc: b@example.cn", f"a@{'例' * 60}.{'例' * 60}.cn"],
)
def test_a_bad_address_is_said_at_the_field(typed, worker, as_):
    answer = as_(worker).post(PAGE, {"address": typed})
    assert answer.context["form"].errors["address"]
    assert not mail.outbox
    assert not Address.objects.of(worker).exists()


def test_the_longest_address_fits_its_column(worker):
    longest = f"{'a' * 60}@{'.'.join(['b' * 60, 'c' * 60])}.cn"
    row = actions.set_mail_address(address=longest, by=worker)
    assert len(row.sealed) <= Address._meta.get_field("sealed").max_length
    with pytest.raises(BadAddress):
        actions.set_mail_address(address=f"{'a' * 64}@{'.'.join(['b' * 60] * 3)}.cn", by=worker)


def test_nobody_has_the_house_write_letters_all_day(worker, as_):
    client = as_(worker)
    for n in range(5):
        client.post(PAGE, {"address": f"stranger{n}@example.cn"})
    answer = client.post(PAGE, {"address": "stranger6@example.cn"})
    assert "次数过多" in str(answer.context["form"].errors["address"])
    assert len(mail.outbox) == 5


def test_when_the_letter_does_not_go_out_the_page_says_so(worker, as_, broken):
    broken(ConnectionRefusedError(111, "refused"))
    answer = as_(worker).post(PAGE, {"address": HERE})
    assert "没有发出去" in str(answer.context["form"].errors["address"])
    assert answer.context["form"]["address"].value() == HERE


def test_a_notice_goes_out_once_with_its_page(worker, confirmed, settings):
    tell(worker, title="办理有进展\r\nBcc: someone@example.cn", link="/my/cases/1/")
    copies = [on_its_way(worker), on_its_way(worker)]
    for copy in copies:  # the job after the commit and the sweep come to the same row
        deliver(copy)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([HERE], "办理有进展 Bcc: someone@example.cn")
    assert f"{settings.PUBLIC_ADDRESS}/my/cases/1/" in letter.body
    assert on_its_way(worker).state == DeliveryState.SENT
    tasks.sweep_deliveries.call_local()
    assert len(mail.outbox) == 1


def test_the_same_key_is_told_once(worker, confirmed):
    assert tell(worker, key="k") is not None
    assert tell(worker, key="k") is None
    assert Notice.objects.of(worker).count() == Delivery.objects.of(worker).count() == 1


def test_a_letter_on_its_way_does_not_go_to_an_address_nobody_confirmed(worker, confirmed):
    tell(worker)
    actions.set_mail_address(address="typo@example.cn", by=worker)
    tasks.deliver_person.call_local(worker.pk)
    assert not mail.outbox
    assert on_its_way(worker).state == DeliveryState.FAILED


@pytest.mark.parametrize(
    "answer",
    [
        SMTPServerDisconnected("gone"),
        ConnectionRefusedError(111, "refused"),
        SMTPRecipientsRefused({HERE: (450, b"greylisted, try again")}),
    ],
)
def test_what_may_go_better_later_is_tried_again_with_longer_waits(worker, confirmed, broken, clock, answer):
    broken(answer)
    tell(worker)
    waits = []
    for _each in range(6):
        clock.move_to(max(timezone.now(), on_its_way(worker).next_try_at) + timedelta(seconds=1))
        tasks.sweep_deliveries.call_local()
        row = on_its_way(worker)
        waits.append(round((row.next_try_at - timezone.now()).total_seconds() / 60))
    assert waits == [1, 2, 4, 8, 16, 32]
    assert (row.state, row.tries) == (DeliveryState.FAILED, 6)
    assert HERE not in row.error
    assert LINES[0].find().tone == "late"
    clock.shift(days=8)
    assert LINES[0].find().tone == "done"  # an old failure is no news


def test_a_dead_address_is_not_tried_again(worker, confirmed, broken):
    broken(SMTPRecipientsRefused({HERE: (550, b"no such user worker@example.cn")}))
    tell(worker)
    tasks.deliver_person.call_local(worker.pk)
    row = on_its_way(worker)
    assert (row.state, row.tries) == (DeliveryState.FAILED, 1)
    assert HERE not in row.error


def test_a_letter_that_breaks_its_worker_is_given_up_and_holds_up_nobody(worker, confirmed, chair, broken, clock):
    broken(RuntimeError("out of memory"))
    tell(worker)
    for _each in range(6):
        clock.shift(minutes=6)
        with pytest.raises(RuntimeError):
            tasks.sweep_deliveries.call_local()
    clock.shift(minutes=6)
    tasks.sweep_deliveries.call_local()
    assert on_its_way(worker).state == DeliveryState.FAILED


def test_stopping_is_one_press_and_stops_what_waits(worker, confirmed, as_):
    tell(worker)
    as_(worker).post(PAGE, {"stop": "1"})
    tasks.deliver_person.call_local(worker.pk)
    assert not mail.outbox
    assert queries.addresses_of(worker) == {}


def test_a_notice_is_ones_own(worker, chair, as_):
    notice = tell(worker)
    assert as_(chair).post(reverse("channels:open", args=[notice.pk])).status_code == 404
    assert Notice.objects.of(worker).get().read_at is None
    as_(worker).post(reverse("channels:open", args=[notice.pk]))
    assert Notice.objects.of(worker).get().read_at is not None


def test_a_merged_record_gives_its_notices_and_its_address_and_takes_them_back(worker, newcomer, confirmed):
    first, twice = tell(worker), tell(worker, key="both")
    tell(newcomer, key="both")
    moved = NOTICES.move(source=worker.pk, target=newcomer.pk, by=newcomer)
    assert set(Notice.objects.of(worker).values_list("pk", flat=True)) == {twice.pk}
    assert Notice.objects.of(newcomer).filter(pk=first.pk).exists()
    assert queries.plain_address(queries.addresses_of(newcomer)["mail"]) == HERE
    assert Delivery.objects.of(newcomer).filter(notice_id=first.pk).exists()
    NOTICES.undo(source=worker.pk, target=newcomer.pk, moved=moved, by=newcomer)
    assert Notice.objects.of(worker).count() == 2
    assert queries.plain_address(queries.addresses_of(worker)["mail"]) == HERE
    assert queries.addresses_of(newcomer) == {}
