# SPDX-License-Identifier: Apache-2.0
"""A township's hall with a body and its people, for tests that tell one thing each over HTTP with a moved clock."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.access import Role
from tests.hall import Hall, open_hall
from tests.mediation.room import TOWN, at


@pytest.fixture(scope="module")
def room(mongo_url: str, namespace: str) -> Iterator[Hall]:
    """The three services, and the people of a township."""
    with open_hall(mongo_url, f"{namespace}room_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("director", (Role.DIRECTOR, TOWN))
        hall.account("mediator", (Role.MEDIATOR, TOWN))
        hall.account("second", (Role.MEDIATOR, TOWN))
        hall.account("party", (Role.PARTY, TOWN))
        yield hall


@pytest.fixture
def summer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock of our own, on Monday 1 June 2026, nine in the morning."""
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-06-01T09:00")


@pytest.fixture
def pmc(room: Hall, summer: None) -> str:
    """A committee of its own for each test, with two mediators."""
    form = {"kind": "township_pmc", "name": f"调委会{uuid.uuid4().hex[:8]}", "place": TOWN}
    made = room.post("mediation", "county", "/bodies/", form).json
    for login in ("mediator", "second"):
        appointed = {"account": room.ids[login], "name": login, "kind": "respected_villager"}
        made = room.post(
            "mediation", "county", f"/bodies/{made['id']}/mediators", appointed, made["version"]
        ).json
    return str(made["id"])
