# SPDX-License-Identifier: Apache-2.0
"""Processes that die at a chosen moment: `python -m tests.shared.processes MOMENT MONGO AMQP NAMESPACE`."""

import os
import sys

from shared import mongo
from shared.rabbit import Consumer, Names, Publisher
from shared.relay import Relay
from shared.worker import Worker
from tests.shared import sample


def die(*_args: object, **_kwargs: object) -> None:
    os._exit(137)


def main(moment: str, mongo_url: str, amqp_url: str, namespace: str) -> None:
    mongo.connect(mongo_url, ["giver", "taker"], namespace=namespace)
    names = Names(namespace)
    if moment == "relay-before-mark":
        relay = Relay("giver", [sample.Giver], amqp_url, names)
        relay._mark = die  # type: ignore[method-assign]
        relay.turn(Publisher(amqp_url))
    if moment == "worker-before-ack":
        consumer = Consumer(amqp_url, names.queue("taker"), window=50)
        consumer.ack_up_to = die  # type: ignore[method-assign]
        worker = Worker("taker", sample.reactions, amqp_url, names)
        while True:
            worker.turn(consumer)
    if moment == "worker-in-handler":
        sample.reactions._table["mediation.case.reopened.v1"].insert(0, _kill_on_poison)
        consumer = Consumer(amqp_url, names.queue("taker"), window=50)
        worker = Worker("taker", sample.reactions, amqp_url, names)
        idle = 0
        while idle < 3:
            idle = 0 if worker.turn(consumer) else idle + 1


def _kill_on_poison(_call: object, event: sample.CaseReopened) -> None:
    if event.case_id == "poison":
        die()


if __name__ == "__main__":
    main(*sys.argv[1:])
