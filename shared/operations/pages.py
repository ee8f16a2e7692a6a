# SPDX-License-Identifier: Apache-2.0
"""The operator's desk for people with a browser: messages, processes, books, audit trail."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, current_app, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from shared import reads
from shared.call import Call
from shared.errors import NotFound
from shared.identity import accounts as identity
from shared.operations import acts, commands, reading, trail, wording
from shared.operations.documents import Order
from shared.operations.rules import What
from shared.operations.schemas import AccountReasonIn
from shared.operations.views import OPERATE
from shared.service import Service
from shared.web.calls import current_call, requires
from shared.web.forms import Form, Forms
from shared.web.words import N_, _

blueprint = Blueprint("operations_pages", __name__)


@dataclass(frozen=True)
class DeadMessage:
    """One message that a service could not handle, as forms need it."""

    service: str
    id: str
    type: str
    fault: str
    held: str | None
    retried: bool
    within: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)

    @property
    def state(self) -> str:
        """Held or not."""
        return "held" if self.held else "dead"


@dataclass(frozen=True)
class Gap:
    """An hour of one kind of event that a receiver lacks."""

    service: str
    hour: str
    type: str
    within: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)


def tabs() -> list[tuple[str, str]]:
    """The pages of the desk; messages with courts' systems are courtlink's own page."""
    return [
        (_("消息和进程"), url_for("operations_pages.show_desk")),
        (_("法院往来"), "/courtlink/operations/courts/"),
        (_("每日核对"), url_for("operations_pages.show_books")),
        (_("操作记录"), url_for("operations_pages.search_audit")),
        (_("账号管理"), url_for("account_pages.list_accounts")),
    ]


@blueprint.get("/")
@requires(OPERATE)
def show_desk() -> str:
    """What waits, what is dead, which processes live, and what was ordered."""
    desk = reading.desk()
    told = [(service, wording.troubles(service, desk["at"])) for service in desk["services"]]
    return render_template("operations/desk.html", desk=desk, told=told, tabs=tabs(), words=wording)


def _dead(_call: Call, service: str, message_id: str) -> DeadMessage:
    for one in reading.desk()["services"]:
        for dead in one["dead"]:
            if (one["name"], dead["id"]) == (service, message_id):
                told = (dead[name] for name in ("type", "fault", "held", "retried"))
                return DeadMessage(service, message_id, *told)
    raise NotFound(message_id)


def _deal(what: What) -> Any:
    def run(call: Call, service: str, message_id: str, *, reason: str) -> Order:
        return commands.order(call, service, what=what, ids=[message_id], reason=reason)

    return run


def _form(what: What, *states: str, grave: bool = False) -> Form:
    return Form(
        what,
        wording.WHATS[what],
        OPERATE,
        AccountReasonIn,
        _deal(what),
        wording.WORDING,
        states=frozenset(states),
        match=False,
        grave=grave,
        lead=N_("几秒钟内由该服务的收件进程执行。"),
    )


DEAD = Forms(
    blueprint,
    "/dead/<service>/<message_id>",
    [
        _form(What.RETRY, "dead", "held"),
        _form(What.HOLD, "dead"),
        _form(What.DISCARD, "dead", "held", grave=True),
    ],
    load=_dead,
    back=lambda service, message_id: url_for("operations_pages.show_desk"),
)


@blueprint.get("/dead/<service>/<message_id>")
@requires(OPERATE)
def show_dead(service: str, message_id: str) -> str:
    """One message that was not handled, and what can be done with it."""
    message = _dead(current_call(), service, message_id)
    offered = DEAD.offered(current_call(), message, service=service, message_id=message_id)
    return render_template(
        "operations/dead.html",
        message=message,
        offered=offered,
        words=wording,
        back=url_for(".show_desk"),
    )


def _gap(_call: Call, service: str, hour: str, kind: str) -> Gap:
    return Gap(service, hour, kind)


def _republish(call: Call, service: str, hour: str, kind: str, *, reason: str) -> Order:
    return commands.order(call, service, what=What.REPUBLISH, types=[kind], hour=hour, reason=reason)


GAPS = Forms(
    blueprint,
    "/books/<service>/<hour>/<kind>",
    [
        Form(
            What.REPUBLISH,
            wording.WHATS[What.REPUBLISH],
            OPERATE,
            AccountReasonIn,
            _republish,
            wording.WORDING,
            match=False,
            lead=N_("把这一小时的这类消息再发一遍。已经收下的不会重复办理。"),
        )
    ],
    load=_gap,
    back=lambda service, hour, kind: url_for("operations_pages.show_books"),
)


@blueprint.get("/books")
@requires(OPERATE)
def show_books() -> str:
    """What receivers found when they compared what was sent with what came."""
    reports = reading.desk()["reports"]
    return render_template(
        "operations/books.html", reports=reports, tabs=tabs(), words=wording, local=_local_hour
    )


def _local_hour(hour: str) -> datetime:
    """The hour of a book as a moment."""
    return datetime.fromisoformat(f"{hour}:00:00").replace(tzinfo=UTC)


@blueprint.get("/audit")
@requires(OPERATE)
def search_audit() -> str:
    """Who did what to which document, and when; and who read what is guarded."""
    service: Service = current_app.extensions["service"]
    asked = {name: request.args.get(name, "").strip()[:200] for name in ("document", "actor")}
    account = identity.by_login(asked["actor"])
    actor = account.id if account else asked["actor"]
    wanted = any(asked.values())
    document = trail.id_of(service, asked["document"]) if asked["document"] else ""
    found = trail.search(service, document=document, actor=actor) if wanted else None
    read = reads.readings(service.name, document=document, actor=actor) if wanted else []
    question = (
        f"?{urlencode({name: text for name, text in asked.items() if text})}" if found is not None else ""
    )
    faults: list[str] | None = None
    if document and found:
        faults = trail.verify(service, document)
    return render_template(
        "operations/audit.html",
        found=found,
        acts=acts,
        service=service,
        faults=faults,
        kept=MultiDict(asked),
        read=read,
        logins=reading.logins({entry["actor"] for entry in [*(found or []), *read]}),
        when=datetime.fromisoformat,
        services=[
            (_(title), f"/{name}/operations/audit{question}") for name, title in wording.SERVICES.items()
        ],
        tabs=tabs(),
        words=wording,
    )
