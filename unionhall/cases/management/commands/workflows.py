"""Draw the lifecycle of every service and every matter into docs/workflows, from the tables the engines run."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from unionhall.matters import queries as matters
from unionhall.workflow import Lifecycle, Move, Service, Stage, machine_of

from ...catalogue import services


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--check", action="store_true", help="only say which pages are out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "docs" / "workflows"
        folder.mkdir(parents=True, exist_ok=True)
        with override("zh-hans"):
            pages = {folder / f"{drawn.code}.md": page(drawn) for drawn in (*services, *lifecycles())}
        stale = [path for path, text in pages.items() if not path.exists() or path.read_text("utf-8") != text]
        if options["check"] and stale:
            raise CommandError("out of date: " + ", ".join(path.name for path in stale))
        for path in stale:
            path.write_text(pages[path], encoding="utf-8")
            self.stdout.write(path.name)


def lifecycles() -> list[Lifecycle]:
    """One of every table of matters, by code."""
    found = {kind.lifecycle.code: kind.lifecycle for kind in matters.kinds()}
    return [found[code] for code in sorted(found)]


def page(drawn: Service | Lifecycle) -> str:
    """Title, promise and rule, the diagram, a table of the moves and one of the stages."""
    lines = [f"# {drawn.title} `{drawn.code}`", ""]
    lines += _promise(drawn) if isinstance(drawn, Service) else [f"- 编号：{drawn.series}"] if drawn.series else []
    lines += [f"- 依据：{drawn.rule}"] if drawn.rule else []
    lines += ["", "```mermaid", machine_of(drawn).mermaid().rstrip(), "```", ""]
    lines += ["| 办理 | 从 | 到 | 谁 | 四眼 |", "| --- | --- | --- | --- | --- |"]
    lines += [_move(move) for move in drawn.moves]
    lines += ["", "| 环节 | 职工看到 | 期限 | 等谁 | 期限到了 |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*lines, *(_stage(stage) for stage in drawn.stages)]) + "\n"


def _promise(service: Service) -> list[str]:
    signed = [f"- 签收：{service.sign_days} 个工作日，逾期升级到上一级"] if service.sign_days else []
    return [f"{service.summary}", "", f"- 承诺：{service.days} 个工作日", *signed]


def _move(move: Move) -> str:
    sources = "、".join(str(stage.title) for stage in move.sources)
    return f"| {move.title or move.name} | {sources} | {move.to.title} | `{move.may}` | {move.not_by} |"


def _stage(stage: Stage) -> str:
    span = f"`{stage.clock}`" if stage.clock else "" if stage.days is None else f"{stage.days} 个工作日"
    return f"| {stage.title} | {stage.worker_sees} | {span} | {stage.waits_for} | {stage.on_deadline} |"
