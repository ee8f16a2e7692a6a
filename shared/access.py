# SPDX-License-Identifier: Apache-2.0
"""Who may reach what: roles, grants bound to places, and the scope that every load and every list is filtered by.

A view declares a policy (role to reach). `scope_of` turns it and the caller's grants into a `Scope`, which travels in
the `Call`; `Aggregate.load` adds it to the query, so a thing out of scope is a thing that is not there (404).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shared.errors import Forbidden


class Role(StrEnum):
    """What an account may be (角色)."""

    PARTY = "party"  # 当事人
    GRID_WORKER = "grid_worker"  # 网格员
    MEDIATOR = "mediator"  # 人民调解员
    DIRECTOR = "director"  # 调委会主任
    CADRE = "cadre"  # 科级干部
    SECRETARY = "secretary"  # 乡镇党委书记
    CALLBACK_CENTRE = "callback_centre"  # 回访中心
    JUDGE = "judge"  # 法官
    COURT_CLERK = "court_clerk"  # 书记员
    PETITION_OFFICE = "petition_office"  # 信访办
    COUNTY_SUPERVISOR = "county_supervisor"  # 县司法局
    CITY_SUPERVISOR = "city_supervisor"  # 市司法局
    OPERATOR = "operator"  # 系统运维


class Reach(StrEnum):
    """How far a role reaches in one act."""

    PLACE = "place"  # things within the place of the grant
    SEAT = "seat"  # things of the bodies that sit at the place of the grant itself, not of those within it
    OWN = "own"  # things that name the account among their people
    OPEN = "open"  # things that are not bound to a place
    NONE = "none"  # nothing: for this role no such thing is there (404; a role not named gets 403)


Policy = dict[Role, Reach]


def seat(place: str) -> str:
    """What a thing carries in `within` for a body that sits at this place and has a part in it."""
    return f"seat:{place}"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held for a place: a division code (`371302`) or a court (`鲁1302`)."""

    role: Role
    place: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account, or a service itself (`system:mediation`)."""

    id: str
    name: str = ""
    grants: tuple[Grant, ...] = ()

    def has(self, *roles: Role) -> bool:
        """Whether any grant carries one of the roles, wherever."""
        return any(grant.role in roles for grant in self.grants)


@dataclass(frozen=True, slots=True)
class Scope:
    """The things that one call may reach: within `places`, naming `person`, or `everything`."""

    places: frozenset[str] = frozenset()
    person: str | None = None
    everything: bool = False

    def query(self) -> dict[str, Any]:
        """The MongoDB filter of the scope, over the fields `within` and `people` of an aggregate."""
        if self.everything:
            return {}
        ways: list[dict[str, Any]] = []
        if self.places:
            ways.append({"within": {"$in": sorted(self.places)}})
        if self.person is not None:
            ways.append({"people": self.person})
        if not ways:
            return {"_id": {"$in": []}}
        return ways[0] if len(ways) == 1 else {"$or": ways}

    def admits(self, within: list[str], people: list[str]) -> bool:
        """Whether a thing with these places and people lies in the scope."""
        return self.everything or not self.places.isdisjoint(within) or self.person in people


def scope_of(actor: Actor, policy: Policy) -> Scope:
    """What `actor` reaches under `policy`. Raises Forbidden when none of the actor's roles is named."""
    places, person, everything, named = set[str](), None, False, False
    for grant in actor.grants:
        reach = policy.get(grant.role)
        if reach is None:
            continue
        named = True
        if reach is Reach.NONE:
            continue
        if reach is Reach.PLACE:
            places.add(grant.place)
        elif reach is Reach.SEAT:
            places.add(seat(grant.place))
        elif reach is Reach.OWN:
            person = actor.id
        else:
            everything = True
    if not named:
        raise Forbidden()
    return Scope(frozenset(places), person, everything)


def reach_of(actor: Actor, policy: Policy) -> Scope:
    """What `actor` reaches under `policy`; nothing when none of its roles is named."""
    try:
        return scope_of(actor, policy)
    except Forbidden:
        return Scope()


EVERYTHING = Scope(everything=True)
