"""Seconds to make one official letter as PDF and as Word: the first of a process, and one among many.

    .venv/bin/python benchmarks/letter.py [--letters 50]

Asks no database. Wanted: at most 0.5 s each, the first one included. Prints a table and one JSON object.
"""

import argparse
import json
import os
import statistics
import sys
import time
from dataclasses import replace

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WANTED = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=50)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from unionhall.documents import blocks
    from unionhall.documents.plain import plain
    from unionhall.documents.typesetting import Look, pdf, word

    rows = [[f"第{at}项整改意见", "2026年12月1日", "书面报告"] for at in range(12)]
    content = [blocks.Para("经查明，你单位存在拖欠工资的情况。" * 8) for _one in range(8)]
    title, parts = plain([*content, blocks.Table(["事项", "期限", "备注"], rows)], "工会劳动法律监督意见书")
    look = Look(
        title=title, unit="例市总工会", official=True, heading="例市总工会文件", number="例工函字〔2026〕1号",
        parts=parts, addressee="例单位", signed_on="2026年11月22日", code="K7QWM-9MZTA",
        address="https://example.cn/verify/K7QWM-9MZTA/",
    )  # fmt: skip
    at = timezone.now()
    found = {}
    for name, write in (("PDF", lambda one: pdf(one, at=at)), ("Word", word)):
        times, work = [], []
        for number in range(asked.letters):
            started, worked = time.perf_counter(), time.process_time()
            body = write(replace(look, number=f"例工函字〔2026〕{number + 1}号"))
            times.append(time.perf_counter() - started)
            work.append(time.process_time() - worked)
        found[name] = {
            "first": times[0],
            "median": statistics.median(times),
            "most": max(times),
            "processor_first": work[0],
            "processor": statistics.median(work),
            "kB": len(body) / 1000,
        }
    print("| | first, s | median, s | most, s | processor first, s | median, s | kB |\n|---|---|---|---|---|---|---|")
    for name, one in found.items():
        seconds = " | ".join(f"{one[part]:.3f}" for part in ("first", "median", "most", "processor_first", "processor"))
        print(f"| {name} | {seconds} | {one['kB']:.0f} |")
    print(json.dumps({name: {part: round(n, 3) for part, n in one.items()} for name, one in found.items()}))
    sys.exit(0 if max(one["most"] for one in found.values()) <= WANTED else 1)


if __name__ == "__main__":
    main()
