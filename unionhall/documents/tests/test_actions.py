"""Drawing, signing, delivering, answering, withdrawing: what is allowed, what is refused, and what stays."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from PIL import Image

from unionhall.accounts import queries as accounts
from unionhall.audit.models import DeskLine, PersonLine
from unionhall.documents import actions, blocks, looks, queries
from unionhall.documents.merging import DOCUMENTS
from unionhall.documents.models import Document
from unionhall.documents.queries import DocumentFilter
from unionhall.documents.refusals import BadLink, NotNow, NotValid, WordsNeeded
from unionhall.kit.access import NotAllowed

from .conftest import FACTS, OPINION
from .test_typesetting import text_of

pytestmark = pytest.mark.django_db
PORTAL = accounts.system_user("portal")


def picture(name: str = "回证.png") -> Any:
    file = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(file, "PNG")
    file.name = name
    return file


def again(row: Document) -> Document:
    found = queries.document_at(row.desk_id, row.pk)
    assert found is not None
    return found


def acts_of(row: Document) -> list[str]:
    return list(DeskLine.objects.filter(subject_id=str(row.pk)).order_by("pk").values_list("action", flat=True))


# --- drawing and signing ---------------------------------------------------------------------------------------------


def test_a_draft_has_no_number_and_can_be_redrawn(opinion: Document, house: Any) -> None:
    assert (opinion.number, opinion.code, opinion.title) == ("", "", "监督意见书")
    actions.redraw(document=opinion, facts={**FACTS, "found": "未签订劳动合同"}, by=house.caseworker)
    assert queries.facts_of(again(opinion))["found"] == "未签订劳动合同"
    assert "36000" not in Document.objects.values_list("sealed", flat=True)[0].token


def test_a_letter_that_greets_its_reader_does_not_name_the_addressee_again(
    opinion: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert looks.look(opinion).addressee == opinion.employer.name
    greeting = [blocks.Para("全体职工：", indent=False), blocks.Para("请遵照执行。")]
    kind = replace(OPINION, body=lambda facts: greeting)
    monkeypatch.setattr("unionhall.documents.models.document.kind", lambda code: kind)
    assert looks.look(opinion).addressee == ""
    text = text_of(looks.as_pdf(opinion))
    assert "全体职工：" in text
    assert f"{opinion.employer.name}：" not in text


def test_facts_the_kind_cannot_use_fail_when_it_is_drawn(house: Any) -> None:
    with pytest.raises(KeyError):
        actions.draw_up(kind="test.opinion", unit=house.counties[0], facts={}, by=house.caseworker)


def test_signing_takes_the_next_number_of_unit_series_and_year(signed: Document, house: Any, clock: Any) -> None:
    def another(unit: Any, day: str) -> str:
        clock.move_to(day)
        row = actions.draw_up(kind="test.opinion", unit=unit, facts=FACTS, by=house.caseworker)
        return actions.sign_off(document=row, by=house.province_leader).number

    assert signed.number == "浙余工劳监意字〔2026〕1号"
    assert another(house.counties[0], "2026-12-31 09:00") == "浙余工劳监意字〔2026〕2号"
    assert another(house.counties[0], "2027-01-04 09:00") == "浙余工劳监意字〔2027〕1号"
    assert another(house.counties[1], "2027-01-04 09:00") == "浙萧工劳监意字〔2027〕1号"
    assert another(house.province, "2027-01-04 09:00") == "浙工劳监意字〔2027〕1号"
    assert another(house.unions[0], "2027-01-04 09:00") == "五常街道第1工劳监意字〔2027〕1号"


def test_signing_freezes_the_text_and_keeps_the_digest(
    signed: Document, house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with default_storage.open(signed.file) as file:
        content = file.read()
    assert hashlib.sha256(content).hexdigest() == signed.sha256
    assert signed.number in text_of(content)
    object.__setattr__(signed.kind, "body", lambda facts: [])  # the code of the kind changes later
    try:
        _title, parts = queries.shown_parts(again(signed))
    finally:
        from .conftest import _opinion

        object.__setattr__(signed.kind, "body", _opinion)
    assert any("拖欠12名职工" in part.get("text", "") for part in parts)


def test_only_who_may_sign_signs_and_once(opinion: Document, house: Any) -> None:
    for nobody in (house.caseworker, house.outsider_reviewer, house.auditor, house.worker):
        with pytest.raises(NotAllowed):
            actions.sign_off(document=opinion, by=nobody)
    actions.sign_off(document=opinion, by=house.reviewer)
    with pytest.raises(NotNow):
        actions.sign_off(document=opinion, by=house.reviewer)
    with pytest.raises(NotNow):
        actions.redraw(document=opinion, facts=FACTS, by=house.caseworker)
    with pytest.raises(NotNow):
        actions.drop_draft(document=opinion, by=house.caseworker)
    assert acts_of(opinion) == ["documents.document.drawn", "documents.document.signed"]


def test_no_number_stands_twice_whatever_writes_it(signed: Document, house: Any) -> None:
    other = actions.draw_up(kind="test.opinion", unit=signed.unit, facts=FACTS, by=house.caseworker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=other.pk, desk_id=other.desk_id).update(
            number=signed.number, code="AAAAA-BBBBB", state="signed", signed_at=signed.signed_at
        )


@pytest.mark.django_db(transaction=True)
def test_two_signers_at_once_get_two_numbers(house: Any) -> None:
    rows = [
        actions.draw_up(kind="test.opinion", unit=house.counties[0], facts=FACTS, by=house.caseworker)
        for _one in range(4)
    ]

    def sign(row: Document) -> str:
        try:
            return actions.sign_off(document=row, by=accounts.user(house.reviewer.pk)).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as many:
        numbers = sorted(many.map(sign, rows))
    assert [number.partition("〕")[2] for number in numbers] == ["1号", "2号", "3号", "4号"]


# --- finding ---------------------------------------------------------------------------------------------------------


def test_it_is_found_where_it_sits_and_nowhere_else(signed: Document, house: Any) -> None:
    for one in (house.caseworker, house.reviewer, house.city_leader, house.auditor):
        assert queries.document_for(one, signed.pk) == signed
        assert queries.document_for(one, signed.number) == signed
    for one in (house.outsider, house.chair, house.worker, house.audit_admin):
        with pytest.raises(Http404):
            queries.document_for(one, signed.pk)
        assert not queries.documents_found(one, DocumentFilter()).exists()


def test_a_subject_knows_its_documents_wherever_they_lie(agreement: Document, house: Any) -> None:
    other = actions.draw_up(
        kind="test.opinion", unit=house.counties[1], facts=FACTS, by=house.outsider, subject=house.unions[0]
    )
    assert set(queries.of_subject(house.unions[0])) == {agreement, other}
    assert queries.of_subject(house.unions[1]) == []


def test_a_persons_name_is_masked_in_lists_and_whole_on_the_paper(agreement: Document, house: Any) -> None:
    assert agreement.addressee == "例**" or "例" in agreement.addressee != "例职工"
    assert queries.documents_found(house.caseworker, DocumentFilter(text="例职工")).count() == 0


def test_the_worker_has_it_once_it_is_signed(agreement: Document, house: Any) -> None:
    assert queries.own_document(house.worker.pk, agreement.desk_id, agreement.pk) == agreement
    assert b"%PDF" in actions.download_pdf(document=agreement, by=house.worker)
    line = PersonLine.objects.filter(action="documents.document.read").get()
    assert (line.person_id, line.by_id) == (house.worker.pk, house.worker.pk)
    for other in (house.newcomer, house.outsider_worker):
        with pytest.raises(Http404):
            queries.own_document(other.pk, agreement.desk_id, agreement.pk)
        with pytest.raises(NotAllowed):
            actions.download_pdf(document=agreement, by=other)


def test_a_draft_about_the_worker_is_not_the_workers_yet(house: Any) -> None:
    row = actions.draw_up(
        kind="test.agreement", unit=house.townships[0], facts={"terms": "未定"}, by=house.township,
        person_id=house.worker.pk,
    )  # fmt: skip
    with pytest.raises(Http404):
        queries.own_document(house.worker.pk, row.desk_id, row.pk)
    with pytest.raises(NotAllowed):
        actions.read(document=row, by=house.worker)


def test_every_reading_is_a_line(signed: Document, house: Any) -> None:
    actions.read(document=signed, by=house.caseworker)
    actions.download_pdf(document=signed, by=house.caseworker)
    actions.download_word(document=signed, by=house.auditor)
    with pytest.raises(NotAllowed):
        actions.read(document=signed, by=house.outsider)
    lines = DeskLine.objects.filter(action="documents.document.read").order_by("pk")
    assert [(line.details["how"], line.by_id) for line in lines] == [
        ("page", house.caseworker.pk), ("pdf", house.caseworker.pk), ("word", house.auditor.pk),
    ]  # fmt: skip


# --- delivering ------------------------------------------------------------------------------------------------------

GIVEN: dict[str, Any] = {"way": "direct", "on": date(2026, 3, 5), "place": "厂办公室", "receiver": "例收件"}


def test_a_delivery_makes_it_served_and_keeps_the_proof(signed: Document, house: Any) -> None:
    made = actions.serve(document=signed, by=house.caseworker, proof=picture(), **GIVEN)
    assert (again(signed).state, again(signed).served_on) == ("served", date(2026, 3, 5))
    assert default_storage.exists(queries.proof_of(signed, made.pk)["file"])
    assert str(made.receiver) != "例收件"
    line = DeskLine.objects.get(action="documents.document.served")
    assert (line.details["kind"], line.details["document"]) == ("test.opinion", signed.pk)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": date(2026, 3, 6)}, "on"),
        ({"on": date(2026, 3, 4)}, "on"),
        ({"place": " "}, "place"),
        ({"receiver": ""}, "receiver"),
        ({"way": "pigeon"}, "way"),
        ({"refused": True}, "witness"),
        ({"way": "left"}, "witness"),
    ],
)
def test_a_delivery_that_cannot_be_names_the_field(
    signed: Document, house: Any, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(NotValid) as refused:
        actions.serve(document=signed, by=house.caseworker, **{**GIVEN, **wrong})
    assert refused.value.field == field
    assert again(signed).state == "signed"


def test_refused_with_a_witness_is_a_delivery(signed: Document, house: Any) -> None:
    actions.serve(
        document=signed, by=house.caseworker, **{**GIVEN, "way": "left", "refused": True, "witness": "例见证"}
    )
    assert again(signed).state == "served"


def test_drafts_and_outsiders_deliver_nothing(opinion: Document, signed: Document, house: Any) -> None:
    for nobody in (house.outsider, house.auditor, house.worker):
        with pytest.raises(NotAllowed):
            actions.serve(document=signed, by=nobody, **GIVEN)
        with pytest.raises(NotAllowed):
            actions.employer_link(document=signed, by=nobody)
    draft = actions.draw_up(kind="test.opinion", unit=house.counties[0], facts=FACTS, by=house.caseworker)
    with pytest.raises(NotNow):
        actions.serve(document=draft, by=house.caseworker, **GIVEN)


# --- the employer's link ---------------------------------------------------------------------------------------------


def secret_of(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


def test_a_link_is_opened_once_and_bound_to_that_browser(signed: Document, house: Any) -> None:
    secret = secret_of(actions.employer_link(document=signed, by=house.caseworker, days=10))
    _link, browser = actions.open_link(secret=secret, by=PORTAL)
    with pytest.raises(BadLink):
        actions.open_link(secret=secret, by=PORTAL)
    assert actions.read_by_link(secret=secret, browser=browser, by=PORTAL)[0] == signed
    for stranger in ("", "x" * 32, secret):
        with pytest.raises(BadLink):
            actions.read_by_link(secret=secret, browser=stranger, by=PORTAL)


def test_a_link_ends_with_its_last_day_with_a_newer_one_and_with_withdrawal(
    signed: Document, house: Any, clock: Any
) -> None:
    first = secret_of(actions.employer_link(document=signed, by=house.caseworker, days=10))
    second = secret_of(actions.employer_link(document=signed, by=house.caseworker, days=10))
    assert queries.link_of(first) is None
    assert queries.link_of(second) is not None
    clock.move_to("2026-03-15 10:01")
    assert queries.link_of(second) is None
    third = secret_of(actions.employer_link(document=signed, by=house.caseworker))
    actions.withdraw(document=signed, reason="引用条款有误", by=house.reviewer)
    assert queries.link_of(third) is None
    with pytest.raises(BadLink):
        actions.open_link(secret=third, by=PORTAL)


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_link_lives_as_long_as_the_rule_lets_it(signed: Document, house: Any, days: int) -> None:
    with pytest.raises(NotValid, match="90"):
        actions.employer_link(document=signed, by=house.caseworker, days=days)


def test_the_employer_answers_once_and_a_room_above_can_hear_it(signed: Document, house: Any) -> None:
    secret = secret_of(actions.employer_link(document=signed, by=house.caseworker))
    _link, browser = actions.open_link(secret=secret, by=PORTAL)
    said = {"agrees": "partly", "words": "先补发两个月", "signer": "例厂长", "secret": secret, "browser": browser}
    actions.answer_by_link(by=PORTAL, papers=[picture("明细.png")], **said)
    line = DeskLine.objects.get(action="documents.document.answered")
    assert {name: line.details[name] for name in ("document", "kind", "subject_type", "subject_id")} == {
        "document": signed.pk, "kind": "test.opinion", "subject_type": "", "subject_id": "",
    }  # fmt: skip
    assert list(queries.answers_to_read(house.caseworker)) == [signed]
    with pytest.raises(NotNow):
        actions.answer_by_link(by=PORTAL, **said)
    [opened] = actions.read_answer(document=signed, by=house.caseworker)
    assert (opened["words"], opened["signer"], len(opened["row"].papers)) == ("先补发两个月", "例厂长", 1)
    assert not queries.answers_to_read(house.caseworker).exists()


def test_an_answer_on_paper_is_written_down(signed: Document, house: Any) -> None:
    actions.answer(
        document=signed, agrees="yes", words="已补发", signer="例厂长", on=date(2026, 3, 5), by=house.caseworker
    )
    assert again(signed).state == "answered"
    assert not queries.answers_to_read(house.caseworker).exists()
    for wrong in ({"on": date(2026, 3, 6)}, {"on": date(2026, 3, 1)}, {"words": " "}, {"agrees": "?"}, {"signer": ""}):
        given = {"agrees": "yes", "words": "x", "signer": "y", "on": date(2026, 3, 5), **wrong}
        with pytest.raises(NotValid):
            actions.answer(document=signed, by=house.caseworker, **given)  # type: ignore[arg-type]


# --- withdrawing -----------------------------------------------------------------------------------------------------


def test_a_withdrawn_letter_keeps_its_number_and_its_page(signed: Document, house: Any) -> None:
    with pytest.raises(WordsNeeded):
        actions.withdraw(document=signed, reason=" ", by=house.reviewer)
    with pytest.raises(NotAllowed):
        actions.withdraw(document=signed, reason="x", by=house.caseworker)
    actions.withdraw(document=signed, reason="引用条款有误", by=house.reviewer)
    row = again(signed)
    assert (row.number, row.state) == (signed.number, "withdrawn")
    found = queries.genuine(row.code)
    assert found is not None
    assert (found.document.number, found.parts) == (signed.number, ())
    assert "已撤回" in text_of(actions.download_pdf(document=row, by=house.caseworker))
    with default_storage.open(row.file) as file:
        assert hashlib.sha256(file.read()).hexdigest() == row.sha256
    for act in (
        lambda: actions.serve(document=row, by=house.caseworker, **GIVEN),
        lambda: actions.withdraw(document=row, reason="x", by=house.reviewer),
        lambda: actions.employer_link(document=row, by=house.caseworker),
        lambda: actions.drop_draft(document=row, by=house.caseworker),
    ):
        with pytest.raises(NotNow):
            act()
    again_drawn = actions.draw_up(kind="test.opinion", unit=row.unit, facts=FACTS, by=house.caseworker)
    assert actions.sign_off(document=again_drawn, by=house.reviewer).number == "浙余工劳监意字〔2026〕2号"


# --- moving ----------------------------------------------------------------------------------------------------------


def test_documents_follow_their_union_to_another_county(agreement: Document, house: Any) -> None:
    unit, new = agreement.unit, house.counties[1]
    actions.serve(document=agreement, by=house.caseworker, **GIVEN)
    firm = house.employers[0]
    Document.objects.filter(pk=agreement.pk).update(employer=firm, addressee=firm.name)
    link = secret_of(actions.employer_link(document=agreement, by=house.caseworker))
    type(unit).objects.filter(pk=unit.pk).update(desk_id=new.pk)
    unit.refresh_from_db()
    assert actions.carry_desks(unit=unit, by=house.province_leader) == 1
    assert actions.carry_desks(unit=unit, by=house.province_leader) == 0
    moved = queries.document_at(new.pk, agreement.pk)
    assert moved is not None
    assert [len(queries.deliveries_of(moved)), queries.of_subject(house.unions[0])] == [1, [moved]]
    assert queries.genuine(agreement.code) is not None
    assert queries.link_of(link) is not None
    assert queries.facts_of(moved) == {"terms": "一次付清五千元。"}
    row = actions.draw_up(kind="test.agreement", unit=unit, facts={"terms": "x"}, by=house.township)
    assert actions.sign_off(document=row, by=house.province_leader).number.endswith("2号")


def test_the_link_life_is_a_rule(signed: Document, house: Any) -> None:
    actions.employer_link(document=signed, by=house.caseworker)
    link = queries.newest_link(signed)
    assert link is not None
    assert link.expires_at - link.made_at == timedelta(days=30)


# --- merging ---------------------------------------------------------------------------------------------------------


def test_documents_follow_a_person_whose_two_records_become_one(agreement: Document, house: Any) -> None:
    source, target = house.worker.pk, house.newcomer.pk
    assert DOCUMENTS.count(source) == 1
    moved = DOCUMENTS.move(source=source, target=target, by=house.organiser)
    assert [queries.of_person(source), queries.of_person(target)] == [[], [agreement]]
    assert queries.own_document(target, agreement.desk_id, agreement.pk) == agreement
    DOCUMENTS.undo(source=source, target=target, moved=moved, by=house.organiser)
    assert [queries.of_person(source), queries.of_person(target)] == [[agreement], []]
