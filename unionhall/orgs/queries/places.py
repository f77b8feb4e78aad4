"""Places: administrative divisions, and the unions found by them."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from ..choices import UnionKind
from ..models import Division, Unit, UnitQuerySet
from .words import called

GENERAL = (UnionKind.FEDERATION, UnionKind.TOWNSHIP)  # the union of a whole place
OF_AN_AREA = (UnionKind.VILLAGE, UnionKind.REGIONAL, UnionKind.INDUSTRY, UnionKind.PARK, UnionKind.JOINT)
_LENGTHS = (2, 4, 6, 9, 12)  # province, city, county, township, village


def division(code: str) -> Division | None:
    """The division of that code, abolished ones too."""
    return Division.objects.filter(code=code).first()


def divisions_under(code: str | None) -> list[Division]:
    """Divisions standing today directly beneath, by code; those without a parent for None."""
    today = timezone.localdate()
    standing = Division.objects.filter(Q(valid_to=None) | Q(valid_to__gt=today), parent=code)
    return list(standing.order_by("code"))


def chain(code: str) -> list[str]:
    """The code and those of the places around it, province first: 330110005 → 330000, 330100, 330110, 330110005."""
    code = (code or "").rstrip()
    whole = len(code) if len(code) in (9, 12) else 6
    return list(
        dict.fromkeys(
            code[:length].ljust(6, "0") for length in _LENGTHS if length <= whole and code[length - 2 : length] != "00"
        )
    )


def places(code: str) -> list[Division]:
    """The division and those around it, province first; an abolished one is replaced by what took its place."""
    found = {d.code: d for d in Division.objects.filter(code__in=chain(code))}
    gone = next((new for d in found.values() if (new := abolished_in(d))), "")
    if gone:
        found = {d.code: d for d in Division.objects.filter(code__in=chain(gone))}
    return sorted(found.values(), key=lambda d: len(d.code.rstrip("0")) if len(d.code) == 6 else len(d.code))


def abolished_in(place: Division) -> str:
    """The first code that took this division's place; empty while it stands."""
    ended = place.valid_to is not None and place.valid_to <= timezone.localdate()
    return place.merged_into.split(",")[0] if ended else ""


def townships_named(text: str) -> list[Division]:
    """Townships a written place may mean: `余杭区五常街道` names one, `城关镇` alone perhaps several."""
    ends = [text[at:] for at in range(len(text))]
    found = list(Division.objects.select_related("parent").filter(level="township", name__in=ends, valid_to=None))
    longest = max((len(place.name) for place in found), default=0)
    found = [place for place in found if len(place.name) == longest]
    within = [place for place in found if place.parent is not None and place.parent.name in text]
    return within or found


def division_names(codes: Iterable[str]) -> dict[str, str]:
    """{330110: 余杭区} of the codes that are known."""
    return dict(Division.objects.filter(code__in=list(codes)).values_list("code", "name"))


def counties() -> list[tuple[str, str, str]]:
    """(code, county, its city) of the counties standing today, by code: for a select of places."""
    standing = Division.objects.filter(level="county").exclude(valid_to__lte=timezone.localdate())
    return list(standing.order_by("code").values_list("code", "name", "parent__name"))


def place_name(code: str) -> str:
    """浙江省杭州市余杭区五常街道; empty for an unknown code."""
    return "".join(place.name for place in places(code))


def places_named(text: str, most: int = 10) -> list[tuple[str, str]]:
    """(code, full name) of the townships the words can mean: 五常街道, 余杭五常, 330110005. Best first; [] for none."""
    wanted = "".join(text.split()).removeprefix("浙江省")
    if len(wanted) < 2:
        return []
    townships = Division.objects.filter(level="township").exclude(valid_to__lte=timezone.localdate())
    if wanted.isdigit():
        return [(place.code, place_name(place.code)) for place in townships.filter(code=wanted)]
    rows = townships.values_list("code", "name", "parent__name", "parent__parent__name").order_by("code")
    named = [(code, f"{city}{county}{town}") for code, town, county, city in rows]
    exact = [row for row in named if row[1].endswith(wanted)]
    return (exact or [row for row in named if _in_order(wanted, row[1])])[:most]


def _in_order(wanted: str, name: str) -> bool:
    """Whether the characters stand in the name in this order, with gaps: 余杭五常 in 杭州市余杭区五常街道."""
    letters = iter(name)
    return all(letter in letters for letter in wanted)


def _around(code: str, kinds: Iterable[str]) -> list[Unit]:
    """Open unions of these kinds in the place or around it, nearest first."""
    codes = [place.code for place in places(code)]
    near = {one: rank for rank, one in enumerate(reversed(codes))}
    found = Unit.objects.filter(division_id__in=codes, kind__in=list(kinds)).open().select_related("division")
    return sorted(found, key=lambda unit: (near[unit.division_id], -unit.level, unit.path))


def township_unit(division_code: str) -> Unit:
    """The union of that township; where there is none, of its county, city or province. Unit.DoesNotExist if none."""
    found = _around(division_code, GENERAL)
    if not found:
        raise Unit.DoesNotExist(division_code)
    return found[0]


def area_union(division_code: str, industry: str = "") -> Unit | None:
    """The village, regional, industry or park union that takes in members there: of the same industry first."""
    found = [unit for unit in _around(division_code, OF_AN_AREA) if unit.takes_members]
    same = [unit for unit in found if industry and unit.industry == industry]
    open_to_all = [unit for unit in found if not unit.industry]
    return next(iter([*same, *open_to_all]), None)


def unions_at(division_code: str, text: str = "") -> UnitQuerySet:
    """Open unions for finding one's way: of a place (of a township, all); with words, by name there and beneath."""
    found = Unit.objects.open().select_related("division")
    if text:
        found = found.filter(called(text, wide=len(division_code.rstrip("0")) <= len("3301")))
    if division_code and (text or len(division_code) > 6):
        beneath = division_code.rstrip("0") if len(division_code) == 6 else division_code
        found = found.filter(division__code__startswith=beneath)
    elif division_code:
        found = found.filter(division=division_code)
    return found.order_by("level", "path")
