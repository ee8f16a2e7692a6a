# SPDX-License-Identifier: Apache-2.0
"""A referral from the judge's paper to the court's last word, with every event delivered three times, in any order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

import pytest

from services.courtlink.referrals import commands, judging
from services.courtlink.referrals.commands import Appointee, Suit
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.parts import Address, Attendance, Conduct, Outcome, Session
from services.courtlink.referrals.rules import Disposition, Procedure, Regime, State
from services.courtlink.terms import Term
from shared import audit, clock
from shared.access import EVERYTHING, Scope
from shared.contracts.courtlink import ReferredParty
from shared.contracts.mediation import (
    ReferralAccepted,
    ReferralDeclined,
    ReferralEnded,
    ReferralExtended,
    ReferralLapsed,
    SessionRecord,
    SettledTerm,
)
from shared.errors import NotFound, RuleBroken, VersionMismatch
from shared.mongo import collection
from tests.courtlink.conftest import JUDGE, Mediation, a_call

SUIT = Suit(
    number="（2026）鲁1324民初88号",
    court_code="鲁1324",
    cause="买卖合同纠纷",
    category="contract",
    procedure=Procedure.ORDINARY,
    referred_on=date(2026, 5, 19),
    parties=[
        ReferredParty(ref="A", name="王甲", role="原告", kind="person"),
        ReferredParty(ref="B", name="某某经营部", role="被告", kind="org"),
    ],
    consented=["A", "B"],
    consented_on=date(2026, 5, 18),
    claims="请求支付货款。",
)
BODY = Appointee(body_id="body-1")


@pytest.fixture(autouse=True)
def _morning(at: Callable[[str], datetime]) -> None:
    at("2026-05-19 16:00")


def raw(referral: Referral) -> dict[str, Any]:
    return collection(Referral).find_one({"_id": referral.id}) or {}


def refer(**change: Any) -> Referral:
    return commands.refer(
        a_call(JUDGE), replace(SUIT, **change), body=Appointee(body_id="body-1", body_name="长新村调委会")
    )


def state_of(referral: Referral) -> str:
    return str(Referral.find(referral.id, EVERYTHING).state)


def accepted(referral: Referral) -> ReferralAccepted:
    return ReferralAccepted(
        referral_id=referral.id,
        accepted_at=datetime(2026, 5, 20, 1, tzinfo=UTC),
        limit_ends_on=date(2026, 6, 4),
    )


def extended(referral: Referral) -> ReferralExtended:
    return ReferralExtended(
        referral_id=referral.id, agreed_on=date(2026, 6, 3), limit_ends_on=date(2026, 7, 6)
    )


def failed(referral: Referral, **more: Any) -> ReferralEnded:
    facts: dict[str, Any] = {
        "outcome": "failed",
        "ended_on": date(2026, 7, 6),
        "reason": "limit_over",
        "reason_text": "调解期限届满。",
        "undisputed_facts": ("合同签订于2025年4月2日，价款120000元。",),
        "sessions": (SessionRecord(held_on=None, result="failed"),),
    }
    return ReferralEnded(referral_id=referral.id, **facts | more)


def succeeded(referral: Referral) -> ReferralEnded:
    return ReferralEnded(
        referral_id=referral.id,
        outcome="succeeded",
        ended_on=date(2026, 5, 28),
        sessions=(SessionRecord(held_on=date(2026, 5, 28), result="agreed"),),
        agreement_digest="9f86d081884c7d65",
        effective_on=date(2026, 5, 28),
        terms=(SettledTerm(kind="payment", who="B", to="A", what="货款", due_on=date(2026, 6, 30)),),
    )


@pytest.mark.usefixtures("database")
def test_a_judge_refers_a_case_and_the_body_is_told_once() -> None:
    referral = refer()

    stored = raw(referral)
    assert stored["number"] == "(2026)鲁1324民初88号"
    assert (stored["state"], stored["regime"]) == (State.RECEIVED, Regime.ENTRUSTED)
    assert stored["within"] == ["鲁1324", "鲁13", "鲁", "37", "3713", "371324"]
    (event,) = stored["outbox"]
    assert event["type"] == "courtlink.referral.made.v1"
    assert event["data"] | {"parties": None} == {
        "referral_id": referral.id,
        "number": "(2026)鲁1324民初88号",
        "court_code": "鲁1324",
        "court_name": "兰陵县人民法院",
        "cause": "买卖合同纠纷",
        "procedure": "ordinary",
        "referred_on": "2026-05-19",
        "landed_at": clock.now().isoformat(),
        "body_id": "body-1",
        "category": "contract",
        "claims": "请求支付货款。",
        "parties": None,
        "filed_on": None,
        "regime": "entrusted_after_filing",
        "clock_from": "first",
        "consented": ["A", "B"],
        "mediators": [],
        "lead": None,
    }
    assert [party["ref"] for party in event["data"]["parties"]] == ["A", "B"]


@pytest.mark.usefixtures("database")
def test_three_working_days_to_accept_count_the_working_saturday(at: Callable[[str], datetime]) -> None:
    at("2026-02-13 16:00")

    referral = refer(number="(2026)鲁1324民初7号", referred_on=date(2026, 2, 13), consented_on=None)

    assert referral.accept_by == date(2026, 2, 25)


@pytest.mark.usefixtures("database")
def test_a_paper_of_2024_that_is_entered_today_keeps_the_regime_of_its_date() -> None:
    referral = refer(number="(2024)鲁1324民诉前调7号", referred_on=date(2024, 12, 31), consented_on=None)

    assert (referral.regime, referral.warnings) == (Regime.DELEGATED, ["body_not_on_roster"])


@pytest.mark.usefixtures("database")
def test_a_case_is_with_one_body_at_a_time() -> None:
    first = refer()

    with pytest.raises(RuleBroken, match="already_referred"):
        refer(number="(2026)鲁1324民初088号")

    assert collection(Referral).count_documents({}) == 1
    assert state_of(first) == State.RECEIVED


@pytest.mark.usefixtures("database")
def test_a_repeated_post_makes_one_referral() -> None:
    calls = [a_call(JUDGE, message="key-1") for _ in range(3)]

    ids = {commands.refer(call, SUIT, body=BODY).id for call in calls}

    assert len(ids) == collection(Referral).count_documents({}) == 1


@pytest.mark.usefixtures("database")
def test_a_judge_refers_no_case_of_another_court() -> None:
    call = a_call(JUDGE, scope=Scope(frozenset({"鲁1302"})))

    with pytest.raises(NotFound):
        commands.refer(call, SUIT, body=BODY)

    assert collection(Referral).count_documents({}) == 0


def test_a_referral_is_accepted_extended_and_ends_without_agreement(mediation: Mediation) -> None:
    referral = refer()

    mediation.tells(accepted(referral))
    assert state_of(referral) == State.ACCEPTED
    mediation.tells(extended(referral))
    assert state_of(referral) == State.EXTENDED
    mediation.tells(failed(referral))

    found = Referral.find(referral.id, EVERYTHING)
    assert found.state == State.FAILED
    assert (found.limit_ends_on, found.extension.limit_ends_on) == (date(2026, 6, 4), date(2026, 7, 6))
    assert (found.outcome.reason, found.outcome.ended_on) == ("limit_over", date(2026, 7, 6))
    assert found.outcome.undisputed_facts == ["合同签订于2025年4月2日，价款120000元。"]
    assert found.version == 4
    assert list(audit.faults(raw(referral))) == []


@pytest.mark.parametrize("order", list(permutations([accepted, extended, failed])))
def test_the_order_of_arrival_does_not_matter(
    mediation: Mediation, order: tuple[Callable[[Referral], Any], ...]
) -> None:
    referral = refer()

    mediation.tells(*[tell(referral) for tell in order])

    found = Referral.find(referral.id, EVERYTHING)
    assert (found.state, found.limit_ends_on, found.version) == (State.FAILED, date(2026, 6, 4), 4)
    assert found.extension.agreed_on == date(2026, 6, 3)


def test_an_agreement_comes_back_with_its_digest_effect_and_terms(mediation: Mediation) -> None:
    referral = refer()

    mediation.tells(accepted(referral), succeeded(referral))

    outcome = Referral.find(referral.id, EVERYTHING).outcome
    assert state_of(referral) == State.SUCCEEDED
    assert (outcome.agreement_digest, outcome.effective_on) == ("9f86d081884c7d65", date(2026, 5, 28))
    assert [(session.held_on, session.result) for session in outcome.sessions] == [
        (date(2026, 5, 28), "agreed")
    ]
    assert [(term.who, term.what, term.due_on) for term in outcome.terms] == [
        ("B", "货款", date(2026, 6, 30))
    ]


TABLE_6_3 = {
    "code": "result",
    "ended_on": "result",
    "reason": "failure paper",
    "reason_text": "failure paper",
    "matters": "failure paper",
    "conduct.ref": "failure paper",
    "conduct.code": "failure paper",
    "attendance.ref": "mediation record, result only",
    "attendance.came": "mediation record, result only",
    "attendance.of": "mediation record, result only",
    "addresses.ref": "service-address form",
    "addresses.addressee": "service-address form",
    "addresses.sealed_address": "service-address form",
    "addresses.sealed_phone": "service-address form",
    "addresses.electronic": "service-address form",
    "undisputed_facts": "undisputed facts signed by every party",
    "agreement_digest": "agreement",
    "effective_on": "agreement",
    "sessions.held_on": "mediation record",
    "sessions.result": "mediation record",
    "terms.kind": "agreement",
    "terms.who": "agreement",
    "terms.to": "agreement",
    "terms.what": "agreement",
    "terms.amount": "agreement",
    "terms.due_on": "agreement",
    "terms.plan": "agreement",
}


def test_every_field_that_is_stored_of_an_outcome_is_in_table_6_3() -> None:
    parts = {
        "sessions": Session,
        "terms": Term,
        "attendance": Attendance,
        "conduct": Conduct,
        "addresses": Address,
    }
    fields = set(Outcome._fields) - set(parts)
    fields |= {f"{part}.{name}" for part, kind in parts.items() for name in kind._fields}

    assert fields == set(TABLE_6_3)


def test_of_a_failure_only_results_are_kept_even_if_more_was_sent(mediation: Mediation) -> None:
    referral = refer()
    offer = SettledTerm(kind="payment", who="B", to="A", what="愿付30000元")

    mediation.tells(
        failed(
            referral,
            terms=(offer,),
            agreement_digest="abcdef",
            effective_on=date(2026, 6, 1),
            sessions=(SessionRecord(held_on=date(2026, 6, 1), result="failed"),),
        )
    )

    outcome = raw(referral)["outcome"]
    assert outcome["sessions"] == [{"result": "failed"}]
    assert not outcome.keys() & {"agreement_digest", "effective_on"}
    assert outcome.get("terms", []) == []
    assert "30000" not in repr(raw(referral))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [({"outcome": "won"}, "unknown_outcome"), ({"reason_text": "字" * 501}, "reason_text_too_long")],
)
def test_an_outcome_that_breaks_the_table_is_not_taken_in(
    mediation: Mediation, spoil: dict[str, Any], code: str
) -> None:
    referral = refer()

    with pytest.raises(RuleBroken, match=code):
        mediation.tells(failed(referral, **spoil))

    assert state_of(referral) == State.RECEIVED


def refused(referral: Referral) -> ReferralDeclined:
    return ReferralDeclined(
        referral_id=referral.id, declined_at=datetime(2026, 5, 20, 1, tzinfo=UTC), reason="超出受理范围"
    )


def silent(referral: Referral) -> ReferralLapsed:
    return ReferralLapsed(referral_id=referral.id, lapsed_at=datetime(2026, 5, 22, 16, tzinfo=UTC))


@pytest.mark.parametrize(("answer", "state"), [(refused, State.DECLINED), (silent, State.LAPSED)])
def test_after_a_refusal_or_silence_another_body_is_appointed_once(
    mediation: Mediation, answer: Callable[[Referral], Any], state: State
) -> None:
    first = refer()
    mediation.tells(answer(first))
    assert state_of(first) == state

    again = [
        commands.reappoint(a_call(JUDGE, "key-1"), first.id, body=replace(BODY, body_id="body-2"))
        for _ in range(2)
    ]

    (second,) = {referral.id: referral for referral in again}.values()
    assert (second.predecessor_id, second.body_id, second.state) == (first.id, "body-2", State.RECEIVED)
    assert [event["data"]["body_id"] for event in raw(second)["outbox"]] == ["body-2"]
    assert raw(second)["parties"] == raw(first)["parties"]
    assert state_of(first) == state
    with pytest.raises(RuleBroken, match="already_reappointed"):
        commands.reappoint(a_call(JUDGE, "key-2"), first.id, body=replace(BODY, body_id="body-3"))


def test_a_body_that_took_the_case_keeps_it(mediation: Mediation) -> None:
    referral = refer()
    mediation.tells(accepted(referral))

    with pytest.raises(RuleBroken, match="not_reappointable"):
        commands.reappoint(a_call(JUDGE), referral.id, body=replace(BODY, body_id="body-2"))
    with pytest.raises(VersionMismatch):
        commands.reappoint(a_call(JUDGE, expected=1), referral.id, body=replace(BODY, body_id="body-2"))


def test_the_court_closes_the_loop_and_late_news_change_nothing(
    mediation: Mediation, at: Callable[[str], datetime]
) -> None:
    referral = refer()
    mediation.tells(accepted(referral), failed(referral))
    at("2026-07-07 09:00")

    judging.acknowledge(a_call(JUDGE), referral.id, disposition=Disposition.TO_TRIAL, on=date(2026, 7, 7))
    mediation.tells(extended(referral))

    found = Referral.find(referral.id, EVERYTHING)
    assert found.state == State.ACKNOWLEDGED
    assert (found.acknowledgement.disposition, found.acknowledgement.on) == ("to_trial", date(2026, 7, 7))
    with pytest.raises(RuleBroken, match="already_acknowledged"):
        judging.acknowledge(a_call(JUDGE), referral.id, disposition=Disposition.TO_TRIAL)


def test_an_ended_case_can_be_referred_anew(mediation: Mediation) -> None:
    referral = refer()
    mediation.tells(accepted(referral), failed(referral))

    assert refer().id != referral.id


def test_news_of_a_referral_that_is_not_ours_is_not_taken_in(mediation: Mediation) -> None:
    with pytest.raises(NotFound):
        mediation.tells(silent(Referral(id="unknown")))
