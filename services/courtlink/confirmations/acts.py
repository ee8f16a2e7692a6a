# SPDX-License-Identifier: Apache-2.0
"""What the court's people can do with a confirmation on its page."""

from collections.abc import Mapping

from services.courtlink.confirmations import commands, enforcing, examining, objecting, schemas
from services.courtlink.confirmations.checks import missing_papers, paper_name
from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.confirmations.review import expected_papers
from services.courtlink.confirmations.rules import NEXT, State, Step
from services.courtlink.confirmations.views import COURT, JUDGE
from services.courtlink.confirmations.wording import CHANNELS, OBJECTORS, RESULTS, STATES, WORDING
from shared.call import Call
from shared.web.forms import Form
from shared.web.furniture import day
from shared.web.inputs import Options
from shared.web.words import N_, _

_WAITS = frozenset({State.APPLIED})
_AT_COURT = frozenset({State.APPLIED, State.TAKEN})
_TAKEN = frozenset({State.TAKEN})
_RULED = frozenset({State.CONFIRMED})


def _refs(confirmation: Confirmation) -> list[str]:
    if confirmation.applications:
        return list(confirmation.current.applicants)
    return [chr(ord("A") + number) for number in range(min(confirmation.party_count, 26))]


def _parties(_call: Call, confirmation: Confirmation) -> Mapping[str, Options]:
    refs = _refs(confirmation)
    named = {one.ref: one.name for one in confirmation.current.people} if confirmation.applications else {}
    options = [(ref, f"{ref} {named.get(ref) or ''}".strip()) for ref in refs]
    papers = [(code, paper_name(code)) for code in [*expected_papers(refs), "property"]]
    return {
        "applicants": options,
        "present": options,
        "ref": options,
        "papers": papers,
        "channel": CHANNELS,
        "result": [(key, text) for key, text in RESULTS if (Step(key), State(confirmation.state)) in NEXT],
        "objection": [
            (
                one.id,
                " ".join(
                    part
                    for part in (_(OBJECTORS[one.who]), named.get(one.ref) or one.ref, day(one.on))
                    if part
                ),
            )
            for one in confirmation.objections
            if one.upheld is None
        ],
    }


def _stands(confirmation: Confirmation) -> str:
    """What was done with an application, for the sentence that says so."""
    return (
        STATES[State(confirmation.state)] if confirmation.state != State.APPLIED else N_("受理或者不予受理")
    )


def _everybody(_call: Call, confirmation: Confirmation) -> Mapping[str, object]:
    return {"applicants": _refs(confirmation), "present": [], "papers": missing_now(confirmation)}


def _all_apply(_call: Call, confirmation: Confirmation) -> Mapping[str, object]:
    """Everybody is ticked and has a row for the name."""
    people = confirmation.current.people if confirmation.applications else []
    named = {one.ref: one.name for one in people}
    refs = _refs(confirmation)
    return {"applicants": refs, "people": [{"ref": ref, "name": named.get(ref)} for ref in refs]}


def _examined(_call: Call, confirmation: Confirmation) -> Mapping[str, object]:
    seen = confirmation.current.examination
    return (
        {name: getattr(seen, name) for name in ("present", "in_order", "asked_body", "papers_complete")}
        if seen
        else {}
    )


def missing_now(confirmation: Confirmation) -> list[str]:
    """The papers that are not there yet."""
    return missing_papers(confirmation.current) if confirmation.applications else []


ACTS = (
    Form(
        "apply", N_("登记申请"), COURT, schemas.ApplicationIn, commands.apply, WORDING,
        frozenset({State.OFFERED, State.NOT_TAKEN}), choices=_parties, presets=_all_apply,
        only=("channel", "applicants", "received_on", "received_at", "posted_on", "papers", "people"),
        lead=N_("登记窗口收到的或者邮寄来的纸面申请。当事人也可以在自己的链接里线上申请，当天24时前都算及时。"),
    ),
    Form(
        "accept", N_("受理或者不予受理"), COURT, schemas.AcceptanceIn, examining.take, WORDING, _WAITS,
        lead=N_("收到申请之日起三日内决定；双方一同到场的可以当场决定。不予受理由法官决定。"), result=_stands,
    ),
    Form(
        "supplement", N_("要求补正"), COURT, schemas.SupplementIn, examining.ask_supplement, WORDING, _AT_COURT,
        when=lambda one: one.current.open_supplement is None, choices=_parties, presets=_everybody,
    ),
    Form(
        "supplied", N_("材料已经补齐"), COURT, schemas.DayIn, examining.receive_supplement, WORDING, _AT_COURT,
        when=lambda one: one.current.open_supplement is not None,
    ),
    Form(
        "examine", N_("记录审查"), JUDGE, schemas.ExaminationIn, examining.examine, WORDING, _TAKEN,
        choices=_parties, presets=_examined, only=("present", "in_order", "papers_complete", "asked_body", "on"),
    ),
    Form("extend", N_("延长审查期限"), JUDGE, schemas.ExtensionIn, examining.extend, WORDING, _TAKEN),
    Form(
        "decide", N_("作出裁定或者终结"), JUDGE, schemas.DecisionIn, examining.decide, WORDING, _AT_COURT,
        choices=_parties, only=("result", "ground", "number", "words", "on"), grave=True, result=_stands,
    ),
    Form("serve", N_("登记送达裁定书"), COURT, schemas.ServiceIn, objecting.serve, WORDING, _RULED, choices=_parties),
    Form(
        "object", N_("登记异议"), COURT, schemas.ObjectionIn, objecting.object_to, WORDING, _RULED, choices=_parties
    ),
    Form(
        "decide-objection", N_("处理异议"), JUDGE, schemas.ObjectionDecisionIn, objecting.decide_objection, WORDING,
        _RULED, when=lambda one: any(each.upheld is None for each in one.objections), choices=_parties, grave=True,
    ),
    Form(
        "enforcement", N_("登记申请执行"), COURT, schemas.EnforcementIn, enforcing.note_application, WORDING, _RULED,
        when=lambda one: one.enforcement_on is None, choices=_parties, only=("ref", "on"),
    ),
)  # fmt: skip
