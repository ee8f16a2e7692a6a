# SPDX-License-Identifier: Apache-2.0
"""Words that people write into a case stay in that case: no list, export, log, audit entry or event holds them (CT-23, PV-11).

Each free text gets a mark of its own; the mark of a private talk must not be readable anywhere at all.
"""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from services.mediation.cases.documents import Case
from services.scoring.tasks.documents import StarTask
from shared.mongo import collection
from tests.hall import Hall
from tests.mediation.room import LI, SUN, TOWN, Desk, applied
from tests.printed import words_of

MARKS = st.text(st.sampled_from("底线万元承认瞒着私下怕他报复"), min_size=8, max_size=16)
FREE = (
    *("facts", "subject", "consent", "record", "offer", "fact", "question", "absence", "report", "objection"),
    *("visit", "steps", "refusal"),
)


def tell(room: Hall, pmc: str, mark: dict[str, str]) -> Desk:
    """A case whose every free text holds its mark; it fails, so that the star board hears of it."""
    desk = applied(room, pmc, facts=mark["facts"], subject=mark["subject"], risk="orange", parties=[LI, SUN])
    desk.begin()
    desk.act("consents", ref="B", answer="consented", reason=mark["consent"])
    desk.act("reports", to="police", note=mark["report"])
    desk.act("investigations", asked="王大爷", record=mark["question"])
    desk.act("absent-papers", paper="identity", reason=mark["absence"])
    offers = [{"by": "B", "what": mark["offer"]}]
    desk.act("sessions", mode="joint", result="failed", record=mark["record"], offers=offers)
    desk.act("undisputed-facts", text=mark["fact"])
    talk = {"case_id": desk.case["id"], "ref": "B", "text": mark["talk"]}
    assert room.post("mediation", "mediator", "/talks/", talk).status_code == 201
    desk.act("mediators", account=room.ids["second"])
    desk.act("objections", account=room.ids["second"], ref="B", reason=mark["objection"])
    for ref in "AB":
        desk.act("remedies-notices", ref=ref, delivered=True)
    desk.act("follow-ups", ref="A", record=mark["visit"], steps=mark["steps"])
    desk.act("terminate", reason="gap_too_wide")
    turned = applied(room, pmc)
    turned.act("refuse", ground="other", go_to="court", reason=mark["refusal"])
    room.town.deliver(times=2)
    return desk


def lists(room: Hall, pmc: str) -> Iterator[tuple[str, str]]:
    """Every list and export that somebody may read."""
    period = f"place={TOWN}&first=2026-05-01&last=2026-07-31"
    for login, path in (
        *((login, "/cases/?limit=100") for login in ("mediator", "director", "county")),
        *((login, "/desk/due") for login in ("mediator", "director", "county")),
        *(
            ("county", f"/desk/{name}")
            for name in ("silence", "hot-spots", "hot-people", "hot-subjects", "load")
        ),
        ("county", f"/statistics/?{period}"),
        ("county", f"/bodies/{pmc}"),
    ):
        answer = room.get("mediation", login, path)
        assert answer.status_code == 200, (path, answer.text)
        yield path, answer.text
    workbook = room.get("mediation", "county", f"/statistics/workbook?{period}")
    assert workbook.status_code == 200
    cells = [
        cell for sheet in load_workbook(io.BytesIO(workbook.data)) for row in sheet.values for cell in row
    ]
    yield "workbook", str(cells)


def databases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every stored document of mediation and of the star board."""
    for database in (collection(Case).database, collection(StarTask).database):
        for name in database.list_collection_names():
            for row in database[name].find():
                yield f"{database.name}.{name}", row


@settings(max_examples=2, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
@given(words=MARKS)
def test_no_list_export_log_audit_or_event_holds_a_word_of_a_case(
    room: Hall, pmc: str, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    mark = {field: f"{words}{field}" for field in (*FREE, "talk")}
    capsys.readouterr()
    desk = tell(room, pmc, mark)
    shown = dict(lists(room, pmc))
    printed = capsys.readouterr()

    seen = shown | {"log": printed.out + printed.err, "events": str(room.town.delivered)}
    for where, row in databases():
        for owed in (*row.get("history", []), *row.get("outbox", []), *row.get("published", [])):
            seen[f"{where} audit"] = seen.get(f"{where} audit", "") + str(owed)
    for where, text in seen.items():
        for field, secret in mark.items():
            assert secret not in text, (field, where)
    for where, row in databases():
        assert mark["talk"] not in str(row), where
    folder = room.get("mediation", "mediator", f"/papers/{desk.case['id']}/folder.pdf")
    bound = words_of(folder.data)
    assert mark["record"] in bound
    assert mark["talk"] not in bound
    assert mark["report"] not in bound
    papers = desk.hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").text
    assert mark["record"] in papers
    assert mark["talk"] not in papers
    assert mark["report"] not in papers
