# SPDX-License-Identifier: Apache-2.0
"""Giving a party its link, opening it with the second factor, and taking the answer."""

import hashlib
import re
import secrets
from datetime import timedelta

from services.mediation.cases.aftercare import follow_up
from services.mediation.cases.documents import Case
from services.mediation.limits import limits
from services.mediation.links.documents import PartyLink
from shared import clock
from shared.access import EVERYTHING, Actor
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import NotFound, RuleBroken
from shared.settings import vault

TRIES = 5


def _id(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _code(link_id: str, last_four: str) -> str:
    return vault().blind(last_four, f"party_links.{link_id}")


def give_link(call: Call, case_id: str, *, ref: str) -> str:
    """Make a link for a party with a phone; the token is told once and kept nowhere.

    Raises NotFound for a case out of reach, RuleBroken: no_such_party, phone_missing.
    """
    party = Case.find(case_id, call.scope).party(ref)
    if not party.phone:
        raise RuleBroken("phone_missing", ref=ref, field="ref")
    token = secrets.token_urlsafe(24)
    link = PartyLink(
        id=_id(token),
        case_id=case_id,
        ref=ref,
        code=_code(_id(token), vault().open(party.phone, "cases.phone")[-4:]),
        expires_on=local_date(call.at) + timedelta(days=limits().link_days),
    )
    link.begin(Call(call.actor, call.at, EVERYTHING, origin=call.origin)).create()
    return token


def is_locked(link: PartyLink) -> bool:
    """Whether too many wrong digits were tried at it."""
    return link.tries >= TRIES


def live_link(token: str) -> PartyLink:
    """The link of this token. Raises NotFound when it is not there or too old."""
    link = PartyLink.find(_id(token), EVERYTHING)
    if local_date(clock.now()) > link.expires_on:
        raise NotFound(token)
    return link


@command
def _knock(call: Call, token: str, last_four: str) -> PartyLink:
    """Note a try: a right one clears the count, a wrong one adds to it."""
    link = PartyLink.load(_id(token), call)
    if local_date(call.at) > link.expires_on:
        raise NotFound(token)
    if is_locked(link):
        raise RuleBroken("link_locked")
    link.tries = 0 if link.code == _code(link.id, last_four) else link.tries + 1
    return link.store()


def open_link(call: Call, token: str, last_four: str) -> tuple[PartyLink, Case]:
    """The link and its case, for who has the token and knows the last four of the phone.

    Raises NotFound for a link that is not there or too old, RuleBroken: link_code_shape, which costs no try, link_code_wrong,
    link_locked.
    """
    if not re.fullmatch("[0-9]{4}", last_four):
        raise RuleBroken("link_code_shape")
    link = _knock(call, token, last_four)
    if is_locked(link):
        raise RuleBroken("link_locked")
    if link.tries:
        raise RuleBroken("link_code_wrong", left=TRIES - link.tries)
    return link, Case.find(link.case_id, EVERYTHING)


def answer(call: Call, token: str, *, satisfied: bool, words: str) -> PartyLink:
    """The party says whether it was really solved (满意度), WN-05; once. Raises NotFound, RuleBroken: link_answered.

    The case takes the answer first and absorbs its repeat, so an answer that was cut off is safe to send again.
    """
    link = live_link(token)
    if link.answered_at:
        raise RuleBroken("link_answered")
    own = Call(Actor(f"party:{link.ref}"), call.at, EVERYTHING, f"link:{link.id}", origin=call.origin)
    follow_up(own, link.case_id, ref=link.ref, on=local_date(call.at), satisfied=satisfied, record=words)
    return _note_answer(own, link.id)


@command
def _note_answer(call: Call, link_id: str) -> PartyLink:
    link = PartyLink.load(link_id, call)
    link.answered_at = call.at
    return link.store()
