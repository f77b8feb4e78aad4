"""Seconds to bind the file of a case with many attachments: photos as a phone takes them, and scanned PDF files.

    .venv/bin/python benchmarks/bundle.py [--papers 60] [--keep FILE]

Asks no database. Wanted: at most 10 s for 60. Prints a table and one JSON object.
"""

import argparse
import io
import json
import os
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WANTED = 10.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=60)
    parser.add_argument("--keep", type=Path, help="write the file here, to look at it")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from unionhall.cases import bundle
    from unionhall.cases.bundle.content import Gathered

    photos, scan = some_photos(asked.papers), a_scan()
    pieces = [
        bundle.Piece(f"现场照片{at}.jpg", "jpeg", lambda at=at: photos[at])
        if at % 3
        else bundle.Piece(f"工资流水{at}.pdf", "pdf", lambda: scan)
        for at in range(asked.papers)
    ]
    timeline = [
        (f"2026年11月{1 + at % 28}日 09:30", "办理 · 例县总工会", "已联系用人单位核实情况。" * 4) for at in range(60)
    ]
    content = Gathered(
        number="3301102026030500001", unit="例县总工会", cover=[("编号", "3301102026030500001"), ("事项", "投诉")],
        asked=[("诉求内容", "两个月没发工资。" * 40)], timeline=timeline, pieces=pieces, note="样例",
    )  # fmt: skip
    started, worked = time.perf_counter(), time.process_time()
    body = bundle.bind(content, at=timezone.now())
    seconds, processor = time.perf_counter() - started, time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if asked.keep:
        asked.keep.write_bytes(body)
    print("| papers | seconds | of them processor | MB of the file | MB of memory |\n|---|---|---|---|---|")
    print(f"| {asked.papers} | {seconds:.1f} | {processor:.1f} | {len(body) / 1e6:.1f} | {memory:.0f} |")
    print(
        json.dumps(
            {
                "papers": asked.papers,
                "seconds": round(seconds, 2),
                "processor": round(processor, 2),
                "MB": round(len(body) / 1e6, 1),
            }
        )
    )
    sys.exit(0 if seconds <= WANTED else 1)


def some_photos(count: int) -> list[bytes]:
    """Eight million pixels each, as uploads are kept, with noise that does not compress away; no two the same."""
    from PIL import Image, ImageChops

    noise = Image.effect_noise((1632, 1224), 60).resize((3264, 2448))
    found = []
    for at in range(count):
        made = io.BytesIO()
        Image.merge("RGB", [ImageChops.offset(noise, 37 * at, 53 * at)] * 3).save(made, "JPEG", quality=85)
        found.append(made.getvalue())
    return found


def a_scan() -> bytes:
    """Three pages, as scanners make them."""
    from PIL import Image

    page = Image.effect_noise((1240, 1754), 30).convert("L")
    made = io.BytesIO()
    page.save(made, "PDF", save_all=True, append_images=[page, page], resolution=150)
    return made.getvalue()


if __name__ == "__main__":
    main()
