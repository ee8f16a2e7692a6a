# SPDX-License-Identifier: Apache-2.0
"""The steps of the court, its limits, and what follows from its ruling: CF-05, CF-06, CF-09 to CF-14."""

from typing import Any

from services.courtlink.confirmations.documents import Confirmation
from services.mediation.cases.documents import Case
from shared import audit
from shared.mongo import collection
from tests.hall import Hall
from tests.mediation.confirmation.parties import (
    CHECKS,
    NUMBER,
    OTHER,
    PAY,
    WALL,
    Court,
    agreed,
    both_ask,
    ready,
)
from tests.mediation.room import Desk, at


def test_s13_a_confirmed_agreement_that_is_not_kept_is_enforced_within_two_years(
    hall: Hall, body: str
) -> None:
    desk = agreed(hall, body, PAY, WALL)
    at("2026-03-20T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])

    assert court.confirm(NUMBER)["enforce_until"] == "2028-06-30"

    at("2026-06-30T12:00")
    path = f"/cases/{desk.case['id']}/schedule"
    assert hall.get("mediation", "wang", path).json["enforcement"] is None
    at("2026-07-01T00:00")
    schedule = hall.get("mediation", "wang", path).json
    assert "enforce" in schedule["ways_open"]
    assert schedule["enforcement"] == {
        "court_name": "兰陵县人民法院",
        "number": "(2026)鲁1324民特8号",
        "until": "2028-06-30",
    }
    clocks = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json["clocks"]
    assert [one["end"] for one in clocks if one["rule"] == "CF-11"] == ["2028-06-30"]
    raw = collection(Confirmation).find_one({"_id": desk.case["id"]}) or {}
    assert list(audit.faults(raw)) == []


def test_no_limit_for_enforcing_runs_when_all_was_performed_before_the_court_confirmed(
    hall: Hall, body: str
) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-20T09:00")
    both_ask(hall, desk)
    desk.case = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json
    desk.act("performance", performance="performed_in_full", on="2026-03-20")

    assert Court(hall, desk.case["id"]).confirm()["enforce_until"]

    clocks = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json["clocks"]
    assert [one for one in clocks if one["rule"] == "CF-11"] == []


def test_cf05_missing_papers_are_completed_by_the_day_the_court_sets(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-20T09:00")
    assert ready(hall, desk)["missing"] == ["identity:A", "identity:B", "address:A", "address:B"]
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    assert court.code("supplements", papers=["address:A"], by="2026-03-20") == "date_in_past"
    assert court.code("supplements", papers=["address:A"], by="2062-03-30") == "date_too_far"
    court.act("supplements", papers=["address:A"], by="2026-03-30")
    assert court.code("supplements", papers=["address:B"], by="2026-03-30") == "already_asked_to_supplement"
    assert court.code("decision", "judge", result="treated_withdrawn", ground="not_supplemented") == (
        "supplement_still_open"
    )
    desk.case = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json
    assert [one["end"] for one in desk.case["clocks"] if one["rule"] == "CF-05"] == ["2026-03-30"]
    assert desk.try_act("confirmation/supplements").json["code"] == "papers_still_missing"

    at("2026-03-25T09:00")
    desk.act("service-addresses", ref="A", address="某村一号院", phone="13800000002")
    desk.act("confirmation/supplements")
    hall.town.deliver(times=3)

    seen = court.see()
    assert seen["applications"][0]["supplements"][0]["supplied_on"] == "2026-03-25"
    assert seen["applications"][0]["take_by"] == "2026-03-30"  # the 28th is a Saturday
    assert court.code("supplements/receipt") == "no_supplement_asked"
    desk.case = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json
    assert desk.try_act("confirmation/supplements").json["code"] == "no_supplement_asked"


def test_cf05_and_cf09_what_is_not_completed_counts_as_withdrawn_and_the_desk_was_warned(
    hall: Hall, body: str
) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-20T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    court.act("supplements", papers=["identity:A"], by="2026-03-30")

    def limit() -> dict[str, Any]:
        return next(one for one in court.see()["limits"] if one["rule"] == "CF-05")

    hall.town.tick(at("2026-03-26T23:00"))
    assert limit()["warned_at"] is None
    hall.town.tick(at("2026-03-27T00:00"))
    assert (limit()["warned_at"] is None, limit()["late_at"]) == (False, None)
    hall.town.tick(at("2026-03-31T00:00"))
    hall.town.tick(at("2026-04-02T00:00"))
    assert limit()["late_at"] == "2026-03-30T16:00:00+00:00"

    court.act("decision", "judge", result="treated_withdrawn", ground="not_supplemented")
    assert court.see()["state"] == "treated_withdrawn"
    assert ready(hall, desk)["moves"][-1]["state"] == "treated_withdrawn"


def test_cf06_the_court_has_three_days_to_take_it_and_its_silence_is_seen(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-16T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    assert court.see()["applications"][0]["take_by"] == "2026-03-19"

    hall.town.tick(at("2026-03-20T00:00"))

    due = hall.get("courtlink", "clerk", "/confirmations/due").json
    mine = [row for row in due if row["id"] == desk.case["id"]]
    assert [(row["rule"], row["end"], row["late"]) for row in mine] == [("CF-06", "2026-03-19", True)]
    court.confirm()  # both come together: all in one day is allowed
    due = hall.get("courtlink", "clerk", "/confirmations/due").json
    assert desk.case["id"] not in {row["id"] for row in due}


def test_cf09_both_are_heard_and_a_withdrawal_ends_it(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-20T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    court.act("acceptance", taken=True)
    assert court.code("decision", "judge", result="confirmed") == "examination_needed"
    assert court.code("examination", "judge", present=["C"], in_order=CHECKS) == "not_an_applicant"
    court.act("examination", "judge", present=["A"], in_order=CHECKS, asked_body=True)
    assert court.code("decision", "judge", result="confirmed") == "party_not_heard"
    assert court.code("examination", "judge", present=[], in_order=[]) == "examination_empty"
    court.act("examination", "judge", present=["A", "B"], in_order=CHECKS)
    assert [one["present"] for one in court.see()["applications"][0]["earlier_examinations"]] == [["A"]]
    assert court.code("decision", "judge", result="confirmed") == "papers_missing"
    for wrong in ("（2020）鲁1324民初9号", "（2026）鲁1324执9号"):
        assert court.code("decision", "judge", result="confirmed", number=wrong) == "number_of_wrong_type"
    assert court.code("decision", "clerk", result="withdrawn") == "not_your_role"
    other = court.try_act(
        "decision", "judge", result="rejected", ground="other", number="（2026）鲁1302民特8号"
    )
    assert other.json["code"] == "number_of_another_court"
    assert "兰陵县人民法院" in str(other.json)

    court.act("decision", "judge", result="withdrawn")

    for path, facts in (
        ("decision", {"result": "confirmed"}),
        ("acceptance", {"taken": True}),
        ("applications", {"applicants": ["A", "B"], "channel": "counter"}),
    ):
        assert court.code(path, "judge", **facts) == "step_not_open"


def test_no_step_of_the_life_cycle_is_jumped_by_anybody(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-20T09:00")
    court = Court(hall, desk.case["id"])
    steps: dict[str, dict[str, Any]] = {
        "acceptance": {"taken": True},
        "supplements": {"papers": ["property"], "by": "2026-03-27"},
        "examination": {"present": ["A", "B"], "in_order": CHECKS},
        "extension": {"until": "2026-05-30", "reason": "院长批准"},
        "decision": {"result": "confirmed", "number": "（2026）鲁1324民特8号"},
        "services": {"ref": "A"},
        "objections": {"who": "party", "ref": "A"},
        "enforcement": {"ref": "A"},
    }
    at_once = {"acceptance", "supplements"}
    after_the_ruling = {"services", "objections", "enforcement"}

    def refused(*paths: str) -> set[str]:
        return {court.code(path, "judge", **steps[path]) for path in paths}

    assert refused(*steps) == {"step_not_open"}
    both_ask(hall, desk)
    assert refused(*(set(steps) - at_once)) == {"step_not_open"}
    court.act("acceptance", taken=True)
    assert refused("acceptance", *after_the_ruling) == {"step_not_open"}
    assert court.see()["state"] == "taken"


def test_cf10_fifteen_days_are_the_aim_thirty_the_limit_and_the_president_may_extend(
    hall: Hall, body: str
) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-16T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    court.act("acceptance", taken=True)
    limit = next(one for one in court.see()["limits"] if one["rule"] == "CF-10")
    assert (limit["warn_on"], limit["end"]) == ("2026-03-31", "2026-04-15")
    assert court.code("extension", "judge", until="2026-04-15", reason="案情复杂") == "date_too_early"
    assert court.code("extension", "judge", until="2099-04-15", reason="案情复杂") == "date_too_far"

    court.act("extension", "judge", until="2026-04-30", reason="院长批准：案情复杂")
    hall.town.tick(at("2026-04-16T00:00"))
    assert [one["late_at"] for one in court.see()["limits"] if one["rule"] == "CF-10"] == [None, None]
    hall.town.tick(at("2026-05-01T00:00"))
    assert court.see()["limits"][-1]["late_at"] == "2026-04-30T16:00:00+00:00"


def test_cf11_the_last_instalment_starts_the_two_years(hall: Hall, body: str) -> None:
    plan = [{"amount": "3000.00", "due_on": "2026-06-30"}, {"amount": "3000.00", "due_on": "2027-12-31"}]
    desk = agreed(
        hall,
        body,
        {"kind": "payment", "who": "B", "to": "A", "what": "赔偿", "amount": "6000.00", "plan": plan},
    )
    at("2026-03-20T09:00")
    both_ask(hall, desk)

    assert Court(hall, desk.case["id"]).confirm()["enforce_until"] == "2029-12-31"


def on_the_desk(hall: Hall, desk: Desk) -> list[tuple[str, str]]:
    """Why the agreement lies on the judge's desk, and its state there."""
    rows = hall.get("courtlink", "judge", "/desk/?whose=court").json
    return [(row["need"], row["state"]) for row in rows if row["path"].endswith(desk.case["id"])]


def test_cf12_a_party_objects_within_fifteen_days_a_third_person_within_six_months(
    hall: Hall, body: str
) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-16T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    assert court.code("services", ref="A") == "step_not_open"
    court.confirm()
    assert court.code("objections", who="party", ref="B") == "not_served"
    assert court.code("enforcement", ref="B") == "ruling_not_served"
    court.act("services", ref="B", on="2026-03-16")
    assert court.code("services", ref="B") == "already_served"
    assert court.code("objections", who="third_person") == "knew_on_needed"

    at("2026-04-01T09:00")
    assert court.code("objections", who="party", ref="B") == "past_objection_limit"
    court.act("objections", who="party", ref="B", on="2026-03-31")
    at("2026-10-10T09:00")
    assert court.code("objections", who="third_person", knew_on="2026-04-01") == "past_objection_limit"
    seen = court.act("objections", who="third_person", knew_on="2026-04-10")

    first, third = seen["objections"]
    assert (first["last_day"], third["last_day"]) == ("2026-03-31", "2026-10-10")
    assert on_the_desk(hall, desk) == [("confirmations", "objected")]
    court.act("objections/decision", "judge", objection=first["id"], upheld=False)
    assert court.see()["state"] == "confirmed"
    assert on_the_desk(hall, desk) == [("confirmations", "objected")]
    court.act("objections/decision", "judge", objection=third["id"], upheld=True)
    assert on_the_desk(hall, desk) == []
    assert (
        court.code("objections/decision", "judge", objection=third["id"], upheld=True) == "no_such_objection"
    )
    assert (court.see()["state"], court.see()["enforce_until"]) == ("revoked", None)
    assert ready(hall, desk)["ways"] == ["mediate_again", "sue"]
    raw = collection(Case).find_one({"_id": desk.case["id"]}) or {}
    assert raw["confirmation_result"] == "revoked"


def test_cf14_what_a_court_declines_for_the_body_loses_no_day(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)
    desk.act("service-addresses", ref="B", address="兰山街道一号", phone="13800000001", place="371302001")
    at("2026-04-07T09:00")
    both_ask(hall, desk)
    at("2026-04-13T09:00")
    Court(hall, desk.case["id"]).act("acceptance", "judge", taken=False, ground="not_own_body")

    assert ready(hall, desk)["last_day"] == "2026-04-15"
    at("2026-04-15T23:59")
    both_ask(hall, desk, OTHER)
    assert Court(hall, desk.case["id"], "other_clerk").see()["state"] == "applied"


def test_late_and_repeated_words_of_the_court_change_nothing(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-20T09:00")
    both_ask(hall, desk)
    Court(hall, desk.case["id"]).confirm()
    before = [collection(kind).find_one({"_id": desk.case["id"]}) for kind in (Case, Confirmation)]

    hall.town.again(times=2)

    assert [collection(kind).find_one({"_id": desk.case["id"]}) for kind in (Case, Confirmation)] == before
    assert before[0]["confirmation_result"] == "confirmed"  # type: ignore[index]
