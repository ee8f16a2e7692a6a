# SPDX-License-Identifier: Apache-2.0
"""From the document that owes an event to the document that absorbs it, over a real RabbitMQ, with processes killed."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from shared import clock, rabbit
from shared.call import Call
from shared.contracts.mediation import CaseReopened
from shared.errors import BrokerError
from shared.events import CONTENT_TYPE, encode, wrap
from shared.mongo import collection
from shared.rabbit import REASON, Consumer, Message, Publisher
from shared.relay import Relay, replay
from shared.worker import Worker
from tests.shared.conftest import Broker
from tests.shared.sample import Giver, Taker, a_call, an_event, make, prepare_taker, reactions, rename


def taken(key: str) -> int:
    return collection(Taker).find_one({"_id": key})["taken"]


def owed() -> int:
    return sum(len(row["outbox"]) for row in collection(Giver).find())


def a_message(case_id: str, event_id: str = "", event_type: str = "mediation.case.reopened.v1") -> Message:
    envelope = wrap(
        an_event(case_id),
        event_id=event_id or f"{case_id}.1.0",
        source="/giver",
        subject=case_id,
        time=clock.now(),
        sequence=1,
    )
    envelope["type"] = event_type
    return Message(envelope["id"], event_type, encode(envelope), CONTENT_TYPE)


def until(done: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


class Hall:
    """A relay and a worker over the test's own queue, run step by step."""

    def __init__(self, broker: Broker) -> None:
        self.broker = broker
        self.relay = Relay("giver", [Giver], broker.url, broker.names)
        self.worker = Worker("taker", reactions, broker.url, broker.names, attempts=3)

    def publish(self) -> tuple[int, int]:
        publisher = Publisher(self.broker.url)
        try:
            return self.relay.turn(publisher)
        finally:
            publisher.close()

    def work(self, done: Callable[[], bool]) -> None:
        consumer = Consumer(self.broker.url, self.broker.names.queue("taker"), window=50)
        try:
            until(lambda: self.worker.turn(consumer) >= 0 and done())
        finally:
            consumer.close()

    def put(self, *messages: Message) -> None:
        for message in messages:
            rabbit.send(self.broker.url, self.broker.names.queue("taker"), message)

    def dead(self) -> list[rabbit.Delivery]:
        return rabbit.peek(self.broker.url, self.broker.names.dead("taker"))

    def killed(self, moment: str, mongo_url: str) -> int:
        arguments = [moment, mongo_url, self.broker.url, self.broker.names.namespace]
        command = [sys.executable, "-m", "tests.shared.processes", *arguments]
        return subprocess.run(command, capture_output=True, timeout=60).returncode


@pytest.fixture
def hall(databases: str, broker: Broker) -> Hall:
    return Hall(broker)


def test_an_owed_event_reaches_the_other_service_once(hall: Hall) -> None:
    giver = make(a_call(), "eins", events=3)
    prepare_taker(a_call(), giver.id)

    assert hall.publish() == (3, 0)
    assert owed() == 0
    hall.work(lambda: taken(giver.id) == 3)


def test_the_same_event_three_times_is_absorbed_once(hall: Hall) -> None:
    prepare_taker(a_call(), "a")
    prepare_taker(a_call(), "b")

    hall.put(a_message("a"), a_message("a"), a_message("b"), a_message("a"))
    hall.work(lambda: taken("b") == 1)

    assert taken("a") == 1


def test_what_one_aggregate_told_is_handled_in_order_and_beside_the_others(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("a", "b"):
        prepare_taker(a_call(), key)
    met, order = threading.Barrier(2, timeout=10), []

    def note(_call: Call, event: CaseReopened) -> None:
        if not any(key == event.case_id for key, _ in order):
            met.wait()  # only if both lanes are at work at the same time
        order.append((event.case_id, _call.message))

    hall.put(a_message("warm", "warm.1.0"))  # the first message is handled alone
    monkeypatch.setitem(reactions._table, CaseReopened.TYPE, [lambda _call, _event: None])
    consumer = Consumer(hall.broker.url, hall.broker.names.queue("taker"), window=50)
    until(lambda: hall.worker.turn(consumer) == 1)
    monkeypatch.setitem(reactions._table, CaseReopened.TYPE, [note])
    hall.put(*[a_message(key, f"{key}.{version}.0") for version in (1, 2, 3) for key in ("a", "b")])
    until(lambda: hall.worker.turn(consumer) >= 0 and len(order) == 6)
    consumer.close()

    assert [message for key, message in order if key == "a"] == ["a.1.0", "a.2.0", "a.3.0"]
    assert [message for key, message in order if key == "b"] == ["b.1.0", "b.2.0", "b.3.0"]


def test_events_wait_while_the_broker_is_away(databases: str, hall: Hall) -> None:
    make(a_call(), "eins", events=2)

    with pytest.raises(BrokerError):
        Publisher("amqp://guest:guest@127.0.0.1:1/%2f", timeout=3)

    assert owed() == 2
    assert hall.publish() == (2, 0)


def test_an_event_that_no_queue_is_bound_for_stays_owed(hall: Hall) -> None:
    make(a_call(), "eins", events=1)
    rabbit.remove(hall.broker.url, hall.broker.names, ["taker"])

    assert hall.publish() == (0, 1)
    assert owed() == 1


def test_a_relay_killed_between_publish_and_mark_doubles_nothing(databases: str, hall: Hall) -> None:
    giver = make(a_call(), "eins", events=2)
    prepare_taker(a_call(), giver.id)

    assert hall.killed("relay-before-mark", databases) == 137
    assert owed() == 2
    hall.publish()

    assert owed() == 0
    assert rabbit.depth(hall.broker.url, hall.broker.names.queue("taker")) == 4
    hall.put(a_message(giver.id, "the-last"))
    hall.work(lambda: taken(giver.id) == 3)


def test_a_worker_killed_between_write_and_ack_doubles_nothing(databases: str, hall: Hall) -> None:
    prepare_taker(a_call(), "a")
    hall.put(a_message("a"))

    assert hall.killed("worker-before-ack", databases) == 137
    assert taken("a") == 1

    hall.put(a_message("a", "second"))
    hall.work(lambda: taken("a") == 2)


def test_a_message_that_kills_does_not_take_innocent_ones_with_it(databases: str, hall: Hall) -> None:
    innocents = [f"innocent-{number}" for number in range(5)]
    for key in innocents:
        prepare_taker(a_call(), key)
    hall.put(a_message("poison"), *[a_message(key) for key in innocents])

    for _ in range(10):
        if hall.killed("worker-in-handler", databases) == 0:
            break

    assert [taken(key) for key in innocents] == [1] * 5
    until(lambda: [delivery.id for delivery in hall.dead()] == ["poison.1.0"])


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (a_message("a", event_type="mediation.case.reopened.v9"), "UnknownEvent: mediation.case.reopened.v9"),
        (a_message("a", event_type="mediation.case.closed.v1"), "BadEvent: mediation.case.closed.v1 breaks"),
        (
            Message("x", "mediation.case.reopened.v1", b"{not json", CONTENT_TYPE),
            "BadEvent: not a CloudEvent",
        ),
        (Message("x", "mediation.case.reopened.v1", b"[]", CONTENT_TYPE), "BadEvent: not a CloudEvent"),
    ],
)
def test_what_can_never_be_handled_is_kept_as_dead_with_its_reason(
    hall: Hall, message: Message, reason: str
) -> None:
    prepare_taker(a_call(), "b")
    hall.put(message, a_message("b"))

    hall.work(lambda: taken("b") == 1)

    (dead,) = hall.dead()
    assert dead.id == message.id
    assert str(dead.headers[REASON]).startswith(reason)


def test_a_failing_reaction_is_tried_again_then_kept_and_can_be_replayed(hall: Hall) -> None:
    hall.put(a_message("refuses"), a_message("late"))

    hall.work(lambda: len(hall.dead()) == 2)
    reasons = {delivery.id: str(delivery.headers[REASON]) for delivery in hall.dead()}
    assert reasons["refuses.1.0"].startswith("RuleBroken")
    assert reasons["late.1.0"].startswith("NotFound")

    prepare_taker(a_call(), "late")
    moved = rabbit.move(
        hall.broker.url, hall.broker.names.dead("taker"), hall.broker.names.queue("taker"), {"late.1.0"}
    )
    assert moved == 1
    hall.work(lambda: taken("late") == 1)
    assert [delivery.id for delivery in hall.dead()] == ["refuses.1.0"]


def test_a_reaction_that_comes_too_early_succeeds_when_its_time_has_come(hall: Hall) -> None:
    hall.put(a_message("early"))
    consumer = Consumer(hall.broker.url, hall.broker.names.queue("taker"), window=50)
    until(lambda: hall.worker.turn(consumer) == 1)
    consumer.close()

    prepare_taker(a_call(), "early")

    hall.work(lambda: taken("early") == 1)


def test_everything_that_was_ever_sent_can_be_sent_again(hall: Hall) -> None:
    giver = make(a_call(), "eins", events=3)
    prepare_taker(a_call(), giver.id)
    hall.publish()
    hall.work(lambda: taken(giver.id) == 3)

    published = collection(Giver).database["published"]
    assert replay(hall.broker.url, hall.broker.names, published) == 3
    hall.put(a_message(giver.id, "the-last"))
    hall.work(lambda: taken(giver.id) == 4)


def test_relay_and_worker_run_as_threads_until_told_to_stop(hall: Hall) -> None:
    stop = threading.Event()
    runs = [
        threading.Thread(target=hall.relay.run, args=(stop,)),
        threading.Thread(target=hall.worker.run, args=(stop,)),
    ]
    for run in runs:
        run.start()
    giver = make(a_call(), "eins")
    prepare_taker(a_call(), giver.id)
    for number in range(20):
        rename(a_call(), giver.id, f"n{number}", events=1)

    until(lambda: taken(giver.id) == 20)

    stop.set()
    for run in runs:
        run.join(10)
        assert not run.is_alive()
