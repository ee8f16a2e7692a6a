# SPDX-License-Identifier: Apache-2.0
"""Putting bodies and mediators on a court's roster, changing what it says, and taking them off (CT-22, CT-24)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.courtlink import limits, places
from services.courtlink.rosters import reading, rules
from services.courtlink.rosters.documents import Invited, RosterEntry
from services.courtlink.rosters.rules import Fee, Ground
from services.courtlink.teams.rules import Partner
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import AlreadyAbsorbed, RuleBroken
from shared.regions import regions


@command
def list_body(
    call: Call,
    /,
    *,
    court_code: str,
    body_id: str,
    body_name: str = "",
    kind: Partner,
    fee: Fee,
    fee_note: str = "",
    **profile: Any,
) -> RosterEntry:
    """Put a body on the roster; the mediators it names come after (OMR art 5). Raises RuleBroken: already_on_roster,
    unknown_court, pmc_is_free, fee_note_needed, body_name_needed, date_in_future, date_too_far."""
    _must_be_certified(profile.get("certified_on"), local_date(call.at))
    body_name = body_name or reading.met(call.scope).get(body_id, "")
    if not body_name:
        raise RuleBroken("body_name_needed", field="body_id")
    rules.must_name_fee(fee, fee_note, is_pmc=kind is Partner.PMC)
    entry = RosterEntry(
        id=RosterEntry.key(court_code, body_id),
        court_code=court_code,
        court_name=regions().court(court_code).name,
        body_id=body_id,
        body_name=body_name,
        kind=kind,
        fee=fee,
        fee_note=fee_note,
        listed_on=local_date(call.at),
        within=places.court_path(court_code),
        **profile,
    ).begin(call)
    try:
        return entry.create()
    except AlreadyAbsorbed as again:
        if call.message in again.document.inbox:
            raise
        raise RuleBroken("already_on_roster") from None


def _must_be_certified(on: date | None, today: date) -> None:
    """A certificate is of our time and of a day that has come."""
    if on is not None and on > today:
        raise RuleBroken("date_in_future", field="certified_on")
    if on is not None:
        limits.must_be_near(on, today, "certified_on")


@command
def change_entry(
    call: Call, /, entry_id: str, *, kind: Partner, fee: Fee, fee_note: str = "", **profile: Any
) -> RosterEntry:
    """Change what the roster says of a body; one that left is listed anew. Raises RuleBroken: pmc_is_free, fee_note_needed,
    date_in_future, date_too_far."""
    _must_be_certified(profile.get("certified_on"), local_date(call.at))
    entry = RosterEntry.load(entry_id, call)
    rules.must_name_fee(fee, fee_note, is_pmc=kind is Partner.PMC)
    entry.kind, entry.fee, entry.fee_note = kind, fee, fee_note
    for name, value in profile.items():
        setattr(entry, name, value)
    if entry.removed_on is not None:
        entry.removed_on = entry.removed_for = None
        entry.listed_on = local_date(call.at)
    return entry.store()


@command
def list_mediator(
    call: Call,
    entry_id: str,
    *,
    name: str,
    account: str | None = None,
    skills: Sequence[str] = (),
    certificate: str | None = None,
) -> RosterEntry:
    """Put a mediator of the body on the roster, or change what it says of one: what is not given stays as it was.

    Raises RuleBroken `not_on_roster`.
    """
    entry = RosterEntry.load(entry_id, call)
    rules.must_be_listed(removed=entry.removed_on is not None)
    before = entry.invited(name) or Invited()
    others = [one for one in entry.mediators if one.name != name]
    invited = Invited(
        name=name,
        account=account or before.account,
        skills=list(skills or before.skills),
        certificate=certificate or before.certificate,
        listed_on=before.listed_on if before.listed_on and not before.removed_on else local_date(call.at),
    )
    entry.mediators = [*others, invited]
    return entry.store()


@command
def remove(
    call: Call, entry_id: str, *, ground: Ground, on: date | None = None, mediator: str | None = None
) -> RosterEntry:
    """Take the body, or one mediator by name, off the roster. Cases that it has go on and come to the judge's desk.

    Raises RuleBroken: not_on_roster, date_in_future, date_too_early.
    """
    entry, today = RosterEntry.load(entry_id, call), local_date(call.at)
    rules.must_be_listed(removed=entry.removed_on is not None)
    leaving: RosterEntry | Invited = entry
    if mediator is not None:
        found = [one for one in entry.mediators if one.name == mediator and one.removed_on is None]
        rules.must_be_listed(removed=not found)
        leaving = found[0]
    rules.may_leave(ground, on or today, listed_on=leaving.listed_on, today=today)
    leaving.removed_on, leaving.removed_for = on or today, ground
    return entry.store()
