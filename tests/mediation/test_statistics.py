# SPDX-License-Identifier: Apache-2.0
"""Statistics whose sums add up, and a register that can be imported again (ST-04 to ST-06)."""

import io
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.mediation.cases.documents import Case
from services.mediation.ledgers.reader import read
from services.mediation.ledgers.workbook import open_workbook
from services.mediation.statistics.crosstab import crosstab
from services.mediation.statistics.rules import FROM_LEDGERS, SOURCES, Counted, outcome, tabulate
from shared.access import Role
from shared.mongo import collection
from shared.regions import regions
from shared.ui.terms import CATEGORIES
from shared.web.sheets import safe
from shared.web.uploads import XLSX
from tests.hall import Hall, open_hall
from tests.mediation.test_story import Desk, agree, at
from tests.printed import chinese

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
    assert [one.decision for one in rows] == ["skip", "skip", "accept", "accept", "skip"]
    first = rows[2].record or {}
    assert (first["case_no"], first["result"], first["amount"]) == (first["case_no"], "success", 30000)
    assert first["applicants"] == ["=某"]  # a supervisor gets no names (PV-20)


def test_register_and_page_count_the_same_by_the_day_that_is_printed(hall: Hall) -> None:
    town, day = "371324002", datetime(2012, 5, 4)
    common = {"place": town, "within": [*regions().path(town)], "category": "邻里纠纷", "channel": "applied"}
    ends = [
        ("closed", "court_mediation_statement", "100.50"),
        ("agreed", "receipts", "20.00"),
        ("agreed", "oral", None),
        ("closed", "none", "50000.00"),
        ("terminated", None, None),
        ("applied", None, None),
    ]
    collection(Case).insert_many(
        common
        | {
            "_id": f"register-{number}",
            "state": state,
            "applied_at": datetime(2026, 11, 29, tzinfo=UTC),
            "applied_on": day,
            **({"accepted_on": day, "file_number": f"(2012){number}号"} if state != "applied" else {}),
            "sessions": [{"held_on": day}],
            "agreement": {"form": form, "terms": [{"amount": amount}]} if form else None,
        }
        for number, (state, form, amount) in enumerate(ends)
    )
    query = f"?place={town}&first=2012-05-01&last=2012-05-31"

    total = hall.get("mediation", "county", f"/statistics/{query}").json["total"]
    book = openpyxl.load_workbook(
        io.BytesIO(hall.get("mediation", "county", f"/statistics/register{query}").data)
    )
    _title, _head, *rows, (note, *_rest) = book.active.iter_rows(values_only=True)
    now = hall.get("mediation", "county", f"/statistics/?place={town}&first=2026-11-01&last=2026-11-30").json

    assert (total["taken"], total["agreed"], total["failed"]) == (len(rows) + 1, 3, 2)
    assert [row[11] for row in rows] == ["成功"] * 3 + ["调解不成"] * 2
    assert [row[12] for row in rows] == ["书面协议", "书面协议", "口头协议", None, None]
    assert (total["written"], total["oral"]) == (2, 1)
    assert float(total["amount"]) == sum(row[13] or 0 for row in rows) == 120.5
    assert {row[2] for row in rows} == {"2012-05-04"}
    assert "没有案件编号的 1 件" in note
    assert now["total"]["taken"] == 0


def test_what_ledgers_do_not_tell_is_in_no_denominator() -> None:
    table = tabulate(
        [Counted("邻里纠纷", FROM_LEDGERS, "agreed", confirmed=None, reopened=None) for _ in range(6)]
    )

    for rate in (table.total.oral_share, table.total.confirmation, table.total.again):
        assert (rate.numerator, rate.denominator) == (0, 0)


def test_figures_of_another_place_are_not_there(hall: Hall) -> None:
    query = "?place=371302&first=2026-03-01&last=2026-03-31"

    assert hall.get("mediation", "county", f"/statistics/{query}").status_code == 404
    assert hall.get("mediation", "mediator", f"/statistics/{query}").status_code == 403
    reversed_ = "?place=371324&first=2026-03-31&last=2026-03-01"
    assert hall.get("mediation", "county", f"/statistics/{reversed_}").status_code == 422


COUNTED = st.builds(
    Counted,
    category=st.sampled_from([*CATEGORIES[:6], "未注明类别"]),
    source=st.sampled_from([*dict.fromkeys(SOURCES.values()), FROM_LEDGERS]),
    outcome=st.sampled_from(["agreed", "failed", "open", "left_out"]),
    place=st.sampled_from([one.code for one in regions().children("371324")]),
    form=st.sampled_from(["oral", "written", "written_by_post", None]),
    amount=st.decimals(0, 10**7, places=2),
    performed=st.booleans(),
    due=st.booleans(),
    confirmed=st.booleans(),
    reopened=st.booleans(),
    visits=st.integers(0, 3),
)
ADDED = (
    *(
        "taken",
        "agreed",
        "failed",
        "open",
        "left_out",
        "oral",
        "written",
        "untold",
        "amount",
        "performed",
        "due",
    ),
    *("confirmed", "reopened", "visits", "resolved", "unresolved"),
)


@given(st.lists(COUNTED, max_size=60))
def test_whatever_is_counted_every_grouping_adds_up_to_the_total(cases: list[Counted]) -> None:
    table = tabulate(cases)
    total = table.total

    for lines in (table.by_category.values(), table.by_place.values()):
        for name in ADDED:
            assert sum(getattr(line, name) for line in lines) == getattr(total, name), name
    assert sum(table.by_source.values()) == total.taken == len(cases)
    for line in (total, *table.by_category.values()):
        assert line.taken == line.agreed + line.failed + line.open + line.left_out
        assert line.agreed == line.oral + line.written + line.untold
        assert line.taken == line.resolved + line.unresolved + line.left_out
        for rate in (line.success, line.oral_share, line.confirmation, line.again):
            assert 0 <= rate.numerator <= rate.denominator
            assert (rate.shown is None) == (rate.denominator < 5)


@given(st.lists(COUNTED, max_size=40))
@settings(max_examples=15, deadline=None)
def test_the_crosstab_adds_up_in_every_row_and_column_and_is_read_back_as_it_was(
    cases: list[Counted],
) -> None:
    table = tabulate(cases)

    content = crosstab(table, "371324", date(2026, 3, 1), date(2026, 3, 31))
    rows = list(read(open_workbook(content), today=date(2026, 4, 30)))

    towns = [one for one in rows if one.decision == "accept"]
    assert {one.decision for one in rows} == {"skip", "accept"}
    assert len(towns) == len(regions().children("371324"))
    records = [one.record or {} for one in towns]
    assert {(one["year"], one["month"]) for one in records} == {(2026, 3)}
    assert sum(one["total"] for one in records) == table.total.resolved + table.total.unresolved
    assert sum(one["unresolved"] for one in records) == table.total.unresolved
    for kind, line in table.by_category.items():
        told = [one["by_category"][kind] for one in records]
        assert sum(one["resolved"] for one in told) == line.resolved
        assert sum(one["unresolved"] for one in told) == line.unresolved


def test_rows_of_ledgers_are_counted_beside_cases_and_named_as_such(hall: Hall) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["兰陵县人民调解工作台账（2025年度）"],
        [
            *(
                "序号",
                "案号",
                "受理日期",
                "乡镇",
                "申请人",
                "被申请人",
                "纠纷类别",
                "调解结果",
                "涉及金额",
                "协议形式",
            )
        ],
        [1, "旧1", "2025-05-06", "卞庄街道", "王某", "李某", "邻里", "成功", 5000, "口头"],
        [2, "旧2", "2025-05-07", "卞庄街道", "王某", "李某", "邻里", "不成功", None, None],
        [3, "旧3", "2025-05-08", "卞庄街道", "王某", "李某", "合同", "调解中", None, None],
    ):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    headers = {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": XLSX}
    browser = hall.browser("mediation", "county")
    sent = browser.post("/api/mediation/v1/ledgers/", data=content.getvalue(), headers=headers).json
    query = "?place=371324&first=2025-05-01&last=2025-05-31"

    may = hall.get("mediation", "county", f"/statistics/{query}").json
    listed = hall.get("mediation", "county", f"/ledgers/{query}&person=王某").json
    out = hall.get("mediation", "county", f"/ledgers/workbook{query}&layout=register").data
    headers["Idempotency-Key"] = str(uuid.uuid4())
    again = browser.post("/api/mediation/v1/ledgers/", data=out, headers=headers).json

    assert (sent["rejected"], sent["new"]) == (1, 2)  # 合同 alone is no name of a kind
    assert (may["total"]["taken"], may["from_ledgers"], may["by_source"]) == (2, 2, {"台账录入": 2})
    assert (may["total"]["agreed"], may["total"]["failed"], may["total"]["oral"]) == (1, 1, 1)
    assert may["total"]["amount"] == "5000"
    assert [(one["people"], one["result"]) for one in listed] == [
        *((["王*", "李*"], one) for one in (listed[0]["result"], listed[1]["result"]))
    ]
    assert (again["rejected"], again["new"], again["corrected"], again["known"]) == (0, 0, 0, 2)


def test_a_register_of_cases_that_is_imported_again_makes_no_second_dispute(hall: Hall) -> None:
    at("2026-05-08T09:00")
    form = {"kind": "township_pmc", "name": f"调委会{uuid.uuid4().hex[:6]}", "place": TOWN}
    body = hall.post("mediation", "county", "/bodies/", form).json
    appointed = {"account": hall.ids["mediator"], "name": "调解员"}
    hall.post("mediation", "county", f"/bodies/{body['id']}/mediators", appointed, body["version"])
    taken(hall, body["id"], category="拖欠农民工工资纠纷")
    query = "?place=371324&first=2026-05-01&last=2026-05-31"

    register = hall.get("mediation", "county", f"/statistics/register{query}").data
    headers = {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": XLSX}
    sent = (
        hall.browser("mediation", "county")
        .post("/api/mediation/v1/ledgers/", data=register, headers=headers)
        .json
    )

    assert (sent["accepted"], sent["of_cases"], sent["new"]) == (1, 1, 0)
    assert hall.get("mediation", "county", f"/statistics/{query}").json["from_ledgers"] == 0


def test_the_workbook_holds_prevention_and_the_items_of_the_ministry(hall: Hall) -> None:
    query = "?place=371324&first=2025-05-01&last=2025-05-31"

    book = openpyxl.load_workbook(
        io.BytesIO(hall.get("mediation", "county", f"/statistics/workbook{query}").data)
    )
    cross = openpyxl.load_workbook(
        io.BytesIO(hall.get("mediation", "county", f"/statistics/crosstab{query}").data)
    )

    assert [row[0] for row in book["预防"].iter_rows(min_row=2, values_only=True)] == [
        *("排查纠纷", "预防纠纷", "防止民间纠纷引起自杀", "防止民转刑", "防止群体性上访", "防止群体性械斗")
    ]
    items = dict(list(book["概况"].iter_rows(min_row=2, values_only=True)))
    assert items["调解总数"] == items["其中台账录入"] == 2
    assert cross.active["A1"].value == "兰陵县司法行政系统矛盾纠纷排查化解基本情况统计表（2025年5月）"
    assert cross.active["B5"].value == 2

    english = openpyxl.load_workbook(
        io.BytesIO(
            hall.get(
                "mediation", "county", f"/statistics/workbook{query}", headers={"Accept-Language": "en"}
            ).data
        )
    )
    cells = [cell for sheet in english for row in sheet.iter_rows(values_only=True) for cell in row]
    assert [cell for cell in cells if chinese(cell)] == [
        "People's mediation statistics of 兰陵县 (2025-05-01 to 2025-05-31)"
    ] * 2
