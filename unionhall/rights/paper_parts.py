"""Parts papers of this room are made of: both sides, sums with their days, lists, whom it is addressed to."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.documents import blocks
from unionhall.kit import text
from unionhall.kit.money import yuan

Blocks = list[blocks.Block]
POWERS = {
    "legal": gettext_lazy("法定代表人"),
    "full": gettext_lazy("特别授权"),
    "general": gettext_lazy("一般授权"),
}


def parties(facts: dict[str, Any], own: str = "", theirs: str = "") -> Blocks:
    """Both sides, called applicant and respondent unless the paper calls them otherwise."""
    one, other = facts["applicant"], facts["respondent"]
    power = POWERS.get(other.get("power", ""), "")
    spoken = _("、").join(str(part) for part in (other["representative"], other["post"], power) if part)
    return [
        blocks.Facts(
            [
                (own or _("申请人"), one["name"]),
                (_("证件号码"), one["id_number"]),
                (_("电话"), one["phone"]),
                (theirs or _("被申请人"), other["name"]),
                (_("统一社会信用代码"), other["code"]),
                (_("地址"), other["address"]),
                (_("代表人"), spoken),
                (_("联系电话"), other["phone"]),
            ]
        )
    ]


def payments(lines: list[dict[str, Any]]) -> Blocks:
    rows = [
        (place, one.get("what") or _("付款"), yuan(one["amount"]), on_day(one["due_on"]), one.get("way", ""))
        for place, one in enumerate((line for line in lines if line["amount"]), start=1)
    ]
    heads = (_("序号"), _("款项"), _("金额"), _("期限"), _("方式"))
    return [blocks.Table(heads, rows, widths=(1, 4, 3, 3, 3))] if rows else []


def duties(lines: list[str], due_on: Any) -> Blocks:
    if not lines:
        return []
    return [blocks.Para(_("被申请人于%(day)s前完成：") % {"day": on_day(due_on)}), blocks.Items(lines)]


def listed(title: str, items: list[str]) -> Blocks:
    """A heading and its lines; nothing where there are none."""
    return [blocks.Heading(title), blocks.Items(items)] if items else []


def told_by(words: str, day: Any) -> Blocks:
    """A sentence about a day, where there is one."""
    return [blocks.Para(words % {"day": text.full_day(day)})] if day else []


def addressed(whom: str) -> blocks.Para:
    return blocks.Para(_("此致\n%(whom)s") % {"whom": whom}, indent=False)


def money(amount: str) -> str:
    return yuan(Decimal(amount)) if amount else ""


def claimed(amount: str) -> str:
    """The sum claimed, or a place to write it."""
    return money(amount) or _("（请写明金额）")


def on_day(day: Any) -> str:
    if isinstance(day, str) and day:
        day = date.fromisoformat(day)
    return text.full_day(day) if day else ""


def power_words(power: str) -> str:
    if power == "full":
        return str(_("特别授权，可以代为承认、放弃、变更请求，进行和解、调解"))
    return str(_("一般授权"))
