# SPDX-License-Identifier: Apache-2.0
"""How a mediation ends, and what takes effect when (CT-03, CT-12, CT-16, CT-25, CT-26)."""

from typing import Any

import pytest

from tests.courtlink.court import COURT, PARTIES, TERMS, Court, at
from tests.hall import Hall


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
