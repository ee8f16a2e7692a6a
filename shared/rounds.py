# SPDX-License-Identifier: Apache-2.0
"""Rounds: what a worker does from time to time and not for one document: send letters, look at folders, compare books.

    rounds = Rounds()

    @rounds.every(seconds=2)
    def send_letters(now: datetime) -> int: ...

When the next round is due stands in MongoDB, so of many workers one goes it, and a restart forgets nothing. Slow calls to
the world outside belong here, since they run in a thread of their own and hold up neither events nor deadlines. What is
done every few seconds follows the machine's own time, also while the clock of a demo stands still; what is done daily
follows the clock, and each round is given what the clock shows.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from pymongo.errors import DuplicateKeyError

from shared import clock
from shared.calendar import SHANGHAI
from shared.mongo import database, is_away

Round = Callable[[datetime], int]
Next = Callable[[datetime], datetime]
_AT_WORK = timedelta(minutes=2)
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    go: Round
    after: Next
    period: timedelta
    by_clock: bool


class Rounds:
    """A table of rounds; each returns how many things it did."""

    def __init__(self, parts: Iterable["Rounds"] = ()) -> None:
        self._table: list[_Entry] = [entry for part in parts for entry in part._table]

    def every(self, *, seconds: int) -> Callable[[Round], Round]:
        """Declare a round that is due so many seconds after the one before."""
        period = timedelta(seconds=seconds)
        return self._declare(lambda now: now + period, period, by_clock=False)

    def daily(self, *, hour: int) -> Callable[[Round], Round]:
        """Declare a round that is due each day at this hour of China's time; the first one at once."""

        def after(now: datetime) -> datetime:
            today = now.astimezone(SHANGHAI).replace(hour=hour, minute=0, second=0, microsecond=0)
            return (today if today > now else today + timedelta(days=1)).astimezone(UTC)

        return self._declare(after, timedelta(days=1), by_clock=True)

    def _declare(self, after: Next, period: timedelta, *, by_clock: bool) -> Callable[[Round], Round]:
        def declare(go: Round) -> Round:
            self._table.append(_Entry(go.__name__, go, after, period, by_clock))
            return go

        return declare

    def go(self, service: str, now: datetime, machine: datetime | None = None) -> int:
        """Go every round that is due; returns how many things were done.

        `now` is what the clock shows, `machine` the machine's own time where that is another. A round that fails is logged and gone again when it is next due; it does not hold up the others.
        """
        done = 0
        dues = {row["_id"]: row["due_at"] for row in database(service)["rounds"].find()}
        for entry in self._table:
            moment = now if entry.by_clock or machine is None else machine
            if not self._take(service, entry, moment, dues.get(entry.name)):
                continue
            try:
                done += entry.go(now)
            except Exception as error:
                if is_away(error):
                    raise
                log.exception("round_failed", service=service, round=entry.name)
            database(service)["rounds"].update_one(
                {"_id": entry.name}, {"$set": {"due_at": entry.after(moment)}}
            )
        return done

    def _take(self, service: str, entry: _Entry, now: datetime, due: datetime | None) -> bool:
        """Whether the round is due and nobody else goes it; a due time that lies too far off is of a clock put back."""
        if due and now < due <= now + max(entry.period, _AT_WORK):
            return False
        rounds, at_work = database(service)["rounds"], {"due_at": now + _AT_WORK}
        if due:
            return rounds.update_one({"_id": entry.name, "due_at": due}, {"$set": at_work}).matched_count == 1
        try:
            rounds.insert_one({"_id": entry.name} | at_work)
        except DuplicateKeyError:
            return False
        return True


class Rounder(threading.Thread):
    """The worker's third thread: goes the rounds."""

    def __init__(self, service: str, rounds: Rounds, stop: threading.Event) -> None:
        super().__init__(name="rounder", daemon=True)
        self._service, self._rounds, self._over = service, rounds, stop

    def run(self) -> None:
        while not self._over.is_set():
            try:
                self._rounds.go(self._service, clock.now(), datetime.now(UTC))
            except Exception as error:
                log.warning("rounds_wait", service=self._service, error=type(error).__name__)
            self._over.wait(1.0)
