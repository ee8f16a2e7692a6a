# SPDX-License-Identifier: Apache-2.0
"""The days to accept, to mediate, and what does not count (CT-06, CT-09 to CT-12, CT-17; S08, S10)."""

from services.mediation.cases.documents import Case
from shared.mongo import collection
from tests.courtlink.court import COURT, Court, at
from tests.hall import Hall


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
    assert sent.seen["ways_open"] == ["fee_first", "to_trial", "withdrawn"]
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
