# SPDX-License-Identifier: Apache-2.0
"""The clocks of a case that a court referred: three working days to accept, 30 or 15 or 7 days to mediate."""

from datetime import date, datetime
from enum import StrEnum

from shared.calendar import Deadline, end_of_period, local_date
from shared.errors import RuleBroken

FILE_FIRST_SINCE = date(2025, 1, 1)
EXTENSION_DAYS = 30


class Regime(StrEnum):
    """By which rules a referral runs (CT-01)."""

    DELEGATED = "delegated"  # 诉前委派
    ENTRUSTED = "entrusted"  # 立案后委托


class FailureReason(StrEnum):
    """Why a mediation ended without agreement (终止原因), OMR art 25."""

    UNREACHABLE = "unreachable"
    UNWILLING = "unwilling"
    GAP_TOO_WIDE = "gap_too_wide"
    LIMIT_OVER = "limit_over"
    REFUSED_TO_SIGN = "refused_to_sign"
    OTHER = "other"


def regime_of(referred_on: date) -> Regime:
    """By the date on the referral paper, never by today (CT-01)."""
    return Regime.ENTRUSTED if referred_on >= FILE_FIRST_SINCE else Regime.DELEGATED


def accept_by(landed_at: datetime) -> Deadline:
    """Three working days after the referral landed (OMR art 12, CT-06)."""
    return end_of_period("CT-06", local_date(landed_at), working_days=3)


def limit(referred_on: date, procedure: str, began_on: date) -> Deadline:
    """The limit of mediation (CT-01): 30 days delegated, 15 ordinary or 7 simplified entrusted; natural days (D-08)."""
    if regime_of(referred_on) is Regime.DELEGATED:
        return end_of_period("CT-01/A", began_on, days=30)
    return end_of_period("CT-01/B", began_on, days=7 if procedure == "simplified" else 15)


def extend(raw_end: date, *, extended: bool) -> Deadline:
    """One longer limit of 30 days that all parties agreed to (FMO item 3). Raises RuleBroken `already_extended`."""
    if extended:
        raise RuleBroken("already_extended")
    return end_of_period("CT-01/extension", raw_end, days=EXTENSION_DAYS)
