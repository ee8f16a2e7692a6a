# SPDX-License-Identifier: Apache-2.0
"""What a browser test works with: a running stack with a scene in it, and people with a phone or a desktop before them."""

import functools
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, StorageState, expect

from deploy.accounts import DemoAccounts
from deploy.seed import PLACES
from deploy.stack import ROOT, Stack
from deploy.town_hall import TownHall
from shared.access import Role

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
WALL = {"width": 1920, "height": 1080}
BARRIERS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_WAIT = 30_000
expect.set_options(timeout=_WAIT)  # a busy machine is slow, and no fault of the page


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    path = shutil.which("chromium")
    assert path, "chromium is not installed: deploy/setup.sh test installs it"
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright.chromium.launch(executable_path=path, args=flags)
    try:
        yield browser
    finally:
        browser.close()


@dataclass
class Site:
    """A running stack; `scene` names what was put into it (tests/browser/scene.py)."""

    stack: Stack
    browser: Browser
    scene: dict[str, str] = field(default_factory=dict)
    _sessions: dict[str, StorageState] = field(default_factory=dict)
    _kept: dict[tuple[Role, str, int], Page] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return self.stack.public_url

    def run(self, module: str, *arguments: str) -> str:
        """Run `python -m module` in the stack's environment; returns what it wrote."""
        command = [str(ROOT / ".venv/bin/python"), "-m", module, *arguments]
        done = subprocess.run(
            command, env=self.stack.environment(), capture_output=True, text=True, cwd=ROOT, timeout=240
        )
        assert done.returncode == 0, (done.stdout, done.stderr)
        return done.stdout

    def account(self, login: str) -> dict[str, str]:
        """The demo account with this login; `role-place` for the roles of deploy/seed.py."""
        found: dict[str, str] = json.loads((self.stack.folder / "accounts.json").read_text())[login]
        return found

    @functools.cached_property
    def hall(self) -> TownHall:
        """The people of the demo at the API, who have accounts since the scene."""
        return TownHall(self.address, DemoAccounts(self.stack.folder))

    @contextmanager
    def person(
        self,
        role: Role | None,
        *,
        language: str = "zh",
        size: dict[str, int] | None = None,
        login: str = "",
        **more: Any,
    ) -> Iterator[Page]:
        """A fresh browser window of somebody who is logged in (nobody, without a role). Errors of scripts fail the test."""
        login = login or (f"{role}-{PLACES[role]}" if role else "")
        context = self._context(login, language, size or PHONE, **more)
        try:
            yield watched(context)
        finally:
            context.close()

    @contextmanager
    def same_person(
        self, role: Role, *, language: str = "zh", size: dict[str, int] | None = None
    ) -> Iterator[Page]:
        """The window in which the same person looked at a page before, or a fresh one; opens sooner. Change no cookie in it."""
        size = size or PHONE
        key = (role, language, size["width"])
        page = self._kept.pop(key, None) or watched(self._context(f"{role}-{PLACES[role]}", language, size))
        page.complaints.clear()  # type: ignore[attr-defined]
        yield page
        self._kept[key] = page  # but nobody is given what a test left behind that failed

    def _context(self, login: str, language: str, size: dict[str, int], **more: Any) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.address,
            viewport=size,
            locale="zh-CN" if language == "zh" else "en-GB",
            timezone_id="Asia/Shanghai",
            has_touch=size is PHONE,
            storage_state=self._session(login) if login else None,
            **more,
        )
        context.set_default_timeout(_WAIT)
        return context

    @contextmanager
    def phone(
        self, folder: Path, login: str, *, language: str = "zh", service_worker: bool = True
    ) -> Iterator[BrowserContext]:
        """A phone that keeps what it stored in `folder` when its browser is closed; somebody has logged in on it.

        Where answers of the server are put by `route`, there is no `service_worker`: what passes through one is not routed for certain.
        """
        context = self.browser.browser_type.launch_persistent_context(
            folder,
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
            base_url=self.address,
            viewport=PHONE,
            locale="zh-CN" if language == "zh" else "en-GB",
            timezone_id="Asia/Shanghai",
            has_touch=True,
            service_workers="allow" if service_worker else "block",
        )
        context.set_default_timeout(_WAIT)
        try:
            if login:
                self.log_in(context, login)
            yield context
        finally:
            context.close()

    def log_in(self, context: BrowserContext, login: str) -> None:
        """Log in on this browser; whoever was logged in before is not any more."""
        context.add_cookies(self._session(login)["cookies"])  # type: ignore[arg-type]

    def forget(self, login: str) -> None:
        """The session of this login has ended."""
        self._sessions.pop(login, None)

    def _session(self, login: str) -> StorageState:
        if login not in self._sessions:
            context = self.browser.new_context(base_url=self.address)
            form = {"login": login, "password": self.account(login)["password"]}
            answer = context.request.post("/login", form=form, headers={"Origin": self.address})
            assert answer.ok, answer.status
            self._sessions[login] = context.storage_state()
            context.close()
        return self._sessions[login]


def watched(context: BrowserContext) -> Page:
    """A page of the context that remembers what its console complained of (see `complaints`)."""
    page = context.new_page()
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.complaints = found  # type: ignore[attr-defined]
    return page


def complaints(page: Page) -> list[str]:
    """What scripts and the content policy complained of; answers with 4xx, which tests provoke, are no fault."""
    return [said for said in page.complaints if "Failed to load resource" not in said]  # type: ignore[attr-defined]


def barriers(page: Page) -> list[str]:
    """What axe finds on the page against WCAG 2.2 AA, one line each."""
    asked = {"runOnly": {"type": "tag", "values": BARRIERS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=asked)
    return [
        f"{one['id']}: {node['target']} {node['html'][:160]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> bool:
    """Whether the page must be moved sideways to be read."""
    wide: bool = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
    )
    return wide


def chinese_marks(page: Page) -> list[str]:
    """Texts with Chinese punctuation and not one Chinese word: put together by the page, not written by a person."""
    found: list[str] = page.evaluate(
        r"""() => [...document.querySelectorAll("body *")]
            .flatMap((each) => [...each.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()))
            .filter((text) => /[：，、。；（）【】]/.test(text) && !/\p{Script=Han}/u.test(text))"""
    )
    return found
