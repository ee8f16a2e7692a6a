# SPDX-License-Identifier: Apache-2.0
"""The three rates of departments, from grid items worked over HTTP with a moved clock (S24, GR-07, GR-08)."""

import io
import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from services.scoring import SERVICE
from services.scoring.assessment.rules import Counts, Fact, counts
from shared.access import Role
from shared.contracts.mediation import GridItemChanged
from shared.mongo import collection
from shared.regions import regions
from tests.hall import Hall, open_hall
from tests.mediation.test_grid import TOWN, Item
from tests.scoring.conftest import Clock
from tests.scoring.world import News

COUNTY = "371324"
VILLAGE = regions().children(TOWN)[0].code
JULY = "first=2026-07-01&last=2026-07-31"


@pytest.fixture(scope="module")
def open_town(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}assess_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, COUNTY))
        hall.account("centre", (Role.SECRETARY, TOWN))
        hall.account("worker", (Role.GRID_WORKER, TOWN))
        hall.account("handler", (Role.CADRE, TOWN))
        hall.account("caller", (Role.CALLBACK_CENTRE, COUNTY))
        yield hall


@pytest.fixture
def hall(open_town: Hall, at: Clock) -> Hall:
    for kind in SERVICE.documents:
        collection(kind).delete_many({})
    at("2026-07-10 16:30")
    return open_town


def figures(hall: Hall, login: str = "county", place: str = COUNTY, period: str = JULY) -> Any:
    hall.town.deliver(times=3, backwards=True)
    answer = hall.get("scoring", login, f"/assessment?place={place}&{period}")
    assert answer.status_code == 200, answer.json
    return answer.json


def worked(hall: Hall, department: str = "住建局", place: str = VILLAGE, kind: str = "ordinary") -> Item:
    item = Item(hall, place=place)
    item.act("centre", "accept", kind=kind, reason="多个部门")
    item.act("centre", "route", to=department, account=hall.ids["handler"])
    return item


def finished(item: Item) -> Item:
    item.act("handler", "reply", text="修好了")
    item.act("handler", "close")
    return item


def test_items_count_where_they_are_due_and_each_rate_has_its_own_denominator(hall: Hall, at: Clock) -> None:
    good, late, open_one, silent = (worked(hall) for _ in range(4))
    other = worked(hall, "水利局")
    finished(good).act("caller", "callback", answer="basically")
    finished(silent).act("caller", "callback", answer="unreachable")
    finished(other).act("caller", "callback", answer="not")
    duplicate = worked(hall)
    duplicate.act("centre", "leave-out", reason="duplicate")
    at("2026-07-14 00:00")
    hall.town.tick(at("2026-07-14 00:00"))
    late.now = hall.get("mediation", "centre", f"/grid/items/{late.now['id']}").json
    finished(late)
    at("2026-07-29 09:00")
    worked(hall, kind="complex")

    found = figures(hall)

    by_name = {line["name"]: line["counts"] for line in found["departments"]}
    house = by_name["住建局"]
    assert (house["due"], house["closed"], house["closing_rate"]) == (4, 3, 75.0)
    assert (house["in_time"], house["in_time_rate"]) == (2, 50.0)
    assert (house["asked"], house["satisfied"], house["satisfaction_rate"]) == (1, 1, 100.0)
    assert (house["unreachable"], house["left_out"], house["backlog"]) == (1, 1, 0)
    assert by_name["水利局"]["satisfaction_rate"] == 0.0
    assert (found["total"]["due"], found["total"]["left_out"]) == (5, 1)
    august = figures(hall, period="first=2026-08-01&last=2026-08-31")["total"]
    assert (august["due"], august["backlog"]) == (1, 1)
    assert open_one.now["state"] == "routed"
    assert [line["name"] for line in found["places"]] == ["卞庄街道"]


def test_a_reopened_item_keeps_in_time_and_loses_closed(hall: Hall) -> None:
    item = finished(worked(hall))
    before = figures(hall)["total"]

    item.act("caller", "reopen", reason="又坏了")
    after = figures(hall)["total"]

    assert (before["closed"], before["in_time"]) == (1, 1)
    assert (after["closed"], after["in_time"], after["due"]) == (0, 1, 1)


def test_changes_in_any_order_leave_the_newest(hall: Hall) -> None:
    def change(revision: int, **more: Any) -> GridItemChanged:
        facts = {"item_id": "i", "revision": revision, "place": VILLAGE, "state": "x", "department": "城管局"}
        return GridItemChanged(**{**facts, "due_on": date(2026, 7, 20), **more})

    changes = [
        change(2),
        change(3, closed_on=date(2026, 7, 19), closed_in_time=True),
        change(4, answer="not"),
    ]
    for order in itertools.permutations(changes):
        for kind in SERVICE.documents:
            collection(kind).delete_many({})
        News().arrives(*order)
        total = figures(hall)["total"]
        assert (total["due"], total["closed"], total["satisfied"], total["asked"]) == (1, 0, 0, 1)


def test_the_figures_come_as_a_workbook(hall: Hall) -> None:
    finished(worked(hall))
    total = figures(hall)["total"]

    answer = hall.get("scoring", "county", f"/assessment/workbook?place={COUNTY}&{JULY}")

    book = load_workbook(io.BytesIO(answer.data))
    rows = [list(row) for row in book["部门"].iter_rows(values_only=True)]
    assert rows[0][:4] == ["部门/地方", "应办", "已办结", "办结率%"]
    assert rows[-1][:4] == ["合计", total["due"], total["closed"], total["closing_rate"]]
    english = {"Accept-Language": "en"}
    answer = hall.get("scoring", "county", f"/assessment/workbook?place={COUNTY}&{JULY}", headers=english)
    heads = next(load_workbook(io.BytesIO(answer.data))["Department"].iter_rows(values_only=True))
    assert heads[:4] == ("Department or place", "Due", "Closed", "Closed %")


@pytest.mark.parametrize(
    ("login", "query", "status", "code"),
    [
        ("centre", f"place={TOWN}&{JULY}", 200, None),
        ("centre", f"place={COUNTY}&{JULY}", 404, "not_found"),
        ("handler", f"place={TOWN}&{JULY}", 403, "not_your_role"),
        ("county", f"place={COUNTY}&first=2026-07-31&last=2026-07-01", 422, "dates_reversed"),
        ("county", f"place={COUNTY}&first=2024-07-31&last=2026-07-01", 422, "period_too_long"),
        ("county", f"place={COUNTY}&first=2026-07-01", 422, "invalid_input"),
    ],
)
def test_a_bad_question_is_answered_plainly(
    hall: Hall, login: str, query: str, status: int, code: str | None
) -> None:
    answer = hall.get("scoring", login, f"/assessment?{query}")

    assert (answer.status_code, answer.json.get("code")) == (status, code)


def test_the_example_of_the_rule_sheet(hall: Hall) -> None:
    """S24: 40 due, 36 closed, 30 of them in time, 50 valid callbacks of which 45 satisfied, 10 unreachable."""
    first, last = date(2026, 7, 1), date(2026, 7, 31)
    due = date(2026, 7, 20)
    items = [Fact(due, due - timedelta(days=1), in_time=True)] * 30 + [Fact(due, due + timedelta(days=2))] * 6
    items += [Fact(due)] * 3 + [Fact(due, date(2026, 8, 2))] + [Fact(date(2026, 8, 3), due)]
    items += [Fact(date(2026, 6, 30)), Fact(date(2026, 6, 30), date(2026, 6, 29)), Fact(due, left_out=True)]

    found = counts(items, first, last)

    assert (found.due, found.closed, found.in_time) == (40, 36, 30)
    assert (found.closing_rate, found.in_time_rate) == (90.0, 75.0)
    assert (found.backlog, found.left_out) == (1, 1)
    assert Counts(asked=50, satisfied=45, unreachable=10).satisfaction_rate == 90.0
    assert Counts().closing_rate is None


def test_the_page_of_a_month_shows_rates_with_both_their_sides(hall: Hall) -> None:
    finished(worked(hall))
    worked(hall)
    figures(hall)

    page = hall.browser("scoring", "county").get("/scoring/assessment?month=2026-07")
    empty = hall.browser("scoring", "county").get("/scoring/assessment?month=2026-01")

    assert (page.status_code, empty.status_code) == (200, 200)
    assert "50.0%（1/2）" in page.text
    assert "住建局" in page.text
    assert "这个月没有到期的网格事项。" in empty.text
    for month in ("May", "2099-01"):
        assert hall.browser("scoring", "county").get(f"/scoring/assessment?month={month}").status_code == 422
