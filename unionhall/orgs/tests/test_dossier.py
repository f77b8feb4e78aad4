"""Panels of the employer's page: drawn for those who hold what a panel needs, and for nobody else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from unionhall.kit import dossier
from unionhall.kit.dossier import EmployerPanel, Panel, PanelRow
from unionhall.orgs.permissions import Orgs

pytestmark = pytest.mark.django_db


def _found(user: Any, employer: Any) -> Panel:
    row = PanelRow("意见书〔2026〕7号", "/desk/documents/7/", date(2026, 3, 5), "late", "逾期未答复")
    return Panel(9, [row], "/desk/documents/?employer=1")


PANELS = [
    EmployerPanel("test.later", "排在后面", "orgs.nobody.may", _found, order=2),
    EmployerPanel("test.first", "劳动法律监督", (Orgs.EMPLOYER_VIEW,), _found, order=1),
]


@pytest.fixture(autouse=True)
def _declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossier, "declared", lambda name, kind: PANELS)


def test_panels_need_a_permission_held(house: Any) -> None:
    assert [one.code for one, _panel in dossier.panels(house.caseworker, house.employers[0])] == ["test.first"]
    assert list(dossier.panels(house.worker, house.employers[0])) == []


def test_the_employers_page_draws_them(house: Any, client: Client) -> None:
    client.force_login(house.caseworker)
    page = client.get(reverse("orgs:employer-detail", args=[house.employers[0].credit_code])).content.decode()
    assert "劳动法律监督" in page
    assert "逾期未答复" in page
    assert "全部 9 条" in page
    assert "排在后面" not in page
