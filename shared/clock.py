# SPDX-License-Identifier: Apache-2.0
"""The one place that tells the time; outside production it can be set for all processes of a stack at once.

    python -m shared.clock set 2026-03-10T09:00+08:00     stand still at this moment
    python -m shared.clock run                            go on from the moment that is shown now
    python -m shared.clock reset                          show the true time again

The setting is a small file named by HESHILAO_CLOCK_FILE, read by every process of the stack. Leases, sessions and
time-outs never use this clock: they use the machine's own.
"""

import json
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click


def _to_ms(moment: datetime) -> datetime:
    """Cut to milliseconds, the precision that MongoDB keeps, so that stored and computed times compare equal."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the clock file says: it showed `shown` at the true time `since`, and runs or stands still."""

    shown: datetime
    since: datetime
    running: bool

    def now(self) -> datetime:
        passed = datetime.now(UTC) - self.since if self.running else timedelta(0)
        return self.shown + passed


def _file() -> Path | None:
    """The clock file, or None where the clock can't be set (in production, always)."""
    name = os.environ.get("HESHILAO_CLOCK_FILE")
    return Path(name) if name and os.environ.get("HESHILAO_ENV") != "production" else None


_cache: tuple[int, Setting | None] = (0, None)


def _setting() -> Setting | None:
    global _cache
    file = _file()
    if file is None:
        return None
    try:
        stamp = file.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    if stamp != _cache[0]:
        raw = json.loads(file.read_text())
        setting = Setting(
            datetime.fromisoformat(raw["shown"]), datetime.fromisoformat(raw["since"]), raw["running"]
        )
        _cache = (stamp, setting)
    return _cache[1]


def now() -> datetime:
    """The present moment: aware, UTC, whole milliseconds."""
    setting = _setting()
    return _to_ms(setting.now().astimezone(UTC) if setting else datetime.now(UTC))


def put(shown: datetime, *, running: bool) -> None:
    """Set the clock of the stack. `shown` must carry a zone. Raises ValueError where the clock can't be set."""
    file = _file()
    if file is None:
        raise ValueError("the clock can be set only outside production, with HESHILAO_CLOCK_FILE")
    if shown.tzinfo is None:
        raise ValueError("give the zone, for example 2026-03-10T09:00+08:00")
    part = file.with_name(f"{file.name}.{os.getpid()}.{time.monotonic_ns()}")
    part.write_text(
        json.dumps({"shown": shown.isoformat(), "since": datetime.now(UTC).isoformat(), "running": running})
    )
    part.replace(file)


def reset() -> None:
    """Show the true time again."""
    file = _file()
    if file is not None:
        file.unlink(missing_ok=True)


@click.group()
def main() -> None:
    """Set the clock of a running stack (never in production)."""


@main.command("set")
@click.argument("moment")
def set_(moment: str) -> None:
    """Stand still at MOMENT (RFC 3339 with zone)."""
    try:
        put(datetime.fromisoformat(moment), running=False)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(now().isoformat())


@main.command()
def run() -> None:
    """Go on from the moment that is shown now."""
    try:
        put(now(), running=True)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(now().isoformat())


@main.command("reset")
def reset_() -> None:
    """Show the true time again."""
    reset()
    click.echo(now().isoformat())


if __name__ == "__main__":
    main()
