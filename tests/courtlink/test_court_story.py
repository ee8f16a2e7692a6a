# SPDX-License-Identifier: Apache-2.0
"""Referrals told over the API of court and body, with a moved clock: each rule of 6.1 to 6.3, and the bad days."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from services.courtlink.referrals.documents import Referral
from services.mediation.cases.documents import Case
from shared.contracts.mediation import ReferralEnded
from shared.mongo import collection
from tests.courtlink.court import COURT, PARTIES, TERMS, Court, Thing, at
from tests.hall import Hall, open_hall
from tests.printed import words_of


@pytest.fixture(scope="module")
def court(mongo_url: str, namespace: str) -> Iterator[Court]:
    with open_hall(mongo_url, f"{namespace}court_") as hall:
        yield Court(hall)


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-05-20T09:00")


@pytest.fixture
def hall(court: Court) -> Hall:
    return court.hall


def test_the_parties_are_asked_choose_within_two_working_days_or_the_court_appoints_within_three(
    court: Court, hall: Hall
) -> None:
    at("2026-04-30T09:00")
    asked = court.refer(body_id=None, consented=["A"], referred_on="2026-04-30")
    assert asked.seen["state"] == "asking"
    assert asked.refused("choice", body_id=court.body, by=["A", "B"]) == "step_not_open"

    asked.act("consents", ref="B", answer="agreed")
    assert (asked.seen["state"], asked.seen["choose_by"]) == ("choosing", "2026-05-07")  # Labour Day between
    assert asked.refused("choice", body_id=court.body, by=["A"]) == "choice_not_joint"
    hall.town.tick(at("2026-05-07T23:59"))
    assert asked.again()["state"] == "choosing"
    hall.town.tick(at("2026-05-08T00:00"))

    assert (asked.again()["state"], asked.seen["appoint_by"]) == (
        "appointing",
        "2026-05-11",
    )  # Saturday 9 May works
    assert asked.refused("choice", body_id=court.body, by=["A", "B"]) == "step_not_open"
    assert ("to_decide", asked.seen["number"]) in court.desk()
    asked.act("appointment", body_id=court.body)
    hall.town.deliver(times=3)
    assert court.case(asked).seen["state"] == "applied"


def test_both_parties_choose_several_mediators_and_who_leads(court: Court, hall: Hall) -> None:
    chosen = court.refer(body_id=None)
    both = [hall.ids["mediator"], hall.ids["second"]]
    choice: dict[str, Any] = {"body_id": court.body, "by": ["A", "B"], "mediators": both}

    assert chosen.refused("choice", **choice) == "lead_needed"
    chosen.act("choice", **choice, lead=both[1])
    hall.town.deliver(times=3)
    case = court.case(chosen)
    case.act("referral/accept")

    assert sorted(case.seen["mediators"]) == sorted(both)
    assert case.seen["referral"]["lead"] == both[1]
    hall.town.deliver(times=3)
    assert sorted(chosen.again()["staff"]) == ["mediator调解员", "second调解员"]


def test_the_parties_may_ask_the_court_to_appoint_before_their_time_is_over(court: Court) -> None:
    asked = court.refer(body_id=None)

    asked.act("appointment-request")

    assert (asked.seen["state"], asked.seen["appoint_by"]) == ("appointing", "2026-05-25")


def test_one_refusal_ends_the_question_and_frees_the_number(court: Court, hall: Hall) -> None:
    asked = court.refer(body_id=None, consented=["A"])

    asked.act("consents", ref="B", answer="refused")

    assert asked.seen["state"] == "not_consented"
    paper = court.paper(number=asked.seen["number"])
    assert hall.post("courtlink", "judge", "/referrals/", paper).status_code == 201


def test_ct04_a_request_before_filing_goes_back_with_the_way_that_is_right(court: Court, hall: Hall) -> None:
    old = {"referred_on": "2024-12-30", "body_id": None, "consented": ["A"]}
    asked = court.refer(number=f"(2024){COURT}民诉前调941号", **old)

    assert asked.refused("request-return", ground="outside_competence") == "route_needed"
    for wrong in (None, COURT):
        assert (
            asked.refused("request-return", ground="wrong_court", right_court=wrong) == "right_court_needed"
        )
    unknown = asked.tried("request-return", ground="wrong_court", right_court="鲁9999")
    assert unknown.json["code"] == "unknown_court"
    asked.act("request-return", ground="outside_competence", routes=["arbitration"], words="先申请劳动仲裁。")

    assert (asked.seen["state"], asked.seen["sent_back"]["routes"]) == ("sent_back", ["arbitration"])
    assert asked.refused("consents", ref="B", answer="agreed") == "step_not_open"
    assert asked.refused("request-return", ground="not_online") == "step_not_open"
    again = hall.post("courtlink", "judge", "/referrals/", court.paper(number=asked.seen["number"], **old))
    assert again.status_code == 201  # the number is free
    filed = court.refer(body_id=None, consented=["A"])
    assert filed.refused("request-return", ground="not_online") == "filed_already"


def test_s10_three_working_days_to_accept_with_a_working_saturday(court: Court, hall: Hall) -> None:
    at("2026-02-13T16:00")
    sent = court.refer(referred_on="2026-02-13")
    hall.town.tick(at("2026-02-25T23:00"))
    assert sent.again()["state"] == "received"
    before = collection(Case).find_one({"_id": sent.id}, {"history": 0})

    late = at("2026-02-26T00:00")
    answer = court.case(sent).tried("referral/accept")

    assert (answer.status_code, answer.json["code"]) == (409, "accepted_too_late")
    assert collection(Case).find_one({"_id": sent.id}, {"history": 0}) == before
    hall.town.tick(late)
    assert (sent.again()["state"], sent.seen["body_lapses"]) == ("lapsed", 1)
    assert ("to_decide", sent.seen["number"]) in court.desk()
    again = hall.post(
        "courtlink",
        "judge",
        f"/referrals/{sent.id}/reappointment",
        {"body_id": court.other_body},
        sent.seen["version"],
    )
    assert again.json["predecessor_id"] == sent.id
    assert ("to_decide", sent.seen["number"]) not in court.desk()


def test_acceptance_in_the_last_second_is_in_time(court: Court) -> None:
    at("2026-02-13T16:00")
    sent = court.refer(referred_on="2026-02-13")
    at("2026-02-25T23:59:59")

    assert court.case(sent).act("referral/accept")["state"] == "accepted"


def test_three_working_days_over_national_day_skip_the_holiday_and_count_the_working_saturday(
    court: Court,
) -> None:
    at("2026-09-30T16:00")

    assert court.refer(referred_on="2026-09-30").seen["accept_by"] == "2026-10-10"


def test_a_paper_of_the_last_day_of_2024_keeps_its_regime_and_thirty_days(court: Court, hall: Hall) -> None:
    sent = court.refer(number=f"(2024){COURT}民诉前调901号", referred_on="2024-12-31")

    case = court.begun(sent)
    hall.town.deliver()

    assert (sent.again()["regime"], sent.seen["limit_ends_on"]) == ("delegated_before_filing", "2026-06-22")
    assert case.seen["referral"]["regime"] == "delegated_before_filing"


def test_a_pre_filing_number_of_2025_is_marked_and_runs_as_an_entrusted_case(court: Court) -> None:
    sent = court.refer(number=f"(2025){COURT}民诉前调902号", referred_on="2025-03-03")

    assert sent.seen["regime"] == "entrusted_after_filing"
    assert "number_dropped_in_2025" in sent.seen["warnings"]


def test_s08_an_ordinary_case_is_extended_once_by_all_and_comes_back_by_itself(
    court: Court, hall: Hall
) -> None:
    sent = court.refer(number=f"（2026）{COURT}民初88号")
    case = court.begun(sent)
    hall.town.deliver(times=3)
    assert sent.again()["limit_ends_on"] == "2026-06-04"
    at("2026-06-03T09:00")

    assert case.refused("referral/extend", agreed=["A"]) == "extension_not_agreed"
    case.act("referral/extend", agreed=["A", "B"])
    assert case.refused("referral/extend", agreed=["A", "B"]) == "already_extended"
    hall.town.deliver(times=3)
    assert (sent.again()["last_day"], sent.seen["extension_is_trial_time"]) == ("2026-07-06", False)
    assert ("running_out", sent.seen["number"]) not in court.desk()
    at("2026-07-03T09:00")
    assert ("running_out", sent.seen["number"]) in court.desk()

    hall.town.tick(at("2026-07-06T23:59"))
    assert sent.again()["state"] == "extended"
    hall.town.tick(at("2026-07-07T00:00"))
    hall.town.tick(at("2026-07-08T00:00"))

    assert (sent.again()["state"], sent.seen["outcome"]["reason"]) == ("failed", "limit_over")
    told = [event for event in hall.town.delivered if event["subject"] == sent.id]
    assert sum(event["type"] == "mediation.referral.ended.v1" for event in told) == 1
    assert ("returned", sent.seen["number"]) in court.desk()
    assert sent.seen["confirmation_offered"] is False
    assert sent.seen["ways_open"] == ["fee_first", "to_trial"]
    assert hall.get("courtlink", "judge", f"/confirmations/{sent.id}").status_code == 404


def test_a_simplified_case_has_seven_days(court: Court) -> None:
    case = court.begun(court.refer(procedure="simplified"))

    assert case.seen["referral"]["limit_ends_on"] == "2026-05-27"


def test_the_time_of_an_appraisal_does_not_count_before_filing_and_counts_after(
    court: Court, hall: Hall
) -> None:
    old = court.refer(number=f"(2024){COURT}民诉前调905号", referred_on="2024-12-30")
    case = court.begun(old)
    case.act("sessions", mode="joint", result="open")
    case.act("suspend", reason="鉴定", excluded=True)
    hall.town.deliver(times=3)
    assert old.again()["stands_still"] is True
    hall.town.tick(at("2026-07-20T09:00"))
    assert case.again()["state"] == "suspended"

    case.act("resume", reason="鉴定完毕")
    hall.town.deliver(times=3)

    assert (old.again()["last_day"], old.seen["stands_still"]) == ("2026-08-19", False)
    new = court.begun(court.refer(referred_on="2026-07-20"))
    new.act("sessions", mode="joint", result="open")
    assert new.refused("suspend", reason="鉴定", excluded=True) == "appraisal_counts"


def test_no_meeting_before_each_party_is_identified_warned_and_asked_for_its_address(court: Court) -> None:
    case = court.case(court.refer(number=f"(2024){COURT}民诉前调906号", referred_on="2024-12-30"))
    case.act("referral/accept")
    for ref in "AB":
        case.act("rights-notices", ref=ref)
    case.act("mediators", account=court.hall.ids["mediator"])

    assert case.refused("sessions", mode="joint", result="open") == "party_not_prepared"
    for ref in "AB":
        case.act("referral/preparations", ref=ref, identity_checked=True, warned=True)
    assert case.refused("sessions", mode="joint", result="open") == "party_not_prepared"
    for ref in "AB":
        case.act("referral/preparations", ref=ref, identity_checked=True, warned=True, address_declined=True)
    meeting = {"mode": "online", "result": "open"}
    assert case.refused("sessions", **meeting) == "online_not_agreed"  # CT-02
    for ref in "AB":
        facts = {"identity_checked": True, "warned": True, "address_declined": True, "online": True}
        case.act("referral/preparations", ref=ref, **facts)
    assert case.refused("sessions", **meeting, separate_times=True) == "separate_times_not_agreed"
    assert case.refused("sessions", **meeting, recording_alone=True) == "recording_not_agreed"
    assert case.act("sessions", **meeting)["state"] == "in_mediation"


def test_a_tie_is_disclosed_and_the_mediator_waits_until_every_party_accepts_it(court: Court) -> None:
    case = court.begun(court.refer())
    tie = case.act("referral/disclosures", tie="other_tie")["referral"]["disclosures"][0]["id"]

    assert case.refused("sessions", mode="joint", result="open") == "tie_not_accepted"
    for ref in "AB":
        case.act("referral/disclosures/acceptances", disclosure=tie, ref=ref)

    assert case.act("sessions", mode="joint", result="open")["state"] == "in_mediation"


def test_a_recusal_is_decided_by_body_or_court_and_never_by_the_mediator(court: Court, hall: Hall) -> None:
    sent = court.refer()
    case = court.begun(sent)
    mediator = hall.ids["mediator"]
    case.act("referral/recusals", account=mediator, ref="B", ground="near_relative")
    recusal = case.seen["referral"]["recusals"][0]["id"]

    assert case.refused("sessions", mode="joint", result="open") == "recusal_open"
    assert case.tried("referral/recusals/decision", recusal=recusal, granted=False).status_code == 403
    hall.town.deliver(times=3)
    assert ("recusals", sent.seen["number"]) in court.desk()
    assert sent.again()["recusals"][0]["mediator"] == "mediator调解员"
    sent.act("recusals", recusal=recusal, granted=True)
    hall.town.deliver(times=3)

    now = court.case(sent, "director").seen
    assert now["mediators"] == []
    assert now["referral"]["recusals"][0]["granted"] is True
    assert hall.get("mediation", "mediator", f"/cases/{sent.id}").status_code == 404


def test_a_director_decides_no_recusal_about_itself(court: Court, hall: Hall) -> None:
    sent = court.refer()
    body = hall.get("mediation", "county", f"/bodies/{court.body}").json
    appointed = {"account": hall.ids["director"], "name": "主任"}
    hall.post("mediation", "county", f"/bodies/{court.body}/mediators", appointed, body["version"])
    case = court.case(sent, "director")
    case.act("referral/accept")
    case.act("mediators", account=hall.ids["director"])
    case.act("referral/recusals", account=hall.ids["director"], ref="A", ground="interest")
    recusal = case.seen["referral"]["recusals"][0]["id"]

    assert case.refused("referral/recusals/decision", recusal=recusal, granted=False) == "own_recusal"


def test_who_refuses_the_new_mediator_too_refuses_mediation(court: Court, hall: Hall) -> None:
    sent = court.refer()
    case = court.begun(sent)
    refusal = {"reason": "mediator_refused", "ref": "B"}

    assert case.refused("referral/return", **refusal) == "no_change_yet"
    case.act("objections", account=hall.ids["mediator"], reason="不信任", ref="B")
    court.case(sent, "director").act("mediators", account=hall.ids["second"])
    court.case(sent, "second").act("referral/return", **refusal)
    hall.town.deliver(times=3)

    assert sent.again()["state"] == "returned_refused"
    assert sent.seen["staff"] == ["mediator调解员", "second调解员"]


def test_ct21_the_mediators_name_crosses_with_the_acceptance_and_never_with_the_outcome(
    court: Court, hall: Hall
) -> None:
    declined, sent = court.refer(), court.refer()
    court.case(declined).act("referral/decline", reason="人手不够")
    court.failed(court.begun(sent))

    of = {
        (event["type"], event["subject"]): orjson.dumps(event["data"]).decode()
        for event in hall.town.delivered
        if event["subject"] in (declined.id, sent.id)
    }
    named = sorted(kind for (kind, _), told in of.items() if "mediator调解员" in told)
    assert named == ["mediation.referral.staffed.v1"]
    assert (declined.again()["staff"], sent.again()["staff"]) == ([], ["mediator调解员"])
    assert "mediator调解员" not in str(sent.seen["outcome"])


def test_who_mediated_has_no_part_in_the_later_suit(court: Court, hall: Hall) -> None:
    sent = court.refer()
    court.failed(court.begun(sent))
    sent.again()

    assert sent.refused("participants", name="mediator调解员", role="lay_judge") == "mediated_before"
    assert sent.act("participants", name="另一人", role="lay_judge")["participants"][0]["name"] == "另一人"


def one_side_applied(court: Court, serial: int) -> Thing:
    """A case before filing in which A alone applied; the mediator is to help asking B."""
    return court.refer(number=f"(2024){COURT}民诉前调{serial}号", referred_on="2024-12-30", consented=["A"])


def test_ct08_a_party_that_was_not_asked_yet_is_helped_for_three_working_days_then_papers_go_back(
    court: Court, hall: Hall
) -> None:
    sent = one_side_applied(court, 951)
    assert court.case(sent).seen["parties"][1]["consent"] == "unknown"
    court.case(sent).act("referral/accept")

    hall.town.tick(at("2026-05-25T23:59"))
    assert court.case(sent).seen["state"] == "accepted"
    hall.town.tick(at("2026-05-26T00:00"))

    assert sent.again()["state"] == "returned_unreachable"
    assert ("returned", sent.seen["number"]) in court.desk()


def test_ct08_a_party_that_agrees_within_the_three_days_is_mediated_with(court: Court, hall: Hall) -> None:
    sent = one_side_applied(court, 952)
    case = court.case(sent)
    case.act("referral/accept")

    at("2026-05-25T17:00")
    case.act("consents", ref="B", answer="consented")
    hall.town.tick(at("2026-05-26T00:00"))

    assert case.again()["state"] == "accepted"
    court.prepare(case)
    case.act("mediators", account=hall.ids["mediator"])
    assert case.act("sessions", mode="joint", result="open")["state"] == "in_mediation"


def test_ct08_a_party_that_refuses_ends_it_at_once_and_a_filed_suit_needs_every_consent(
    court: Court, hall: Hall
) -> None:
    sent = one_side_applied(court, 953)
    case = court.case(sent)
    case.act("referral/accept")

    case.act("consents", ref="B", answer="refused")
    hall.town.deliver(times=3)

    assert sent.again()["state"] == "returned_refused"
    filed = hall.post("courtlink", "judge", "/referrals/", court.paper(consented=["A"]))
    assert (filed.status_code, filed.json["code"]) == (409, "consent_needed")


def test_a_party_that_refuses_before_the_first_meeting_sends_the_papers_back_at_once(
    court: Court, hall: Hall
) -> None:
    sent = court.refer()
    case = court.case(sent)
    case.act("referral/accept")

    case.act("consents", ref="B", answer="refused")
    hall.town.deliver(times=3)

    assert sent.again()["state"] == "returned_refused"


def test_a_suspicion_stops_the_mediation_and_the_judge_says_whether_it_goes_on(
    court: Court, hall: Hall
) -> None:
    sent = court.refer()
    case = court.begun(sent)
    case.act("sessions", mode="joint", result="open")
    assert case.act("referral/suspicion", flags=["no_real_quarrel"])["state"] == "suspended"
    hall.town.deliver(times=3)

    assert ("red_flags", sent.again()["number"]) in court.desk()
    assert (sent.seen["red_flags"], sent.seen["state"]) == (["no_real_quarrel"], "accepted")
    sent.act("suspicion", answer="go_on")
    hall.town.deliver(times=3)

    assert case.again()["state"] == "in_mediation"
    assert sent.refused("suspicion", answer="go_on") == "no_open_flag"
    assert ("red_flags", sent.seen["number"]) not in court.desk()


def test_a_judge_who_stops_a_suspected_mediation_gets_the_case_back(court: Court, hall: Hall) -> None:
    sent = court.refer()
    case = court.begun(sent)
    case.act("referral/suspicion", flags=["evidence_looks_made"])
    hall.town.deliver(times=3)
    sent.again()

    sent.act("suspicion", answer="stopped")
    hall.town.deliver(times=3)

    assert case.again()["state"] == "terminated"
    assert (sent.again()["state"], sent.seen["suspicion"]["answer"]) == ("failed", "stopped")


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (reason, "failed")
        for reason in ("unwilling", "gap_too_wide", "refused_to_sign", "unreachable", "other")
    ],
)
def test_ct16_each_way_to_end_without_agreement_goes_back_with_its_reason(
    court: Court, hall: Hall, reason: str, outcome: str
) -> None:
    sent = court.refer()
    case = court.begun(sent)
    for ref in "AB":
        case.act("remedies-notices", ref=ref, delivered=True)
    case.act("terminate", reason=reason)
    hall.town.deliver(times=3)

    assert (sent.again()["state"], sent.seen["outcome"]["reason"]) == (outcome, reason)


def test_ct03_what_is_never_mediated_is_not_referred(court: Court, hall: Hall) -> None:
    for change in (
        {"number": f"(2026){COURT}民特961号"},
        {"number": f"(2026){COURT}民督962号"},
        {"number": f"(2026){COURT}民催963号"},
        {"cause": "婚姻无效纠纷"},
    ):
        answer = hall.post("courtlink", "judge", "/referrals/", court.paper(**change))
        assert (answer.status_code, answer.json["code"]) == (409, "not_mediable"), change


def test_ct25_the_judge_reads_what_the_suit_would_cost(court: Court) -> None:
    whole = court.refer(claim="120000.00").seen
    simple = court.refer(claim="120000.00", procedure="simplified").seen

    assert (whole["fee_if_tried"], whole["fee_if_settled"]) == ("2700.00", "1350.00")
    assert (simple["fee_if_tried"], simple["fee_if_settled"]) == ("1350.00", "1350.00")


def test_ct26_a_penalty_may_be_agreed_and_that_the_court_shall_judge_may_not(court: Court) -> None:
    case = court.begun(court.refer())
    case.act("sessions", mode="joint", result="agreed")
    clause = {"kind": "act", "who": "B", "what": "乙方不履行的，甲方可以请求人民法院对案件作出裁判"}

    assert case.refused("agreement", form="written", terms=[*TERMS, clause]) == "no_judgment_clause"
    penalty = {"kind": "penalty", "who": "B", "to": "A", "what": "逾期按日万分之五付违约金"}
    assert case.act("agreement", form="written", terms=[*TERMS, penalty])["state"] == "agreed"


def sign(case: Any, kind: str, **facts: Any) -> None:
    case.act("agreement/acts", kind=kind, **facts)


def test_two_tracks_give_two_days_of_effect_to_signatures_of_the_same_minute(
    court: Court, hall: Hall
) -> None:
    sent = court.refer()
    referred = court.begun(sent)
    form = {"body_id": court.body, "category": "合同纠纷", "channel": "applied", "parties": PARTIES}
    own = court.case(sent)
    own.seen = hall.post("mediation", "mediator", "/cases/", form).json
    own.act("accept")
    for ref in "AB":
        own.act("consents", ref=ref, answer="consented")
        own.act("rights-notices", ref=ref)
    own.act("mediators", account=hall.ids["mediator"])
    for case in (referred, own):
        case.act("sessions", mode="online", result="agreed")
        case.act("agreement", form="written", terms=TERMS)
    at("2026-05-21T23:59")
    for case in (referred, own):
        for ref in "AB":
            sign(case, "party_signed", ref=ref, means="esign", on="2026-05-20")
    at("2026-05-22T09:00")
    for case in (referred, own):
        sign(case, "mediator_signed", on="2026-05-22")
        sign(case, "seal", on="2026-05-22")
    hall.town.deliver(times=3)

    assert referred.seen["agreement"]["effective_on"] == "2026-05-21"  # CT-12: the last party
    assert own.seen["agreement"]["effective_on"] == "2026-05-22"  # PM-18: the seal
    outcome = sent.again()["outcome"]
    assert (sent.seen["state"], outcome["effective_on"]) == ("succeeded", "2026-05-21")
    assert outcome["agreement_digest"] == referred.seen["agreement"]["digest"]
    assert (sent.seen["confirmation_offered"], sent.seen["ways_open"]) == (
        False,
        ["closed_otherwise", "statement", "withdrawn"],
    )
    referred.act("performance", performance="performed_in_full", on="2026-05-22")
    hall.town.deliver(times=3)
    assert (sent.again()["performance"], sent.seen["performed_on"]) == ("performed_in_full", "2026-05-22")


def test_an_agreement_before_filing_may_be_confirmed(court: Court, hall: Hall) -> None:
    sent = court.refer(number=f"(2024){COURT}民诉前调911号", referred_on="2024-12-30")
    case = court.begun(sent)
    case.act("sessions", mode="joint", result="agreed")
    case.act("agreement", form="written", terms=TERMS)
    for ref in "AB":
        sign(case, "party_signed", ref=ref, on="2026-05-20")
    hall.town.deliver(times=3)

    assert sent.again()["ways_open"] == ["confirmation", "closed_outside_court", "statement"]
    assert hall.get("courtlink", "clerk", f"/confirmations/{sent.id}").status_code == 200
    assert "settled_at_once" in sent.seen["red_flags"]


def test_a_failure_comes_back_with_its_reviewed_paper_addresses_and_attendance_only(
    court: Court, hall: Hall
) -> None:
    sent = court.refer()
    case = court.begun(sent)
    came = [{"who": "A", "came_as": "party"}]
    case.act("sessions", mode="joint", result="failed", came=came, record="乙方未到，甲方坚持全款")
    fact = case.act("undisputed-facts", text="合同日期2025-04-02，价款120000元")["undisputed"][0]["id"]
    half = case.act("undisputed-facts", text="只有原告签的一条")["undisputed"][1]["id"]
    for ref in "AB":
        case.act("undisputed-facts/signatures", fact=fact, ref=ref)
    case.act("undisputed-facts/signatures", fact=half, ref="A")

    paper: dict[str, Any] = {
        "course": "调解一次，被告未到场。",
        "matters": "被告住所已变更。",
        "conduct": [{"ref": "B", "code": "absent_without_reason", "shown_on": "2026-05-20"}],
    }
    for words in ("背靠背时被告愿付3万元", "被告的底线是分期", "原告应当支持"):
        assert case.refused("referral/failure-paper", **paper | {"course": words}) == "not_neutral"
    case.act("referral/failure-paper", **paper)
    assert case.refused("referral/failure-paper/review") == "own_paper"
    case.seen = court.case(sent, "director").act("referral/failure-paper/review")
    court.failed(case)

    outcome = sent.again()["outcome"]
    assert outcome == {
        "code": "failed",
        "ended_on": "2026-05-20",
        "sessions": [{"held_on": None, "result": "failed"}],
        "reason": "gap_too_wide",
        "reason_text": "调解一次，被告未到场。",
        "matters": "被告住所已变更。",
        "conduct": [{"ref": "B", "code": "absent_without_reason"}],
        "attendance": [{"ref": "A", "came": 1, "of": 1}, {"ref": "B", "came": 0, "of": 1}],
        "undisputed_facts": ["合同日期2025-04-02，价款120000元"],
        "agreement_digest": None,
        "effective_on": None,
        "terms": [],
    }
    addresses = hall.get("courtlink", "judge", f"/referrals/{sent.id}/addresses").json
    assert [(one["addressee"], one["phone"]) for one in addresses] == [
        ("收件人A", "13812345678"),
        ("收件人B", "13812345678"),
    ]
    raw = str(collection(Referral).find_one({"_id": sent.id})) + str(hall.town.delivered)
    assert "13812345678" not in raw
    assert "A村1号" not in raw
    classes = hall.get("courtlink", "judge", f"/referrals/{sent.id}/materials").json
    assert {kind: [paper["title"] for paper in papers] for kind, papers in classes.items()} == {
        "instruments": ["referral_letter", "failure_paper"],
        "application": ["service_address:A", "service_address:B"],
        "evidence": ["undisputed_facts"],
        "agents": [],
        "other": [],
    }


def everything_at_the_court(hall: Hall, referral_id: str) -> Iterator[tuple[str, str]]:
    """All that the court keeps, shows, prints and exports, and every event that travelled."""
    database = collection(Referral).database
    for name in database.list_collection_names():
        yield name, "".join(str(list(database[name].find())).split())
    yield "events", orjson.dumps(hall.town.delivered).decode()
    year = "first=2026-01-01&last=2026-12-31"
    for path in (f"/referrals/{referral_id}", "/desk/?whose=court", f"/statistics/workbook?{year}"):
        yield path, words_of(hall.get("courtlink", "judge", path).data)
    for form in hall.get("courtlink", "judge", f"/papers/referrals/{referral_id}").json:
        printed = hall.get("courtlink", "judge", f"/papers/referrals/{referral_id}/{form['form']}.pdf")
        yield form["title"], words_of(printed.data)


def test_s07_of_a_failed_entrustment_the_court_learns_the_result_and_what_both_signed(
    court: Court, hall: Hall
) -> None:
    sent = court.refer()
    case = court.begun(sent)
    offers = [{"by": "B", "what": "愿付30 000元", "amount": "30000.77"}]
    words = "被告承认迟延交货，愿付30 000.77元"
    case.act("sessions", mode="caucus", result="open")
    case.act("sessions", mode="joint", result="failed", offers=offers, record=words)
    talk = {"case_id": sent.id, "ref": "B", "text": words}
    assert hall.post("mediation", "mediator", "/talks/", talk).status_code == 201
    signed = ("合同签订于2025-04-02", "价款120000元", "被告迟延交货")
    for text, signers in zip(signed, ("AB", "AB", "A"), strict=True):
        fact = case.act("undisputed-facts", text=text)["undisputed"][-1]["id"]
        for ref in signers:
            case.act("undisputed-facts/signatures", fact=fact, ref=ref)

    court.failed(case)

    outcome = sent.again()["outcome"]
    told = {name: value for name, value in outcome.items() if value not in (None, "", [])}
    assert told == {
        "code": "failed",
        "ended_on": "2026-05-20",
        "reason": "gap_too_wide",
        "sessions": [{"held_on": None, "result": result} for result in ("open", "failed")],
        "attendance": told["attendance"],
        "undisputed_facts": ["合同签订于2025-04-02", "价款120000元"],
    }
    for where, text in everything_at_the_court(hall, sent.id):
        for secret in ("30000.77", "愿付30000", "被告迟延交货", "承认迟延"):
            assert secret not in text, (where, secret)
    with pytest.raises(TypeError):
        ReferralEnded(referral_id=sent.id, outcome="failed", ended_on=None, offers=words)  # type: ignore[call-arg]


def test_words_that_nobody_reviewed_stay_at_home(court: Court, hall: Hall) -> None:
    sent = court.refer()
    case = court.begun(sent)
    case.act("referral/failure-paper", course="双方各执一词。")
    court.failed(case)

    assert (sent.again()["outcome"]["reason_text"], sent.seen["outcome"]["reason"]) == ("", "gap_too_wide")


def test_a_withdrawn_case_goes_back_to_the_court(court: Court, hall: Hall) -> None:
    sent = court.refer()
    court.begun(sent).act("withdraw", reason="原告撤回")
    hall.town.deliver(times=3)

    assert (sent.again()["state"], sent.seen["outcome"]["reason"]) == ("failed", "unwilling")


def test_a_question_to_the_judges_has_no_word_of_the_case_and_is_answered(court: Court, hall: Hall) -> None:
    sent = court.refer()
    case = court.begun(sent)
    assert case.tried("guidance", topic="law", article="债务人愿付三万元，怎么办").status_code == 422
    case.act("guidance", topic="law", article="民法典第五百八十五条")
    hall.town.deliver(times=3)

    (row,) = hall.get("courtlink", "judge", "/guidance/", query_string={"open": "true"}).json
    assert (row["topic"], row["article"], row["category"]) == ("law", "民法典第五百八十五条", "合同纠纷")
    assert ("guidance", "镇调委会") in court.desk()
    assert hall.get("courtlink", "stranger", f"/guidance/{row['id']}").status_code == 404
    asked = hall.get("courtlink", "judge", f"/guidance/{row['id']}").json
    said = {"text": "违约金过高的，可以请求适当减少。"}
    hall.post("courtlink", "judge", f"/guidance/{row['id']}/answer", said, asked["version"])
    hall.town.deliver(times=3)

    assert case.again()["guidance"][0]["answer"] == said["text"]
    assert ("guidance", "镇调委会") not in court.desk()


def test_a_number_is_found_in_either_bracket_style_and_only_in_the_own_court(
    court: Court, hall: Hall
) -> None:
    sent = court.refer(number=f"（2026）{COURT}民初0777号")

    for text in (f"（2026）{COURT}民初777号", f"(2026){COURT}民初0777号"):
        (found,) = hall.get("courtlink", "judge", "/desk/search", query_string={"number": text}).json
        assert found["path"] == f"/referrals/{sent.id}"
        assert (
            hall.get("courtlink", "judge", "/referrals/", query_string={"number": text}).json[0]["id"]
            == sent.id
        )
        assert hall.get("courtlink", "stranger", "/desk/search", query_string={"number": text}).json == []
    assert hall.get("courtlink", "stranger", f"/referrals/{sent.id}").status_code == 404
    assert hall.get("courtlink", "stranger", f"/referrals/{sent.id}/materials").status_code == 404


def test_a_judge_finds_nothing_at_the_mediators_as_if_nothing_were_there(court: Court, hall: Hall) -> None:
    sent = court.refer()
    case = court.begun(sent)
    case.act("sessions", mode="joint", result="open")
    talk = hall.post(
        "mediation", "mediator", "/talks/", {"case_id": sent.id, "ref": "B", "text": "最多三万"}
    ).json["id"]

    for path in (f"/cases/{sent.id}", f"/cases/{sent.id}/summary", f"/talks/{talk}"):
        there = hall.get("mediation", "judge", path)
        nowhere = hall.get("mediation", "judge", path.replace(sent.id, "none").replace(talk, "none"))
        assert (there.status_code, there.json["code"]) == (404, "not_found")
        assert {name: nowhere.json[name] for name in ("status", "code", "title", "detail")} == {
            name: there.json[name] for name in ("status", "code", "title", "detail")
        }
    assert hall.get("mediation", "judge", "/talks/", query_string={"case_id": sent.id}).status_code == 404


def test_people_go_on_while_the_broker_is_down_for_a_day(court: Court, hall: Hall) -> None:
    answer = hall.post("courtlink", "judge", "/referrals/", court.paper())
    assert hall.get("mediation", "mediator", f"/cases/{answer.json['id']}").status_code == 404

    hall.town.deliver(times=3, backwards=True)
    at("2026-05-21T09:00")
    case = court.case(court.refer())
    case.seen = hall.get("mediation", "mediator", f"/cases/{answer.json['id']}").json
    case.act("referral/accept")
    case.act("referral/extend", agreed=["A", "B"])
    case.act("withdraw", reason="原告撤回")
    at("2026-05-22T09:00")
    hall.town.deliver(times=3, backwards=True)

    seen = hall.get("courtlink", "judge", f"/referrals/{answer.json['id']}").json
    assert (seen["state"], seen["limit_ends_on"]) == ("failed", "2026-06-05")
    assert seen["extension"]["agreed"] == ["A", "B"]


def test_redelivery_of_everything_changes_nothing(court: Court, hall: Hall) -> None:
    before = [list(collection(kind).find().sort("_id")) for kind in (Case, Referral)]

    hall.town.again()

    assert [list(collection(kind).find().sort("_id")) for kind in (Case, Referral)] == before
