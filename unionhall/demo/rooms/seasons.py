"""The hot season and the year's contest: heat notices, 送清凉, entries of the Ankang Cup."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from unionhall.funds import actions as funds
from unionhall.funds.models import Payable
from unionhall.matters import actions as matters
from unionhall.safety import actions as safety
from unionhall.safety import queries as read_safety
from unionhall.safety.models import CoolingVisit

from . import hazards
from .cast import Cast, Place, can_sign, photo
from .stage import Stage, Story

HOT = ((7, 14, "37.5"), (7, 29, "38"), (8, 11, "40.5"))
CUP = ("entered", "scored", "recommended", "checked", "notice", "awarded", "passed_over")


def heat(stage: Stage, place: Place, day: date, highest: str) -> Story:
    """A forecast of the city's office, sent to every union of the place the day before."""
    yield stage.on(day - timedelta(days=1))
    row = safety.write_heat_notice(
        unit=place.unit, division=place.unit.division, day=day, highest=Decimal(highest), by=place.clerk,
        office="市气象台", office_level="city",
    )  # fmt: skip
    yield stage.in_(0)
    matters.move(matter=row, name="send", by=place.clerk)


def hot_days(stage: Stage) -> list[tuple[date, str]]:
    """Of the last summer, as far as it lies within the year of work."""
    found = [(date(stage.plan.day.year, month, day), highest) for month, day, highest in HOT]
    return [(day, highest) for day, highest in found if stage.first < day < stage.plan.day]


def next_summer(stage: Stage) -> date:
    """The first of July to come, for which a union plans ahead."""
    first = date(stage.plan.day.year, 7, 1)
    return first if stage.plan.day < first else date(first.year + 1, 7, 1)


def cooling(stage: Stage, cast: Cast, place: Place, began: date, ending: str, *, starts: date | None = None) -> Story:
    """Places planned, approved by other eyes, visited with receipts; money becomes a payable."""
    yield stage.on(began)
    by, first = place.clerk, starts or stage.today + timedelta(days=4)
    other = place if place.signer.pk != by.pk else cast.above(place)  # a chair alone has the plan approved above
    row = safety.plan_cooling(
        unit=place.unit, by=by, title=f"{first.year}年“送清凉”慰问", starts_on=first,
        ends_on=first + timedelta(days=36), budget=Decimal(30000), fund="工会经费", teams="两个慰问组",
    )  # fmt: skip
    for firm in place.firms[:4]:
        safety.add_visit(
            cooling=row,
            by=by,
            site=firm.name[:80],
            on=first + timedelta(days=2),
            people=stage.draw.randint(10, 60),
            employer=firm,
            leader=place.signer.name,
            goods="清凉饮料、防暑药品",
            goods_value=Decimal(1500),
            cash=Decimal(stage.draw.choice((0, 1000, 2000))),
        )
    yield stage.in_(0)
    matters.move(matter=row, name="propose", by=by)
    if ending == "planned":
        return
    yield stage.in_(1)
    matters.move(matter=row, name="approve", by=other.signer)
    if ending == "approved":
        return
    for visit in CoolingVisit.objects.filter(desk_id=row.desk_id, matter_id=row.pk).order_by("pk"):
        yield stage.in_(1)
        safety.sign_visit(
            cooling=row,
            visit=visit,
            received_by="工会小组长",
            done_on=stage.today,
            papers=[photo("慰问签收.jpg")],
            by=by,
        )
        row.refresh_from_db()
    yield stage.in_(1)
    matters.move(matter=row, name="finish", by=by, says="慰问一线职工，均已签收。")
    yield from _pay(stage, other, row)


def _pay(stage: Stage, place: Place, row: Any) -> Story:
    """One is paid, the next approved, the rest wait."""
    owed = Payable.objects.filter(desk_id=row.desk_id, because=row.number, state="owed").select_related("unit")
    for number, one in enumerate(owed.order_by("pk")[:2]):
        yield stage.in_(1)
        funds.approve(payable=one, by=place.signer)
        if number == 0:
            yield stage.in_(2)
            funds.pay(payable=one, voucher=f"记-{stage.draw.randint(100, 999)}", by=place.clerk)


def cup(
    stage: Stage, cast: Cast, place: Place, began: date, ending: str, *, award: str = "unit", name: str = ""
) -> Story:
    """An entry of a union for the county's award, as far as `ending`; of the firm unless another name is given."""
    yield stage.on(began)
    by, firm = place.clerk, place.firms[0]
    row = safety.enter_cup(
        unit=place.unit,
        by=by,
        year=stage.today.year,
        award=award,
        name=name or firm.name[:80],
        wanted_level=3 if ending != "recommended" else 2,
        sheet="cup-score",
        employer=firm,
        staff=max(firm.headcount, 10),
        teams=4,
        contact=by.name,
    )
    if ending == "entered":
        return
    yield stage.in_(5)
    sheet = read_safety.cup_sheet(row)
    scores = {item: Decimal(int(most * stage.draw.randint(96, 99) / 100)) for item, most in sheet.items()}
    matters.move(matter=row, name="self_score", by=by, scores=scores, vetoes=[])
    if ending == "scored":
        return
    judge = cast.county.signer
    yield stage.in_(4)
    if ending == "recommended":
        matters.move(matter=row, name="recommend", by=judge, says="材料齐全，同意推荐。")
        return
    if ending == "passed_over":
        matters.move(matter=row, name="pass_over", by=judge, says="名额有限，本年度未入选。")
        return
    matters.move(matter=row, name="judge", by=judge, scores=scores, vetoes=[])
    if ending == "checked":
        return
    yield stage.in_(2)
    matters.move(matter=row, name="announce", by=judge)
    hazards.sign_paper(cast.county, row)
    if ending == "notice" or not can_sign():
        return
    assert row.notice_until is not None
    yield stage.on(row.notice_until + timedelta(days=2))
    matters.move(matter=row, name="award", by=judge, says=f"工劳字〔{stage.today:%Y}〕8号")
