# SPDX-License-Identifier: Apache-2.0
"""What courtlink does when the mediation service tells of a referred case."""

from services.courtlink.referrals import commands
from services.courtlink.referrals.rules import Answer
from shared.call import Call
from shared.contracts.mediation import (
    ReferralAccepted,
    ReferralDeclined,
    ReferralEnded,
    ReferralExtended,
    ReferralLapsed,
)
from shared.reactions import Reactions

reactions = Reactions()


@reactions.on(ReferralAccepted)
def note_acceptance(call: Call, event: ReferralAccepted) -> None:
    commands.note_answer(
        call, event.referral_id, Answer.ACCEPTED, at=event.accepted_at, limit_ends_on=event.limit_ends_on
    )


@reactions.on(ReferralDeclined)
def note_refusal(call: Call, event: ReferralDeclined) -> None:
    commands.note_answer(call, event.referral_id, Answer.DECLINED, at=event.declined_at, reason=event.reason)


@reactions.on(ReferralLapsed)
def note_silence(call: Call, event: ReferralLapsed) -> None:
    commands.note_answer(call, event.referral_id, Answer.LAPSED, at=event.lapsed_at)


@reactions.on(ReferralExtended)
def note_extension(call: Call, event: ReferralExtended) -> None:
    commands.note_extension(
        call, event.referral_id, agreed_on=event.agreed_on, limit_ends_on=event.limit_ends_on
    )


@reactions.on(ReferralEnded)
def note_outcome(call: Call, event: ReferralEnded) -> None:
    commands.note_outcome(call, event)
