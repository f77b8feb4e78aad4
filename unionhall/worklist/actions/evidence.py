"""Evidence: handed in by the unit, accepted or returned one level up, locked when its month is over."""

import hashlib
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access, clock
from unionhall.kit.refusal import Refusal
from unionhall.kit.uploads import CheckedFile
from unionhall.orgs import queries as orgs

from ..choices import EvidenceKind, EvidenceState, ItemKind, ShareState, Source
from ..models import Evidence, SeenFile, Share
from ..permissions import Worklist
from ..refusals import AlreadyDecided, NotAccepted, NotNow, OwnEvidence, SeenBefore
from .share import locked


@transaction.atomic
def hand_in(
    *,
    share: Share,
    kind: str,
    on: date,
    by: Any,
    n: int = 1,
    of: int | None = None,
    document_no: str = "",
    words: str = "",
    file: CheckedFile | None = None,
) -> Evidence:
    """Hand in what proves `n` (of `of`, for a rate); it counts once the level above accepts it."""
    access.require(by, Worklist.REPORT, at=share.unit)
    share = locked(share, None)
    _check(share, kind, on, n, of, document_no, words, file)
    evidence = Evidence(
        desk_id=share.desk_id,
        share_id=share.pk,
        item=share.item,
        unit=share.unit,
        kind=kind,
        n=n,
        of=of,
        on=on,
        counted_on=max(on, first_open_day()),
        document_no=document_no.strip(),
        words=words.strip(),
        handed_in_by_id=by.pk,
        handed_in_by_name=str(by)[:60],
    )
    if file is not None:
        _once(share, file)
        evidence.file_name, evidence.sha256 = file.name, file.sha256
        evidence.file = _store(share, file)
    evidence.save(force_insert=True)
    audit.record("worklist.evidence.handed-in", subject=evidence, by=by, code=share.item.code, n=n, of=of)
    return evidence


def first_open_day() -> date:
    """The first day of the month that is not frozen: evidence of an earlier month counts from there."""
    return clock.today().replace(day=1)


def _check(
    share: Share,
    kind: str,
    on: date,
    n: int,
    of: int | None,
    document_no: str,
    words: str,
    file: CheckedFile | None,
) -> None:
    item = share.item
    if share.state == ShareState.ISSUED:
        raise NotAccepted
    if not item.is_live or item.source != Source.EVIDENCE or share.state in (ShareState.CARRIED, ShareState.CLOSED):
        raise NotNow
    if kind not in item.evidence_kinds:
        raise Refusal(_("本项目不收这一类材料。"))
    if on > clock.today() or on < item.starts_on:
        raise Refusal(_("材料日期须在项目开始之后、今天之前。"))
    if item.kind == ItemKind.RATE and (of is None or of < 1 or not 0 <= n <= of):
        raise Refusal(_("请填写分子和分母，分子不能大于分母。"))
    if item.kind != ItemKind.RATE and (of is not None or n < 1):
        raise Refusal(_("请填写大于零的数量。"))
    if kind in (EvidenceKind.PHOTO, EvidenceKind.FILE) and file is None:
        raise Refusal(_("请附上照片或文件。"))
    if kind == EvidenceKind.DOCUMENT:
        _check_document(share, document_no)
    if kind in (EvidenceKind.PHOTO, EvidenceKind.NOTE) and not words.strip():
        raise Refusal(_("请写明地点和情况。"))


def _check_document(share: Share, document_no: str) -> None:
    if not document_no.strip():
        raise Refusal(_("请填写文号。"))
    same = Evidence.objects.at_desks([share.desk_id]).filter(share_id=share.pk, document_no=document_no.strip())
    if same.exclude(state=EvidenceState.RETURNED).exists():
        raise SeenBefore(_("这个文号已经提交过了，一份文件只能计一次。"))


def _once(share: Share, file: CheckedFile) -> None:
    """Refuse a file that proves something on this item already, here or at any other unit."""
    digest = hashlib.sha256(f"{share.item_id}:{file.sha256}".encode()).hexdigest()
    seen, new = SeenFile.objects.get_or_create(digest=digest, defaults={"share_id": share.pk})
    if new:
        return
    here = Evidence.objects.at_desks([share.desk_id]).filter(share_id=share.pk, sha256=file.sha256)
    if seen.share_id != share.pk or here.exclude(state=EvidenceState.RETURNED).exists():
        raise SeenBefore


def _store(share: Share, file: CheckedFile) -> str:
    """Named by content, so that writing it twice leaves one file."""
    suffix = file.name.rpartition(".")[2]
    name = f"worklist/{share.desk_id}/{share.pk}/{file.sha256}.{suffix}"
    return name if default_storage.exists(name) else default_storage.save(name, ContentFile(file.content))


@transaction.atomic
def decide(*, evidence: Evidence, accept: bool, by: Any, because: str = "") -> Evidence:
    """The level above accepts or returns; what it had accepted it may still take back until it is locked."""
    access.require(by, Worklist.DECIDE, at=decided_at(evidence))
    rows = Evidence.objects.at_desks([evidence.desk_id]).select_for_update(of=("self",))
    evidence = rows.select_related("unit", "item").get(pk=evidence.pk)
    if evidence.handed_in_by_id == by.pk:
        raise OwnEvidence
    if evidence.state == EvidenceState.LOCKED:
        raise NotNow(_("这个月已经锁定，不能再改。更正请另交一份材料。"))
    taking_back = evidence.state == EvidenceState.ACCEPTED and not accept
    if evidence.state != EvidenceState.SUBMITTED and not taking_back:
        raise AlreadyDecided(
            _("%(name)s 已经审核过这份材料（%(state)s），不能再审一次。")
            % {"name": evidence.decided_by_name, "state": evidence.get_state_display()}
        )
    if not accept and not because.strip():
        raise Refusal(_("退回时请写明原因，让对方知道怎样补正。"))
    evidence.state = EvidenceState.ACCEPTED if accept else EvidenceState.RETURNED
    evidence.decided_by_id, evidence.decided_by_name, evidence.decided_at = by.pk, str(by)[:60], clock.now()
    evidence.decided_because = because.strip()[:300]
    evidence.save(update_fields=["state", "decided_by_id", "decided_by_name", "decided_at", "decided_because"])
    Share.objects.at_desks([evidence.desk_id]).filter(pk=evidence.share_id).update(stale=True)
    name = "worklist.evidence.accepted" if accept else "worklist.evidence.returned"
    audit.record(name, subject=evidence, by=by, because=evidence.decided_because, code=evidence.item.code, n=evidence.n)
    return evidence


def decided_at(evidence: Evidence) -> Any:
    """Where one must be allowed to decide: the level above; at the very top the unit itself."""
    return orgs.parent_of(evidence.unit) or evidence.unit


@transaction.atomic
def freeze(*, day: date, desk_id: int, by: Any) -> int:
    """Lock what was accepted and counts up to that day; how many pieces. Nothing is left to do the second time."""
    rows = Evidence.objects.at_desks([desk_id]).filter(state=EvidenceState.ACCEPTED, counted_on__lte=day)
    locked_now = rows.update(state=EvidenceState.LOCKED)
    if locked_now:
        audit.record("worklist.evidence.locked", by=by, unit=orgs.unit(desk_id), day=day.isoformat(), pieces=locked_now)
    return locked_now
