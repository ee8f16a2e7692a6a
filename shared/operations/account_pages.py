# SPDX-License-Identifier: Apache-2.0
"""Accounts for people with a browser: found by login, opened, changed, and every change told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.datastructures import MultiDict

from shared.access import Role
from shared.call import Call
from shared.identity.accounts import Account
from shared.identity.pages import ROLE_NAMES
from shared.operations import accounts, reading, wording
from shared.operations.pages import tabs
from shared.operations.schemas import AccountIn, AccountReasonIn, GrantIn
from shared.operations.views import OPERATE
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.forms import Form, Forms
from shared.web.words import N_, _

blueprint = Blueprint("account_pages", __name__)


@dataclass(frozen=True)
class Held:
    """An account as forms need it."""

    account: Account
    within: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)

    @property
    def state(self) -> str:
        """Open or closed."""
        return "open" if self.account.active else "closed"

    @property
    def version(self) -> int:
        """The version that a form was opened with."""
        return int(self.account.version)


class RevokeIn(Schema):
    """One of the roles that the account holds, as `role@place`."""

    held = fields.String(required=True, validate=validate.Length(min=3, max=60))


def place_name(code: str) -> str:
    """The full name of a division or court."""
    return regions().full_name(code) if code.isdecimal() else regions().court(code).name


def _roles_of(_call: Call, held: Held) -> Mapping[str, list[tuple[str, str]]]:
    return {
        "held": [
            (f"{one.role}@{one.place}", f"{_(ROLE_NAMES[Role(one.role)])} {place_name(one.place)}")
            for one in held.account.grants
        ]
    }


def _revoke(call: Call, account_id: str, *, held: str) -> Account:
    role, _at, place = held.partition("@")
    return accounts.revoke(call, account_id, role=Role(role), place=place)


def _tell_password(made: Any) -> None:
    if isinstance(made, tuple):
        flash(_("新密码（只显示这一次，请当面交给本人）：%(password)s", password=made[1]))


def _done(made: Any, account_id: str = "") -> str:
    _tell_password(made)
    account = made[0] if isinstance(made, tuple) else made
    return url_for("account_pages.show_account", account_id=account.id)


OPEN = Forms(
    blueprint,
    "/accounts",
    [
        Form(
            "open", N_("开设账号"), OPERATE, AccountIn, accounts.open_account, wording.WORDING, match=False,
            lead=N_("密码由系统生成，办好后只显示一次。"),
        )
    ],
    back=lambda: url_for("account_pages.list_accounts"),
    done=_done,
)  # fmt: skip
_OPEN, _CLOSED = frozenset({"open"}), frozenset({"closed"})
CHANGES = Forms(
    blueprint,
    "/accounts/<account_id>",
    [
        Form("grant", N_("增加岗位"), OPERATE, GrantIn, accounts.grant, wording.WORDING, states=_OPEN),
        Form(
            "revoke", N_("撤销岗位"), OPERATE, RevokeIn, _revoke, wording.WORDING, choices=_roles_of,
            when=lambda held: bool(held.account.grants),
        ),
        Form(
            "password", N_("重设密码"), OPERATE, AccountReasonIn, accounts.reset_password, wording.WORDING,
            states=_OPEN, lead=N_("新密码办好后只显示一次；本人正在使用的登录会退出。"),
        ),
        Form(
            "close", N_("停用账号"), OPERATE, AccountReasonIn, accounts.close, wording.WORDING,
            states=_OPEN, grave=True,
        ),
        Form("reopen", N_("恢复账号"), OPERATE, AccountReasonIn, accounts.reopen, wording.WORDING, states=_CLOSED),
    ],
    load=lambda _call, account_id: Held(accounts.get(account_id)),
    back=lambda account_id: url_for("account_pages.show_account", account_id=account_id),
    done=_done,
)  # fmt: skip


@blueprint.get("/accounts")
@requires(OPERATE)
def list_accounts() -> str:
    """Accounts whose login begins so."""
    login = request.args.get("login", "").strip()[:60]
    return render_template(
        "operations/accounts.html",
        found=accounts.find(login),
        kept=MultiDict({"login": login}),
        roles=ROLE_NAMES,
        place=place_name,
        tabs=tabs(),
    )


@blueprint.get("/accounts/<account_id>")
@requires(OPERATE)
def show_account(account_id: str) -> str:
    """One account, what it may do, and who changed it."""
    call = current_call()
    account = accounts.get(account_id)
    told = accounts.trail(account_id)
    return render_template(
        "operations/account.html",
        account=account,
        told=told,
        logins=reading.logins({entry["actor"] for entry in told}),
        own=account.id == call.actor.id,
        offered=[]
        if account.id == call.actor.id
        else CHANGES.offered(call, Held(account), account_id=account_id),
        roles=ROLE_NAMES,
        place=place_name,
        when=datetime.fromisoformat,
        words=wording,
        back=url_for(".list_accounts"),
    )
