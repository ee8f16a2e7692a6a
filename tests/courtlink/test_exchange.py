# SPDX-License-Identifier: Apache-2.0
"""Exchange with a court's own system (issue 5.9): both ways, and every bad day is harmless and has a clear answer."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from deploy.court_simulator.court import CourtSystem
from deploy.court_simulator.server import CourtServer
from services.courtlink import SERVICE
from services.courtlink.exchange.documents import Incoming, Outgoing
from services.courtlink.received.documents import ReceivedCase
from services.courtlink.referrals.documents import Referral
from shared import audit, clock
from shared.access import Role
from shared.contracts.mediation import HandedOverParty, HandoverMade, ReferralPaused, ReferralPerformed
from shared.mongo import collection, database
from shared.town import Town
from tests.courtlink.conftest import Mediation
from tests.courtlink.test_referral_story import accepted, failed, succeeded
from tests.hall import Hall, open_hall

AWAY = "http://127.0.0.1:9/nobody"
COURT, NUMBER = "鲁1324", "(2026)鲁1324民初88号"
SUIT: dict[str, Any] = {
    "number": NUMBER,
    "court_code": COURT,
    "cause": "买卖合同纠纷",
    "category": "contract",
    "procedure": "ordinary",
    "referred_on": "2026-05-19",
    "parties": [
        {"ref": "A", "name": "王甲", "role": "原告", "kind": "person"},
        {"ref": "B", "name": "某某经营部", "role": "被告", "kind": "org"},
    ],
    "consented": ["A", "B"],
    "claims": "请求支付货款。",
    "body_id": "body-1",
}


@pytest.fixture(scope="module")
def open_doors(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}x_") as hall:
        hall.account("operator", (Role.OPERATOR, "3713"))
        hall.account("judge", (Role.JUDGE, COURT))
        hall.town = Town([SERVICE])  # mediation is played by the tests
        yield hall


@pytest.fixture
def hall(open_doors: Hall, at: Callable[[str], datetime]) -> Hall:
    """Courtlink, empty, on the afternoon of 19 May."""
    at("2026-05-19 16:00")
    for name in ("rounds", "nonces", "refusals", "aways"):
        database("courtlink")[name].delete_many({})
    for kind in SERVICE.aggregates:
        collection(kind).delete_many({})
    return open_doors


def connected(
    hall: Hall,
    url: str = AWAY,
    *,
    line: str = "http",
    algorithm: str = "hmac-sha256",
    court_code: str = COURT,
) -> CourtSystem:
    """The court has a system with us; its requests go straight into the app."""
    form = {"court_code": court_code, "line": line, "url": url}
    partner = hall.post("courtlink", "operator", "/exchange/partners", form)
    assert partner.status_code == 201, partner.json
    key = a_key(hall, partner.json["version"], algorithm, court_code)

    def post(address: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
        answer = hall.apps["courtlink"].test_client().post(address, data=body, headers=headers)
        return answer.status_code, answer.json

    address = "/api/courtlink/v1/exchange"
    seconds = lambda: clock.now().timestamp()  # noqa: E731
    return CourtSystem(address, key["id"], key["secret"], algorithm, seconds, post)


def reached(hall: Hall, court_code: str, server: CourtServer) -> None:
    """From now on the court is reached at its server."""
    form = {"court_code": court_code, "line": "http", "url": server.url}
    assert hall.post("courtlink", "operator", "/exchange/partners", form).status_code == 201


def a_pack(pack: int = 1) -> HandoverMade:
    """A pack of a dispute that failed."""
    parties = (
        HandedOverParty(ref="A", role="原告", kind="person", wishes_to_sue=True, name="王某"),
        HandedOverParty(ref="B", role="被告", kind="person"),
    )
    return HandoverMade(
        handover_id="case-1",
        case_id="case-1",
        pack=pack,
        made_at=clock.now(),
        court_code=COURT,
        body_name="镇调委会",
        place="371324109260",
        category="合同纠纷",
        ended_on=date(2026, 5, 19),
        reason="gap_too_wide",
        parties=parties,
        in_dispute_text="是否逾期。",
    )


def a_key(
    hall: Hall, version: int, algorithm: str = "hmac-sha256", court_code: str = COURT
) -> dict[str, Any]:
    path = f"/exchange/partners/{court_code}/keys"
    made = hall.post("courtlink", "operator", path, {"algorithm": algorithm}, version)
    assert made.status_code == 201, made.json
    return dict(made.json)


def later(**span: float) -> datetime:
    clock.put(clock.now() + timedelta(**span), running=False)
    return clock.now()


def referrals() -> list[dict[str, Any]]:
    return list(collection(Referral).find())


def outgoing(hall: Hall, kind: str) -> dict[str, Any]:
    rows = hall.get("courtlink", "operator", "/exchange/outgoing?limit=100").json
    (row,) = [row for row in rows if row["kind"] == kind]
    return dict(row)


@pytest.mark.parametrize("algorithm", ["hmac-sha256", "hmac-sm3"])
def test_a_court_refers_a_case_and_hears_what_became_of_it(hall: Hall, algorithm: str) -> None:
    court = connected(hall, algorithm=algorithm)
    with CourtServer(court) as server:
        hall.post(
            "courtlink",
            "operator",
            "/exchange/partners",
            {"court_code": COURT, "line": "http", "url": server.url},
        )

        status, told = court.tell("referral", SUIT, message_id="court-0001")
        assert (status, told["state"], told["message_id"]) == (202, "received", "court-0001")
        assert referrals() == []  # an acknowledgement is no decision
        hall.town.tick(later(seconds=3))
        hall.town.tick(later(seconds=3))

    (referral,) = referrals()
    assert (referral["number"], referral["state"]) == (NUMBER, "received")
    (answer,) = court.of_kind("status")
    assert answer["in_reply_to"] == "court-0001"
    assert answer["data"] == {"state": "done", "result": None, "subject": referral["_id"]}
    first = referral["history"][0]
    assert (first["actor"], first["origin"]) == (f"court:{COURT}", f"key:{court.key}")
    assert list(audit.faults(referral)) == []


def test_the_court_can_ask_what_became_of_its_message(hall: Hall) -> None:
    court = connected(hall)
    court.tell("referral", SUIT, message_id="court-0001")
    hall.town.tick(later(seconds=3))
    path = "/api/courtlink/v1/exchange/messages/court-0001"

    answer = hall.apps["courtlink"].test_client().get(path, headers=court.headers("GET", path, b""))

    assert (answer.status_code, answer.json["state"]) == (200, "done")
    unknown = path.replace("0001", "0002")
    again = hall.apps["courtlink"].test_client().get(unknown, headers=court.headers("GET", unknown, b""))
    assert again.status_code == 404


def test_the_same_message_twice_is_the_same_acknowledgement_and_one_referral(hall: Hall) -> None:
    court = connected(hall)
    body = court.message("referral", SUIT, message_id="court-0001")

    answers = [court.send(body) for _ in range(3)]
    hall.town.tick(later(seconds=3))
    late = court.send(body)
    hall.town.tick(later(seconds=3))

    assert [status for status, _ in answers] == [202, 202, 202]
    assert (late[0], late[1]["state"]) == (202, "done")
    assert len(referrals()) == 1
    assert collection(Incoming).count_documents({}) == 1


def test_a_message_id_is_used_for_one_message(hall: Hall) -> None:
    court = connected(hall)
    court.tell("referral", SUIT, message_id="court-0001")

    status, told = court.tell("referral", SUIT | {"cause": "租赁合同纠纷"}, message_id="court-0001")

    assert (status, told["code"]) == (409, "message_id_reused")


@pytest.mark.parametrize(
    ("bad", "status", "code"),
    [
        ({"secret": "00" * 32}, 401, "exchange_signature_wrong"),
        ({"late": 301}, 401, "exchange_time_off"),
        ({"late": -301}, 401, "exchange_time_off"),
        ({"nonce": "short"}, 401, "exchange_signature_wrong"),
    ],
)
def test_a_forged_or_late_message_changes_nothing_and_leaves_a_trace(
    hall: Hall, bad: dict[str, Any], status: int, code: str
) -> None:
    court = connected(hall)

    answers = [court.send(court.message("referral", SUIT), **bad) for _ in range(2)]

    assert [(told[0], told[1]["code"]) for told in answers] == [(status, code)] * 2
    assert collection(Incoming).count_documents({}) == 0
    (row,) = hall.get("courtlink", "operator", "/exchange/refusals").json
    assert (row["code"], row["count"], row["key_id"], row["address"]) == (code, 2, court.key, "127.0.0.1")


def test_each_signed_part_counts(hall: Hall) -> None:
    court = connected(hall)
    path = "/api/courtlink/v1/exchange/messages"
    body = court.message("referral", SUIT)
    client = hall.apps["courtlink"].test_client()
    good = court.headers("POST", path, body)

    for name, changed in (
        ("X-Court-Time", str(int(good["X-Court-Time"]) + 1)),
        ("X-Court-Nonce", "f" * 32),
        ("X-Court-Key", "k-of-nobody"),
        ("X-Court-Signature", good["X-Court-Signature"][::-1]),
    ):
        assert client.post(path, data=body, headers=good | {name: changed}).status_code == 401, name
    assert client.post(path, data=body.replace(b"88", b"89"), headers=good).status_code == 401
    assert client.post(f"{path}?x=1", data=body, headers=good).status_code == 401
    assert client.post(path, data=body, headers=court.headers("PUT", path, body)).status_code == 401
    assert client.post(path, json=SUIT).status_code == 401
    assert client.post(path, data=body, headers=good).status_code == 202


def test_a_message_that_is_played_again_is_refused_and_a_fresh_nonce_is_not(hall: Hall) -> None:
    court = connected(hall)
    body = court.message("referral", SUIT, message_id="court-0001")

    first = court.send(body, nonce="n" * 32)
    replayed = court.send(body, nonce="n" * 32)
    again = court.send(body)

    assert (first[0], again[0]) == (202, 202)
    assert (replayed[0], replayed[1]["code"]) == (409, "exchange_nonce_used")


def test_a_malformed_message_is_told_what_is_wrong_and_not_kept(hall: Hall) -> None:
    court = connected(hall)

    status, told = court.tell("referral", {**SUIT, "procedure": "secret"})
    unknown, _ = court.tell("gossip", {})

    assert (status, unknown) == (422, 422)
    assert "procedure" in json.dumps(told["errors"])
    assert collection(Incoming).count_documents({}) == 0


def test_what_came_too_early_waits_and_what_never_fits_is_refused(hall: Hall) -> None:
    """The court's last word overtakes the outcome on the way."""
    court, mediation = connected(hall), Mediation()
    court.tell("disposition", {"number": NUMBER, "disposition": "to_trial"}, message_id="court-0002")
    hall.town.tick(later(seconds=3))
    assert collection(Incoming).find_one()["state"] == "waiting"  # type: ignore[index]

    court.tell("referral", SUIT, message_id="court-0001")
    hall.town.tick(later(seconds=3))
    (row,) = referrals()
    referral = Referral(id=row["_id"])
    mediation.tells(accepted(referral), failed(referral))
    hall.town.tick(later(hours=2))

    (closed,) = referrals()
    assert closed["state"] == "court_acknowledged"
    court.tell("disposition", {"number": NUMBER, "disposition": "to_trial"}, message_id="court-0003")
    hall.town.tick(later(seconds=3))
    second = collection(Incoming).find_one({"message_id": "court-0003"}) or {}
    assert (second["state"], second["result"]) == ("refused", "already_acknowledged")
    assert referrals()[0]["version"] == closed["version"]


def test_what_stays_unknown_is_refused_after_its_waits(hall: Hall) -> None:
    court = connected(hall)
    court.tell("disposition", {"number": NUMBER, "disposition": "to_trial"}, message_id="court-0009")

    for _ in range(8):
        hall.town.tick(later(days=1))

    kept = collection(Incoming).find_one({"message_id": "court-0009"}) or {}
    assert (kept["state"], kept["result"]) == ("refused", "not_found")
    assert "due_at" not in kept or kept["due_at"] is None


def test_a_court_reaches_its_own_matters_only(hall: Hall) -> None:
    court = connected(hall)
    other = SUIT | {"number": "(2026)鲁1302民初5号", "court_code": "鲁1302"}

    court.tell("referral", other, message_id="court-0001")
    hall.town.tick(later(days=9))

    assert referrals() == []


def test_answer_and_outcome_reach_the_court_once_however_it_fails(hall: Hall) -> None:
    court, mediation = connected(hall), Mediation()
    with CourtServer(court) as server:
        hall.post(
            "courtlink",
            "operator",
            "/exchange/partners",
            {"court_code": COURT, "line": "http", "url": server.url},
        )
        court.answers = [503, 500, 401]
        made = hall.post("courtlink", "judge", "/referrals/", SUIT)
        referral = Referral(id=made.json["id"])
        mediation.tells(accepted(referral), succeeded(referral))
        for _ in range(6):
            hall.town.tick(later(hours=3))
        for _ in range(3):
            hall.apps["courtlink"].extensions["service"].projections.rebuild()
        hall.town.tick(later(hours=3))

    (outcome,), (answer,) = court.of_kind("referral_outcome"), court.of_kind("referral_answer")
    assert answer["data"]["kind"] == "accepted"
    assert outcome["data"]["agreement_digest"] == "9f86d081884c7d65"
    assert outcome["data"]["number"] == NUMBER
    assert len(court.calls) == len(court.received) + 3  # three tries failed
    assert collection(Outgoing).count_documents({"kind": {"$ne": "day_list"}, "state": "delivered"}) == 2


def written(hall: Hall) -> None:
    """What is owed to courts is found and sent."""
    for _ in range(2):
        hall.town.deliver()
        hall.town.tick(later(minutes=1))


def test_pauses_and_each_change_of_performance_are_told_once(hall: Hall) -> None:
    court, mediation = connected(hall), Mediation()
    with CourtServer(court) as server:
        reached(hall, COURT, server)
        made = hall.post("courtlink", "judge", "/referrals/", SUIT)
        referral = Referral(id=made.json["id"])
        since, until, last = date(2026, 5, 20), date(2026, 5, 25), date(2026, 6, 8)
        mediation.tells(accepted(referral), ReferralPaused(referral_id=referral.id, since=since))
        written(hall)
        over = ReferralPaused(referral_id=referral.id, since=since, until=until, limit_ends_on=last)
        mediation.tells(over, succeeded(referral))
        for performance in ("partly_performed", "partly_performed", "performed_in_full"):
            mediation.tells(ReferralPerformed(referral_id=referral.id, performance=performance))
            written(hall)

    pauses = [(one["data"]["since"], one["data"]["until"]) for one in court.of_kind("referral_pause")]
    assert pauses == [("2026-05-20", None), ("2026-05-20", "2026-05-25")]
    told = [one["data"]["performance"] for one in court.of_kind("referral_performance")]
    assert told[-2:] == ["partly_performed", "performed_in_full"]
    assert len(told) == len(set(told))


def test_a_pack_is_told_and_answered_by_the_courts_own_system(hall: Hall) -> None:
    court, mediation = connected(hall), Mediation()
    with CourtServer(court) as server:
        reached(hall, COURT, server)
        mediation.tells(a_pack())
        written(hall)
        (told,) = court.of_kind("handover_pack")
        assert told["data"]["in_dispute"] == "是否逾期。"
        assert told["data"]["parties"][0]["name"] == "王某"
        bad = {"handover_id": "case-1", "answer": "filed", "given": {"nummer": "x"}}
        court.tell("handover_answer", bad, message_id="court-0011")
        back = {"handover_id": "case-1", "answer": "returned", "given": {"missing": ["plaint"]}}
        court.tell("handover_answer", back, message_id="court-0012")
        written(hall)
        mediation.tells(a_pack(pack=2))
        filed = {"handover_id": "case-1", "answer": "filed", "given": {"number": "（2026）鲁1324民初9号"}}
        court.tell("handover_answer", filed, message_id="court-0013")
        written(hall)

    assert [one["data"]["pack"] for one in court.of_kind("handover_pack")] == [1, 2]
    states = {one["in_reply_to"]: one["data"]["result"] for one in court.of_kind("status")}
    assert states == {"court-0011": "invalid_input", "court-0012": None, "court-0013": None}
    case = collection(ReceivedCase).find_one({"_id": "case-1"}) or {}
    assert (case["state"], case["answers"][-1]["number"]) == ("filed", "(2026)鲁1324民初9号")


class Slow(CourtSystem):
    """A court that answers only when another court has its message; `sent` says whether that was in time."""

    def take(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, Any]]:
        self.sent.append("let go" if QUICK_HAS_IT.wait(5) else "waited in vain")
        return 503, {"code": "away"}


class Quick(CourtSystem):
    """A court whose first message lets the slow one go."""

    def take(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, Any]]:
        QUICK_HAS_IT.set()
        return super().take(method, path, headers, body)


QUICK_HAS_IT = threading.Event()


def test_a_court_that_is_slow_or_away_holds_up_no_other_and_is_left_alone_with_everything(hall: Hall) -> None:
    other = "鲁1302"
    slow = Slow(**vars(connected(hall)))
    quick = Quick(**vars(connected(hall, court_code=other)))
    hall.account("other-judge", (Role.JUDGE, other))
    for serial in range(3):
        suit = SUIT | {"number": f"(2026)鲁1324民初{200 + serial}号"}
        made = hall.post("courtlink", "judge", "/referrals/", suit)
        Mediation().tells(accepted(Referral(id=made.json["id"])))
    theirs = SUIT | {"number": f"(2026){other}民初300号", "court_code": other}
    made = hall.post("courtlink", "other-judge", "/referrals/", theirs)
    Mediation().tells(accepted(Referral(id=made.json["id"])))

    with CourtServer(slow) as away, CourtServer(quick) as server:
        reached(hall, COURT, away)
        reached(hall, other, server)
        written(hall)
    assert [one["data"]["number"] for one in quick.of_kind("referral_answer")] == [theirs["number"]]
    assert set(slow.sent) == {"let go"}

    tried = []
    for _ in range(40):  # now nobody listens there
        hall.town.tick(later(seconds=3))
        tried.append(sum(row["attempts"] for row in collection(Outgoing).find({"court_code": COURT})))
    assert 1 <= tried[-1] - tried[0] <= 2  # in two minutes once a minute, not each message at each round


def test_a_court_that_stays_away_leaves_a_dead_message_which_an_operator_retries_holds_or_discards(
    hall: Hall,
) -> None:
    connected(hall)
    made = hall.post("courtlink", "judge", "/referrals/", SUIT)
    Mediation().tells(accepted(Referral(id=made.json["id"])))
    for _ in range(150):
        hall.town.tick(later(hours=6))

    row = outgoing(hall, "referral_answer")
    assert (row["state"], row["trouble"], row["attempts"]) == ("dead", "court_unreachable", 11)
    path = f"/exchange/outgoing/{row['id']}"

    def do(act: str, version: int) -> Any:
        return hall.post("courtlink", "operator", f"{path}/{act}", {"reason": "电话已联系"}, version)

    assert do("retry", row["version"] - 1).status_code == 412
    held = do("hold", row["version"])
    assert (held.json["state"], held.json["reason"]) == ("held", "电话已联系")
    again = do("retry", held.json["version"])
    assert again.json["state"] == "waiting"
    gone = do("discard", again.json["version"])
    assert gone.json["state"] == "discarded"
    assert do("retry", gone.json["version"]).json["code"] == "message_not_stuck"
    kept = collection(Outgoing).find_one({"_id": row["id"]}) or {}
    assert [link["act"] for link in kept["history"]][-3:] == ["hold", "retry", "discard"]
    assert list(audit.faults(kept)) == []


def test_keys_are_changed_with_an_overlap_and_withdrawn_at_once(hall: Hall) -> None:
    court = connected(hall)
    partner = hall.get("courtlink", "operator", "/exchange/partners").json[0]
    assert "secret" not in json.dumps(partner)
    fresh = a_key(hall, partner["version"])
    old = (court.key, court.secret)

    assert court.tell("referral", SUIT)[0] == 202
    later(days=7, seconds=1)
    assert court.tell("referral", SUIT)[0] == 401
    court.key, court.secret = fresh["id"], fresh["secret"]
    assert court.tell("referral", SUIT)[0] == 202
    version = partner["version"] + 1
    path = f"/exchange/partners/{COURT}/keys/{fresh['id']}/withdrawal"
    assert hall.post("courtlink", "operator", path, {}, version).status_code == 200
    assert court.tell("referral", SUIT)[0] == 401
    assert old[0] != fresh["id"]


@pytest.mark.parametrize("login", ["judge"])
def test_the_exchange_desk_is_for_operators_and_shows_no_contents(hall: Hall, login: str) -> None:
    court = connected(hall)
    court.tell("referral", SUIT)
    hall.town.tick(later(seconds=3))

    assert hall.get("courtlink", login, "/exchange/outgoing").status_code == 403
    seen = "".join(
        hall.get("courtlink", "operator", f"/exchange/{name}").get_data(as_text=True)
        for name in ("outgoing", "incoming", "refusals", "reports", "partners")
    )
    assert "王甲" not in seen
    assert "货款" not in seen
    raw = json.dumps(list(collection(Incoming).find()), default=str, ensure_ascii=False)
    assert "王甲" not in raw  # sealed at rest


def test_the_days_are_compared_and_what_the_court_lost_is_sent_again(hall: Hall) -> None:
    court, mediation = connected(hall), Mediation()
    with CourtServer(court) as server:
        hall.post(
            "courtlink",
            "operator",
            "/exchange/partners",
            {"court_code": COURT, "line": "http", "url": server.url},
        )
        made = hall.post("courtlink", "judge", "/referrals/", SUIT)
        mediation.tells(accepted(Referral(id=made.json["id"])))
        hall.town.tick(later(seconds=5))
        hall.town.tick(later(seconds=5))
        lost = f"{made.json['id']}-referral_answer"
        court.received.pop(lost)
        court.sent.append("court-never-arrived")

        court.tell("day_list", court.day_list("2026-05-19"))
        hall.town.tick(later(seconds=5))
        (report,) = hall.get("courtlink", "operator", "/exchange/reports").json
        assert (report["they_lack"], report["we_lack"]) == ([lost], ["court-never-arrived"])
        again = hall.post("courtlink", "operator", f"/exchange/reports/{report['id']}/resend", {})
        assert again.status_code == 200
        hall.town.tick(later(seconds=5))
        assert lost in court.received

        hall.town.tick(later(days=1))
        hall.town.tick(later(seconds=5))
        (day,) = [one for one in court.of_kind("day_list") if one["data"]["day"] == "2026-05-19"]
        assert day["data"]["sent"] == [lost]


def test_folders_carry_the_same_for_a_court_without_an_interface(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HESHILAO_EXCHANGE_FOLDER", str(tmp_path))
    court, folder = connected(hall, line="folder"), tmp_path / COURT

    def lay(place: Path, message_id: str, body: bytes, **bad: Any) -> None:
        place.mkdir(parents=True, exist_ok=True)
        head = court.headers("FILE", f"{message_id}.json", body, **bad)
        names = ("key", "time", "nonce", "signature")
        content = {name: head[f"X-Court-{name.capitalize()}"] for name in names} | {"body": body.decode()}
        (place / f"{message_id}.json").write_text(json.dumps(content))

    def receipt(message_id: str) -> dict[str, Any]:
        content = json.loads((folder / "in" / "receipts" / f"{message_id}.json").read_text())
        return dict(json.loads(content["body"]))

    lay(folder / "in", "court-0001", court.message("referral", SUIT, message_id="court-0001"), late=86400)
    lay(
        folder / "in",
        "court-0002",
        court.message("referral", SUIT, message_id="court-0002"),
        secret="00" * 32,
    )
    lay(folder / "in", "court-0003", court.message("referral", SUIT, message_id="court-0001"))
    (folder / "in" / "court-0004.json").write_text("half a fi")
    (folder / "in" / "court-0005.json").symlink_to("/etc/passwd")
    hall.town.tick(later(seconds=11))
    hall.town.tick(later(seconds=11))

    assert receipt("court-0001")["state"] == "received"
    assert receipt("court-0002") == {
        "message_id": "court-0002",
        "state": "refused",
        "code": "exchange_signature_wrong",
    }
    assert receipt("court-0003")["code"] == "exchange_file_name_wrong"
    assert receipt("court-0004")["code"] == "exchange_signature_wrong"
    assert not (folder / "in" / "receipts" / "court-0005.json").exists()
    (referral,) = referrals()
    (status,) = (folder / "out").glob("status-*.json")
    told = json.loads(json.loads(status.read_text())["body"])
    assert told["data"]["subject"] == referral["_id"]
    lay(folder / "out" / "receipts", status.stem, json.dumps({"state": "received"}).encode())
    hall.town.tick(later(seconds=11))
    assert outgoing(hall, "status")["state"] == "delivered"
