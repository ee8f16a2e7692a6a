# SPDX-License-Identifier: Apache-2.0
"""Accounts at the operator's desk: opened, closed, given and losing roles, a fresh password; each act in their own chain.

The personnel of an office changes often; what an account may do never changes without a trace of who changed it and why.
"""

import re
import secrets
from typing import Any

from shared import audit
from shared.access import Grant, Role
from shared.call import Call
from shared.errors import NotFound, RuleBroken, StaleWrite, VersionMismatch
from shared.identity import accounts
from shared.identity.accounts import Account
from shared.mongo import collection
from shared.operations.rules import must_be_of_level, not_yourself
from shared.regions import regions

_SHOWN = 100


def find(login: str) -> list[Account]:
    """Accounts whose login begins so."""
    begins = {"login": {"$regex": f"^{re.escape(login)}"}} if login else {}
    return list(
        Account.objects(__raw__=begins).exclude("sessions", "password").order_by("login").limit(_SHOWN)
    )


def get(account_id: str) -> Account:
    """One account. Raises NotFound."""
    found = accounts.by_id(account_id)
    if found is None:
        raise NotFound(account_id)
    return found


def _held(role: Role, place: str) -> Grant:
    """A grant for a place that there is, of a level that the role has.

    Raises RuleBroken: unknown_place, unknown_court, place_not_one, wrong_level_of_place.
    """
    code = regions().get(place).code if place.isdecimal() else _named(place)
    must_be_of_level(role, regions().get(code).level if code.isdecimal() else "court")
    return Grant(role, code)


def _named(words: str) -> str:
    """The code of the court or division that is meant: `兰山区人民法院`, `兰山街道`, `莒南县 城关`, or a court's code."""
    known = regions()
    courts = [court.code for court in known.courts if words == court.code or court.name.endswith(words)]
    if len(courts) == 1:
        return courts[0]
    if any(letter.isdecimal() for letter in words):
        raise RuleBroken("unknown_court", court=words, field="place")
    *around, name = words.split() or [""]
    full = {one.code: known.full_name(one.code) for one in known.find(name)}
    meant = {code: text for code, text in full.items() if all(word in text for word in around)}
    if not meant:
        raise RuleBroken("unknown_place", place=words, field="place")
    if len(meant) > 1:
        several = "；".join(f"{text} {code}" for code, text in list(meant.items())[:6])
        raise RuleBroken("place_not_one", place=words, several=several, field="place")
    return next(iter(meant))


def _fresh() -> str:
    """A password that can be read out: four groups of four, without letters that look alike."""
    signs = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(signs) for _ in range(4)) for _ in range(4))


def _change(call: Call, account_id: str, act: str, changes: dict[str, Any], reason: str = "") -> Account:
    """Write a change and its entry at once, if nobody came between; sessions end with rights that were lost."""
    account = get(account_id)
    if call.expected is not None and call.expected != account.version:
        raise VersionMismatch(account.version)
    link = audit.entry(
        call, version=account.version + 1, act=act, changed=list(changes), events=[], after=account.chain
    )
    update = {
        "$set": changes | {"chain": link["hash"]},
        "$inc": {"version": 1},
        "$push": {"history": link, "reasons": {"version": account.version + 1, "reason": reason}},
    }
    known = {"version": account.version} if account.version else {"version": {"$in": [0, None]}}
    if not collection(Account).update_one({"_id": account_id} | known, update).matched_count:
        raise StaleWrite(account_id)
    return get(account_id)


def open_account(call: Call, *, login: str, name: str, role: Role, place: str) -> tuple[Account, str]:
    """An account with one role and a fresh password. Raises RuleBroken: login_taken, and what `_held` raises."""
    password = _fresh()
    made = accounts.open_account(login, name, [_held(role, place)], password=password)
    return _change(call, made.id, "open_account", {"active": True}), password


def close(call: Call, account_id: str, *, reason: str) -> Account:
    """Shut an account; within seconds it can do nothing. Raises RuleBroken: not_your_own_account."""
    not_yourself(call.actor.id, account_id)
    return _change(call, account_id, "close_account", {"active": False, "sessions": []}, reason)


def reopen(call: Call, account_id: str, *, reason: str) -> Account:
    """Let a closed account in again. Raises RuleBroken: not_your_own_account."""
    not_yourself(call.actor.id, account_id)
    return _change(call, account_id, "reopen_account", {"active": True}, reason)


def grant(call: Call, account_id: str, *, role: Role, place: str) -> Account:
    """Give a role for a place. Raises RuleBroken: not_your_own_account, role_held, and what `_held` raises."""
    not_yourself(call.actor.id, account_id)
    wanted = _held(role, place)
    held = list(get(account_id).actor().grants)
    if wanted in held:
        raise RuleBroken("role_held")
    return _change(call, account_id, "grant_role", {"grants": _stored([*held, wanted])})


def revoke(call: Call, account_id: str, *, role: Role, place: str) -> Account:
    """Take a role away. Raises RuleBroken: not_your_own_account, role_not_held."""
    not_yourself(call.actor.id, account_id)
    held = list(get(account_id).actor().grants)
    left = [one for one in held if one != Grant(role, place)]
    if left == held:
        raise RuleBroken("role_not_held")
    return _change(call, account_id, "revoke_role", {"grants": _stored(left)})


def _stored(grants: list[Grant]) -> list[dict[str, str]]:
    return [{"role": str(one.role), "place": one.place} for one in grants]


def reset_password(call: Call, account_id: str, *, reason: str) -> tuple[Account, str]:
    """A fresh password; whoever is logged in with the old one is logged out. Raises: not_your_own_account."""
    not_yourself(call.actor.id, account_id)
    password = _fresh()
    changes = {"password": accounts.hashed(password), "sessions": []}
    return _change(call, account_id, "reset_password", changes, reason), password


def trail(account_id: str) -> list[dict[str, Any]]:
    """Who did what to the account, newest first."""
    row = collection(Account).find_one({"_id": account_id}, {"history": 1, "reasons": 1})
    if row is None:
        raise NotFound(account_id)
    reasons = {one["version"]: one["reason"] for one in row.get("reasons", [])}
    return [link | {"reason": reasons.get(link["version"], "")} for link in reversed(row.get("history", []))]
