# SPDX-License-Identifier: Apache-2.0
"""Boards by place and period over HTTP with a moved clock: ranks, ties, snapshots that never change, merged places (SB-24, S20)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from services.scoring import SERVICE
from services.scoring.board import ladder
from services.scoring.board.documents import Tally
from services.scoring.board.tallies import Order, Sum
from services.scoring.snapshots.documents import Snapshot, SnapshotRow
from services.scoring.tasks.callbacks import Result
from shared import regions as divisions
from shared.access import Role
from shared.mongo import collection
from shared.regions import Regions
from tests.hall import Hall, open_hall
from tests.scoring import world
from tests.scoring.conftest import Clock
from tests.scoring.world import News, closed, failed, reopened, settled

COUNTY, TOWNSHIP, OTHER = world.COUNTY, world.TOWNSHIP, "371324102"


@pytest.fixture(scope="module")
def open_town(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}boards_") as hall:
        for name in ("gao", "lin", "tang"):
            hall.account(name, (Role.CADRE, TOWNSHIP))
        hall.account("boss", (Role.SECRETARY, TOWNSHIP))
        hall.account("county", (Role.COUNTY_SUPERVISOR, COUNTY))
        hall.account("away", (Role.SECRETARY, "371302001"))
        yield hall


@pytest.fixture
def hall(open_town: Hall, at: Clock) -> Hall:
    """The town with nothing on its boards."""
    for kind in SERVICE.documents:
        collection(kind).delete_many({})
    return open_town


@pytest.fixture
def news(hall: Hall) -> News:
    return News()


@pytest.fixture
def visitor(hall: Hall) -> FlaskClient:
    return hall.apps["scoring"].test_client()


def solve(hall: Hall, news: News, at: Clock, who: str, case: str, month: int, **more: object) -> None:
    """A task of three stars of this case: picked on the 2nd, settled on the 10th, final a month and a day later."""
    account, again = hall.ids[who], f"2026-{month:02}"
    at(f"{again}-02 09:00")
    news.arrives(failed(case, **more))
    world.post(case)
    world.pick(account, case)
    world.meet_both(account, case)
    at(f"{again}-10 09:00")
    news.arrives(settled(date(2026, month, 10), case), closed(date(2026, month, 10), case))
    world.call_back("A", Result.SATISFIED, case)
    world.call_back("B", Result.BASICALLY, case)
    at(f"2026-{month + 1:02}-12 09:00")
    news.tick()


def enrol(hall: Hall, *names: str) -> None:
    for name in names:
        world.enrol(hall.ids[name], name=name)


def standings(hall: Hall, period: str, place: str = COUNTY) -> list[tuple[int, str, int, int]]:
    answer = hall.get("scoring", "county", f"/standings?place={place}&period={period}")
    assert answer.status_code == 200, answer.json
    return [(row["rank"], row["name"], row["points"], row["stars"]) for row in answer.json["items"]]


def test_points_count_in_the_periods_in_which_they_were_booked(hall: Hall, news: News, at: Clock) -> None:
    enrol(hall, "gao", "lin", "tang")
    solve(hall, news, at, "gao", "case-1", 3)
    solve(hall, news, at, "lin", "case-2", 4)

    for place in (TOWNSHIP, COUNTY, world.CITY):
        assert standings(hall, "2026-04", place) == [(1, "gao", 44, 3)]
        assert standings(hall, "2026-05", place) == [(1, "lin", 44, 3)]
        assert {row[:2] for row in standings(hall, "2026-Q2", place)} == {(1, "gao"), (1, "lin")}
        assert standings(hall, "2026-Q1", place) == []
        assert (3, "tang", 0, 0) in standings(hall, "all", place)
    assert standings(hall, "all", OTHER) == []
    mine = hall.get("scoring", "tang", f"/standings/mine?place={COUNTY}").json
    assert (mine["members"], mine["row"]["rank"]) == (3, 3)
    assert hall.get("scoring", "tang", f"/standings/mine?place={COUNTY}&period=2026").json["row"] is None


def test_a_closed_month_never_changes_and_a_reversal_stands_beside_it_as_a_note(
    hall: Hall, news: News, at: Clock
) -> None:
    """S20: award in April, all taken back in August; April still shows it, with a note; the year falls."""
    enrol(hall, "gao", "lin")
    solve(hall, news, at, "gao", "case-1", 3)
    solve(hall, news, at, "lin", "case-2", 3)
    at("2026-05-01 00:00")
    news.tick()
    running = hall.get("scoring", "boss", f"/standings?place={COUNTY}&period=2026-04").json
    assert (running["taken_at"], running["notes"]) == (None, [])
    at("2026-05-01 00:01")
    news.tick()
    before = hall.get("scoring", "boss", f"/standings?place={COUNTY}&period=2026-04").json
    assert before["taken_at"] == "2026-04-30T16:01:00+00:00"
    assert before["as_of"] == "2026-04-30T16:00:00+00:00"
    assert [row["points"] for row in before["items"]] == [44, 44]
    taken = collection(Snapshot).find({"place": COUNTY, "taken_at": {"$exists": True}})
    assert {row["period"] for row in taken if not row["members"]} >= {"2026-03"}
    listed = hall.get("scoring", "boss", f"/standings/closed?place={COUNTY}").json
    assert "2026-03" not in {row["period"] for row in listed}, "nobody was on it"

    at("2026-08-20 09:00")
    for _ in range(2):
        news.arrives(reopened(date(2026, 8, 20)))
    SERVICE.projections.rebuild()
    news.tick()

    after = hall.get("scoring", "boss", f"/standings?place={COUNTY}&period=2026-04").json
    assert after["items"] == before["items"]
    (note,) = after["notes"]
    assert (note["name"], note["points"], note["stars"], note["on"], note["rule"]) == (
        "gao",
        -44,
        -3,
        "2026-08-20",
        "SB-19",
    )
    assert standings(hall, "2026-08") == [(1, "gao", -44, -3)]
    assert [row[1:] for row in standings(hall, "2026")] == [("lin", 44, 3), ("gao", 0, 0)]
    mine = hall.get("scoring", "gao", f"/standings/mine?place={COUNTY}&period=2026-04").json
    assert (mine["row"]["rank"], mine["row"]["points"]) == (1, 44)
    listed = hall.get("scoring", "boss", f"/standings/closed?place={COUNTY}").json
    assert {row["period"] for row in listed} >= {"2026-W15", "2026-03", "2026-04", "2026-Q2"}
    assert [fault for proof in SERVICE.proofs for fault in proof()] == []


def test_two_workers_that_take_a_board_at_once_leave_one(hall: Hall, news: News, at: Clock) -> None:
    enrol(hall, "gao")
    solve(hall, news, at, "gao", "case-1", 3)
    at("2026-05-01 00:01")
    for name in ("2026-04", "2026-W15"):
        row = collection(Tally).find_one({"board": f"cadres/{COUNTY}/{name}"}, {"parts": 0})
        assert row is not None
        collection(SnapshotRow).insert_one({**row, "position": 1, "rank": 1, "name": "gao"})

    news.tick()

    rows = list(collection(SnapshotRow).find({"board": f"cadres/{COUNTY}/2026-04"}))
    assert [(row["rank"], row["points"]) for row in rows] == [(1, 44)]
    assert [fault for proof in SERVICE.proofs for fault in proof()] == []


def test_a_changed_row_of_a_closed_board_is_found(hall: Hall, news: News, at: Clock) -> None:
    enrol(hall, "gao")
    solve(hall, news, at, "gao", "case-1", 3)
    at("2026-05-01 00:01")
    news.tick()

    collection(SnapshotRow).update_one({"board": f"cadres/{COUNTY}/2026-04"}, {"$set": {"points": 99}})
    collection(Tally).update_one({"board": f"cadres/{COUNTY}/all"}, {"$inc": {"points": 1}})

    faults = [fault for proof in SERVICE.proofs for fault in proof()]
    assert f"the closed board cadres/{COUNTY}/2026-04 is not as it was taken" in faults
    assert any("is not the sum of its ledger entries" in fault for fault in faults)
    assert any("is not the number of members there" in fault for fault in faults)
    SERVICE.projections.rebuild()
    assert len([fault for proof in SERVICE.proofs for fault in proof()]) == 1


def test_points_stay_where_they_were_earned_when_a_cadre_moves(hall: Hall, news: News, at: Clock) -> None:
    enrol(hall, "gao")
    solve(hall, news, at, "gao", "case-1", 3)
    cadre = world.roster.Cadre.objects(id=hall.ids["gao"]).get()
    cadre.begin(world.a_call(world.SUPERVISOR))
    cadre.township, cadre.within = OTHER, divisions.regions().path(OTHER)
    cadre.store()
    news.town.deliver()

    assert standings(hall, "2026-04", TOWNSHIP) == [(1, "gao", 44, 3)]
    assert standings(hall, "all", TOWNSHIP) == [(1, "gao", 44, 3)]
    public = hall.apps["scoring"].test_client().get(f"/api/scoring/v1/board/ranking?place={OTHER}")
    assert (public.json["items"], public.json["members"]) == ([], 1), "nobody is honoured for nothing"


@pytest.mark.parametrize(
    ("who", "place", "status"),
    [
        ("boss", TOWNSHIP, 200),
        ("boss", COUNTY, 200),
        ("boss", "3713", 200),
        ("boss", OTHER, 404),
        ("away", COUNTY, 404),
        ("away", "371302", 200),
    ],
)
def test_standings_are_for_ones_own_places_and_those_above(
    hall: Hall, who: str, place: str, status: int
) -> None:
    assert hall.get("scoring", who, f"/standings?place={place}").status_code == status


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        (f"place={world.VILLAGE}", 404, "no_board_here"),
        ("place=37", 404, "no_board_here"),
        ("place=999999", 422, "unknown_place"),
        ("place=3713&period=2026-W60", 422, "unknown_period"),
        ("place[$ne]=1", 200, None),
        ("place=%24ne", 422, "invalid_input"),
    ],
)
def test_a_board_that_is_not_kept_is_refused_in_plain_words(
    visitor: FlaskClient, query: str, status: int, code: str | None
) -> None:
    answer = visitor.get(f"/api/scoring/v1/board/ranking?{query}")

    assert (answer.status_code, answer.json.get("code")) == (status, code)


def test_the_board_of_a_merged_place_is_its_successors_and_says_so(
    hall: Hall, news: News, at: Clock, visitor: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol(hall, "gao")
    solve(hall, news, at, "gao", "case-1", 3)
    for file in divisions.DATA.glob("*.csv"):
        text = file.read_text(encoding="utf-8-sig")
        if file.name.endswith("divisions.csv"):
            text = "\n".join(line for line in text.splitlines() if TOWNSHIP not in line)
        if file.name.endswith("mergers.csv"):
            text += f"{TOWNSHIP},旧镇,{OTHER},2026-05-01,invented for this test\n"
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    merged = Regions(tmp_path)
    for module in ("contributions", "projections", "places", "views", "exports", "pages"):
        monkeypatch.setattr(f"services.scoring.board.{module}.regions", lambda: merged)

    SERVICE.projections.rebuild()

    for path in ("/board", "/board/ranking"):
        old = visitor.get(f"/api/scoring/v1{path}?place={TOWNSHIP}").json
        assert old["place"]["code"] == OTHER
        assert old["moved"].startswith(f"代码{TOWNSHIP}的地方已经并入")
        new = visitor.get(f"/api/scoring/v1{path}?place={OTHER}").json
        assert new["moved"] is None
        assert new["items"] == old["items"] != []


def test_a_code_of_the_civil_affairs_table_that_we_do_not_use_finds_its_township(
    visitor: FlaskClient,
) -> None:
    found = visitor.get("/api/scoring/v1/board?place=371324113").json

    assert (found["place"]["name"], found["moved"] is None) == ("矿坑镇", False)


def test_an_exact_rank_is_right_for_thousands_with_ties_and_negative_totals(hall: Hall) -> None:
    sums = [
        Sum(points=(7 * number) % 230 - 60, weight=number % 3, finals=number % 5, lapses=number % 2)
        for number in range(600)
    ]
    for number, made in enumerate(sums):
        ladder.bring(f"m{number}", "t", 1, {"b": Sum(points=number)})
        ladder.bring(f"m{number}", "t", 2, {"b": made})
        ladder.bring(f"m{number}", "t", 1, {"b": Sum(points=5)})

    orders = [made.order for made in sums]
    for own in [*orders[::37], min(orders), max(orders)]:
        assert ladder.rank("b", own) == 1 + sum(other > own for other in orders)
    assert ladder.rank("b", Order(10**6, 0, 0)) == 1
    assert ladder.members("b") == 600


def test_the_standings_page_shows_ones_own_rank_and_what_was_corrected_later(
    hall: Hall, news: News, at: Clock
) -> None:
    enrol(hall, "gao")
    solve(hall, news, at, "gao", "case-1", 3)
    at("2026-08-20 09:00")
    news.tick()
    news.arrives(reopened(date(2026, 8, 20)))

    page = hall.browser("scoring", "gao").get(f"/scoring/standings?place={COUNTY}&period=2026-04").text
    public = hall.browser("scoring", "gao").get(f"/scoring/board?place={COUNTY}&period=2026-04").text
    english = hall.browser("scoring", "gao").get(
        f"/scoring/standings?place={COUNTY}&period=2026-04", headers={"Accept-Language": "en"}
    )
    assert "Apr 2026" in english.text

    assert "我的名次：第 1 名（共 1 人），44 分，3 星" in page
    assert "本期已截止，不再变动" in page
    assert "不足3件（2/2）" in page
    assert 'href="/scoring/history"' in page, "where one appeals, and until when"
    assert "公布后 5 个工作日内申诉" in page
    assert "现在的任务（2026年8月20日）" in public
    assert all(text in public for text in ("榜上待办与在办", "其余的，是等回访核验的"))
    for text in (page, public):
        assert "截止后的更正" in text
        assert "-44" in text
    assert hall.browser("scoring", "away").get(f"/scoring/standings?place={COUNTY}").status_code == 404
