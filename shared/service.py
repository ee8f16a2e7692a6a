# SPDX-License-Identifier: Apache-2.0
"""Service: the table of contents of one service, from which its processes are made."""

from dataclasses import dataclass, field
from pathlib import Path

from flask import Blueprint
from flask_smorest import Blueprint as Api

from shared.aggregate import Aggregate
from shared.deadlines import Deadlines
from shared.projections import Projections
from shared.reactions import Reactions


@dataclass(frozen=True, slots=True)
class Service:
    """What a service consists of; `messages` is its catalogue of sentences (messages.toml)."""

    name: str
    title: str
    aggregates: tuple[type[Aggregate], ...]
    apis: tuple[Api, ...]
    messages: Path
    pages: tuple[Blueprint, ...] = ()
    reactions: Reactions = field(default_factory=Reactions)
    deadlines: Deadlines = field(default_factory=Deadlines)
    projections: Projections = field(default_factory=Projections)
