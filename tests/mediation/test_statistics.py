# SPDX-License-Identifier: Apache-2.0
"""Statistics whose sums add up, and a register that can be imported again (ST-04 to ST-06)."""

import io
import uuid
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from services.mediation.ledgers.reader import read
from services.mediation.ledgers.workbook import open_workbook
from services.mediation.statistics.rules import Counted, outcome, tabulate
from shared.access import Role
from shared.web.sheets import safe
from tests.hall import Hall, open_hall
from tests.mediation.test_story import Desk, agree, at

TOWN = "371324001"


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}statistics_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("mediator", (Role.MEDIATOR, TOWN))
        yield hall


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-03-08T09:00")


@pytest.mark.parametrize(
    ("state", "form", "sessions", "expected"),
    [
        ("agreed", "written", 1, "agreed"),
        ("closed", "oral", 1, "agreed"),
        ("terminated", None, 2, "failed"),
        ("terminated", None, 0, "left_out"),
        ("withdrawn", None, 0, "left_out"),
        ("withdrawn", None, 1, "failed"),
        ("not_accepted", None, 0, "left_out"),
        ("lapsed", None, 0, "left_out"),
        ("in_mediation", None, 1, "open"),
    ],
)
def test_who_refused_before_the_first_session_counts_on_no_side(
    state: str, form: str | None, sessions: int, expected: str
) -> None:
    assert outcome(state, form, sessions) == expected


def test_lines_and_sources_add_up_to_the_total() -> None:
    kinds = [("邻里纠纷", "agreed"), ("邻里纠纷", "failed"), ("合同纠纷", "agreed"), ("合同纠纷", "left_out")]
    cases = [
        Counted(category, "当事人申请", how, "written" if how == "agreed" else None, Decimal("100.50"))
        for category, how in kinds * 3
    ]

    table = tabulate(cases)

    for name in ("taken", "agreed", "failed", "open", "left_out", "oral", "written", "amount"):
        parts = [getattr(line, name) for line in table.by_category.values()]
        assert sum(parts) == getattr(table.total, name), name
    assert sum(table.by_source.values()) == table.total.taken == 12
    assert (table.total.success.numerator, table.total.success.denominator, table.total.success.shown) == (
        6,
        9,
        66.7,
    )
    assert table.by_category["合同纠纷"].success.shown is None  # three cases would tell about single people


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_what_looks_like_a_formula_becomes_text(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert safe("张某") == "张某"
    assert safe(-5) == -5


def taken(hall: Hall, body: str, **more: Any) -> Desk:
    parties = [{"ref": ref, "name": name, "kind": "person"} for ref, name in (("A", "=王某"), ("B", "李某"))]
    form = {
        "body_id": body,
        "category": "邻里纠纷",
        "channel": "applied",
        "parties": parties,
        "facts": "排水",
        **more,
    }
    desk = Desk(hall, hall.post("mediation", "mediator", "/cases/", form).json)
    desk.act("accept")
    return desk


def test_the_month_is_counted_and_its_register_is_imported_again(hall: Hall) -> None:
    form = {"kind": "township_pmc", "name": f"调委会{uuid.uuid4().hex[:6]}", "place": TOWN}
    body = hall.post("mediation", "county", "/bodies/", form).json
    appointed = {"account": hall.ids["mediator"], "name": "调解员"}
    hall.post("mediation", "county", f"/bodies/{body['id']}/mediators", appointed, body["version"])
    agree(taken(hall, body["id"]))
    at("2026-03-31T23:59")
    taken(hall, body["id"], category="合同纠纷", channel="police")
    at("2026-04-01T00:00")
    taken(hall, body["id"])
    query = "?place=371324&first=2026-03-01&last=2026-03-31"

    march = hall.get("mediation", "county", f"/statistics/{query}").json
    book = openpyxl.load_workbook(
        io.BytesIO(hall.get("mediation", "county", f"/statistics/workbook{query}").data)
    )
    register = hall.get("mediation", "county", f"/statistics/register{query}").data
    rows = list(read(open_workbook(register), today=date(2026, 4, 30)))

    assert (march["total"]["taken"], march["total"]["agreed"], march["total"]["open"]) == (2, 1, 1)
    assert march["by_source"] == {"公安移送": 1, "当事人申请": 1}
    counts = [[cell.value for cell in row[1:9]] for row in book["统计"].iter_rows(min_row=3)]
    assert [sum(column) for column in zip(*counts[:-1], strict=True)] == counts[-1]
    assert [one.decision for one in rows] == ["skip", "skip", "accept", "accept"]
    first = rows[2].record or {}
    assert (first["case_no"], first["result"], first["amount"]) == (first["case_no"], "success", 30000)
    assert first["applicants"] == ["'=王某"]


def test_figures_of_another_place_are_not_there(hall: Hall) -> None:
    query = "?place=371302&first=2026-03-01&last=2026-03-31"

    assert hall.get("mediation", "county", f"/statistics/{query}").status_code == 404
    assert hall.get("mediation", "mediator", f"/statistics/{query}").status_code == 403
    reversed_ = "?place=371324&first=2026-03-31&last=2026-03-01"
    assert hall.get("mediation", "county", f"/statistics/{reversed_}").status_code == 422
