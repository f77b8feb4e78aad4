"""The register of agreements: entered when a round's contract is in force, or by hand; ended; kept with the figures."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.audit import actions as audit
from unionhall.kit import access, clock, figures
from unionhall.kit.numbers import next_number
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters
from unionhall.orgs import queries as orgs

from .. import contents, queries, standards
from ..choices import OF_MANY, EndedWhy, Kind
from ..models import Agreement, Check, Cover, Draft, Round, RoundFirm, Term
from ..permissions import Bargaining
from ..queries.covers import counted
from ..refusals import BadTerm, BelowFloor, EndedBefore, NoFirms, NotNow, NotOurs, OnlyBelowCounty, WrongOrder
from .noting import next_report
from .offering import is_ours
from .standing import keep, locked, not_future, only_once

COUNT = "bargaining.agreements"
LOT = 200


@contextmanager
def counted_anew(employers: Iterable[int]) -> Iterator[None]:
    """Append to the figures what is different for these employers (ids) at the end."""
    pks = sorted(set(employers))
    before = counted(pks)
    yield
    after = counted(pks)
    after.subtract(before)
    changed = {key: n for key, n in after.items() if n}
    units = orgs.units({unit for _code, unit, _day in changed})
    figures.add_many((code, units[unit], day, n) for (code, unit, day), n in sorted(changed.items()))


# --- entering ----------------------------------------------------------------------------------------------------


def enter(row: Round, by: Any) -> Agreement:
    """The agreement of a round that has come into force; in the caller's transaction."""
    assert row.term_from is not None
    assert row.term_to is not None
    assert row.signed_on is not None
    assert row.in_force_on is not None
    firms = _firms_of(row)
    draft = Draft.objects.at_desks([row.desk_id]).filter(matter_id=row.pk).order_by("-version").first()
    made = _enter(
        unit=row.unit, kind=row.kind, employer=row.employer, area_name=row.area_name, firms=firms, by=by,
        title=_title(row.kind, row.shown_party), signed_on=row.signed_on, term_from=row.term_from, term_to=row.term_to,
        in_force_on=row.in_force_on, contents=row.contents, text=draft.text if draft else "", round_number=row.number,
        contract_no=row.contract_no, signed_workers=row.signed_workers, signed_employer=row.signed_employer,
    )  # fmt: skip
    place = standards.place_of(row.unit, row.employer)
    Term.objects.bulk_create(_term(made, clause, place) for clause in queries.clauses_of(row))
    _replace_older(row, made, by)
    return made


def _title(kind: str, party: str) -> str:
    return _("%(party)s%(kind)s") % {"party": party, "kind": Kind(kind).label}


def _firms_of(row: Round) -> list[tuple[Any, int]]:
    if not row.binds_many:
        return [(row.employer, row.workers)]
    rows = RoundFirm.objects.at_desks([row.desk_id]).filter(matter_id=row.pk).select_related("employer__unit")
    return [(one.employer, one.workers) for one in rows]


def _term(agreement: Agreement, clause: Any, place: str) -> Term:
    floor = standards.floor_of(clause.topic, place)
    return Term(
        desk_id=agreement.desk_id, agreement_id=agreement.pk, topic=clause.topic, title=clause.title,
        measure=clause.measure, value=clause.agreed, words=clause.agreed_words, since=agreement.in_force_on,
        floor=floor.copy if floor is not None else {},
    )  # fmt: skip


def _replace_older(row: Round, made: Agreement, by: Any) -> None:
    """A new contract of the same kind takes the place of the one before it, and closes the round that watched it."""
    rows = Agreement.objects.at_desks([made.desk_id]).filter(kind=made.kind, ended_on=None).exclude(pk=made.pk)
    rows = rows.filter(employer=made.employer) if made.employer is not None else rows.filter(
        unit=made.unit, area_name=made.area_name
    )  # fmt: skip
    open_rounds = Round.objects.at_desks([made.desk_id]).open().filter(agreement_id__in=[one.pk for one in rows])
    watching = {one.agreement_id: one for one in open_rounds.select_for_update(of=("self",)).order_by("pk")}
    for old in rows.select_for_update(of=("self",)).select_related("unit"):  # after its round, as the round's steps do
        on = max(made.in_force_on, old.in_force_on)
        _end(old, on=on, why=EndedWhy.REPLACED, by=by)
        if (watched := watching.get(old.pk)) is not None:
            words = _("由%(number)s代替") % {"number": made.number}
            matters.move(matter=watched, name="replace", by=accounts.system_user("clock"), says=words)


@in_house_language
@transaction.atomic
def register_agreement(
    *,
    unit: Any,
    kind: str,
    by: Any,
    signed_on: date,
    term_from: date,
    term_to: date,
    in_force_on: date,
    firms: Sequence[tuple[Any, int]],
    employer: Any = None,
    area_name: str = "",
    chosen: Sequence[str] = (),
    text: str = "",
    terms: Sequence[tuple[str, Decimal]] = (),
    contract_no: str = "",
    signed_workers: str = "",
    signed_employer: str = "",
) -> Agreement:
    """Enter a contract that was bargained over elsewhere or before this house; `terms` are (topic, number)."""
    access.require(by, Bargaining.WORK, at=unit)
    not_future(signed_on, in_force_on)
    if term_to <= term_from:
        raise WrongOrder(field="term_to")
    if not signed_on <= in_force_on <= term_to:
        raise WrongOrder(_("生效日期不能早于签字日期，也不能晚于期限的最后一天。"), field="in_force_on")
    if kind in OF_MANY and unit.level < access.Level.TOWNSHIP:
        raise OnlyBelowCounty
    if not firms or (kind in OF_MANY and not area_name.strip()):
        raise NoFirms
    if any(not is_ours(unit, firm) for firm, _workers in firms):
        raise NotOurs
    place = standards.place_of(unit, employer)
    if fault := standards.term_fault(kind, term_from, term_to, place):
        raise BadTerm(fault)
    _check_floors(terms, place, signed_on)
    party = employer.shown_name if employer is not None else area_name.strip()
    made = _enter(
        unit=unit, kind=kind, employer=employer, area_name="" if employer is not None else area_name.strip(),
        firms=firms, by=by, title=_title(kind, party), signed_on=signed_on, term_from=term_from, term_to=term_to,
        in_force_on=in_force_on, contents=list(chosen), text=text.strip(), contract_no=contract_no.strip(),
        signed_workers=signed_workers.strip(), signed_employer=signed_employer.strip(),
    )  # fmt: skip
    _check_alone(made)
    keep(made, report_by=next_report(made, in_force_on))
    for topic, value in terms:
        known, floor = contents.BY_CODE[topic], standards.floor_of(topic, place, signed_on)
        Term.objects.create(
            desk_id=made.desk_id, agreement_id=made.pk, topic=topic, title=str(known.title), value=value,
            measure=str(known.measure), since=in_force_on, floor=floor.copy if floor is not None else {},
        )  # fmt: skip
    return made


def _check_alone(made: Agreement) -> None:
    """No other of its kind and party was signed that day or binds in the same time; its number made us wait for it."""
    rows = (
        Agreement.objects.at_desks([made.desk_id]).filter(kind=made.kind, area_name=made.area_name).exclude(pk=made.pk)
    )
    rows = rows.filter(employer=made.employer) if made.employer is not None else rows.filter(unit=made.unit)
    only_once(rows.filter(signed_on=made.signed_on), field="signed_on")
    other = rows.filter(ended_on=None, in_force_on__lte=made.term_to, term_to__gte=made.in_force_on).first()
    if other is not None:
        words = _("同一种类的合同%(number)s还在履行，请先登记终止，或者从那份合同提出续签、变更。")
        raise NotNow(words % {"number": other.number}, field="in_force_on")


def _check_floors(terms: Sequence[tuple[str, Decimal]], place: str, on: date) -> None:
    for topic, value in terms:
        floor = standards.floor_of(topic, place, on)
        if floor is not None and not floor.allows(value):
            facts = {"title": contents.BY_CODE[topic].title, "floor": f"{floor.value.normalize():f}"}
            raise BelowFloor(_("“%(title)s”低于法定标准%(floor)s。") % facts)


def _enter(*, unit: Any, firms: Sequence[tuple[Any, int]], by: Any, **fields: Any) -> Agreement:
    year = fields["signed_on"].year
    series = f"HT{year}"
    number = f"HT-{orgs.unit(unit.desk_id).code}-{year}-{next_number(desk_id=unit.desk_id, series=series):05d}"
    workers = sum(heads for _firm, heads in firms)
    made: Agreement = Agreement(desk_id=unit.desk_id, unit=unit, number=number, workers=workers, **fields)
    made.save(force_insert=True)
    figures.add(COUNT, unit=unit, day=made.in_force_on)
    with counted_anew(firm.pk for firm, _heads in firms):
        for firm, heads in firms:
            _bind(made, firm, heads, made.in_force_on)
    audit.record(
        "bargaining.agreement.entered", subject=made, by=by, unit=unit, number=number, kind=made.kind,
        employer_id=made.employer_id, workers=workers,
    )  # fmt: skip
    return made


def _bind(agreement: Agreement, firm: Any, workers: int, since: date) -> Cover:
    """A firm counts where its place of work does, so that it stands in the rate's denominator at the same union."""
    at = firm.unit or agreement.unit
    made: Cover = Cover.objects.create(
        desk_id=at.desk_id, unit=at, agreement_id=agreement.pk, employer=firm, workers=workers, since=since
    )
    return made


# --- while it is in force ----------------------------------------------------------------------------------------


def note_days(row: Round, **days: date) -> None:
    """Write the days of publication, filing, reporting on the round's agreement; in the caller's transaction."""
    if row.agreement_id is not None:
        Agreement.objects.at_desks([row.desk_id]).filter(pk=row.agreement_id).update(**days, version=F("version") + 1)


@transaction.atomic
def bind_firm(*, agreement: Agreement, employer: Any, workers: int, since: date, by: Any) -> Cover:
    """One more firm of the area or sector comes under a contract in force."""
    access.require(by, Bargaining.WORK, at=agreement.unit)
    row = locked(agreement)
    not_future(since)
    if row.ended_on is not None or row.kind not in OF_MANY:
        raise EndedBefore
    if not is_ours(row.unit, employer):
        raise NotOurs
    if Cover.objects.filter(agreement_id=row.pk, employer=employer, until=None).exists():
        raise NotOurs(_("这家企业已经在覆盖的企业中。"))
    with counted_anew([employer.pk]):
        made = _bind(row, employer, workers, max(since, row.in_force_on))
        keep(row, workers=row.workers + workers, version=row.version + 1)
    audit.record(
        "bargaining.cover.made", subject=made, by=by, unit=row.unit, number=row.number, employer_id=employer.pk
    )
    return made


@transaction.atomic
def release_firm(*, agreement: Agreement, cover: Cover, on: date, because: str, by: Any) -> None:
    """A firm no longer belongs to the area or has ended."""
    access.require(by, Bargaining.WORK, at=agreement.unit)
    row = locked(agreement)
    not_future(on)
    if on < cover.since:
        raise WrongOrder
    with counted_anew([cover.employer_id]):
        bound = Cover.objects.at_desks([cover.desk_id]).filter(pk=cover.pk, agreement_id=row.pk, until=None)
        if not bound.update(until=on):
            raise NotNow
        keep(row, workers=max(0, row.workers - cover.workers), version=row.version + 1)
    audit.record("bargaining.cover.ended", subject=cover, by=by, unit=row.unit, because=because, number=row.number)


@transaction.atomic
def check_agreement(
    *, agreement: Agreement, on: date, group: str, kept: bool, findings: str, by: Any, breaches: str = ""
) -> Check:
    """The joint group's look at how it is kept; a breach is told to supervision through the line of the log."""
    access.require(by, Bargaining.WORK, at=agreement.unit)
    row: Agreement = locked(agreement)
    not_future(on)
    if not row.is_in_force(on):
        raise EndedBefore
    if kept == bool(breaches.strip()):
        raise WrongOrder(_("有违约时请写明违约情况；没有违约时不要填写。"), field="breaches")
    before = Check.objects.at_desks([row.desk_id]).filter(agreement_id=row.pk, on=on, group=group.strip())
    only_once(before.filter(findings=findings.strip()), field="on")
    made: Check = Check.objects.create(
        desk_id=row.desk_id, agreement_id=row.pk, on=on, group=group.strip(), kept=kept, findings=findings.strip(),
        breaches=breaches.strip(), by_id=by.pk, by_name=str(by)[:60],
    )  # fmt: skip
    audit.record("bargaining.agreement.checked", subject=made, by=by, unit=row.unit, number=row.number, kept=kept)
    if not kept:
        for cover in Cover.objects.filter(agreement_id=row.pk, until=None) if row.employer is None else ():
            _tell_breach(row, cover.employer_id, breaches, by)
        if row.employer_id is not None:
            _tell_breach(row, row.employer_id, breaches, by)
    return made


def _tell_breach(agreement: Agreement, employer_id: int, breaches: str, by: Any) -> None:
    audit.record(
        "bargaining.agreement.breached", subject=agreement, by=by, unit=agreement.unit, number=agreement.number,
        employer_id=employer_id, unit_id=agreement.unit_id, words=breaches.strip()[:500],
    )  # fmt: skip


# --- the end -----------------------------------------------------------------------------------------------------


def end_of(row: Round, *, on: date, why: str, by: Any) -> None:
    """End the round's agreement; in the caller's transaction."""
    rows = Agreement.objects.at_desks([row.desk_id]).select_for_update(of=("self",)).select_related("unit")
    agreement = rows.filter(pk=row.agreement_id).first()
    if agreement is not None and agreement.ended_on is None:
        _end(agreement, on=on, why=why, by=by)


@transaction.atomic
def end_agreement(*, agreement: Agreement, on: date, why: str, by: Any) -> None:
    """End a contract of the register that no round watches over."""
    access.require(by, Bargaining.WORK, at=agreement.unit)
    not_future(on)
    row = locked(agreement)
    if row.ended_on is not None or queries.is_watched(row):
        raise EndedBefore(_("请在这份合同的协商页面上办理。") if row.ended_on is None else "")
    if on < row.in_force_on:
        raise WrongOrder
    _end(row, on=on, why=why, by=by)


def _end(agreement: Agreement, *, on: date, why: str, by: Any) -> None:
    covers = Cover.objects.filter(agreement_id=agreement.pk, until=None)
    with counted_anew(covers.values_list("employer_id", flat=True)):
        for cover in covers:
            Cover.objects.at_desks([cover.desk_id]).filter(pk=cover.pk).update(until=max(on, cover.since))
        keep(agreement, ended_on=on, ended_why=why, version=agreement.version + 1)
    Term.objects.at_desks([agreement.desk_id]).filter(agreement_id=agreement.pk, until=None).update(until=on)
    figures.add(COUNT, unit=agreement.unit, day=on, n=-1)
    audit.record(
        "bargaining.agreement.ended", subject=agreement, by=by, unit=agreement.unit, why=why, on=on.isoformat()
    )


def expire(*, by: Any) -> int:
    """End what has run out by today, each in its own transaction; the second time nothing is left to do."""
    today, done = clock.today(), 0
    for row in Agreement.objects.filter(ended_on=None, term_to__lt=today).select_related("unit")[:LOT]:
        with transaction.atomic():
            rounds = Round.objects.at_desks([row.desk_id]).open().filter(agreement_id=row.pk)
            watched = rounds.select_for_update(of=("self",)).first()  # before its contract, as its own steps do
            agreement = locked(row)
            if agreement.ended_on is not None:
                continue
            if watched is not None and watched.stage_code in ("in_force", "published", "monitor"):
                matters.move(matter=watched, name="expire", by=by, says=_("期限届满"))
            else:
                _end(agreement, on=row.term_to + timedelta(days=1), why=EndedWhy.EXPIRED, by=by)
        done += 1
    return done
