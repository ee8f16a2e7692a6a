# SPDX-License-Identifier: Apache-2.0
"""A court's own system asks us (issue 5.9): every bad day is harmless and has a clear answer."""

import json
from typing import Any

import pytest

from deploy.court_simulator.server import CourtServer
from services.courtlink.exchange.documents import Incoming
from services.courtlink.referrals.documents import Referral
from shared import audit
from shared.mongo import collection
from tests.courtlink.conftest import Mediation
from tests.courtlink.exchange.court import COURT, NUMBER, SUIT, connected, later, reached, referrals
from tests.courtlink.test_referral_story import accepted, failed
from tests.hall import Hall


@pytest.mark.parametrize("algorithm", ["hmac-sha256", "hmac-sm3"])
def test_a_court_refers_a_case_and_hears_what_became_of_it(hall: Hall, algorithm: str) -> None:
    court = connected(hall, algorithm=algorithm)
    with CourtServer(court) as server:
        reached(hall, COURT, server)

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
