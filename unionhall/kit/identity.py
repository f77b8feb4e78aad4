"""Numbers people and firms are known by: read, normalised, checked; the structure is in GB 11643 and GB 32100.

Every check returns facts, or raises BadNumber with a sentence that says what to mend. Nothing here says that a
person exists. python-stdnum's `ric.validate` is not used: it refuses districts founded or abolished later.
"""

import re
import time
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .refusal import Refusal

OLDEST_DAYS = 130 * 365.2425  # an older holder is doubted, not refused
EXACT_FLOAT = 1e15  # spreadsheets keep 15 digits of a number


class BadNumber(Refusal, ValueError):
    """The number cannot be right; the text says why and what to do."""


class IdKind(TextChoices):
    RESIDENT = "resident", _("居民身份证")
    RESIDENCE_PERMIT = "residence_permit", _("港澳台居民居住证")
    FOREIGNER_CARD = "foreigner_card", _("外国人永久居留身份证")
    HKMO_TRAVEL = "hkmo_travel", _("港澳居民来往内地通行证")
    TAIWAN_TRAVEL = "taiwan_travel", _("台湾居民来往大陆通行证")
    PASSPORT = "passport", _("护照")


class PhoneKind(TextChoices):
    MOBILE = "mobile", _("手机")
    LANDLINE = "landline", _("固定电话")


class Sex(TextChoices):
    MALE = "male", _("男")
    FEMALE = "female", _("女")


class Doubt(TextChoices):
    """Why a number that passes should be looked at."""

    UNKNOWN_DIVISION = "unknown_division", _("前六位不是已知的行政区划代码，请核对证件")
    ABOLISHED_DIVISION = "abolished_division", _("行政区划代码已停用（证件号码仍然有效）")
    VERY_OLD = "very_old", _("按证件号码年龄超过 130 岁，请核对证件")
    OLD_FORM = "old_form", _("已由 15 位旧号码换算为 18 位，请核对证件")
    MAYBE_ROUNDED = "maybe_rounded", _("末三位都是 0，可能被表格软件舍入过，请核对证件")
    ORGANISATION_CODE = "organisation_code", _("其中的组织机构代码校验位不符，请核对证照")
    UNKNOWN_REGISTRY = "unknown_registry", _("登记机关和类别代码不常见，请核对证照")


@dataclass(frozen=True, slots=True)
class Identity:
    """An identity document's number; fields the number does not tell are None or empty."""

    number: str
    kind: IdKind
    sex: Sex | None = None
    birth_date: date | None = None
    division: str = ""  # six digits, where first issued
    country: str = ""  # ISO 3166 numeric, foreigners' cards
    warnings: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Phone:
    number: str  # 13800138000, or 0571-87051234
    kind: PhoneKind
    warnings: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A unified social credit code 统一社会信用代码."""

    number: str
    division: str
    warnings: tuple[Doubt, ...] = ()

    @property
    def is_union(self) -> bool:
        return self.number.startswith("81")

    @property
    def is_sole_trader(self) -> bool:
        """The name behind it is a person's, so it is personal data."""
        return self.number.startswith("92")


# --- what people hand in ---------------------------------------------------------------------------------------------

_ROUNDED = _(
    "“{what}”在表格里是“数字”格式，超过 15 位的部分已被舍入，无法还原。请先把该列设为“文本”格式，再重新填写号码。"
)
_NOUGHTS = _(
    "身份证号校验不符，而且末三位都是 0，请对照证件逐位核对。号码若是从表格里复制来的，可能已被舍入，请按证件重新填写。"
)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+")
_LEFT_OUT = str.maketrans("", "", " \t\r\n\u00a0\u200b\ufeff-–—·'")


def _refuse(text: Any, **facts: Any) -> BadNumber:
    return BadNumber(format_lazy(text, **facts) if facts else text)


def _compact(value: Any, what: Any) -> str:
    """Half-width capitals without blanks and dashes; a number that passed through a float is refused if rounded."""
    if isinstance(value, float):
        if not value.is_integer() or abs(value) >= EXACT_FLOAT:
            raise _refuse(_ROUNDED, what=what)
        value = int(value)
    text = unicodedata.normalize("NFKC", "" if value is None else str(value)).translate(_LEFT_OUT).upper()
    if not text:
        raise _refuse(_("请填写{what}。"), what=what)
    if _SCIENTIFIC.fullmatch(text) and ("." in text or "+" in text):
        raise _refuse(_ROUNDED, what=what)
    return text


# --- people ----------------------------------------------------------------------------------------------------------

# bound once: looking a member up in its class costs more than the checksum
_MALE, _FEMALE, _RESIDENT = Sex.MALE, Sex.FEMALE, IdKind.RESIDENT
_PERMITS = ("810000", "820000", "830000")


def check_id(value: Any, *, on: date | None = None) -> Identity:
    """A resident's number (18 or old 15 digits), a 港澳台 residence permit, or a foreigner's permanent card."""
    warnings: tuple[Doubt, ...] = ()
    is_plain = type(value) is str and len(value) == 18 and value.isascii() and value[:17].isdigit()
    number: str = value if is_plain else _compact(value, _("身份证号"))
    if len(number) == 15 and number.isdecimal():
        number, warnings = _from_15(number), (Doubt.OLD_FORM,)
    elif len(number) == 15 and re.fullmatch(r"[A-Z]{3}\d{12}", number):
        return Identity(number, IdKind.FOREIGNER_CARD)
    elif len(number) != 18 or not (number.isascii() and number[:17].isdigit()):
        _refuse_shape(number)
    try:
        born = date.fromisoformat(number[6:14])
    except ValueError:
        raise _refuse(_("身份证号第 7 至 14 位不是真实的日期，请对照证件核对。")) from None
    expected = check_digit(number)
    if number[17] != expected:
        if number[17] != "x" or expected != "X":
            raise _wrong_digit(number, expected)
        number = number[:17] + "X"
    return _read(number, born, warnings, on.toordinal() if on else _today())


def _read(number: str, born: date, warnings: tuple[Doubt, ...], today: int) -> Identity:
    age = today - born.toordinal()
    if age < 0:
        raise _refuse(_("身份证号中的出生日期晚于今天，请对照证件核对。"))
    if age > OLDEST_DAYS:
        warnings += (Doubt.VERY_OLD,)
    if number.endswith("000"):
        warnings += (Doubt.MAYBE_ROUNDED,)
    sex = _MALE if number[16] in "13579" else _FEMALE
    if number[0] == "9":
        return Identity(
            number, IdKind.FOREIGNER_CARD, sex, born, number[1:3] + "0000", country=number[3:6], warnings=warnings
        )
    division = number[:6]
    if division in _PERMITS:
        return Identity(number, IdKind.RESIDENCE_PERMIT, sex, born, division, warnings=warnings)
    in_use = _divisions().get(division)
    if not in_use:
        warnings += (Doubt.UNKNOWN_DIVISION if in_use is None else Doubt.ABOLISHED_DIVISION,)
    return Identity(number, _RESIDENT, sex, born, division, "", warnings)


def _today() -> int:
    """Today's ordinal in China; asking `date.today()` costs as much as all the rest of a check."""
    return int((time.time() + 8 * 3600) // 86400) + 719_163


def check_digit(number: str) -> str:
    """The 18th character the first 17 digits call for: ISO 7064 MOD 11-2, base 13 because 13 ≡ 2 (mod 11)."""
    return "0123456789X"[(1 - 2 * int(number[:17], 13)) % 11]


def _from_15(number: str) -> str:
    first = f"{number[:6]}19{number[6:]}"
    return first + check_digit(first)


def _refuse_shape(number: str) -> None:
    if len(number) == 18:
        raise _refuse(_("身份证号前 17 位应全是数字，最后一位是数字或 X，请核对。"))
    raise _refuse(_("身份证号应为 18 位（旧号码 15 位），现在是 {found} 位，请核对。"), found=len(number))


def _wrong_digit(number: str, expected: str) -> BadNumber:
    if not (number[17].isdigit() or number[17] in "Xx"):
        return _refuse(_("身份证号前 17 位应全是数字，最后一位是数字或 X，请核对。"))
    if number.endswith("000"):
        return _refuse(_NOUGHTS)
    return _refuse(
        _("身份证号校验不符：按前 17 位，最后一位应为 {expected}，现在是 {found}。请对照证件逐位核对。"),
        expected=expected,
        found=number[17],
    )


@cache
def _divisions() -> dict[str, bool]:
    """Every six-digit code there was (from the list python-stdnum carries), and whether it is still in use."""
    known = dict.fromkeys(("330113", "330114"), True)  # 临平, 钱塘: founded 2021, after that list
    province = ""
    for line in files("stdnum.cn").joinpath("loc.dat").read_text(encoding="utf-8").splitlines():
        if line[:2].isdigit():
            province = line[:2]
        elif county := re.match(r'\s+(\d{4}) county="([^"]*)"', line):
            spans = re.findall(r"\[(\d*)-(\d*)\]", county[2])
            known[province + county[1]] = not spans or any(not until for _since, until in spans)
    return known


_SHAPES: dict[str, tuple[str, Any]] = {
    IdKind.HKMO_TRAVEL: (
        r"[HM]\d{8}(?:\d{2})?",
        _("港澳居民来往内地通行证号应为字母 H 或 M 加 8 位数字（旧证另有 2 位换证次数），请核对。"),
    ),
    IdKind.TAIWAN_TRAVEL: (
        r"\d{8}(?:\d{2})?",
        _("台湾居民来往大陆通行证号应为 8 位数字（旧证另有 2 位换证次数），请核对。"),
    ),
    IdKind.PASSPORT: (r"(?=.*\d)[A-Z0-9]{5,17}", _("护照号码应为 5 至 17 位字母和数字，请核对。")),
}


def check_document(kind: str, value: Any, *, on: date | None = None) -> Identity:
    """A document of the kind the person named; ValueError for a kind that does not exist."""
    kind = IdKind(kind)
    if kind in _SHAPES:
        shape, complaint = _SHAPES[kind]
        number = _compact(value, kind.label)
        if not re.fullmatch(shape, number):
            raise _refuse(complaint)
        return Identity(number, kind)
    found = check_id(value, on=on)
    if found.kind != kind:
        raise _refuse(_("这个号码是{found}号码，与所选的{chosen}不符。"), found=found.kind.label, chosen=kind.label)
    return found


def normalise_id(value: Any) -> str:
    """The form a number is looked up in: compact, capitals, old numbers as 18 digits; no check of its truth."""
    number = _compact(value, _("证件号码"))
    return _from_15(number) if len(number) == 15 and number.isdigit() else number


# --- telephones, firms, cards ----------------------------------------------------------------------------------------

_MOBILE = re.compile(r"(?:(?:\+|00)?86|0)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:(?:\+|00)86)?(0?)(10|2\d|[3-9]\d{2})(\d{7,8})")


def check_phone(value: Any) -> Phone:
    """A mobile number as 11 digits, or a landline as area code, dash and number."""
    number = re.sub(r"[()（）.]", "", _compact(value, _("电话号码")))
    if mobile := _MOBILE.fullmatch(number):
        return Phone(mobile[1], PhoneKind.MOBILE)
    fixed = _LANDLINE.fullmatch(number)
    if fixed and (fixed[1] or number[0] in "+0"):
        return Phone(f"0{fixed[2]}-{fixed[3]}", PhoneKind.LANDLINE)
    raise _refuse(_("电话号码不对：手机应为 1 开头的 11 位数字，固定电话请写区号，例如 0571-87051234。"))


def check_mobile(value: Any) -> Phone:
    """A mobile number only: what people sign in with."""
    phone = check_phone(value)
    if phone.kind != PhoneKind.MOBILE:
        raise _refuse(_("请填写 11 位手机号码，不能用固定电话。"))
    return phone


_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, Z, S, V
_USCC_VALUE = {character: value for value, character in enumerate(_USCC)}
_USCC_WEIGHTS = [pow(3, place, 31) for place in range(17)]
_REGISTRIES = frozenset(
    "11 12 13 19 21 29 31 32 33 34 35 39 41 49 51 52 53 54 55 59 61 62 69 71 72 79 81 89 91 92 93".split()
)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def check_credit_code(value: Any) -> CreditCode:
    """A unified social credit code of GB 32100; a doubtful organisation code inside only warns."""
    number = _compact(value, _("统一社会信用代码"))
    if len(number) != 18:
        raise _refuse(_("统一社会信用代码应为 18 位，现在是 {found} 位，请核对证照。"), found=len(number))
    if wrong := sorted({character for character in number if character not in _USCC_VALUE}):
        raise _refuse(
            _("统一社会信用代码里不会有“{wrong}”（不使用字母 I、O、S、V、Z），请核对证照。"), wrong=_("、").join(wrong)
        )
    expected = _USCC[-sum(_USCC_VALUE[c] * w for c, w in zip(number, _USCC_WEIGHTS, strict=False)) % 31]
    if number[17] != expected:
        raise _refuse(
            _("统一社会信用代码校验不符：最后一位应为 {expected}，现在是 {found}。请对照证照逐位核对。"),
            expected=expected,
            found=number[17],
        )
    return CreditCode(number, number[2:8], tuple(_doubts_about(number)))


def _doubts_about(number: str) -> list[Doubt]:
    doubts = []
    if number[:2] not in _REGISTRIES and number[0] not in "ANY":
        doubts.append(Doubt.UNKNOWN_REGISTRY)
    total = sum(int(c, 36) * w for c, w in zip(number[8:16], _ORGANISATION_WEIGHTS, strict=True))
    if number[16] != "0123456789X0"[11 - total % 11]:
        doubts.append(Doubt.ORGANISATION_CODE)
    return doubts
