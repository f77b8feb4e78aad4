"""A few real papers: drawn pictures and a small PDF, checked and stored as any upload, given with some complaints."""

import io
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from unionhall.cases.models import Attachment, Case
from unionhall.kit.uploads import CheckedFile, check_upload

from .plan import Plan
from .writing import put

MANY = 24
COLOURS = ("#f4efe4", "#e8eef4", "#eef4e8")


def write_papers(plan: Plan) -> dict[str, int]:
    """Two dozen complaints get a wage slip or a photo; the files lie under names of their own, so twice is once."""
    cases = Case.objects.filter(service_code="rights.complaint").order_by("id").values("id", "person_id", "received_at")
    checked = [_checked(number, picture(number)) for number in range(3)]
    rows = [_row(case, number, checked[number % 3]) for number, case in enumerate(cases[:MANY])]
    return {"cases.Attachment": put(Attachment, rows)}


def picture(number: int) -> bytes:
    """A plain sheet with lines like a wage slip; no words, so it needs no font."""
    image = Image.new("RGB", (720, 960), COLOURS[number])
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 40, 680, 920), outline="#777777", width=3)
    for line in range(12):
        top = 120 + line * 62
        draw.line((70, top, 650, top), fill="#999999", width=2)
        draw.rectangle((90, top + 18, 90 + (line * 97 + number * 53) % 300 + 60, top + 40), fill="#555555")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _checked(number: int, content: bytes) -> CheckedFile:
    return check_upload(io.BytesIO(content), name=f"工资条{number + 1}.jpg")


def _row(case: dict[str, Any], number: int, paper: CheckedFile) -> dict[str, Any]:
    return {
        "id": case["id"] * 10 + 7, "person_id": case["person_id"], "case_id": case["id"], "field": "evidence",
        "name": paper.name, "kind": paper.kind.value, "size": paper.size, "sha256": paper.sha256,
        "file": _stored(f"cases/demo/{case['id']}.jpg", paper.content),
        "thumbnail": _stored(f"cases/demo/{case['id']}-small.jpg", paper.small or b""), "by_id": case["person_id"],
        "at": case["received_at"],
    }  # fmt: skip


def _stored(name: str, content: bytes) -> str:
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return name
