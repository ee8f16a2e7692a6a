# SPDX-License-Identifier: Apache-2.0
"""What happens to the roster: enrolment, transfer, secondment, leave, suspension, and what time does to it."""

from collections.abc import Sequence
from datetime import date, timedelta

from services.scoring.cadres import rules
from services.scoring.cadres.documents import Cadre, Leave, Posting
from services.scoring.star_rules import BOOK
from shared.access import EVERYTHING, Role, Scope
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import NotFound, RuleBroken
from shared.identity.accounts import by_id
from shared.regions import regions


@command
def enrol(
    call: Call,
    account: str,
    *,
    name: str,
    post: str,
    township: str,
    office: str = "",
    begins: date | None = None,
    until: date | None = None,
    remit: Sequence[str] = (),
    own_villages: Sequence[str] = (),
) -> Cadre:
    """Put a cadre on the roster of a township (SB-03).

    `until` is the last day there, `remit` the categories of disputes of the post. Raises RuleBroken: already_on_roster, no_such_cadre_account, not_a_township, unknown_place. NotFound for a township out of reach.
    """
    _a_township(township)
    for village in own_villages:
        regions().get(village)
    try:
        known = Cadre.find(account, EVERYTHING)
    except NotFound:
        known = None
    if known is not None and call.message not in known.inbox:
        raise RuleBroken("already_on_roster", field="account")
    _an_account(account, call.scope)
    cadre = Cadre(
        id=account,
        name=name,
        post=post,
        office=office,
        township=township,
        postings=[Posting(township=township, begins=begins, until=until)],
        remit=list(remit),
        own_villages=list(own_villages),
        within=regions().path(township),
        people=[account],
    )
    cadre.set_clock(call.at)
    return cadre.begin(call).create()


def _a_township(code: str) -> None:
    """Raises RuleBroken: not_a_township, unknown_place."""
    if regions().get(code).level != "township":
        raise RuleBroken("not_a_township", code=code)


def _an_account(account: str, scope: Scope) -> None:
    """An active account that holds the role of a cadre within reach. Raises RuleBroken: no_such_cadre_account."""
    known = by_id(account)
    grants = known.actor().grants if known is not None and known.active else ()
    if not any(
        grant.role is Role.CADRE and scope.admits(regions().path(grant.place), []) for grant in grants
    ):
        raise RuleBroken("no_such_cadre_account", field="account")


@command
def transfer(call: Call, cadre_id: str, *, township: str, on: date) -> Cadre:
    """The cadre belongs to another township from a coming day (SB-03). Tasks that are held stay, until the panel relieves.

    Raises RuleBroken: not_a_township, unknown_place, from_tomorrow, off_roster, serves_there.
    """
    _a_township(township)
    cadre = Cadre.load(cadre_id, call)
    rules.may_transfer(cadre.served, township, on, local_date(call.at))
    for posting in cadre.postings:
        if not posting.seconded and posting.fact.covers(on):
            posting.until = on - timedelta(days=1)
    cadre.postings.append(Posting(township=township, begins=on))
    cadre.set_clock(call.at)
    return cadre.store()


@command
def second(call: Call, cadre_id: str, *, township: str, begins: date, until: date) -> Cadre:
    """Lend the cadre to another township as well; the caps count picks in both (SB-03, SB-06).

    Raises RuleBroken: not_a_township, unknown_place, ends_before_it_begins.
    """
    _a_township(township)
    if until < begins:
        raise RuleBroken("ends_before_it_begins")
    cadre = Cadre.load(cadre_id, call)
    cadre.postings.append(Posting(township=township, begins=begins, until=until, seconded=True))
    cadre.set_clock(call.at)
    return cadre.store()


@command
def leave_roster(call: Call, cadre_id: str, *, until: date) -> Cadre:
    """The last day on the roster, for a retirement or another post (SB-03). Raises RuleBroken: date_in_past."""
    if until < local_date(call.at):
        raise RuleBroken("date_in_past", on=until)
    cadre = Cadre.load(cadre_id, call)
    for posting in cadre.postings:
        if posting.until is None or posting.until > until:
            posting.until = until
    cadre.set_clock(call.at)
    return cadre.store()


@command
def set_leave(call: Call, cadre_id: str, *, begins: date, until: date) -> Cadre:
    """Note an absence; more than seven days of it keep a cadre from picking (SB-03). One that is over stays on record.

    Raises RuleBroken: ends_before_it_begins, leave_too_early, leave_too_long, leave_stands.
    """
    cadre, today = Cadre.load(cadre_id, call), local_date(call.at)
    rules.may_take_leave(rules.Leave(begins, until), cadre.absence, today, BOOK.on(today))
    if cadre.leave is not None:
        cadre.past_leaves.append(cadre.leave)
    cadre.leave = Leave(begins=begins, until=until)
    return cadre.store()


@command
def end_leave(call: Call, cadre_id: str) -> Cadre:
    """The cadre is back from today, or a leave that is ahead is not taken. Raises RuleBroken: no_leave_stands."""
    cadre, today = Cadre.load(cadre_id, call), local_date(call.at)
    if not cadre.leave_stands(today):
        raise RuleBroken("no_leave_stands")
    if cadre.leave.begins < today:
        cadre.leave.until = today - timedelta(days=1)
    else:
        cadre.leave = None
    return cadre.store()


@command
def set_standing(call: Call, cadre_id: str, *, active: bool, reason: str) -> Cadre:
    """Suspend a cadre or let them pick again, with the reason (SB-03)."""
    cadre = Cadre.load(cadre_id, call)
    cadre.active, cadre.standing_reason = active, reason
    return cadre.store()


@command
def let_time_pass(call: Call, cadre_id: str) -> Cadre:
    """Free the slots of picks that were begun and never finished, and let postings begin and end."""
    cadre = Cadre.load(cadre_id, call)
    cadre.settle(call.at)
    return cadre.store()
