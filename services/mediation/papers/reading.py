# SPDX-License-Identifier: Apache-2.0
"""What the folder of a case has and lacks: from the case and from its files."""

from services.mediation.cases.clocks import Rule, find
from services.mediation.cases.content import bars_esign
from services.mediation.cases.documents import Case
from services.mediation.cases.parties import Standing
from services.mediation.cases.rules import ENFORCEABLE_FORMS, Performance
from services.mediation.evidence.reading import Kept, kept
from services.mediation.papers.rules import Contents, Lack, missing

LABOUR = {"劳动争议纠纷", "拖欠农民工工资纠纷"}
_DONE = {Performance.FULL, Performance.ENFORCED}


def lacking(case: Case) -> list[Lack]:
    """Which papers the folder still lacks (WN-06)."""
    return missing(contents(case, kept(case.id)))


def _there(case: Case, files: list[Kept], paper: str) -> frozenset[str]:
    """The parties whose paper is a file, or was said not to be had; a note without a letter is about all of them."""
    found = {one.ref for one in files if one.kind == paper} | {
        one.ref for one in case.absent if one.paper == paper
    }
    return frozenset(case.refs) if "" in found else frozenset(found)


def contents(case: Case, files: list[Kept]) -> Contents:
    """What the case has, as far as its papers go."""
    agreement = case.agreement
    written = bool(agreement and agreement.form in ENFORCEABLE_FORMS)
    words = " ".join(term.what for term in agreement.terms) if agreement else ""
    fifteen = find(case.clocks, Rule.LABOUR)
    return Contents(
        noticed=all(party.rights_noticed for party in case.parties),
        sessions=sum(not one.before_us for one in case.sessions),
        agreement=agreement.form if agreement else None,
        agreement_complete=bool(agreement and agreement.terms and agreement.effective),
        ended_without=bool(case.ended_as or case.refused_for or case.state == "lapsed") and not agreement,
        withdrawn=case.ended_as != "terminated",
        remedies_told=all(party.remedies for party in case.parties),
        follow_ups=len(case.follow_ups),
        closed=case.closed_on is not None,
        short_form=bool(case.short_form),
        investigations=len(case.investigations),
        parties=frozenset(case.refs),
        identified=_there(case, files, "identity"),
        agents=frozenset(
            party.ref
            for party in case.parties
            if party.representative and party.representative.standing == Standing.AGENT
        ),
        empowered=_there(case, files, "proxy"),
        ink_needed=written and bars_esign(case.category, words),
        ink_kept=bool(_there(case, files, "signed")),
        arbitration_open=bool(fifteen and fifteen.late_at),
        payment_order_open=bool(
            written and agreement.effective and case.category in LABOUR and case.performance not in _DONE
        ),
    )
