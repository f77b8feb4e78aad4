"""The register of supervisors."""

from datetime import date
from typing import Any

import pytest

from unionhall.accounts import queries as accounts
from unionhall.kit.access import NotAllowed
from unionhall.supervision import actions, queries
from unionhall.supervision.refusals import NotInOrder

pytestmark = pytest.mark.django_db


def test_it_keeps_certificates_and_training(supervisor: Any, house: Any) -> None:
    row = supervisor(1)
    assert (row.state, row.trained_on) == ("in-office", date(2026, 3, 5))
    raw = supervisor(2, training_hours=8)
    assert raw.trained_on is None
    actions.edit_supervisor(
        supervisor=raw, name=raw.name, area="五常", training_hours=16, exam_score=60, by=house.caseworker
    )
    raw.refresh_from_db()
    assert raw.trained_on == date(2026, 3, 5)


@pytest.mark.parametrize(
    "wrong",
    [
        {"issued_on": date(2026, 3, 6)},
        {"expires_on": date(2025, 1, 1)},
        {"expires_on": date(2045, 1, 1)},
        {"invited": True},
    ],
    ids=str,
)
def test_impossible_certificates_are_refused(supervisor: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(NotInOrder):
        supervisor(1, **wrong)


def test_a_number_is_registered_once(supervisor: Any, house: Any) -> None:
    supervisor(1)
    with pytest.raises(NotInOrder):
        supervisor(1)
    with pytest.raises(NotAllowed):
        supervisor(2, by=house.outsider)


def test_expiry_is_noticed_and_renewed(supervisor: Any, house: Any, clock: Any) -> None:
    row = supervisor(1, expires_on=date(2026, 4, 1))
    assert list(queries.certificates_ending(house.caseworker)) == [row]
    clock.move_to("2026-04-02")
    assert actions.expire_certificates(by=accounts.system_user("clock")) == 1
    row.refresh_from_db()
    assert row.state == "expired"
    actions.renew_certificate(
        supervisor=row, issued_on=date(2026, 4, 1), expires_on=date(2028, 4, 1), by=house.caseworker
    )
    row.refresh_from_db()
    assert row.state == "in-office"
    actions.end_supervisor(supervisor=row, because="任期届满", by=house.caseworker)
    with pytest.raises(NotInOrder):
        actions.end_supervisor(supervisor=row, because="再次", by=house.caseworker)
