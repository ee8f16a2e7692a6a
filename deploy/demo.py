# SPDX-License-Identifier: Apache-2.0
"""The demo on one machine: `python -m deploy.demo up [--once]` and `clean`; its data live in the folder .demo."""

import contextlib
import fcntl
import importlib.util
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import click

from deploy.local.ports import is_free
from deploy.local.processes import StartFailed, end_marked
from deploy.stack import ROOT, Stack

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_folder = click.option("--folder", type=click.Path(path_type=Path), default=ROOT / ".demo", hidden=True)


@click.group()
def main() -> None:
    """Run Heshilao on this machine with private servers."""


@main.command()
@click.option("--once", is_flag=True, help="Replay the published cases, print the table as JSON, and stop.")
@click.option("--port", envvar="PORT", type=click.IntRange(1, 65535), default=8000, show_default=True)
@_folder
def up(once: bool, port: int, folder: Path) -> None:
    """Start everything, load Linyi, replay the published cases, and keep running until Ctrl-C."""
    if os.environ.get("HESHILAO_ENV") == "production":
        raise click.ClickException(
            "the demo makes known accounts and is refused where HESHILAO_ENV=production"
        )
    try:
        with _lock(folder, port):
            if not is_free(port):
                raise click.ClickException(
                    f"port {port} is taken; choose another one: make demo PORT={port + 1}"
                )
            _interrupt_on_signals()
            with Stack(folder, port, say=_say) as stack:
                sys.exit(_once(stack) if once else _serve(stack))
    except StartFailed as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        sys.exit(130)  # before everything was up


def _once(stack: Stack) -> int:
    """Load and replay; returns the exit code. The replay's JSON is the last line on stdout."""
    code = _hook(stack, "deploy.seed") or _hook(stack, "deploy.replay", "--json")
    _say("stopping")
    return code


def _serve(stack: Stack) -> int:
    """Load, replay, tell the address, and watch over the programs until a signal; returns the exit code."""
    if code := _hook(stack, "deploy.seed"):
        return code
    if _hook(stack, "deploy.replay"):
        _say("the replay differs from what was expected: see the table")
    if _hook(stack, "deploy.desks"):
        _say("not everything could be laid on the desks of the demo's accounts")
    accounts = stack.folder / "accounts.txt"
    if accounts.exists():
        click.echo(accounts.read_text(encoding="utf-8"))
    click.echo(f"\nHeshilao runs at {stack.public_url}   logs: {stack.folder / 'logs'}   Ctrl-C stops it.\n")
    try:
        while True:
            stack.look()
            time.sleep(0.2)
    except KeyboardInterrupt:
        _say("stopping")
        return 0


def _hook(stack: Stack, module: str, *arguments: str) -> int:
    """Run a part of the demo, if this release has it; returns its exit code."""
    return stack.run(module, *arguments) if importlib.util.find_spec(module) else 0


@main.command()
@_folder
def clean(folder: Path) -> None:
    """Remove the demo's data, keys and logs."""
    if folder.exists():
        with _lock(folder, 0):
            end_marked(f"HESHILAO_STACK={folder.absolute()}")
            shutil.rmtree(folder)


@contextlib.contextmanager
def _lock(folder: Path, port: int) -> Iterator[None]:
    """Held while a demo runs; the kernel lets it go however the demo ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise click.ClickException(
                f"a demo runs already {file.read().strip()}; stop it first (Ctrl-C there)"
            ) from None
        file.truncate(0)
        file.write(f"at http://127.0.0.1:{port} (process {os.getpid()})\n")
        file.flush()
        yield


def _interrupt_on_signals() -> None:
    """The first signal interrupts; any more are ignored, so that stopping is not cut short."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in _SIGNALS:
        signal.signal(number, interrupt)


def _say(text: str) -> None:
    click.echo(f"demo: {text}", err=True)


if __name__ == "__main__":
    main()
