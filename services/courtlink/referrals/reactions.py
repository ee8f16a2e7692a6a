# SPDX-License-Identifier: Apache-2.0
"""What courtlink does when the mediation service tells of a referred case."""

from services.courtlink.referrals import hearing
from services.courtlink.referrals.rules import Answer
from shared.call import Call
from shared.contracts.mediation import (
    RecusalAsked,
    ReferralAccepted,
    ReferralDeclined,
    ReferralEnded,
    ReferralExtended,
    ReferralLapsed,
    ReferralPaused,
    ReferralPerformed,
    ReferralStaffed,
    SuspicionReported,
)
from shared.reactions import Reactions

reactions = Reactions()
reactions.on(ReferralExtended)(hearing.note_extension)
reactions.on(ReferralPaused)(hearing.note_pause)
reactions.on(SuspicionReported)(hearing.note_suspicion)
reactions.on(RecusalAsked)(hearing.note_recusal)
reactions.on(ReferralPerformed)(hearing.note_performance)
reactions.on(ReferralEnded)(hearing.note_outcome)


@reactions.on(ReferralAccepted)
def note_acceptance(call: Call, event: ReferralAccepted) -> None:
    hearing.note_answer(
        call, event.referral_id, Answer.ACCEPTED, at=event.accepted_at, limit_ends_on=event.limit_ends_on
    )


@reactions.on(ReferralDeclined)
def note_refusal(call: Call, event: ReferralDeclined) -> None:
    hearing.note_answer(call, event.referral_id, Answer.DECLINED, at=event.declined_at, reason=event.reason)


@reactions.on(ReferralLapsed)
def note_silence(call: Call, event: ReferralLapsed) -> None:
    hearing.note_answer(call, event.referral_id, Answer.LAPSED, at=event.lapsed_at)


@reactions.on(ReferralStaffed)
def note_staff(call: Call, event: ReferralStaffed) -> None:
    hearing.note_staff(call, event.referral_id, mediators=event.mediators)
