"""文号: the letters of a union, the series of the kind, the year, and a running number of the three."""

from typing import Any

from unionhall.kit.numbers import next_number

PROVINCES = {  # 简称, by the first two digits of the division code (GB/T 2260)
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑", "31": "沪",
    "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫", "42": "鄂", "43": "湘",
    "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "黔", "53": "滇", "54": "藏", "61": "陕",
    "62": "甘", "63": "青", "64": "宁", "65": "新",
}  # fmt: skip
UNION_WORDS = ("总工会", "工会联合会", "联合工会", "工会委员会", "工会")
COMPANY_WORDS = ("有限责任公司", "股份有限公司", "有限公司", "公司")
SHORT = 12


def letters(unit: Any) -> str:
    """代字: 浙 for the province, the first letters of its place after it for cities and counties, else the name."""
    code = unit.division_id or ""
    if unit.level == 1 and code[:2] in PROVINCES:
        return PROVINCES[code[:2]]
    if unit.level in (2, 3) and code[:2] in PROVINCES and unit.division:
        return f"{PROVINCES[code[:2]]}{unit.division.name[:1]}"
    name = unit.short_name or unit.name
    return _without(_without(name, UNION_WORDS), COMPANY_WORDS)[:SHORT]


def _without(name: str, words: tuple[str, ...]) -> str:
    """The name without the first of these at its end, so that no word is cut in half at the twelfth character."""
    return next((name.removesuffix(one) for one in words if name.endswith(one) and name != one), name)


def take(unit: Any, series: str, year: int, own_letters: str = "") -> str:
    """The next number of the series at this unit, taken inside the caller's transaction: 浙工劳监意字〔2026〕7号.

    `own_letters` are those the union has chosen. The series is kept under the unit itself, not its county's desk:
    it goes on when the unit moves.
    """
    number = next_number(desk_id=unit.pk, series=f"doc {series} {year}")
    return f"{own_letters or letters(unit)}{series}字〔{year}〕{number}号"
