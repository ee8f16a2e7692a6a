# SPDX-License-Identifier: Apache-2.0
"""The board of the people's mediators: the same ledger rules, by committee; a success rate never ranks (SB-28)."""

import itertools
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from services.scoring import SERVICE
from services.scoring.mediators.documents import MediatedCase
from services.scoring.mediators.rules import CaseState
from shared.access import Role
from shared.contracts.courtlink import ConfirmationDecided
from shared.contracts.mediation import CaseClosed, CaseReopened, MisconductSustained
from shared.mongo import collection
from tests.hall import Hall, open_hall
from tests.scoring import world
from tests.scoring.conftest import Clock
from tests.scoring.world import News

COUNTY, TOWNSHIP, VILLAGE = world.COUNTY, world.TOWNSHIP, world.VILLAGE


@pytest.fixture(scope="module")
def open_town(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}mediators_") as hall:
        hall.account("wang", (Role.MEDIATOR, VILLAGE))
        hall.account("zhao", (Role.MEDIATOR, VILLAGE))
        hall.account("county", (Role.COUNTY_SUPERVISOR, COUNTY))
        hall.account("other", (Role.MEDIATOR, "371302001001"))
        yield hall


@pytest.fixture
def hall(open_town: Hall, at: Clock) -> Hall:
    for kind in SERVICE.documents:
        collection(kind).delete_many({})
    at("2026-04-01 09:00")
    return open_town


@pytest.fixture
def news(hall: Hall) -> News:
    return News()


def closed(hall: Hall, case: str = "case-1", *who: str, **more: Any) -> CaseClosed:
    """A village case, agreed on 1 April and performed."""
    facts: dict[str, Any] = {
        "case_id": case,
        "closed_on": date(2026, 4, 3),
        "settled_on": date(2026, 4, 1),
        "performed": True,
        "place": VILLAGE,
        "category": "邻里纠纷",
        "outcome": "agreed",
        "body_id": "body-1",
        "mediators": tuple(hall.ids[name] for name in who or ("wang",)),
        "satisfaction_asked": True,
        "satisfied": True,
    }
    return CaseClosed(**facts | more)


def returned(case: str = "case-1", **more: Any) -> CaseReopened:
    facts = {"case_id": case, "successor_id": "case-9", "on": date(2026, 6, 1), "same_facts": True}
    return CaseReopened(**facts | more)


def board(
    hall: Hall, login: str = "county", period: str = "all", **more: str
) -> list[tuple[int, str, int, int]]:
    query = "&".join(f"{name}={value}" for name, value in {"place": COUNTY, "period": period, **more}.items())
    answer = hall.get("scoring", login, f"/mediators/standings?{query}")
    assert answer.status_code == 200, answer.json
    return [(row["rank"], row["name"], row["points"], row["finals"]) for row in answer.json["items"]]


def state(case: str = "case-1") -> str:
    return str(MediatedCase.objects(id=case).get().state)


def test_a_kept_settlement_counts_after_thirty_days_and_is_shared(hall: Hall, news: News, at: Clock) -> None:
    news.arrives(closed(hall), closed(hall, "case-2", "wang", "zhao"))
    at("2026-05-01 23:59")
    news.tick()
    assert board(hall) == []

    at("2026-05-02 00:00")
    news.tick()

    assert board(hall) == [(1, "wang", 15, 2), (2, "zhao", 5, 1)]
    assert board(hall, "wang", body="body-1", place=TOWNSHIP) == board(hall)
    assert board(hall, body="body-2") == []
    assert board(hall, period="2026-04") == []
    assert [row[2] for row in board(hall, period="2026-05")] == [15, 5]
    assert [fault for proof in SERVICE.proofs for fault in proof()] == []


@pytest.mark.parametrize(
    "more",
    [
        {"outcome": "terminated", "settled_on": None},
        {"satisfied": False},
        {"performed": False},
    ],
)
def test_what_did_not_come_about_or_was_objected_to_brings_nothing(
    hall: Hall, news: News, at: Clock, more: dict[str, Any]
) -> None:
    news.arrives(closed(hall, **more))
    at("2026-07-01 09:00")
    news.tick()

    assert [row[2:] for row in board(hall)] in ([], [(0, 0)])


def test_a_later_word_that_all_was_performed_counts(hall: Hall, news: News, at: Clock) -> None:
    news.arrives(closed(hall, performed=False))
    at("2026-07-01 09:00")

    news.arrives(closed(hall))

    assert board(hall) == [(1, "wang", 10, 1)]


@pytest.mark.parametrize(
    ("more", "points"),
    [({}, 0), ({"same_facts": False}, 10), ({"breach_by_party": True}, 10), ({"on": date(2026, 9, 29)}, 10)],
)
def test_a_quarrel_that_returns_takes_the_points_back(
    hall: Hall, news: News, at: Clock, more: dict[str, Any], points: int
) -> None:
    news.arrives(closed(hall))
    at("2026-05-02 00:00")
    news.tick()
    at("2026-10-01 09:00")

    news.arrives(returned(**more))

    assert board(hall)[0][2] == points
    assert board(hall, period="2026-05") == [(1, "wang", 10, 1)]


@pytest.mark.parametrize(
    "news_of_fault",
    [
        ConfirmationDecided(case_id="case-1", result="rejected_not_voluntary", decided_on=date(2026, 6, 1)),
        MisconductSustained(
            complaint_id="c-1",
            case_id="case-1",
            body_id="body-1",
            account="wang",
            kind="taking",
            decided_on=date(2026, 6, 1),
        ),
    ],
)
def test_a_settlement_without_free_will_costs_twice(
    hall: Hall, news: News, at: Clock, news_of_fault: ConfirmationDecided | MisconductSustained
) -> None:
    news.arrives(closed(hall))
    at("2026-06-01 09:00")
    news.tick()

    news.arrives(news_of_fault)

    assert board(hall) == [(1, "wang", -10, 0)]
    assert state() == CaseState.VOID


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_news_in_any_order_leads_to_the_same_state(
    hall: Hall, news: News, at: Clock, order: tuple[int, ...]
) -> None:
    at("2026-06-02 09:00")
    word = ConfirmationDecided(case_id="case-1", result="confirmed", decided_on=date(2026, 4, 20))
    events = [closed(hall), returned(), word]

    news.arrives(*(events[number] for number in order))

    assert board(hall) in ([(1, "wang", 0, 0)], [])
    assert state() in (CaseState.REVERSED, CaseState.NOTHING)
    assert [fault for proof in SERVICE.proofs for fault in proof()] == []


def test_more_cases_of_lower_success_stand_above_fewer_of_higher(hall: Hall, news: News, at: Clock) -> None:
    for number in range(3):
        news.arrives(closed(hall, f"w{number}", "wang"))
        news.arrives(closed(hall, f"f{number}", "wang", outcome="terminated", settled_on=None))
    news.arrives(closed(hall, "z", "zhao"))
    at("2026-05-02 00:00")

    news.tick()

    assert [row[:3] for row in board(hall)] == [(1, "wang", 30), (2, "zhao", 10)]
    items = hall.get("scoring", "county", f"/mediators/standings?place={COUNTY}").json["items"]
    assert [item["satisfaction"] for item in items] == [1000, None]
    assert all("success" not in name for name in items[0])


def test_mediators_of_another_place_see_nothing_of_it(hall: Hall) -> None:
    answer = hall.get("scoring", "other", f"/mediators/standings?place={COUNTY}")

    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_board_is_a_page_for_mediators_and_offices_without_a_rate_that_ranks(
    hall: Hall, news: News, at: Clock, language: str
) -> None:
    news.arrives(closed(hall))
    at("2026-05-02 09:00")
    news.tick()
    headers = {"Accept-Language": language}

    own = hall.browser("scoring", "wang").get("/scoring/mediators", headers=headers).text
    county = hall.browser("scoring", "county").get("/scoring/mediators", headers=headers).text

    for page in (own, county):
        assert "wang" in page
        assert ("调解员积分榜" if language == "zh" else "Mediators&#39; standings") in page
    assert ("我的名次：第 1 名" if language == "zh" else "My rank: 1 of 1") in own
    assert "卞庄街道" in own or world.TOWNSHIP in own
    assert hall.browser("scoring", "other").get(f"/scoring/mediators?place={TOWNSHIP}").status_code == 404
