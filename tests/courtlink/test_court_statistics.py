# SPDX-License-Identifier: Apache-2.0
"""Statistics for court and bureau: every number adds up, every rate shows both sides (issue 5.10, ST-06)."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.courtlink import SERVICE
from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.referrals.documents import Referral
from services.courtlink.statistics.rules import Applied, Counted, Stand, stand_of, tabulate
from services.courtlink.teams.documents import Team
from shared.access import Role
from shared.mongo import collection
from tests.hall import Hall, open_hall
from tests.printed import chinese

PERIOD = {"first": "2026-05-01", "last": "2026-06-30"}
COUNTED = st.builds(
    Counted,
    court=st.sampled_from(["鲁1302", "鲁1324"]),
    month=st.sampled_from(["2026-05", "2026-06"]),
    stand=st.sampled_from(Stand),
    team=st.sampled_from(["一庭", "二庭"]),
    body=st.sampled_from(["甲", "乙"]),
    mediators=st.sampled_from([(), ("m1",), ("m1", "m2")]),
    reason=st.sampled_from(["limit_over", "no_agreement"]),
    days=st.one_of(st.none(), st.integers(0, 60)),
    performance=st.sampled_from(["", "performed_in_full", "breached"]),
    disposition=st.sampled_from(["", "filed"]),
)


@given(st.lists(COUNTED, max_size=30))
def test_the_lines_of_every_grouping_add_up_to_the_total(counted: list[Counted]) -> None:
    table = tabulate(counted, [])

    for lines in (table.by_court, table.by_team, table.by_body, table.by_month):
        assert sum(line.referred for line in lines.values()) == table.total.referred == len(counted)
        assert sum(line.accepted for line in lines.values()) == table.total.accepted
        assert sum(line.days for line in lines.values()) == table.total.days
        assert sum(line.due for line in lines.values()) == table.total.due
    failed = table.total.stands[Stand.FAILED]
    assert table.total.reasons.total() == failed
    assert table.total.accepted <= table.total.acceptance.denominator
    assert sum(line.referred for line in table.by_mediator.values()) >= len(counted)


@pytest.mark.parametrize(
    ("state", "answer", "outcome", "stand"),
    [
        ("choosing", "", "", Stand.PREPARED),
        ("not_consented", "", "", Stand.NOT_CONSENTED),
        ("sent_back", "", "", Stand.SENT_BACK),
        ("received", "", "", Stand.WAITING),
        ("declined", "declined", "", Stand.DECLINED),
        ("lapsed", "lapsed", "", Stand.LAPSED),
        ("extended", "accepted", "", Stand.OPEN),
        ("court_acknowledged", "accepted", "succeeded", Stand.SETTLED),
        ("failed", "accepted", "failed", Stand.FAILED),
        ("returned_unreachable", "accepted", "returned_unreachable", Stand.UNREACHABLE),
        ("returned_refused", "accepted", "returned_refused", Stand.REFUSED),
    ],
)
def test_a_referral_counts_by_its_facts_whatever_the_court_did_later(
    state: str, answer: str, outcome: str, stand: Stand
) -> None:
    assert stand_of(state, answer, outcome) is stand


def test_a_rate_over_fewer_than_five_is_not_shown_and_who_was_unreachable_counts_on_no_side() -> None:
    def one(stand: Stand) -> Counted:
        return Counted(court="鲁1324", month="2026-05", stand=stand)

    few = tabulate([one(Stand.SETTLED)] * 3 + [one(Stand.FAILED), one(Stand.UNREACHABLE)], []).total
    more = tabulate([one(Stand.SETTLED)] * 3 + [one(Stand.FAILED)] * 2, []).total

    assert (few.success.numerator, few.success.denominator, few.success.shown) == (3, 4, None)
    assert more.success.shown == 60.0


def test_confirmations_are_counted_by_ground() -> None:
    table = tabulate(
        [],
        [
            Applied("鲁1324", "甲", "rejected", "unclear", applied=True),
            Applied("鲁1324", "乙", "confirmed", applied=True, taken=True),
            Applied("鲁1324", "乙", "revoked", applied=True, taken=True),
            Applied("鲁1324", "乙", "blocked"),
            Applied("鲁1302", "乙", "not_taken", "wrong_court", applied=True),
            Applied("鲁1302", "乙", "offered"),
        ],
    )

    counts = table.confirmations
    assert (counts.offered, counts.applied, counts.taken) == (5, 4, 2)
    assert (dict(counts.rejected), dict(counts.not_taken)) == ({"unclear": 1}, {"wrong_court": 1})
    assert (counts.confirmed.numerator, counts.confirmed.denominator) == (1, 3)
    assert sum(line.offered for line in table.confirmations_by_court.values()) == 5


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}cs_") as hall:
        hall.account("judge", (Role.JUDGE, "鲁1324"))
        hall.account("city", (Role.CITY_SUPERVISOR, "3713"))
        hall.account("party", (Role.PARTY, "371324"))
        _write()
        yield hall


def _write() -> None:
    """Nine referrals of two courts as they are stored, and one confirmation."""
    from datetime import UTC, datetime

    def day(text: str) -> datetime:
        return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)

    rows = []
    for number in range(9):
        ours = number < 6
        code = "succeeded" if number % 2 else "failed"
        rows.append(
            {
                "_id": f"r{number}",
                "court_code": "鲁1324" if ours else "鲁1302",
                "within": ["鲁1324", "3713"] if ours else ["鲁1302", "3713"],
                "team": "team-of-old" if ours else "team-1",
                "body_name": "=HYPERLINK(1)" if number == 0 else "长新村调委会",
                "state": code,
                "referred_on": day(f"2026-0{5 + number % 2}-1{number}"),
                "landed_at": day(f"2026-0{5 + number % 2}-1{number}"),
                "answer": {"kind": "accepted"},
                "outcome": {"code": code, "reason": "limit_over", "ended_on": day("2026-06-30")},
            }
        )
    collection(Team).insert_one(
        {"_id": "team-1", "court_code": "鲁1302", "name": "金融团队", "within": ["鲁1302"]}
    )
    rows.append(rows[0] | {"_id": "other-year", "referred_on": day("2025-05-01")})
    collection(Referral).insert_many(rows)
    collection(Confirmation).insert_one(
        {
            "_id": "c1",
            "court_code": "鲁1324",
            "within": ["鲁1324", "3713"],
            "body_name": "长新村调委会",
            "state": "rejected",
            "effective_on": day("2026-05-20"),
            "applications": [
                {"court_code": "鲁1324", "acceptance": {"taken": True}, "decision": {"ground": "unclear"}}
            ],
        }
    )


def test_a_court_sees_its_own_and_the_bureau_all(hall: Hall) -> None:
    own = hall.get("courtlink", "judge", "/statistics/", query_string=PERIOD).json
    everything = hall.get("courtlink", "city", "/statistics/", query_string=PERIOD).json

    assert (own["total"]["referred"], everything["total"]["referred"]) == (6, 9)
    assert set(own["by_court"]) == {"鲁1324"}
    assert everything["total"]["success"] == {"numerator": 4, "denominator": 9, "shown": 44.4}
    assert sum(line["referred"] for line in everything["by_month"].values()) == 9
    assert everything["total"]["ended"] == 9
    assert own["confirmations"]["rejected"] == {"unclear": 1}
    assert own["confirmations"]["taken"] == 1
    narrowed = PERIOD | {"court": "鲁1302"}
    assert hall.get("courtlink", "city", "/statistics/", query_string=narrowed).json["total"]["referred"] == 3


def test_who_has_no_business_with_it_and_a_period_that_runs_back_are_refused(hall: Hall) -> None:
    assert hall.get("courtlink", "party", "/statistics/", query_string=PERIOD).status_code == 403
    back = {"first": PERIOD["last"], "last": PERIOD["first"]}
    assert hall.get("courtlink", "judge", "/statistics/", query_string=back).status_code == 422


def test_the_workbook_adds_up_and_nothing_in_it_is_a_formula(hall: Hall) -> None:
    answer = hall.get("courtlink", "city", "/statistics/workbook", query_string=PERIOD)

    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    for title in ("按法院", "按团队", "按调解组织", "按月"):
        rows: list[Any] = list(book[title].iter_rows(min_row=2, values_only=True))
        assert sum(row[1] for row in rows[:-1]) == rows[-1][1] == 9, title
        assert [sum(row[n] for row in rows[:-1]) for n in range(2, 13)] == list(rows[-1][2:13]), title
    names = {
        title: {row[0] for row in book[title].iter_rows(min_row=2, values_only=True)}
        for title in book.sheetnames
    }
    assert names["按团队"] == {"金融团队", "已撤销的团队", "合计"}
    assert names["按法院"] == {"临沂市兰山区人民法院", "兰陵县人民法院", "合计"}
    assert "兰陵县人民法院" in names["司法确认按法院"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert {"按调解员", "驳回理由"} <= set(book.sheetnames)
    assert list(book["调解不成原因"].iter_rows(min_row=2, values_only=True)) == [("期限已到", 5), ("合计", 5)]


def test_the_workbook_is_in_english_for_who_reads_english(hall: Hall) -> None:
    answer = hall.get(
        "courtlink", "city", "/statistics/workbook", query_string=PERIOD, headers={"Accept-Language": "en"}
    )

    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames[0] == "By court"
    assert list(book["Why mediation failed"].iter_rows(values_only=True)) == [
        ("Why mediation failed", "Cases"),
        ("The limit is over", 5),
        ("Total", 5),
    ]
    assert not [cell for row in book["By month"].iter_rows(values_only=True) for cell in row if chinese(cell)]


def test_the_page_shows_a_month_in_words_and_leads_to_its_workbook(hall: Hall) -> None:
    judge = hall.browser("courtlink", "judge")

    page = judge.get("/courtlink/statistics/?period=2026").text
    empty = judge.get("/courtlink/statistics/?period=2024-12").text

    assert re.search(r'</h1>\s*<p class="site-caption">2026', page)
    assert "team-of-old" not in page
    for word in ("兰陵县人民法院", "长新村调委会", "期限已到", "内容不明确", "3 / 6"):
        assert word in page, word
    assert "limit_over" not in page
    assert "/api/courtlink/v1/statistics/workbook?first=2026-01-01&amp;last=2026-12-31" in page
    assert "这段时间没有委派委托" in empty
    assert hall.browser("courtlink", "party").get("/courtlink/statistics/").status_code == 403


@pytest.mark.usefixtures("hall")
def test_the_period_is_read_on_an_index() -> None:
    for kind, name in ((Referral, "referred_on"), (Confirmation, "effective_on")):
        assert kind in SERVICE.aggregates
        plan = collection(kind).find({name: {"$gte": datetime(2026, 1, 1, tzinfo=UTC)}}).sort(name).explain()
        assert "IXSCAN" in str(plan["queryPlanner"]["winningPlan"])
