# SPDX-License-Identifier: Apache-2.0
"""A township's offices at work on the star board over HTTP, with a clock that tests move."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import uuid4

from werkzeug.test import TestResponse

from services.scoring import SERVICE
from shared import clock, vouchers
from shared.access import Role
from shared.calendar import SHANGHAI
from shared.mongo import collection
from shared.vouchers import Purpose
from tests.hall import Hall, open_hall
from tests.scoring import world
from tests.scoring.world import News, closed, failed, settled

OTHER = "371324102"
CADRES = ("gao", "lin", "song", "tang")
PEOPLE = {
    **dict.fromkeys(CADRES, (Role.CADRE, world.TOWNSHIP)),
    "director": (Role.DIRECTOR, world.TOWNSHIP),
    "petitions": (Role.PETITION_OFFICE, world.TOWNSHIP),
    "far_petitions": (Role.PETITION_OFFICE, OTHER),
    "secretary": (Role.SECRETARY, world.TOWNSHIP),
    "centre": (Role.CALLBACK_CENTRE, world.COUNTY),
    "other_caller": (Role.CALLBACK_CENTRE, world.COUNTY),
    "near": (Role.CALLBACK_CENTRE, world.TOWNSHIP),
    "supervisor": (Role.COUNTY_SUPERVISOR, world.COUNTY),
    "city": (Role.CITY_SUPERVISOR, world.CITY),
}


class Office:
    """People of a township who use the API, and the news that other services send."""

    def __init__(self, hall: Hall) -> None:
        self.hall, self.news = hall, News()
        self.ids = hall.ids

    def at(self, local: str) -> None:
        """Put the clock, and let time decide up to then."""
        clock.put(datetime.fromisoformat(local).replace(tzinfo=SHANGHAI), running=False)
        self.news.tick()

    def enrol(self, *names: str, **more: Any) -> None:
        for name in names:
            body = {"account": self.ids[name], "name": name, "post": "副镇长", "township": world.TOWNSHIP}
            answer = self.hall.post("scoring", "secretary", "/cadres", body | more)
            assert answer.status_code == 201, answer.json

    def see(self, who: str, case: str = "case-1") -> Any:
        answer = self.hall.get("scoring", who, f"/tasks/{case}")
        assert answer.status_code == 200, answer.json
        return answer.json

    def send(self, who: str, act: str, body: Any, case: str = "case-1", key: str = "") -> TestResponse:
        """Post an act on a task in its present version."""
        version = self.see("supervisor", case)["version"]
        return self.hall.post("scoring", who, f"/tasks/{case}/{act}", body, version=version, key=key)

    def do(self, who: str, act: str, body: Any, case: str = "case-1") -> Any:
        answer = self.send(who, act, body, case)
        assert answer.status_code in (200, 201), answer.json
        return answer.json

    def refused(self, who: str, act: str, body: Any, case: str = "case-1") -> str:
        """The code of a refusal, after which the task is what it was."""
        before = self.see("supervisor", case)
        answer = self.send(who, act, body, case)
        assert answer.status_code >= 400, answer.json
        assert self.see("supervisor", case) == before
        return str((answer.json or {})["code"])

    def posted(
        self,
        case: str = "case-1",
        inputs: Any = None,
        graders: tuple[str, str] = ("director", "petitions"),
        **more: Any,
    ) -> None:
        """A dispute that failed and was graded by the two offices: three stars, if nothing else is said."""
        self.news.arrives(failed(case, **more))
        self.do(graders[0], "grading", inputs or {}, case)
        self.do(graders[1], "grading/confirmation", {}, case)

    def picked(self, who: str = "gao", case: str = "case-1", **more: Any) -> None:
        self.posted(case, **more)
        self.do(who, "picks", {"ties": []}, case)

    def met(self, who: str = "gao", case: str = "case-1") -> None:
        for party in "AB":
            self.do(who, "first-contacts", {"party": party, "channel": "visit"}, case)

    def settled(self, case: str = "case-1", *, complete: bool = True) -> None:
        """The agreement takes effect today, and the file is closed, all performed."""
        today = clock.now().astimezone(SHANGHAI).date()
        self.news.arrives(settled(today, case))
        if complete:
            self.news.arrives(closed(today, case))

    def call_back(self, party: str, result: str, case: str = "case-1", **more: Any) -> Any:
        body = {"party": party, "result": result, "recording_consent": True} | more
        return self.do("centre", "callbacks", body, case)

    def ledger(self, case: str = "case-1") -> list[tuple[str, int, int]]:
        """Kind, points, stars of each entry that is more than a step."""
        found = self.see("supervisor", case)["ledger"]
        return [(each["kind"], each["points"], each["stars"]) for each in found if each["kind"] != "step"]

    def faults(self) -> list[str]:
        """What is not the sum of its ledger, once the boards are up to date."""
        self.news.town.deliver()
        return [fault for find in SERVICE.proofs for fault in find()]

    def voucher(self, ref: str, case: str = "case-1") -> str:
        key = self.hall.apps["scoring"].config["SECRET_KEY"]
        return vouchers.issue(key, Purpose.CALL, case_id=case, ref=ref)

    def party(self, ref: str, act: str = "", body: Any = None, case: str = "case-1") -> TestResponse:
        """A party without an account, at the door with its voucher."""
        client = self.hall.apps["scoring"].test_client()
        path = f"/api/scoring/v1/calls/{self.voucher(ref, case)}"
        if not act:
            return client.get(path)
        return client.post(
            f"{path}/{act}",
            json=body or {},
            headers={"Idempotency-Key": str(uuid4())},
        )


def at_once(acts: list[Any]) -> list[Any]:
    """Run all acts at the same moment; gives what each returned."""
    gate, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int) -> None:
        gate.wait()
        found[number] = acts[number]()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@contextmanager
def open_office(mongo_url: str, namespace: str) -> Iterator[Hall]:
    """A hall with an account for everybody."""
    with open_hall(mongo_url, f"{namespace}office_") as hall:
        for name, grant in PEOPLE.items():
            hall.account(name, grant)
        yield hall


def emptied(hall: Hall) -> Hall:
    """The hall with nothing on its boards."""
    for kind in SERVICE.documents:
        collection(kind).delete_many({})
    return hall
