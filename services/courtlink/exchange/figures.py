# SPDX-License-Identifier: Apache-2.0
"""The figures of the exchange, as one value; see exchange.toml."""

import functools
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How far times may differ, how long keys overlap, and when things are tried again."""

    window: timedelta
    file_window: timedelta
    key_overlap: timedelta
    retry: tuple[timedelta, ...]
    early: tuple[timedelta, ...]
    away: timedelta
    turn: timedelta
    post_timeout: float


@functools.cache
def figures() -> Figures:
    """The figures of this installation."""
    table = tomllib.loads(Path(__file__).with_name("exchange.toml").read_text("utf-8"))
    return Figures(
        window=timedelta(seconds=table["window_seconds"]),
        file_window=timedelta(days=table["file_window_days"]),
        key_overlap=timedelta(days=table["key_overlap_days"]),
        retry=tuple(timedelta(seconds=wait) for wait in table["retry_seconds"]),
        early=tuple(timedelta(seconds=wait) for wait in table["early_seconds"]),
        away=timedelta(seconds=table["away_seconds"]),
        turn=timedelta(seconds=table["turn_seconds"]),
        post_timeout=table["post_timeout_seconds"],
    )
