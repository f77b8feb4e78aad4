"""Writing an item down, before it is issued."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access
from unionhall.kit.refusal import Refusal

from .. import queries
from ..choices import ItemKind, ItemState, Source, Split
from ..models import Item
from ..permissions import Worklist
from ..queries.items import CODE, provincial_codes
from ..refusals import CodeTaken, NotNow

FIELDS = (
    "title",
    "title_en",
    "purpose",
    "basis",
    "kind",
    "source",
    "figure",
    "measure",
    "target",
    "base",
    "weight",
    "split",
    "levels",
    "kinds",
    "industries",
    "evidence_kinds",
    "checker",
    "starts_on",
    "due_on",
    "public",
)


@transaction.atomic
def write_item(*, issuer: Any, year: int, category: str, by: Any, code: str = "", **fields: Any) -> Item:
    """A draft; without a code it gets the next free one. Only the root's items are not local."""
    access.require(by, Worklist.ISSUE, at=issuer)
    local = bool(issuer.ancestor_paths)
    code = code.strip().upper() or queries.next_code(year=year, category=category, local=local, issuer=issuer)
    _check_code(code, year=year, category=category, local=local, issuer=issuer)
    item = Item(issuer=issuer, year=year, category=category, code=code, **fields)
    _check(item)
    item.save()
    audit.record("worklist.item.written", subject=item, by=by, unit=issuer, code=item.code)
    return item


@transaction.atomic
def edit_item(*, item: Item, by: Any, **fields: Any) -> Item:
    """Change a draft; what was issued is changed by resolution only."""
    access.require(by, Worklist.ISSUE, at=item.issuer)
    item = Item.objects.select_for_update(of=("self",)).select_related("issuer").get(pk=item.pk)
    if item.state != ItemState.DRAFT:
        raise NotNow
    before = {name: str(getattr(item, name)) for name in fields}
    for name, value in fields.items():
        if name not in FIELDS:
            raise ValueError(name)
        setattr(item, name, value)
    _check(item)
    item.version += 1
    item.save()
    changed = {name: was for name, was in before.items() if was != str(fields[name])}
    audit.record("worklist.item.edited", subject=item, by=by, unit=item.issuer, before=changed)
    return item


def _check_code(code: str, *, year: int, category: str, local: bool, issuer: Any) -> None:
    if not CODE.fullmatch(code) or not code.startswith(f"Y{year % 100:02}-{category}"):
        raise CodeTaken(_("编号应像 Y%(year)02d-%(category)s01 这样写。") % {"year": year % 100, "category": category})
    is_local = code.rpartition("-")[2].startswith("L")
    if local and not is_local:
        raise CodeTaken(_("本级自定项目的编号须以 -L 结尾，例如 %(code)s-L。") % {"code": code})
    if is_local and not local:
        raise CodeTaken(_("省级项目的编号不带 -L。"))
    if local and code.rpartition("-")[0] in provincial_codes(year):
        raise CodeTaken(_("%(code)s 是省级项目的编号，自定项目不能借用。") % {"code": code.rpartition("-")[0]})
    if Item.objects.filter(issuer=issuer, code=code).exists():
        raise CodeTaken


def _check(item: Item) -> None:
    if item.due_on < item.starts_on:
        raise Refusal(_("截止日期不能早于开始日期。"))
    if not item.levels or min(item.levels) < item.issuer.level:
        raise Refusal(_("请选择由哪几级承担；不能下达给比本级更高的级别。"))
    if item.source == Source.FIGURE:
        _check_figure(item)
    elif item.figure:
        raise Refusal(_("凭佐证材料计进度的项目不选实时数据。"))
    if item.kind != ItemKind.YES_NO and (item.target is None or item.target <= 0):
        raise Refusal(_("请填写大于零的目标。"))
    if item.kind == ItemKind.RATE and item.target is not None and item.target > 1:
        raise Refusal(_("比率不能超过 100%。"))
    if item.kind in (ItemKind.NUMBER, ItemKind.MILESTONE) and item.target is not None and item.target % 1:
        raise Refusal(_("数量和节点的目标须为整数。"))
    if item.kind != ItemKind.NUMBER:
        item.split = Split.SAME


def _check_figure(item: Item) -> None:
    if item.kind not in (ItemKind.NUMBER, ItemKind.RATE):
        raise Refusal(_("实时数据只能用于数量和比率项目。"))
    figure = queries.figure_of(item.figure)
    if figure is None:
        raise Refusal(_("没有“%(code)s”这项实时数据。") % {"code": item.figure})
    if item.kind == ItemKind.RATE and figure.bottom is None:
        raise Refusal(_("这项实时数据只有数量，没有分母，不能用于比率项目。"))
