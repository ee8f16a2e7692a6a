# SPDX-License-Identifier: Apache-2.0
"""Days as papers give them: a day, only a month, only a year, or nothing."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_FORM = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


@dataclass(frozen=True, slots=True)
class PaperDay:
    """The span of days that a paper's date may mean; `first` and `last` are the same when the day is known."""

    first: date
    last: date

    @classmethod
    def read(cls, text: str) -> "PaperDay":
        """Read `2023`, `2023-07` or `2023-07-28`. Raises ValueError for anything else."""
        found = _FORM.match(text)
        if found is None:
            raise ValueError(f"{text} is not YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None  # noqa: S101 - the pattern demands it
        if day is not None and month is not None:
            return cls(date(year, month, day), date(year, month, day))
        if month is not None:
            return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def day(self) -> date | None:
        """The day, or None when only the month or the year is known: a day is never invented."""
        return self.first if self.first == self.last else None
