# SPDX-License-Identifier: Apache-2.0
"""The JSON API of the operator's desk, the same in each service; an operator sees no content of any case."""

from typing import Any

from flask import current_app
from flask_smorest import Blueprint

from shared import reads
from shared.access import Policy, Reach, Role
from shared.identity.accounts import Account
from shared.operations import accounts, commands, reading, trail
from shared.operations.documents import Order
from shared.operations.schemas import (
    AccountIn,
    AccountOut,
    AccountQuery,
    AccountReasonIn,
    AccountTrailOut,
    ChainOut,
    DeskOut,
    GrantIn,
    GuardedReadingOut,
    GuardedReadingQuery,
    NewPasswordOut,
    OrderIn,
    OrderOut,
    TrailOut,
    TrailQuery,
)
from shared.service import Service
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent

api = Blueprint("operations", __name__, url_prefix="/operations", description="运维")
OPERATE: Policy = {Role.OPERATOR: Reach.OPEN}


def _service() -> Service:
    found: Service = current_app.extensions["service"]
    return found


@api.get("/")
@requires(OPERATE)
@api.response(200, DeskOut)
def show_desk() -> dict[str, Any]:
    """What waits, is retried or dead, which processes live, what was ordered, and what the books say."""
    return reading.desk()


@api.post("/orders")
@requires(OPERATE)
@idempotent
@api.arguments(OrderIn)
@api.response(201, OrderOut)
def order(data: dict[str, Any]) -> Order:
    """Tell a service to retry, hold, discard or republish messages; its worker does it within seconds."""
    return shown(commands.order(current_call(), **data))


@api.get("/audit")
@requires(OPERATE)
@api.arguments(TrailQuery, location="query")
@api.response(200, TrailOut(many=True))
def search_audit(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Who did what to which document of this service, and when."""
    return trail.search(_service(), **query)


@api.get("/readings")
@requires(OPERATE)
@api.arguments(GuardedReadingQuery, location="query")
@api.response(200, GuardedReadingOut(many=True))
def search_readings(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Who read phones, addresses or private talks in this service, and when (PV-11)."""
    return reads.readings(_service().name, **query)


@api.get("/audit/<document>/chain")
@requires(OPERATE)
@api.response(200, ChainOut)
def verify(document: str) -> dict[str, Any]:
    """Recompute the chain of one document."""
    return {"document": document, "faults": trail.verify(_service(), document)}


@api.get("/accounts")
@requires(OPERATE)
@api.arguments(AccountQuery, location="query")
@api.response(200, AccountOut(many=True))
def list_accounts(query: dict[str, Any]) -> list[Account]:
    """Accounts by the beginning of their login."""
    return accounts.find(query["login"])


@api.get("/accounts/<account_id>")
@requires(OPERATE)
@api.response(200, AccountOut)
def show_account(account_id: str) -> Account:
    """One account."""
    return _told(accounts.get(account_id))


def _told(account: Account) -> Account:
    """Its version becomes the ETag."""
    told: Account = shown(account)
    return told


def _with_password(made: tuple[Account, str]) -> dict[str, Any]:
    account, password = made
    _told(account)
    return {name: getattr(account, name) for name in AccountOut().fields} | {"password": password}


@api.post("/accounts")
@requires(OPERATE)
@idempotent
@api.arguments(AccountIn)
@api.response(201, NewPasswordOut)
def open_account(data: dict[str, Any]) -> dict[str, Any]:
    """Open an account; the answer shows its password, this once."""
    return _with_password(accounts.open_account(current_call(), **data))


@api.post("/accounts/<account_id>/closing")
@requires(OPERATE, match=True)
@idempotent
@api.arguments(AccountReasonIn)
@api.response(200, AccountOut)
def close_account(data: dict[str, Any], account_id: str) -> Account:
    """Shut an account."""
    return _told(accounts.close(current_call(), account_id, **data))


@api.post("/accounts/<account_id>/reopening")
@requires(OPERATE, match=True)
@idempotent
@api.arguments(AccountReasonIn)
@api.response(200, AccountOut)
def reopen_account(data: dict[str, Any], account_id: str) -> Account:
    """Let a closed account in again."""
    return _told(accounts.reopen(current_call(), account_id, **data))


@api.post("/accounts/<account_id>/roles")
@requires(OPERATE, match=True)
@idempotent
@api.arguments(GrantIn)
@api.response(200, AccountOut)
def grant_role(data: dict[str, Any], account_id: str) -> Account:
    """Give a role."""
    return _told(accounts.grant(current_call(), account_id, **data))


@api.post("/accounts/<account_id>/roles/revocation")
@requires(OPERATE, match=True)
@idempotent
@api.arguments(GrantIn)
@api.response(200, AccountOut)
def revoke_role(data: dict[str, Any], account_id: str) -> Account:
    """Take a role away."""
    return _told(accounts.revoke(current_call(), account_id, **data))


@api.post("/accounts/<account_id>/password")
@requires(OPERATE, match=True)
@idempotent
@api.arguments(AccountReasonIn)
@api.response(200, NewPasswordOut)
def reset_password(data: dict[str, Any], account_id: str) -> dict[str, Any]:
    """A fresh password, shown this once."""
    return _with_password(accounts.reset_password(current_call(), account_id, **data))


@api.get("/accounts/<account_id>/trail")
@requires(OPERATE)
@api.response(200, AccountTrailOut(many=True))
def show_trail(account_id: str) -> list[dict[str, Any]]:
    """Who did what to the account."""
    return accounts.trail(account_id)
