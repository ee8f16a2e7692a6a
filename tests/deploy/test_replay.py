# SPDX-License-Identifier: Apache-2.0
"""Published cases as plans, their figures by pure rules, and the comparison; no server is needed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from deploy.replay.cases import MalformedCases, Plan, read
from deploy.replay.compare import differences, known_needs
from deploy.replay.driver import File, Result
from deploy.seed import PLACES
from deploy.stories import SETTLED, SOLVED, TAKEN, WAITING, name_of, quarrelling
from services.mediation.cases.agreement_schemas import AgreementIn
from services.mediation.cases.schemas import CaseIn, SessionIn
from shared.access import Role

DATA = Path(__file__).parents[2] / "deploy" / "data"
PLANS, BROKEN = read(DATA / "published-cases.yaml")


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


@pytest.mark.parametrize("text", ["", "cases: 7", "- x", "{", "cases:\n- at: 2024-13-45"])
def test_a_malformed_file_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(text)

    with pytest.raises(MalformedCases, match=r"cases\.yaml"):
        read(file)


STRANGE = """
cases:
- {id: X, lang: zh}
- 7
- {id: Y, channel: village, outcome: agreed, category: 邻里, replay_place: {township_code: 371329001, court_code: c},
   parties: [{ref: A}], amounts: [{what: claim, value: 约三万}]}
- {id: Z, channel: village, outcome: unheard_of, category: 邻里, replay_place: {township_code: 371329001, court_code: c},
   parties: [{ref: A, count: several}], timeline: [{event: applied, at: 2024-05-01 10:00:00}, {event: session, at: "2024-13-45"}]}
"""


def test_a_strange_case_is_named_and_stops_no_other(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(STRANGE)

    plans, broken = read(file)

    assert BROKEN == {}
    assert {name: why.split(":")[0] for name, why in broken.items()} == {
        "X": "no field 'replay_place'",
        "1": "AttributeError",
        "Y": "ValueError",
    }
    (plan,) = plans
    assert (plan.id, plan.township, plan.intake_on, plan.agreement) == (
        "Z",
        "371329001",
        date(2024, 5, 1),
        None,
    )
    assert [session["held_on"] for session in plan.sessions] == [None]
    assert [party["count"] for party in plan.parties] == [1, 1]


def test_what_is_not_possible_yet_stands_with_its_reason() -> None:
    assert all(known_needs(DATA / "known-needs.yaml").values())


class Written:
    """A mediator who only writes down what it was told to send."""

    id = "m"

    def __init__(self, case: dict[str, Any]) -> None:
        self.case, self.sent = case, list[tuple[str, dict[str, Any]]]()

    def get(self, _path: str) -> dict[str, Any]:
        return self.case

    def post(self, path: str, body: dict[str, Any], _version: int) -> dict[str, Any]:
        self.sent.append((path.rpartition("/")[2], body))
        return self.case


def test_consents_and_notices_of_a_played_case_have_its_day() -> None:
    case = {"id": "c", "version": 1, "accepted_on": "2014-05-29", "parties": [{"ref": "A"}], "referral": None}
    mediator = Written(case)

    File(mediator, case).begin()  # type: ignore[arg-type]

    assert [body.get("on") for name, body in mediator.sent if name != "mediators"] == ["2014-05-29"] * 2


def test_a_played_case_leaves_no_visit_and_no_duty_of_past_years_open() -> None:
    past = [
        {"rule": "WN-05", "about": "2014-06-16", "end": "2014-06-16", "met_at": None},
        {"rule": "WN-05", "about": "x", "end": "2014-06-17", "met_at": "2014-06-17T01:00:00Z"},
        {"rule": "PM-20", "about": "1.2", "end": "2014-07-01", "met_at": None},
        {"rule": "WN-05", "about": "y", "end": "2999-01-01", "met_at": None},
    ]
    case = {"id": "c", "version": 1, "parties": [{"ref": "A"}], "clocks": past}
    mediator = Written(case)

    File(mediator, case).look_after("照演示登记")  # type: ignore[arg-type]

    assert mediator.sent == [
        ("performed", {"key": "1.2", "on": "2014-07-01"}),
        ("follow-ups", {"ref": "A", "on": "2014-06-16", "record": "照演示登记"}),
    ]


def test_the_people_of_the_stories_are_invented_and_always_the_same() -> None:
    count = 1 + len(SOLVED) + len(WAITING) + len(TAKEN) + len(SETTLED)
    names = [name for number in range(count) for name in quarrelling(number)]

    assert quarrelling(0) == ("孙某甲", "徐某乙")
    assert len(set(names)) == 2 * count


def test_each_office_of_the_demo_is_held_by_somebody_with_a_name_of_a_person() -> None:
    names = {name_of(role, place, number) for role, place in PLACES.items() for number in (1, 2)}

    assert len(names) == 2 * len(PLACES)
    assert {len(name) for name in names} <= {2, 3}
    assert name_of(Role.MEDIATOR, "371302001") == name_of(Role.MEDIATOR, "371302001")
