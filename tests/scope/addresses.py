"""For each address with arguments: where the thing it shows sits, and how to name it."""

from typing import Any

from tests.scope.of_bargaining import ADDRESSES as BARGAINING
from tests.scope.of_bargaining import OWN as OWN_BARGAINING
from tests.scope.of_bargaining import WITHOUT_PLACE as WITHOUT_BARGAINING
from tests.scope.of_rights import ADDRESSES as RIGHTS
from tests.scope.of_safety import ADDRESSES as SAFETY
from tests.scope.of_supervision import ADDRESSES as SUPERVISION
from tests.scope.of_supervision import NEEDS as SUPERVISION_NEEDS
from unionhall.cases.permissions import Cases
from unionhall.channels import actions as channels
from unionhall.documents.permissions import Documents
from unionhall.people import actions as people
from unionhall.people import queries as read_people
from unionhall.safety.permissions import Safety


# addresses about a thing in the tree: side -> (the unit that decides who may, the arguments)
def ITEM(side: Any) -> list[str]:
    return [side.share.item.issuer.code, side.share.item.code]


DOCUMENT_PAGES = "detail words replies pdf word edit drop sign serve employer-link answer withdraw".split()

ADDRESSES: dict[str, Any] = {
    **BARGAINING,
    **SUPERVISION,
    "orgs:union": lambda s: (s.union, [s.union.code]),
    "orgs:unit-detail": lambda s: (s.union, [s.union.code]),
    "orgs:unit-edit": lambda s: (s.union, [s.union.code]),
    "orgs:unit-found": lambda s: (s.township, [s.township.code]),
    "orgs:change-new": lambda s: (s.union, [s.union.code]),
    "orgs:tree-at": lambda s: (s.township, [s.township.code]),
    "orgs:change-detail": lambda s: (s.union, [s.change.pk]),
    "orgs:change-drop": lambda s: (s.union, [s.change.pk]),
    "orgs:change-carry-on": lambda s: (s.union, [s.change.pk]),
    "orgs:employer-detail": lambda s: ((s.township, s.union), [s.employer.credit_code]),  # the union covers it
    "orgs:unit-term": lambda s: (s.union, [s.union.code]),
    "orgs:unit-extend": lambda s: (s.union, [s.union.code]),
    "orgs:unit-certificate": lambda s: (s.union, [s.union.code]),
    "orgs:unit-guide": lambda s: (s.union, [s.union.code]),
    "orgs:employer-edit": lambda s: (s.township, [s.employer.credit_code]),
    "orgs:employer-cover": lambda s: (s.township, [s.employer.credit_code]),
    "orgs:employer-uncover": lambda s: (s.township, [s.employer.credit_code, s.union.code]),
    "orgs:employer-close": lambda s: (s.township, [s.employer.credit_code]),
    "accounts:who-can-see": lambda s: (s.union, [s.union.code]),
    "accounts:seen-by-export": lambda s: (s.union, [s.union.code]),
    "accounts:roles-at": lambda s: (s.union, [s.union.code]),
    "people:person": lambda s: (s.union, [s.member_id]),
    "people:edit": lambda s: (s.union, [s.member_id]),
    "people:phone": lambda s: (s.union, [s.member_id]),
    "people:unmask": lambda s: (s.union, [s.member_id]),
    "people:end": lambda s: (s.union, [s.member_id]),
    **{f"people:{name}": lambda s: (s.union, [s.member_id]) for name in ("warn", "talk", "unwarn", "expel")},
    "people:expulsion-file": lambda s: (s.township, [s.union.code, s.expulsion.pk]),
    "people:expulsion-lift": lambda s: (s.township, [s.union.code, s.expulsion.pk]),
    "people:retain": lambda s: (s.union, [s.member_id]),
    "people:resume": lambda s: (s.union, [s.member_id]),
    "people:family": lambda s: (s.union, [s.member_id]),
    "people:home": lambda s: (s.union, [s.member_id]),
    "people:document": lambda s: (s.union, [s.member_id]),
    "people:post-end": lambda s: (s.union, [s.post.pk]),
    "worklist:share": lambda s: (s.union, [s.share.item.issuer.code, s.share.item.code, s.union.code]),
    "worklist:accept": lambda s: (s.union, [s.share.item.issuer.code, s.share.item.code, s.union.code]),
    "worklist:top-up": lambda s: (s.union, [s.share.item.issuer.code, s.share.item.code, s.union.code]),
    "worklist:appeal": lambda s: (s.union, [*ITEM(s), s.union.code]),
    "worklist:appeal-answer": lambda s: (s.union, [*ITEM(s), s.union.code]),
    "worklist:hand-in": lambda s: (s.union, [s.share.item.issuer.code, s.share.item.code, s.union.code]),
    "worklist:evidence": lambda s: (s.union, [s.union.code, s.evidence.pk]),
    "worklist:edit": lambda s: (s.share.item.issuer, ITEM(s)),
    "worklist:issue": lambda s: (s.share.item.issuer, ITEM(s)),
    "worklist:amend": lambda s: (s.share.item.issuer, ITEM(s)),
    "worklist:split": lambda s: (s.township, [*ITEM(s), s.township.code]),
    "worklist:answer": lambda s: (s.union, [*ITEM(s), s.union.code, s.slip.pk]),
    "indicators:difference": lambda s: (s.union, [s.difference.desk_id, s.difference.pk]),
    "people:roster": lambda s: (s.union, [s.roster.desk_id, s.roster.pk]),
    "people:roster-progress": lambda s: (s.union, [s.roster.desk_id, s.roster.pk]),
    "people:roster-confirm": lambda s: (s.union, [s.roster.desk_id, s.roster.pk]),
    "people:roster-drop": lambda s: (s.union, [s.roster.desk_id, s.roster.pk]),
    "people:roster-resume": lambda s: (s.union, [s.roster.desk_id, s.roster.pk]),
    "people:roster-export": lambda s: (s.union, [s.export.desk_id, s.export.pk]),
    "people:roster-export-progress": lambda s: (s.union, [s.export.desk_id, s.export.pk]),
    "people:roster-decide": lambda s: (s.union, [s.export.desk_id, s.export.pk]),
    "cases:detail": lambda s: (s.case.unit, [s.case.number]),
    "cases:words": lambda s: (s.case.unit, [s.case.number]),
    "cases:bundle": lambda s: (s.case.unit, [s.case.number]),
    "cases:bundle-file": lambda s: (s.case.unit, [s.case.number]),
    "cases:paper": lambda s: (s.case.unit, [s.case.number, s.paper.pk]),
    "cases:move": lambda s: (s.case.unit, [s.case.number, "accept"]),
    "cases:act": lambda s: (s.case.unit, [s.case.number, "note"]),
    "cases:meeting": lambda s: (s.case.unit, [s.case.number, s.meeting.pk]),
    "cases:helper": lambda s: (s.helper.unit, [s.case.number, s.helper.pk]),
    **{f"documents:{name}": lambda s: (s.township, [s.letter.pk]) for name in DOCUMENT_PAGES},
    "documents:letterhead": lambda s: (s.township, [s.township.code]),
    "documents:proof": lambda s: (s.township, s.proof),
    "documents:answer-paper": lambda s: (s.township, s.reply),
    "accounts:role-end": lambda s: (s.township, [s.township.code, s.role.pk]),
    **SAFETY,
    **RIGHTS,
}

# of an address whose view is open to readers of several services: the permission for the thing tried here
NEEDS = {
    **SUPERVISION_NEEDS,
    "cases:detail": Cases.VIEW,
    "cases:words": Cases.VIEW,
    "cases:bundle": Cases.WORK,
    "cases:bundle-file": Cases.WORK,
    "cases:paper": Cases.VIEW,
    "cases:move": Cases.WORK,
    "cases:act": Cases.WORK,
    "documents:sign": Documents.SIGN,
    "documents:withdraw": Documents.SIGN,
    "safety:hazard-move": Safety.WORK,
    "safety:inspection-move": Safety.INSPECT,
    "safety:accident-move": Safety.ACCIDENT,
    "safety:heat-notice-move": Safety.HEAT,
    "safety:cooling-move": Safety.COOLING,
    "safety:cup-entry-move": Safety.CUP,
}


def _notice(house: Any, side: Any) -> tuple[Any, list[Any]]:
    told = channels.tell(person_id=house.worker.pk, kind="test", title="消息", words="内容", by=house.chair)
    return house.worker, [told.pk]


def _consent(house: Any, side: Any) -> tuple[Any, list[Any]]:
    given = people.give_consent(
        person=read_people.person(house.worker.pk),
        purpose="privacy",
        text_version="1",
        separate=False,
        channel="portal",
        by=house.worker,
    )
    return house.worker, [given.pk]


# addresses of a person's own things: (house, side) -> (whose, the arguments)
OWN: dict[str, Any] = {
    **OWN_BARGAINING,
    "channels:open": _notice,
    "people:withdraw-consent": _consent,
    "faces:job": lambda house, side: (house.worker, [side.job.desk_id, side.job.pk]),
    "cases:my-detail": lambda house, side: (house.worker, [side.case.number]),
    "cases:my-bundle": lambda house, side: (house.worker, [side.case.number]),
    "cases:my-bundle-file": lambda house, side: (house.worker, [side.case.number]),
    "cases:my-say": lambda house, side: (house.worker, [side.case.number]),
    "cases:my-move": lambda house, side: (house.worker, [side.case.number, "withdraw"]),
    "cases:my-meet": lambda house, side: (house.worker, [side.case.number, side.meeting.pk]),
    "cases:my-paper": lambda house, side: (house.worker, [side.case.number, side.paper.pk]),
    "documents:my-file": lambda house, side: (house.worker, [side.notice.desk_id, side.notice.pk]),
    "cases:sent": lambda house, side: (house.worker, [side.case.service_code, side.case.number]),
}

# addresses that hold no row of one union: the reason why they are not tried above
WITHOUT_PLACE: dict[str, str] = {
    **WITHOUT_BARGAINING,
    "supervision:letter-write": "a kind of letter to write; holds no row",
    "safety:report": "a QR code on site leads to the questions; tested in safety",
    "safety:heat-public-notice": "public once it is sent; tested in safety",
    "indicators:unit": "public down to townships; tested in indicators/tests/test_board.py",
    "indicators:figure": "the same",
    "indicators:panel-export": "the same numbers as a sheet; tested in indicators/tests/test_board.py",
    "people:card-check": "a signed code that expires; tested in people",
    "channels:confirm-mail": "a signed code of one's own; tested in channels",
    "documents:verify-code": "a code on paper; tested in documents",
    "documents:link": "a secret link; tested in documents",
    "documents:link-file": "the same",
    "documents:link-reply": "the same",
    "rules:detail": "the book of rules is the same for all staff; tested in rules",
    "rules:enter": "asked at the place typed; tested in rules",
    "rules:check": "asked at the row's place; tested in rules",
    "rules:drop": "asked at the row's place; tested in rules",
    "rights:calculator": "open to all",
    "api:calculate-none": "open to all",
    "cases:start": "a service, open to all",
    "cases:ask": "a service, open to all",
    "cases:check": "a service, open to all",
    "cases:rate": "a secret link; tested in cases",
    "cases:record": "a service, for operators; holds no row",
    "cases:bad-rating": "only after a bad rating; tested in cases",
    "rights:lawyers-export": "a list of one's own reach; tried with the lists",
    "cases:start-for": "a service; its person or unit stands in the query; tested in tests/test_joining",
    "cases:send-for": "a signed ticket of one's own; tested in tests/test_joining",
    "cases:follow-detail": "number and code; tested in cases",
    "cases:follow-say": "number and code; tested in cases",
    "cases:follow-rate": "number and code; tested in cases",
    "cases:follow-move": "number and code; tested in cases",
    "cases:follow-meet": "number and code; tested in cases",
    "cases:follow-paper": "number and code; tested in cases",
    "accounts:account": "accounts, for the security administrator of the whole house; tested in accounts",
    "accounts:account-reset": "the same",
    "accounts:account-lock": "the same",
    "accounts:account-unlock": "the same",
    "accounts:account-factor": "the same",
    "accounts:absence-end": "one's own absence; tested in accounts",
    "people:roster-errors": "a file that exists once the roster has been read; tested in people",
    "people:roster-file": "a file that exists once an export was made; tested in people",
    "people:family-left": "a row of a household; tested in people",
    "people:merge-undo": "a merge; tested in people",
    "worklist:evidence-file": "a file of a piece of evidence; tested in worklist",
    "cases:my-rate": "only for a closed case; tested in cases",
    "faces:job-file": "a file that exists once a job has ended; tested in faces",
    "worklist:item": "an item's definition is the same for all who read the list",
}
