# SPDX-License-Identifier: Apache-2.0
"""The limits that run at the court: each with what explains it later (D-11), warned of before, escalated once when passed."""

import functools
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from mongoengine import DateField, DateTimeField, EmbeddedDocument, StringField

from shared.calendar import SHANGHAI, end_of_period, midnight_after
from shared.errors import RuleBroken

EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What limits.toml says; days are natural days."""

    version: str
    take_warn_days: int
    decide_target_days: int
    supplement_warn_days: int
    answer_warn_days: int
    complete_pack_days: int
    complete_warn_days: int
    most_days_ahead: int
    received_days_back: int
    counter_closes: time

    @classmethod
    def parse(cls, table: dict[str, Any]) -> "Figures":
        """Make the value of a TOML table. Raises TypeError for a figure that is missing or unknown."""
        return cls(**(table | {"counter_closes": time.fromisoformat(table["counter_closes"])}))


@functools.cache
def figures() -> Figures:
    """The figures of this installation."""
    return Figures.parse(tomllib.loads(Path(__file__).with_name("limits.toml").read_text("utf-8")))


def must_be_near(day: date, today: date, field: str) -> None:
    """A date that people set is of our time: a slip of the pen such as 2099 is none. Raises RuleBroken `date_too_far`."""
    if not EARLIEST <= day <= today + timedelta(days=figures().most_days_ahead):
        raise RuleBroken("date_too_far", field=field)


class Limit(EmbeddedDocument):
    """One running limit (期限). `end` is the last day, None while its year's holidays are not announced (D-10).

    From `warn_on` it is warned of; `late_at` is set once, when it has passed.
    """

    rule = StringField(required=True)
    version = StringField(required=True)
    start = DateField(required=True)
    raw_end = DateField(required=True)
    end = DateField()
    warn_on = DateField()
    met_at = DateTimeField()
    warned_at = DateTimeField()
    late_at = DateTimeField()

    @property
    def runs(self) -> bool:
        """Whether it can still pass."""
        return not (self.met_at or self.late_at)

    def next_moment(self) -> datetime | None:
        """When time next asks something of it: to warn, then to escalate."""
        if not self.runs or self.end is None:
            return None
        warn_on = self.warn_on or self.end
        return midnight_after(self.end) if self.warned_at else datetime.combine(warn_on, time(), SHANGHAI)


def start(rule: str, on: date, *, days: int, warn_on: date | None = None, warn_days: int = 0) -> Limit:
    """A limit of natural days that begins with an event on `on`, shifted off rest days (D-01, D-02).

    It is warned of from `warn_on`, or `warn_days` before its end. A year that is not announced leaves its end open, never
    guessed (D-10).
    """
    limit = Limit(rule=rule, version=figures().version, start=on, raw_end=on + timedelta(days=days))
    settle(limit)
    limit.warn_on = warn_on or (limit.end or limit.raw_end) - timedelta(days=warn_days)
    return limit


def settle(limit: Limit) -> None:
    """Find the end; leave it open while its year is not announced."""
    try:
        limit.end = end_of_period(limit.rule, limit.start, days=(limit.raw_end - limit.start).days).end
    except RuleBroken as broken:
        if broken.code != "calendar_missing":
            raise


def until(rule: str, on: date, end: date, *, warn_days: int = 0) -> Limit:
    """A limit whose last day somebody set."""
    warn_on = max(on, end - timedelta(days=warn_days))
    return Limit(rule=rule, version=figures().version, start=on, raw_end=end, end=end, warn_on=warn_on)


def running(limits: Iterable[Limit], rule: str) -> Limit | None:
    """The newest limit of a rule that nobody has met, or None."""
    found = [one for one in limits if one.rule == rule and not one.met_at]
    return found[-1] if found else None


def meet(limits: Iterable[Limit], at: datetime, *rules: str) -> None:
    """What these limits asked for is done, or asked no more."""
    for limit in limits:
        if limit.rule in rules and not limit.met_at:
            limit.met_at = at


def pass_time(limits: Iterable[Limit], at: datetime) -> list[Limit]:
    """Note what is to be warned of and what has passed by `at`; returns the limits that passed just now."""
    late = []
    for limit in limits:
        if limit.runs and limit.end is None:
            settle(limit)
        while (moment := limit.next_moment()) and at >= moment:
            if limit.warned_at:
                limit.late_at = at
                late.append(limit)
            else:
                limit.warned_at = at
    return late


def next_due(limits: Iterable[Limit], at: datetime) -> datetime | None:
    """When time next asks something of any of them; a day from `at` while an end is not known."""
    running_ones = [one for one in limits if one.runs]
    moments = [one.next_moment() or at + timedelta(days=1) for one in running_ones]
    return min(moments, default=None)
