# SPDX-License-Identifier: Apache-2.0
"""What each paper says (WN-07): plain data from a case. Nothing of a private talk is ever in reach here."""

from collections.abc import Callable

from services.mediation.cases.agreements import Term
from services.mediation.cases.documents import Case
from services.mediation.cases.wording import PERFORMANCES
from services.mediation.papers.rules import SCANS, TITLES, Contents, Form, Retention, forms_of, retention
from services.mediation.statistics.rules import SOURCES
from shared.calendar import local_date
from shared.money import capitals
from shared.papers.paper import Paper, Part, Rows, day
from shared.personal import mask_name
from shared.regions import regions

RETENTION = {Retention.SHORT: "短期", Retention.LONG: "长期", Retention.PERMANENT: "永久"}
_MODES = {
    "joint": "面对面",
    "caucus": "背靠背",
    "shuttle": "穿梭",
    "site_visit": "现场",
    "online": "线上",
    "phone": "电话",
}
_RESULTS = {"open": "待续", "failed": "未达成", "partial": "部分达成", "agreed": "达成一致"}
_RIGHTS = (
    (
        "一、当事人享有下列权利：选择或者接受人民调解员；接受调解、拒绝调解或者要求终止调解；要求调解公开进行或者不公开进行；"
        "自主表达意愿、自愿达成调解协议（人民调解法第二十三条）。"
    ),
    "二、当事人履行下列义务：如实陈述纠纷事实；遵守调解现场秩序，尊重人民调解员；尊重对方当事人行使权利（人民调解法第二十四条）。",
    "三、人民调解不收取任何费用。调解不成的，可以依法通过仲裁、行政、司法等途径维护权利。",
)
_REMEDIES = (
    "本次调解未达成协议，依照人民调解法第二十六条终止调解。",
    "您可以依法通过仲裁、行政途径解决，或者向人民法院提起诉讼。任何单位和个人不得因调解阻止您依法维护权利。",
)


def papers_of(case: Case, has: Contents) -> list[Paper]:
    """The papers of the folder, in its order."""
    return [make(case, form) for form in forms_of(has)]


def make(case: Case, form: Form) -> Paper:
    """One paper of the case."""
    parts, signers = _MAKERS[form](case)
    return Paper(TITLES[form], case.file_number or "", parts, signers)


def _parties(case: Case) -> Part:
    rows = []
    for party in case.parties:
        text = f"{party.name}{f'（{party.role}）' if party.role else ''}{f'等{party.count}人' if party.count > 1 else ''}"
        if party.representative:
            text += f"，由{party.representative.name}（{party.representative.relation or '代理人'}）代理"
        rows.append((f"当事人{party.ref}", text))
    return Part("当事人", rows)


def _signed(case: Case) -> Rows:
    """Who signs, with the day where it is known."""
    days = {(act.kind, act.ref): act.on for act in (case.agreement.acts if case.agreement else [])}
    lines = []
    for party in case.parties:
        for signer in party.signers:
            stands = signer.endswith("/representative")
            kind = "representative_signed" if stands else "party_signed"
            who = f"当事人{party.ref}的法定代理人" if stands else f"当事人{party.ref}"
            lines.append((f"{who}（签名、盖章或者按指印）：", day(days.get((kind, party.ref)))))
    lines.append(("人民调解员（签名）：", day(days.get(("mediator_signed", "")))))
    lines.append((f"{case.body_name}（印章）", day(days.get(("seal", "")))))
    return lines


def _application(case: Case) -> tuple[list[Part], Rows]:
    what = [f"事由：{case.facts or '（口头申请，见受理登记表）'}"]
    if case.claim is not None:
        what.append(f"请求金额：{case.claim}元（{capitals(case.claim)}）")
    return [_parties(case), Part("申请事项", lines=what)], [
        ("申请人（签名、盖章或者按指印）：", day(case.applied_on or case.applied_at))
    ]


def _intake(case: Case) -> tuple[list[Part], Rows]:
    rows = [
        ("纠纷类型", case.category),
        ("案件来源", SOURCES[case.channel]),
        ("申请时间", day(case.applied_on or case.applied_at)),
        ("受理时间", day(case.accepted_on)),
        ("发生地", regions().full_name(case.place)),
        ("纠纷简要情况", case.facts or "—"),
        (
            "当事人意愿",
            "、".join(f"{p.ref}{'同意' if p.consent == 'consented' else '未表示'}" for p in case.parties),
        ),
    ]
    return [_parties(case), Part("登记", rows)], [("登记人（签名）：", ""), (f"{case.body_name}（印章）", "")]


def _rights(case: Case) -> tuple[list[Part], Rows]:
    told = [(f"当事人{p.ref}（签收）：", day(p.rights_noticed_on)) for p in case.parties]
    return [Part(lines=list(_RIGHTS))], told


def _record(case: Case) -> tuple[list[Part], Rows]:
    parts = [_parties(case)]
    held = [one for one in case.sessions if not one.before_us]
    number = 0
    for one in sorted(held, key=lambda one: one.held_on or local_date(one.recorded_at)):
        number += not one.corrects
        rows = [
            ("时间", day(one.held_on or one.recorded_at)),
            ("地点", one.place or "—"),
            ("方式", _MODES.get(one.mode, "其他")),
            ("结果", _RESULTS[one.result]),
        ]
        words = [one.record] if one.record else []
        words += [f"当事人{offer.by}提出：{offer.what}" for offer in one.offers]
        words += [f"双方认可：{fact}" for fact in one.facts_agreed]
        parts.append(Part("更正" if one.corrects else f"第{number}次", rows, words))
    return parts, [*((f"当事人{p.ref}（签名）：", "") for p in case.parties), ("人民调解员（签名）：", "")]


def _term(number: int, term: Term) -> str:
    text = f"{number}. 由{term.third_person or f'当事人{term.who}'}"
    text += f"向当事人{term.to}" if term.to else ""
    text += f"：{term.what}"
    if term.amount is not None:
        text += f"，人民币{term.amount}元（{capitals(term.amount)}）"
    if term.due_on:
        text += f"，于{day(term.due_on)}前履行"
    for part, one in enumerate(term.plan, 1):
        amount = f"{one.amount}元（{capitals(one.amount)}）" if one.amount is not None else ""
        due = f"{day(one.due_on)}前" if one.due_on else one.due or "期限另定"
        text += f"；第{part}期{amount}，{due}"
    return f"{text}。"


def _agreement(case: Case) -> tuple[list[Part], Rows]:
    terms = [_term(number, term) for number, term in enumerate(case.agreement.terms, 1)]
    parts = [
        _parties(case),
        Part("纠纷主要事实和争议事项", lines=[case.facts or "见调解记录。"]),
        Part("经调解，自愿达成如下协议", lines=terms),
        Part(
            lines=[
                "本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。",
                "双方可以自协议生效之日起三十日内共同向人民法院申请司法确认。",
                f"本协议一式{len(case.parties) + 1}份，当事人各执一份，人民调解委员会留存一份。",
            ]
        ),
    ]
    return parts, _signed(case)


def _oral(case: Case) -> tuple[list[Part], Rows]:
    terms = [_term(number, term) for number, term in enumerate(case.agreement.terms, 1)]
    agreed = Part(
        "登记",
        [("达成协议时间", day(case.agreement.agreed_on)), ("登记时间", day(case.agreement.recorded_at))],
    )
    return [_parties(case), agreed, Part("协议内容", lines=terms)], [("人民调解员（签名）：", "")]


def _remedies(case: Case) -> tuple[list[Part], Rows]:
    told = [
        (f"当事人{p.ref}（{'已送达' if p.remedies == 'delivered' else '已尝试送达'}）：", day(p.remedies_on))
        for p in case.parties
    ]
    return [Part(lines=list(_REMEDIES))], told


def _investigation(case: Case) -> tuple[list[Part], Rows]:
    parts = []
    for number, one in enumerate(case.investigations, 1):
        rows = [
            ("时间", day(one.on or one.recorded_at)),
            ("地点", one.place or "—"),
            ("被调查人", one.asked),
            ("与当事人关系", one.relation or "—"),
        ]
        parts.append(Part(f"第{number}次调查", rows, [one.record]))
    return parts, [("被调查人（签名）：", ""), ("调查人（签名）：", "")]


def _arbitration(case: Case) -> tuple[list[Part], Rows]:
    told = [(f"当事人{party.ref}（签收）：", "") for party in case.parties]
    began = day(case.accepted_on or case.applied_at)
    lines = [
        f"本委于{began}收到你们的劳动争议调解申请，十五日内没有达成调解协议。",
        "依照劳动争议调解仲裁法第十四条，当事人可以依法申请劳动仲裁；愿意继续调解的，也可以继续调解。",
        "劳动争议申请仲裁的时效期间为一年，从当事人知道或者应当知道其权利被侵害之日起计算（同法第二十七条）。",
    ]
    return [Part(lines=lines)], [*told, (f"{case.body_name}（印章）", "")]


def _payment_order(case: Case) -> tuple[list[Part], Rows]:
    owed = [
        _term(number, term) for number, term in enumerate(case.agreement.terms, 1) if term.kind == "payment"
    ]
    lines = [
        f"申请人与被申请人于{day(case.agreement.effective_on)}经{case.body_name}调解达成协议，被申请人在约定期限内不履行。",
        (
            "依照劳动争议调解仲裁法第十六条，因支付拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金达成的调解协议，"
            "劳动者可以持调解协议书依法向人民法院申请支付令。"
        ),
        "请求：责令被申请人给付下列款项。",
        *owed,
    ]
    return [_parties(case), Part("申请事项", lines=lines)], [("申请人（签名、盖章或者按指印）：", "")]


def _follow_up(case: Case) -> tuple[list[Part], Rows]:
    parts = []
    for number, one in enumerate(case.follow_ups, 1):
        rows = [
            ("回访对象", f"当事人{one.ref}"),
            ("回访时间", day(one.on)),
            ("履行情况", PERFORMANCES[one.performance] if one.performance else "未填"),
            ("是否满意", {True: "满意", False: "不满意"}.get(one.satisfied, "未表示")),
            ("遗留风险", one.risk_left or "无"),
            ("诉讼情况", one.suit or "无"),
        ]
        parts.append(Part(f"第{number}次回访", rows, [text for text in (one.record, one.steps) if text]))
    return parts, [("回访人（签名）：", "")]


def _closing(case: Case) -> tuple[list[Part], Rows]:
    rows = [
        ("受理日期", day(case.accepted_on)),
        ("结案日期", day(case.closed_on)),
        ("案件来源", SOURCES[case.channel]),
        ("纠纷类型", case.category),
        ("处理结果", "达成调解协议" if case.agreement else "未达成协议"),
        ("简要情况", case.facts or "—"),
    ]
    return [Part("结案", rows)], [("人民调解员（签名）：", ""), (f"{case.body_name}（印章）", "")]


_MAKERS: dict[Form, Callable[[Case], tuple[list[Part], Rows]]] = {
    Form.APPLICATION: _application,
    Form.INTAKE: _intake,
    Form.RIGHTS_NOTICE: _rights,
    Form.RECORD: _record,
    Form.AGREEMENT: _agreement,
    Form.ORAL_AGREEMENT: _oral,
    Form.REMEDIES_NOTICE: _remedies,
    Form.INVESTIGATION: _investigation,
    Form.ARBITRATION_NOTICE: _arbitration,
    Form.PAYMENT_ORDER: _payment_order,
    Form.FOLLOW_UP: _follow_up,
    Form.CLOSING_REPORT: _closing,
}


def cover(case: Case) -> Rows:
    """The facts on the cover; names are masked there, since the cover lies open."""
    agreed = case.agreement is not None
    return [
        ("卷宗编号", case.file_number or "未编号"),
        ("纠纷类型", case.category),
        ("当事人", "、".join(mask_name(party.name) for party in case.parties)),
        ("调解组织", case.body_name),
        ("受理日期", day(case.accepted_on)),
        ("结案日期", day(case.closed_on)),
        ("保管期限", RETENTION[retention(category=case.category, risk=case.risk, agreed=agreed)]),
    ]


def back(case: Case) -> Rows:
    """The facts on the back."""
    absent = [
        ("缺件说明", f"{SCANS[one.paper]}{f'（当事人{one.ref}）' if one.ref else ''}：{one.reason}")
        for one in case.absent
    ]
    return [
        ("卷宗编号", case.file_number or "未编号"),
        *absent,
        ("立卷人", ""),
        ("检查人", ""),
        ("归档日期", day(None)),
    ]
