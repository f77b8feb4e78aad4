"""For each address with arguments: a thing to look at, taken from the world of `tests/scope`."""

from collections.abc import Callable
from typing import Any

from django.core import signing
from django.urls import reverse

from tests.house_rules.test_routes import ALL as ROUTES
from tests.scope.addresses import ADDRESSES, OWN
from tests.scope.of_bargaining import FILES as BARGAINING_FILES
from tests.scope.of_bargaining import OTHERS as BARGAINING_OTHERS
from tests.scope.of_safety import PAGES as SAFETY_PAGES
from tests.scope.of_supervision import FILES as SUPERVISION_FILES
from tests.scope.world import Side
from unionhall.people import queries as people
from unionhall.rules import queries as rules

# addresses the scope tests leave out: arguments for one good example
OTHERS: dict[str, Callable[[Any, Side], list[Any]]] = {
    **BARGAINING_OTHERS,
    "indicators:unit": lambda house, side: [side.county.code],
    "indicators:figure": lambda house, side: [side.county.code, "orgs.founding_rate"],
    "indicators:panel-export": lambda house, side: [side.county.code, "rights.panel"],
    "worklist:item": lambda house, side: [side.share.item.issuer.code, side.share.item.code],
    "rights:calculator": lambda house, side: ["severance"],
    "rules:detail": lambda house, side: [rules.rule("rights.mediation").pk],
    "rules:enter": lambda house, side: [rules.rule("rights.mediation").pk],
    "rules:check": lambda house, side: [rules.rule("rights.mediation").pk],
    "rules:drop": lambda house, side: [rules.rule("rights.mediation").pk],
    "rights:lawyers-export": lambda house, side: ["roster"],
    "supervision:letter-write": lambda house, side: ["opinion"],
    "cases:start": lambda house, side: ["rights.complaint"],
    "cases:ask": lambda house, side: ["rights.complaint", 4],
    "cases:record": lambda house, side: ["rights.complaint"],
    "cases:start-for": lambda house, side: ["people.transfer"],
    "documents:verify-code": lambda house, side: [side.notice.code],
    "accounts:account": lambda house, side: [house.chair.pk],
    "accounts:account-reset": lambda house, side: [house.chair.pk],
    "accounts:account-lock": lambda house, side: [house.chair.pk],
    "accounts:account-unlock": lambda house, side: [house.chair.pk],
    "accounts:account-factor": lambda house, side: [house.chair.pk],
    "people:card-check": lambda house, side: [
        people.card_code(people.standing_membership(people.person_of(house.worker)))
    ],
}

# what is added to the address so that the page has something to show
QUERY: dict[str, Callable[[Any, Side], str]] = {
    "safety:poster": lambda house, side: f"employer={side.employer.credit_code}&spot=1",
    "safety:heat": lambda house, side: "year=2026&month_6=outdoor&month_7=indoor&month_8=none&month_9=outdoor",
    "people:merge": lambda house, side: f"kept={house.worker.pk}&other={house.chair.pk}",
    "cases:record": lambda house, side: f"caller={signing.dumps([house.worker.pk, 1], salt='cases.caller')}",
    "cases:start-for": lambda house, side: f"unit={side.union.code}",
    "faces:search": lambda house, side: "q=五常",
    "accounts:people": lambda house, side: "q=chair",
}

# addresses that show no page of their own, or only after a step: what looks at them instead
NOT_LOOKED_AT: dict[str, str] = {
    **dict.fromkeys(SUPERVISION_FILES, "a file"),
    **dict.fromkeys(BARGAINING_FILES, "a file"),
    "healthz": "says ok",
    "faces:manifest": "a file",
    "faces:service-worker": "a file",
    "faces:job-file": "a file",
    "people:roster-template": "a file",
    "people:roster-errors": "a file",
    "people:roster-file": "a file",
    "worklist:evidence-file": "a file",
    "cases:paper": "a file",
    "cases:bundle-file": "a file, on POST",
    "cases:my-bundle-file": "a file, on POST",
    "documents:proof": "a file",
    "documents:answer-paper": "a file",
    "documents:my-file": "a file, on POST",
    "documents:words": "acts on POST",
    "safety:report": "leads on to the questions; in safety",
    "safety:heat-public-notice": "once a notice is sent; in safety",
    **{f"safety:{page}-paper": "a file" for page in SAFETY_PAGES},
    "documents:replies": "acts on POST",
    "documents:pdf": "a file, on POST",
    "documents:word": "a file, on POST",
    "documents:link": "a secret link; in documents",
    "documents:link-file": "the same",
    "documents:link-reply": "the same",
    "cases:my-paper": "a file",
    "cases:follow-paper": "a file",
    "accounts:code": "the second step of signing in; in accounts",
    "accounts:second-factor": "the same",
    "channels:confirm-mail": "a link in a letter; in channels",
    "cases:check": "after the questions; in the journeys",
    "cases:rate": "a secret link; in the journeys",
    "cases:rated": "after the rating; in the journeys",
    "cases:my-rate": "leads on to the rating; in the journeys",
    "cases:follow-detail": "the worker's own page for those without a name; in the journeys",
    "cases:follow-say": "the same",
    "cases:follow-rate": "the same",
    "cases:follow-move": "the same",
    "cases:follow-meet": "the same",
    "cases:bad-rating": "after a bad rating; in cases",
    "rights:way": "acts on POST; in rights",
    "rights:file-paper": "acts on POST; in rights",
    "cases:send-for": "a ticket of one's own; in tests/test_joining",
    "accounts:absence-end": "of an absence; in the journeys",
    "people:family-left": "acts on POST",
    "people:expulsion-file": "acts on POST",
    "people:merge-undo": "of a merge; in people",
} | {name: "JSON; in rights" for name in ROUTES if name.startswith("api:")}


def address(name: str, house: Any, side: Side) -> str:
    """The path of one good example of that address."""
    if "<" not in str(ROUTES[name].pattern):
        path = reverse(name)
    elif name in ADDRESSES:
        path = reverse(name, args=ADDRESSES[name](side)[1])
    elif name in OWN:
        path = reverse(name, args=OWN[name](house, side)[1])
    else:
        path = reverse(name, args=OTHERS[name](house, side))
    return f"{path}?{QUERY[name](house, side)}" if name in QUERY else path
