"""The pages: desk, verification, the employer's link, the worker's file."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from unionhall.documents import actions, queries
from unionhall.documents.models import Document
from unionhall.documents.refusals import NotNow

from .test_actions import again, picture, secret_of

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"documents:{name}", args=args)


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def desk(client: Client, house: Any) -> Client:
    client.force_login(house.caseworker)
    return client


@pytest.fixture
def leader(house: Any) -> Client:
    client = Client()
    client.force_login(house.reviewer)
    return client


@pytest.fixture
def outsider(house: Any) -> Client:
    client = Client()
    client.force_login(house.outsider_reviewer)
    return client


def test_a_letter_from_the_first_word_to_the_reply(desk: Client, leader: Client, house: Any, clock: Any) -> None:
    clock.move_to("2026-03-05 10:00")
    given = {
        "unit": house.counties[0].code, "title": "关于做好高温劳动保护的函", "addressee": "样例制造厂",
        "text": "一、总体要求\n请做好防暑降温。", "credit_code": house.employers[0].credit_code,
    }  # fmt: skip
    assert desk.post(url("new"), given).status_code == 302
    row = Document.objects.get()
    assert row.employer == house.employers[0]
    assert "一、总体要求" in text(desk.get(url("edit", row.pk)))
    desk.post(url("edit", row.pk), {**given, "text": "请做好防暑降温工作。"})
    assert "请做好防暑降温工作。" in text(desk.post(url("words", row.pk)))
    assert leader.post(url("sign", row.pk), {"post": "副主席"}).status_code == 302
    row = again(row)
    assert row.number == "浙余工函字〔2026〕1号"
    page = text(desk.get(url("detail", row.pk)))
    assert row.number in page
    assert "副主席" in page
    for name, start in (("pdf", b"%PDF"), ("word", b"PK")):
        answer = desk.post(url(name, row.pk))
        assert answer.content.startswith(start)
        assert "attachment" in answer["Content-Disposition"]
    assert 'value="2026-03-05"' in text(desk.get(url("serve", row.pk)))
    served = {"way": "post", "on": "2026-03-05", "place": "厂办公室", "receiver": "例收件", "proof": upload()}
    assert desk.post(url("serve", row.pk), served).status_code == 302
    [delivery] = queries.deliveries_of(row)
    shown: Any = desk.get(url("proof", row.pk, delivery.pk))
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")
    made = text(desk.post(url("employer-link", row.pk), {"days": 10}))
    assert "/papers/" in made
    reply = {"agrees": "yes", "words": "照办", "signer": "例厂长", "on": "2026-03-05"}
    assert desk.post(url("answer", row.pk), reply).status_code == 302
    assert "照办" in text(desk.post(url("replies", row.pk)))
    assert "照办" not in text(desk.get(url("detail", row.pk)))


def upload(content: bytes = b"", name: str = "回证.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or picture().getvalue())


def test_the_list_is_filtered_and_exported(
    desk: Client, outsider: Client, signed: Document, agreement: Document
) -> None:
    assert all(row.title in text(desk.get(url("list"))) for row in (signed, agreement))
    found = text(desk.get(url("list"), {"kind": "test.agreement"}))
    assert agreement.number in found
    assert signed.number not in found
    assert signed.number in text(desk.get(url("list"), {"text": "劳监意", "state": "signed", "first": "2026-03-05"}))
    assert "没有符合条件的文书" in text(desk.get(url("list"), {"last": "2026-03-04"}))
    assert desk.get(url("export")).status_code == 200
    assert desk.post(url("export")).content.startswith(b"PK")
    assert signed.number not in text(outsider.get(url("list")))


def test_only_a_paper_to_an_employer_has_a_link_for_it(desk: Client, signed: Document, house: Any) -> None:
    """An authority or a worker gets a paper about an employer, too: a link would hand it to the employer."""
    given = {"kind": "test.agreement", "unit": house.counties[0], "facts": {"terms": "移送"}, "by": house.caseworker}
    drawn = [
        actions.draw_up(**given, employer=house.employers[0], addressee="余杭区人力资源和社会保障局"),
        actions.draw_up(**given, addressee="例职工", person_id=house.worker.pk),
    ]
    for row in [actions.sign_off(document=one, by=house.reviewer) for one in drawn]:
        assert "生成用人单位链接" not in text(desk.get(url("detail", row.pk)))
        refused = desk.post(url("employer-link", row.pk), {"days": 10})
        assert (refused.status_code, "不是发给用人单位" in text(refused)) == (422, True)
        with pytest.raises(NotNow, match="不是发给用人单位"):
            actions.employer_link(document=row, by=house.caseworker)
    assert "生成用人单位链接" in text(desk.get(url("detail", signed.pk)))


@pytest.mark.parametrize(
    "name", ["detail", "words", "pdf", "word", "sign", "serve", "employer-link", "answer", "withdraw"]
)
def test_for_outsiders_it_does_not_exist(outsider: Client, signed: Document, name: str) -> None:
    assert outsider.get(url(name, signed.pk)).status_code == 404
    assert outsider.post(url(name, signed.pk)).status_code == (405 if name == "detail" else 404)


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("serve", {"way": "direct", "on": "2026-03-06", "place": "厂", "receiver": "例"}, "送达日期不能晚于今天"),
        ("serve", {"way": "left", "on": "2026-03-05", "place": "厂", "receiver": "例"}, "请填写见证人"),
        ("serve", {"way": "direct", "on": "2026-03-04", "place": "厂", "receiver": "例"}, "不能早于签发日期"),
        ("answer", {"agrees": "yes", "words": "x", "signer": "y", "on": "2026-03-09"}, "收到日期不能晚于今天"),
        ("answer", {"agrees": "", "words": "", "signer": "", "on": ""}, "请填写这一项"),
        ("employer-link", {"days": "-3"}, "不能小于"),
        ("employer-link", {"days": "120"}, "1 到 90"),
        ("withdraw", {"reason": ""}, "请填写这一项"),
    ],
)
def test_bad_input_is_told_beside_the_field(
    leader: Client, signed: Document, name: str, given: dict[str, str], words: str
) -> None:
    answer = leader.post(url(name, signed.pk), given)
    assert answer.status_code == 422
    assert words in text(answer)
    assert again(signed).state == "signed"


@pytest.mark.parametrize("content", [b"MZ\x90\x00 a program", b"%PDF-1.7 broken", b"<html>"])
def test_a_bad_upload_is_refused(leader: Client, signed: Document, content: bytes) -> None:
    given = {"way": "direct", "on": "2026-03-05", "place": "厂", "receiver": "例", "proof": upload(content, "回证.pdf")}
    assert leader.post(url("serve", signed.pk), given).status_code == 422
    assert queries.deliveries_of(signed) == []


def test_an_unknown_employer_is_told_at_the_field(desk: Client, house: Any) -> None:
    given = {"unit": house.counties[0].code, "title": "函", "addressee": "厂", "text": "文", "credit_code": "91330110X"}
    answer = desk.post(url("new"), given)
    assert answer.status_code == 422
    assert "没有登记过" in text(answer)


def test_a_draft_letter_can_be_given_up(desk: Client, house: Any) -> None:
    given = {"unit": house.counties[0].code, "title": "函", "addressee": "厂", "text": "文"}
    desk.post(url("new"), given)
    row = Document.objects.get()
    assert desk.get(url("drop", row.pk)).status_code == 200
    assert desk.post(url("drop", row.pk)).status_code == 302
    assert not Document.objects.exists()


# --- anybody ---------------------------------------------------------------------------------------------------------


def test_verification_tells_what_is_public_and_nothing_more(signed: Document, agreement: Document, house: Any) -> None:
    visitor = Client()
    page = text(visitor.get(url("verify-code", signed.code)))
    assert all(words in page for words in (signed.number, "杭州市余杭区总工会"[-6:], "现行有效", "拖欠12名职工"))
    page = text(visitor.get(url("verify-code", agreement.code)))
    assert agreement.number in page
    for hidden in ("五千元", "例职工", str(house.township), str(house.reviewer), str(agreement.pk)):
        assert hidden not in page
    typed = visitor.get(url("verify"), {"code": signed.code.lower().replace("-", " ")})
    assert typed["Location"] == url("verify-code", signed.code)


def test_verification_of_drafts_withdrawn_and_unknown(signed: Document, house: Any) -> None:
    visitor = Client()
    for nothing in ("AAAAA-AAAAA", "x", "1' OR 1=1", str(signed.pk)):
        answer = visitor.get(url("verify-code", nothing))
        assert answer.status_code == 404
        assert "没有查到" in text(answer)
    actions.withdraw(document=signed, reason="引用有误", by=house.reviewer)
    page = text(visitor.get(url("verify-code", signed.code)))
    assert "已撤回，不再有效" in page
    assert "拖欠12名职工" not in page
    assert "引用有误" not in page


def test_the_employer_opens_the_link_once_reads_and_answers(signed: Document, house: Any) -> None:
    link = url("link", secret_of(actions.employer_link(document=signed, by=house.caseworker)))
    firm, other = Client(), Client()
    first = text(firm.get(link))
    assert "打开文书" in first
    assert "拖欠12名职工" not in first
    assert "打开文书" in text(other.get(link))  # looking uses nothing up: chat programmes preview links
    assert firm.post(link).status_code == 302
    assert "拖欠12名职工" in text(firm.get(link))
    assert firm.post(f"{link}file/").content.startswith(b"%PDF")
    for page in (other.get(link), other.post(link), other.post(f"{link}file/"), other.get(f"{link}reply/")):
        assert page.status_code == 410
        assert "请联系发给您链接的工会" in text(page)
    wrong = firm.post(f"{link}reply/", {"agrees": "yes", "words": "", "signer": "例厂长"})
    assert wrong.status_code == 422
    bad = {"agrees": "yes", "words": "照办", "signer": "例厂长", "papers": upload(b"MZ\x90", "x.exe")}
    assert firm.post(f"{link}reply/", bad).status_code == 422
    good = {"agrees": "yes", "words": "照办", "signer": "例厂长", "papers": upload(name="凭证.png")}
    assert firm.post(f"{link}reply/", good).status_code == 302
    assert "答复已送达工会" in text(firm.get(link))
    assert firm.post(f"{link}reply/", good).status_code == 422
    assert again(signed).state == "answered"


def test_a_link_that_never_was_says_whom_to_ask() -> None:
    answer = Client().get(url("link", "nothing"))
    assert answer.status_code == 410
    assert "12351" in text(answer)


def test_the_worker_takes_the_own_agreement_and_nobody_elses(agreement: Document, house: Any) -> None:
    worker, newcomer = Client(), Client()
    worker.force_login(house.worker)
    newcomer.force_login(house.newcomer)
    address = url("my-file", agreement.desk_id, agreement.pk)
    assert worker.post(address).content.startswith(b"%PDF")
    assert newcomer.post(address).status_code == 404
    assert address in text(worker.get(url("mine")))
    assert address not in text(newcomer.get(url("mine")))


def test_the_employers_page_shows_what_was_sent_to_it(desk: Client, signed: Document, house: Any) -> None:
    page = text(desk.get(reverse("orgs:employer-detail", args=[house.employers[0].credit_code])))
    assert signed.number in page


def test_today_asks_for_signatures_and_replies(leader: Client, opinion: Document, house: Any) -> None:
    from unionhall.documents.today import LINES

    drafts, replies = LINES
    assert drafts.find(house.reviewer, 5)[0] == 1
    assert drafts.find(house.caseworker, 5)[0] == 0
    assert drafts.find(house.outsider_reviewer, 5)[0] == 0
    assert replies.find(house.reviewer, 5) == (0, [])
