# SPDX-License-Identifier: Apache-2.0
"""Scenario S24: a July of grid items worked over the API; replies, rates with fixed denominators, reopening (GR-03 to GR-08, GR-12)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.mediation.grid.documents import GridItem
from services.scoring.assessment.documents import AssessedItem
from shared.access import Role
from shared.mongo import collection
from tests.hall import Hall, open_hall
from tests.mediation.room import TOWN, at
from tests.mediation.test_grid import Item, accepted


@pytest.fixture(scope="module")
def open_town(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}s24_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("centre", (Role.SECRETARY, TOWN))
        hall.account("worker", (Role.GRID_WORKER, TOWN))
        hall.account("handler", (Role.CADRE, TOWN))
        hall.account("caller", (Role.CALLBACK_CENTRE, "371324"))
        yield hall


@pytest.fixture
def hall(open_town: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hall:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-07-10T16:30")
    for kind in (GridItem, AssessedItem):
        collection(kind).delete_many({})
    return open_town


def rates(hall: Hall, month: int) -> dict[str, Any]:
    """The rates as mediation shows them; the star board's assessment shows the same."""
    last = {6: 30, 7: 31, 8: 31}[month]
    query = f"place={TOWN}&first=2026-{month:02}-01&last=2026-{month:02}-{last}"
    found: dict[str, Any] = hall.get("mediation", "centre", f"/grid/rates?{query}").json
    hall.town.deliver(times=3, backwards=True)
    other = hall.get("scoring", "county", f"/assessment?{query}").json["total"]
    for name, side, part in (
        ("closed", "closed", "due"),
        ("in_time", "in_time", "due"),
        ("satisfied", "satisfied", "asked"),
    ):
        assert (found[name]["numerator"], found[name]["denominator"]) == (other[side], other[part]), name
    assert found["unreachable"] == other["unreachable"]
    return found


def shares(found: dict[str, Any]) -> list[tuple[int, int, float | None]]:
    return [
        (found[name]["numerator"], found[name]["denominator"], found[name]["percent"])
        for name in ("closed", "in_time", "satisfied")
    ]


def closed(item: Item) -> Item:
    item.act("centre", "reply", text="办好了")
    item.act("centre", "close")
    return item


def call_back(items: list[Item], answers: list[str]) -> None:
    for item, answer in zip(items, answers, strict=True):
        item.act("caller", "callback", answer=answer)


@pytest.mark.timeout(120)
def test_s24_july_has_the_three_rates_of_the_rule_sheet(hall: Hall) -> None:
    at("2026-06-25T09:00")
    june = [closed(accepted(hall)) for _ in range(24)]
    at("2026-07-10T16:30")
    july = [accepted(hall) for _ in range(40)]
    for item in july[:30]:
        closed(item)
    hall.town.tick(at("2026-07-14T00:00"))
    for item in july[30:36]:
        item.now = hall.get("mediation", "centre", f"/grid/items/{item.now['id']}").json
        closed(item)
    call_back(july[:36], ["satisfied"] * 20 + ["basically"] * 5 + ["not"] * 5 + ["unreachable"] * 6)
    call_back(june, ["satisfied"] * 20 + ["unreachable"] * 4)
    at("2026-07-29T09:00")
    late_month = accepted(hall, "complex")

    found = rates(hall, 7)

    assert late_month.now["due_on"] == "2026-08-03"
    assert shares(found) == [(36, 40, 90.0), (30, 40, 75.0), (45, 50, 90.0)]
    assert found["unreachable"] == 10
    assert shares(rates(hall, 6)) == [(24, 24, 100.0), (24, 24, 100.0), (0, 0, None)]
    assert shares(rates(hall, 8)) == [(0, 1, 0.0), (0, 1, 0.0), (0, 0, None)]


@pytest.mark.parametrize(
    ("moment", "in_time"), [("2026-07-13T23:59:59", True), ("2026-07-14T00:00:00", False)]
)
def test_s24_due_on_monday_until_midnight_and_a_later_class_cures_nothing(
    hall: Hall, moment: str, in_time: bool
) -> None:
    item = accepted(hall)
    assert item.now["due_on"] == "2026-07-13"
    hall.town.tick(at(moment))
    item.now = hall.get("mediation", "centre", f"/grid/items/{item.now['id']}").json

    changed = item.try_act("centre", "class", reason="要三个部门会商")
    replied = item.act("centre", "reply", text="已安排")

    assert changed.status_code == (200 if in_time else 409)
    assert (replied["replied_in_time"], replied["was_late"]) == (in_time, not in_time)
    assert replied["due_on"] == ("2026-07-15" if in_time else "2026-07-13")


def test_gr08_an_item_that_stays_open_is_late_in_its_own_period_for_good(hall: Hall) -> None:
    item = accepted(hall)
    hall.town.tick(at("2026-08-05T09:00"))
    item.now = hall.get("mediation", "centre", f"/grid/items/{item.now['id']}").json
    before = rates(hall, 7)

    closed(item)

    assert shares(before) == shares(rates(hall, 7)) == [(0, 1, 0.0), (0, 1, 0.0), (0, 0, None)]
    august = hall.get("scoring", "county", f"/assessment?place={TOWN}&first=2026-08-01&last=2026-08-31").json
    assert (august["total"]["due"], august["total"]["backlog"]) == (0, 1)


@pytest.mark.parametrize("moment", ["2026-07-11T00:00", "2026-08-09T23:59:59"])
def test_gr08_within_thirty_days_the_item_is_open_again_in_time_stays_and_solved_goes(
    hall: Hall, moment: str
) -> None:
    item = closed(accepted(hall))
    item.act("caller", "callback", answer="satisfied")
    assert (item.now["state"], item.now["closed_on"]) == ("confirmed", "2026-07-10")
    at(moment)

    opened = item.act("worker", "reopen", reason="又堵了")

    assert (opened["state"], opened["closed_on"], opened["answer"]) == ("accepted", None, None)
    assert (opened["replied_in_time"], opened["closed_in_time"], opened["was_late"]) == (True, True, False)
    assert shares(rates(hall, 7)) == [(0, 1, 0.0), (1, 1, 100.0), (0, 0, None)]
    assert closed(item).now["closed_in_time"] is True


def test_gr08_after_thirty_days_it_is_a_new_item_that_names_the_old_one(hall: Hall) -> None:
    item = closed(accepted(hall))
    at("2026-08-10T00:00")

    refused = item.try_act("worker", "reopen", reason="又堵了")
    again = Item(hall, follows=item.now["id"])

    assert (refused.status_code, refused.json["code"]) == (409, "reopen_too_late")
    assert "2026年8月9日" in refused.json["detail"]
    assert hall.get("mediation", "worker", f"/grid/items/{item.now['id']}").json["state"] == "closed"
    assert (again.now["state"], again.now["follows"]) == ("reported", item.now["id"])
    assert shares(rates(hall, 7)) == [(1, 1, 100.0), (1, 1, 100.0), (0, 0, None)]
    form = again.form | {"number": "n-9", "follows": "nothing"}
    lost = hall.post("mediation", "worker", "/grid/items", form)
    assert (lost.status_code, lost.json["code"]) == (422, "earlier_item_missing")


def test_the_day_of_the_last_callback_is_told(hall: Hall) -> None:
    item = closed(accepted(hall))
    at("2026-07-20T10:00")
    item.act("caller", "callback", answer="basically")
    hall.town.deliver()

    kept = AssessedItem.objects.get(id=item.now["id"])
    assert (kept.answer, kept.answered_on) == ("basically", date(2026, 7, 20))
