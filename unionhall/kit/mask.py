"""Masks 脱敏: what of a personal value may stand on a page, as the masking table of the data rules has it."""

import re
from collections.abc import Callable

COMPOUND_SURNAMES = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 "
    "公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 "
    "拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 公仪 完颜 耶律 纳兰 叶赫".split()
)

_TOWN = re.compile(
    r"(?P<kept>(?:[^\d省区号]{2,8}?(?:省|自治区|特别行政区))?"
    r"(?:[^\d市号路]{1,8}?(?:市|自治州|地区|盟))?"
    r"(?:路?[^\d路号村弄街道市]{1,7}?(?:区|县|市|旗))?"
    r"(?:路?[^\d路号村弄镇乡]{1,6}?(?:街道|镇|乡|苏木))?)"
)


def name(value: str) -> str:
    """王小明 → 王*明; a compound surname stands and the rest is starred: 欧阳明 → 欧阳*."""
    if len(value) <= 1:
        return "*" * len(value)
    if len(value) == 2:
        return value[0] + "*"
    if value[:2] in COMPOUND_SURNAMES:
        return value[:2] + "*" * (len(value) - 2)
    return _ends(value, 1, 1)


def id_number(value: str) -> str:
    return _ends(value, 3, 4) if len(value) >= 15 else permit(value)


def phone(value: str) -> str:
    """138****8000; a landline shows area code and last two."""
    return landline(value) if value.startswith("0") else _ends(value, 3, 4)


def landline(value: str) -> str:
    area, dash, number = value.rpartition("-")
    return area + dash + _ends(number, 0, 2)


def bank_card(value: str) -> str:
    return _ends(value, 0, 4)


def bank_card_for_finance(value: str) -> str:
    return _ends(value, 6, 4)


def address(value: str) -> str:
    """To street or town; where none is named, to the county; nothing recognised, nothing shown."""
    found = _TOWN.match(value)
    return (found["kept"] if found else "") + "***" if value else ""


def email(value: str) -> str:
    box, at, domain = value.rpartition("@")
    return f"{box[:1]}***{at}{domain}" if at else "***"


def card_number(value: str) -> str:
    """Plates and card numbers: first two and last two."""
    return _ends(value, 2, 2)


def permit(value: str) -> str:
    """Passports and travel permits: H1*****78."""
    return _ends(value, 2 if len(value) > 6 else 1, 2)


def illness(value: str) -> str:
    """Never the name of an illness; that there is an entry, no more."""
    return "***" if value else ""


def hidden(value: str) -> str:
    return "***" if value else ""


def by_kind(kind: str, value: str) -> str:
    """The mask declared for a field; KeyError for a kind no mask is written for."""
    return MASKS[kind](value)


def _ends(value: str, first: int, last: int) -> str:
    """First and last characters; a value too short to hide anything is starred whole."""
    covered = len(value) - first - last
    return value[:first] + "*" * covered + value[len(value) - last :] if covered > 0 else "*" * len(value)


MASKS: dict[str, Callable[[str], str]] = {
    mask.__name__: mask
    for mask in (
        name, id_number, phone, landline, bank_card, bank_card_for_finance, address, email, card_number, permit,
        illness, hidden,
    )
}  # fmt: skip
