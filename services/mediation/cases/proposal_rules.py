# SPDX-License-Identifier: Apache-2.0
"""When a mediator may propose terms in writing that count as agreed unless a party objects (无异议调解方案认可), CT-27."""

from collections.abc import Collection, Iterable
from datetime import date

from shared.calendar import Deadline, end_of_period
from shared.errors import RuleBroken


def may_propose(
    days: int, *, refs: Collection[str], agreed: Collection[str], open_now: bool, barred: bool
) -> None:
    """Only where the county and the court switched it on, with every party's consent to it (法发〔2016〕14号 item 23, CT-27);
    one proposal at a time, and nothing on which silence can't stand for a signature on paper (SP-10).

    Raises RuleBroken: proposals_not_used, proposal_not_agreed, proposal_open, esign_barred.
    """
    if days == 0:
        raise RuleBroken("proposals_not_used")
    if lack := sorted(set(refs) - set(agreed)):
        raise RuleBroken("proposal_not_agreed", ref="、".join(lack))
    if open_now:
        raise RuleBroken("proposal_open")
    if barred:
        raise RuleBroken("esign_barred")


def silence_ends(delivered: Iterable[date], *, days: int, limit_ends_on: date) -> Deadline:
    """The days run from the last delivery and end within the limit of the referral (CT-01).

    Raises RuleBroken `proposal_beyond_limit`.
    """
    found = end_of_period("CT-27", max(delivered), days=days)
    if found.end > limit_ends_on:
        raise RuleBroken("proposal_beyond_limit", day=limit_ends_on)
    return found


def may_object(*, open_now: bool) -> None:
    """A party objects until the days are over. Raises RuleBroken `no_open_proposal`."""
    if not open_now:
        raise RuleBroken("no_open_proposal")
