# SPDX-License-Identifier: Apache-2.0
"""A party's own page about the court: ask for judicial confirmation, give its address, say whether it wishes to sue."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.mediation.cases import confirming, own_acts
from services.mediation.cases.confirmation_rules import AskMeans
from services.mediation.cases.documents import Case
from services.mediation.cases.readiness import may_hear
from services.mediation.handovers import commands as handing
from services.mediation.handovers import wording
from services.mediation.handovers.documents import Handover
from services.mediation.handovers.matter import Matter, matter_of
from services.mediation.handovers.packing import undisputed
from services.mediation.links import commands, court_schemas
from services.mediation.links.door import PARTY, begin, let_in, opened
from shared.access import EVERYTHING
from shared.call import Call
from shared.regions import regions
from shared.web.calls import current_call, public
from shared.web.forms import Form, Forms
from shared.web.inputs import Options
from shared.web.words import N_

pages = Blueprint("court_link_pages", __name__, url_prefix="/mediation/my", template_folder="templates")


@dataclass(frozen=True, slots=True)
class OwnMatter(Matter):
    """The matter as one party has it before itself."""

    ref: str = ""

    @property
    def may_ask(self) -> bool:
        """Whether this party can ask for confirmation now."""
        found = self.confirmation
        return bool(found and found["ready"] and self.ref not in {ask.ref for ask in found["asks"]})

    @property
    def may_take_back(self) -> bool:
        """Whether its ask still waits for the others."""
        found = self.confirmation
        if found is None or found["requested_at_courts"]:
            return False
        return self.ref in {ask.ref for ask in found["asks"]}

    @property
    def may_speak(self) -> bool:
        """Whether its word on a hand-over is asked for now."""
        return self.handover is not None and self.may_change


def _matter(call: Call, token: str) -> OwnMatter:
    link = commands.live_link(token)
    found = matter_of(Case.find(link.case_id, EVERYTHING), call.at)
    return OwnMatter(found.case, found.handover, found.confirmation, link.ref)


def _address(call: Call, token: str, **facts: Any) -> Case:
    link = commands.live_link(token)
    return own_acts.confirm_address(call, link.case_id, ref=link.ref, **facts)


def _ask(call: Call, token: str, *, court_code: str) -> Case:
    link = commands.live_link(token)
    return confirming.ask(call, link.case_id, ref=link.ref, court_code=court_code, means=AskMeans.ONLINE)


def _take_back(call: Call, token: str, *, court_code: str) -> Case:
    link = commands.live_link(token)
    return confirming.take_back(call, link.case_id, ref=link.ref, court_code=court_code)


def _say(call: Call, token: str, **said: Any) -> Handover:
    link = commands.live_link(token)
    return handing.say(call, link.case_id, ref=link.ref, **said)


def _courts(_call: Call, matter: Matter) -> Mapping[str, Options]:
    if matter.case.agreement is None:
        return {}
    return {"court_code": [(code, regions().court(code).name) for code, _ground in may_hear(matter.case)]}


def _asked(_call: Call, matter: OwnMatter) -> Mapping[str, Options]:
    own = [one.court_code for one in matter.case.live_asks if one.ref == matter.ref]
    return {"court_code": [(code, regions().court(code).name) for code in own]}


ACTS = (
    Form(
        "confirm", N_("申请司法确认"), PARTY, court_schemas.ConfirmIn, _ask, wording.WORDING, match=False,
        when=lambda matter: matter.may_ask, choices=_courts,
        lead=N_(
            "您自愿达成协议，没有恶意串通、规避法律。提交后，您的姓名、送达地址和协议会交给法院，只用于司法确认。"
            "要各方都申请，法院才会受理。"
        ),
    ),
    Form(
        "take-back", N_("撤回我的申请"), PARTY, court_schemas.ConfirmIn, _take_back, wording.WORDING, match=False,
        when=lambda matter: matter.may_take_back, choices=_asked,
        lead=N_("还在等其他当事人申请，您可以撤回；以后仍可以在三十日内再申请。"), grave=True,
    ),
    Form(
        "court-address", N_("确认送达地址"), PARTY, court_schemas.AddressIn, _address, wording.WORDING, match=False,
        when=lambda matter: matter.may_ask or matter.may_speak,
    ),
    Form(
        "sue", N_("起诉意愿和同意移交"), PARTY, court_schemas.WordIn, _say, wording.WORDING, match=False,
        when=lambda matter: matter.may_speak,
        lead=N_("每一项都由您自己决定；移交以前可以改。不同意也不影响您自己去法院起诉。"),
    ),
)  # fmt: skip
FORMS = Forms(
    pages,
    "/<token>",
    ACTS,
    load=_matter,
    back=lambda token: url_for("court_link_pages.court_page", token=token),
    guard=let_in,
)


@pages.get("/<token>/court")
@public
def court_page(token: str) -> ResponseReturnValue:
    """Where the agreement or the hand-over stands at the court, and what the party can do."""
    link = opened(token)
    if link is None:
        return redirect(url_for("link_pages.own_case", token=token), 303)
    begin(link)
    call = current_call()
    matter = _matter(call, token)
    return render_template(
        "mediation/my_court.html",
        token=token,
        matter=matter,
        facts=undisputed(matter.case),
        offered=FORMS.offered(call, matter, token=token),
        words=wording,
        names=wording.names,
        back=url_for("link_pages.own_case", token=token),
    )
