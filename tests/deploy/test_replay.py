# SPDX-License-Identifier: Apache-2.0
"""Published cases as plans, their figures by pure rules, and the comparison; no server is needed."""

from pathlib import Path
from typing import Any

import pytest

from deploy.replay.cases import MalformedCases, Plan, read
from deploy.replay.compare import differences, known_needs
from deploy.replay.driver import Result
from services.mediation.cases.agreement_schemas import AgreementIn
from services.mediation.cases.schemas import CaseIn, SessionIn

DATA = Path(__file__).parents[2] / "deploy" / "data"
PLANS = read(DATA / "published-cases.yaml")


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id)
def test_every_published_case_becomes_input_that_the_software_takes(plan: Plan) -> None:
    form: dict[str, Any] = {
        "body_id": "b",
        "category": plan.category,
        "channel": "applied",
        "parties": plan.parties,
        "facts": plan.facts,
        "claim": plan.claim,
    }

    assert CaseIn().validate(form) == {}
    assert [SessionIn().validate(session) for session in plan.sessions if SessionIn().validate(session)] == []
    assert plan.agreement is None or AgreementIn().validate(plan.agreement) == {}


def test_a_figure_that_differs_is_named_and_a_case_that_failed_is_one_difference() -> None:
    result = Result("X", summary={"payable_total": "5.00", "instalments": 3})

    found = differences({"payable_total": 5, "instalments": 4, "confirmable": False}, result)

    assert [(one.figure, one.expected, one.found) for one in found] == [
        ("instalments", 4, 3),
        ("confirmable", False, None),
    ]
    assert [one.figure for one in differences({"instalments": 4}, Result("X", trouble="no"))] == ["played"]


@pytest.mark.parametrize("text", ["", "cases: 7", "- x", "{", "cases:\n- id: X\n  lang: zh\n"])
def test_a_malformed_file_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(text)

    with pytest.raises(MalformedCases, match=r"cases\.yaml"):
        read(file)


def test_what_is_not_possible_yet_stands_with_its_reason() -> None:
    assert all(known_needs(DATA / "known-needs.yaml").values())
