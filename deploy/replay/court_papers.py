# SPDX-License-Identifier: Apache-2.0
"""What the court's papers of a published case said, as far as the account tells: the day of referral, the number's type.

The day on the referral paper decides by which rules it runs (CT-01), so a referral without a day can't be made. Where
the account gives none, the paper bears the latest day that it can have had.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from deploy.replay.form import Moment, PublishedCase
from deploy.replay.rounds import course_of, is_agreed

LAST_DAY_BEFORE_FILING_FIRST = date(2024, 12, 31)
_IN_SUIT_CHANNELS = frozenset({"court_in_suit", "court_enforcement"})
_FILED = ("sued", "filed")


@dataclass(frozen=True, slots=True)
class ReferralPaper:
    """`referred_on` is on the paper; `filed_on` is the day the plaint came in, None where it is not told."""

    referred_on: date
    filed_on: date | None
    before_filing: bool
    number_type: str

    def disposition(self, form: str, after: str, *, succeeded: bool) -> str:
        """What the court did with what came back (CT-01)."""
        if not succeeded:
            return "filed" if self.before_filing else "to_trial"
        if form == "court_mediation_statement":
            return "statement"
        if self.before_filing:
            return "closed_outside_court"
        return "withdrawn" if after.startswith("withdrawn") else "closed_otherwise"


def referral_paper(case: PublishedCase, today: date) -> ReferralPaper:
    """The paper with which a court's case came."""
    work = course_of(case).all_rounds
    told = next((m for m in work if m.event == "referred" and m.at), None)
    latest = min([today, *_not_later_than(case, work)])
    if told and told.at:
        latest = min(latest, told.at.last) if told.at.last >= told.at.first else latest
    elif _was_before_filing(case):
        latest = min(latest, LAST_DAY_BEFORE_FILING_FIRST)
    before_filing = latest <= LAST_DAY_BEFORE_FILING_FIRST
    filed = next((m.day for m in work if m.event in _FILED), None) or _applied_on(work)
    in_suit = case.channel in _IN_SUIT_CHANNELS or not before_filing
    return ReferralPaper(latest, filed, before_filing, "民初" if in_suit else "诉前调")


def _not_later_than(case: PublishedCase, work: list[Moment]) -> Iterator[date]:
    """The last days of everything that can only have come after the referral."""
    for moment in work:
        if moment.at and (
            moment.event in ("session", "agreement", "confirmed", "court_statement") or is_agreed(moment)
        ):
            yield moment.at.last
    for day in (case.agreement.signed, case.confirmation.at, case.confirmation.decided_at):
        if day:
            yield day.last


def _was_before_filing(case: PublishedCase) -> bool:
    """No suit was filed, or confirmation was asked for, which a filed suit does not offer (CT-01)."""
    asked = bool(case.confirmation.applied) and case.agreement.form != "court_mediation_statement"
    return asked or case.litigation.before in ("none", "intended")


def _applied_on(work: list[Moment]) -> date | None:
    return next((m.day for m in work if m.event in ("applied", "reported")), None)
