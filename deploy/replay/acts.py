# SPDX-License-Identifier: Apache-2.0
"""What people do in the course of one dispute, as data: a script that the driver plays over HTTP.

Paths and bodies carry names in braces, such as `{case}` or `{town.mediator}`; the driver knows the ids they stand for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.access import Role

HOLDER = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts: a role held for a place (division or court code). `number` tells colleagues apart; HOLDER is the
    cadre who holds the star task, whoever that came to be."""

    role: Role
    place: str
    number: int = 1


@dataclass(frozen=True, slots=True)
class BodySpec:
    """A mediation body: its kind and its place; `name` is what the script calls it."""

    name: str
    kind: str
    place: str

    @property
    def mediator(self) -> Person:
        return Person(Role.MEDIATOR, self.place)


@dataclass(frozen=True, slots=True)
class Post:
    """A POST of `by` to a service. `on` names the thing whose version goes into If-Match; `gives` names what it makes."""

    by: Person
    service: str
    path: str
    body: Mapping[str, Any] = field(default_factory=dict)
    on: str = ""
    gives: str = ""


@dataclass(frozen=True, slots=True)
class Await:
    """Wait until `by` sees what came through RabbitMQ: `thing` can be read, and its `field` is one of `values` (or set).

    `gives` remembers the value of `field` under that name.
    """

    by: Person
    service: str
    path: str
    thing: str
    field: str = "id"
    values: Sequence[str] = ()
    gives: str = ""


@dataclass(frozen=True, slots=True)
class Race:
    """Several cadres press "pick" at the same moment; the software says who won. A hard task goes by contest instead:
    they offer plans, the window passes, and `chooser` chooses."""

    cadres: Sequence[Person]
    chooser: Person


@dataclass(frozen=True, slots=True)
class Pass:
    """Days pass by the clock of the stack."""

    days: int


Act = Post | Await | Race | Pass


@dataclass(frozen=True, slots=True)
class Need:
    """What a case needs and no act can carry."""

    case: str
    need: str


@dataclass(frozen=True, slots=True)
class Script:
    """All acts of one case. `chain` names its linked cases in order: the figures of the last one count.

    `task`, `referral` and `confirmation` are names too, '' where the case has none. `walks_clock` tells that it is
    played on a clock that stands in the past, so that days can pass.
    """

    case: str
    acts: Sequence[Act]
    bodies: Sequence[BodySpec]
    reader: Person
    chain: Sequence[str]
    needs: Sequence[Need] = ()
    task: str = ""
    referral: str = ""
    confirmation: str = ""
    walks_clock: bool = False
