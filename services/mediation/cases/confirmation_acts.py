# SPDX-License-Identifier: Apache-2.0
"""What a mediator can do for judicial confirmation on the page of a case; a party does its own by its own link."""

from marshmallow import Schema

from services.mediation.cases import confirmation_schemas as schemas
from services.mediation.cases import confirming
from services.mediation.cases.acting import act, asked, courts, found
from services.mediation.cases.confirmation_rules import obstacles, open_findings
from services.mediation.cases.documents import Case
from services.mediation.cases.readiness import settled
from services.mediation.cases.rules import State
from shared.web.words import N_

_AFTER = frozenset({State.AGREED, State.CLOSED})


def _may_ask(case: Case) -> bool:
    asked = {one.ref for one in case.confirmation_asks if one.agreement == case.agreement_number}
    return bool(case.agreement and not obstacles(settled(case)) and set(case.refs) - asked)


CONFIRMATION = (
    N_("司法确认"),
    (
        act(
            "confirmation/clearings",
            N_("说明协议中可疑的一项没有问题"),
            schemas.ClearingIn,
            confirming.clear_finding,
            _AFTER,
            when=lambda case: bool(case.agreement and open_findings(settled(case))),
            choices=found,
            lead=N_(
                "法院不确认物权归属、身份关系、违法和说不清的约定。请重新读这一项；确实没有问题的，写明理由。"
            ),
        ),
        act(
            "confirmation/asks",
            N_("登记当事人申请司法确认"),
            schemas.AskIn,
            confirming.ask,
            _AFTER,
            when=_may_ask,
            choices=courts,
            lead=N_(
                "当事人在纸上申请的，先把签了名的申请扫描放进卷宗，再到这里登记。"
                "要各方都申请，法院才会受理；有手机的当事人可以用自己的链接申请。"
            ),
        ),
        act(
            "confirmation/asks/taken-back",
            N_("登记当事人收回申请"),
            schemas.TakeBackIn,
            confirming.take_back,
            _AFTER,
            when=lambda case: bool(case.live_asks) and not case.requested_courts,
            choices=asked,
            lead=N_("还在等其他人申请的时候可以收回；各方都申请以后，要向法院撤回。"),
        ),
        act(
            "confirmation/supplements",
            N_("法院要的材料补齐了"),
            Schema,
            confirming.supplement,
            _AFTER,
            when=lambda case: bool(case.court_move and case.court_move.missing),
        ),
    ),
)
