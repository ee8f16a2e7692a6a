# SPDX-License-Identifier: Apache-2.0
"""Disclosure, recusal, the later ban, suspected false mediation (CT-15, CT-18 to CT-21)."""

import orjson

from tests.courtlink.court import Court
from tests.hall import Hall


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
    told = hall.get("mediation", "mediator", f"/cases/{case.id}/referral/suspicion").json
    assert (told["flags"], told["answer"]) == (["no_real_quarrel"], "go_on")
    assert "suspicion" not in case.seen["referral"]  # what a party reads of its case is the same document
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
