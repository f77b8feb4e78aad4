"""Debian's Chromium for the journeys: `phone` and `desktop` are pages on the live server, `axe` looks for barriers."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium-headless-shell")  # Debian's Chromium built without windows: less work
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",  # as closed as Python's sockets
]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
NARROW = {"viewport": {"width": 360, "height": 780}, "is_mobile": True, "has_touch": True}
SHOTS = os.environ.get("SHOTS", "")  # a folder to look at what was drawn
BARRIERS = """async (part) => {
  const found = await axe.run(part ? {include: [[part]]} : document, {resultTypes: ["violations"]});
  return found.violations
    .filter((finding) => ["serious", "critical"].includes(finding.impact))
    .flatMap((finding) => finding.nodes.map((node) => `${finding.id}: ${node.target} ${node.html.slice(0, 200)}`));
}"""


def as_user(page: Page, user: Any) -> None:
    """Sign in without the form, which the accounts room tests."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.goto("/healthz")  # the context learns its own address
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": page.url}])
    page.goto("/")


def look(page: Page, axe: Callable[[Page], None], paths: list[str], name: str) -> None:
    """Each path is drawn no wider than the screen, under one heading, without barriers."""
    for place, path in enumerate(paths):
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok or "nowhere" in path, path
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{name}-{place}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], path
        assert page.locator("h1").count() == 1, path
        axe(page)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run, a fresh profile for each page."""
    if not CHROMIUM.exists():
        pytest.fail("Chromium is missing: run scripts/install_test_tools.sh", pytrace=False)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps a loop in this thread; we stay synchronous
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def kept_files() -> Iterator[None]:
    """Style sheets and scripts are fetched once by each browser, as from a real house, where they never change.

    Good for ten years: the clock of the tests is behind the browser's.
    """
    plain = StaticFilesHandlerMixin.serve

    def serve(handler: StaticFilesHandlerMixin, request: HttpRequest) -> HttpResponseBase:
        answer = plain(handler, request)
        answer["Cache-Control"] = f"max-age={10 * 365 * 86_400}, immutable"
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandlerMixin, "serve", serve)
        yield


@pytest.fixture
def open_page(chromium: Browser, live_server: Any, kept_files: None) -> Iterator[Callable[..., Page]]:
    """Makes pages, each with its own cookies: `open_page(**PHONE, locale="en")`. Script errors fail the test."""
    contexts = []
    complaints: list[str] = []

    def make(**options: Any) -> Page:
        context = chromium.new_context(
            base_url=live_server.url, **{"locale": "zh-CN", "timezone_id": "Asia/Shanghai"} | options
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    return open_page(**PHONE)


@pytest.fixture
def desktop(open_page: Callable[..., Page]) -> Page:
    return open_page(**DESKTOP)


@pytest.fixture
def axe() -> Callable[..., None]:
    """`axe(page)` fails on what axe-core calls serious or critical and says where; `axe(page, "main")`: there."""

    def look(page: Page, part: str = "") -> None:
        page.evaluate(AXE_SCRIPT)
        barriers = page.evaluate(BARRIERS, part)
        assert not barriers, f"{page.url}\n" + "\n".join(barriers)

    return look
