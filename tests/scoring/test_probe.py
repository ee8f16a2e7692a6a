# SPDX-License-Identifier: Apache-2.0
"""The fairness probe: an audit list of a quarter, never a penalty (SB-31)."""

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from services.scoring import SERVICE
from services.scoring.probe.rules import Sign, Work, correlation, probe
from services.scoring.star_rules import BOOK
from services.scoring.tasks.callbacks import Result
from shared.access import Role
from shared.mongo import collection
from tests.hall import Hall, open_hall
from tests.printed import chinese
from tests.scoring import world
from tests.scoring.conftest import Clock
from tests.scoring.world import News, failed, settled

RULES = BOOK.on(date(2026, 6, 1))
TOWN = world.TOWNSHIP


def work(number: int, grade: int = 2, **more: Any) -> Work:
    return Work(task=f"t{number}", township=TOWN, grade=grade, **more)


def signs(works: list[Work]) -> list[tuple[Sign, str]]:
    return [(each.sign, each.cadre) for each in probe(works, RULES)]


def test_a_correlation_needs_both_sides_to_vary() -> None:
    assert correlation([(1, 1), (2, 0)]) == pytest.approx(-1)
    assert correlation([(1, 1), (2, 2), (3, 3)]) == pytest.approx(1)
    assert correlation([(1, 1), (1, 0)]) is None
    assert correlation([(1, 1)]) is None


def test_a_township_where_only_low_grades_are_picked_is_named() -> None:
    low = [work(n, grade=1, by_choice={"gao"}) for n in range(5)]
    high = [work(n, grade=3) for n in range(5, 10)]

    assert signs(low + high) == [(Sign.EASY_PICKS, "")]
    assert signs((low + high)[:9]) == []
    assert signs([work(n, grade=n % 3 + 1, by_choice={"gao"} if n % 2 else ()) for n in range(12)]) == []


def test_the_same_party_and_cadre_again_are_one_line() -> None:
    works = [work(n, holders={"gao"}, party_keys=["k1", "k2"]) for n in range(2)]

    (found,) = probe([*works, work(3, holders={"lin"}, party_keys=["k1"])], RULES)

    assert (found.sign, found.cadre, found.figures, found.tasks) == (
        Sign.REPEAT_PAIR,
        "gao",
        {"tasks": 2},
        ("t0", "t1"),
    )


@pytest.mark.parametrize(("late", "named"), [(2, True), (1, False)])
def test_a_rush_before_the_board_closes_is_named(late: int, named: bool) -> None:
    days = [date(2026, 5, 29)] * late + [date(2026, 5, 10)] * (4 - late)
    works = [work(n, credited="gao", settled_on=day) for n, day in enumerate(days)]

    assert (signs(works) == [(Sign.BURST, "gao")]) is named
    assert signs(works[:3]) == []


def test_all_satisfied_with_many_out_of_reach_is_named() -> None:
    silent = {"A": "satisfied", "B": "unreachable"}
    works = [work(n, credited="gao", answers=silent) for n in range(4)]

    assert signs(works) == [(Sign.SILENT_PRAISE, "gao")]
    assert signs([*works[:3], work(4, credited="gao", answers={"A": "not", "B": "unreachable"})]) == []
    assert signs([work(n, credited="gao", answers={"A": "satisfied"}) for n in range(4)]) == []


def test_one_address_for_party_and_cadre_is_named() -> None:
    assert signs([work(1, holders={"gao"}, shared_origins=["h"])]) == [(Sign.SAME_ADDRESS, "gao")]


@pytest.fixture(scope="module")
def open_town(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}probe_") as hall:
        hall.account("gao", (Role.CADRE, TOWN))
        hall.account("county", (Role.COUNTY_SUPERVISOR, world.COUNTY))
        hall.account("boss", (Role.SECRETARY, TOWN))
        hall.account("far", (Role.COUNTY_SUPERVISOR, "371302"))
        yield hall


@pytest.fixture
def hall(open_town: Hall, at: Clock) -> Hall:
    for kind in SERVICE.documents:
        collection(kind).delete_many({})
    return open_town


def test_the_audit_list_comes_over_http_and_takes_nothing(hall: Hall, at: Clock) -> None:
    praised(hall, at)
    before = [row["ledger"] for row in collection(world.StarTask).find({}, {"ledger": 1})]

    found = hall.get("scoring", "county", f"/probe?place={world.COUNTY}&quarter=2026-Q2").json
    other = hall.get("scoring", "county", f"/probe?place={world.COUNTY}&quarter=2026-Q3").json
    sheet = hall.get("scoring", "county", f"/probe/workbook?place={world.COUNTY}&quarter=2026-Q2")

    assert (found["looked_at"], other["looked_at"], other["items"]) == (4, 0, [])
    assert [(item["sign"], item["name"]) for item in found["items"]] == [
        ("burst", "高某"),
        ("silent_praise", "高某"),
    ]
    assert all(task.startswith("ZX") for item in found["items"] for task in item["tasks"])
    assert load_workbook(io.BytesIO(sheet.data))["核查清单"].max_row == 3
    english = hall.get(
        "scoring",
        "county",
        f"/probe/workbook?place={world.COUNTY}&quarter=2026-Q2",
        headers={"Accept-Language": "en"},
    )
    rows = list(load_workbook(io.BytesIO(english.data)).active.iter_rows(values_only=True))
    assert rows[0][:3] == ("Line", "Township", "Cadre")
    assert not [cell for row in rows for cell in (row[0], row[3]) if chinese(cell)]
    assert [row["ledger"] for row in collection(world.StarTask).find({}, {"ledger": 1})] == before


@pytest.mark.parametrize(
    ("who", "query", "status"),
    [
        ("gao", f"place={TOWN}&quarter=2026-Q2", 403),
        ("boss", f"place={TOWN}&quarter=2026-Q2", 403),
        ("county", "place=371302&quarter=2026-Q2", 404),
        ("county", f"place={world.COUNTY}&quarter=2026-05", 422),
    ],
)
def test_the_list_is_for_those_who_audit(hall: Hall, who: str, query: str, status: int) -> None:
    assert hall.get("scoring", who, f"/probe?{query}").status_code == status


def praised(hall: Hall, at: Clock) -> News:
    """A cadre who settles four tasks at the end of May, with one party of each satisfied and the other out of reach."""
    news, gao = News(), hall.ids["gao"]
    world.enrol(gao, name="高某")
    for number in range(4):
        case = f"case-{number}"
        news.arrives(failed(case, party_keys=(f"a{number}",), dispute_key=f"k{number}"))
        world.post(case)
        at("2026-05-29 09:00")
        world.pick(gao, case)
        world.meet_both(gao, case)
        news.arrives(settled(date(2026, 5, 30), case))
        world.call_back("A", Result.SATISFIED, case)
        for moment in ("2026-05-30 09:00", "2026-05-31 11:00", "2026-06-01 15:00"):
            at(moment)
            world.call_back("B", Result.UNREACHABLE, case)
    return news


def test_time_itself_keeps_the_list_of_each_quarter_and_nothing_changes_it_later(
    hall: Hall, at: Clock
) -> None:
    news = praised(hall, at)
    at("2026-07-01 00:00")
    news.tick()
    waiting = hall.get("scoring", "county", "/probe/reports").json
    assert {row["id"]: "taken_at" in row for row in waiting} == {
        "371324-2026-Q1": True,
        "371324-2026-Q2": False,
    }

    at("2026-07-01 00:01")
    news.tick()

    report = hall.get("scoring", "county", "/probe/reports/371324-2026-Q2").json
    assert report["taken_at"] == "2026-06-30T16:01:00+00:00"
    assert (report["looked_at"], [item["sign"] for item in report["items"]]) == (
        4,
        ["burst", "silent_praise"],
    )
    ledgers = [row["ledger"] for row in collection(world.StarTask).find({}, {"ledger": 1})]
    assert all(entry["points"] >= 0 for ledger in ledgers for entry in ledger)
    at("2026-08-01 09:00")
    news.tick()
    assert hall.get("scoring", "county", "/probe/reports/371324-2026-Q2").json == report
    empty = hall.get("scoring", "county", "/probe/reports/371324-2026-Q1").json
    assert (empty["quarter"], empty["items"]) == ("2026-Q1", [])


def test_who_audits_notes_what_was_found_and_nobody_loses_a_point(hall: Hall, at: Clock) -> None:
    news = praised(hall, at)
    at("2026-07-01 00:01")
    news.tick()
    before = [row["ledger"] for row in collection(world.StarTask).find({}, {"ledger": 1})]
    path = "/probe/reports/371324-2026-Q2"
    version = hall.get("scoring", "county", path).json["version"]
    note = {"finding": "1", "note": "月底集中签约，已抽查三份案卷，属实。"}

    noted = hall.post("scoring", "county", f"{path}/checks", note, version=version)

    assert noted.status_code == 200, noted.json
    lines = {item["mark"]: item["note"] for item in noted.json["items"]}
    assert lines == {"1": note["note"], "2": ""}
    unknown = hall.post("scoring", "county", f"{path}/checks", note | {"finding": "9"}, version=version + 1)
    assert (unknown.status_code, unknown.json["code"]) == (404, "no_such_finding")
    assert [row["ledger"] for row in collection(world.StarTask).find({}, {"ledger": 1})] == before
    for who, status in (("gao", 403), ("boss", 403), ("far", 404)):
        assert hall.get("scoring", who, path).status_code == status


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_is_a_page_with_a_form_for_what_was_found(hall: Hall, at: Clock, language: str) -> None:
    news = praised(hall, at)
    at("2026-07-01 00:01")
    news.tick()
    county = hall.browser("scoring", "county")
    headers = {"Accept-Language": language}

    shown = county.get("/scoring/probe", headers=headers).text
    page = county.get("/scoring/probe/371324-2026-Q2", headers=headers).text
    form = county.get("/scoring/probe/371324-2026-Q2/checks", headers=headers).text

    assert ("兰陵县 2026年第2季度" if language == "zh" else "兰陵县 Q2 2026") in shown
    assert ("待核查 2 条" if language == "zh" else "2 to look into") in shown
    assert "高某" in page
    assert ("月榜截止前集中化解" if language == "zh" else "/checks") in page
    assert "ZX" in page
    hidden = dict(re.findall(r'name="(_key|_version)" value="([^"]+)"', form))
    sent = county.post(
        "/scoring/probe/371324-2026-Q2/checks", data=hidden | {"finding": "2", "note": "已逐户走访"}
    )
    assert sent.status_code == 303, sent.text
    assert "已逐户走访" in county.get("/scoring/probe/371324-2026-Q2", headers=headers).text
    assert hall.browser("scoring", "gao").get("/scoring/probe").status_code == 403
