# SPDX-License-Identifier: Apache-2.0
"""Rounds are gone when due, by one worker, whatever another round or the clock does."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from shared import mongo
from shared.mongo import database
from shared.rounds import Rounds

NOON = datetime(2026, 5, 19, 4, tzinfo=UTC)


@pytest.fixture
def service(mongo_url: str, namespace: str) -> Iterator[str]:
    mongo.connect(mongo_url, ["rounding"], namespace=namespace)
    database("rounding")["rounds"].delete_many({})
    yield "rounding"
    mongo.disconnect(["rounding"])


def test_a_round_is_gone_when_it_is_due_and_not_before(service: str) -> None:
    gone: list[datetime] = []
    rounds = Rounds()

    @rounds.every(seconds=60)
    def look(now: datetime) -> int:
        gone.append(now)
        return 2

    done = [rounds.go(service, NOON + timedelta(seconds=after)) for after in (0, 59, 60, 61, 150)]

    assert done == [2, 0, 2, 0, 2]


def test_a_round_that_fails_holds_up_no_other_and_is_gone_again(service: str) -> None:
    rounds, tries = Rounds(), []

    @rounds.every(seconds=60)
    def stumble(now: datetime) -> int:
        tries.append(now)
        raise ValueError("a stone")

    @rounds.every(seconds=60)
    def walk(_now: datetime) -> int:
        return 1

    assert [rounds.go(service, NOON + timedelta(minutes=n)) for n in range(3)] == [1, 1, 1]
    assert len(tries) == 3


def test_of_two_workers_one_goes_the_round_and_what_a_dead_one_began_is_gone_again(service: str) -> None:
    other = Rounds()

    @other.every(seconds=60)
    def count(_now: datetime) -> int:
        return 1

    rounds = Rounds()

    def busy(now: datetime) -> int:
        return other.go(service, now)

    busy.__name__ = "count"
    rounds.every(seconds=60)(busy)

    assert rounds.go(service, NOON) == 0  # while one goes it, the other does not
    database(service)["rounds"].update_one({}, {"$set": {"due_at": NOON + timedelta(minutes=2)}})  # killed
    assert rounds.go(service, NOON + timedelta(minutes=2)) == 0
    assert other.go(service, NOON + timedelta(minutes=3)) == 1


def test_a_daily_round_is_due_at_its_hour_and_a_clock_that_was_put_back_does_not_stop_it(
    service: str,
) -> None:
    rounds = Rounds()

    @rounds.daily(hour=1)
    def compare(_now: datetime) -> int:
        return 1

    night = datetime(2026, 5, 19, 17, tzinfo=UTC)  # one o'clock in China
    assert [rounds.go(service, at) for at in (NOON, night - timedelta(seconds=1), night)] == [1, 0, 1]
    assert rounds.go(service, NOON - timedelta(days=400)) == 1


def test_while_the_clock_stands_still_what_is_done_every_few_seconds_goes_on(service: str) -> None:
    rounds, seen = Rounds(), []

    @rounds.every(seconds=60)
    def look(now: datetime) -> int:
        seen.append(now)
        return 1

    @rounds.daily(hour=1)
    def compare(_now: datetime) -> int:
        return 10

    machine = NOON + timedelta(days=200)
    done = [rounds.go(service, NOON, machine + timedelta(minutes=n)) for n in range(3)]

    assert done == [11, 1, 1]
    assert seen == [NOON] * 3
