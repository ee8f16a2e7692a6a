# SPDX-License-Identifier: Apache-2.0
"""Service: the table of contents of one service, from which its processes are made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flask import Blueprint
from flask_smorest import Blueprint as Api
from mongoengine import Document

from shared.aggregate import Aggregate
from shared.deadlines import Deadlines
from shared.projections import Projections
from shared.reactions import Reactions
from shared.rounds import Rounds


@dataclass(frozen=True, slots=True)
class Service:
    """What a service consists of; `messages` is its catalogue of sentences (messages.toml).

    `read_models` are the documents that projections write. `proofs` compare stored sums with what they are made of, and
    name every difference in a sentence.
    """

    name: str
    title: str
    aggregates: tuple[type[Aggregate], ...]
    apis: tuple[Api, ...]
    messages: Path
    read_models: tuple[type[Document], ...] = ()
    proofs: tuple[Callable[[], list[str]], ...] = ()
    pages: tuple[Blueprint, ...] = ()
    reactions: Reactions = field(default_factory=Reactions)
    deadlines: Deadlines = field(default_factory=Deadlines)
    projections: Projections = field(default_factory=Projections)
    rounds: Rounds = field(default_factory=Rounds)

    @property
    def documents(self) -> tuple[type[Document], ...]:
        """Every kind of document of the service, for its indexes."""
        return (*self.aggregates, *self.read_models)
