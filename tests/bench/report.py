# SPDX-License-Identifier: Apache-2.0
"""The outcome of a run as a table for people and as JSON for programs."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.outcome import Figures, Line


def show(lines: Sequence[Line]) -> None:
    """Print a table: one row a side, the goal and its ratio in the row of our side."""
    table = Table(title="Ratios of one run; absolute figures belong to this machine and hour")
    for name in ("id", "mode", "side"):
        table.add_column(name, no_wrap=True)
    for name in ("op/s", "of each round", "CPU µs/op", "servers µs/op", "ratio", "goal", "CPU ratio"):
        table.add_column(name, justify="right", no_wrap=True)
    for line in lines:
        colour = "green" if line.reached else "yellow"
        verdict = [f"[{colour}]{line.ratio:.2f}[/]", f"≥ {line.goal:g}", f"{line.cpu_ratio:.2f}"]
        table.add_row(line.id, line.mode, *_cells(line.ours), *verdict)
        for figures in line.others:
            table.add_row("", "", *_cells(figures), "", "", "")
        table.add_section()
    Console(width=126).print(table)


def _cells(figures: Figures) -> list[str]:
    rounds = " ".join(f"{one.rate:,.0f}" for one in figures.rounds)
    servers = f"{figures.servers_cpu:,.0f}" if figures.servers_cpu else "–"
    return [figures.side, f"{figures.rate:,.0f}", rounds, f"{figures.cpu:,.0f}", servers]


def as_data(lines: Sequence[Line], seconds: float) -> dict[str, Any]:
    """The same as plain values; rates in operations a second, CPU times in microseconds an operation."""
    return {
        "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "machine": {
            "cores": os.cpu_count(),
            "system": f"{platform.system()} {platform.machine()}",
            "python": platform.python_version(),
        },
        "lines": [
            {
                "id": line.id,
                "mode": line.mode,
                "goal": line.goal,
                "ratio": round(line.ratio, 3),
                "cpu_ratio": round(line.cpu_ratio, 3),
                "reached": line.reached,
                "against": line.best.side,
                "sides": [_figures(figures) for figures in (line.ours, *line.others)],
            }
            for line in lines
        ],
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "side": figures.side,
        "settings": figures.settings,
        "rate": round(figures.rate, 1),
        "rounds": [round(one.rate, 1) for one in figures.rounds],
        "cpu_us": round(figures.cpu, 1),
        "servers_cpu_us": round(figures.servers_cpu, 1) or None,
    }
