# SPDX-License-Identifier: Apache-2.0
"""How an act of a case is declared as a form: the options that only the case knows, and what is filled in already."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema

from services.mediation.bodies.rules import Standing
from services.mediation.cases.confirmation_rules import open_findings
from services.mediation.cases.consents import bodies_of, fit_to_join
from services.mediation.cases.documents import Case
from services.mediation.cases.own_acts import is_party
from services.mediation.cases.parties import Consent
from services.mediation.cases.readiness import may_hear, settled
from services.mediation.cases.reading import carried
from services.mediation.cases.rules import Form as AgreementForm
from services.mediation.cases.rules import State, missing_acts
from services.mediation.cases.schedule import Due
from services.mediation.cases.views import MEDIATE
from services.mediation.cases.wording import CONSENTS, FINDINGS, FORMS, MODES, PAPER_MEANS, WORDING
from services.mediation.evidence.reading import kept
from services.mediation.papers.words import FILE_WORDS
from shared.access import Policy
from shared.calendar import local_date
from shared.call import Call
from shared.regions import regions
from shared.web.forms import Form
from shared.web.furniture import day, moment, yuan
from shared.web.inputs import Options
from shared.web.words import _


def choices(call: Call, case: Case) -> Mapping[str, Options]:
    """The people, bodies, meetings, files, facts and duties that a form may name; a party speaks for itself only."""
    parties = [(party.ref, f"{party.ref} {party.name}") for party in case.parties]
    own = own_refs(call, case)
    together = ",".join(case.refs)
    both = [(together, _("各方共同"))] if len(parties) > 1 else []
    files = files_of(case)
    ahead = [one for one in case.appointments if one.at > call.at and not one.cancelled]
    return {
        "ref": [one for one in parties if not own or one[0] in own],
        "by": parties,
        "agreed": parties,
        "to": [*parties, *both],
        "who": [*parties, *both],
        "account": [(one.account, one.name) for body in bodies_of(case) for one in body.mediators],
        "helper": [(one.id, one.name) for one in case.helpers],
        "session": [
            (one.id, f"{day(one.held_on or one.recorded_at)} {_(MODES[one.mode])}")
            for one in case.sessions
            if not (one.corrects or one.before_us)
        ],
        "appointment": [(one.id, f"{moment(one.at)} {one.place}") for one in ahead],
        "fact": [(one.id, one.text[:60]) for one in case.undisputed],
        "key": [(due.key, _due_text(due)) for due in case.dues()],
        "scan": files,
        "proof": files,
    }


def own_refs(call: Call, case: Case) -> list[str]:
    """The letter of the party that reads by its account; none for who mediates."""
    return [party.ref for party in case.parties if party.account == call.actor.id] if is_party(call) else []


def _due_text(due: Due) -> str:
    amount = yuan(due.amount) if due.amount is not None else ""
    last = day(due.due_on) if due.due_on else ""
    return " ".join(filter(None, (due.key, due.what, amount, last)))


def answers(call: Call, case: Case) -> Mapping[str, Options]:
    """What a party may answer; that it has not answered is no answer."""
    return {
        **choices(call, case),
        "answer": [one for one in CONSENTS.items() if one[0] != str(Consent.UNKNOWN)],
    }


def ways_to_agree(call: Call, case: Case) -> Mapping[str, Options]:
    """The forms that an agreement of a committee has (PM-16); the others come with courts and ledgers."""
    ours = (AgreementForm.WRITTEN, AgreementForm.WRITTEN_BY_POST, AgreementForm.ORAL)
    return {**choices(call, case), "form": [(str(one), FORMS[str(one)]) for one in ours]}


def files_of(case: Case) -> Options:
    """The photos and scans of the case, by what they are for and whose they are."""
    return [
        (one.id, f"{number}. {_(FILE_WORDS[one.kind])} {one.ref}")
        for number, one in enumerate(kept(case.id), start=1)
    ]


def own_mediators(call: Call, case: Case) -> Mapping[str, Options]:
    """Who mediates the case now, where somebody is to leave it."""
    known = choices(call, case)
    return {**known, "account": [one for one in known["account"] if one[0] in case.mediators]}


def those_to_assign(call: Call, case: Case) -> Mapping[str, Options]:
    """The mediators in service who are not in the case yet, with what each bears already."""
    fit = _fit(case)
    borne = carried([account for account, _name in fit], local_date(call.at))

    def told(account: str, name: str) -> str:
        burden = borne.get(account, {"open": 0, "late": 0})
        if burden["late"]:
            return _("%(name)s（在办 %(open)s 件，逾期 %(late)s 件）", name=name, **burden)
        return _("%(name)s（在办 %(open)s 件）", name=name, open=burden["open"])

    return {"account": [(account, told(account, name)) for account, name in fit]}


def _fit(case: Case) -> Options:
    return [
        (one.account, one.name)
        for body in bodies_of(case)
        for one in body.mediators
        if one.standing == Standing.ACTIVE and one.account not in case.mediators
    ]


def partners(_call: Call, case: Case) -> Mapping[str, Options]:
    """The committees of the county that could mediate with ours: those of the township, and those above villages."""
    return {"body_id": fit_to_join(case)}


def joined(call: Call, case: Case) -> Mapping[str, Options]:
    """The bodies that mediate jointly, one of which may take the lead."""
    return {**choices(call, case), "body_id": [(one.body_id, one.name) for one in case.partners]}


def courts(call: Call, case: Case) -> Mapping[str, Options]:
    """The courts that have jurisdiction; what a mediator enters for a party stands on paper."""
    on_paper = [(str(one), PAPER_MEANS[one]) for one in PAPER_MEANS]
    may = [(code, regions().court(code).name) for code, _ground in may_hear(case)] if case.agreement else []
    asked = {one.ref for one in case.confirmation_asks if one.agreement == case.agreement_number}
    known = choices(call, case)
    return {**known, "ref": [one for one in known["ref"] if one[0] not in asked]} | {
        "court_code": may,
        "means": on_paper,
    }


def asked(call: Call, case: Case) -> Mapping[str, Options]:
    """Who asked which court, while it waits for the others."""
    refs = {one.ref for one in case.live_asks}
    codes = dict.fromkeys(one.court_code for one in case.live_asks)
    return {
        "ref": [one for one in choices(call, case)["ref"] if one[0] in refs],
        "court_code": [(code, regions().court(code).name) for code in codes],
    }


def found(call: Call, case: Case) -> Mapping[str, Options]:
    """What the reading of the agreement found, and nobody has cleared yet."""
    left = open_findings(settled(case)) if case.agreement else []
    return {"finding": [(one, finding_text(one)) for one in left]}


def finding_text(code: str) -> str:
    """`title:2` in words."""
    kind, _sep, number = code.partition(":")
    return _("第 %(n)s 项：%(what)s", n=number, what=_(FINDINGS[kind]))


def today(call: Call, case: Case) -> dict[str, Any]:
    """Today, in every field that asks for a day of the past; a party is itself."""
    days = dict.fromkeys(
        ("on", "held_on", "agreed_on", "accepted_on", "closed_on", "ended_on"), local_date(call.at)
    )
    own = own_refs(call, case)
    return days | {"ref": own[0]} if own else days


def acceptance(call: Call, case: Case) -> Mapping[str, Any]:
    """Today, and the grid's kind that follows from ours, where one does (ST-02)."""
    return today(call, case) | {
        "category": case.category,
        "grid_category": case.grid_category,
    }


def consent(call: Call, case: Case) -> Mapping[str, Any]:
    """The first party that has not consented; its answer is never filled in."""
    waiting = next((party.ref for party in case.parties if party.consent != Consent.CONSENTED), None)
    return {"ref": waiting} | today(call, case)


def mediator(call: Call, case: Case) -> Mapping[str, Any]:
    """The reader, who mostly takes the case, or the only one there is."""
    known = [account for account, _name in _fit(case)]
    return {"account": call.actor.id if call.actor.id in known else known[0] if len(known) == 1 else None}


def notice(call: Call, case: Case) -> Mapping[str, Any]:
    waiting = next((party.ref for party in case.parties if not party.rights_noticed), None)
    return today(call, case) | {"ref": waiting}


def remedies(call: Call, case: Case) -> Mapping[str, Any]:
    waiting = next((party.ref for party in case.parties if not party.remedies), None)
    return today(call, case) | {"ref": waiting, "delivered": True}


def signing(call: Call, case: Case) -> Mapping[str, Any]:
    """The next act of signing that the agreement lacks."""
    for lack in to_sign(case):
        kind, _sep, signer = lack.partition(":")
        means = "stamp" if kind == "seal" else "ink"
        return today(call, case) | {"kind": kind, "ref": signer.partition("/")[0], "means": means}
    return today(call, case)


def lacking(case: Case) -> list[str]:
    """The acts of signing that the agreement of the case still needs (PM-18)."""
    return missing_acts(case.agreement.form, case.signers, case.acts()) if case.agreement else []


def to_sign(case: Case) -> list[str]:
    """What there is to sign: the acts that the agreement lacks, or for an oral one, which needs none, those that its record
    lacks before a court (CF-04)."""
    if case.agreement and case.agreement.form == AgreementForm.ORAL:
        return list(settled(case).unsigned)
    return lacking(case)


def act(
    name: str,
    title: str,
    schema: type[Schema],
    run: Callable[..., Any],
    states: frozenset[State],
    policy: Policy = MEDIATE,
    **more: Any,
) -> Form:
    more = {"presets": today, "choices": choices} | more
    return Form(name, title, policy, schema, run, WORDING, states, **more)
