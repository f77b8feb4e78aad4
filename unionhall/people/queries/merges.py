"""Merging as the page needs it: two records side by side, what would move, what was merged before."""

from typing import Any

from django.utils.translation import gettext as _

from unionhall.kit.discover import declared
from unionhall.kit.merging import Merging

from ..models import Person, PersonMerge


def mergings() -> list[Merging]:
    """What each room gives over, in order."""
    return sorted(declared("merging", Merging), key=lambda one: one.order)


def rows_to_move(other: Person) -> list[tuple[str, int]]:
    """(what, how many rows) that would go from `other` to the record that is kept."""
    return [(str(one.title), one.count(other.pk)) for one in mergings()]


def merges_of(kept: Any) -> list[PersonMerge]:
    """Records merged into this one, newest first, those taken apart again too."""
    return list(PersonMerge.objects.of(kept).order_by("-merged_at", "-id"))


def side_by_side(kept: Person, other: Person) -> list[dict[str, Any]]:
    """For each fact that can be chosen: its name, heading and both values, masked."""
    pairs = [
        ("document", _("证件、性别、出生日期"), _document(kept), _document(other)),
        ("name", _("姓名"), kept.name, other.name),
        ("phone", _("手机号"), kept.phone, other.phone),
        ("ethnicity", _("民族"), kept.ethnicity, other.ethnicity),
        ("schooling", _("学历"), kept.schooling, other.schooling),
        ("political_status", _("政治面貌"), _hidden(kept.political_status), _hidden(other.political_status)),
        ("home_division_id", _("居住地"), kept.home_division, other.home_division),
        ("employer_id", _("工作单位"), kept.employer, other.employer),
        ("job", _("职务（岗位）"), kept.job, other.job),
        ("new_form", _("新就业形态"), _label(kept), _label(other)),
        ("migrant", _("农民工"), _yes(kept.migrant), _yes(other.migrant)),
    ]
    return [
        {"name": name, "label": label, "kept": str(mine or "–"), "other": str(theirs or "–"), "same": mine == theirs}
        for name, label, mine, theirs in pairs
    ]


def _document(person: Person) -> str:
    if not person.id_number:
        return ""
    return f"{person.get_id_kind_display()} {person.id_number}"


def _label(person: Person) -> str:
    return str(person.get_new_form_display()) if person.new_form else ""


def _yes(value: bool) -> str:
    return _("是") if value else _("否")


def _hidden(value: str) -> str:
    return "***" if value else ""
