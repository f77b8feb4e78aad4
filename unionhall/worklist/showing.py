"""Shares, items and numbers ready to print: words and tones, nothing decided."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .arithmetic import Standing, value_of
from .choices import ItemKind, Light, ShareState
from .models import Item, Share

TONES = {Light.GREEN: "done", Light.AMBER: "due", Light.RED: "late"}


@dataclass(frozen=True)
class Shown:
    """One share as a row of a list or the head of its page."""

    share: Share
    url: str
    title: str
    goal: str
    value: str
    parts: str
    percent: int
    expected: int
    tone: str
    light: str
    state: str
    due_on: date
    reason: str = ""


def number(item: Item, value: Any) -> str:
    """A target or value of this item as people write it: 85%, 1,200 家, empty for a yes or no."""
    if value is None:
        return "–"
    if item.kind == ItemKind.RATE:
        return f"{Decimal(value) * 100:.1f}%"
    if item.kind == ItemKind.YES_NO:
        return _("完成")
    return f"{int(value):,}{' ' + item.measure if item.measure else ''}"


def value(share: Share) -> str:
    """What the share has reached, in the measure of its item."""
    item = share.item
    if item.kind in (ItemKind.YES_NO, ItemKind.MILESTONE):
        return _("%(top)s / %(bottom)s") % {"top": share.top, "bottom": share.bottom or 0}
    standing = Standing(item.kind, share.top, share.bottom, share.base, share.goal)
    return number(item, value_of(standing)) if item.kind == ItemKind.NUMBER or share.bottom else "–"


def parts(share: Share) -> str:
    """Numerator and denominator of a rate, always shown with it."""
    if share.item.kind != ItemKind.RATE:
        return ""
    if share.bottom == 0:
        return _("暂无应计数，视同达标")
    if share.bottom is None:
        return _("还没有数据")
    return f"{share.top:,} ÷ {share.bottom:,}"


def title_of(item: Item) -> str:
    return item.title_en if (get_language() or "").startswith("en") and item.title_en else item.title


def light_words(share: Share) -> str:
    if share.state == ShareState.DONE:
        return _("已完成")
    return str(Light(share.light).label)


def shown(share: Share) -> Shown:
    item = share.item
    return Shown(
        share=share,
        url=reverse("worklist:share", args=[item.issuer.code, item.code, share.unit.code]),
        title=title_of(item),
        goal=number(item, share.goal) if item.kind != ItemKind.YES_NO else _("完成"),
        value=value(share),
        parts=parts(share),
        percent=int(share.progress * 100),
        expected=int(share.expected * 100),
        tone=TONES[Light(share.light)],
        light=light_words(share),
        state=str(ShareState(share.state).label),
        due_on=share.due_on,
        reason=getattr(share, "reason", ""),
    )


def sums(share: Share) -> list[str]:
    """The progress with its arithmetic, in sentences."""
    item = share.item
    if item.kind in (ItemKind.YES_NO, ItemKind.MILESTONE):
        words = _("已完成 %(top)s，应完成 %(bottom)s，完成进度 %(progress)s%%。")
        facts: dict[str, Any] = {"top": share.top, "bottom": share.bottom or 0}
        lines = [words % (facts | {"progress": int(share.progress * 100)})]
    else:
        facts = {"value": value(share), "base": number(item, share.base or 0), "goal": number(item, share.goal)}
        words = _("（现值 %(value)s − 基数 %(base)s）÷（目标 %(goal)s − 基数 %(base)s）= 完成进度 %(progress)s%%")
        lines = [words % (facts | {"progress": f"{share.progress * 100:.1f}"})]
        if (share.base or Decimal(0)) >= (share.goal or Decimal(0)):
            lines = [_("基数已经达到目标，保持住就算完成；现值 %(value)s，目标 %(goal)s。") % facts]
    if parts(share):
        lines.insert(0, _("现值 = %(parts)s") % {"parts": parts(share)})
    if share.top_up:
        lines.append(
            _("目标 = 上级下达 %(target)s + 自加 %(top_up)s")
            % {"target": number(item, share.target), "top_up": number(item, share.top_up)}
        )
    lines.append(
        _("时间已过 %(expected)s%%，进度落后不到 5 个百分点为正常，落后 20 个百分点以上或逾期为严重滞后。")
        % {"expected": f"{share.expected * 100:.1f}"}
    )
    return lines
