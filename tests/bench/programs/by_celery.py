# SPDX-License-Identifier: Apache-2.0
"""Celery: each publishing thread awaits the confirm of its message; a task in threads, acknowledged after its write."""

import os
from typing import Any

from celery import Celery
from kombu import Exchange, Queue

from tests.bench import effect
from tests.bench.programs.orders import in_threads, obey

NAME = f"{os.environ['HESHILAO_NAMESPACE']}celery"
rows = effect.LazyRows()
app = Celery("bench", broker=os.environ["HESHILAO_AMQP_URL"])
app.conf.update(
    task_queues=[Queue(NAME, Exchange(NAME, "direct", durable=True), NAME, durable=True)],
    task_default_queue=NAME,
    task_default_exchange=NAME,
    task_default_routing_key=NAME,
    task_ignore_result=True,
    task_store_errors_even_if_ignored=False,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    broker_transport_options={"confirm_publish": True},
    broker_connection_retry_on_startup=True,
    worker_prefetch_multiplier=8,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
)


@app.task(name="absorb")
def absorb(event: dict[str, Any]) -> None:
    effect.absorb(rows.get(), event)


if __name__ == "__main__":
    obey(in_threads(lambda event: absorb.apply_async((event,))))
