# SPDX-License-Identifier: Apache-2.0
"""What the court does with a case that it refers: the referral, and taking note of what came back."""

from deploy.replay.acts import Act, Await, BodySpec, Post
from deploy.replay.case_acts import category_of, paper, party_bodies
from deploy.replay.cast import Cast
from deploy.replay.court_papers import ReferralPaper
from deploy.replay.form import PublishedCase

_BACK = ("succeeded", "failed", "returned_unreachable", "returned_refused")


def referral_acts(case: PublishedCase, cast: Cast, body: BodySpec, sheet: ReferralPaper) -> list[Act]:
    """A judge refers; the body sees the case when RabbitMQ has carried it."""
    year = (sheet.filed_on or sheet.referred_on).year
    refs = [party.ref for party in case.parties]
    referral = {
        "number": f"({year}){cast.court}{sheet.number_type}{{serial}}号",
        "court_code": cast.court,
        "cause": case.category,
        "category": category_of(case),
        "procedure": "simplified" if case.channel == "court_in_suit" else "ordinary",
        "claims": case.facts[:2000],
        "referred_on": sheet.referred_on.isoformat(),
        "filed_on": paper(sheet.filed_on),
        "parties": party_bodies(case),
        "consented": refs,
        "body_id": f"{{{body.name}}}",
    }
    arrived = Await(body.mediator, "mediation", "cases/{referral}", "case", "id", gives="case")
    return [Post(cast.judge, "courtlink", "referrals", referral, gives="referral"), arrived]


def acknowledgement(case: PublishedCase, cast: Cast, sheet: ReferralPaper) -> list[Act]:
    """The outcome returned to the court, which says what it did with the case."""
    succeeded = case.outcome != "unresolved"
    disposition = sheet.disposition(case.agreement.form, case.litigation.after, succeeded=succeeded)
    returned = Await(cast.judge, "courtlink", "referrals/{referral}", "referral", "state", _BACK)
    body = {"disposition": disposition, "on": None}
    return [returned, Post(cast.clerk, "courtlink", "referrals/{referral}/acknowledge", body, on="referral")]
