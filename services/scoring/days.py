# SPDX-License-Identifier: Apache-2.0
"""Working days of the board's own clocks, which go on while the next year's holidays are not announced (decision 0012)."""

from datetime import date

from shared.calendar import add_working_days, works_by_the_week


def working_days_after(start: date, count: int) -> date:
    """The `count`-th working day after `start`; in a year that is not announced, as the week goes.

    No law sets the clocks of the board (they are proposals, SB-04 to SB-25): a clock that stopped would be the worse
    guess. A day that was told stays, whatever the notice says later (D-11).
    """
    return add_working_days(start, count, works=works_by_the_week)
