"""Which fonts letters are set in: those an office has put into its own folder first, else Debian's free ones.

仿宋_GB2312 and 小标宋 of GB/T 9704 are licensed to the office and cannot be shipped with the house.
"""

from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from ..refusals import NoFonts

SONG, HEI, KAI = "Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai"
WANTED = {  # by preference; names as the font files say them
    "body": ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "仿宋", "FZFangSong-Z02", SONG),
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", SONG),
    "black": ("黑体", "SimHei", HEI),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "KaiTi", "楷体", KAI, SONG),
    "song": ("宋体", "SimSun", SONG),  # page numbers
    "sans": (HEI, "SimHei", SONG),
}


@dataclass(frozen=True)
class Faces:
    """The families chosen; a title in a text face is set bold, one in 小标宋 as it is."""

    body: str
    title: str
    black: str
    kai: str
    song: str
    sans: str

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"title_weight": "bold" if self.title == SONG else "regular"}


def folders() -> list[Path]:
    """Where fonts are looked for, the office's own folder first."""
    named = [Path(settings.DATA_DIR) / "fonts", *map(Path, settings.FONT_PATHS)]
    return [path for path in named if path.is_dir()]


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Read once a process: the machine's other fonts stay out, so that every machine sets the same page."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders())


@lru_cache(maxsize=1)
def faces() -> Faces:
    """NoFonts unless there is at least one Chinese face for body, title and headings."""
    known = set(fonts().families())
    chosen = {part: next((name for name in names if name in known), "") for part, names in WANTED.items()}
    if not all(chosen.values()):
        raise NoFonts
    return Faces(**chosen)


def refresh() -> None:
    """Look into the folders again."""
    fonts.cache_clear()
    faces.cache_clear()
