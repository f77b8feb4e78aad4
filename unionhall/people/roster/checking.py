"""One row of the file: its cells checked, normalised, sealed and hashed; what is wrong with it, in words."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import override

from unionhall.kit import crypto, identity, mask
from unionhall.kit.fields import seal
from unionhall.kit.identity import BadNumber, IdKind
from unionhall.kit.sheets import RoundedNumber, as_text

from ..choices import Employment, MembershipState, NewForm, Sex
from ..documents import handle_of, read_document
from .columns import NAMES, Headings, title_of

ID_LABEL, PHONE_LABEL = "people.Person.id_number", "people.Person.phone"
LONGEST = {
    "name": 60, "ethnicity": 20, "schooling": 20, "political_status": 20, "job": 60, "group": 40, "card_no": 24,
    "employer_name": 120, "unit_code": 24, "unit_name": 120,
}  # fmt: skip
REMEMBERED = 5000  # different texts of one column
_TOLD_BY_NUMBER = (IdKind.RESIDENT, IdKind.RESIDENCE_PERMIT, IdKind.FOREIGNER_CARD)


class Row(NamedTuple):
    """One row as it is staged; texts are empty where nothing was given, days are ISO."""

    line: int  # as the spreadsheet program numbers it
    cells: tuple[str, ...]  # as they came
    problem: str = ""
    twice: int = 0  # the line above it that has the same number
    person_id: int = 0  # whom it becomes, if new; number and phone are sealed to it
    name: str = ""
    id_kind: str = ""
    id_digest: str = ""
    id_sealed: str = ""
    id_masked: str = ""
    phone_digest: str = ""
    phone_sealed: str = ""
    phone_masked: str = ""
    sex: str = ""
    birth_date: str = ""
    told: bool = False  # sex and birth date come from the number itself
    ethnicity: str = ""
    schooling: str = ""
    political_status: str = ""
    employer_code: str = ""
    employer_name: str = ""
    unit_code: str = ""
    unit_name: str = ""
    joined_on: str = ""
    employment: str = ""
    new_form: str = ""
    job: str = ""
    migrant: str = ""  # "1", "0" or not given
    group: str = ""
    card_no: str = ""
    state: str = ""


class Wrong(ValueError):
    """A cell that cannot stand, in words."""


class Checker:
    """Checks the rows of one file, remembering which numbers it has seen."""

    def __init__(self, headings: Headings, *, today: date) -> None:
        self._places = [headings.places.get(name, -1) for name in NAMES]
        self._wide, self._skip = len(headings.titles), headings.reason_at
        self._today = today
        self._lines: dict[str, int] = {}
        self._words = {
            "id_kind": _words(
                IdKind, {"身份证": IdKind.RESIDENT, "居民身份证": IdKind.RESIDENT, "护照": IdKind.PASSPORT}
            ),
            "sex": _words(Sex, {"男性": Sex.MALE, "女性": Sex.FEMALE, "f": Sex.FEMALE}),
            "employment": _words(Employment, _EMPLOYMENT_WORDS),
            "new_form": _words(NewForm, _NEW_FORM_WORDS),
            "state": _words(MembershipState, {"在册": MembershipState.ACTIVE, "保留": MembershipState.RETAINED}),
            "migrant": dict.fromkeys(_YES, "1") | dict.fromkeys(_NO, "0"),
        }
        self._dates: dict[str, str] = {}
        self._codes: dict[Any, str] = {}
        self._texts: dict[str, dict[Any, str]] = {name: {} for name in LONGEST}

    def check(self, line: int, cells: Sequence[Any], person_id: int) -> Row:
        """The row, with `problem` said if something is wrong; never raises for what stands in a cell."""
        shown = self._shown(cells)
        given = [cells[at] if 0 <= at < len(cells) else "" for at in self._places]
        try:
            return self._read(line, shown, given, person_id)
        except (Wrong, BadNumber) as problem:
            name = _text(given[0])[:60]
            return Row(line, shown, problem=str(problem), name=name)

    def _shown(self, cells: Sequence[Any]) -> tuple[str, ...]:
        shown = [cell if type(cell) is str else as_text(cell) for cell in cells[: self._wide]]
        shown += [""] * (self._wide - len(shown))
        if self._skip is not None:
            del shown[self._skip]
        return tuple(shown)

    def _read(self, line: int, shown: tuple[str, ...], given: list[Any], person_id: int) -> Row:
        (
            name, id_kind, id_number, phone, sex, ethnicity, born, schooling, political, employer_name, employer_code,
            unit_code, unit_name, joined_on, employment, new_form, job, migrant, group, card_no, state,
        ) = given  # fmt: skip
        name = _short("name", _closed(name))
        if not name:
            raise Wrong(_("没有填写姓名。"))
        kind, number, told_sex, told_birth = self._document(id_kind, id_number)
        digest = crypto.blind_index("id", number if kind in _TOLD_BY_NUMBER else _handle(kind, number))
        twice = self._first(digest, line)
        mobile = _mobile(phone) if phone != "" else ""
        phone_digest = crypto.blind_index("phone", mobile) if mobile else ""
        twice = twice or (self._first(phone_digest, line) if phone_digest else 0)
        sex, birth_date = self._word("sex", sex), self._day("birth_date", born)
        if told_sex and sex and sex != told_sex:
            raise Wrong(_("性别与证件号码不符，请对照证件核对。"))
        if told_birth and birth_date and birth_date != told_birth:
            raise Wrong(_("出生日期与证件号码不符，请对照证件核对。"))
        state = self._word("state", state)
        if state == MembershipState.ENDED:
            raise Wrong(_("会籍已终止的人不能随名册导入。"))
        return Row(
            line, shown, "", twice, person_id, name, kind, digest,
            str(seal(ID_LABEL, person_id, number)), mask.id_number(number),
            phone_digest, str(seal(PHONE_LABEL, person_id, mobile)), mask.phone(mobile) if mobile else "",
            told_sex or sex, told_birth or birth_date, bool(told_birth),
            self._text("ethnicity", ethnicity), self._text("schooling", schooling),
            self._text("political_status", political), self._credit_code(employer_code),
            self._text("employer_name", employer_name), self._text("unit_code", unit_code),
            self._text("unit_name", unit_name), self._past_day("joined_on", joined_on),
            self._word("employment", employment), self._word("new_form", new_form), self._text("job", job),
            self._word("migrant", migrant), self._text("group", group), _short("card_no", card_no), state,
        )  # fmt: skip

    def _document(self, kind: Any, value: Any) -> tuple[str, str, str, str]:
        """Kind, number, and sex and birth date where the number tells them."""
        if value == "":
            raise Wrong(_("没有填写证件号码。"))
        found = read_document(self._word("id_kind", kind), value, on=self._today)
        return str(found.kind), found.number, str(found.sex), found.birth_date.isoformat() if found.birth_date else ""

    def _first(self, digest: str, line: int) -> int:
        """The line that had it first, or 0."""
        first = self._lines.setdefault(digest, line)
        return first if first != line else 0

    def _text(self, name: str, value: Any) -> str:
        """As `_short`, remembered: a column mostly holds the same few texts."""
        if value == "":
            return ""
        kept = self._texts[name]
        if (found := kept.get(value)) is None:
            found = _short(name, value)
            if len(kept) < REMEMBERED:
                kept[value] = found
        return found

    def _word(self, name: str, value: Any) -> str:
        if value == "":
            return ""
        words = self._words[name]
        found = words.get(value) if isinstance(value, str) else None
        if found is None and (found := words.get(_loose(value))) is None:
            raise Wrong(_("“%(title)s”里的“%(value)s”不认识。") % {"title": title_of(name), "value": _text(value)[:20]})
        return found

    def _day(self, name: str, value: Any) -> str:
        if value == "":
            return ""
        if isinstance(value, date):
            return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
        text = str(value)
        if text not in self._dates:
            self._dates[text] = _day(name, text)
        return self._dates[text]

    def _past_day(self, name: str, value: Any) -> str:
        day = self._day(name, value)
        if day > self._today.isoformat():
            raise Wrong(_("“%(title)s”晚于今天。") % {"title": title_of(name)})
        return day

    def _credit_code(self, value: Any) -> str:
        if value == "":
            return ""
        if value not in self._codes:
            self._codes[value] = identity.check_credit_code(value).number
        return self._codes[value]


_EMPLOYMENT_WORDS = {
    "合同": Employment.CONTRACT, "劳动合同": Employment.CONTRACT, "派遣": Employment.DISPATCH,
    "灵活": Employment.FLEXIBLE, "平台": Employment.PLATFORM, "新业态": Employment.PLATFORM,
}  # fmt: skip
_NEW_FORM_WORDS = {
    "无": NewForm.NONE, "否": NewForm.NONE, "卡车司机": NewForm.TRUCK, "网约车": NewForm.RIDE,
    "网约车驾驶员": NewForm.RIDE, "快递": NewForm.COURIER, "外卖员": NewForm.RIDER, "外卖骑手": NewForm.RIDER,
    "网约配送员": NewForm.RIDER, "护工": NewForm.CARER, "家政": NewForm.DOMESTIC, "保安": NewForm.GUARD,
}  # fmt: skip


_YES, _NO = ("是", "√", "✓", "1", "y", "yes"), ("否", "×", "✗", "0", "n", "no")


def _words(choices: type[TextChoices], more: dict[str, Any]) -> dict[str, str]:
    """Stored value by stored value, by either language's label, and by the other words offices use."""
    words = {_loose(word): str(value) for word, value in more.items()}
    for language in ("zh-hans", "en"):
        with override(language):
            words |= {_loose(label): str(value) for value, label in choices.choices}
    return words | {_loose(value): str(value) for value in choices.values if value}


def _loose(value: Any) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", _text(value))).casefold()


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else as_text(value).strip()


def _short(name: str, value: Any) -> str:
    """Text without blanks at its ends; refused when longer than the register keeps, or with control characters."""
    if value == "":
        return ""
    if isinstance(value, RoundedNumber):
        raise Wrong(
            _("“%(title)s”是“数字”格式，超过 15 位的部分已被舍入。请设为“文本”格式后重新填写。")
            % {"title": title_of(name)}
        )
    text = _text(value)
    if len(text) > LONGEST[name]:
        raise Wrong(_("“%(title)s”超过 %(most)s 个字。") % {"title": title_of(name), "most": LONGEST[name]})
    if not text.isprintable():
        raise Wrong(_("“%(title)s”里有换行或看不见的字符。") % {"title": title_of(name)})
    return text


def _closed(name: Any) -> Any:
    """张　三, as lists set names of two characters to the width of three, is 张三; other names keep single blanks."""
    if type(name) is not str or not (" " in name or "\u3000" in name):
        return name
    return _BETWEEN_HAN.sub("", re.sub("[ \u3000]+", " ", name))


def _mobile(value: Any) -> str:
    if type(value) is str and len(value) == 11 and value.isascii() and value.isdigit() and "13" <= value[:2] <= "19":
        return value
    return identity.check_mobile(value).number


def _handle(kind: str, number: str) -> str:
    return identity.normalise_id(handle_of(kind, number))


_BETWEEN_HAN = re.compile("(?<=[\u3400-\u9fff·]) (?=[\u3400-\u9fff·])")
_SHAPES: tuple[tuple[str, Callable[[re.Match[str]], date]], ...] = (
    (r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?", lambda m: date(int(m[1]), int(m[2]), int(m[3]))),
    (r"(\d{4})(\d{2})(\d{2})", lambda m: date(int(m[1]), int(m[2]), int(m[3]))),
)


def _day(name: str, text: str) -> str:
    for shape, made in _SHAPES:
        if found := re.fullmatch(shape, text.strip()):
            try:
                return made(found).isoformat()
            except ValueError:
                break
    raise Wrong(_("“%(title)s”不是日期，请写成 2024-03-01 的样子。") % {"title": title_of(name)})
