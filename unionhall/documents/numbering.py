"""文号: the letters of a union, the series of the kind, the year, and a running number of the three."""

import re
from collections.abc import Iterator
from typing import Any

from unionhall.kit.access import Level
from unionhall.kit.numbers import next_number
from unionhall.orgs.choices import UnionKind

PROVINCES = {  # 简称, by the first two digits of the division code (GB/T 2260)
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑", "31": "沪",
    "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫", "42": "鄂", "43": "湘",
    "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "黔", "53": "滇", "54": "藏", "61": "陕",
    "62": "甘", "63": "青", "64": "宁", "65": "新",
}  # fmt: skip
UNION_WORDS = ("总工会", "工会联合会", "联合工会", "工会委员会", "工会")
COMPANY_WORDS = ("有限责任公司", "股份有限公司", "有限公司", "公司")
SHORT, TAIL = 12, 4
_LETTERS = re.compile(r"[^0-9A-Za-z]")  # what a code has beside these


def candidates(unit: Any, others: list[Any]) -> Iterator[str]:
    """代字 for a union, the best first, none that one of `others` would be given as its best.

    浙 for the province; for cities and counties as many letters of the place after it as tell it from every other of
    its level or above (浙余杭 beside 浙余姚); for every other union its name, with the end of its code where a
    neighbour's name begins alike.
    """
    if unit.level == Level.PROVINCE and (province := _province(unit)):
        yield province
    if is_of_a_place(unit):
        yield from _of_place(unit, [one.division.name for one in others if one.level <= unit.level])
    own = by_name(unit)
    if all(by_name(one) != own for one in others):
        yield own
    yield f"{own[: SHORT - TAIL]}{_LETTERS.sub('', unit.code)[-TAIL:]}"


def is_of_a_place(unit: Any) -> bool:
    """Whether it is the federation of a city or county, whose letters are those of its place."""
    ours = unit.level in (Level.CITY, Level.COUNTY) and unit.kind == UnionKind.FEDERATION
    return bool(ours and unit.division_id and _province(unit))


def _of_place(unit: Any, places: list[str]) -> Iterator[str]:
    own, province = unit.division.name, _province(unit)
    for length in range(1, len(own) + 1):
        if all(place[:length] != own[:length] for place in places):
            yield f"{province}{own[:length]}"
    if unit.division.parent is not None:  # two cities have a 鼓楼区 each
        yield f"{province}{unit.division.parent.name[:1]}{own}"


def _province(unit: Any) -> str:
    return PROVINCES.get((unit.division_id or "")[:2], "")


def by_name(unit: Any) -> str:
    """The name without what all unions are called, and without the company's kind of firm."""
    return _without(_without(unit.short_name or unit.name, UNION_WORDS), COMPANY_WORDS)[:SHORT]


def _without(name: str, words: tuple[str, ...]) -> str:
    """The name without the first of these at its end, so that no word is cut in half at the twelfth character."""
    return next((name.removesuffix(one) for one in words if name.endswith(one) and name != one), name)


def take(unit: Any, series: str, year: int, letters: str) -> str:
    """The next number of the series at this unit, taken inside the caller's transaction: 浙余杭工劳监意字〔2026〕7号.

    The series is kept under the unit itself, not its county's desk: it goes on when the unit moves.
    """
    number = next_number(desk_id=unit.pk, series=f"doc {series} {year}")
    return f"{letters}{series}字〔{year}〕{number}号"
