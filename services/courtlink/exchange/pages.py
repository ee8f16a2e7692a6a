# SPDX-License-Identifier: Apache-2.0
"""The exchange with courts for operators with a browser: what a court lacks and why, keys, refusals, daily reports."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, render_template, url_for
from marshmallow import Schema, fields

from services.courtlink.exchange import partners, reading, reconciling, rules, sending, wording
from services.courtlink.exchange.documents import DayReport, Incoming, Outgoing, Partner
from services.courtlink.exchange.rules import Delivery
from services.courtlink.exchange.schemas import KeyIn, PartnerIn, ReasonIn
from services.courtlink.exchange.views import OPERATE
from shared import clock
from shared.call import Call
from shared.operations.pages import tabs
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.forms import Form, Forms, forms_new, forms_on
from shared.web.words import N_, _

blueprint = Blueprint(
    "exchange_pages", __name__, url_prefix="/courtlink/operations/courts", template_folder="templates"
)


@blueprint.get("/")
@requires(OPERATE)
def show_exchange() -> str:
    """What courts have not received and why; what came, who was turned away, and how the days compare."""
    now = clock.now()
    rows = reading.missing()
    return render_template(
        "exchange/exchange.html",
        partners=list(Partner.objects.order_by("id").exclude("outbox", "history")),
        missing=[(row, wording.waiting(row, now)) for row in rows],
        outgoing=reading.newest(Outgoing),
        incoming=reading.newest(Incoming),
        refusals=reading.refusals(),
        reports=reading.reports(),
        court=lambda code: regions().court(code).name,
        now=now,
        tabs=tabs(),
        words=wording,
    )


def _message_form(name: str, title: str, run: Any, *states: Delivery, grave: bool = False) -> Form:
    return Form(name, title, OPERATE, ReasonIn, run, wording.WORDING, states=frozenset(states), grave=grave)


MESSAGES = forms_on(
    blueprint,
    "/outgoing/<message_id>",
    [
        _message_form("retry", N_("重新发送"), sending.retry, *rules.STUCK),
        _message_form("hold", N_("暂缓"), sending.hold, Delivery.WAITING, Delivery.DEAD),
        _message_form(
            "discard",
            N_("作废（例如已改送纸质）"),
            sending.discard,
            Delivery.WAITING,
            *rules.STUCK,
            grave=True,
        ),
    ],
    Outgoing.find,
    "show_message",
    lambda _call, message: _(wording.NOTICES[message.kind]),
)


@blueprint.get("/outgoing/<message_id>")
@requires(OPERATE)
def show_message(message_id: str) -> str:
    """One message to a court: how it stands and what can be done; never what it says."""
    call = current_call()
    message = Outgoing.find(message_id, call.scope)
    return render_template(
        "exchange/message.html",
        message=message,
        court=regions().court(message.court_code).name,
        offered=MESSAGES.offered(call, message, message_id=message_id),
        words=wording,
        back=url_for(".show_exchange"),
    )


CONNECT = forms_new(blueprint, "/partners", [
        Form(
            "connect", N_("接入法院系统"), OPERATE, PartnerIn, partners.connect, wording.WORDING, match=False,
            lead=N_("已接入的法院再填一次，就是改对接方式或地址。"),
        )
    ], "show_exchange", "show_partner", "court_code")  # fmt: skip


class WithdrawIn(Schema):
    """The key that is taken out of use."""

    key = fields.String(required=True)


def _good_keys(call: Call, partner: Partner) -> Mapping[str, list[tuple[str, str]]]:
    return {"key": [(key.id, key.id) for key in partner.keys if key.is_good(call.at)]}


def _withdraw(call: Call, court_code: str, *, key: str) -> Partner:
    return partners.withdraw_key(call, court_code, key)


def _add_key(call: Call, court_code: str, **data: Any) -> Partner:
    partner = partners.add_key(call, court_code, **data)
    key = partner.keys[-1]
    flash(
        _(
            "密钥 %(key)s（只显示这一次，请用安全的方式交给法院）：%(secret)s",
            key=key.id,
            secret=key.opened().hex(),
        )
    )
    return partner


KEYS = forms_on(blueprint, "/partners/<court_code>", [
        Form(
            "key", N_("换新密钥"), OPERATE, KeyIn, _add_key, wording.WORDING,
            lead=N_("新密钥立即使用，旧密钥还可用七天。密钥只显示一次。"),
        ),
        Form(
            "withdraw", N_("立即停用密钥"), OPERATE, WithdrawIn, _withdraw, wording.WORDING,
            choices=_good_keys, grave=True,
        ),
    ], Partner.find, "show_partner", lambda _call, partner: partner.name)  # fmt: skip


@blueprint.get("/partners/<court_code>")
@requires(OPERATE)
def show_partner(court_code: str) -> str:
    """A court's system and its keys, without secrets."""
    call = current_call()
    partner = Partner.find(court_code, call.scope)
    return render_template(
        "exchange/partner.html",
        partner=partner,
        offered=KEYS.offered(call, partner, court_code=court_code),
        now=call.at,
        words=wording,
        back=url_for(".show_exchange"),
    )


class NothingIn(Schema):
    """Nothing is asked."""


def _resend(call: Call, report_id: str) -> DayReport:
    return reconciling.resend_gap(call, report_id)


REPORTS = Forms(
    blueprint,
    "/reports/<report_id>",
    [
        Form(
            "resend", N_("补发法院缺少的"), OPERATE, NothingIn, _resend, wording.WORDING, match=False,
            lead=N_("把这一天法院说没有收到的再发一遍。法院按报文编号识别，不会重复办理。"),
        )
    ],
    load=lambda call, report_id: DayReport.find(report_id, call.scope),
    back=lambda report_id: url_for("exchange_pages.show_exchange"),
)  # fmt: skip
