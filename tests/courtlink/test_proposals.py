# SPDX-License-Identifier: Apache-2.0
"""CT-27: a mediator's written proposal is agreed by seven silent days, where county and court use it; off by default."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from services.mediation.cases import proposing
from services.mediation.limits import limits
from tests.courtlink.court import TERMS, Court, Thing, at
from tests.hall import open_hall


@pytest.fixture(scope="module")
def court(mongo_url: str, namespace: str) -> Iterator[Court]:
    with open_hall(mongo_url, f"{namespace}proposal_") as hall:
        yield Court(hall)


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-05-20T09:00")


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> None:
    """The county switched it on."""
    monkeypatch.setattr(proposing, "limits", lambda: replace(limits(), silent_proposal_days=7))


def proposed(court: Court) -> tuple[Thing, Thing]:
    """A referral, and its case in which both parties got the proposal on 21 May."""
    sent = court.refer()
    case = court.begun(sent)
    case.act("sessions", mode="joint", result="partial")
    case.act("referral/proposal", terms=TERMS, agreed=["A", "B"])
    case.act("referral/proposal/deliveries", ref="A")
    at("2026-05-21T09:00")
    case.act("referral/proposal/deliveries", ref="B")
    return sent, case


def test_ct27_it_is_off_by_default(court: Court) -> None:
    case = court.begun(court.refer())
    case.act("sessions", mode="joint", result="partial")

    assert case.refused("referral/proposal", terms=TERMS, agreed=["A", "B"]) == "proposals_not_used"


@pytest.mark.usefixtures("used")
def test_ct27_seven_silent_days_after_the_last_delivery_are_an_agreement(court: Court) -> None:
    sent, case = proposed(court)

    court.hall.town.tick(at("2026-05-28T23:59"))
    court.hall.town.deliver()
    assert (case.again()["state"], sent.again()["state"]) == ("in_mediation", "accepted")
    court.hall.town.tick(at("2026-05-29T00:00"))
    court.hall.town.tick(at("2026-05-30T00:00"))

    assert case.again()["state"] == "agreed"
    assert (case.seen["agreement"]["effective"], case.seen["agreement"]["effective_on"]) == (
        True,
        "2026-05-28",
    )
    assert (sent.again()["state"], sent.seen["outcome"]["effective_on"]) == ("succeeded", "2026-05-28")
    assert sent.seen["outcome"]["terms"][0]["what"] == "货款"
    assert case.refused("referral/proposal/objections", ref="B") == "no_open_proposal"


@pytest.mark.usefixtures("used")
def test_ct27_one_objection_on_the_last_day_voids_it_and_another_may_be_made(court: Court) -> None:
    sent, case = proposed(court)

    at("2026-05-28T23:59")
    case.act("referral/proposal/objections", ref="B")
    court.hall.town.tick(at("2026-05-29T00:00"))
    court.hall.town.deliver()

    assert (case.again()["state"], case.seen["agreement"]) == ("in_mediation", None)
    assert sent.again()["state"] == "accepted"
    assert case.refused("referral/proposal/objections", ref="A") == "no_open_proposal"
    case.act("referral/proposal", terms=TERMS, agreed=["A", "B"])
    case.act("referral/proposal/deliveries", ref="A")
    assert case.refused("referral/proposal/deliveries", ref="B") == "proposal_beyond_limit"
    case.act("referral/extend", agreed=["A", "B"])
    case.act("referral/proposal/deliveries", ref="B")


@pytest.mark.usefixtures("used")
def test_ct27_nobody_is_bound_by_silence_who_did_not_agree_to_it(court: Court) -> None:
    case = court.begun(court.refer())
    case.act("sessions", mode="joint", result="partial")

    assert case.refused("referral/proposal", terms=TERMS, agreed=["A"]) == "proposal_not_agreed"
    case.act("referral/proposal", terms=TERMS, agreed=["A", "B"])
    assert case.refused("referral/proposal", terms=TERMS, agreed=["A", "B"]) == "proposal_open"
    case.act("referral/proposal/deliveries", ref="A")
    court.hall.town.tick(at("2026-06-04T23:59"))
    assert case.again()["agreement"] is None  # one party never got it: no day runs


@pytest.mark.usefixtures("used")
def test_ct27_where_ink_is_needed_silence_is_none(court: Court) -> None:
    case = court.begun(court.refer(cause="继承纠纷", category="婚姻家庭纠纷"))
    case.act("sessions", mode="joint", result="partial")
    inherited = [TERMS[0] | {"what": "遗产由双方继承后支付"}]

    assert case.refused("referral/proposal", terms=inherited, agreed=["A", "B"]) == "esign_barred"
