"""文头: a union's own letters and red head, for what it signs from then on."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from unionhall.documents import actions, keeping, numbering, queries
from unionhall.documents.models import Document
from unionhall.documents.refusals import NotValid
from unionhall.kit.access import NotAllowed

from .conftest import FACTS
from .test_typesetting import text_of

pytestmark = pytest.mark.django_db


def test_what_is_signed_from_now_on_bears_the_unions_own_letters(signed: Document, house: Any) -> None:
    unit = house.counties[0]
    actions.set_letterhead(unit=unit, letters="余工", heading="余杭区总工会", by=house.reviewer)
    row = actions.draw_up(kind="test.opinion", unit=unit, facts=FACTS, by=house.caseworker)
    row = actions.sign_off(document=row, by=house.reviewer)
    assert row.number == "余工工劳监意字〔2026〕2号"
    text = text_of(keeping.content(row.file))
    assert "余杭区总工会余工工劳监意字" in text
    assert "文件" not in text
    assert "余杭区总工会文件" in text_of(keeping.content(signed.file))


@pytest.mark.parametrize("letters", ["余 工", "余工〔1〕", "一二三四五六七八九十一二三", "<b>"])
def test_letters_are_letters(house: Any, letters: str) -> None:
    with pytest.raises(NotValid):
        actions.set_letterhead(unit=house.counties[0], letters=letters, heading="", by=house.reviewer)


def test_letters_of_another_union_beside_are_refused_and_given_once(house: Any, signed: Document) -> None:
    ours, theirs = house.counties[:2]
    assert queries.letterhead(ours).letters == "浙余"  # what it first signed with stays
    with pytest.raises(NotValid, match="余杭"):
        actions.set_letterhead(unit=theirs, letters="浙余", heading="", by=house.outsider_reviewer)
    with pytest.raises(NotValid, match="萧山"):  # not chosen by anybody, but what the other is given
        actions.set_letterhead(unit=ours, letters="浙萧", heading="", by=house.reviewer)
    actions.set_letterhead(unit=ours, letters="浙余", heading="", by=house.reviewer)


PLACES = {"330100": "杭州市", "330110": "余杭区", "330281": "余姚市", "330300": "温州市", "331081": "温岭市"}


def _unit(code: str) -> Any:
    place = SimpleNamespace(name=PLACES[code], parent=None)
    level = 2 if code.endswith("00") else 3
    return SimpleNamespace(
        pk=int(code),
        code=code,
        level=level,
        kind="federation",
        division_id=code,
        division=place,
        name=f"{place.name}总工会",
        short_name="",
    )


@pytest.mark.parametrize(
    ("code", "letters"),
    [("330100", "浙杭"), ("330110", "浙余杭"), ("330281", "浙余姚"), ("330300", "浙温"), ("331081", "浙温岭")],
)
def test_as_many_letters_of_the_place_as_tell_it_from_the_others(code: str, letters: str) -> None:
    others = [_unit(one) for one in PLACES if one != code]
    assert next(numbering.candidates(_unit(code), others)) == letters


def test_unions_of_like_names_get_the_end_of_their_code() -> None:
    firm = {"level": 5, "kind": "single", "division_id": None, "short_name": ""}
    first = SimpleNamespace(code="330110-0007", name="余杭例厂工会委员会", **firm)
    second = SimpleNamespace(code="330110-0042", name="余杭例厂有限公司工会", **firm)
    assert next(numbering.candidates(first, [])) == "余杭例厂"
    assert next(numbering.candidates(first, [second])) == "余杭例厂0007"


def test_only_who_signs_sets_it(house: Any) -> None:
    for nobody in (house.caseworker, house.outsider_reviewer, house.worker):
        with pytest.raises(NotAllowed):
            actions.set_letterhead(unit=house.counties[0], letters="余工", heading="", by=nobody)


def test_the_page(house: Any) -> None:
    leader, outsider = Client(), Client()
    leader.force_login(house.reviewer)
    outsider.force_login(house.outsider_reviewer)
    address = reverse("documents:letterhead", args=[house.counties[0].code])
    assert address in leader.get(reverse("documents:list")).content.decode()
    assert leader.post(address, {"letters": "余 工"}).status_code == 422
    assert leader.post(address, {"letters": "余工"}).status_code == 302
    assert 'value="余工"' in leader.get(address).content.decode()
    assert outsider.get(address).status_code == 404
