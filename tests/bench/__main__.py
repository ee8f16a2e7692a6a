# SPDX-License-Identifier: Apache-2.0
"""Run the bench: `python -m tests.bench [--only P2] [--json FILE]`; prints a table, and says which goals are not reached.

Exit code 0 when everything could be measured, whether the goals are reached or not.
"""

import json
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console

from tests.bench import report
from tests.bench.boards import GROWTH, Boards
from tests.bench.ground import Ground, ground
from tests.bench.ledger import LedgerRace
from tests.bench.outcome import Line
from tests.bench.race import MODES, Race
from tests.bench.sides import ByHand, Celery, Dramatiq, Ours
from tests.bench.web import WebRace

GOALS = {"P1": 1.0, "P2": 3.0, "P3": 0.6, "P4": GROWTH, "P8": 0.2}
LIMIT = 600  # seconds for the whole run; it takes about 240 on two quiet cores
console = Console(stderr=True)


def _measure(made: Ground, chosen: Sequence[str], lines: list[Line]) -> Iterator[str]:
    """Run what was chosen, and add a line for each comparison; yields a word on what comes next."""
    if "P1" in chosen:
        web = WebRace(made)
        yield from web.run()
        lines.append(Line("P1", "http", GOALS["P1"], web.ours, [web.bare]))
    if "P8" in chosen:
        ledger = LedgerRace(made)
        yield from ledger.run()
        lines.append(Line("P8", "import", GOALS["P8"], ledger.ours, [ledger.reading]))
    if "P4" in chosen:
        boards = Boards(made)
        yield from boards.run()
        lines += boards.lines
    others = [
        *([Dramatiq(made), Celery(made)] if "P2" in chosen else []),
        *([ByHand(made)] if "P3" in chosen else []),
    ]
    if not others:
        return
    ours = Ours(made)
    race = Race(made, [ours, *others])
    yield from race.run()
    for one in ("P2", "P3"):
        for mode in MODES if one in chosen else ():
            against = [
                race.figures[side, mode] for side in others if isinstance(side, ByHand) == (one == "P3")
            ]
            lines.append(Line(one, mode, GOALS[one], race.figures[ours, mode], against))


def _end(*_: object) -> None:
    """Leave by an exception, so that every program and server is ended on the way out."""
    raise SystemExit("the bench was told to end, or took too long")


@click.command()
@click.option(
    "--json", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write the outcome here too."
)
@click.option(
    "--only", multiple=True, type=click.Choice(list(GOALS)), help="Measure only this; may be repeated."
)
def main(file: Path | None, only: tuple[str, ...]) -> None:
    """Measure our hot paths against others on this machine, in one run of a few minutes."""
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGALRM, _end)
    signal.alarm(LIMIT)
    lines: list[Line] = []
    start = time.monotonic()
    with console.status("starting MongoDB and RabbitMQ") as status, ground() as made:
        for word in _measure(made, only or tuple(GOALS), lines):
            status.update(word)
            if not console.is_terminal:
                console.print(f"{time.monotonic() - start:6.1f} s  {word}")
    report.show(lines)
    if file:
        file.write_text(
            json.dumps(report.as_data(lines, time.monotonic() - start), indent=2, ensure_ascii=False) + "\n"
        )
    short = [f"{line.id} {line.mode}" for line in lines if not line.reached]
    click.echo(f"Not reached: {', '.join(short)}" if short else "All goals reached")


if __name__ == "__main__":
    sys.exit(main())
