# SPDX-License-Identifier: Apache-2.0
"""Where a person sits: a language and a screen. A job that takes the fixture `seat` is done at each of `SEATS`.

The seats share one demo world: what one of them uses up, each gets for itself, by its `number`.

A test names what stands on a page by its Chinese text, as the code does; at an English seat it is looked for in English.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from deploy.browser import Person
from deploy.seed import PLACES
from deploy.stack import ROOT, SERVICES
from shared.access import Role
from shared.web.words import KIT_WORDS, read_words
from tests.browser.site import DESKTOP, PHONE, Site, barriers, complaints, too_wide

SEATS = {
    "zh-phone": (1, "zh", PHONE),
    "en-desktop": (2, "en", DESKTOP),
    "zh-desktop": (3, "zh", DESKTOP),
    "en-phone": (4, "en", PHONE),
}
# What is nobody's main job is done at two seats, which share neither language nor screen.
side_job = pytest.mark.parametrize("seat", ["zh-phone", "en-desktop"], indirect=True)
_PUT_UP_BY = {
    "": "mediation",
    "login": "mediation",
}  # whose page stands at an address without a service's name


@dataclass(frozen=True, slots=True)
class Screen:
    """A page before somebody who reads one language."""

    page: Page
    language: str

    def say(self, text: str) -> str:
        """The text as the service whose page this is says it; what has no words, such as a letter, is itself."""
        if self.language == "zh":
            return text
        first = urlsplit(self.page.url).path.split("/")[1]
        return _english(_PUT_UP_BY.get(first, first)).get(text, text)

    def enter(self, door: str) -> None:
        """From the home page through one of its doors."""
        name = re.compile(f"^{re.escape(self.say(door))}")  # what is found there follows
        self.page.locator(".site-doors").get_by_role("link", name=name).first.click()

    def link(self, text: str) -> Locator:
        """A link of the page with exactly this text."""
        return self.page.locator("main").get_by_role("link", name=self.say(text), exact=True).first

    def press(self, text: str) -> None:
        """Press the button with exactly this text."""
        self.page.locator("main").get_by_role("button", name=self.say(text), exact=True).first.click()

    def box(self, text: str) -> Locator:
        """The radio button or the tick with exactly this label."""
        return self.page.locator("main").get_by_label(self.say(text), exact=True).first

    def field(self, name: str) -> Locator:
        """The input of a form that sends this name."""
        return self.page.locator(f"main [name={name}]").first

    def done(self) -> None:
        """The page says that it was done."""
        expect(self.page.locator(".govuk-notification-banner--success")).to_be_visible()

    def refused(self) -> None:
        """The page says on top what is wrong, and where."""
        expect(self.page.locator(".govuk-error-summary")).to_be_visible()
        assert self.page.title().startswith(self.say("没有办成"))

    def heading(self, text: str) -> None:
        """The page's title has this text."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(self.say(text))

    def whole(self) -> None:
        """No barrier, no complaint of a script, nothing that must be moved sideways to be read."""
        assert (barriers(self.page), complaints(self.page), too_wide(self.page)) == ([], [], False)


def _english(service: str) -> dict[str, str]:
    own = ROOT / "services" / service / "en.po"
    return dict(read_words(KIT_WORDS, *([own] if service in SERVICES else [])))


@dataclass(frozen=True, slots=True)
class Seat:
    """A language and a screen at which jobs are done."""

    site: Site
    number: int
    language: str
    size: dict[str, int]

    @contextmanager
    def guest(self, path: str = "/") -> Iterator[Screen]:
        """What somebody without an account sees at an address."""
        with self.site.person(None, language=self.language, size=self.size) as page:
            page.goto(path)
            yield Screen(page, self.language)

    @contextmanager
    def log_in(self, person: Person) -> Iterator[Screen]:
        """What this account sees after it came to the first page and logged in by its form."""
        with self.guest() as screen:
            screen.field("login").fill(person.account["login"])
            screen.field("password").fill(person.account["password"])
            screen.press("登录")
            expect(screen.page.locator(".site-doors")).to_be_visible()
            yield screen

    def person(self, role: Role, number: int = 1) -> Person:
        """The demo's account with this role, at the API."""
        return self.site.hall.person(role, PLACES[role], number=number)

    @property
    def cadre(self) -> Person:
        """A cadre who works at this seat only, as one holds few stars at once."""
        return self.site.hall.cadres(PLACES[Role.CADRE], 3 + self.number)[-1]

    @property
    def is_wide(self) -> bool:
        """Whether two things stand beside each other on the screen."""
        return self.size is DESKTOP
