# SPDX-License-Identifier: Apache-2.0
"""Every list of mediation is read on indexes: the server's own profile of each request shows no scan of a collection (LD-02)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from services.mediation.cases.documents import Case
from shared.access import Role
from shared.mongo import collection
from tests.hall import Hall
from tests.mediation.room import TERMS, TOWN, applied

PERIOD = f"place={TOWN}&first=2026-06-01&last=2026-06-30"
LISTS: dict[str, dict[str, str]] = {  # by path: who reads it, with which query
    "/cases/": {
        "mediator": "limit=5",
        "director": "state=applied",
        "county": "q=兰陵县",
        "party": f"q=欧阳&place={TOWN}",
    },
    "/bodies/": {"party": f"place={TOWN}"},
    "/bodies/changes": {"county": "since=2026-06-01"},
    "/complaints/": {"county": "", "party": ""},
    "/desk/due": {"mediator": "", "director": "", "county": ""},
    "/desk/silence": {"county": ""},
    "/desk/hot-spots": {"county": ""},
    "/desk/hot-people": {"county": ""},
    "/desk/hot-subjects": {"county": ""},
    "/desk/bodies": {"county": ""},
    "/desk/load": {"county": ""},
    "/drafts/": {"mediator": ""},
    "/files/": {"mediator": "case_id=CASE"},
    "/talks/": {"mediator": "case_id=CASE"},
    "/grid/items": {"worker": "", "secretary": "state=reported"},
    "/grid/rates": {"secretary": PERIOD},
    "/ledgers/": {"county": f"{PERIOD}&person=王某"},
    "/ledgers/workbook": {"county": f"{PERIOD}&layout=register"},
    "/prevention/": {"mediator": "", "county": "state=claimed"},
    "/prevention/figures": {"county": PERIOD},
    "/statistics/": {"county": PERIOD},
    "/statistics/register": {"county": PERIOD},
    "/statistics/workbook": {"county": PERIOD},
    "/statistics/crosstab": {"county": PERIOD},
}
PAGES = (
    "/mediation/desk/",
    "/mediation/cases/",
    "/mediation/watch/",
    "/mediation/samples/",
    "/mediation/ledgers/",
)
API = "/api/mediation/v1"


@pytest.fixture
def case(room: Hall, pmc: str) -> str:
    """A case with everything that lists look for."""
    room.account("worker", (Role.GRID_WORKER, TOWN))
    room.account("secretary", (Role.SECRETARY, TOWN))
    desk = applied(room, pmc, subject="东坡三号地").begin()
    desk.act("sessions", mode="joint", result="agreed", held_on="2026-06-01")
    desk.act("agreement", form="oral", agreed_on="2026-06-01", terms=TERMS)
    return str(desk.case["id"])


@pytest.fixture
def scans(case: str) -> Iterator[Any]:
    """What the server scanned whole, among the requests of the test: collection and filter."""
    database = collection(Case).database
    database.command("profile", 2)

    def found() -> list[tuple[str, Any]]:
        rows = database["system.profile"].find({"planSummary": {"$regex": "COLLSCAN"}})
        return [
            (row["ns"], row["command"].get("filter", row["command"].get("pipeline", row["command"])))
            for row in rows
            if not row["ns"].endswith("system.profile")
        ]

    yield found
    database.command("profile", 0)
    database.drop_collection("system.profile")


@pytest.mark.parametrize("path", LISTS)
def test_a_list_of_the_api_is_read_on_indexes(room: Hall, case: str, scans: Any, path: str) -> None:
    for login, query in LISTS[path].items():
        answer = room.get("mediation", login, f"{path}?{query.replace('CASE', case)}")
        assert answer.status_code == 200, (login, answer.text)

    assert scans() == []


@pytest.mark.parametrize("path", PAGES)
def test_a_list_for_people_is_read_on_indexes(room: Hall, case: str, scans: Any, path: str) -> None:
    for login in ("county", "director"):
        assert room.browser("mediation", login).get(path).status_code in (200, 403)

    assert scans() == []


@pytest.mark.parametrize(
    "part", ["repeats", "readings", "summary", "schedule", "confirmation", "board", "aftercare"]
)
def test_what_is_looked_up_for_a_case_is_read_on_indexes(
    room: Hall, case: str, scans: Any, part: str
) -> None:
    assert room.get("mediation", "mediator", f"/cases/{case}/{part}").status_code == 200
    assert scans() == []


def test_no_list_of_the_api_is_left_out() -> None:
    paths = json.loads(Path("docs/openapi/mediation.json").read_text("utf-8"))["paths"]
    lists = {path.removeprefix(API) for path, ways in paths.items() if "get" in ways and "{" not in path}
    assert {path for path in lists if not path.startswith("/operations/")} == set(LISTS)
