# SPDX-License-Identifier: Apache-2.0
"""`python -m deploy.court_simulator --demo`: a court that prints what comes and sends what it is told.

Each line on standard input is a message to send: KIND JSON; a word before KIND makes it misbehave: twice, late, forged.
"""

import json
import sys
from typing import Any

import click

from deploy.court_simulator.court import HASHES, WINDOW, CourtSystem
from deploy.court_simulator.demo import join
from deploy.court_simulator.server import CourtServer
from deploy.seed import demo_folder


def _send(court: CourtSystem, line: str) -> None:
    """Send one line, well or badly."""
    manner, _, rest = line.strip().partition(" ")
    if manner not in ("twice", "late", "forged"):
        manner, rest = "", line.strip()
    kind, _, data = rest.partition(" ")
    body = court.message(kind, json.loads(data or "{}"))
    bad: dict[str, dict[str, Any]] = {"late": {"late": WINDOW + 1}, "forged": {"secret": "00" * 32}}
    for _ in range(2 if manner == "twice" else 1):
        click.echo(json.dumps(court.send(body, **bad.get(manner, {})), ensure_ascii=False))


@click.command()
@click.option(
    "--demo", is_flag=True, help="Join the demo that runs in .demo; address, key and secret are not needed."
)
@click.option("--address", default="", help="http://127.0.0.1:8000/api/courtlink/v1/exchange")
@click.option("--key", default="", help="The id of the key.")
@click.option("--secret", default="", help="64 hex digits.")
@click.option("--algorithm", type=click.Choice(list(HASHES)), default="hmac-sha256")
@click.option("--port", type=int, default=0, help="Where to take messages; any free one if not given.")
def main(demo: bool, address: str, key: str, secret: str, algorithm: str, port: int) -> None:
    """Play a court's system until the input ends."""
    court = CourtSystem(address, key, secret, algorithm)
    with CourtServer(court, port) as server:
        if demo:
            court.address, court.key, court.secret = join(demo_folder(), server.url)
        click.echo(f"takes messages at {server.url}", err=True)
        for line in sys.stdin:
            if line.strip():
                _send(court, line)
        for message in court.received.values():
            click.echo(json.dumps({"received": message["message_id"], "kind": message["kind"]}))


if __name__ == "__main__":
    main()
