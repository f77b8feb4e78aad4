from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit import text
from unionhall.kit.refusal import Refusal

from .. import factors, queries
from ..models import SecondFactor, User
from ..permissions import Accounts
from ..rules import rules
from .account import in_reach


class Resting(Refusal):
    """Too many wrong codes; says from when another is looked at."""

    def __init__(self, until: datetime) -> None:
        told = _("验证码错误次数过多，请在 {until} 之后再试，或联系安全管理员。")
        super().__init__(format_lazy(told, until=text.moment(until)))


class Enrolled(Refusal):
    text = _("您已经绑定了二次验证。如手机丢失，请联系安全管理员解除后重新绑定。")


@transaction.atomic
def begin_second_factor(*, user: User, by: Any) -> SecondFactor:
    """A secret for this person's authenticator, in force once a first code was typed; the same one until then."""
    factor = _row(user)
    if factor is None:
        factor = SecondFactor(person_id=user.pk, secret=factors.new_secret())
        factor.save(force_insert=True)
    elif factor.confirmed_at:
        raise Enrolled
    return factor


@transaction.atomic
def confirm_second_factor(*, user: User, code: str, by: Any) -> list[str] | None:
    """Put it in force; returns the recovery codes, which are told only now, or None for a wrong code."""
    factor = _row(user)
    if factor is None or factor.confirmed_at:
        raise Enrolled
    if not _accept(factor, code):
        return None
    codes = factors.new_recovery_codes(rules().recovery_codes)
    factor.confirmed_at = timezone.now()
    factor.recovery = [factors.recovery_hash(user.pk, one) for one in codes]
    factor.save(update_fields=["confirmed_at", "recovery"])
    audit.record("accounts.factor.enrolled", subject=factor, by=by, about=user.pk)
    return codes


@transaction.atomic
def check_code(*, user: User, code: str, by: Any) -> bool:
    """Whether this is the code of now, never used before, or an unused recovery code. Resting after too many."""
    factor = _row(user)
    if factor is None or not factor.confirmed_at:
        return False
    if _accept(factor, code):
        return True
    used = factors.recovery_hash(user.pk, code)
    if used not in factor.recovery:
        return False
    factor.recovery = [one for one in factor.recovery if one != used]
    factor.failed, factor.locked_until = 0, None
    factor.save(update_fields=["recovery", "failed", "locked_until"])
    audit.record("accounts.factor.recovered", subject=factor, by=by, about=user.pk, left=len(factor.recovery))
    return True


def _accept(factor: SecondFactor, code: str) -> bool:
    """Take the code's time step as used, or count one wrong code more; a recovery code pays its count back."""
    now = timezone.now()
    if factor.locked_until and factor.locked_until > now:
        raise Resting(factor.locked_until)
    step = factors.step_of(factor.secret.reveal(), code, after=factor.last_step)
    if step is not None:
        factor.last_step, factor.failed, factor.locked_until = step, 0, None
    else:
        factor.failed += 1
        if factor.failed >= rules().code_tries:
            factor.failed, factor.locked_until = 0, now + rules().code_rest
            audit.record(
                "accounts.factor.locked", subject=factor, by=queries.system_user("gate"), about=factor.person_id
            )
    factor.save(update_fields=["last_step", "failed", "locked_until"])
    return step is not None


@transaction.atomic
def reset_second_factor(*, user: User, because: str, by: Any) -> None:
    """The phone is lost: the person binds another at the next sign-in."""
    user = in_reach(user, Accounts.USER_OPEN, by)
    factor = _row(user)
    if factor is not None:
        audit.record("accounts.factor.reset", subject=factor, by=by, about=user.pk, because=because)
        factor.delete()


def _row(user: User) -> SecondFactor | None:
    return SecondFactor.objects.of(user).select_for_update().first()
