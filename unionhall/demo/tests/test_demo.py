"""A small demo province: the same every time, even when cut short; counted as the recount counts; nobody's numbers."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from unionhall.accounts import queries as accounts
from unionhall.accounts.directory import user_by_handle
from unionhall.cases.catalogue import services
from unionhall.cases.models import Case, DeskCase
from unionhall.demo import filling, story
from unionhall.demo.staff import PASSWORD
from unionhall.indicators.actions.recounting import recount
from unionhall.kit.figures import Period, values
from unionhall.kit.identity import check_credit_code, check_id
from unionhall.kit.models import FigureDelta
from unionhall.kit.models import Line as FigureLine
from unionhall.orgs.actions import load_divisions
from unionhall.orgs.models import Employer, Unit
from unionhall.people.models import Membership, Person
from unionhall.worklist import actions as worklist
from unionhall.worklist.actions.tallying import retally
from unionhall.worklist.models import Share, Tally

DAY = date(2026, 11, 20)
SMALL = {"unions": 60, "workers": 400, "seed": 7}
ROOMS = ("orgs", "accounts", "people", "cases", "worklist", "channels")
DIFFERS = {"id", "at", "chain", "seq", "password", "words", "id_number", "phone", "added_at", "made_at", "changed_at"}
DIFFERS |= {"checked_on", "entered_at", "digest", "membership_id", "issued_at", "answered_at"}

ITEMS = ("A03", "B02", "C05", "E09")


@pytest.fixture(scope="module", autouse=True)
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files of its own, four items of the list, no villages: a fill in a second or two."""
    files = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch, override_settings(DATA_DIR=files, MEDIA_ROOT=files / "files"):
        patch.setattr(filling.one_list, "CHOSEN", ITEMS)
        patch.setattr(filling.tree.orgs, "load_divisions", partial(load_divisions, villages=False))
        yield


@pytest.fixture(scope="module")
def _filled_once(small: None, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Filled in a transaction that stands open around the tests which only look, and is rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def filled(_filled_once: None, db: None) -> None:
    """The small demo province, whole."""


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    from unionhall.kit import clock

    monkeypatch.setattr(clock, "today", lambda: DAY)


def fill(**more: Any) -> Any:
    return filling.fill(**SMALL, day=DAY, **more)


def picture() -> dict[str, str]:
    """What stands in every table of the rooms the demo writes, apart from what must differ."""
    found = {}
    for model in [model for room in ROOMS for model in apps.get_app_config(room).get_models()]:
        columns = [f.attname for f in model._meta.concrete_fields if f.attname not in DIFFERS]
        rows = sorted(map(repr, model._default_manager.values_list(*columns)))
        found[model._meta.label] = f"{len(rows)} {hashlib.sha256(''.join(rows).encode()).hexdigest()}"
    return found


def test_numbers_are_nobodys(filled: None) -> None:
    for person in Person.objects.all():
        found = check_id(person.id_number.reveal())
        assert found.birth_date is not None and found.birth_date.year < 1906
        assert found.birth_date == person.birth_date
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
        user = user_by_handle(login.username)
        assert user.check_password(PASSWORD), login.username
        assert login.username in ("worker", "newcomer") or accounts.roles_held(user)


@pytest.mark.parametrize("line", FigureLine.values)
def test_recount_finds_no_difference(line: str, filled: None) -> None:
    """Stocks and flows after the move of last summer, and stocks of a day before it."""
    by = accounts.system_user("settler")
    stocks = ["people.members", "orgs.employers", "orgs.covered_workers", "orgs.unions", "cases.open"]
    for period, codes in (
        (Period(date(2026, 8, 1), DAY), None),
        (Period.of_day(date(2026, 3, 31)), stocks),
    ):
        assert [(d.count, d.unit_id, d.stored, d.counted) for d in recount(period=period, by=by, line=line, codes=codes)] == []


def test_measuring_changes_nothing(on_the_day: None, filled: None) -> None:
    """What the demo says of every share is what the measuring job says."""
    columns = ("id", "top", "bottom", "own_top", "own_bottom", "progress", "expected", "light", "state")
    before = list(Share.objects.order_by("id").values_list(*columns))
    Share.objects.filter(desk_id__in=[1, *Unit.objects.filter(code="330110").values_list("pk", flat=True)]).update(stale=True)
    worklist.measure_stale(by=accounts.system_user("clock"))
    assert list(Share.objects.order_by("id").values_list(*columns)) == before


def test_tallies_are_those_of_the_job(filled: None) -> None:
    columns = ("unit_id", "item_id", "level", "desk_id", "shares", "done", "waiting", "green", "amber", "red")
    before = sorted(Tally.objects.values_list(*columns))
    retally(desks=Unit.objects.filter(level=3).values_list("pk", flat=True))
    assert sorted(Tally.objects.values_list(*columns)) == before


@pytest.fixture(scope="module")
def whole_pictures() -> dict[str, dict[str, str]]:
    return {}


@pytest.mark.parametrize("part", ["divisions", "tree", "county:330110", "above", "items", "item:Y26-B02", "settled:people.members"])
@pytest.mark.django_db
def test_cut_short_and_begun_again(part: str, whole_pictures: dict[str, dict[str, str]]) -> None:
    fill(stop_after=part)
    fill()
    whole_pictures[part] = picture()
    assert len({repr(sorted(one.items())) for one in whole_pictures.values()}) == 1


@pytest.mark.django_db
def test_killed_in_the_middle_of_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that fails leaves nothing behind, and the next run writes it."""
    broken: Callable[..., Any] = filling.casework.write_cases

    def fails(lot: Any) -> None:
        if lot.county.code == "330110":
            raise RuntimeError("killed")
        broken(lot)

    monkeypatch.setattr(filling.casework, "write_cases", fails)
    with pytest.raises(RuntimeError):
        fill()
    assert not Unit.objects.filter(code__startswith="330110-").exists()
    monkeypatch.undo()
    fill(stop_after="county:330110")
    assert Unit.objects.filter(code__startswith="330110-").exists()


@pytest.mark.django_db
def test_refuses_an_inhabited_house() -> None:
    get_user_model()._default_manager.create(name="真人")
    with pytest.raises(CommandError):
        call_command("demo", unions=1, workers=1, stdout=StringIO())


@pytest.mark.django_db
def test_refuses_another_plan() -> None:
    fill(stop_after="divisions")
    with pytest.raises(filling.OtherPlan):
        filling.fill(unions=61, workers=400, seed=7, day=DAY)


def test_board_has_colours(filled: None) -> None:
    province = Unit.objects.get(pk=1)
    found = values(["orgs.employers", "orgs.employers_covered"], [province], Period.of_day(DAY))
    rate = found["orgs.employers_covered", 1] / found["orgs.employers", 1]
    assert 0.4 < rate < 0.95
