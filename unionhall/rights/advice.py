"""举证提示: who has to prove what, and what a dismissal needs, by the matter of the case (rights.md §4)."""

from django.utils.translation import gettext as _

from .choices import Cause, CauseGroup

EMPLOYER_PROVES = frozenset(
    {
        Cause.UNLAWFUL_END, Cause.REDUNDANCY, Cause.DISMISSAL, Cause.LEAVING_PAPERS, Cause.ARREARS, Cause.BELOW_MINIMUM,
        Cause.SEVERANCE, Cause.DAMAGES, Cause.LEAVE,
    }
)  # fmt: skip
DISMISSED = frozenset({Cause.UNLAWFUL_END, Cause.REDUNDANCY, Cause.DISMISSAL, Cause.DAMAGES})


def advice_on(cause: str) -> list[str]:
    """Sentences a worker and a caseworker can act on; none for a matter that is not told."""
    if cause not in Cause.values:
        return []
    found = []
    if cause in EMPLOYER_PROVES:
        found.append(_("开除、辞退、解除合同、减少劳动报酬、计算工作年限等决定，由单位举证（解释（一）第四十四条）。"))
    if cause == Cause.OVERTIME:
        found.append(
            _(
                "加班的事实先由职工举证；有证据证明单位掌握考勤等记录的，单位须提供，不提供由单位承担不利后果（解释（一）第四十二条）。"
            )
        )
    if cause in DISMISSED:
        found.append(
            _(
                "单位有工会而解除合同没有事先通知工会的，职工可以要求赔偿金；单位在起诉前补正的除外（解释（一）第四十七条）。"
            )
        )
    if Cause(cause).group != CauseGroup.OTHER:
        found.append(_("和争议有关、由单位掌握管理的证据，单位须提供，不提供的承担不利后果（调解仲裁法第六条）。"))
    return found
