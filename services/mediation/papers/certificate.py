# SPDX-License-Identifier: Apache-2.0
"""The certificate that protection of a right was asked for, which interrupts limitation from that day (诉讼时效中断证明)."""

from services.mediation.cases.documents import Case
from shared.papers.paper import Paper, Part, day

TITLE = "申请人民调解证明"


def certificate(case: Case) -> Paper:
    """Who asked for what when, from the server's time that never changes (诉讼时效规定 art 12, PM-25).

    A quarrel that came back was first asked about in the case before: that day stands too.
    """
    rows = [
        ("纠纷类型", case.category),
        ("申请时间", day(case.applied_at)),
        ("案件编号", case.file_number or case.id),
    ]
    if case.first_applied_at:
        rows.insert(1, ("首次申请时间", day(case.first_applied_at)))
    people = Part("当事人", [(f"当事人{party.ref}", party.name) for party in case.parties])
    words = [
        f"上列当事人之间的纠纷，已于上述时间向{case.body_name}申请人民调解。",
        "权利人向人民调解委员会提出保护民事权利的请求，诉讼时效从提出请求之日起中断。",
    ]
    return Paper(
        TITLE,
        case.file_number or "",
        [people, Part("申请", rows, words)],
        [(f"{case.body_name}（印章）", "")],
    )
