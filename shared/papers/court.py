# SPDX-License-Identifier: Apache-2.0
"""The papers that go between courts, mediation bodies and parties (法院文书): plain facts in, a paper out.

Both services print them from what each of them has. Texts follow the court's own forms (诉讼文书样式) and name the article.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shared.money import capitals
from shared.papers.paper import Paper, Part, Rows, day, formal_day, wide

_SIGN = "（签名、盖章或者按指印）："
_CPL = "《中华人民共和国民事诉讼法》"
_INT = "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》"
_ONLINE = "《人民法院在线调解规则》"


@dataclass(frozen=True, slots=True)
class Person:
    """A party as a paper names it; without a name (not consented to, or not known) it stands as its letter."""

    ref: str
    name: str = ""
    role: str = ""
    agent: str = ""
    phone: str = ""
    address: str = ""

    @property
    def called(self) -> str:
        """How the text speaks of it."""
        return self.name or f"当事人{self.ref}"


@dataclass(frozen=True, slots=True)
class Matter:
    """What a paper is about; `number` is the case number, or that of the mediation's file."""

    number: str
    court: str
    body: str
    cause: str
    people: Sequence[Person]

    def called(self, ref: str) -> str:
        """The party with this letter as the text names it."""
        return next((one.called for one in self.people if one.ref == ref), f"当事人{ref}")

    @property
    def all_called(self) -> str:
        """Everybody, as a sentence lists them."""
        return "、".join(one.called for one in self.people)


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of an agreement; amounts in yuan."""

    who: str
    what: str
    to: str = ""
    amount: str = ""
    due_on: date | None = None
    plan: Sequence[tuple[str, date | None]] = ()


def people_part(matter: Matter, heading: str = "当事人") -> Part:
    """Who they are, one a line of a table."""
    rows = []
    for one in matter.people:
        text = one.called + (f"，委托代理人：{one.agent}" if one.agent else "")
        text += f"，住{one.address}" if one.address else ""
        text += f"，电话{one.phone}" if one.phone else ""
        rows.append((one.role or f"当事人{one.ref}", text))
    return Part(heading, rows)


def duty_line(matter: Matter, number: int, duty: Duty) -> str:
    """`1. 由赵某向王某：赔偿损失，人民币6000.00元（陆仟元整），于2026年6月30日前履行。`"""
    who = "、".join(matter.called(ref.strip()) for ref in duty.who.split(","))
    text = f"{number}. 由{who}" + (f"向{matter.called(duty.to)}" if duty.to else "") + f"：{duty.what}"
    text += f"，人民币{money(duty.amount)}" if duty.amount else ""
    for part, (amount, due_on) in enumerate(duty.plan, 1):
        text += f"；第{part}期{money(amount) if amount else ''}，{day(due_on)}前"
    text += f"，于{day(duty.due_on)}前履行" if duty.due_on else ""
    return f"{text}。"


_PAPERS = {
    "agreement": "调解协议",
    "body_proof": "调解组织主持调解的证明",
    "property": "财产权利证明",
    "identity": "身份证明",
    "address": "送达地址确认书",
}


def paper_name(matter: Matter, code: str) -> str:
    """The paper with this code in words: `identity:A` is 王某的身份证明 (CF-05)."""
    kind, _, ref = code.partition(":")
    return f"{matter.called(ref)}的{_PAPERS[kind]}" if ref else _PAPERS[kind]


def money(amount: str) -> str:
    """`6000.00元（陆仟元整）`."""
    return f"{amount}元（{capitals(Decimal(amount))}）"


def signatures(matter: Matter, days: dict[str, date | None] | None = None) -> Rows:
    """A line for each party to sign, with the day where it is known."""
    known = days or {}
    return [(f"{one.role or '当事人'} {one.called}{_SIGN}", day(known.get(one.ref))) for one in matter.people]


def _court_paper(matter: Matter, title: str, parts: list[Part], signers: Rows, *, mark: str = "") -> Paper:
    return Paper(title, wide(matter.number), parts, signers, issuer=matter.court, mark=mark)


def referral_letter(
    matter: Matter, *, entrusted: bool, days: int, referred_on: date, claims: str, division: str
) -> Paper:
    """委派调解函 before filing, 委托调解函 after it (CT-01; CPL art 125)."""
    verb, before = ("委托", "立案") if entrusted else ("委派", "登记")
    parts = [
        Part(plain=[f"{matter.body}："]),
        Part(
            lines=[
                (
                    f"我院{before}的{matter.all_called}{matter.cause}一案，当事人同意调解。依照{_CPL}第一百二十五条、"
                    f"{_ONLINE}第四条的规定，现{verb}你组织进行调解。"
                ),
            ]
        ),
        people_part(matter),
        Part("诉讼请求", lines=[claims or "见起诉状。"]),
        Part(
            "办理要求",
            lines=[
                f"一、请自收到本函之日起三个工作日内确认是否接受；不接受的，说明理由；逾期未确认的，视为不接受（{_ONLINE}第十二条）。",
                f"二、调解期限为{days}日，自接受之日起算；各方当事人同意延长的，应当出具书面意见。"
                + ("延长的期间不计入审理期限。" if entrusted else ""),
                (
                    "三、达成协议的，请送交协议和履行情况；未达成协议的，请将案件退回，只写明基本过程、原因和需要向法院说明的事项。"
                    "当事人在调解中的让步、对方案的意见不得记入（在线调解规则第十八条、第二十一条）。"
                ),
                "四、有应当回避的情形，或者发现虚假调解的，请立即告知我院。",
            ],
        ),
    ]
    return _court_paper(
        matter,
        f"{verb}调解函",
        parts,
        [
            ("", f"{matter.court}{f'（{division}）' if division else ''}"),
            ("", formal_day(referred_on)),
            ("", "（院印）"),
        ],
    )


def request_return(
    matter: Matter, *, ground: str, routes: Sequence[str], right_court: str, words: str, on: date
) -> Paper:
    """退回调解申请通知书: why a request before filing goes back, and where to go instead (在线调解规则 art 9, CT-04)."""
    why = {
        "outside_competence": f"该纠纷不属于人民法院受案范围。你们可以：{'；'.join(routes)}。",
        "wrong_court": f"我院对该纠纷没有管辖权。请选择{right_court}邀请的调解组织或者调解员进行调解。",
        "not_online": "该纠纷不适宜在线调解。请到我院诉讼服务大厅现场办理调解或者立案手续。",
    }[ground]
    lines = [f"你们就{matter.cause}申请诉前调解。经审查，{why}", f"依照{_ONLINE}第九条的规定，退回申请。"]
    parts = [Part(plain=[f"{matter.all_called}："]), Part(lines=[*lines, *([words] if words else [])])]
    signers = [("", matter.court), ("", formal_day(on)), ("", "（院印）")]
    return _court_paper(matter, "退回调解申请通知书", parts, signers)


def answer_letter(
    matter: Matter, *, accepted: bool, entrusted: bool, on: date | None, reason: str = ""
) -> Paper:
    """接受调解函 or 不接受调解函, from the body to the court (在线调解规则 art 12, CT-06)."""
    verb = "委托" if entrusted else "委派"
    said = (
        f"你院{wide(matter.number)}{verb}调解函收悉。经审查，我组织接受{verb}，将在期限内依法调解。"
        if accepted
        else f"你院{wide(matter.number)}{verb}调解函收悉。我组织不接受{verb}，理由如下："
    )
    parts = [Part(plain=[f"{matter.court}："]), Part(lines=[said, *([] if accepted else [reason or "　"])])]
    parts.append(people_part(matter))
    title = f"{'接受' if accepted else '不接受'}{verb}调解函"
    return Paper(title, wide(matter.number), parts, [("", f"{matter.body}（印章）"), ("", day(on))])


def extension_agreement(
    matter: Matter, *, until: date | None, agreed_on: date | None, entrusted: bool
) -> Paper:
    """延长调解期限同意书: every party agrees, once (CT-01)."""
    last = f"至{day(until)}" if until else "三十日"
    lines = [
        f"{wide(matter.number)}{matter.cause}一案，在{matter.body}调解期间，各方当事人一致同意将调解期限延长{last}。",
        "各方知道：调解期限只延长一次；期满仍未达成协议的，案件退回人民法院。"
        + ("延长的期间不计入审理期限。" if entrusted else ""),
    ]
    signers = signatures(matter, dict.fromkeys((one.ref for one in matter.people), agreed_on))
    return Paper("延长调解期限同意书", wide(matter.number), [people_part(matter), Part(lines=lines)], signers)


def return_letter(
    matter: Matter,
    *,
    results: Sequence[str],
    reason: str,
    conduct: str = "",
    other: str = "",
    facts: Sequence[str] = (),
    ended_on: date | None,
) -> Paper:
    """调解终止退回函: the four fields that a failed mediation may tell, and no more (在线调解规则 art 21, CT-13)."""
    course = f"共调解{len(results)}次" + (f"，结果依次为：{'、'.join(results)}。" if results else "。")
    rows = [
        ("调解基本过程", course),
        ("未达成协议的原因", reason),
        ("一方导致其他当事人成本增加的行为", conduct or "无"),
        ("其他需要说明的事项", other or "无"),
        ("终止日期", day(ended_on)),
    ]
    parts = [
        Part(plain=[f"{matter.court}："]),
        Part(lines=[f"你院{wide(matter.number)}{matter.cause}一案，经调解未达成协议，现将案件退回。"]),
        people_part(matter),
        Part("调解情况", rows),
    ]
    if facts:
        parts.append(
            Part("各方签名确认的无争议事实", lines=[f"{n}. {text}" for n, text in enumerate(facts, 1)])
        )
    return Paper(
        "调解终止退回函", wide(matter.number), parts, [("", f"{matter.body}（印章）"), ("", day(ended_on))]
    )


def undisputed_facts(matter: Matter, facts: Sequence[str], *, on: date | None = None) -> Paper:
    """无争议事实记载: in writing, signed by every party (在线调解规则 arts 18, 22; CT-11, CT-14)."""
    lines = [f"{number}. {text}" for number, text in enumerate(facts, 1)] or [
        "1. ＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿"
    ]
    told = (
        "调解员已经告知：除以上各方确认的无争议事实外，当事人为达成调解协议而作出的妥协所涉及的事实和证据，"
        "不得在以后的诉讼中作为对其不利的依据。"
    )
    signers = [
        *signatures(matter, dict.fromkeys((p.ref for p in matter.people), on)),
        ("人民调解员（签名）：", day(on)),
    ]
    parts = [
        people_part(matter),
        Part("各方当事人对下列事实没有争议", lines=lines),
        Part(lines=[told]),
    ]
    return Paper("无争议事实记载", wide(matter.number), parts, signers)


def address_form(matter: Matter, person: Person, *, electronic: bool, signed_on: date | None) -> Paper:
    """送达地址确认书 of one party (CT-09, CF-05)."""
    rows = [
        ("案号或者卷号", wide(matter.number)),
        ("案由", matter.cause),
        ("受送达人", person.called),
        ("送达地址", person.address or "　"),
        ("联系电话", person.phone or "　"),
        ("是否接受电子送达", "是" if electronic else "否"),
    ]
    lines = [
        "一、当事人应当提供准确的送达地址和联系方式。地址有变更的，应当及时书面告知。",
        (
            "二、因提供的地址不准确、拒不提供、变更后未告知，或者本人、指定的代收人拒绝签收，导致文书未能实际接收的，"
            "文书退回之日视为送达之日；电子送达的，以信息到达特定系统之日为送达之日。"
        ),
        "三、本确认书适用于调解、司法确认和以后可能的诉讼程序。",
        "我已经阅读（听明白）以上告知，确认上列地址准确、有效。",
    ]
    signers = [(f"受送达人 {person.called}{_SIGN}", day(signed_on))]
    return Paper(
        "送达地址确认书", wide(matter.number), [Part(rows=rows), Part("告知事项", lines=lines)], signers
    )


def confirmation_application(
    matter: Matter,
    duties: Sequence[Duty],
    *,
    settled_on: date | None,
    papers: Sequence[str],
    days: dict[str, date | None] | None = None,
) -> Paper:
    """司法确认申请书, signed by all parties (CPL art 205, INT arts 351-354, CF-01, CF-05)."""
    when = day(settled_on)
    parts = [
        people_part(matter, "申请人"),
        Part(
            "请求事项",
            lines=[f"确认申请人{matter.all_called}于{when}经{matter.body}主持调解达成的调解协议有效。"],
        ),
        Part(
            "事实和理由",
            lines=[
                f"申请人因{matter.cause}，经{matter.body}主持调解，自愿达成如下协议，协议自{when}起生效：",
                *(duty_line(matter, number, duty) for number, duty in enumerate(duties, 1)),
                (
                    "申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如果因为该协议内容而给国家利益、"
                    "社会公共利益或者他人合法权益造成损害的，愿意承担相应的法律责任。"
                ),
            ],
        ),
        Part("附件", lines=[f"{number}. {text}" for number, text in enumerate(papers, 1)]),
        Part(lines=["此致"], plain_after=[matter.court]),
    ]
    return Paper("司法确认申请书", wide(matter.number), parts, signatures(matter, days))


def ruling_draft(
    matter: Matter,
    duties: Sequence[Duty],
    *,
    ground: str | None,
    filed_on: date | None,
    settled_on: date | None,
    ruled_on: date | None,
) -> Paper:
    """民事裁定书 as a draft for the judge: confirms (CPL art 206), or rejects with the `ground` (INT art 358, CF-08)."""
    who = "与".join(f"申请人{one.called}" for one in matter.people)
    told = [
        f"{who}申请司法确认调解协议一案，本院于{day(filed_on)}立案后进行了审查。现已审查终结。",
        f"申请人因{matter.cause}，于{day(settled_on)}经{matter.body}主持调解，达成如下调解协议：",
        *(duty_line(matter, number, duty) for number, duty in enumerate(duties, 1)),
    ]
    if ground is None:
        told += [
            "本院经审查认为，申请人达成的调解协议，符合司法确认调解协议的法定条件。",
            f"依照{_CPL}第二百零六条规定，裁定如下：",
            f"{who}于{day(settled_on)}经{matter.body}主持调解达成的调解协议有效。",
            "当事人应当按照调解协议的约定自觉履行义务。一方当事人拒绝履行或者未全部履行的，对方当事人可以向人民法院申请执行。",
        ]
    else:
        told += [
            f"本院经审查认为，申请人达成的调解协议{ground}，不符合司法确认调解协议的法定条件。",
            f"依照{_CPL}第二百零六条、{_INT}第三百五十八条规定，裁定如下：",
            f"驳回{who}确认调解协议的申请。",
            "当事人可以通过调解方式变更原调解协议或者达成新的调解协议，也可以向人民法院提起诉讼。",
        ]
    parts = [people_part(matter, ""), Part(lines=told)]
    signers = [
        ("", "审　判　员　　　　　　"),
        ("", formal_day(ruled_on)),
        ("", "（院印）"),
        ("", "书　记　员　　　　　　"),
    ]
    return _court_paper(matter, "民事裁定书", parts, signers, mark="（草稿，经审判员核对、签发后生效）")
