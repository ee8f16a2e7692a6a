# SPDX-License-Identifier: Apache-2.0
"""Accounts: a login, a password or an outside identity, and grants of roles for places."""

import functools
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from mongoengine import (
    BooleanField,
    DateTimeField,
    Document,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    IntField,
    StringField,
)
from pymongo.errors import DuplicateKeyError

from shared.access import Actor, Grant, Role
from shared.call import new_id
from shared.errors import RuleBroken
from shared.mongo import collection

_hasher = PasswordHasher()
TRIES, TRIES_WITHIN = 5, timedelta(minutes=1)
SESSION_LIMIT = timedelta(days=7)


class HeldRole(EmbeddedDocument):
    """A role held for a place (岗位)."""

    role = StringField(required=True, choices=[str(role) for role in Role])
    place = StringField(required=True)


class Session(EmbeddedDocument):
    """A living session; taken away at logout."""

    sid = StringField(required=True)
    since = DateTimeField(required=True)


class Account(Document):
    """A person or a program that may call (账号); what operators did to it stands in its chain (shared.operations)."""

    meta = {
        "collection": "accounts",
        "db_alias": "identity",
        "strict": False,
        "auto_create_index": False,
        "indexes": [
            {"fields": ["login"], "unique": True},
            {"fields": ["external"], "unique": True, "sparse": True},
            {"fields": ["grants.place", "grants.role"]},
        ],
    }
    id = StringField(primary_key=True)
    login = StringField(required=True)
    name = StringField(required=True)
    password = StringField()
    external = StringField()
    active = BooleanField(default=True)
    grants = EmbeddedDocumentListField(HeldRole)
    sessions = EmbeddedDocumentListField(Session)
    version = IntField(default=0)
    chain = StringField(default="")

    def actor(self) -> Actor:
        """The account as commands see it."""
        grants = tuple(Grant(Role(held.role), held.place) for held in self.grants)
        return Actor(self.id, self.name, grants)


def hashed(password: str) -> str:
    """As passwords are kept."""
    return _hasher.hash(password)


def open_account(
    login: str,
    name: str,
    grants: Iterable[Grant],
    *,
    password: str | None = None,
    external: str | None = None,
) -> Account:
    """Make an account. Raises RuleBroken `login_taken`."""
    account = Account(
        id=new_id(),
        login=login,
        name=name,
        password=_hasher.hash(password) if password else None,
        external=external,
        grants=[HeldRole(role=str(grant.role), place=grant.place) for grant in grants],
    )
    account.validate()
    try:
        collection(Account).insert_one(account.to_mongo().to_dict())
    except DuplicateKeyError:
        raise RuleBroken("login_taken", login=login) from None
    return account


def change(login: str, **fields: object) -> bool:
    """Set fields of an account (name, active, external, password); False when there is none."""
    if "password" in fields:
        fields["password"] = _hasher.hash(str(fields["password"]))
    return bool(collection(Account).update_one({"login": str(login)}, {"$set": fields}).matched_count)


def by_login(login: str) -> Account | None:
    """The account with this login."""
    return Account.objects(__raw__={"login": str(login)}).first()


def by_id(account_id: str) -> Account | None:
    """The account with this id."""
    return Account.objects(__raw__={"_id": str(account_id)}).first()


def of_places(roles: Iterable[Role], places: Iterable[str]) -> list[Account]:
    """The accounts that may log in and hold one of these roles for one of these places, by login, at most two hundred."""
    held = {"role": {"$in": [str(role) for role in roles]}, "place": {"$in": list(places)}}
    found = Account.objects(__raw__={"active": True, "grants": {"$elemMatch": held}})
    return list(found.only("id", "name", "login").order_by("login").limit(200))


def holders(role: Role, places: Iterable[str]) -> list[tuple[str, str]]:
    """Who holds the role for one of these places: account and `name（login）`, for a choice in a form."""
    return [(one.id, f"{one.name}（{one.login}）") for one in of_places([role], places)]


def by_external(issuer: str, subject: str) -> Account | None:
    """The account that an outside identity is linked to."""
    return Account.objects(__raw__={"external": f"{issuer}|{subject}"}).first()


@functools.cache
def _decoy() -> str:
    """A hash to compare with when there is no account, so that both answers take the same time."""
    return _hasher.hash(secrets.token_urlsafe(16))


def check_password(login: str, password: str) -> Account | None:
    """The active account with this login and password, else None."""
    account = by_login(login)
    try:
        _hasher.verify(account.password if account and account.password else _decoy(), password)
    except (VerificationError, InvalidHashError):
        return None
    return account if account is not None and account.active and account.password else None


def begin_session(account: Account) -> str:
    """Start a session and return its id; sessions past their limit are dropped."""
    sid, now = secrets.token_urlsafe(24), datetime.now(UTC)
    accounts = collection(Account)
    accounts.update_one({"_id": account.id}, {"$pull": {"sessions": {"since": {"$lt": now - SESSION_LIMIT}}}})
    accounts.update_one({"_id": account.id}, {"$push": {"sessions": {"sid": sid, "since": now}}})
    return sid


def end_session(account_id: str, sid: str) -> None:
    """End one session of an account."""
    collection(Account).update_one({"_id": account_id}, {"$pull": {"sessions": {"sid": sid}}})


def may_try(login: str, address: str) -> int:
    """Count a login attempt; 0 when it may be made, else the seconds to wait. Account and address count together, until
    one succeeds (`forget_tries`).
    """
    tries = collection(Account).database["tries"]
    now, key = datetime.now(UTC), f"{login}|{address}"
    recent = tries.count_documents({"key": key, "at": {"$gt": now - TRIES_WITHIN}})
    if recent >= TRIES:
        return int(TRIES_WITHIN.total_seconds())
    tries.insert_one({"key": key, "at": now})
    return 0


def forget_tries(login: str, address: str) -> None:
    """The right password was given: what was tried before from this address counts no more."""
    collection(Account).database["tries"].delete_many({"key": f"{login}|{address}"})


def ensure_indexes() -> None:
    """Make the indexes of the identity database."""
    Account.ensure_indexes()
    tries = collection(Account).database["tries"]
    tries.create_index("at", expireAfterSeconds=600)
    tries.create_index("key")
