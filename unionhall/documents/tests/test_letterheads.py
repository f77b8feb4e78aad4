"""文头: a union's own letters and red head, for what it signs from then on."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from unionhall.documents import actions, keeping
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
