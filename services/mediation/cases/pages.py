# SPDX-License-Identifier: Apache-2.0
"""Cases for people with a browser: the list, a new one, and each as a story with what can be done in it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.mediation.cases import contacts
from services.mediation.cases.acting import lacking, to_sign
from services.mediation.cases.acts import GROUPS
from services.mediation.cases.consents import bodies_of
from services.mediation.cases.contacts import Contact
from services.mediation.cases.documents import Case
from services.mediation.cases.entry import NEW
from services.mediation.cases.reading import number, rows, title
from services.mediation.cases.referral import FailurePaper
from services.mediation.cases.rules import State
from services.mediation.cases.story import next_steps, story_of, term_text
from services.mediation.cases.views import LOOK, MEDIATE, PARTY_MAY, READ, mediates, reads
from services.mediation.cases.wording import CHANNELS, CLOCKS, COLOURS, CONSENTS, REGIMES, STATES
from services.mediation.sampling.reading import readings_of
from shared.access import EVERYTHING, Role, reach_of
from shared.calendar import local_date
from shared.call import Call
from shared.errors import NotFound
from shared.identity.accounts import by_id
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.forms import forms_new, forms_on
from shared.web.furniture import day, mark, moment, yuan
from shared.web.words import N_, _

pages = Blueprint("case_pages", __name__, url_prefix="/mediation/cases", template_folder="templates")

# What an empty list says to each role, and where it leads.
_NOTHING = {
    Role.PARTY: (
        N_("您还没有参加调解的纠纷。有纠纷想请人调解，可以申请；调解组织受理以后会列在这里。"),
        N_("申请调解"),
        "/mediation/apply/",
    ),
    Role.GRID_WORKER: (
        N_("还没有和您有关的纠纷。走访中看到矛盾，先报一件网格事项；转到调解的，会列在这里。"),
        N_("上报一件事"),
        "/mediation/grid/new",
    ),
    Role.MEDIATOR: (
        N_("这里还没有纠纷。有人来申请，或者您上门了解到纠纷，点“登记一件新纠纷”。"),
        "",
        "",
    ),
}
_NOTHING_YET = (
    N_("您管的地方还没有纠纷。群众申请、网格上报或者法院委派，由调解组织登记以后会列在这里。"),
    N_("看调解组织"),
    "/mediation/bodies/",
)
_ENDED_HERE = (State.TERMINATED, State.CLOSED)


@pages.get("/")
@requires(LOOK)
def list_page() -> str:
    """The caller's cases, newest first, or those that a name, a place or a file number finds."""
    call = current_call()
    words = request.args.get("q", "").strip()
    silent = request.args.get("silent", 0, int)
    query = {"limit": 50, "cursor": request.args.get("cursor", ""), "at": call.at}
    query |= ({"q": words} if len(words) > 1 else {}) | ({"silent": silent} if silent else {})
    by_name = reach_of(call.actor, PARTY_MAY)
    cards = [
        {
            "link": url_for(".detail_page", case_id=row["_id"]),
            "title": title(row, by_name),
            "tag": (_(STATES[row["state"]]), COLOURS.get(row["state"], "grey")),
            "facts": [
                number(row),
                _("%(day)s 来的", day=day(row.get("applied_on") or row["applied_at"])),
            ],
        }
        for row in rows(call.scope, query, reach_of(call.actor, READ))
    ]
    may_enter = call.actor.has(*MEDIATE)
    first = Role.MEDIATOR if may_enter else call.actor.grants[0].role
    return render_template(
        "mediation/cases.html",
        cards=cards,
        may_enter=may_enter,
        q=words,
        silent=silent,
        may_apply=first == Role.PARTY,
        nothing=_NOTHING.get(first, _NOTHING_YET),
    )


NEW_CASE = forms_new(pages, "", [NEW], "list_page", "detail_page", "case_id")


def _called(call: Call, case: Case) -> str:
    """The case as its forms call it: its kind, who quarrels where the reader may know that, and its number."""
    names = mark("、").join(party.name for party in case.parties) if reads(call, case) else ""
    return " · ".join(filter(None, (_(case.category), names, case.file_number)))


ACTS = forms_on(
    pages,
    "/<case_id>",
    [form for _title, forms in GROUPS for form in forms],
    Case.find,
    "detail_page",
    _called,
)


@pages.get("/<case_id>")
@requires(LOOK)
def detail_page(case_id: str) -> str:
    """One case: its clocks, what comes next, who quarrels, what happened, what else can be done. Who only watches over the
    body sees its frame (PV-20)."""
    call = current_call()
    case = Case.find(case_id, call.scope)
    if not reads(call, case):
        return _frame_page(case, call)
    knows = call.actor.has(*MEDIATE, Role.PARTY)
    return _page(case, call, contacts.masked(case, names=not knows))


@pages.post("/<case_id>/contacts")
@requires(MEDIATE)
def show_contacts(case_id: str) -> str:
    """The same page with names, phones and identity numbers as they are; that somebody asked is noted (PV-11)."""
    call = current_call()
    return _page(Case.find(case_id, call.scope), call, contacts.shown(call, case_id), asked=True)


def _page(case: Case, call: Call, people: list[Contact], *, asked: bool = False) -> str:
    case_id = case.id
    applicant = call.actor.has(*MEDIATE) or case.parties[0].account == call.actor.id
    offered = {
        form.name: (form.read_by(call.actor), address)
        for form, address in ACTS.offered(call, case, case_id=case_id)
        if applicant or form.name != "withdraw"
    }
    if case.mediators and "mediators" in offered:
        form, address = offered["mediators"]
        offered["mediators"] = (replace(form, title=N_("再加一位调解员")), address)
    steps = [name for name in next_steps(case) if name in offered]
    groups = [
        (title, [offered[form.name] for form in forms if form.name in offered and form.name not in steps])
        for title, forms in GROUPS
    ]
    own = call.actor.id in case.mediators
    names = {one.ref: one.name for one in people}
    return render_template(
        "mediation/case.html",
        case=case,
        back=url_for(".list_page"),
        states=STATES,
        colours=COLOURS,
        consents=CONSENTS,
        clocks=_clocks(case, call, reader_is_party=not call.actor.has(*MEDIATE)),
        first=[offered[name] for name in steps],
        groups=[(title, found) for title, found in groups if found],
        story=story_of(
            case,
            call.at,
            names,
            mediates=mediates(call, case),
            staff=_staff(case) if case.choices else {},
            earlier=_earlier(case),
        ),
        people={one.ref: one for one in people},
        may_ask=call.actor.has(*MEDIATE),
        hidden=any(one.phone or one.identity for one in people) or any(one.service for one in case.parties),
        asked=asked,
        mediators=mediator_names(case),
        joined=mark("、").join(one.name for one in case.partners),
        changes=_changes(case, names) if call.actor.has(*MEDIATE) else [],
        terms=[term_text(term, names) for term in case.agreement.terms] if case.agreement else [],
        lacking=lacking(case),
        from_court=_from_court(case) if call.actor.has(*MEDIATE) else [],
        record_lacks=to_sign(case),
        away=_away(case, local_date(call.at)),
        linked=_linked(case, call),
        mediates=own,
        may_mend=call.actor.has(*MEDIATE),
        to_court=call.actor.has(*PARTY_MAY) and (case.agreement or case.state in _ENDED_HERE),
        readings=_readings(case) if call.actor.has(*MEDIATE) else [],
        talks=url_for("talk_pages.list_page", case_id=case_id) if own else None,
    )


def _earlier(case: Case) -> Case | None:
    """The case that this one goes on with, also where the reader does not reach it: its number and how often it was tried."""
    try:
        return Case.find(case.predecessor_id, EVERYTHING) if case.predecessor_id else None
    except NotFound:
        return None


def _from_court(case: Case) -> list[tuple[str, str]]:
    """What the court sent, for who mediates or directs; what is not known is left out."""
    sent = case.referral
    if sent is None:
        return []
    said = (
        (_("哪个法院"), sent.court_name),
        (_("法院案号"), sent.number),
        (_("方式"), _(REGIMES[sent.regime]) if sent.regime else ""),
        (_("案由"), sent.cause),
        (_("标的额"), yuan(case.claim) if case.claim is not None else ""),
        (_("最后一日"), day(sent.limit_ends_on) if sent.limit_ends_on else ""),
        (_("调解不成情况说明"), _of_paper(sent.paper) if sent.paper else ""),
    )
    return [(label, value) for label, value in said if value]


def _of_paper(paper: FailurePaper) -> str:
    """What a failure paper says, and whether a second person has yet to read it (CT-13)."""
    words = " ".join(text for text in (paper.course, paper.matters) if text)
    return words if paper.reviewed_by else f"{words} {_('（待复核）')}"


def mediator_names(case: Case) -> str:
    """Who mediates, by name."""
    known = _staff(case) if case.mediators else {}
    return mark("、").join(known[account] for account in case.mediators if account in known)


def _changes(case: Case, names: Mapping[str, str]) -> list[str]:
    """Why mediators were changed, and who asked for it: a party, or the body."""
    found = (entry.partition(": ") for entry in case.objections)
    return [f"{names.get(who) or _('调解组织')}{mark('：')}{reason}" for who, _sep, reason in found]


def _staff(case: Case) -> dict[str, str]:
    return {one.account: one.name for body in bodies_of(case) for one in body.mediators}


def _away(case: Case, today: date) -> dict[str, str]:
    """The days ahead on which each party can't come."""
    found: dict[str, list[str]] = {}
    for one in case.unavailable:
        if one.until >= today:
            found.setdefault(one.ref, []).append(f"{day(one.since)} — {day(one.until)}")
    return {ref: mark("，").join(days) for ref, days in found.items()}


def _linked(case: Case, call: Call) -> list[tuple[str, str]]:
    """The case before and the one after, for who reaches them."""
    ways = (
        (case.predecessor_id, _("这是重新调解的，以前调过一次。")),
        (case.successor_id, _("后来又重新调解了。")),
    )
    found = []
    for case_id, text in ways:
        try:
            if case_id:
                Case.find(case_id, call.scope)
                found.append((text, url_for(".detail_page", case_id=case_id)))
        except NotFound:
            continue
    return found


def _readings(case: Case) -> list[str]:
    """Who read the case as part of a sample or asked for the contacts, when and why, the latest first (PV-11, PV-20)."""
    found = readings_of(case.id)[::-1]
    names = {key: account.name for key in {one["by"] for one in found} if (account := by_id(key))}
    return [
        f"{moment(one['at'])} {names.get(one['by'], '')} · {one['reason'] or _('看了完整的电话和地址')}"
        for one in found
    ]


def _frame_page(case: Case, call: Call) -> str:
    return render_template(
        "mediation/case_frame.html",
        samples=call.actor.has(Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR),
        case=case,
        back=url_for(".list_page"),
        states=STATES,
        colours=COLOURS,
        clocks=_clocks(case, call, reader_is_party=True),
        facts=[
            (_("怎么来的"), _(CHANNELS[case.channel])),
            (_("哪个地方"), regions().full_name(case.place)),
            *((_(name), day(on)) for name, on in _days(case) if on),
        ],
    )


def _days(case: Case) -> list[tuple[str, date | None]]:
    agreed = case.agreement
    return [
        (N_("申请日期"), case.applied_on),
        (N_("受理日期"), case.accepted_on),
        (N_("协议生效"), agreed.effective_on if agreed else None),
        (N_("结案日期"), case.closed_on),
    ]


def _clocks(case: Case, call: Call, *, reader_is_party: bool) -> list[dict[str, Any]]:
    """The limits that still run, the nearest first; a report to police is shown to those who mediate only (PM-13)."""
    today = local_date(call.at)
    shown = case.shown_clocks if reader_is_party else case.clocks
    running = sorted((clock for clock in shown if not clock.met_at and clock.end), key=lambda one: one.end)
    return [{"what": CLOCKS[clock.rule], "end": clock.end, "late": clock.end < today} for clock in running]
