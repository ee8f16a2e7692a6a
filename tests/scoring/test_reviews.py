# SPDX-License-Identifier: Apache-2.0
"""An appeal freezes the rank until the answer, on the board that runs and on the one that closes meanwhile (SB-25)."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from services.scoring import SERVICE
from services.scoring.tasks.callbacks import Result
from tests.scoring import world
from tests.scoring.office import Office
from tests.scoring.world import closed, failed, settled


def solve(office: Office, who: str, case: str, picked: str, settled_on: str, final: str) -> None:
    """A task of three stars, picked, settled and final on these mornings: 44 points."""
    account = office.ids[who]
    office.at(f"{picked} 09:00")
    office.news.arrives(failed(case))
    world.post(case)
    world.pick(account, case)
    world.meet_both(account, case)
    office.at(f"{settled_on} 09:00")
    today = date.fromisoformat(settled_on)
    office.news.arrives(settled(today, case), closed(today, case))
    for party in "AB":
        world.call_back(party, Result.SATISFIED, case)
    office.at(f"{final} 09:00")


def ranks(office: Office, period: str, place: str = world.COUNTY) -> list[tuple[int, str, int, bool]]:
    rows = office.hall.get("scoring", "supervisor", f"/standings?place={place}&period={period}").json["items"]
    return [(row["rank"], row["name"], row["points"], row["under_review"]) for row in rows]


def mine(office: Office, who: str, period: str) -> tuple[int, bool]:
    found: Any = office.hall.get("scoring", who, f"/standings/mine?place={world.COUNTY}&period={period}").json
    return found["row"]["rank"], found["row"]["under_review"]


@pytest.fixture
def lapsed(office: Office) -> Office:
    """Gao is first of the year with 44 points; a second task ran out on May 13 and took 20."""
    office.at("2026-03-02 09:00")
    office.enrol("gao", "lin")
    solve(office, "gao", "case-1", "2026-03-02", "2026-03-10", "2026-04-13")
    office.picked("gao", "case-2")
    office.met("gao", "case-2")
    office.at("2026-05-14 09:00")
    return office


def appeal(office: Office) -> None:
    office.do("gao", "appeals", {"entry": "lapse:1", "reason": "等法院鉴定"}, "case-2")
    office.news.town.deliver()


def answer(office: Office, outcome: str) -> None:
    office.do("city", "appeals/answers", {"entry": "lapse:1", "outcome": outcome, "reason": "复核"}, "case-2")
    office.news.town.deliver()


def test_sb25_the_rank_stands_still_while_others_earn_and_moves_with_the_answer(lapsed: Office) -> None:
    assert ranks(lapsed, "2026") == [(1, "gao", 24, False)]

    appeal(lapsed)
    solve(lapsed, "lin", "case-3", "2026-05-15", "2026-05-20", "2026-06-20")

    assert ranks(lapsed, "2026") == [(1, "lin", 44, False), (1, "gao", 24, True)]
    assert ranks(lapsed, "2026", world.TOWNSHIP) == ranks(lapsed, "2026")
    assert (mine(lapsed, "gao", "2026"), mine(lapsed, "lin", "2026")) == ((1, True), (1, False))
    page = lapsed.hall.browser("scoring", "gao").get(f"/scoring/standings?place={world.COUNTY}").text
    assert "申诉复核中，名次暂不变动" in page
    visitor = lapsed.hall.apps["scoring"].test_client()
    assert "申诉复核中" in visitor.get("/scoring/board").text
    books = {
        "2026年榜": visitor.get(f"/api/scoring/v1/board.xlsx?place={world.COUNTY}"),
        "榜单": lapsed.hall.get("scoring", "supervisor", f"/standings.xlsx?place={world.COUNTY}&period=2026"),
    }
    for name, book in books.items():
        head, *rows = load_workbook(io.BytesIO(book.data))[name].iter_rows(values_only=True)
        remarks = {row[head.index("姓名")]: row[head.index("备注")] for row in rows}
        assert (remarks["gao"], remarks["lin"] or "") == ("申诉复核中，名次暂不变动", "")

    answer(lapsed, "dismissed")

    assert ranks(lapsed, "2026") == [(1, "lin", 44, False), (2, "gao", 24, False)]
    assert mine(lapsed, "gao", "2026") == (2, False)


def test_sb25_a_board_that_closes_meanwhile_keeps_the_frozen_rank_for_ever(lapsed: Office) -> None:
    appeal(lapsed)
    solve(lapsed, "lin", "case-3", "2026-05-15", "2026-05-20", "2026-06-20")
    lapsed.at("2026-07-01 00:01")

    taken = ranks(lapsed, "2026-Q2")
    assert taken == [(1, "lin", 44, False), (1, "gao", 24, True)]

    answer(lapsed, "upheld")

    assert ranks(lapsed, "2026-Q2") == taken
    assert ranks(lapsed, "2026") == [(1, "lin", 44, False), (2, "gao", 44, False)]
    assert lapsed.faults() == []
    SERVICE.projections.rebuild()
    assert ranks(lapsed, "2026-Q2") == taken


def test_sb25_on_a_board_that_was_closed_before_the_appeal_is_only_marked(lapsed: Office) -> None:
    lapsed.at("2026-05-18 00:01")
    before = ranks(lapsed, "2026-W20")
    assert before == [(1, "gao", -20, False)]

    appeal(lapsed)
    assert ranks(lapsed, "2026-W20") == [(1, "gao", -20, True)]

    answer(lapsed, "dismissed")
    assert ranks(lapsed, "2026-W20") == before


def test_sb25_who_is_under_review_stands_once_and_the_list_stays_in_order(lapsed: Office) -> None:
    lapsed.enrol("song", "tang")
    appeal(lapsed)
    solve(lapsed, "lin", "case-3", "2026-05-15", "2026-05-20", "2026-06-20")

    found = ranks(lapsed, "all")

    assert [rank for rank, *_ in found] == [1, 1, 3, 3]
    assert {name for _, name, *_ in found} == {"gao", "lin", "song", "tang"}
