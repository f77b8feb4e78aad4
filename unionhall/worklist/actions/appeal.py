"""申诉 against a target: once, within the days for signing; the level above grants or keeps it, and says why."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.channels import actions as channels
from unionhall.kit import access, clock
from unionhall.kit.refusal import Refusal
from unionhall.kit.text import in_house_language

from .. import queries
from ..choices import AppealState
from ..models import Appeal, Item, Share
from ..permissions import Worklist
from ..refusals import AlreadyDecided, NotNow
from .share import locked
from .splitting import split


@in_house_language
@transaction.atomic
def appeal(*, share: Share, wanted: Decimal, words: str, by: Any, version: int | None = None) -> Appeal:
    """The unit asks the level above for a lower target."""
    access.require(by, Worklist.REPORT, at=share.unit)
    share = locked(share, version)
    if queries.appeal_of(share) is not None:
        raise NotNow(_("这一项已经申诉过一次，不能再次申诉。"))
    if not queries.may_appeal(share, clock.today()):
        raise NotNow(_("只有上级下达、还在签收期限内的目标可以申诉。"))
    if not 0 < wanted < (share.target or 0):
        raise Refusal(_("申诉的目标应大于零，小于上级下达的目标。"))
    if not share.item.is_rate and wanted % 1:
        raise Refusal(_("数量和节点的目标须为整数。"))
    if len(words.strip()) < 5:
        raise Refusal(_("请写明申诉理由（至少五个字）。"))
    made = Appeal.objects.create(
        desk_id=share.desk_id, share_id=share.pk, item=share.item, unit=share.unit, asked_on=clock.today(),
        asked_by_id=by.pk, asked_by_name=str(by)[:60], words=words.strip()[:500], given=share.target, wanted=wanted,
    )  # fmt: skip
    audit.record("worklist.appeal.made", subject=made, by=by, because=made.words, code=share.item.code)
    _tell(share, queries.given_by(share), Worklist.SPLIT, _("收到目标申诉"), made, by)
    return made


@in_house_language
@transaction.atomic
def answer_appeal(*, share: Share, target: Decimal | None, words: str, by: Any) -> Appeal:
    """The level above gives a lower `target`, or keeps it (None). Refused when its units then fall short of its own."""
    above = queries.given_by(share)
    access.require(by, Worklist.SPLIT, at=above)
    Item.objects.select_for_update(of=("self",)).get(pk=share.item_id)  # before the share, as splitting has it
    share = locked(share, None)
    rows = Appeal.objects.at_desks([share.desk_id]).select_for_update(of=("self",)).select_related("item", "unit")
    found = rows.filter(share_id=share.pk).first()
    if found is None or found.state != AppealState.OPEN:
        raise AlreadyDecided(_("这件申诉已经答复。"))
    if not words.strip():
        raise Refusal(_("请写明答复理由。"))
    if target is not None:
        if not 0 < target < (share.target or 0):
            raise Refusal(_("调整后的目标应大于零，小于现在的目标。"))
        split(item=share.item, unit=above, targets={share.unit_id: target}, versions={}, by=by)
    found.state = AppealState.DECLINED if target is None else AppealState.GRANTED
    found.granted, found.answer, found.answered_on = target, words.strip()[:500], clock.today()
    found.answered_by_id, found.answered_by_name = by.pk, str(by)[:60]
    found.save(update_fields=["state", "granted", "answer", "answered_on", "answered_by_id", "answered_by_name"])
    audit.record(f"worklist.appeal.{found.state}", subject=found, by=by, because=found.answer, code=share.item.code)
    _tell(share, share.unit, Worklist.REPORT, _("目标申诉已答复"), found, by)
    return found


def _tell(share: Share, unit: Any, permission: str, title: str, about: Appeal, by: Any) -> None:
    channels.tell_unit(
        unit=unit, permission=permission, kind="worklist/appeal", by=by,
        title=_("%(what)s：%(title)s") % {"what": title, "title": share.item.title},
        words=about.answer or about.words, key=f"appeal:{about.pk}:{about.state}",
        link=reverse("worklist:share", args=[share.item.issuer.code, share.item.code, share.unit.code]),
    )  # fmt: skip
