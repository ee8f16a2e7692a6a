# SPDX-License-Identifier: Apache-2.0
"""The checks that stand beside the text of an agreement: what is in order, what a person must look at."""

from dataclasses import dataclass

from services.courtlink.confirmations import review, wording
from services.courtlink.confirmations.documents import Application, Confirmation
from services.courtlink.confirmations.review import Check
from services.courtlink.confirmations.rules import State
from shared.web.furniture import day, mark
from shared.web.words import _


@dataclass(frozen=True, slots=True)
class Line:
    """One check: `good` is True in order, False not, None where a person must look."""

    rule: str
    text: str
    good: bool | None
    said: str = ""


def paper_name(code: str) -> str:
    """A paper's code in words."""
    kind, _sep, ref = code.partition(":")
    name = _(wording.PAPERS.get(kind, kind))
    return name + mark("（%s）") % ref if ref else name


def missing_papers(application: Application) -> list[str]:
    """The papers of CF-05 that are not there, until the judge notes that all are."""
    seen = application.examination
    if seen and seen.papers_complete:
        return []
    return review.missing_papers(application.applicants, application.papers)


def lines(confirmation: Confirmation) -> list[Line]:
    """Every check of the law, in its order."""
    found = [_finding_line(confirmation)]
    if not confirmation.applications:
        return [Line("CF-01", _("最后一日"), None, day(confirmation.last_day)), *found]
    application = confirmation.current
    joint = len(application.applicants) == confirmation.party_count
    missing = missing_papers(application)
    ground = wording.COURT_GROUNDS.get(application.court_ground or "")
    seen = application.examination
    found = [
        Line("CF-01", _("三十日内申请"), True, day(application.applied_on)),
        Line("CF-01", _("全部当事人共同申请"), joint, mark("、").join(application.applicants)),
        Line("CF-02", _("管辖"), True if ground else None, _(ground) if ground else _("请核对")),
        Line(
            "CF-05",
            _("申请材料"),
            not missing,
            _("还缺：%(papers)s", papers=mark("、").join(paper_name(code) for code in missing))
            if missing
            else _("齐全"),
        ),
        *found,
        Line(
            "CF-09",
            _("当事人到场核实"),
            set(seen.present) >= set(application.applicants) if seen else None,
            mark("、").join(seen.present) if seen else _("还没有"),
        ),
    ]
    for check in Check:
        good = (check in seen.in_order) if seen else None
        found.append(Line("CF-08", _(wording.CHECKS[check]), good))
    return found


def _finding_line(confirmation: Confirmation) -> Line:
    said = []
    if confirmation.state == State.BLOCKED and not confirmation.blockers:
        said.append(_("没有书面调解协议，也没有签名的口头协议记录"))
    for finding in [*confirmation.blockers, *confirmation.findings]:
        code, _sep, number = finding.partition(":")
        name = _(wording.FINDINGS.get(code, code))
        said.append(_("第%(number)s项：%(name)s", number=number, name=name) if number else name)
    return Line("CF-07", _("协议内容提示"), None if said else True, "；".join(said) or _("没有提示"))
