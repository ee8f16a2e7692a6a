# SPDX-License-Identifier: Apache-2.0
"""The grid's loop over HTTP with a moved clock, and its three rates (scenario S24, GR-01 to GR-13)."""

import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.mediation.cases.documents import Case
from services.mediation.grid.documents import GridItem
from services.mediation.grid.rules import Fact, rates
from shared.access import Role
from shared.mongo import collection
from tests.hall import Hall, open_hall
from tests.mediation.test_story import PARTIES, at

TOWN, VILLAGE = "371324001", "371324001001"


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}grid_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("centre", (Role.SECRETARY, TOWN))
        hall.account("worker", (Role.GRID_WORKER, TOWN))
        hall.account("handler", (Role.CADRE, TOWN))
        hall.account("caller", (Role.CALLBACK_CENTRE, "371324"))
        hall.account("mediator", (Role.MEDIATOR, TOWN))
        yield hall


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-07-10T16:30")


class Item:
    """An item at work: each act takes the version that the one before left."""

    def __init__(self, hall: Hall, **more: Any) -> None:
        form = {"number": uuid.uuid4().hex[:8], "place": TOWN, "category": "邻里", "text": "排水", **more}
        self.hall, self.form = hall, form
        answer = hall.post("mediation", "worker", "/grid/items", form)
        assert answer.status_code == 201, answer.json
        self.now = answer.json

    def try_act(self, login: str, path: str, **facts: Any) -> Any:
        answer = self.hall.post(
            "mediation", login, f"/grid/items/{self.now['id']}/{path}", facts, self.now["version"]
        )
        if answer.status_code < 300:
            self.now = answer.json
        return answer

    def act(self, login: str, path: str, **facts: Any) -> dict[str, Any]:
        answer = self.try_act(login, path, **facts)
        assert answer.status_code == 200, answer.json
        return self.now


def accepted(hall: Hall, kind: str = "ordinary", **more: Any) -> Item:
    item = Item(hall, **more)
    item.act("centre", "accept", kind=kind, reason="多个部门")
    return item


@pytest.mark.parametrize(
    ("accepted_at", "kind", "due_on"),
    [
        ("2026-07-10T16:30", "ordinary", "2026-07-13"),
        ("2026-07-29T09:00", "complex", "2026-08-03"),
        ("2026-09-30T09:00", "ordinary", "2026-10-03"),  # no shift over the holiday (D-09)
    ],
)
def test_replies_are_due_in_natural_days(hall: Hall, accepted_at: str, kind: str, due_on: str) -> None:
    at(accepted_at)

    assert accepted(hall, kind).now["due_on"] == due_on


@pytest.mark.parametrize(
    ("moment", "in_time"), [("2026-07-13T23:59:59", True), ("2026-07-14T00:00:00", False)]
)
def test_a_reply_is_in_time_until_midnight(hall: Hall, moment: str, in_time: bool) -> None:
    item = accepted(hall)
    at(moment)

    assert item.act("centre", "reply", text="已安排清淤")["replied_in_time"] is in_time


def test_a_later_class_cures_no_lateness(hall: Hall) -> None:
    item = accepted(hall)
    in_time = accepted(hall)
    in_time.act("centre", "class", reason="要三个部门会商")
    assert (in_time.now["due_on"], in_time.try_act("centre", "class", reason="再来").status_code) == (
        "2026-07-15",
        409,
    )

    hall.town.tick(at("2026-07-14T00:00"))

    refused = item.try_act("centre", "class", reason="要三个部门会商")
    assert (refused.status_code, refused.json["code"]) == (409, "class_fixed")
    item.now = hall.get("mediation", "centre", f"/grid/items/{item.now['id']}").json
    assert item.now["was_late"] is True
    assert item.act("centre", "reply", text="迟到的答复")["replied_in_time"] is False


def test_the_list_begins_with_the_item_that_came_last(hall: Hall) -> None:
    came = []
    for hour in (10, 11, 12, 13):
        at(f"2026-12-09T{hour}:00")  # after those of the other tests
        came.append(Item(hall).now["id"])

    first = hall.get("mediation", "centre", "/grid/items?limit=3")
    rest = hall.browser("mediation", "centre").get(first.headers["Link"].split(">")[0].removeprefix("<"))

    listed = [row["id"] for row in (*first.json, *rest.json) if row["id"] in came]
    assert listed == came[::-1]


def test_a_whistle_is_answered_or_returned_and_the_centre_has_the_last_word(hall: Hall) -> None:
    item = accepted(hall, about="供水公司")
    handler = hall.ids["handler"]
    assert item.try_act("centre", "route", to="供水公司").json["code"] == "routed_to_accused"
    for department in ("住建局", "水利局"):
        item.act("centre", "route", to=department, account=handler, whistle=True)
        item.act("handler", "return", reason="不是我们的管网", right_body="城管局")
        item.now = hall.get("mediation", "centre", f"/grid/items/{item.now['id']}").json

    assert item.try_act("centre", "route", to="城管局").json["code"] == "address_undecided"
    item.act("centre", "route", to="城管局", account=handler, decided=True)
    assert (
        item.try_act("handler", "return", reason="还是不管", right_body="街道").json["code"]
        == "address_decided"
    )


def test_a_wrong_address_is_said_within_one_working_day(hall: Hall) -> None:
    item = accepted(hall)  # on a Friday
    item.act("centre", "route", to="住建局", account=hall.ids["handler"])
    at("2026-07-14T00:00")  # the Tuesday after

    assert (
        item.try_act("handler", "return", reason="不归我们", right_body="水利局").json["code"]
        == "return_too_late"
    )


def test_replied_closed_and_confirmed_are_three_facts(hall: Hall) -> None:
    item = accepted(hall)
    item.act("centre", "route", to="住建局", account=hall.ids["handler"])
    assert item.try_act("handler", "close").json["code"] == "wrong_item_state"
    assert item.act("handler", "reply", text="明天修")["state"] == "replied"
    assert item.act("handler", "close")["state"] == "closed"
    assert item.act("caller", "callback", answer="not")["state"] == "closed"
    item.act("caller", "reopen", reason="没修好")
    item.act("handler", "reply", text="修好了")
    item.act("handler", "close")
    confirmed = item.act("caller", "callback", answer="basically")

    assert (confirmed["state"], confirmed["replied_in_time"], confirmed["closed_in_time"]) == (
        "confirmed",
        True,
        True,
    )


def test_whoever_looks_at_an_item_reads_who_acts_next(hall: Hall) -> None:
    item, worker = Item(hall), hall.browser("mediation", "worker")
    page = f"/mediation/grid/{item.now['id']}"

    def told() -> str:
        return worker.get(page, headers={"Accept-Language": "zh-CN"}).text

    assert "接下来由网格中心受理" in told()
    item.act("centre", "accept", kind="ordinary", reason="一个部门")
    assert "接下来由网格中心分流" in told()
    item.act("centre", "route", to="住建局", account=hall.ids["handler"])
    assert "接下来由承办部门办理" in told()
    item.act("handler", "reply", text="修好了")
    assert "接下来由承办部门核实" in told()
    item.act("handler", "close")
    assert "接下来由回访中心" in told()


def test_a_hidden_reporter_is_known_to_the_centre_alone(hall: Hall) -> None:
    item = accepted(hall, hide_reporter=True)
    item.act("centre", "route", to="住建局", account=hall.ids["handler"])
    path = f"/grid/items/{item.now['id']}"

    assert hall.get("mediation", "handler", path).json["reporter"] is None
    assert hall.get("mediation", "centre", path).json["reporter"] == hall.ids["worker"]
    assert hall.get("mediation", "worker", path).json["reporter"] == hall.ids["worker"]


def test_a_dispute_sent_twice_opens_one_case_and_waits_for_it(hall: Hall) -> None:
    form = {"kind": "township_pmc", "name": "网格调委会", "place": TOWN}
    body = hall.post("mediation", "county", "/bodies/", form).json
    appointed = {"account": hall.ids["mediator"], "name": "调解员"}
    hall.post("mediation", "county", f"/bodies/{body['id']}/mediators", appointed, body["version"])
    item = Item(hall, is_dispute=True, number="GD-1")
    twin = Item(hall, is_dispute=True, number="GD-1")
    assert twin.now["id"] == item.now["id"]
    item.act("centre", "accept", kind="ordinary")
    wanted = {"body_id": body["id"], "category": "邻里纠纷", "parties": PARTIES}
    for _ in range(2):
        item.act("centre", "case", **wanted)
    seen = hall.browser("mediation", "worker").get(f"/mediation/grid/{item.now['id']}").text
    assert "已经转为人民调解，由网格调委会办" in seen
    assert "接下来由网格中心分流" not in seen
    assert "看这件纠纷" not in seen
    item.act("centre", "reply", text="已转调解")

    assert collection(Case).count_documents({"source_id": item.now["id"]}) == 1
    assert item.try_act("centre", "close").json["code"] == "case_is_live"
    case = hall.get("mediation", "mediator", f"/cases/{item.now['case_id']}").json
    assert (case["channel"], case["grid_category"]) == ("grid", "邻里")
    refusal = {"ground": "not_civil", "go_to": "authority", "reason": "属于行政管理"}
    hall.post("mediation", "mediator", f"/cases/{case['id']}/refuse", refusal, case["version"])
    assert item.act("centre", "close")["state"] == "closed"
    assert collection(GridItem).count_documents({"number": "GD-1"}) == 1


def test_the_three_rates_have_fixed_denominators() -> None:
    first, last = date(2026, 7, 1), date(2026, 7, 31)
    due, after = date(2026, 7, 20), date(2026, 8, 3)
    answers = ["satisfied"] * 30 + ["basically"] * 3 + ["not"] * 3
    items = [Fact(due, date(2026, 7, 19), in_time=True, answer=answer) for answer in answers[:30]]
    items += [Fact(due, date(2026, 7, 25), answer=answer) for answer in answers[30:]]
    items += [Fact(due), Fact(due), Fact(due), Fact(due, date(2026, 8, 2))]
    items += [Fact(due, left_out=True), Fact(after), Fact(None)]
    items[0] = Fact(due, date(2026, 7, 19), in_time=True, answer="unreachable")

    found = rates(items, first, last)

    assert (found.closed.numerator, found.closed.denominator, found.closed.percent) == (36, 40, 90.0)
    assert (found.in_time.numerator, found.in_time.percent) == (30, 75.0)
    assert (found.satisfied.numerator, found.satisfied.denominator) == (32, 35)
    assert (found.unreachable, found.left_out) == (1, 1)
    assert rates([], first, last).closed.percent is None


def test_rates_are_shown_for_a_place_within_reach(hall: Hall) -> None:
    at("2026-09-01T09:00")
    accepted(hall).act("centre", "reply", text="好")
    accepted(hall).act("centre", "leave-out", reason="duplicate")
    period = "/grid/rates?first=2026-09-01&last=2026-09-30&place="

    found = hall.get("mediation", "centre", period + TOWN).json

    assert (found["closed"]["numerator"], found["closed"]["denominator"], found["left_out"]) == (0, 1, 1)
    assert hall.get("mediation", "centre", period + "371302").status_code == 404
    assert hall.get("mediation", "worker", period + TOWN).status_code == 403
