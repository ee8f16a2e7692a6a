# SPDX-License-Identifier: Apache-2.0
"""The processes and the operator's commands of a service: `python -m services.NAME web|worker|relay|…`."""

import functools
import json
import signal
import threading
from types import FrameType

import click
from rich.console import Console
from rich.table import Table

from shared import clock, mongo, rabbit
from shared import relay as relays
from shared.mongo import collection
from shared.operations import books, trail, watching
from shared.operations.pulse import Pulse
from shared.rabbit import REASON, Names
from shared.relay import Relay
from shared.rounds import Rounder, Rounds
from shared.service import Service
from shared.settings import KitSettings
from shared.web.app import write_json_logs
from shared.web.serve import serve
from shared.worker import Timekeeper, Worker


def _until_told() -> threading.Event:
    """An event that is set by SIGTERM or SIGINT."""
    stop = threading.Event()

    def tell(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, tell)
    signal.signal(signal.SIGINT, tell)
    return stop


def commands(service: Service) -> click.Group:
    """The command line of one service."""
    settings = KitSettings.read()
    names = Names(settings.namespace)

    @click.group(help=f"{service.title} ({service.name})")
    def main() -> None:
        mongo.connect(settings.mongo_url, [service.name, "identity"], namespace=settings.namespace)

    @main.command()
    def web() -> None:
        """Serve HTTP."""
        serve(service)

    @main.command()
    def worker() -> None:
        """React to events, let time decide, keep the read models, and go the rounds."""
        write_json_logs()
        stop = _until_told()
        Timekeeper(service.name, service.deadlines, service.projections, stop).start()
        rounds = Rounds([service.rounds, watching.rounds_of(service, settings.amqp_url, names)])
        Rounder(service.name, rounds, stop).start()
        pulse, note = Pulse(service.name, "worker"), functools.partial(books.note_received, service.name)
        Worker(service.name, service.reactions, settings.amqp_url, names, pulse=pulse, note=note).run(stop)
        pulse.end()

    @main.command()
    def relay() -> None:
        """Publish the events that are owed."""
        write_json_logs()
        pulse = Pulse(service.name, "relay")
        Relay(service.name, service.aggregates, settings.amqp_url, names, pulse=pulse).run(_until_told())
        pulse.end()

    @main.command()
    def rebuild() -> None:
        """Write every read model again."""
        click.echo(f"{service.projections.rebuild()} documents shown")

    @main.command()
    def verify() -> None:
        """Recompute every audit chain; exit 1 and say where when one is broken."""
        broken = 0
        for kind, document, fault in trail.broken(service):
            broken += 1
            click.echo(f"{kind.__name__} {document}: {fault}")
        click.echo(f"{broken} faults")
        raise SystemExit(1 if broken else 0)

    @main.command()
    def prove() -> None:
        """Compare every stored sum with what it is made of; exit 1 and name each difference."""
        faults = [fault for proof in service.proofs for fault in proof()]
        for fault in faults:
            click.echo(fault)
        click.echo(f"{len(faults)} differences")
        raise SystemExit(1 if faults else 0)

    @main.command()
    @click.option("--type", "types", multiple=True, help="Only this event type; may be repeated.")
    def replay(types: tuple[str, ...]) -> None:
        """Publish kept events again; receivers absorb an event once."""
        published = collection(service.aggregates[0]).database["published"]
        click.echo(f"{relays.replay(settings.amqp_url, names, published, types=types)} events sent")

    @main.group()
    def dead() -> None:
        """Messages that could not be handled."""

    queue, grave = names.queue(service.name), names.dead(service.name)

    @dead.command("list")
    @click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
    def list_(as_json: bool) -> None:
        """Show id, type and reason of each; bodies stay hidden."""
        table = Table("id", "type", "reason")
        for delivery in rabbit.peek(settings.amqp_url, grave):
            reason = str(delivery.headers.get(REASON) or delivery.headers.get("x-first-death-reason", ""))
            if as_json:
                click.echo(json.dumps({"id": delivery.id, "type": delivery.routing_key, "reason": reason}))
            else:
                table.add_row(delivery.id, delivery.routing_key, reason)
        if not as_json:
            Console().print(table)

    @dead.command("replay")
    @click.argument("ids", nargs=-1)
    def replay_dead(ids: tuple[str, ...]) -> None:
        """Put messages (all, or those with IDS) back into the service's queue."""
        click.echo(f"{rabbit.move(settings.amqp_url, grave, queue, set(ids) or None)} messages moved")

    @dead.command()
    @click.argument("ids", nargs=-1, required=True)
    @click.option("--reason", required=True, help="Why these messages may be lost.")
    def discard(ids: tuple[str, ...], reason: str) -> None:
        """Remove the messages with IDS for good; what and why is kept in the database."""
        moved = watching.bury(service.name, settings.amqp_url, names, set(ids), reason, clock.now())
        click.echo(f"{moved} messages discarded")

    return main
