"""What the demo province is: counted as the recount counts, measured as the list measures; nobody's numbers."""

from datetime import date

import pytest

from unionhall.accounts import queries as accounts
from unionhall.bargaining import queries as bargaining
from unionhall.bargaining.models import (
    Agreement,
    Board,
    Congress,
    Datum,
    Disclosure,
    HeadsMeeting,
    Motion,
    Term,
)
from unionhall.cases import queries as cases
from unionhall.cases.catalogue import services
from unionhall.cases.models import CallBack, Case, DeskCase
from unionhall.demo import story
from unionhall.demo.models import Phase
from unionhall.demo.staff import PASSWORD
from unionhall.demo.writing import moment
from unionhall.documents.models import Document
from unionhall.funds.models import Payable
from unionhall.indicators.actions.recounting import recount
from unionhall.kit import clock
from unionhall.kit.figures import Period, all_counts, values
from unionhall.kit.identity import check_credit_code, check_id
from unionhall.kit.models import FigureDelta
from unionhall.kit.models import Line as FigureLine
from unionhall.matters import queries as matters
from unionhall.matters.models import Step
from unionhall.matters.queries import kinds
from unionhall.orgs.models import Employer, Unit
from unionhall.people import queries as people
from unionhall.people.models import Membership, Person
from unionhall.rights import queries as rights
from unionhall.rights.models import Lawyer, LegalAid, Limitation, Mediation, Promise
from unionhall.rules.models import Rule
from unionhall.safety import queries as safety
from unionhall.safety.models import Accident, Cooling, CupEntry, Hazard
from unionhall.supervision.models import Supervisor, Warning
from unionhall.worklist import actions as worklist
from unionhall.worklist.actions.tallying import retally
from unionhall.worklist.models import Share, Tally

from .conftest import DAY, SMALL


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


def test_numbers_are_nobodys(filled: None) -> None:
    for person in Person.objects.all():
        found = check_id(person.id_number.reveal())
        assert found.birth_date == person.birth_date
        assert person.birth_date.year < 1906
        assert person.phone.reveal().startswith("154")
    for code in Employer.objects.values_list("credit_code", flat=True):
        assert not check_credit_code(code).warnings
    for code in Unit.objects.exclude(credit_code="").values_list("credit_code", flat=True):
        assert check_credit_code(code).is_union


def test_has_what_it_promises(filled: None) -> None:
    assert Unit.objects.filter(level__lt=5).count() == 1489
    assert Unit.objects.filter(level=5).count() == SMALL["unions"]
    assert Unit.objects.find_problems() == ([], [], [], [], [])
    stages = set(Case.objects.values_list("service_code", "stage_code"))
    open_ones = {(s.code, stage.code) for s in services for stage in s.stages if not stage.final}
    assert open_ones <= stages
    assert Case.objects.count() == DeskCase.objects.filter(helper=False).count()
    assert not FigureDelta.objects.exists()
    assert Membership.objects.filter(state="retained").exists()


def test_every_login_works(filled: None) -> None:
    for login in story.LOGINS:
        user = accounts.user_behind(login.username)
        assert user.check_password(PASSWORD), login.username
        assert login.username in ("worker", "newcomer") or user.held


def test_every_room_has_something_to_show(filled: None) -> None:
    shown = [kind for kind in kinds() if kind is not Warning]  # no firm here is large enough to be warned of by itself
    for model in (*shown, Mediation, Promise, LegalAid, Lawyer, Agreement, Term, Congress, Disclosure):
        assert model._default_manager.exists(), model._meta.label
    for model in (Board, Datum, HeadsMeeting):
        assert model.objects.exists(), model._meta.label
    assert Limitation.objects.filter(told__isnull=False).exists()
    assert {"waiting", "content"} <= set(CallBack.objects.values_list("state", flat=True))
    assert set(Supervisor.objects.values_list("state", flat=True)) >= {"in-office"}
    assert Document.objects.exclude(number="").exists()
    assert Payable.objects.exists()
    assert Rule.objects.filter(shipped=False).exists()
    assert not Step.objects.filter(at__gte=moment(DAY, 0)).exists()  # what comes later has not happened


def test_every_list_of_the_chair_has_something(filled: None) -> None:
    """Besides those only higher levels fill, which the chair's menu does not offer."""
    chair, county = (accounts.user_behind(name) for name in ("chair", "county"))
    lists = {
        "accidents": safety.accidents_seen(chair).filter(closed_at=None),
        "cooling": matters.listed(Cooling, chair).filter(closed_at=None),
        "cup": matters.listed(CupEntry, chair).filter(closed_at=None),
        "groups": rights.groups(chair, "open"),
        "calls": cases.call_backs(chair),
        "ratings": cases.bad_ratings(chair),
        "rosters": people.rosters(chair),
        "expulsions": people.expulsions(chair),
        "directors": bargaining.directors_found(chair, state="sitting"),
        "disclosures": bargaining.disclosures_found(chair, state="open"),
        "motions": matters.listed(Motion, chair).filter(closed_at=None),
        "reports": rights.reports(county, "waiting"),
    }
    assert [name for name, rows in lists.items() if not rows.exists()] == []


def test_every_count_has_counted_something(filled: None) -> None:
    """Else a figure of the Board is a line of dashes."""
    small = {  # so small a province has none of these in a year: no deaths are told of, and no firm is large enough
        "safety.deaths", "supervision.feedbacks", "supervision.letters_recommendation", "supervision.not_accepted",
        "supervision.yellow", "supervision.orange", "supervision.red", "supervision.warnings_up",
        "supervision.warnings_down",
    }  # fmt: skip
    province, year = Unit.objects.get(level=1), Period(date(DAY.year - 1, DAY.month, DAY.day), DAY)
    told = values(list(all_counts()), [province], year)
    assert {code for code in all_counts() if not told.get((code, province.pk))} == small


def test_some_things_turned_out_otherwise(filled: None) -> None:
    voided = Accident.objects.filter(stage_code="voided")
    assert {row.closed_at < row.stage_since for row in voided} == {True, False}  # after it was closed, and before
    assert Hazard.objects.exclude(passed_to="").exists()


def test_no_story_was_refused(filled: None) -> None:
    facts = Phase.objects.filter(name__startswith="year:").values_list("facts", flat=True)
    assert [one["refused"] for one in facts if "refused" in one] == [0, 0]


@pytest.mark.parametrize("line", FigureLine.values)
def test_recount_finds_no_difference(line: str, filled: None) -> None:
    """Stocks and flows after the move of last summer, and stocks of a day before it."""
    by = accounts.system_user("settler")
    stocks = ["people.members", "orgs.employers", "orgs.covered_workers", "orgs.unions", "cases.open"]
    for period, codes in (
        (Period(date(2026, 8, 1), DAY), None),
        (Period.of_day(date(2026, 3, 31)), stocks),
    ):
        assert [
            (d.count, d.unit_id, d.stored, d.counted) for d in recount(period=period, by=by, line=line, codes=codes)
        ] == []


def test_measuring_changes_nothing(on_the_day: None, filled: None) -> None:
    """What the demo says of every share is what the measuring job says."""
    columns = ("id", "top", "bottom", "own_top", "own_bottom", "progress", "expected", "light", "state")
    before = list(Share.objects.order_by("id").values_list(*columns))
    Share.objects.filter(desk_id__in=[1, *Unit.objects.filter(code="330110").values_list("pk", flat=True)]).update(
        stale=True
    )
    worklist.measure_stale(by=accounts.system_user("clock"))
    assert list(Share.objects.order_by("id").values_list(*columns)) == before


def test_tallies_are_those_of_the_job(filled: None) -> None:
    columns = ("unit_id", "item_id", "level", "desk_id", "shares", "done", "waiting", "green", "amber", "red")
    before = sorted(Tally.objects.values_list(*columns))
    retally(desks=Unit.objects.filter(level=3).values_list("pk", flat=True))
    assert sorted(Tally.objects.values_list(*columns)) == before


def test_board_has_colours(filled: None) -> None:
    province = Unit.objects.get(pk=1)
    found = values(["orgs.employers", "orgs.employers_covered"], [province], Period.of_day(DAY))
    rate = found["orgs.employers_covered", 1] / found["orgs.employers", 1]
    assert 0.4 < rate < 0.95
