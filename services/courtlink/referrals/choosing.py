# SPDX-License-Identifier: Apache-2.0
"""Before a case leaves the court: the request is fit or goes back, the parties are asked, they choose, or the court appoints
(CT-01, CT-04, CT-05, CT-08)."""

from collections.abc import Sequence
from datetime import date

from services.courtlink.received.rules import Route
from services.courtlink.referrals import request_rules, rules
from services.courtlink.referrals.commands import Appointee, send, start_choice
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.parts import ConsentAnswer, Recalled, SentBack
from services.courtlink.referrals.request_rules import Recall, Unfit
from services.courtlink.referrals.rules import Consent, Regime, State
from services.courtlink.teams import reading as teams
from shared.calendar import end_of_period, local_date
from shared.call import Call, command
from shared.errors import RuleBroken
from shared.regions import regions


@command
def answer_consent(
    call: Call, referral_id: str, *, ref: str, answer: Consent, on: date | None = None
) -> Referral:
    """A party tells the court whether it agrees to mediation; one refusal ends it (CT-01, CT-08).

    Raises RuleBroken: step_not_open, no_such_party, date_in_future, date_long_before.
    """
    referral, today = Referral.load(referral_id, call), local_date(call.at)
    rules.may_answer_consent(State(referral.state))
    if ref not in referral.refs:
        raise RuleBroken("no_such_party", ref=ref)
    if on is not None and on > today:
        raise RuleBroken("date_in_future", field="on")
    rules.must_follow(on, referral.earliest, "on")
    others = [one for one in referral.consents if one.ref != ref]
    referral.consents = [*others, ConsentAnswer(ref=ref, answer=answer, on=on or today)]
    start_choice(referral, today)
    referral.settle()
    return referral.store()


@command
def send_request_back(
    call: Call,
    referral_id: str,
    *,
    ground: Unfit,
    routes: Sequence[Route] = (),
    right_court: str | None = None,
    words: str = "",
) -> Referral:
    """The court sends a request for mediation before filing back, and says where to go instead (OMR art 9, CT-04).

    Raises RuleBroken: unknown_court, and those of `request_rules.may_send_back`.
    """
    referral = Referral.load(referral_id, call)
    request_rules.may_send_back(
        State(referral.state),
        Regime(referral.regime),
        ground,
        routes=routes,
        right_court=right_court,
        own=referral.court_code,
    )
    if right_court is not None:
        regions().court(right_court)
    referral.sent_back = SentBack(
        ground=ground, routes=list(routes), right_court=right_court, words=words, on=local_date(call.at)
    )
    referral.settle()
    return referral.store()


@command
def recall(call: Call, referral_id: str, *, reason: Recall) -> Referral:
    """The judge takes back what was entered by mistake or is not needed any more. Raises: step_not_open, not_your_team."""
    referral = Referral.load(referral_id, call)
    teams.must_be_theirs(call, referral.team, referral.judge)
    request_rules.may_recall(State(referral.state))
    referral.recalled = Recalled(reason=reason, on=local_date(call.at))
    referral.settle()
    return referral.store()


@command
def choose(call: Call, referral_id: str, *, body: Appointee, by: Sequence[str]) -> Referral:
    """The parties choose together, within two working days after they agreed (OMR art 10, CT-05).

    Raises RuleBroken: step_not_open, choice_not_joint, choice_too_late, and those of `commands.send`.
    """
    referral = Referral.load(referral_id, call)
    rules.may_choose(
        State(referral.state),
        refs=referral.refs,
        by=by,
        choose_by=referral.choose_by,
        today=local_date(call.at),
    )
    send(referral, body, call, by=sorted(set(by)))
    return referral.store()


@command
def ask_appointment(call: Call, referral_id: str, *, on: date | None = None) -> Referral:
    """The parties ask the court to appoint; three working days run (OMR art 10, CT-05).

    Raises RuleBroken: step_not_open, date_in_future, date_long_before.
    """
    referral, today = Referral.load(referral_id, call), local_date(call.at)
    rules.may_ask_appointment(State(referral.state))
    if on is not None and on > today:
        raise RuleBroken("date_in_future", field="on")
    rules.must_follow(on, referral.earliest, "on")
    _must_be_appointed(referral, on or today)
    return referral.store()


def _must_be_appointed(referral: Referral, since: date) -> None:
    referral.appointment_asked_on = since
    referral.appoint_by = end_of_period("CT-05", since, working_days=rules.APPOINT_WITHIN_WORKING_DAYS).end
    referral.settle()


@command
def appoint(call: Call, referral_id: str, *, body: Appointee) -> Referral:
    """The court appoints body and mediators (OMR art 10, CT-05).

    Raises RuleBroken: step_not_open, not_your_team, and those of `commands.send`.
    """
    referral = Referral.load(referral_id, call)
    teams.must_be_theirs(call, referral.team, referral.judge)
    rules.may_appoint(State(referral.state))
    send(referral, body, call)
    return referral.store()


@command
def let_time_decide(call: Call, referral_id: str) -> Referral:
    """Two working days are over and nobody was chosen: the court is to appoint (CT-05)."""
    referral = Referral.load(referral_id, call)
    if referral.state == State.CHOOSING and local_date(call.at) > referral.choose_by:
        _must_be_appointed(referral, referral.choose_by)
    else:
        referral.settle()
    return referral.store()
