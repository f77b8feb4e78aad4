"""Another room opens a request for somebody who agreed: found by its code, so no room knows another's services."""

from collections.abc import Mapping
from typing import Any

from unionhall.people import actions as people
from unionhall.workflow import Service

from ..catalogue import services
from ..choices import Channel
from ..models import Case
from .handing import CONSENT, CONSENT_VERSION
from .opening import open_case


def open_for(*, code: str, person: Any, facts: Mapping[str, Any], by: Any, token: str) -> Case:
    """A case of that service from `facts`, as by hand-over; consent is recorded, the same token opens one case."""
    service: Service = services[code]
    answers = service.takes_over(facts) if service.takes_over is not None else dict(facts)
    private = set(getattr(service.form, "private", ()))
    case = open_case(
        service=service, person=person, by=by, channel=Channel.TRANSFER, token=token,
        answers={name: value for name, value in answers.items() if name not in private},
        sealed={name: value for name, value in answers.items() if name in private},
        agreed=[one.purpose for one in service.agrees],
    )  # fmt: skip
    people.give_consent(
        person=person, purpose=CONSENT, text_version=CONSENT_VERSION, separate=True, channel=Channel.TRANSFER,
        subject_id=case.number, by=by,
    )  # fmt: skip
    return case
