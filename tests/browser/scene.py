# SPDX-License-Identifier: Apache-2.0
"""What stands in the stack of the browser tests: the desks of the demo, and what only tests need. `python -m tests.browser.scene`.

Prints a JSON object that names each thing; pages and tests look their addresses up in it.
"""

import json
import os

from deploy.browser import Person, there, wait_for
from deploy.court_simulator.court import CourtSystem
from deploy.desks import (
    CASES,
    FILES,
    PARTIES,
    TASKS,
    TOWN,
    day,
    failed_and_posted,
    failed_and_told,
    play,
    sign,
    suit,
)
from deploy.replay.driver import File
from deploy.seed import demo_folder, open_hall
from deploy.town_hall import TownHall
from shared import clock, rabbit, vouchers
from shared.access import Role
from shared.rabbit import Message, Names
from shared.settings import KitSettings
from shared.vouchers import Purpose
from tests.browser.seat import SEATS

__all__ = ["CASES", "FILES", "PARTIES", "TOWN", "settled"]


def scoring(hall: TownHall) -> dict[str, str]:
    """Disputes that failed in their village and stand on the star board, and a party's way to call a cadre."""
    posted = failed_and_posted(hall, "两家为宅基地边界争执多年，村里调了两次没有调成。")
    raced = {
        f"raced-{language}": failed_and_posted(hall, "两家为宅基地排水争执。") for language in ("zh", "en")
    }
    ungraded = failed_and_told(hall, "两村为机井用水争执。")["id"]
    key, county = os.environ["HESHILAO_SECRET_KEY"], hall.person(Role.COUNTY_SUPERVISOR, "371302")
    reports = "/api/scoring/v1/probe/reports"
    probe = wait_for(lambda: county.get(reports) or None, "the list of the quarter's probe")[0]["id"]
    voucher = vouchers.issue(key, Purpose.CALL, case_id=posted, ref="A")
    cadre = hall.cadres(TOWN, 3 + len(SEATS))[0].id  # and one for each seat
    found = {
        "settled": settled(hall, hall.cadres(TOWN)[2]),
        "posted": posted,
        "voucher": voucher,
        "probe": probe,
        "cadre": cadre,
    }
    return found | {"ungraded": ungraded} | raced


def settled(hall: TownHall, cadre: Person) -> str:
    """A dispute that the cadre took and whose parties agreed, so that they are to be called; gives the task's id."""
    task, mediator = failed_and_posted(hall, "两家为宅基地滴水争执。"), hall.person(Role.MEDIATOR, TOWN)
    cadre.post(f"{TASKS}/{task}/picks", {"ties": []})

    def successor() -> str | None:
        rows = mediator.get(f"{CASES}/?limit=100")
        return next((row["id"] for row in rows if row.get("predecessor_id") == task), None)

    file = File(mediator, mediator.get(f"{CASES}/{wait_for(successor, 'the case taken up again')}"))
    file.act("accept")
    file.begin()
    sign(file)
    centre = hall.person(Role.CALLBACK_CENTRE, "371302")

    def known() -> bool | None:
        found = there(centre, f"{TASKS}/{task}")
        return True if found and found["state"] == "provisional" else None

    wait_for(known, "the agreement's arrival")
    return task


def operations(hall: TownHall, run: dict[str, str]) -> dict[str, str]:
    """A court's system that refers a case and can't be reached, somebody at its door, and messages from tomorrow.

    One of those is to be looked at; the others are for each seat to deal with.
    """
    operator, desk = hall.person(Role.OPERATOR, "3713"), "/api/courtlink/v1/operations"
    exchange = "/api/courtlink/v1/exchange"
    away = {"court_code": "鲁1302", "line": "http", "url": "http://127.0.0.1:9/heshilao"}
    partner = operator.post(f"{exchange}/partners", away)
    key = operator.post(f"{exchange}/partners/鲁1302/keys", {"algorithm": "hmac-sm3"}, partner["version"])
    court = CourtSystem(
        f"{run['public_url']}{exchange}",
        key["id"],
        key["secret"],
        "hmac-sm3",
        clock=lambda: clock.now().timestamp(),
    )
    sued = suit(hall, f"({day()[:4]})鲁1302民初1202号")
    court.tell("referral", sued, message_id="court-20260519-0001")
    court.send(court.message("referral", sued), secret="00" * 32)
    dead = {"dead": "tomorrow.0.0"}
    dead |= {f"dead-{number}": f"tomorrow.{number}.0" for number, *_ in SEATS.values()}
    body = {
        "specversion": "1.0",
        "source": "/mediation",
        "time": "2026-03-10T01:00:00Z",
    }
    kind, queue = "mediation.case.merged.v1", Names(KitSettings.read().namespace).queue("courtlink")
    for key in dead.values():
        event = json.dumps(body | {"id": key, "type": kind, "data": {}}).encode()
        rabbit.send(run["amqp_url"], queue, Message(key, kind, event, "application/cloudevents+json"))

    def all_dead() -> bool | None:
        seen = [one for one in operator.get(f"{desk}/")["services"] if one["name"] == "courtlink"]
        return {*dead.values()} <= {message["id"] for one in seen for message in one["dead"]} or None

    def owed() -> str | None:
        rows = operator.get(f"{exchange}/outgoing")
        return next((row["id"] for row in rows if row["kind"] == "status" and row.get("trouble")), None)

    wait_for(all_dead, "the messages to be seen as dead", 60)
    account = operator.get(f"{desk}/accounts?login=mediator")[0]["id"]
    return dead | {
        "owed": wait_for(owed, "the status that the court does not take", 60),
        "account": account,
    }


def main() -> None:
    """Play the scene, and print the ids."""
    hall, run = open_hall(demo_folder())
    print(json.dumps(play(hall) | scoring(hall) | operations(hall, run)))


if __name__ == "__main__":
    main()
