"""What turned out otherwise: accidents entered by mistake and voided, hazards whose place of work lies elsewhere."""

from datetime import date
from typing import Any

from unionhall.matters import actions as matters
from unionhall.safety import actions as safety
from unionhall.safety.models import Accident

from . import hazards
from .cast import Cast, Place, photo
from .stage import Stage, Story


def accident(stage: Stage, cast: Cast, place: Place, firm: Any, began: date) -> Story:
    """Entered twice; the county's leader voids the second."""
    yield stage.on(began)
    row = safety.open_accident(
        unit=place.unit, by=place.clerk, employer=firm, happened_at=stage.now, place="装卸平台", kind="02", light=1
    )
    yield stage.in_(1)
    matters.move(matter=row, name="void", by=cast.county.signer, says="同一起事故重复登记。")


def closed_accident(stage: Stage, cast: Cast, place: Place, firm: Any, began: date) -> Story:
    """Closed, and then found to be no accident of production: the union above voids the file."""
    yield from hazards.accident(stage, cast, place, firm, began, "closed", None)
    rows = Accident.objects.filter(desk_id=place.unit.desk_id, unit=place.unit, employer=firm, stage_code="closed")
    row = rows.select_related("unit", "employer").order_by("-pk").first()
    if row is None:
        return
    yield stage.in_(4)
    because = "经核实是上下班途中非本人主要责任的交通事故，不是生产安全事故。"
    safety.void_closed(accident=row, because=because, by=cast.county.signer)


def elsewhere(stage: Stage, place: Place, firm: Any, began: date, code: str) -> Story:
    """A hazard at a site that lies in another place: its union goes on with it there."""
    yield stage.on(began)
    kind, spot, found, _basis, _measure = stage.draw.choice(hazards.SPOTS)
    row = safety.report_hazard(
        unit=place.unit, by=place.clerk, kind=kind, grade="general", spot=spot, employer=firm, site="外地项目部",
        found=found, papers=[photo("现场.jpg", "#c8b0a0")],
    )  # fmt: skip
    yield stage.in_(1)
    because = "项目部不在本地，请工作地的工会核实。"
    safety.pass_hazard(hazard=row, place=code, because=because, by=place.clerk)
