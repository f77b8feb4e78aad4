"""A person before a screen, who presses what is written on it and reads what it says."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.browser import as_user
from tests.cast import PASSWORD
from unionhall.accounts import factors
from unionhall.accounts import queries as accounts

PATIENCE = 15_000  # milliseconds a person waits for a page
expect.set_options(timeout=PATIENCE)


class Someone:
    """One browser with its own cookies; `user` is the account of the cast, if it is one of them."""

    def __init__(self, page: Page, user: Any = None) -> None:
        self.page, self.user = page, user

    def opens(self, path: str) -> "Someone":
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}\n{self.page.locator('body').inner_text()[:600]}"
        return self

    def presses(self, words: str, *, within: str = "body") -> "Someone":
        """The first button or link of that name, as a person would find it."""
        found = self._named(words, within)
        try:
            found.first.wait_for(timeout=PATIENCE)  # a part of the page may still be on its way
        except TimeoutError as error:
            raise AssertionError(f"nothing is called {words}:\n{self}") from error
        found.first.click()
        return self

    def fills(self, **by_name: str) -> "Someone":
        """Fields by their name in the form: text, a day, a choice, several (a list) or a tick (`True`)."""
        for name, value in by_name.items():
            self._fill(self.page.locator(f"main [name={name}]"), value)
        return self

    def attaches(self, name: str, *files: Path) -> "Someone":
        self.page.locator(f"main [name={name}]").set_input_files(files)
        return self

    def downloads(self, words: str) -> bytes:
        """The file the button of that name gives."""
        with self.page.expect_download() as started:
            self.presses(words)
        return Path(started.value.path()).read_bytes()

    def sees(self, *words: str) -> "Someone":
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)
        return self

    def sees_no(self, *words: str) -> "Someone":
        for one in words:
            expect(self.page.locator("main")).not_to_contain_text(one)
        return self

    def is_offered(self, words: str) -> bool:
        return self._named(words, "body").count() > 0

    def reads(self, selector: str) -> str:
        found = self.page.locator(selector)
        assert found.count(), f"no {selector}:\n{self}"
        return found.first.inner_text().strip()

    def comes_in(self) -> "Someone":
        """With a session of theirs; the way in by hand is walked by the main job and by the accounts room."""
        as_user(self.page, self.user)
        return self

    def signs_in(self, name: str, password: str = PASSWORD) -> "Someone":
        """By the sign-in page; whoever must bind an authenticator does so."""
        self.opens("/sign-in/").fills(username=name, password=password).presses("登录", within="main")
        if self.page.url.endswith("/my/second-factor/"):
            self.fills(code=self._code()).presses("完成绑定").presses("我已保存，继续")
        elif self.page.url.endswith("/sign-in/code/"):
            self.fills(code=self._code()).presses("确认")
        assert "/sign-in/" not in self.page.url, self.page.locator("main").inner_text()
        return self

    def __str__(self) -> str:
        """The page as a failing test shows it."""
        return f"{self.page.url}\n{self.page.locator('main').inner_text()[:1500]}"

    @property
    def heading(self) -> str:
        return self.reads("h1")

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]+", "", self.page.url)

    def _code(self) -> str:
        """What the authenticator on their phone shows."""
        return factors.code_at(accounts.second_factor(self.user).secret.reveal())

    def _named(self, words: str, within: str) -> Locator:
        """What has exactly this name, else what has it in its name."""
        place = self.page.locator(within)
        for exact in (True, False):
            found = place.get_by_role("button", name=words, exact=exact)
            found = found.or_(place.get_by_role("link", name=words, exact=exact))
            if found.count():
                return found
        return found

    def _fill(self, field: Locator, value: Any) -> None:
        kind = field.first.get_attribute("type") or field.first.evaluate("e => e.tagName.toLowerCase()")
        if isinstance(value, list):
            for one in value:
                self.page.locator(f"main [name={field.first.get_attribute('name')}][value='{one}']").check()
        elif kind == "radio":
            field.and_(self.page.locator(f"[value='{value}']")).check()
        elif kind == "checkbox":
            field.first.set_checked(bool(value))
        elif kind == "select":
            field.select_option(value)
        else:
            field.fill(value)


def figure(who: Someone, unit: Any, code: str) -> tuple[str, str]:
    """A figure of a unit as its page on the Board shows it: (value, numerator / denominator)."""
    who.opens(f"/board/{unit.code}/{code}/")
    note = who.page.locator(".stat .stat-note")
    return who.reads(".stat .stat-value"), note.inner_text() if note.count() else ""
