# SPDX-License-Identifier: Apache-2.0
"""Rates with both their sides; small ones are not shown, since they would tell about single people."""

from dataclasses import dataclass

HIDDEN_BELOW = 5  # ST-06: a rate over fewer is not shown


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with both sides; `shown` is in percent with one decimal, None below five (ST-06)."""

    numerator: int
    denominator: int

    @property
    def shown(self) -> float | None:
        """The rate in percent, or None where too few cases would tell about single people."""
        if self.denominator < HIDDEN_BELOW:
            return None
        return round(100 * self.numerator / self.denominator, 1)
