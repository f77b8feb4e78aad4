"""What templates print with: dates, money, masks, icons, status marks and addresses. No rule is decided here."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, FileInput, Form, RadioSelect, Select, Textarea
from django.http import QueryDict
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unionhall.kit import mask, money

register = template.Library()

# One picture per tone, so that colour is never the only carrier of meaning.
TONE_ICONS = {
    "done": "circle-check",
    "due": "clock",
    "late": "alert-triangle",
    "info": "info-circle",
    "neutral": "circle-dashed",
}


# Dates, numbers and masks


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年3月5日, or 5 March 2026; empty for None."""
    if not value:
        return ""
    return date_format(_here(value), _("Y年n月j日"))


@register.filter
def short_day(value: date | datetime | None) -> str:
    """3月5日, or 5 Mar; with the year when it is not this one."""
    if not value:
        return ""
    value = _here(value)
    if value.year != timezone.localdate().year:
        return date_format(value, _("Y年n月j日"))
    return date_format(value, _("n月j日"))


@register.filter
def moment(value: datetime | None) -> str:
    """2026年3月5日 14:30, in the time of the house."""
    return f"{day(value)} {date_format(_here(value), 'H:i')}" if value else ""


@register.filter
def iso(value: date | datetime | None) -> str:
    """For the datetime attribute of <time>."""
    return _here(value).isoformat() if value else ""


def _here(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def yuan(value: Decimal | int | str | None) -> str:
    """¥1,234.50."""
    return "" if value in (None, "") else money.yuan(money.money(value))


@register.filter
def count(value: Any) -> str:
    """12,345, and a dash for a number nobody knows."""
    if value in (None, ""):
        return "–"
    return f"{value if isinstance(value, int | float | Decimal) else Decimal(value):,}"


@register.filter
def percent(value: Any, places: int = 1) -> str:
    """0.853 → 85.3%; a dash when there is nothing to divide by."""
    return "–" if value in (None, "") else f"{Decimal(str(value)) * 100:.{int(places)}f}%"


@register.filter
def masked_name(value: str | None) -> str:
    """张*, 张*明."""
    return mask.name(value) if value else ""


# Pictures


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """A picture from the sprite; silent for screen readers unless it has a label of its own."""
    return _icon(name, str(label), css)


@lru_cache(maxsize=1024)  # a list draws the same few icons hundreds of times
def _icon(name: str, label: str, css: str) -> SafeString:
    voice = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon {}" width="24" height="24" {} focusable="false"><use href="{}#{}"></use></svg>',
        css, voice, static("icons/sprite.svg"), name,
    )  # fmt: skip


@register.simple_tag
def tone_icon(tone: str) -> SafeString:
    return icon(TONE_ICONS.get(tone, TONE_ICONS["neutral"]))


@register.simple_tag
def status(tone: str, text: str) -> SafeString:
    """The mark <c-badge> draws, without the cost of a component: for long lists."""
    tone = tone if tone in TONE_ICONS else "neutral"
    return format_html('<span class="mark mark-{}">{}{}</span>', tone, tone_icon(tone), text)


@register.simple_tag
def sparkline(values: Iterable[Any], label: str = "", width: int = 120, height: int = 32) -> SafeString:
    """A trend as a small line; gaps (None) are left out. Nothing for fewer than two values."""
    known = [(at, float(value)) for at, value in enumerate(values or []) if value is not None]
    if len(known) < 2:
        return SafeString("")
    low, high = min(v for _at, v in known), max(v for _at, v in known)
    span, last = (high - low) or 1.0, known[-1][0] or 1
    points = [(3 + at * (width - 6) / last, height - 4 - (v - low) * (height - 8) / span) for at, v in known]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = (f"{n:.1f}" for n in points[-1])
    return format_html(
        '<svg class="sparkline" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" aria-label="{label}">'
        '<polygon points="{first},{h} {line} {x},{h}"/><polyline points="{line}"/>'
        '<circle cx="{x}" cy="{y}" r="3"/></svg>',
        w=width, h=height, line=line, first=f"{points[0][0]:.1f}", x=x, y=y, label=label or _("走势"),
    )  # fmt: skip


@register.simple_tag
def bar(value: Any, most: Any, tone: str = "neutral") -> SafeString:
    """A bar as long as `value` is of `most`; the number itself stands beside it as text."""
    share = min(max(float(value or 0) / float(most or 1), 0.0), 1.0) * 100
    return format_html(
        '<svg class="bar bar-{}" width="100%" height="10" aria-hidden="true" focusable="false">'
        '<rect class="bar-track" width="100%" height="10" rx="5"/>'
        '<rect class="bar-fill" width="{}%" height="10" rx="5"/></svg>',
        tone, f"{share:.1f}",
    )  # fmt: skip


@register.filter
def most(rows: Iterable[Any], name: str = "value") -> Any:
    """The largest `name` among rows (mappings or objects), for drawing bars against it."""
    found = [row.get(name) if isinstance(row, Mapping) else getattr(row, name, None) for row in rows or []]
    return max((value for value in found if value is not None), default=0)


@register.filter
def under(row: Iterable[Any], heads: Iterable[Any]) -> list[tuple[Any, Any]]:
    """(head, cell) of a table's row, so that each cell can name its column where the table becomes cards."""
    return list(zip_longest(heads, row, fillvalue=""))


# Addresses


@register.simple_tag
def link_to(name: str, *args: Any, **kwargs: Any) -> str:
    """Like {% url %}, but empty where a room is absent, so that no page offers a dead link."""
    if not args and not kwargs:
        return _address_of(name, settings.ROOT_URLCONF, get_script_prefix())
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=1024)
def _address_of(name: str, urlconf: str, prefix: str) -> str:
    """Remembered: frames ask for a dozen addresses on every page, and they do not change while we run."""
    try:
        return reverse(name, urlconf=urlconf)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def keep_query(context: template.Context, leave_out: str = "") -> SafeString:
    """The address's parameters as hidden inputs, except those named (comma-separated) and the page marks."""
    left_out = {"after", "before", *(name.strip() for name in leave_out.split(","))}
    pairs = ((k, v) for k, values in _query(context).lists() if k not in left_out for v in values)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.simple_tag(takes_context=True)
def sort_header(context: template.Context, name: str, label: str, css: str = "") -> SafeString:
    """A column head that sorts by `name`; pressed again it turns round. The view reads `?sort=name|-name`."""
    query = _query(context).copy()
    now = query.get("sort", "")
    state = {name: "ascending", f"-{name}": "descending"}.get(now, "none")
    for mark in ("after", "before"):
        query.pop(mark, None)
    query["sort"] = f"-{name}" if now == name else name
    picture = {"ascending": "sort-ascending", "descending": "sort-descending"}.get(state, "arrows-sort")
    return format_html(
        '<th scope="col" class="{}" aria-sort="{}"><a class="sort" href="?{}">{}{}</a></th>',
        css, state, query.urlencode(), label, icon(picture),
    )  # fmt: skip


def _query(context: template.Context) -> QueryDict:
    request = context.get("request")
    return request.GET if request else QueryDict()


# Page frame


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """`light`, `dark`, or `auto` when the person has left it to the device (cookie `theme`)."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request else ""
    return chosen if chosen in {"light", "dark"} else "auto"


@register.simple_tag(takes_context=True)
def elder(context: template.Context) -> bool:
    """Whether the person has chosen large print (cookie `elder`)."""
    request = context.get("request")
    return bool(request and request.COOKIES.get("elder") == "1")


@register.simple_tag(takes_context=True)
def drawn(context: template.Context, name: str) -> SafeString:
    """A part of the frame that differs by language, theme and print size only: drawn once a process for each."""
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn
    return draw(name, get_language() or "", theme(context), elder(context), get_script_prefix())


@lru_cache(maxsize=256)
def _drawn(name: str, language: str, chosen_theme: str, large_print: bool, prefix: str) -> SafeString:
    given = {"chosen_theme": chosen_theme, "large_print": large_print}
    return SafeString(get_template(name).render(given).strip())


@register.simple_tag
def hotline() -> str:
    """The number of the union's phone line, as this installation sets it (12351 is the national one)."""
    return getattr(settings, "HOTLINE", "12351")


# Forms


@register.simple_tag
def widget(field: BoundField, camera: str = "") -> SafeString:
    """The field's input. A file field shows small previews; on a phone it offers camera and album.

    With `camera="only"` it opens the camera at once: for a photo that must be taken now, not for a screenshot.
    """
    attrs: dict[str, str | bool] = {}
    if isinstance(field.field.widget, Textarea):
        attrs["maxlength"] = False  # a browser cuts what is pasted and says nothing; the form says how much is too much
    if is_file(field):
        attrs["data-hall-preview"] = f"{field.auto_id}_preview"
        if camera or getattr(field.field, "camera", False):
            attrs["accept"] = field.field.widget.attrs.get("accept", "image/*,application/pdf")
        if camera == "only":
            attrs |= {"accept": "image/*", "capture": "environment"}
    return field.as_widget(_unanswered(field), attrs=attrs)


def _unanswered(field: BoundField) -> Any:
    """A select that must be answered and is not: «请选择» stands first, so that nobody sends a choice never made."""
    asked = field.field.widget
    left_open = type(asked) is Select and field.field.required and field.value() in (None, "")
    if not (left_open and _always_answers(field)):
        return asked
    asked = copy(asked)
    asked.choices = [("", _("请选择")), *asked.choices]
    return asked


def _always_answers(field: BoundField) -> bool:
    """One of several choices, none of them empty."""
    asked = field.field.widget
    if not isinstance(asked, Select | RadioSelect) or asked.allow_multiple_selected:
        return False
    groups = [label if isinstance(label, list | tuple) else [(key, label)] for key, label in asked.choices]
    keys = [str(key) for group in groups for key, _label in group]
    return len(keys) > 1 and "" not in keys


@register.filter
def may_stay_empty(field: BoundField) -> bool:
    """Whether «可不填» is worth saying: not of a tick, nor of a choice that is made already."""
    return not (field.field.required or is_tick(field) or _always_answers(field))


@register.filter
def is_file(field: BoundField) -> bool:
    return isinstance(field.field.widget, FileInput)


@register.filter
def files_lost(field: BoundField) -> str:
    """Names of files chosen on a form that is shown again: browsers never send a page its files back."""
    if not (is_file(field) and field.form.is_bound and field.form.errors):
        return ""
    given = field.data if isinstance(field.data, list | tuple) else [field.data]
    return _("、").join(str(getattr(one, "name", "")) for one in given if one)


@register.filter
def is_tick(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def all_errors(form: Form) -> list[dict[str, str]]:
    """Every error of the form, each with the id of the input that mends it (empty for the form as a whole)."""
    return [_error(form, name, str(text)) for name, texts in form.errors.items() for text in texts]


def _error(form: Form, name: str, text: str) -> dict[str, str]:
    if name not in form.fields:
        return {"for": "", "text": text}
    field = form[name]
    told = _("%(field)s：%(error)s") % {"field": field.label, "error": text}
    return {"for": field.id_for_label or f"{field.auto_id}_0", "text": told}  # a group of choices: its first one
