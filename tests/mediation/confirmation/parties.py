# SPDX-License-Identifier: Apache-2.0
"""Words for telling how two parties ask a court to confirm their agreement, and what the court does."""

from itertools import count
from typing import Any
from uuid import uuid4

from tests.hall import Hall
from tests.mediation.room import Desk, at

VILLAGE, COURT, OTHER = "371324109260", "鲁1324", "鲁1302"
CHECKS = ["lawful", "no_harm", "public_order", "voluntary", "clear"]
PAY = {
    "kind": "payment",
    "who": "B",
    "to": "A",
    "what": "赔偿损失",
    "amount": "6000.00",
    "due_on": "2026-06-30",
}
WALL = {"kind": "act", "who": "B", "to": "A", "what": "院墙后移40厘米", "due_on": "2026-06-30"}
NUMBER = "（2026）鲁1324民特8号"
SERIAL = count(100)


def make_body(hall: Hall, place: str) -> str:
    form = {"kind": "village_pmc", "name": f"调委会{uuid4().hex[:6]}", "place": place}
    made = hall.post("mediation", "county", "/bodies/", form).json
    appointed = {"account": hall.ids["mediator"], "name": "调解员"}
    answer = hall.post("mediation", "county", f"/bodies/{made['id']}/mediators", appointed, made["version"])
    assert answer.status_code < 300, answer.json
    return str(made["id"])


def agreed(
    hall: Hall,
    body: str,
    *terms: dict[str, Any],
    category: str = "邻里纠纷",
    form: str = "written",
    **more: Any,
) -> Desk:
    """The acts of S01: Wang signs on 8 March, Zhao thumb-prints on the 9th, the mediator too, the seal follows on the 10th."""
    at("2026-03-08T09:00")
    parties = [
        {"ref": "A", "name": "王某", "kind": "person", "account": hall.ids["wang"], "role": "申请人"},
        {"ref": "B", "name": "赵某", "kind": "person", "account": hall.ids["zhao"], "role": "被申请人"},
    ]
    case = {"body_id": body, "category": category, "channel": "applied", "parties": parties}
    answer = hall.post("mediation", "mediator", "/cases/", case)
    assert answer.status_code == 201, answer.json
    desk = Desk(hall, answer.json)
    desk.begin()
    desk.act("sessions", mode="joint", result="agreed", held_on="2026-03-08")
    desk.act("agreement", form=form, agreed_on="2026-03-08", terms=list(terms or (PAY, WALL)), **more)
    if form == "written":
        sign(desk)
    hall.town.deliver(times=3)
    return desk


def effective(hall: Hall, body: str, day: str) -> Desk:
    """An agreement of the same two that everybody signed on one day."""
    at(f"{day}T09:00")
    parties = [
        {"ref": "A", "name": "王某", "kind": "person", "account": hall.ids["wang"]},
        {"ref": "B", "name": "赵某", "kind": "person", "account": hall.ids["zhao"]},
    ]
    case = {"body_id": body, "category": "邻里纠纷", "channel": "applied", "parties": parties}
    desk = Desk(hall, hall.post("mediation", "mediator", "/cases/", case).json).begin()
    desk.act("sessions", mode="joint", result="agreed", held_on=day)
    pay = PAY | {"due_on": max(day, PAY["due_on"])}
    desk.act("agreement", form="written", agreed_on=day, terms=[pay])
    desk.sign(day)
    return desk


def sign(desk: Desk) -> None:
    scan = desk.file("signed")
    desk.act("agreement/acts", kind="party_signed", ref="A", on="2026-03-08", means="ink", scan=scan)
    at("2026-03-09T10:05")
    desk.act("agreement/acts", kind="party_signed", ref="B", on="2026-03-09", means="thumb", scan=scan)
    desk.act("agreement/acts", kind="mediator_signed", on="2026-03-09")
    at("2026-03-10T09:00")
    assert desk.case["agreement"]["effective"] is False
    desk.act("agreement/acts", kind="seal", on="2026-03-10")


def ready(hall: Hall, desk: Desk, login: str = "mediator") -> dict[str, Any]:
    answer = hall.get("mediation", login, f"/cases/{desk.case['id']}/confirmation")
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[no-any-return]


def ask(hall: Hall, desk: Desk, login: str, ref: str, court: str = COURT) -> Any:
    """A party asks online, by its own account."""
    desk.case = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json
    form = {"ref": ref, "court_code": court, "means": "online"}
    path = f"/cases/{desk.case['id']}/confirmation/asks"
    answer = hall.post("mediation", login, path, form, desk.case["version"])
    if answer.status_code == 200:
        desk.case = answer.json
    return answer


def both_ask(hall: Hall, desk: Desk, court: str = COURT) -> None:
    for login, ref in (("wang", "A"), ("zhao", "B")):
        answer = ask(hall, desk, login, ref, court)
        assert answer.status_code == 200, answer.json
    hall.town.deliver(times=3)


class Court:
    """The court's side of one agreement: each act takes the version that the one before left."""

    def __init__(self, hall: Hall, key: str, login: str = "clerk") -> None:
        self.hall, self.key, self.login = hall, key, login

    def see(self) -> dict[str, Any]:
        answer = self.hall.get("courtlink", self.login, f"/confirmations/{self.key}/file")
        assert answer.status_code == 200, answer.json
        return answer.json  # type: ignore[no-any-return]

    def try_act(self, path: str, login: str = "", **facts: Any) -> Any:
        version = self.see()["version"]
        return self.hall.post(
            "courtlink", login or self.login, f"/confirmations/{self.key}/{path}", facts, version
        )

    def act(self, path: str, login: str = "", **facts: Any) -> dict[str, Any]:
        answer = self.try_act(path, login, **facts)
        assert answer.status_code < 300, (path, answer.json)
        self.hall.town.deliver(times=3, backwards=True)
        return answer.json  # type: ignore[no-any-return]

    def code(self, path: str, login: str = "", **facts: Any) -> str:
        answer = self.try_act(path, login, **facts)
        assert answer.status_code >= 400, answer.json
        return str(answer.json["code"])

    def confirm(self, number: str = "") -> dict[str, Any]:
        self.act("acceptance", taken=True)
        self.act("examination", "judge", present=["A", "B"], in_order=CHECKS, papers_complete=True)
        return self.act(
            "decision", "judge", result="confirmed", number=number or f"(2026){COURT}民特{next(SERIAL)}号"
        )
