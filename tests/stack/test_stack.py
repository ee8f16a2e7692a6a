# SPDX-License-Identifier: Apache-2.0
"""The product as it runs: gateway, web, workers and relays as processes; servers that fail while people work."""

import json
import os
import signal
import time
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import requests

from deploy.browser import Person, wait_for
from deploy.seed import PLACES
from deploy.stories import SETTLED, SOLVED, TAKEN, WAITING
from shared import mongo, rabbit
from shared.access import Role
from shared.identity.pages import ROLE_NAMES
from shared.rabbit import Message, Names
from shared.ui.doors import DOORS
from tests.stack.conftest import Site

pytestmark = pytest.mark.timeout(300)
Report = Callable[[str], dict[str, Any]]
# One that failed in its village and went to the star board, one referred by a court, two put to confirmation.
BUSY = [part for case in ("CN-01", "CN-05", "CN-15", "CN-19") for part in ("--only", case)]


@pytest.mark.parametrize("role", list(Role))
def test_each_demo_account_logs_in_and_finds_its_doors_open(site: Site, role: Role) -> None:
    account = site.accounts[f"{role}-{PLACES[role]}"]
    browser = requests.Session()
    browser.headers.update({"Origin": site.address, "Accept": "text/html"})

    home = browser.post(
        f"{site.address}/login", data={"login": account["login"], "password": account["password"]}
    )

    assert (home.status_code, home.url) == (200, f"{site.address}/")
    assert ROLE_NAMES[role] in home.text
    for door in (door for door in DOORS if role in door.roles):
        page = browser.get(site.address + door.path)
        assert page.status_code == 200, door.path
        assert door.title in page.text
    browser.post(f"{site.address}/logout")
    assert browser.get(f"{site.address}/").url.endswith("/login")


def test_nothing_is_lost_or_doubled_while_servers_and_processes_fail(site: Site, report: Report) -> None:
    replay = site.begin("deploy.replay", "--json", *BUSY)
    for _ in range(3):
        time.sleep(1.5)
        site.gate.shut()
        time.sleep(1.0)
        for pid in site.pids("worker", "relay"):
            os.kill(pid, signal.SIGKILL)
        time.sleep(2.0)
        site.gate.open()
    out, err = replay.communicate(timeout=240)

    told = report(out)
    assert replay.returncode == 0, (told, err)
    assert told["differences"] == []
    assert (told["cases_taken"], told["stars_awarded"], told["stars_taken_back"]) == (len(BUSY) // 2, 22, 2)
    assert told["events_dead"] == 0
    for service in ("mediation", "scoring", "courtlink"):
        assert site.run(f"services.{service}", "verify").strip() == "0 faults"
    a_secretary_could_post_the_board(site)


def a_secretary_could_post_the_board(site: Site) -> None:
    """Cadres with names and posts, work at every stage, one star taken back, sums that agree, and nobody's private matter."""

    def read(path: str) -> Any:
        return requests.get(f"{site.address}{path}", timeout=30)

    board = read("/api/scoring/v1/board?place=3713&limit=100").json()
    ranking = read("/api/scoring/v1/board/ranking?place=3713&period=2026").json()
    ranks, tasks = ranking["items"], board["items"]
    assert [row["rank"] for row in ranks] == [1, 2, 2, 4, 4, 4, 4, 8, 8]
    assert sum(row["stars"] for row in ranks) == 20
    assert all(row["name"] and row["post"] and "演示" not in row["name"] for row in ranks)
    states = Counter(task["state"] for task in tasks)
    assert (states["final"], states["reversed"]) == (len(SOLVED), 1)
    assert (states["posted"] >= len(WAITING), states["working"] >= len(TAKEN)) == (True, True)
    assert {task["cadre_name"] for task in tasks if task["state"] == "final"} == {
        row["name"] for row in ranks
    }
    seen = read("/scoring/board?place=3713").text + read("/scoring/wall?place=3713").text
    private = (*(story.facts for story in (*SOLVED, *WAITING, *TAKEN, *SETTLED)), "当事人A", "当事人B")
    assert not [text for text in private if text in seen or text in json.dumps(board, ensure_ascii=False)]


def test_without_a_primary_people_are_told_when_to_come_again_and_then_all_is_well(site: Site) -> None:
    account = site.accounts[f"{Role.CITY_SUPERVISOR}-{PLACES[Role.CITY_SUPERVISOR]}"]
    browser = requests.Session()
    browser.headers.update({"Origin": site.address})
    browser.post(f"{site.address}/login", data=account)
    address, key = f"{site.address}/api/mediation/v1/bodies/", str(uuid.uuid4())
    form = {"kind": "township_pmc", "name": "兰山街道第二调委会", "place": "371302001"}

    with mongo.client(site.mongo_url) as driver:
        driver.admin.command({"replSetStepDown": 10, "force": True})
    away = browser.post(address, json=form, headers={"Idempotency-Key": key}, timeout=30)

    assert (away.status_code, away.json()["code"], away.json()["retryable"]) == (503, "try_later", True)
    assert int(away.headers["Retry-After"]) > 0

    def stored() -> dict[str, Any] | None:
        answer = browser.post(address, json=form, headers={"Idempotency-Key": key}, timeout=30)
        return answer.json() if answer.status_code == 201 else None

    made = wait_for(stored, "the database to be back", 60)
    assert stored() == made
    person = Person(site.address, account)
    named = [
        row for row in person.get("/api/mediation/v1/bodies/?place=371302001") if row["name"] == form["name"]
    ]
    assert [row["id"] for row in named] == [made["id"]]


def test_a_message_of_an_unknown_type_is_kept_as_dead_shown_put_back_and_discarded(site: Site) -> None:
    names, stranger = Names(""), str(uuid.uuid4())
    body = {
        "specversion": "1.0",
        "id": stranger,
        "source": "/courtlink",
        "type": "courtlink.referral.made.v9",
        "time": "2026-03-10T01:00:00Z",
        "data": {"who": "王某"},
    }
    dead = ("services.mediation", "dead")

    def listed() -> dict[str, str] | None:
        lines = [json.loads(line) for line in site.run(*dead, "list", "--json").splitlines()]
        return next((line for line in lines if line["id"] == stranger), None)

    message = Message(
        stranger, "courtlink.referral.made.v9", json.dumps(body).encode(), "application/cloudevents+json"
    )
    rabbit.send(site.amqp_url, names.queue("mediation"), message)
    shown = wait_for(listed, "the message to be kept as dead")

    assert "UnknownEvent" in shown["reason"]
    assert "王某" not in site.run(*dead, "list")
    assert site.run(*dead, "replay", stranger) == "1 messages moved\n"
    assert wait_for(listed, "the message to be dead again")
    assert site.run(*dead, "discard", stranger, "--reason", "a test") == "1 messages discarded\n"
    assert listed() is None
