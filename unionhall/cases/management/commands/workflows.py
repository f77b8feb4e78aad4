"""Draw every service's lifecycle into docs/workflows, from the table the engine runs."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from unionhall.workflow import Service, machine_of

from ...catalogue import services


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--check", action="store_true", help="only say which pages are out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "docs" / "workflows"
        folder.mkdir(parents=True, exist_ok=True)
        with override("zh-hans"):
            pages = {folder / f"{service.code}.md": page(service) for service in services}
        stale = [path for path, text in pages.items() if not path.exists() or path.read_text("utf-8") != text]
        if options["check"] and stale:
            raise CommandError("out of date: " + ", ".join(path.name for path in stale))
        for path in stale:
            path.write_text(pages[path], encoding="utf-8")
            self.stdout.write(path.name)


def page(service: Service) -> str:
    """Title, promise and rule, the diagram, and a table of the moves."""
    lines = [f"# {service.title} `{service.code}`", "", f"{service.summary}", ""]
    lines += [f"- 承诺：{service.days} 个工作日"]
    lines += [f"- 签收：{service.sign_days} 个工作日，逾期升级到上一级"] if service.sign_days else []
    lines += [f"- 依据：{service.rule}"] if service.rule else []
    lines += ["", "```mermaid", machine_of(service).mermaid().rstrip(), "```", ""]
    lines += ["| 办理 | 从 | 到 | 谁 | 四眼 |", "| --- | --- | --- | --- | --- |"]
    for move in service.moves:
        sources = "、".join(str(stage.title) for stage in move.sources)
        lines.append(f"| {move.title or move.name} | {sources} | {move.to.title} | `{move.may}` | {move.not_by} |")
    lines += ["", "| 环节 | 职工看到 | 工作日 | 等谁 | 期限到了 |", "| --- | --- | --- | --- | --- |"]
    for stage in service.stages:
        days = f"`{stage.clock}`" if stage.clock else "" if stage.days is None else str(stage.days)
        lines.append(f"| {stage.title} | {stage.worker_sees} | {days} | {stage.waits_for} | {stage.on_deadline} |")
    return "\n".join(lines) + "\n"
