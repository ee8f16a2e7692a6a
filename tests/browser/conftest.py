# SPDX-License-Identifier: Apache-2.0
"""One stack and one Chromium for all tests of this folder."""

import json
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright

from deploy.local.ports import free_ports
from deploy.stack import Given, Stack
from tests.browser.seat import SEATS, Seat
from tests.browser.site import Site, chromium


@pytest.fixture(scope="session")
def site(
    mongo_url: str, amqp_url: str, namespace: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Real processes behind the real gateway, with the demo's accounts and the scene of tests/browser/scene.py."""
    folder, over = tmp_path_factory.mktemp("site"), threading.Event()
    given = (Given(mongo_url), Given(amqp_url))
    with Stack(
        folder, free_ports(1)[0], servers=given, namespace=f"{namespace}site_", say=lambda _: None
    ) as stack:

        def watch() -> None:
            while not over.wait(0.1):
                stack.look()

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            with sync_playwright() as playwright, chromium(playwright) as browser:
                site = Site(stack, browser)
                site.run("deploy.seed")
                site.scene = json.loads(site.run("tests.browser.scene").splitlines()[-1])
                yield site
        finally:
            over.set()
            watcher.join()


@pytest.fixture(params=SEATS)
def seat(site: Site, request: pytest.FixtureRequest) -> Seat:
    """Each language and screen at which a person's job is done."""
    return Seat(site, *SEATS[request.param])
