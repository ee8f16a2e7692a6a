# SPDX-License-Identifier: Apache-2.0
"""The papers of a case and its folder, read back from the PDF."""

import io
import uuid
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from services.mediation.cases.agreements import Instalment, Term
from services.mediation.cases.documents import Case
from services.mediation.cases.meetings import MeetingRecord
from services.mediation.papers.forms import _term, make
from services.mediation.papers.rules import Contents, Form, Retention, forms_of, missing, retention
from shared.access import Role
from tests.hall import Hall, open_hall
from tests.mediation.test_story import Desk, at

TOWN = "371324001"
PARTIES = [
    {"ref": "A", "name": '王#panic("x")某', "kind": "person", "role": "申请人"},
    {"ref": "B", "name": "李某", "kind": "person", "role": "被申请人"},
]
EVERYTHING = Contents(
    noticed=True,
    sessions=1,
    agreement="written",
    agreement_complete=True,
    ended_without=False,
    remedies_told=False,
    follow_ups=1,
    closed=True,
)


def contents(**changed: Any) -> Contents:
    facts = {name: getattr(EVERYTHING, name) for name in Contents.__dataclass_fields__}
    return Contents(**(facts | changed))


@pytest.mark.parametrize(
    ("changed", "lack"),
    [
        ({}, []),
        ({"noticed": False}, [Form.RIGHTS_NOTICE]),
        ({"sessions": 0}, [Form.RECORD]),
        ({"agreement": None}, [Form.AGREEMENT]),
        ({"agreement_complete": False}, [Form.AGREEMENT]),
        ({"agreement": "oral", "agreement_complete": False}, [Form.ORAL_AGREEMENT]),
        ({"agreement": None, "ended_without": True}, [Form.REMEDIES_NOTICE]),
        ({"agreement": None, "ended_without": True, "remedies_told": True, "sessions": 0}, []),
        ({"parties": frozenset("AB"), "identified": frozenset("A")}, ["identity"]),
        ({"agents": frozenset("A"), "empowered": frozenset()}, ["proxy"]),
        ({"ink_needed": True, "ink_kept": False}, ["signed"]),
    ],
)
def test_what_a_folder_lacks(changed: dict[str, Any], lack: list[Form]) -> None:
    assert [one.form for one in missing(contents(**changed))] == lack


def test_a_part_without_a_day_is_left_open_and_the_last_day_stands_with_the_whole() -> None:
    term = Term(kind="payment", who="B", to="A", what="赔偿", due_on=date(2026, 12, 31))
    term.plan = [Instalment(amount=Decimal("5.00"))]

    assert _term(1, term).endswith("：赔偿，于2026年12月31日前履行；第1期5.00元（伍元整），期限另定。")


def test_sessions_are_numbered_by_the_day_they_were_held() -> None:
    days = {"late": date(2026, 6, 5), "early": date(2026, 6, 1)}
    held = [MeetingRecord(id=one, held_on=on, mode="joint", result="open") for one, on in days.items()]
    held.append(MeetingRecord(id="c", corrects="early", held_on=days["early"], mode="joint", result="open"))

    parts = make(Case(body_name="调委会", sessions=held), Form.RECORD).parts[1:]

    assert [(part.heading, part.rows[0][1]) for part in parts] == [
        *(("第1次", "2026年6月1日"), ("更正", "2026年6月1日"), ("第2次", "2026年6月5日"))
    ]


def test_a_missing_paper_is_named_with_whose_it_is() -> None:
    lack = missing(contents(parties=frozenset("AB"), identified=frozenset("A")))

    assert [one.title for one in lack] == ["身份证明（当事人B）"]


def test_the_short_form_of_intake_needs_no_application() -> None:
    assert Form.APPLICATION not in forms_of(contents(short_form=True))
    assert Form.INTAKE in forms_of(contents(short_form=True))


def test_an_oral_agreement_has_its_own_form() -> None:
    assert Form.ORAL_AGREEMENT in forms_of(contents(agreement="oral"))
    assert Form.AGREEMENT not in forms_of(contents(agreement="oral"))


@pytest.mark.parametrize(
    ("category", "risk", "agreed", "kept"),
    [
        ("邻里纠纷", "none", True, Retention.LONG),
        ("邻里纠纷", "none", False, Retention.SHORT),
        ("邻里纠纷", "red", False, Retention.PERMANENT),
        ("医疗纠纷", "none", True, Retention.PERMANENT),
    ],
)
def test_how_long_a_folder_is_kept(category: str, risk: str, agreed: bool, kept: Retention) -> None:
    assert retention(category=category, risk=risk, agreed=agreed) == kept


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}papers_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("mediator", (Role.MEDIATOR, TOWN))
        hall.account("stranger", (Role.MEDIATOR, "371302001"))
        yield hall


@pytest.fixture
def settled(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A case that was agreed on two instalments, with a private talk kept beside it."""
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-03-10T09:00")
    form = {"kind": "township_pmc", "name": f"调委会{uuid.uuid4().hex[:6]}", "place": TOWN}
    body = hall.post("mediation", "county", "/bodies/", form).json
    appointed = {"account": hall.ids["mediator"], "name": "调解员"}
    hall.post("mediation", "county", f"/bodies/{body['id']}/mediators", appointed, body["version"])
    case = {
        "body_id": body["id"],
        "category": "邻里纠纷",
        "channel": "applied",
        "parties": PARTIES,
        "facts": "宅间排水争议",
    }
    desk = Desk(hall, hall.post("mediation", "mediator", "/cases/", case).json)
    desk.act("accept")
    desk.begin()
    desk.act(
        "sessions",
        mode="joint",
        result="agreed",
        held_on="2026-03-08",
        record="双方同意分期赔偿",
        place="村委会",
    )
    talk = {"case_id": desk.case["id"], "ref": "B", "text": "底线是一万五千"}
    assert hall.post("mediation", "mediator", "/talks/", talk).status_code == 201
    plan = [{"amount": "6000.00", "due_on": "2026-06-30"}, {"amount": "6000.50", "due": "年底前"}]
    terms = [
        {"kind": "payment", "who": "B", "to": "A", "what": "赔偿修缮费", "amount": "12000.50", "plan": plan}
    ]
    desk.act("agreement", form="written", agreed_on="2026-03-08", terms=terms)
    for ref in "AB":
        desk.act("agreement/acts", kind="party_signed", ref=ref, on="2026-03-08")
    for kind in ("mediator_signed", "seal"):
        desk.act("agreement/acts", kind=kind, on="2026-03-10")
    desk.act(
        "follow-ups",
        ref="A",
        on="2026-03-10",
        performance="performed_in_full",
        satisfied=True,
        record="已经修好",
    )
    return desk


def pdf(hall: Hall, desk: Desk, name: str) -> PdfReader:
    answer = hall.get("mediation", "mediator", f"/papers/{desk.case['id']}/{name}.pdf")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return PdfReader(io.BytesIO(answer.data))


def text_of(reader: PdfReader) -> str:
    return "".join(page.extract_text() for page in reader.pages).replace("\n", "").replace(" ", "")


def test_an_agreement_says_who_owes_what_in_capitals_and_when(hall: Hall, settled: Desk) -> None:
    reader = pdf(hall, settled, "agreement")
    text = text_of(reader)

    for words in (
        *("人民调解协议书", settled.case["file_number"], "宅间排水争议", "12000.50元"),
        *("壹万贰仟元伍角", "2026年6月30日", "2026年12月31日", "2026年3月10日", "第1页共1页"),
    ):
        assert words in text, words
    assert '王#panic("x")某' in text  # data, never markup
    width, height = (round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:])
    assert (width, height) == (210, 297)


def test_the_folder_has_cover_contents_papers_and_back_and_no_private_word(hall: Hall, settled: Desk) -> None:
    reader = pdf(hall, settled, "folder")
    text = text_of(reader)

    assert "履行情况全部履行" in text
    order = ["人民调解卷宗", "卷宗目录", "双方同意分期赔偿", "赔偿修缮费", "已经修好", "卷宗封底"]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert "保管期限长期" in text
    assert "一万五千" not in text
    assert f"共{len(reader.pages)}页" in text
    listed = hall.get("mediation", "mediator", f"/papers/{settled.case['id']}").json
    assert [one["form"] for one in listed["present"]] == [
        *("application", "intake", "rights_notice", "record", "agreement", "follow_up")
    ]
    assert [(one["form"], one["ref"]) for one in listed["missing"]] == [("identity", "A"), ("identity", "B")]


def test_a_paper_that_is_not_there_or_not_ours_is_not_found(hall: Hall, settled: Desk) -> None:
    path = f"/papers/{settled.case['id']}"

    assert hall.get("mediation", "mediator", f"{path}/oral_agreement.pdf").status_code == 404
    assert hall.get("mediation", "mediator", f"{path}/nothing.pdf").status_code == 404
    assert hall.get("mediation", "stranger", f"{path}/agreement.pdf").status_code == 404
