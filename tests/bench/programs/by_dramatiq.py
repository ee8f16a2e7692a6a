# SPDX-License-Identifier: Apache-2.0
"""Dramatiq: each publishing thread awaits the confirm of its message; an actor in threads, acknowledged after its write."""

import os
from typing import Any

import dramatiq
from dramatiq.brokers.rabbitmq import RabbitmqBroker
from dramatiq.middleware import Retries

from tests.bench import effect
from tests.bench.programs.orders import in_threads, obey

NAMESPACE = os.environ["HESHILAO_NAMESPACE"]
rows = effect.LazyRows()
dramatiq.set_broker(
    RabbitmqBroker(url=os.environ["HESHILAO_AMQP_URL"], confirm_delivery=True, middleware=[Retries()])
)


@dramatiq.actor(queue_name=f"{NAMESPACE}dramatiq")
def absorb(event: dict[str, Any]) -> None:
    effect.absorb(rows.get(), event)


if __name__ == "__main__":
    obey(in_threads(absorb.send))
