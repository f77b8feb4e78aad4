"""What supervision counts (supervision.md §7): clues, letters by kind, replies, corrections, results, colours."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.figures import Count, Figure, Kinds, Measure, Panel, Period
from unionhall.matters import queries as read_matters

from .choices import LetterKind, Level
from .models import Inspection, Letter
from .queries import counting, standings, supervisors_found

FLOW, STOCK = Measure.FLOW, Measure.STOCK
MATTERS, LETTERS, WARNED, REGISTER = (
    "supervision:matters",
    "supervision:letters",
    "supervision:standings",
    "supervision:supervisors",
)


def _inspections(user: Any, unit: Any, period: Period) -> Any:
    rows = Inspection.objects.visible_to(user).filter(unit__path__under=unit.path)
    return rows.filter(opened_at__date__gte=period.first, opened_at__date__lte=period.last)


def _letters(column: str, **fixed: Any) -> Callable[..., Any]:
    def rows(user: Any, unit: Any, period: Period) -> Any:
        found = Letter.objects.visible_to(user).filter(unit__path__under=unit.path, **fixed)
        return found.filter(**{f"{column}__gte": period.first, f"{column}__lte": period.last})

    return rows


def _coloured(level: Level) -> Callable[..., Any]:
    return lambda user, unit, period: standings(user, under=unit, level=int(level))


def _supervisors(user: Any, unit: Any, period: Period) -> Any:
    return supervisors_found(user, under=unit, state="in-office")


ALL = {"state": "all"}
CLUES = Count("supervision.clues", _("监督线索"), FLOW, counting.clues, _inspections, MATTERS, ALL)
NOT_ACCEPTED = Count(
    "supervision.not_accepted",
    _("不予受理的线索"),
    FLOW,
    counting.not_accepted,
    _inspections,
    MATTERS,
    {"state": "all", "stage": "not-accepted"},
)
ACCEPTED = Count("supervision.accepted", _("受理的线索"), FLOW, read_matters.moves_made("supervision.matter", "accept"))
REMINDERS, OPINIONS, CORRECTIONS, RECOMMENDATIONS = (
    Count(
        f"supervision.letters_{kind.value}",
        kind.label,
        FLOW,
        counting.served(kind),
        _letters("received_on", kind=kind),
        LETTERS,
        {"state": "all", "kind": kind.value},
    )
    for kind in LetterKind
)
ANSWERED = {
    kind: Count(
        f"supervision.answered_{kind.value}",
        _("%(kind)s按期答复") % {"kind": kind.label},
        FLOW,
        counting.answered(kind),
        _letters("judged_on", kind=kind, replied_in_time=True),
        LETTERS,
        {"state": "all", "kind": kind.value},
    )
    for kind in (LetterKind.REMINDER, LetterKind.OPINION, LetterKind.CORRECTION)
}
DUE = Count(
    "supervision.letters_due", _("到期应答复的函件"), FLOW, counting.letters_due, _letters("judged_on"), LETTERS, ALL
)
IN_TIME = Count(
    "supervision.replies_in_time",
    _("按期答复的函件"),
    FLOW,
    counting.replies_in_time,
    _letters("judged_on", replied_in_time=True),
    LETTERS,
    ALL,
)
MEASURES_DUE = Count("supervision.measures_due", _("到期的整改措施"), FLOW, counting.measures_due)
MEASURES_DONE = Count("supervision.measures_done", _("已落实的整改措施"), FLOW, counting.measures_done)
FEEDBACKS = Count(
    "supervision.feedbacks",
    _("政府部门的反馈"),
    FLOW,
    counting.feedbacks,
    _letters("feedback_on"),
    LETTERS,
    {"state": "all", "kind": "recommendation"},
)
RECOVERED = Count("supervision.recovered", _("追回金额（元）"), FLOW, counting.closings("recovered"))
PEOPLE = Count("supervision.people", _("受益职工人数"), FLOW, counting.closings("people_helped"))
SUPERVISORS = Count("supervision.supervisors", _("在任监督员"), STOCK, counting.in_office, _supervisors, REGISTER)
TRAINED = Count(
    "supervision.supervisors_trained", _("培训合格的监督员"), STOCK, counting.trained, _supervisors, REGISTER
)
YELLOW, ORANGE, RED = (
    Count(
        f"supervision.{level.code}",
        title,
        STOCK,
        counting.coloured(int(level)),
        _coloured(level),
        WARNED,
        {"level": str(int(level))},
    )
    for level, title in (
        (Level.YELLOW, _("黄色预警单位")),
        (Level.ORANGE, _("橙色预警单位")),
        (Level.RED, _("红色预警单位")),
    )
)
RISEN = Count("supervision.warnings_up", _("预警升级"), FLOW, counting.risen)
FALLEN = Count("supervision.warnings_down", _("预警降级"), FLOW, counting.fallen)

COLOUR_COUNTS = {Level.YELLOW: YELLOW, Level.ORANGE: ORANGE, Level.RED: RED}
LETTER_COUNTS = {
    LetterKind.REMINDER: REMINDERS,
    LetterKind.OPINION: OPINIONS,
    LetterKind.CORRECTION: CORRECTIONS,
    LetterKind.RECOMMENDATION: RECOMMENDATIONS,
}
GROUP = "supervision"

FIGURES = [
    Figure(
        "supervision.reply_rate",
        _("监督函件按期答复率"),
        _("期内到期应答复的函件中，用人单位按期书面答复的 ÷ 全部到期应答复的；拒收的计入应答复。"),
        IN_TIME,
        DUE,
        target=Decimal("0.90"),
        order=400,
        public=True,
        group=GROUP,
    ),
    Figure(
        "supervision.correction_rate",
        _("监督整改率"),
        _("期内复查的整改措施中，已落实的 ÷ 全部复查的；部分落实不算已落实。"),
        MEASURES_DONE,
        MEASURES_DUE,
        target=Decimal("0.90"),
        order=401,
        public=True,
        group=GROUP,
    ),
    Figure(
        "supervision.feedback_rate",
        _("建议书反馈率"),
        _("期内收到的政府部门反馈 ÷ 期内送达的建议书。"),
        FEEDBACKS,
        RECOMMENDATIONS,
        order=402,
        group=GROUP,
    ),
    Figure(
        "supervision.trained_rate",
        _("监督员培训合格率"),
        _("学时和考试都合格的在任监督员 ÷ 全部在任监督员。"),
        TRAINED,
        SUPERVISORS,
        target=Decimal(1),
        order=403,
        group=GROUP,
    ),
    Figure(
        "supervision.clues",
        _("监督线索"),
        _("期内登记的监督线索，不论来源。"),
        CLUES,
        better="",
        order=404,
        group=GROUP,
    ),
    Figure(
        "supervision.not_accepted",
        _("不予受理的线索"),
        _("期内书面告知不予受理的线索。"),
        NOT_ACCEPTED,
        better="",
        order=405,
        group=GROUP,
    ),
    Figure(
        "supervision.accepted",
        _("受理的线索"),
        _("期内受理的监督线索；登记后还没有审查的不在内。"),
        ACCEPTED,
        better="",
        order=406,
        group=GROUP,
    ),
    *(
        Figure(
            count.code,
            count.title,
            _("期内送达（含拒收）的这类函件。"),
            count,
            better="",
            order=410 + number,
            group=GROUP,
        )
        for number, count in enumerate(LETTER_COUNTS.values())
    ),
    Figure(
        "supervision.recovered",
        _("监督追回金额（元）"),
        _("期内办结的监督事项为职工追回的金额，取整到元。"),
        RECOVERED,
        order=415,
        public=True,
        group=GROUP,
    ),
    Figure(
        "supervision.people",
        _("监督受益职工"),
        _("期内办结的监督事项中受益的职工人数。"),
        PEOPLE,
        order=416,
        group=GROUP,
    ),
    *(
        Figure(
            count.code,
            count.title,
            _("当日处于这一颜色的用人单位数；预警信息到期失效。"),
            count,
            better="down",
            order=420 + int(level),
            group=GROUP,
        )
        for level, count in COLOUR_COUNTS.items()
    ),
    Figure(
        "supervision.warnings_up",
        _("预警升级"),
        _("期内预警颜色变重的次数。"),
        RISEN,
        better="down",
        order=425,
        group=GROUP,
    ),
    Figure("supervision.warnings_down", _("预警降级"), _("期内预警颜色变轻的次数。"), FALLEN, order=426, group=GROUP),
]

_BY_CODE = {figure.code: figure for figure in FIGURES}
PANEL = Panel(
    "supervision.panel",
    _("劳动法律监督"),
    _("发出的监督函件有没有人答复，答应的整改落实了多少，还有多少单位在红色预警。"),
    tuple(
        _BY_CODE[code]
        for code in (
            "supervision.reply_rate", "supervision.correction_rate", "supervision.feedback_rate", "supervision.clues",
            "supervision.recovered", RED.code,
        )
    ),
    Kinds(
        _("函件：送达和按期答复"),
        (_("送达"), _("按期答复或反馈")),
        tuple((kind.label, (sent, ANSWERED.get(kind, FEEDBACKS))) for kind, sent in LETTER_COUNTS.items()),
    ),
    order=200,
)  # fmt: skip
