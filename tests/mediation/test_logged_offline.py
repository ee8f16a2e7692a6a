# SPDX-License-Identifier: Apache-2.0
"""What a mediator logs without network arrives once, with the device's time beside the server's: sessions, visits, performance, questions."""

from typing import Any
from uuid import uuid4

import pytest

from tests.hall import Hall
from tests.mediation.room import TERMS, Desk, applied, at, code

DEVICE = "2026-06-02T07:30:00+00:00"
SESSION = {"mode": "joint", "result": "open", "held_on": "2026-06-01"}
ENTRIES: list[tuple[str, dict[str, Any], str, str, str]] = [
    ("sessions", SESSION, "", "sessions", "session_twice"),
    (
        "investigations",
        {"asked": "王大爷", "record": "去年就吵"},
        "/investigations",
        "",
        "investigation_twice",
    ),
    (
        "follow-ups",
        {"ref": "A", "on": "2026-06-01", "record": "已付一半"},
        "/aftercare",
        "follow_ups",
        "entry_twice",
    ),
    ("performed", {"key": "1", "amount": "100.00"}, "/aftercare", "performed", "entry_twice"),
    ("performance", {"performance": "partly_performed"}, "/aftercare", "performance_notes", "entry_twice"),
]


def settled(room: Hall, pmc: str, path: str) -> Desk:
    desk = applied(room, pmc).begin()
    if path not in ("sessions", "investigations"):
        desk.act("agreement", form="oral", agreed_on="2026-06-01", terms=TERMS)
    return desk


@pytest.mark.parametrize(
    ("path", "facts", "shown", "field", "twice"), ENTRIES, ids=[one[0] for one in ENTRIES]
)
def test_an_entry_of_a_device_arrives_once_with_both_times(
    room: Hall, pmc: str, path: str, facts: dict[str, Any], shown: str, field: str, twice: str
) -> None:
    desk, made = settled(room, pmc, path), str(uuid4())
    at("2026-06-03T09:00")

    desk.act(path, **facts, id=made, device_at=DEVICE)
    again = desk.try_act(path, **facts, id=made, device_at=DEVICE)

    seen = desk.get(shown).json
    (entry,) = seen[field] if field else seen
    assert (entry["id"], entry["device_at"]) == (made, DEVICE)
    assert entry["recorded_at"] == "2026-06-03T01:00:00+00:00"
    assert entry["recorded_by"] == room.ids["mediator"]
    assert code(again) == twice


@pytest.mark.parametrize(
    ("path", "facts", "shown", "field", "twice"), ENTRIES, ids=[one[0] for one in ENTRIES]
)
def test_a_bad_id_or_time_of_a_device_is_refused_and_a_stale_entry_shows_the_conflict(
    room: Hall, pmc: str, path: str, facts: dict[str, Any], shown: str, field: str, twice: str
) -> None:
    desk = settled(room, pmc, path)
    assert desk.try_act(path, **facts, id="not-an-id").status_code == 422
    assert desk.try_act(path, **facts, device_at="yesterday").status_code == 422
    stale = desk.case["version"]
    desk.act(path, **facts)

    behind = room.post("mediation", "mediator", f"{desk.path}/{path}", facts, stale)

    assert (behind.status_code, code(behind)) == (412, "version_mismatch")


def test_what_follows_an_agreement_is_for_those_who_mediate(room: Hall, pmc: str) -> None:
    desk = settled(room, pmc, "follow-ups")
    desk.act("follow-ups", ref="A", record="说对方还在骂人", satisfied=False, risk_left="可能复发")

    assert desk.get("/aftercare").json["follow_ups"][0]["risk_left"] == "可能复发"
    for login in ("party", "county"):
        assert desk.get("/aftercare", login=login).status_code in (403, 404)
