"""The columns of the real-name roll (membership.md §5), and finding them in a sheet whoever made it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from unionhall.kit.refusal import Refusal
from unionhall.kit.sheets import REASON, Column

HEADER_WITHIN = 10  # rows: a title and a note may stand above the headings
WATERMARK = "※"  # begins the line an export ends with; a row that has nothing else is passed over


class BadRoster(Refusal, ValueError):
    text = gettext_lazy("这不是会员名册：没有找到表头。请下载模板，按模板的列填写。")


@dataclass(frozen=True)
class RosterColumn:
    """One column: what the row calls it, its heading, other headings it is known by, whether it must be there."""

    name: str
    title: Any
    known_as: str = ""  # blank between
    needed: bool = False
    width: int = 14


COLUMNS = (
    RosterColumn("name", gettext_lazy("姓名"), "会员姓名 职工姓名 名字 name fullname", needed=True, width=12),
    RosterColumn("id_kind", gettext_lazy("证件类型"), "证件种类 证件类别 idtype documenttype iddocumenttype"),
    RosterColumn(
        "id_number",
        gettext_lazy("证件号码"),
        "身份证号 身份证号码 身份证 公民身份号码 证件号 居民身份证号码 idnumber idno documentnumber iddocumentnumber",
        needed=True,
        width=22,
    ),
    RosterColumn(
        "phone",
        gettext_lazy("手机号"),
        "手机 手机号码 联系电话 电话 移动电话 联系方式 mobile phone mobilenumber phonenumber",
    ),
    RosterColumn("sex", gettext_lazy("性别"), "sex gender", width=6),
    RosterColumn("ethnicity", gettext_lazy("民族"), "ethnicity ethnicgroup", width=8),
    RosterColumn("birth_date", gettext_lazy("出生日期"), "出生年月日 生日 birthdate dateofbirth"),
    RosterColumn("schooling", gettext_lazy("学历"), "文化程度 最高学历 schooling education", width=10),
    RosterColumn("political_status", gettext_lazy("政治面貌"), "politicalstatus", width=10),
    RosterColumn(
        "employer_name", gettext_lazy("工作单位"), "单位名称 用人单位 所在单位 单位 employer company", width=28
    ),
    RosterColumn(
        "employer_code", gettext_lazy("统一社会信用代码"), "信用代码 单位代码 社会信用代码 creditcode uscc", width=22
    ),
    RosterColumn("unit_code", gettext_lazy("工会编号"), "工会代码 基层工会编号 所在工会编号 unioncode unionnumber"),
    RosterColumn("unit_name", gettext_lazy("所在工会"), "工会名称 所属工会 基层工会 union unionname", width=28),
    RosterColumn(
        "joined_on", gettext_lazy("入会日期"), "入会时间 加入工会日期 加入工会时间 joined joinedon dateofjoining"
    ),
    RosterColumn("employment", gettext_lazy("用工形式"), "用工性质 就业形式 employment employmenttype", width=12),
    RosterColumn("new_form", gettext_lazy("新业态类别"), "新就业形态类别 新就业形态 新业态 newform newformgroup"),
    RosterColumn("job", gettext_lazy("岗位"), "职务 工种 职务岗位 职位 job post position"),
    RosterColumn("migrant", gettext_lazy("农民工"), "是否农民工 migrant migrantworker", width=8),
    RosterColumn("group", gettext_lazy("小组"), "工会小组 所在小组 group uniongroup", width=12),
    RosterColumn(
        "card_no", gettext_lazy("会员证号"), "会员卡号 会员证编号 证号 cardno cardnumber membershipcard", width=18
    ),
    RosterColumn("state", gettext_lazy("状态"), "会籍状态 会员状态 state status membershipstatus", width=10),
)
NAMES = tuple(column.name for column in COLUMNS)
_PERSONAL_PLACES = {column.name: place for place, column in enumerate(COLUMNS)}


def sheet_columns() -> list[Column]:
    """What template and export have, in order; every cell is text, so that no number loses a digit."""
    return [Column(column.title, width=column.width) for column in COLUMNS]


@dataclass(frozen=True)
class Headings:
    """A sheet's headings as they stand there, and at which place each column we know is."""

    titles: list[str]
    places: dict[str, int]
    reason_at: int | None = None  # the column an error sheet of ours had added


def find_headings(cells: Sequence[Any]) -> Headings | None:
    """The headings if this row has some we know; None for a title or a note. Refused when one stands twice."""
    known, places, reason_at = _known(), {}, None
    titles = ["" if cell is None else str(cell).strip() for cell in cells]
    for place, title in enumerate(titles):
        plain = _plain(title)
        if plain in known["reason"]:
            reason_at = place
        elif name := next((name for name in NAMES if plain in known[name]), None):
            if name in places:
                raise BadRoster(_("有两列都是“%(title)s”，请删去一列。") % {"title": title_of(name)})
            places[name] = place
    return Headings(titles, places, reason_at) if len(places) >= 2 else None


def require_needed(headings: Headings) -> None:
    """Refuse a sheet without name and number, saying what was found instead."""
    missing = [str(column.title) for column in COLUMNS if column.needed and column.name not in headings.places]
    if missing:
        found = _("、").join(title for title in headings.titles if title)
        raise BadRoster(
            _("缺少“%(missing)s”列。表头里找到的是：%(found)s。请按模板改好列名再上传。")
            % {"missing": "”“".join(missing), "found": found[:160]}
        )


def title_of(name: str) -> str:
    return str(COLUMNS[_PERSONAL_PLACES[name]].title)


def _known() -> dict[str, set[str]]:
    """Every spelling of every heading, in both languages."""
    known = {column.name: set(column.known_as.split()) for column in COLUMNS} | {"reason": set()}
    for language in ("zh-hans", "en"):
        with override(language):
            for column in COLUMNS:
                known[column.name].add(_plain(str(column.title)))
            known["reason"].add(_plain(str(REASON)))
    return known


def _plain(title: str) -> str:
    """Half-width small letters, without blanks, stars and what stands in brackets."""
    text = re.sub(r"[(（\[【].*?[)）\]】]", "", unicodedata.normalize("NFKC", title))
    return re.sub(r"[\s*_/:：、.\-]+", "", text).casefold()
