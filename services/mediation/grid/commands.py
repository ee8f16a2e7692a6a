# SPDX-License-Identifier: Apache-2.0
"""Working a grid item: report, accept, route, return, reply, close, call back, reopen; a dispute opens a case once."""

import dataclasses
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from services.mediation.cases import intake
from services.mediation.cases.documents import Case
from services.mediation.cases.rules import ENDED
from services.mediation.cases.suitability import Channel
from services.mediation.grid import rules
from services.mediation.grid.documents import GridItem, Route
from services.mediation.grid.rules import Answer, Kind, LeftOut
from services.mediation.limits import limits
from shared.access import EVERYTHING
from shared.calendar import local_date, midnight_after
from shared.call import Call, command
from shared.contracts.mediation import GridItemChanged
from shared.errors import NotFound, RuleBroken
from shared.regions import regions

_ITEMS = uuid.UUID("5f0d5b0e-53f5-5c0f-9a8e-8f1c3c1d7a21")


def item_id(source: str, number: str) -> str:
    """One item of one platform has one id, however often it is sent (GR-12)."""
    return str(uuid.uuid5(_ITEMS, f"{source}/{number}"))


@command
def report(
    call: Call,
    /,
    *,
    source: str,
    number: str,
    place: str,
    category: str,
    text: str,
    about: str = "",
    hide_reporter: bool = False,
    is_dispute: bool = False,
    follows: str | None = None,
) -> GridItem:
    """Report an item (上报, GR-01); the same number of the same platform is the same item. `follows` names the earlier item
    whose matter came back too late for it to be opened again (GR-08).

    Raises RuleBroken: unknown_place, earlier_item_missing.
    """
    if follows:
        _must_be_known(call, follows)
    item = GridItem(
        id=item_id(source, number),
        source=source,
        number=number,
        place=place,
        within=regions().path(place),
        people=[call.actor.id],
        category=category,
        text=text,
        about=about,
        reporter=call.actor.id,
        hide_reporter=hide_reporter,
        is_dispute=is_dispute,
        follows=follows,
        reported_at=call.at,
    )
    return item.begin(call).create()


def _must_be_known(call: Call, key: str) -> None:
    try:
        GridItem.find(key, call.scope)
    except NotFound:
        raise RuleBroken("earlier_item_missing") from None


@command
def accept(call: Call, key: str, *, kind: Kind, reason: str = "") -> GridItem:
    """Accept an item and set its class; the clock of the reply starts (GR-03, GR-04). Raises RuleBroken `wrong_item_state`."""
    item = GridItem.load(key, call)
    item.state = rules.follow("accept", item.state)
    item.accepted_at, item.kind, item.kind_reason = call.at, str(kind), reason
    _set_due(item, kind)
    return _told(item).store()


def _told(item: GridItem) -> GridItem:
    """Tell the assessment how the item stands after this change (GR-07)."""
    routes = [one for one in item.routes if one.returned_at is None]
    item.record(
        GridItemChanged(
            item_id=item.id,
            revision=item.version + 1,
            place=item.place,
            state=str(item.state),
            department=routes[-1].to if routes else "",
            kind=item.kind,
            due_on=item.due_on,
            closed_on=item.closed_on,
            closed_in_time=item.closed_in_time,
            answer=item.answer,
            answered_on=item.answered_on,
            left_out_for=item.left_out_for,
        )
    )
    return item


def _set_due(item: GridItem, kind: Kind) -> None:
    deadline = rules.reply_by(kind, item.accepted_at, limits())
    item.due_on, item.due_at = deadline.end, deadline.moment


@command
def make_complex(call: Call, key: str, *, reason: str) -> GridItem:
    """Change an ordinary item to a complex one, in time and once (GR-04). Raises RuleBroken `class_fixed`."""
    item = GridItem.load(key, call)
    rules.may_become_complex(item.kind or "", bool(item.kind_changed), item.due_on, call.at)
    item.kind, item.kind_reason, item.kind_changed = str(Kind.COMPLEX), reason, True
    _set_due(item, Kind.COMPLEX)
    return _told(item).store()


@command
def route(
    call: Call, key: str, *, to: str, account: str | None = None, whistle: bool = False, decided: bool = False
) -> GridItem:
    """Send an item to a department, or whistle for it (分流, 吹哨报到; GR-05). `decided` ends all returns.

    After two returns the centre must decide. Raises RuleBroken: wrong_item_state, routed_to_accused, address_undecided.
    """
    item = GridItem.load(key, call)
    item.state = rules.follow("route", item.state)
    rules.may_go_to(to, item.about)
    if item.returns >= 2 and not decided:
        raise RuleBroken("address_undecided")
    item.address_decided = item.address_decided or decided
    item.routes.append(Route(to=to, account=account, whistle=whistle, at=call.at))
    item.people = sorted({item.reporter, *([account] if account else [])})
    return _told(item).store()


@command
def send_back(call: Call, key: str, *, reason: str, right_body: str) -> GridItem:
    """A department is not competent: it says so in time, and names the right body (GR-05).

    The first one asked leads until it is handed over. Raises RuleBroken: wrong_item_state, address_decided, return_too_late.
    """
    item = GridItem.load(key, call)
    item.state = rules.follow("return", item.state)
    last = item.routes[-1]
    rules.may_return(last.at, call.at, item.returns, bool(item.address_decided), limits())
    last.returned_at, last.returned_for, last.right_body = call.at, reason, right_body
    return _told(item).store()


@command
def reply(call: Call, key: str, *, text: str) -> GridItem:
    """Reply to the reporter; whether it was in time is fixed for ever (答复, GR-03, GR-06)."""
    item = GridItem.load(key, call)
    item.state = rules.follow("reply", item.state)
    if item.replied_at is None:
        item.replied_in_time = call.at < midnight_after(item.due_on) and not item.was_late
    item.reply, item.replied_at, item.due_at = text, call.at, None
    return item.store()


@command
def close(call: Call, key: str) -> GridItem:
    """Close an item that was replied to (办结, GR-06). Not while its case is being mediated (GR-12).

    Raises RuleBroken: wrong_item_state, case_is_live.
    """
    item = GridItem.load(key, call)
    item.state = rules.follow("close", item.state)
    rules.may_close(_case_is_live(item))
    item.closed_at = call.at
    if item.closed_in_time is None:
        item.closed_in_time = call.at < midnight_after(item.due_on) and not item.was_late
    return _told(item).store()


def _case_is_live(item: GridItem) -> bool:
    if not item.case_id:
        return False
    try:
        return Case.find(item.case_id, EVERYTHING).state not in ENDED
    except NotFound:
        return True  # it is being opened


@command
def call_back(call: Call, key: str, *, answer: Answer) -> GridItem:
    """Ask the reporter whether it is solved; never by the handler (Weifang art 25, GR-09).

    Who was satisfied confirms the item. Raises RuleBroken: wrong_item_state, handler_calls_back.
    """
    item = GridItem.load(key, call)
    if call.actor.id in [one.account for one in item.routes]:
        raise RuleBroken("handler_calls_back")
    confirmed = rules.follow("confirm", item.state)
    item.answer, item.answered_by, item.answered_on = str(answer), call.actor.id, local_date(call.at)
    if answer in (Answer.SATISFIED, Answer.BASICALLY):
        item.state = confirmed
    return _told(item).store()


@command
def reopen(call: Call, key: str, *, reason: str) -> GridItem:
    """The matter came back within thirty days: it is open again, "in time" stays, "solved" goes (GR-08).

    Raises RuleBroken: wrong_item_state, reopen_too_late.
    """
    item = GridItem.load(key, call)
    item.state = rules.follow("reopen", item.state)
    rules.may_reopen(local_date(item.closed_at), local_date(call.at), limits())
    item.reopened_at, item.reopened_for = call.at, reason
    item.closed_at = item.answer = item.answered_on = None
    return _told(item).store()


@command
def leave_out(call: Call, key: str, *, reason: LeftOut) -> GridItem:
    """Take an item out of all figures: withdrawn, duplicate, or not our remit (GR-07). Raises RuleBroken `wrong_item_state`."""
    item = GridItem.load(key, call)
    item.state = rules.follow("leave_out", item.state)
    item.left_out_for, item.due_at = str(reason), None
    return _told(item).store()


@command
def _name_case(call: Call, key: str) -> GridItem:
    item = GridItem.load(key, call)
    if not item.is_dispute:
        raise RuleBroken("no_dispute")
    item.case_id = item.case_id or str(uuid.uuid5(_ITEMS, f"case of {item.id}"))
    return item.store()


def open_case(
    call: Call, key: str, *, body_id: str, category: str, parties: Sequence[Mapping[str, Any]]
) -> GridItem:
    """Open the mediation case of a dispute item: once, however often it is asked (GR-12). Raises RuleBroken `no_dispute`.

    The item names its case first; when the second step is cut off, asking again makes the case.
    """
    item = _name_case(call, key)
    onward = dataclasses.replace(call, scope=EVERYTHING, expected=None)
    intake.apply(
        onward,
        case_id=item.case_id,
        body_id=body_id,
        category=category,
        channel=Channel.GRID,
        grid_category=item.category,
        parties=parties,
        facts=item.text,
        applied_on=local_date(call.at),
        source_id=item.id,
    )
    return item


@command
def let_time_decide(call: Call, key: str) -> GridItem:
    """Nobody replied in time: the item is late, and stays so (GR-08)."""
    item = GridItem.load(key, call)
    item.was_late, item.due_at = True, None
    return item.store()
