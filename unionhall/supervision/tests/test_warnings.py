"""Early warning: numbers in, colour and duty out; small numbers hidden; nothing stays for ever."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import load_workbook

from unionhall.accounts import queries as accounts
from unionhall.audit import actions as audit
from unionhall.audit.models import DeskLine
from unionhall.kit.access import NotAllowed
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matters
from unionhall.orgs import queries as orgs
from unionhall.supervision import actions, queries
from unionhall.supervision.choices import Level
from unionhall.supervision.models import Standing, Warning, WarningInput
from unionhall.supervision.refusals import NotInOrder

pytestmark = pytest.mark.django_db
PERIOD = {"period_from": date(2026, 2, 1), "period_to": date(2026, 3, 1)}


def clock_user() -> Any:
    return accounts.system_user("clock")


def enter(house: Any, indicator: str, **given: Any) -> WarningInput:
    facts = {"employer": house.employers[0], "source": "authority", "by": house.caseworker, **PERIOD}
    return actions.enter_input(indicator=indicator, **(facts | given))


def test_yellow_is_the_townships_duty(house: Any) -> None:
    enter(house, "a", value=Decimal(1))
    row = Warning.objects.get()
    assert (row.level, row.unit, row.due_on) == (Level.YELLOW, house.townships[0], date(2026, 3, 12))
    assert row.duty_rule["code"] == "supervision.warning-duty-yellow"


def test_red_is_the_countys_within_a_day_and_told_above(house: Any) -> None:
    enter(house, "a", value=Decimal("2.5"))
    row = Warning.objects.get()
    assert (row.level, row.unit) == (Level.RED, house.counties[0])
    left = row.due_at - timezone.now()
    assert timedelta(hours=23) < left <= timedelta(hours=24)


def test_worse_numbers_raise_it_and_better_ones_lift_it(house: Any, clock: Any) -> None:
    first = enter(house, "a", value=Decimal(1))
    matters.move(
        matter=Warning.objects.get(), name="act", by=house.caseworker, how="call", on=date(2026, 3, 5), says="已了解"
    )
    second = enter(house, "a", value=Decimal(2), source="account")
    row = Warning.objects.get()
    assert (row.level, row.stage_code, row.unit) == (Level.ORANGE, "raised", house.counties[0])
    actions.drop_input(row=second, because="数据有误", by=house.caseworker)
    assert Warning.objects.get().level == Level.YELLOW
    actions.drop_input(row=first, because="已补发", by=house.caseworker)
    row.refresh_from_db()
    assert (row.stage_code, row.is_closed) == ("lifted", True)
    assert queries.standing_of(house.employers[0]).level == Level.GREEN


@pytest.mark.parametrize(
    ("months", "wrong", "right"), [("0.5", (), "call"), ("2", ("call", "letter"), "visit"), ("3", ("visit",), "joint")]
)
def test_each_colour_asks_for_its_own_way(
    house: Any, as_: Any, months: str, wrong: tuple[str, ...], right: str
) -> None:
    """Yellow: a call at least; orange: a visit; red: together with the authority."""
    enter(house, "a", value=Decimal(months))
    row = Warning.objects.select_related("unit", "employer").get()
    url, given = reverse("supervision:warning-move", args=[row.number, "act"]), {"says": "已处置", "on": "2026-03-05"}
    client = as_(house.caseworker)
    offered = [value for value, _label in client.get(url).context["forms"][1].fields["how"].choices]
    assert (right in offered, set(wrong) & set(offered)) == (True, set())
    for how in wrong:
        with pytest.raises(NotInOrder, match="按颜色处置"):
            matters.move(matter=row, name="act", by=house.caseworker, how=how, on=date(2026, 3, 5), says="已处置")
        row.refresh_from_db()
    client.post(url, {**given, "how": right})
    row.refresh_from_db()
    assert (row.stage_code, row.acted_how) == ("acted", right)


def test_an_eased_warning_is_called_by_its_colour(house: Any) -> None:
    enter(house, "a", value=Decimal(1))
    worse = enter(house, "a", value=Decimal(3), source="account")
    assert Warning.objects.get().title.startswith("红色预警")
    actions.drop_input(row=worse, because="数据有误", by=house.caseworker)
    assert Warning.objects.get().title.startswith("黄色预警")


def test_numbers_expire_after_ninety_days(house: Any, clock: Any) -> None:
    enter(house, "a", value=Decimal(3))
    clock.move_to("2026-06-03")
    actions.assess_all(desk_id=house.counties[0].pk, by=clock_user())
    assert not Warning.objects.get().is_closed
    clock.move_to("2026-06-04")
    actions.assess_all(desk_id=house.counties[0].pk, by=clock_user())
    assert Warning.objects.get().stage_code == "lifted"


def test_layoffs_of_twenty_or_a_tenth_are_orange(house: Any) -> None:
    enter(house, "l", people=3, workers=30)
    row = Standing.objects.get()
    assert (row.level, row.points[1]["scale"]) == (Level.ORANGE, "80")
    enter(house, "l", people=3, workers=30, source="notice", reported=False)
    assert Standing.objects.get().points[1]["scale"] in ("80", "100")


@pytest.mark.parametrize(
    "wrong",
    [
        {"indicator": "a"},
        {"indicator": "o", "people": 5, "workers": 4},
        {"indicator": "o", "people": 5},
        {"indicator": "l"},
        {"indicator": "s"},
        {"indicator": "a", "value": Decimal(1), "period_to": date(2026, 3, 6)},
        {"indicator": "a", "value": Decimal(1), "period_from": date(2026, 3, 2)},
    ],
    ids=str,
)
def test_numbers_that_cannot_be_are_refused(house: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        enter(house, **wrong)
    assert not WarningInput.objects.exists()


def test_outsiders_neither_enter_nor_look(house: Any) -> None:
    with pytest.raises(NotAllowed):
        enter(house, "a", value=Decimal(1), by=house.outsider)
    enter(house, "a", value=Decimal(1))
    with pytest.raises(NotAllowed):
        actions.read_points(standing=Standing.objects.get(), by=house.outsider)


def test_each_look_leaves_a_line(house: Any) -> None:
    enter(house, "a", value=Decimal(1))
    actions.read_points(standing=Standing.objects.get(), by=house.caseworker)
    assert DeskLine.objects.filter(action="supervision.standing.read", by_id=house.caseworker.pk).count() == 1


def test_three_reporters_are_counted_two_are_not(house: Any, clock: Any) -> None:
    """Counted from cases without a person in any row; what three agree on is two months."""
    from unionhall.people import queries as people

    firm = house.employers[0]
    senders = [house.worker, house.newcomer, house.chair]
    for number, sender in enumerate(senders):
        since = date(2026, 1, 1) - timedelta(days=30 * number)
        house.case(
            "rights.complaint",
            person=people.person(sender.pk),
            by=sender,
            employer=firm,
            answers={"since": since.isoformat()},
        )
        actions.derive(desk_id=house.counties[0].pk, by=clock_user())
        assert WarningInput.objects.filter(derived=True).exists() is (number == 2)
    found = {row.indicator: row for row in WarningInput.objects.filter(dropped_on=None)}
    assert (found["c"].value, found["c"].people, found["a"].people) == (3, 3, 3)
    assert Decimal(2) <= found["a"].value < Decimal("2.2")
    assert Warning.objects.get().level == Level.RED
    clock.move_to("2026-04-20")
    actions.derive(desk_id=house.counties[0].pk, by=clock_user())
    assert not WarningInput.objects.filter(derived=True, dropped_on=None).exists()
    assert Warning.objects.get().stage_code == "lifted"


def test_nothing_of_persons_is_kept() -> None:
    names = {field.name for field in WarningInput._meta.fields} | {field.name for field in Standing._meta.fields}
    assert not {name for name in names if "person" in name or "words" in name or "text" in name}


def test_an_accident_told_by_safety_colours_the_employer(house: Any, django_capture_on_commit_callbacks: Any) -> None:
    firm = house.employers[0]
    with django_capture_on_commit_callbacks(execute=True):
        audit.record(
            "safety.accident.opened",
            by=house.caseworker,
            unit=house.counties[0],
            employer_id=firm.pk,
            deaths=1,
            serious=0,
        )
    assert (Standing.objects.get().level, Warning.objects.get().level) == (Level.RED, Level.RED)


def test_an_accident_entered_by_mistake_is_taken_back_from_the_employer(
    house: Any, django_capture_on_commit_callbacks: Any
) -> None:
    firm, told = house.employers[0], {"employer_id": house.employers[0].pk, "deaths": 1, "serious": 0}
    who = {"by": house.caseworker, "unit": house.counties[0]}
    with django_capture_on_commit_callbacks(execute=True):
        audit.record("safety.accident.opened", **who, **told)
        audit.record("safety.accident.opened", **who, **told | {"deaths": 0, "serious": 1})
    void = {"number": "SG-1", "entered_on": timezone.localdate().isoformat()}
    with django_capture_on_commit_callbacks(execute=True):  # of another day: nothing of this employer's is meant
        audit.record("safety.accident.voided", **who, **told, **void | {"entered_on": "2026-03-04"})
    assert not WarningInput.objects.exclude(dropped_on=None).exists()
    with django_capture_on_commit_callbacks(execute=True):
        audit.record("safety.accident.voided", **who, **told, **void)
    row = WarningInput.objects.exclude(dropped_on=None).get()
    assert (row.incident, row.dropped_on, row.employer_id) == ("death", timezone.localdate(), firm.pk)
    assert "SG-1" in row.dropped_because
    assert WarningInput.objects.get(dropped_on=None).incident == "serious"
    with django_capture_on_commit_callbacks(execute=True):
        audit.record("safety.accident.voided", **who, **told | {"deaths": 0, "serious": 1}, **void)
    assert Standing.objects.get().level == Level.GREEN
    assert Warning.objects.get().stage_code == "lifted"


def test_small_employers_are_shown_for_their_area_only(house: Any) -> None:
    params, _copies = queries.params_at("330110")
    enter(house, "o", people=4, workers=8, source="survey")
    assert Standing.objects.get().total == 0
    assert [row[2] for row in queries.area_overtime(house.caseworker, house.counties[0], params)] == ["<10"]
    enter(house, "o", people=1, workers=9, source="survey", employer=house.employers[1])
    assert [row[2] for row in queries.area_overtime(house.caseworker, house.counties[0], params)] == ["29.4%"]


def test_an_employer_that_counts_nowhere_has_no_warning(house: Any) -> None:
    firm = house.employers[3]
    type(firm).objects.filter(pk=firm.pk).update(unit=None)
    with pytest.raises(Refusal):
        enter(house, "a", value=Decimal(1), employer=orgs.employer(firm.pk))


def test_the_list_of_colours_leaves_as_a_file_without_scores(house: Any, as_: Any) -> None:
    enter(house, "a", value=Decimal(1))
    address, code = reverse("supervision:standings-export"), house.employers[0].credit_code

    def written(user: Any) -> list[Any]:
        file = as_(user).post(f"{address}?unit={house.townships[0].code}" if user == house.caseworker else address)
        told = load_workbook(BytesIO(file.content)).get_sheet_by_index(0).to_python()
        return next((line for line in told if code in line), [])

    assert address in as_(house.caseworker).get(reverse("supervision:standings")).content.decode()
    line = written(house.caseworker)
    assert "黄色预警" in line
    assert not any(isinstance(cell, int | float) for cell in line)
    assert DeskLine.objects.filter(action="kit.export.made", details__what="supervision.standings").exists()
    assert written(house.outsider) == []
