# SPDX-License-Identifier: Apache-2.0
"""The broker is down for a day: people go on working, operators are told, and then everything arrives once."""

import json
import subprocess
import sys
from typing import Any

import pytest

from deploy.browser import Person, there, wait_for
from deploy.seed import PLACES
from deploy.stack import ROOT
from shared import mongo
from shared.access import Role
from tests.stack.conftest import Site

pytestmark = pytest.mark.timeout(300)
MADE = "courtlink.referral.made.v1"


def person(site: Site, role: Role) -> Person:
    return Person(site.address, site.accounts[f"{role}-{PLACES[role]}"])


def suit(number: int, body: dict[str, Any]) -> dict[str, Any]:
    """A case that the court of Lanshan refers to the body."""
    parties = [("A", "王甲", "原告"), ("B", "李乙", "被告")]
    return {
        "number": f"(2026)鲁1302民初{7000 + number}号",
        "court_code": "鲁1302",
        "cause": "买卖合同纠纷",
        "category": "合同纠纷",
        "procedure": "ordinary",
        "referred_on": "2026-05-19",
        "parties": [{"ref": r, "name": n, "role": role, "kind": "person"} for r, n, role in parties],
        "consented": ["A", "B"],
        "body_id": body["id"],
    }


def test_with_the_broker_down_for_a_day_people_work_on_and_everything_arrives_once(site: Site) -> None:
    judge, mediator, operator = (person(site, role) for role in (Role.JUDGE, Role.MEDIATOR, Role.OPERATOR))
    body = mediator.get(f"/api/mediation/v1/bodies/?place={PLACES[Role.MEDIATOR]}")[0]

    def refer(number: int) -> str:
        return str(judge.post("/api/courtlink/v1/referrals/", suit(number, body))["id"])

    def told_away() -> bool | None:
        desk = operator.get("/api/scoring/v1/operations/")
        seen = [one for one in desk["services"] if one["name"] == "courtlink"]
        return any(not one["broker"] and one["owing"]["documents"] >= 3 for one in seen) or None

    site.run("shared.clock", "set", "2026-05-19T09:00+08:00")
    site.gate.shut()
    try:
        sent = [refer(number) for number in range(3)]
        wait_for(told_away, "the operator to be told that the broker is away")
        site.run("shared.clock", "set", "2026-05-20T09:00+08:00")
        sent += [refer(number) for number in range(3, 5)]
        assert all(there(mediator, f"/api/mediation/v1/cases/{key}") is None for key in sent)
    finally:
        site.gate.open()
        site.run("shared.clock", "reset")

    for key in sent:
        wait_for(lambda key=key: there(mediator, f"/api/mediation/v1/cases/{key}"), "the case to arrive", 90)
    with mongo.client(site.mongo_url) as driver:
        kept = list(
            driver["courtlink"]["published"].find({"event.type": MADE, "event.subject": {"$in": sent}})
        )
        ids = sorted(row["_id"] for row in kept)
        arrived = driver["mediation"]["received"].find({"_id": {"$in": ids}})
        assert len(ids) == len(sent)
        assert sorted(row["_id"] for row in arrived) == ids
        cases = driver["mediation"]["cases"].find({"_id": {"$in": sent}}, {"inbox": 1})
        assert sorted(message for case in cases for message in case["inbox"]) == ids


def test_a_court_that_joins_is_heard_and_hears_what_became_of_its_message(site: Site) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.court_simulator", "--demo"],
        env=site.stack.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdin
    assert process.stdout
    body = person(site, Role.MEDIATOR).get(f"/api/mediation/v1/bodies/?place={PLACES[Role.MEDIATOR]}")[0]
    referral = json.dumps(suit(9, body), ensure_ascii=False)
    judge = person(site, Role.JUDGE)

    def said(line: str) -> list[Any]:
        process.stdin.write(line + "\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        return list(json.loads(process.stdout.readline()))  # type: ignore[union-attr]

    assert said(f"forged referral {referral}")[1]["code"] == "exchange_signature_wrong"
    assert said(f"late referral {referral}")[1]["code"] == "exchange_time_off"
    status, told = said(f"referral {referral}")
    operator = person(site, Role.OPERATOR)

    def answered() -> dict[str, Any] | None:
        rows = operator.get("/api/courtlink/v1/exchange/outgoing?limit=100")
        mine = [row for row in rows if row["label"] == told["message_id"] and row["state"] == "delivered"]
        return mine[0] if mine else None

    assert status == 202
    wait_for(answered, "the court to hear of its message")
    out, _ = process.communicate(timeout=60)
    assert any(json.loads(line).get("kind") == "status" for line in out.splitlines())
    found = judge.get("/api/courtlink/v1/referrals/?number=(2026)鲁1302民初7009号")
    assert len(found) == 1
