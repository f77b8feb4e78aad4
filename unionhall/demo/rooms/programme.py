"""What is played where: everything at the story's county, a few stories at one county of every other city."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, cycle
from typing import TypeVar

from unionhall.orgs.models import Employer
from unionhall.people.models import Person

from ..plan import STORY_COUNTY, County, Plan
from . import (
    assemblies,
    complaints,
    hazards,
    legal_aid,
    mistakes,
    offices,
    own_union,
    seasons,
    supervising,
    talks,
)
from .cast import Cast, Place
from .stage import Stage, Story

One = TypeVar("One")
LARGE = 10  # heads of a firm that is scored by itself, by the shipped rule
USUAL = 2000  # unions of a province in which everything is played


def stage_counties(plan: Plan) -> dict[str, int]:
    """Codes of the counties where stories are played: the story's, and of every other city the largest one."""
    largest: dict[str, County] = {}
    for county in plan.counties:
        city = county.code[:4]
        if county.unions > getattr(largest.get(city), "unions", 0) and county.code[:4] != STORY_COUNTY[:4]:
            largest[city] = county
    chosen = [STORY_COUNTY, *sorted(one.code for one in largest.values())]
    few = chosen if plan.unions >= USUAL // 10 else chosen[:2]
    return {code: number for number, code in enumerate(few)}


class Programme:
    """Deals out firms, workers and unions in turn, so that no two stories meet at one firm."""

    def __init__(self, stage: Stage, cast: Cast) -> None:
        self.stage, self.cast = stage, cast
        self.share = min(1.0, stage.plan.unions / USUAL)
        self.askers = cycle(self._workers())
        self.unions = cycle(cast.unions or cast.towns)
        self.towns = cycle(cast.towns[:4])
        self.places = cycle([*cast.towns[:3], *cast.unions[:3]])
        self._firms: dict[int, Iterator[Employer]] = {}

    def _workers(self) -> list[Person]:
        """One of every place, then the next of each."""
        rows = [one.workers for one in self.cast.asking]
        deep = max((len(many) for many in rows), default=0)
        return [many[at] for at in range(deep) for many in rows if at < len(many)]

    def firm(self, place: Place) -> Employer:
        return next(self._firms.setdefault(place.unit.pk, cycle(place.firms)))

    def some(self, endings: Sequence[One], *, most: int = 99) -> Sequence[One]:
        """In a small province fewer of them, but always one."""
        many = max(1, round(len(endings) * self.share)) if self.share < 1 else len(endings)
        return endings[: min(many, most)]

    # --- the story's county -------------------------------------------------------------------------------------------

    def whole(self) -> Iterator[Story]:
        yield from chain(self._rights(), self._supervision(), self._bargaining(), self._safety(), self._offices())
        own = own_union.union_of_the_chair(self.cast)
        if own is not None:
            yield from own_union.stories(self.stage, self.cast, own)

    def _rights(self) -> Iterator[Story]:
        stage, cast = self.stage, self.cast
        yield complaints.calls(stage, cast)
        yield complaints.reports(stage, cast)
        if cast.told is not None:
            yield complaints.mediation(stage, cast, cast.told, stage.ago(40), "waiting")
        yield legal_aid.roster(stage, cast, 6)
        for ending in complaints.RUNNING:
            days = {"asked": 2, "inviting": 3, "mediating": 6, "extended": 7}.get(ending, 8)
            yield complaints.mediation(stage, cast, next(self.askers), stage.ago(days), ending)
        for ending in self.some((*complaints.AGREED, *complaints.OVER, "paid", "paid", "paid", "failed")):
            yield complaints.mediation(stage, cast, next(self.askers), stage.some_day(least=45), ending)
        for ending in self.some(("waiting", "unkept")):
            yield complaints.mediation(stage, cast, next(self.askers), stage.ago(32), ending)
        for ending in legal_aid.RUNNING:
            days = {"asked": 2, "returned": 3, "granted": 3, "helping": 6}.get(ending, 9)
            yield legal_aid.file(stage, cast, next(self.askers), stage.ago(days), ending, direct=ending == "asked")
        for number, ending in enumerate(self.some(legal_aid.OVER)):
            began = stage.some_day(least=90)
            yield legal_aid.file(stage, cast, next(self.askers), began, ending, direct=number % 3 == 0)
        calls = ((5, ""), (28, ""), (57, ""), (3, ""), (200, "content"), (150, "discontent"), (90, "waiting"))
        for left, call in self.some(calls):
            began = stage.ago(12 if call in ("", "waiting") else 60)
            yield complaints.complaint(stage, cast, next(self.askers), began, left, call)
        for workers in self._colleagues()[:2]:
            yield complaints.group(stage, cast, workers, stage.ago(10), speakers=True)

    def _colleagues(self) -> list[list[Person]]:
        """Workers of one firm, the most of them first."""
        found: dict[int, list[Person]] = defaultdict(list)
        for place in self.cast.asking:
            for worker in place.workers:
                found[worker.employer_id or 0].append(worker)
        return [many[:5] for many in sorted(found.values(), key=len, reverse=True) if len(many) >= 3]

    def _supervision(self) -> Iterator[Story]:
        stage, cast = self.stage, self.cast
        yield supervising.register(stage, cast, [cast.county, *cast.towns[:3], *cast.unions[:1]])
        for ending in self.some(supervising.MATTERS):
            place = next(self.places)
            yield supervising.matter(stage, cast, place, self.firm(place), stage.ago(9), ending)
        for ending in self.some(("settled", "no-breach", "not-accepted", "settled")):
            place = next(self.places)
            yield supervising.matter(
                stage, cast, place, self.firm(place), stage.some_day(least=40), ending,
                source="complaint" if ending == "settled" else "handed",
            )  # fmt: skip
        for ending in ("received", "consult", *self.some(("settled", "not-accepted", "investigate"))):
            yield supervising.reported(
                stage, cast, next(self.askers), stage.ago(7 if ending != "settled" else 40), ending
            )
        for ending in self.some(("closed", *supervising.LETTERS, "closed", "closed")):
            place = next(self.places)
            began = stage.ago(supervising.SPENT[ending] + stage.draw.randint(1, 4))
            yield supervising.letter(stage, cast, place, self.firm(place), began, ending)
        place = self.cast.towns[0]
        yield supervising.letter(stage, cast, place, self.firm(place), stage.ago(18), "answered", kind="correction")
        yield supervising.reminder(stage, cast, place, place.firms[:3], stage.ago(40), "served")
        yield from self._warnings()

    def _warnings(self) -> Iterator[Story]:
        stage = self.stage
        told = (
            ("yellow", "", 3),
            ("orange", "visit", 30),
            ("red", "joint", 12),
            ("yellow", "call", 20),
            ("orange", "", 1),
            ("red", "contest", 9),
            ("yellow", "lapse", 120),
            ("green", "", 40),
            ("yellow", "upheld", 20),
            ("yellow", "letter", 25),
        )
        for firm, (colour, act, days) in zip(self._large(), self.some(told), strict=False):
            yield supervising.warned(stage, self.cast, firm, stage.ago(days), colour, act)

    def _large(self) -> list[Employer]:
        """Firms warned of by themselves: no small ones, as the rules ask."""
        return [firm for town in self.cast.towns for firm in town.firms if firm.headcount >= LARGE]

    def _bargaining(self) -> Iterator[Story]:
        stage, cast = self.stage, self.cast
        firms = cycle(
            [(union, firm) for union in cast.unions for firm in union.firms]
            or [(cast.towns[0], cast.towns[0].firms[0])]
        )
        used: set[int] = set()
        for ending in self.some(("monitor", *talks.ENDINGS)):
            union, firm = next(firms)
            if firm.pk in used:
                continue
            used.add(firm.pk)
            yield talks.round_of(stage, cast, union, firm, stage.ago(talks.DAYS.get(ending, 150)), ending)
        town = cast.towns[0]
        trade = next((one for one in cast.unions if one.unit.kind == "industry"), next(self.unions))
        area, sector = town.unit.name.removesuffix("总工会"), trade.unit.name.removesuffix("行业工会联合会")
        for place, kind, name in self.some(((town, "AREA", area), (trade, "SECTOR", f"{sector}行业"))):
            yield talks.of_many(stage, cast, place, stage.ago(90), "monitor", kind=kind, name=name)
        own = cast.unions[0] if cast.unions else cast.towns[0]
        yield assemblies.congress(stage, cast, own, stage.ago(80), motions=tuple(self.some(assemblies.MOTIONS)))
        if own.unit.kind != "single":  # one of its firms is a company with boards
            yield assemblies.congress(stage, cast, own, stage.ago(110), motions=(), firm=own.firms[0])
        for union in self.some(cast.unions[1:4]):
            yield assemblies.congress(
                stage, cast, union, stage.ago(100), motions=("answered", "satisfied")[: len(self.some("ab"))]
            )
        for number, union in enumerate(self.some(cast.unions[:5])):
            yield assemblies.disclosures(stage, cast, union, union.firms[0], stage.first, 0.95 - number * 0.1)

    def _safety(self) -> Iterator[Story]:
        stage, cast = self.stage, self.cast
        yield hazards.inspectors(stage, cast, [cast.county, *cast.towns[:3], *cast.unions[:1]])
        for ending in self.some(("closed", *hazards.ENDINGS, "closed", "closed")):
            place = next(self.places)
            yield hazards.hazard(
                stage, cast, place, self.firm(place), stage.ago(hazards.WAITS.get(ending, 35) + 3), ending
            )
        grades = (
            ("major", "overdue"),
            ("imminent", "closed"),
            ("major", "fixing"),
            ("major", "closed"),
            ("imminent", "answered"),
        )
        for grade, ending in self.some(grades):
            town = next(self.towns)
            began = stage.ago(2 if ending == "answered" else hazards.WAITS.get(ending, 35) + 3)
            yield hazards.hazard(stage, cast, town, self.firm(town), began, ending, grade)
        for ending in ("reported", "fixing", *self.some(("closed", "unfounded", "closed"))):
            began = stage.ago(hazards.WAITS.get(ending, 30) + 3)
            yield hazards.reported(stage, cast, next(self.askers), began, ending)
        for ending in self.some(("closed", *hazards.INSPECTED)):
            place = next(self.places)
            yield hazards.inspection(
                stage, cast, place, self.firm(place), stage.ago(60 if ending == "closed" else 6), ending
            )
        for ending in self.some(hazards.FOLLOWED):
            town, days = next(self.towns), {"entered": 1, "inquiry": 8, "reported": 50, "correcting": 70}
            firm, worker = self.firm(town), next(self.askers)
            yield hazards.accident(stage, cast, town, firm, stage.ago(days.get(ending, 120)), ending, worker)
        for code in self._elsewhere():
            town = next(self.towns)
            yield mistakes.elsewhere(stage, town, self.firm(town), stage.ago(5), code)
        yield from self._seasons()

    def _elsewhere(self) -> list[str]:
        """A township of the neighbouring county, and one of this county that plays no other part."""
        of_city = [one for one in self.stage.plan.counties if one.city_unit_id == self.cast.city.unit.pk and one.towns]
        near = [one for one in of_city if one.code != self.cast.code][:1]
        return [one.towns[-1][0] for one in (*near, *(one for one in of_city if one.code == self.cast.code))]

    def _seasons(self) -> Iterator[Story]:
        stage, cast = self.stage, self.cast
        for day, highest in self.some(seasons.hot_days(stage)):
            yield seasons.heat(stage, cast.county, day, highest)
        summer = [day for day, _highest in seasons.hot_days(stage)]
        for town, ending in zip(cast.towns, self.some(("done", "done", "approved")), strict=False):
            yield seasons.cooling(stage, cast, town, summer[0] if summer else stage.ago(60), ending)
        for ending in self.some(("awarded", *seasons.CUP)):
            union = next(self.unions)
            if union.unit.level == 5:
                yield seasons.cup(stage, cast, union, stage.ago(60 if ending in ("awarded", "notice") else 20), ending)

    def _offices(self) -> Iterator[Story]:
        stage, cast = self.stage, self.cast
        yield offices.own_rules(stage, cast, stage.ago(100))
        if cast.unions:
            yield offices.rolls(stage, cast.unions[0])
        for ending in self.some(("served", "draft", "signed", "withdrawn", "served")):
            yield offices.letter(stage, cast, next(self.towns), stage.ago(20 if ending != "served" else 60), ending)

    # --- elsewhere ----------------------------------------------------------------------------------------------------

    def few(self, number: int) -> Iterator[Story]:
        """A handful, differing from county to county, so that boards have something to compare."""
        stage, cast = self.stage, self.cast
        yield supervising.register(stage, cast, [cast.county])
        yield complaints.calls(stage, cast)
        yield complaints.reports(stage, cast)
        ends = ("paid", "failed", "paid", "refused", "part", "paid")
        for ending in self.some([ends[(number + k) % len(ends)] for k in range(2 + number % 2)]):
            yield complaints.mediation(stage, cast, next(self.askers), stage.some_day(least=45), ending)
        yield legal_aid.roster(stage, cast, 2)
        yield legal_aid.file(
            stage, cast, next(self.askers), stage.some_day(least=90), ("won", "part", "settled")[number % 3]
        )
        letters = ("closed", "late", "closed", "served", "silent")
        for k in range(len(self.some("ab", most=1 + number % 2))):
            town = next(self.towns)
            yield supervising.letter(stage, cast, town, self.firm(town), stage.ago(95), letters[(number + k) % 5])
        for ending in self.some(("closed", "late") if number % 3 else ("closed", "closed")):
            place = next(self.places)
            yield hazards.hazard(stage, cast, place, self.firm(place), stage.some_day(least=30), ending)
        for firm, colour in zip(self._large(), self.some(("yellow", "orange", "red")[: 1 + number % 3]), strict=False):
            yield supervising.warned(stage, cast, firm, stage.ago(10), colour, "joint" if colour == "red" else "visit")
        if number % 2 and cast.unions:
            union = next(self.unions)
            yield talks.round_of(stage, cast, union, self.firm(union), stage.ago(110), "monitor")
        if number % 4 == 1:
            town = next(self.towns)
            yield hazards.accident(stage, cast, town, self.firm(town), stage.ago(75), "reported", None)


def stories(stage: Stage, cast: Cast, number: int) -> list[Story]:
    """All of one county; none where nobody could act."""
    county = cast.county
    if not (cast.towns and cast.asking and county.has("caseworker", "leader") and cast.city.has("leader")):
        return []
    programme = Programme(stage, cast)
    return list(programme.whole() if number == 0 else programme.few(number))
