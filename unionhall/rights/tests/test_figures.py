"""Every figure of this room equals a count of the rows; cells open only what the reader may see."""

from datetime import date
from decimal import Decimal

import pytest

from unionhall.cases import actions as cases
from unionhall.kit.figures import Period, all_figures
from unionhall.kit.models import FigureDelta
from unionhall.rights import actions
from unionhall.rights.figures import FIGURES, PANEL
from unionhall.rights.models import Promise

from .making import a_lawyer, a_mediation

MONTH = Period(date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def worked(house, clock):
    """Mediations agreed, refused and withdrawn; money in parts; legal aid granted, refused and finished."""
    agreed = a_mediation(house, "agreed")
    cases.move(case=a_mediation(house, "inviting"), name="refuse", by=house.chair, says="不来")
    cases.move(case=a_mediation(house), name="withdraw", by=house.worker)
    promise = Promise.objects.get(number=agreed.number, place_no=1)
    actions.check_promise(promise=promise, state="part", paid=Decimal("0.40"), says="x", by=house.chair)
    actions.check_promise(promise=promise, state="part", paid=Decimal("4000.90"), says="x", by=house.chair)
    clock.move_to("2026-03-25")
    actions.check_promise(promise=promise, state="kept", says="x", by=house.chair)
    for other in Promise.objects.filter(number=agreed.number).exclude(place_no=1):
        actions.check_promise(promise=other, state="kept", says="x", by=house.chair)
    lawyer = a_lawyer(house)
    for name, stage in (("grant", "granted"), ("refuse", "told")):
        case = house.case("rights.legal-aid", answers={"kind": "union", "group": "worker", "stage": "consult"})
        cases.move(case=case, name=name, by=house.reviewer, says="x")
        if stage == "granted":
            cases.move(case=case, name="assign", by=house.caseworker, lawyer=lawyer)
            cases.move(
                case=case, name="finish", by=house.caseworker, says="x", result="won", recovered=Decimal("99.99"),
                subsidy=None,
            )  # fmt: skip
    return house


def test_deltas_equal_a_recount(worked):
    counts = {count for figure in FIGURES for count in (figure.top, figure.bottom) if count}
    for count in counts | set(PANEL.picture.counts):
        added: dict[int, int] = {}
        for row in FigureDelta.objects.filter(count=count.code, day__gte=MONTH.first, day__lte=MONTH.last):
            added[row.unit_id] = added.get(row.unit_id, 0) + row.n
        assert dict(count.recount(MONTH)) == added, count.code
        assert added, count.code


def test_what_they_say(worked):
    union, county = worked.unions[0].pk, worked.counties[0].pk
    told = {figure.code: figure for figure in FIGURES}
    assert told["rights.mediation_rate"].top.recount(MONTH) == {union: 1}
    assert told["rights.mediation_rate"].bottom.recount(MONTH) == {union: 2}
    assert PANEL.picture.counts[0].recount(MONTH) == {union: 3}
    assert PANEL.picture.counts[3].recount(MONTH) == {union: 1}
    assert told["rights.recovered"].top.recount(MONTH) == {union: 14800}
    assert told["rights.aid_granted"].top.recount(MONTH) == {county: 1}
    assert told["rights.aid_recovered"].top.recount(MONTH) == {county: 99}


def test_cells_open_rows_only_in_reach(worked):
    for figure in FIGURES:
        assert figure.top.rows(worked.province_leader, worked.province, MONTH).count() >= 1, figure.code
        assert figure.top.rows(worked.outsider, worked.province, MONTH).count() == 0, figure.code


def test_all_of_them_stand_among_the_houses(house):
    assert {figure.code for figure in FIGURES} <= set(all_figures())
