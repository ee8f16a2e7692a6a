# SPDX-License-Identifier: Apache-2.0
"""Deadlines, projections, the lease and the clock."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared import clock
from shared.call import Call
from shared.lease import Lease
from shared.mongo import collection
from tests.shared import sample
from tests.shared.sample import Giver, a_call, make, rename


def due(giver: Giver, at: datetime) -> None:
    collection(Giver).update_one({"_id": giver.id}, {"$set": {"due_at": at}})


@pytest.mark.usefixtures("databases")
def test_what_fell_due_is_decided_once_and_what_is_not_due_waits() -> None:
    now = clock.now()
    past, later = make(a_call(), "past"), make(a_call(), "later")
    due(past, now - timedelta(seconds=1))
    due(later, now + timedelta(seconds=60))

    assert sample.deadlines.tick("giver", now) == 1
    assert sample.deadlines.tick("giver", now) == 0

    assert {row["name"] for row in collection(Giver).find()} == {"old", "later"}


@pytest.mark.usefixtures("databases")
def test_a_deadline_that_fails_holds_up_no_other_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now, grow_old = clock.now(), sample.deadlines._table[Giver]
    broken, sound = make(a_call(), "broken"), make(a_call(), "sound")
    due(broken, now - timedelta(seconds=2))
    due(sound, now - timedelta(seconds=1))

    def decide(call: Call, key: str) -> object:
        return 1 / 0 if key == broken.id else grow_old(call, key)

    monkeypatch.setitem(sample.deadlines._table, Giver, decide)
    assert sample.deadlines.tick("giver", now, limit=1) == 1
    monkeypatch.setitem(sample.deadlines._table, Giver, grow_old)
    assert sample.deadlines.tick("giver", now) == 1

    assert {row["name"] for row in collection(Giver).find()} == {"old"}


@pytest.mark.usefixtures("databases")
def test_a_projection_that_fails_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    make(a_call(), "broken")
    make(a_call(), "sound")
    seen: list[str] = []

    def show(document: Giver) -> None:
        if document.name == "broken":
            raise KeyError("name")
        seen.append(document.name)

    monkeypatch.setitem(sample.projections._table, Giver, [show])
    assert sample.projections.show(limit=1) == 1

    assert seen == ["sound"]


@pytest.mark.usefixtures("databases")
def test_a_projection_shows_the_present_state_and_can_be_rebuilt() -> None:
    giver = make(a_call(), "eins")
    rename(a_call(), giver.id, "zwei")

    assert sample.projections.show() == 1
    assert sample.projections.show() == 0
    assert sample.shown == {giver.id: "zwei"}

    sample.shown.clear()
    assert sample.projections.rebuild() == 1
    assert sample.shown == {giver.id: "zwei"}


@pytest.mark.usefixtures("databases")
def test_a_change_while_it_is_shown_is_shown_too(monkeypatch: pytest.MonkeyPatch) -> None:
    giver = make(a_call(), "eins")
    seen: list[str] = []

    def show(document: Giver) -> None:
        seen.append(document.name)
        if len(seen) == 1:
            rename(a_call(), giver.id, "zwei")

    monkeypatch.setitem(sample.projections._table, Giver, [show])
    while sample.projections.show():
        pass

    assert seen == ["eins", "zwei"]


@pytest.mark.usefixtures("databases")
def test_a_lease_has_one_holder_and_each_new_holder_a_higher_number() -> None:
    leases = collection(Giver).database["leases"]
    first, second = Lease(leases, "relay"), Lease(leases, "relay")

    assert first.hold()
    assert first.hold()
    assert not second.hold()

    leases.update_one({"_id": "relay"}, {"$set": {"until": datetime.now(UTC) - timedelta(seconds=1)}})
    assert second.hold()
    assert not first.hold()
    assert second.fence == first.fence + 1

    second.release()
    assert first.hold()


@pytest.fixture
def clock_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    monkeypatch.delenv("HESHILAO_ENV", raising=False)
    return tmp_path / "clock.json"


def test_the_clock_set_by_one_process_is_set_for_all(clock_file: Path) -> None:
    command = [sys.executable, "-m", "shared.clock", "set", "2026-03-10T09:00+08:00"]
    subprocess.run(command, check=True, capture_output=True)

    assert clock.now() == datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
    assert clock.now() == datetime(2026, 3, 10, 1, 0, tzinfo=UTC)

    clock.put(clock.now(), running=True)
    assert datetime(2026, 3, 10, 1, 0, tzinfo=UTC) <= clock.now() < datetime(2026, 3, 10, 1, 10, tzinfo=UTC)

    clock.reset()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_clock_needs_a_zone_and_is_never_set_in_production(
    clock_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match="zone"):
        clock.put(datetime(2026, 3, 10), running=False)

    clock.put(datetime(2020, 1, 1, tzinfo=UTC), running=False)
    monkeypatch.setenv("HESHILAO_ENV", "production")
    assert clock.now().year >= 2026
    with pytest.raises(ValueError, match="production"):
        clock.put(datetime(2026, 3, 10, tzinfo=UTC), running=False)


def watched(inside: str, afterwards: str = "pass") -> int:
    """The exit code of a process that does something under a watchdog of half a second, then something without."""
    script = f"""
import time
from shared.watchdog import Watchdog
with Watchdog(0.5):
    {inside}
{afterwards}
"""
    return subprocess.run([sys.executable, "-c", script], capture_output=True).returncode


def test_a_process_that_makes_no_progress_is_ended() -> None:
    assert watched("time.sleep(60)") == 70


def test_a_watchdog_goes_with_what_it_watched() -> None:
    assert watched("pass", "time.sleep(1.5)") == 0
