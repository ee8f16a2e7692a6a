# SPDX-License-Identifier: Apache-2.0
"""The operator's desk over the API: what workers saw, orders, the audit trail, accounts; and never a word of a case."""

import ast
import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from deploy.stack import ROOT
from deploy.topology import SERVICES
from services.courtlink import SERVICE
from services.courtlink.referrals.documents import Referral
from shared import clock, rabbit
from shared.access import Role
from shared.aggregate import Aggregate
from shared.calendar import SHANGHAI
from shared.mongo import collection, database
from shared.operations import acts, books, rules, shared_collection, watching
from shared.operations.documents import Order
from shared.operations.pulse import Pulse
from shared.rabbit import REASON, Message, Names
from shared.town import Town
from shared.web.forms import TITLES
from tests.courtlink.exchange.court import SUIT
from tests.hall import Hall, open_hall


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}ops_") as hall:
        hall.account("operator", (Role.OPERATOR, "3713"))
        hall.account("second", (Role.OPERATOR, "3713"))
        hall.account("judge", (Role.JUDGE, "鲁1324"))
        hall.town = Town([SERVICE])
        yield hall


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    clock.put(datetime(2026, 5, 19, 16, tzinfo=SHANGHAI), running=False)


@pytest.fixture
def broker(amqp_url: str, namespace: str) -> Iterator[tuple[str, Names]]:
    """Courtlink's queues, empty."""
    names = Names(f"{namespace}ops_")
    rabbit.remove(amqp_url, names, ["courtlink"])
    rabbit.declare(amqp_url, names, {"courtlink": SERVICE.reactions.types})
    yield amqp_url, names
    rabbit.remove(amqp_url, names, ["courtlink"])


@pytest.fixture
def empty(hall: Hall) -> Hall:
    """Nothing seen, ordered or owed."""
    for name in ("sights", "pulses", "reports", "books"):
        shared_collection(name).delete_many({})
    for name in ("received", "published"):
        database("courtlink")[name].delete_many({})
    collection(Order).delete_many({})
    collection(Referral).delete_many({})
    return hall


def desk(hall: Hall) -> dict[str, Any]:
    return dict(hall.get("courtlink", "operator", "/operations/").json)


def an_order(hall: Hall, what: str, **more: Any) -> Any:
    clock.put(clock.now() + timedelta(seconds=1), running=False)
    form = {"service": "courtlink", "what": what, "reason": "对方已升级"} | more
    return hall.post("courtlink", "operator", "/operations/orders", form)


def a_dead_message(broker: tuple[str, Names], key: str = "m.1.0") -> None:
    url, names = broker
    reason = "RuleBroken: ('consent_needed', {'parties': '王某'})"
    body = json.dumps({"who": "王某"}).encode()
    message = Message(key, "mediation.referral.ended.v1", body, "application/json", {REASON: reason})
    rabbit.send(url, names.dead("courtlink"), message)


def test_the_desk_shows_what_is_owed_dead_and_alive_without_a_word_of_a_case(
    empty: Hall, broker: tuple[str, Names]
) -> None:
    a_dead_message(broker)
    assert empty.post("courtlink", "judge", "/referrals/", SUIT).status_code == 201
    Pulse("courtlink", "worker")()

    watching.sight(SERVICE, *broker)

    (seen,) = desk(empty)["services"]
    assert seen["owing"]["documents"] == 1
    assert (seen["broker"], seen["stale"]) == (True, False)
    assert seen["queues"] == {"ready": 0, "retry": 0, "dead": 1}
    assert seen["dead"] == [
        {"id": "m.1.0", "type": "mediation.referral.ended.v1", "fault": "consent_needed", "held": None}
    ]
    assert [(one["kind"], one["alive"]) for one in seen["processes"]] == [
        *(("web", 0), ("worker", 1), ("relay", 0)),
    ]
    kept = json.dumps(list(shared_collection("sights").find()), default=str, ensure_ascii=False)
    assert "王" not in kept + json.dumps(desk(empty), ensure_ascii=False)


def test_what_time_should_have_decided_and_a_year_without_holidays_are_told(
    empty: Hall, broker: tuple[str, Names]
) -> None:
    made = empty.post("courtlink", "judge", "/referrals/", SUIT).json
    watching.sight(SERVICE, *broker)
    page = empty.browser("courtlink", "operator").get("/courtlink/operations/").text
    assert "到期的事没有办成" not in page
    assert "放假安排还没有录入" not in page

    collection(Referral).update_one({"_id": made["id"]}, {"$set": {"due_at": clock.now()}})
    clock.put(datetime(2098, 12, 1, 9, tzinfo=SHANGHAI), running=False)
    watching.sight(SERVICE, *broker)

    assert desk(empty)["services"][0]["overdue"]["documents"] == 1
    page = empty.browser("courtlink", "operator").get("/courtlink/operations/").text
    assert "有 1 件到期的事没有办成" in page
    assert "2099年的放假安排还没有录入" in page


def test_with_the_broker_away_the_desk_says_so_and_an_order_waits(empty: Hall) -> None:
    away = ("amqp://guest:guest@127.0.0.1:9/%2f", Names("x"))
    made = an_order(empty, "retry", ids=["m.1.0"])

    watching.sight(SERVICE, *away)
    rounds = watching.rounds_of(SERVICE, *away)
    rounds.go("courtlink", clock.now())

    (seen,) = desk(empty)["services"]
    assert seen["broker"] is False
    assert desk(empty)["orders"][0]["stage"] == "waiting"
    assert made.status_code == 201


def test_retry_hold_and_discard_are_ordered_carried_out_and_kept(
    empty: Hall, broker: tuple[str, Names]
) -> None:
    url, names = broker
    for key in ("m.1.0", "m.2.0", "m.3.0"):
        a_dead_message(broker, key)
    an_order(empty, "retry", ids=["m.1.0"])
    an_order(empty, "hold", ids=["m.2.0"])
    an_order(empty, "discard", ids=["m.3.0"])
    database("courtlink")["rounds"].delete_many({})

    watching.rounds_of(SERVICE, url, names).go("courtlink", clock.now())

    (seen,) = desk(empty)["services"]
    assert [(one["id"], one["held"]) for one in seen["dead"]] == [("m.2.0", "对方已升级")]
    assert rabbit.depth(url, names.queue("courtlink")) == 1
    buried = database("courtlink")["discarded"].find_one({"event": "m.3.0"}) or {}
    assert buried["reason"] == "对方已升级"
    orders = desk(empty)["orders"]
    assert [(one["what"], one["stage"], one["moved"]) for one in orders] == [
        ("discard", "done", 1),
        ("hold", "done", 1),
        ("retry", "done", 1),
    ]
    assert {one["by"] for one in orders} == {empty.ids["operator"]}


@pytest.mark.parametrize("what", ["retry", "republish"])
def test_an_order_says_on_what_and_why(empty: Hall, what: str) -> None:
    assert an_order(empty, what).json["code"] == "order_names_nothing"
    assert an_order(empty, what, ids=["x"], reason="").status_code == 422


def test_only_operators_reach_the_desk(empty: Hall) -> None:
    for path in ("/operations/", "/operations/audit?document=x", "/operations/accounts"):
        assert empty.get("courtlink", "judge", path).status_code == 403, path


def publish(key: str, at: datetime) -> None:
    """An event that courtlink takes in, as its sender keeps it."""
    event = {"id": key, "type": "mediation.referral.accepted.v1", "time": at.isoformat()}
    database("mediation")["published"].insert_one({"_id": key, "sent_at": at, "event": event})


def receive(key: str, at: datetime) -> None:
    row = {"_id": key, "type": "mediation.referral.accepted.v1", "time": at.isoformat()}
    database("courtlink")["received"].insert_one(row)


def test_books_that_differ_are_reported_by_the_hour_and_a_gap_that_closes_is_gone(empty: Hall) -> None:
    from services.mediation import SERVICE as SENDER

    database("mediation")["published"].delete_many({})
    now = clock.now().astimezone(UTC)
    for number in range(5):
        publish(f"c.{number}.0", now - timedelta(hours=3))
    for number in range(4):
        receive(f"c.{number}.0", now - timedelta(hours=3))
    publish("c.9.0", now)  # on its way

    books.write(SENDER, now)
    assert books.compare(SERVICE, now) == 1
    (report,) = desk(empty)["reports"]
    (gap,) = report["gaps"]
    assert (gap["service"], gap["gap"], gap["sent"], gap["received"]) == ("mediation", "lacks", 5, 4)
    assert gap["hour"] == f"{now - timedelta(hours=3):%Y-%m-%dT%H}"

    receive("c.4.0", now - timedelta(hours=3))
    assert books.compare(SERVICE, now) == 0
    assert desk(empty)["reports"][0]["gaps"] == []


@pytest.mark.parametrize(
    ("sent", "received", "old", "gap"),
    [
        ((5, "a"), (5, "a"), True, ""),
        ((5, "a"), (4, "b"), False, "lacks"),
        ((5, "a"), (5, "b"), False, "lacks"),
        ((4, "a"), (5, "b"), False, ""),
        ((4, "a"), (5, "b"), True, "extra"),
    ],
)
def test_a_receiver_that_knows_more_is_only_odd_once_the_hour_is_old(
    sent: tuple[int, str], received: tuple[int, str], old: bool, gap: str
) -> None:
    assert rules.gap_of(sent, received, old=old) == gap


@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        ("RuleBroken: ('consent_needed', {'parties': '王某'})", "consent_needed"),
        ("ValidationError: 王某 is no date", "ValidationError"),
        ("delivery_limit", "delivery"),
        ("", "unknown"),
        ("王某", "unknown"),
    ],
)
def test_why_a_message_failed_is_told_without_a_value(reason: str, fault: str) -> None:
    assert rules.fault_of(reason) == fault


def test_a_web_process_beats_by_itself_and_is_missed_when_it_is_gone(
    empty: Hall, broker: tuple[str, Names]
) -> None:
    watching.sight(SERVICE, *broker)

    def web() -> int:
        (seen,) = desk(empty)["services"]
        return int(next(one["alive"] for one in seen["processes"] if one["kind"] == "web"))

    assert web() == 0
    over = Pulse("courtlink", "web").keep_beating()
    until = time.monotonic() + 20
    while not web() and time.monotonic() < until:
        pass
    assert web() == 1
    over.set()
    gone = datetime.now(UTC) - rules.SILENT_AFTER - timedelta(seconds=1)
    shared_collection("pulses").update_many({"kind": "web"}, {"$set": {"at": gone}})
    assert web() == 0


def commands_of(folder: Path) -> set[str]:
    """The names of the commands below a folder: what stands as an act in the audit trail."""
    return {
        node.name
        for file in folder.rglob("*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(one, ast.Name) and one.id == "command" for one in node.decorator_list)
    }


def test_every_act_and_kind_of_document_in_the_audit_trail_has_words() -> None:
    names = commands_of(ROOT / "services") | commands_of(ROOT / "shared")

    assert len(names) > 200
    assert sorted(name for name in names if name not in acts.ACTS and name not in TITLES) == []
    kinds = [kind for service in SERVICES for kind in service.aggregates]
    assert [kind.__name__ for kind in kinds if not acts.term_of(kind)] == []


@pytest.mark.parametrize("kind", SERVICE.aggregates)
def test_what_an_account_did_is_found_by_an_index(empty: Hall, kind: type[Aggregate]) -> None:
    plan = collection(kind).find({"history.actor": "somebody"}).explain()["queryPlanner"]["winningPlan"]

    assert "acted_by" in str(plan), plan
    assert "COLLSCAN" not in str(plan)


def test_the_audit_trail_is_searched_by_document_and_account_and_shows_names_of_fields_only(
    empty: Hall,
) -> None:
    made = empty.post("courtlink", "judge", "/referrals/", SUIT).json

    by_document = empty.get("courtlink", "operator", f"/operations/audit?document={made['id']}")
    by_actor = empty.get("courtlink", "operator", f"/operations/audit?actor={empty.ids['judge']}")

    (entry,) = by_document.json
    assert (entry["act"], entry["actor"], entry["kind"]) == ("refer", empty.ids["judge"], "Referral")
    assert entry in by_actor.json
    assert "王甲" not in by_document.get_data(as_text=True)
    chain = f"/operations/audit/{made['id']}/chain"
    assert empty.get("courtlink", "operator", chain).json["faults"] == []
    collection(Referral).update_one({"_id": made["id"]}, {"$set": {"history.0.actor": "nobody"}})
    assert empty.get("courtlink", "operator", chain).json["faults"] == ["entry 1 was changed"]
    assert empty.get("courtlink", "operator", "/operations/audit/none/chain").status_code == 404
    assert empty.get("courtlink", "operator", "/operations/audit").status_code == 422


def account_post(hall: Hall, path: str, body: Any, version: int | None = None, who: str = "operator") -> Any:
    return hall.post("courtlink", who, f"/operations/accounts{path}", body, version)


def test_an_account_is_opened_given_roles_closed_and_every_step_stands_in_its_chain(empty: Hall) -> None:
    form = {"login": "wang.lei", "name": "王磊", "role": "mediator", "place": "371324109"}
    made = account_post(empty, "", form)
    assert made.status_code == 201
    key, password = made.json["id"], made.json["password"]
    login: Callable[[str], int] = lambda word: (  # noqa: E731
        empty.apps["courtlink"]
        .test_client()
        .post("/login", data={"login": "wang.lei", "password": word})
        .status_code
    )
    assert login(password) == 303
    assert account_post(empty, "", form).json["code"] == "login_taken"

    judge = {"role": "judge", "place": "鲁1324"}
    given = account_post(empty, f"/{key}/roles", judge, made.json["version"])
    assert {grant["role"] for grant in given.json["grants"]} == {"mediator", "judge"}
    assert account_post(empty, f"/{key}/roles", judge, given.json["version"]).json["code"] == "role_held"
    clerk = judge | {"role": "court_clerk"}
    assert account_post(empty, f"/{key}/roles", clerk, 1).status_code == 412
    taken = account_post(empty, f"/{key}/roles/revocation", judge, given.json["version"])
    fresh = account_post(empty, f"/{key}/password", {"reason": "忘记密码"}, taken.json["version"])
    assert (login(password), login(fresh.json["password"])) == (401, 303)
    shut = account_post(empty, f"/{key}/closing", {"reason": "调离"}, fresh.json["version"])
    assert (shut.json["active"], login(fresh.json["password"])) == (False, 401)
    account_post(empty, f"/{key}/reopening", {"reason": "调回"}, shut.json["version"])

    trail = empty.get("courtlink", "operator", f"/operations/accounts/{key}/trail")
    assert [entry["act"] for entry in reversed(trail.json)] == [
        "open_account",
        "grant_role",
        "revoke_role",
        "reset_password",
        "close_account",
        "reopen_account",
    ]
    assert [entry["reason"] for entry in trail.json][:3] == ["调回", "调离", "忘记密码"]
    assert password not in trail.get_data(as_text=True)


@pytest.mark.parametrize("place", ["999999", "鲁9999"])
def test_a_role_is_given_for_a_place_that_there_is(empty: Hall, place: str) -> None:
    form = {"login": f"nobody{place[-1]}", "name": "某", "role": "mediator", "place": place}
    assert account_post(empty, "", form).status_code in (404, 409, 422)


def test_nobody_changes_their_own_account_but_a_colleague_can(empty: Hall) -> None:
    mine = f"/{empty.ids['operator']}"
    version = empty.get("courtlink", "operator", f"/operations/accounts{mine}").json["version"]
    judge = {"role": "judge", "place": "鲁1324"}

    for path, body in (
        ("/roles", judge),
        ("/closing", {"reason": "试试"}),
        ("/password", {"reason": "试试"}),
    ):
        refused = account_post(empty, mine + path, body, version)
        assert refused.json["code"] == "not_your_own_account", path
    other = account_post(empty, f"{mine}/password", {"reason": "本人申请"}, version, who="second")
    assert other.status_code == 200
