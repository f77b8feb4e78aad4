"""Every service on offer: reachable stages, someone who may move each, a clock, and a way out."""

import pytest

from unionhall.cases.catalogue import services
from unionhall.kit.access import ROLES
from unionhall.workflow import WORKER, Service, machine_of

ALL = {service.code: service for service in services}


def test_the_five_services_of_the_foundation_are_on_offer() -> None:
    assert {"people.join", "people.transfer", "orgs.founding", "rights.complaint", "aid.hardship"} <= set(ALL)


@pytest.mark.parametrize("service", ALL.values(), ids=ALL.keys())
def test_its_stages_can_all_be_reached(service: Service) -> None:
    assert machine_of(service).mermaid().startswith("stateDiagram-v2")


@pytest.mark.parametrize("service", ALL.values(), ids=ALL.keys())
def test_every_open_stage_has_a_mover_a_clock_and_a_way_out(service: Service) -> None:
    held = {permission for role in ROLES.values() for permission in role.may}
    for stage in service.stages:
        moves = service.moves_from(stage.code)
        if stage.final:
            assert not moves, f"{stage.code} is final and yet can be left"
            continue
        assert moves, f"{stage.code} has no way out"
        assert stage.days or stage.clock, f"{stage.code} has no clock"
        movers = {move.may for move in moves}
        assert movers & (held | {WORKER}), f"nobody may move {stage.code}"
        assert movers - {WORKER} or stage.on_deadline, f"{stage.code} waits for the worker for ever"
        if stage.on_deadline:
            assert stage.on_deadline in {move.name for move in moves}


@pytest.mark.parametrize("service", ALL.values(), ids=ALL.keys())
def test_four_eyes_name_a_move_that_exists(service: Service) -> None:
    names = {move.name for move in service.moves}
    assert {move.not_by for move in service.moves if move.not_by} <= names


@pytest.mark.parametrize("service", ALL.values(), ids=ALL.keys())
def test_hand_over_leads_to_services_that_take_over(service: Service) -> None:
    for code in service.hands_over_to:
        assert ALL[code].takes_over is not None
