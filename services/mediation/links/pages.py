# SPDX-License-Identifier: Apache-2.0
"""A party's own pages: its case in plain words, and what it can do now."""

from collections.abc import Sequence
from datetime import date

import segno
from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.mediation.cases.aftercare import schedule_of
from services.mediation.cases.consents import bodies_of
from services.mediation.cases.documents import Case, FollowUp
from services.mediation.cases.pages import mediator_names
from services.mediation.cases.parties import Consent
from services.mediation.cases.rules import AGAINST, ENDED, Performance, State
from services.mediation.cases.schedule import DueState, Line
from services.mediation.cases.story import term_text
from services.mediation.cases.terms import refs_in
from services.mediation.cases.wording import CLOCKS, COLOURS, CONSENTS, STATES
from services.mediation.links import commands
from services.mediation.links.acts import ACTS
from services.mediation.links.documents import PartyLink
from services.mediation.links.door import begin, leave_open, let_in, opened
from services.mediation.links.wording import PLAIN
from shared import clock, vouchers
from shared.access import EVERYTHING, Actor
from shared.calendar import local_date
from shared.call import Call
from shared.errors import NotFound, RuleBroken
from shared.vouchers import Purpose
from shared.web.calls import current_call, public
from shared.web.forms import Form, Forms
from shared.web.problems import catalogue, language, sentence
from shared.web.words import N_, _

pages = Blueprint("link_pages", __name__, url_prefix="/mediation/my", template_folder="templates")
_KEPT = {Performance.FULL, Performance.ENFORCED}
_SHOWN = ("WN-04a", "WN-04", "SP-01", "CF-01")


def _case(call: Call, token: str) -> Case:
    return Case.find(commands.live_link(token).case_id, call.scope)


FORMS = Forms(
    pages,
    "/<token>",
    ACTS,
    load=_case,
    back=lambda token: url_for("link_pages.own_case", token=token),
    guard=let_in,
)


@pages.get("/<token>")
@public
def own_case(token: str) -> str:
    """The state of one's own case; before the four digits were right, nothing is told."""
    link = opened(token)
    if link is None:
        locked = commands.is_locked(commands.live_link(token))
        error = sentence("link_locked") if locked else ""
        return render_template("mediation/my_code.html", locked=locked, error=error)
    begin(link)
    return _page(token, link, Case.find(link.case_id, EVERYTHING))


@pages.post("/<token>")
@public
def unlock(token: str) -> ResponseReturnValue:
    """The last four of the phone; five wrong ones shut the link."""
    call = Call(Actor("party"), clock.now(), origin=request.remote_addr or "")
    try:
        link, _ = commands.open_link(call, token, request.form.get("code", "").strip())
    except RuleBroken as error:
        status, text = catalogue().say(error.code, language(), error.details)
        locked = error.code == "link_locked"
        return render_template("mediation/my_code.html", locked=locked, error=text), status
    there = make_response(redirect(url_for("link_pages.own_case", token=token), 303))
    return leave_open(there, link)


@pages.get("/<token>/keep")
@public
def keep(token: str) -> str:
    """How to come back: the link itself and as a QR code. It tells nothing of the case."""
    commands.live_link(token)
    path = url_for("link_pages.own_case", token=token)
    address = current_app.config["SETTINGS"].public_url.rstrip("/") + path
    code = segno.make(address, error="m").svg_inline(scale=5, border=2)
    case = request.args.get("case", "")  # the mediator who gave it goes back there
    return render_template("mediation/my_keep.html", path=path, address=address, code=code, case=case)


@pages.get("/<token>/call")
@public
def call_a_cadre(token: str) -> Response | ResponseReturnValue:
    """To the star board's page for calling a cadre (群众点将), with a voucher for this party (SB-22).

    A case that was taken up again by a cadre stands on the board under the one that failed.
    """
    link = opened(token)
    if link is None:
        return redirect(url_for("link_pages.own_case", token=token), 303)
    case = Case.find(link.case_id, EVERYTHING)
    if not may_call(case):
        raise NotFound(token)
    voucher = vouchers.issue(
        current_app.config["SECRET_KEY"], Purpose.CALL, case_id=case.task_id or case.id, ref=link.ref
    )
    return redirect(f"/scoring/calls/{voucher}?back={token}", 303)


def may_call(case: Case) -> bool:
    """Whether a cadre may be called: the dispute failed here, or a cadre is on it already."""
    return bool(case.task_id) or (case.state == State.TERMINATED and not case.referral)


def objects_to(case: Case, ref: str, today: date) -> bool:
    """Whether the other side called a cadre and this party may still object (SB-22)."""
    called = case.called
    return (
        called is not None
        and called.party != ref
        and called.object_by is not None
        and today <= called.object_by
    )


def _said(case: Case, ref: str) -> list[tuple[str, str]]:
    """What this party answered and whom it chose, so that nobody answers twice."""
    answer = case.party(ref).consent
    chosen = next((one.account for one in reversed(case.choices) if one.ref == ref), None)
    known = {one.account: one.name for body in bodies_of(case) for one in body.mediators} if chosen else {}
    said = [] if answer == Consent.UNKNOWN else [(N_("您的答复"), _(CONSENTS[answer]))]
    return said + ([(N_("您选的调解员"), known[chosen])] if chosen in known else [])


def _sides(case: Case, ref: str) -> dict[str, str]:
    """Who is who in the agreement, without a name of the other side."""
    others = [one for one in case.refs if one != ref]
    return {ref: _("您")} | {
        one: _("对方") if len(others) == 1 else _("%(ref)s 方", ref=one) for one in others
    }


def _told(case: Case, ref: str) -> FollowUp | None:
    """What this party said last on whether it was solved."""
    own = [one for one in case.follow_ups if one.ref == ref and one.by_party]
    return own[-1] if own else None


def _plain(case: Case, ref: str, lines: Sequence[Line]) -> str:
    """How it stands for this party, in a sentence."""
    if case.state not in ENDED and case.state != State.AGREED:
        if case.party(ref).consent == Consent.WITHDRAWN:
            return _("您已经退出调解。还想谈的，在下面回答“愿意”。")
        if case.party(ref).consent == Consent.REFUSED:
            return _("您回答过不愿意调解。改变主意的，在下面回答“愿意”。")
    left = [line for line in lines if line.state not in (DueState.DONE, DueState.CONDITIONAL)]
    if case.state == State.CLOSED and left and case.performance not in _KEPT:
        return _(
            "卷宗已经归档，但是协议还有 %(n)s 项没有履行。"
            "对方不办的，可以在下面告诉我们没有解决，或者请求再来调解，也可以去法院。",
            n=len(left),
        )
    return _(PLAIN[State(case.state)])


def _offered(call: Call, case: Case, link: PartyLink, token: str) -> list[tuple[Form, str]]:
    """What the party can do now: it answers once whether it was solved, and who left does not leave again."""
    left = case.party(link.ref).consent in AGAINST and link.ref != case.refs[0]
    hidden = {"solved" if link.answered_at else "", "stop" if left else ""}
    return [one for one in FORMS.offered(call, case, token=token) if one[0].name not in hidden]


def _later(case: Case) -> tuple[str, str, str, bool] | None:
    """How the dispute stands that goes on with this one: its state, the colour, what that means, and whether it is over."""
    if not case.successor_id:
        return None
    try:
        later = Case.find(case.successor_id, EVERYTHING)
    except NotFound:
        return None
    state = State(later.state)
    return STATES[state], COLOURS.get(state, "grey"), PLAIN[state], state in ENDED


def _page(token: str, link: PartyLink, case: Case) -> str:
    """What the party may see: no record, no name of the other side, no word of a private talk; the agreement once it is made."""
    call = current_call()
    lines = schedule_of(case, local_date(call.at)) if case.agreement else []
    mine = [line for line in lines if link.ref in refs_in(line.due.who)]
    ahead = sorted(
        (one for one in case.appointments if one.at > call.at and not one.cancelled), key=lambda one: one.at
    )
    ends = [
        (CLOCKS[one.rule], one.end)
        for one in case.shown_clocks
        if one.rule in _SHOWN and one.end and not one.met_at
    ]
    return render_template(
        "mediation/my.html",
        token=token,
        case=case,
        link=link,
        state=STATES[case.state],
        colour=COLOURS.get(case.state, "grey"),
        plain=_plain(case, link.ref, lines),
        next_meeting=ahead[0] if ahead else None,
        ends=ends,
        mine=mine,
        theirs=[line for line in lines if link.ref in refs_in(line.due.to) and line not in mine],
        away=[one for one in case.unavailable if one.ref == link.ref],
        said=_said(case, link.ref),
        offered=_offered(call, case, link, token),
        may_call=may_call(case),
        mediators=mediator_names(case),
        terms=[term_text(term, _sides(case, link.ref)) for term in case.agreement.terms]
        if case.agreement
        else [],
        told=_told(case, link.ref),
        later=_later(case),
        called=case.called if objects_to(case, link.ref, local_date(call.at)) else None,
    )
