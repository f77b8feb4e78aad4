"""Filling the house part by part: each part is one transaction with its mark, so that a run cut short goes on.

Ids and chances follow from the plan, so a part written again after a kill is the same part.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone

from unionhall.accounts.models import Delegation, RoleHeld
from unionhall.audit import actions as audit
from unionhall.kit.figures import all_counts
from unionhall.kit.models import FigureDelta
from unionhall.orgs.models import Coverage, Employer, Unit, UnitChange, UnitEdge
from unionhall.people.models import StaffPost

from . import casework, counts, folk, one_list, papers, staff, story, tree, unions
from .lot import Lot
from .models import Phase
from .numbers import LAST_ID
from .plan import County, Plan
from .rooms import agreements, night, programme
from .rooms.cast import Cast
from .rooms.stage import Stage
from .writing import continue_ids

NUMBERED = (Unit, UnitEdge, UnitChange, Employer, Coverage, RoleHeld, Delegation, StaffPost)
Part = tuple[str, Callable[[], dict[str, int]]]


class NotEmpty(Exception):
    """Real accounts live here: the demo province is for a house of its own."""


class OtherPlan(Exception):
    """A province of another size or seed was begun here."""


def fill(*, unions: int, workers: int, seed: int, day: date | None = None, say: Callable[[str], None] = lambda _: None,
         stop_after: str = "") -> Plan:  # fmt: skip
    """Write what is not there yet. `stop_after` names the part to stop behind, for tests of a run cut short."""
    refuse_inhabited()
    plan = _planned(unions, workers, seed, day)
    done = set(Phase.objects.values_list("name", flat=True))
    for name, write in parts(plan):
        if name not in done:
            _write(name, write)
            say(name)
        if name == stop_after:
            return plan
    return plan


def refuse_inhabited() -> None:
    if get_user_model()._default_manager.filter(pk__gt=LAST_ID).exists():
        raise NotEmpty
    if not Phase.objects.exists() and Unit.objects.exists():
        raise NotEmpty


def _planned(unions: int, workers: int, seed: int, day: date | None) -> Plan:
    """The plan this house was begun with; begun now if it was not."""
    given = {"unions": unions, "workers": workers, "seed": seed}
    facts = given | {"day": (day or timezone.localdate()).isoformat()}
    begun, _new = Phase.objects.get_or_create(name="plan", defaults={"facts": facts})
    if {name: begun.facts[name] for name in given} != given:
        raise OtherPlan(begun.facts)
    return Plan(unions, workers, seed, date.fromisoformat(begun.facts["day"]))


@transaction.atomic
def _write(name: str, write: Callable[[], dict[str, int]]) -> None:
    facts = write()
    Phase.objects.create(name=name, facts=facts)


def parts(plan: Plan) -> Iterator[Part]:
    """Every part in its order; later ones may read what earlier ones wrote."""
    yield "divisions", partial(tree.write_divisions, plan)
    yield "tree", partial(tree.write_tree, plan)
    for county in plan.counties:
        yield f"county:{county.code}", partial(write_county, plan, county)
    yield "above", partial(write_above, plan)
    played = programme.stage_counties(plan)
    for county in plan.counties:
        yield f"year:{county.code}", partial(write_year, plan, county, played.get(county.code))
    yield "night", partial(night.play, plan)
    yield "papers", partial(papers.write_papers, plan)
    yield from _settling(plan, "before", sorted(code for code in all_counts() if not code.startswith("worklist.")))
    yield "items", partial(one_list.write_items, plan)
    for code in one_list.codes(plan):
        yield f"item:{code}", partial(one_list.write_shares, plan, code)
    yield from _settling(plan, "after", ["worklist.shares", "worklist.shares_done"])
    yield "seals", seal


def _settling(plan: Plan, when: str, codes: list[str]) -> Iterator[Part]:
    waiting = set(FigureDelta.objects.filter(count__in=codes).values_list("count", flat=True).distinct())
    chains = counts.Chains() if waiting else None
    for code in codes:
        if chains is not None:
            yield f"settled:{code}", partial(counts.settle, plan, code, chains)


def write_county(plan: Plan, county: County) -> dict[str, int]:
    """One county whole: unions, firms, people, staff and their year of cases."""
    lot = Lot(plan, county)
    unions.write_unions(lot)
    folk.write_folk(lot)
    story.write_people(lot)
    unions.size_firms(lot)
    workers = list(lot.folk)
    staff.write_staff(lot)
    lot.folk = workers  # staff do not ask for anything in this demo
    story.write_absence(lot)
    story.write_own_cases(lot)
    casework.write_cases(lot)
    return lot.write()


def write_year(plan: Plan, county: County, number: int | None) -> dict[str, int]:
    """The county's register of contracts, and where a stage is (its number) the year's stories."""
    cast = Cast(plan, county)
    written = agreements.write_register(plan, county, cast)
    if number is not None:
        stage = Stage(plan, county.lot, county.code)
        written["steps"] = stage.play(programme.stories(stage, cast, number))
        written["refused"] = stage.refused
    return written


def write_above(plan: Plan) -> dict[str, int]:
    written = story.above(plan).write()
    continue_ids(*NUMBERED)
    return written


def seal() -> dict[str, int]:
    """Chain the log's lines; PostgreSQL learns how its tables lie."""
    sealed = 0
    while n := audit.seal(by=audit.SEALER):
        sealed += n
    if connection.vendor == "postgresql":  # SQLite plans our lists better without: they walk an index in its order
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return {"lines": sealed}


def facts() -> dict[str, Any]:
    """How much there is, by table."""
    found: dict[str, int] = {}
    for row in Phase.objects.exclude(name="plan").values_list("facts", flat=True):
        for name, n in row.items():
            if "." in name:
                found[name] = found.get(name, 0) + n
    return dict(sorted(found.items()))
