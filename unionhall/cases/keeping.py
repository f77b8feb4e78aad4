"""Papers and pictures in the private files folder: checked by their content, stored, taken out again."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from unionhall.kit.ids import new_id
from unionhall.kit.uploads import CheckedFile, check_upload


@dataclass(frozen=True)
class Kept:
    """A paper that lies in the files folder and belongs to a draft or a case."""

    name: str
    kind: str
    size: int
    sha256: str
    file: str
    thumbnail: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def keep(given: Any) -> Kept:
    """Check an upload by its content and store what may be kept; a BadUpload says how to mend it.

    The file is written before its row: a row without its file would be worse than a file without its row.
    """
    checked = given if isinstance(given, CheckedFile) else check_upload(given)
    place = f"cases/{timezone.localdate():%Y/%m}/{new_id()}"
    suffix = "jpg" if checked.small is not None else checked.kind.value
    file = default_storage.save(f"{place}.{suffix}", ContentFile(checked.content))
    small = default_storage.save(f"{place}-small.jpg", ContentFile(checked.small)) if checked.small else ""
    return Kept(checked.name, checked.kind.value, checked.size, checked.sha256, file, small)


def drop(kept: Iterable[Kept]) -> None:
    """Take papers out of the folder that no row needs: of a draft given up, of a request that was refused."""
    for paper in kept:
        for name in filter(None, (paper.file, paper.thumbnail)):
            default_storage.delete(name)
