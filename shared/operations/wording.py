# SPDX-License-Identifier: Apache-2.0
"""What operators read: plain words for events, faults, processes and ages; never a word of a case."""

from datetime import datetime, timedelta
from typing import Any

from shared.access import Role
from shared.identity.pages import ROLE_NAMES
from shared.operations import rules
from shared.operations.rules import Stage, What
from shared.web.furniture import moment
from shared.web.inputs import Wording
from shared.web.words import N_, _

SERVICES = {"mediation": N_("和事佬调处室"), "scoring": N_("干部摘星"), "courtlink": N_("诉调对接")}
EVENTS = {
    "mediation.case.failed.v1": N_("调解不成"),
    "mediation.case.settled.v1": N_("协议生效"),
    "mediation.case.closed.v1": N_("结案"),
    "mediation.case.reopened.v1": N_("纠纷反复"),
    "mediation.mediator.removed.v1": N_("调解员罢免、解聘"),
    "mediation.misconduct.sustained.v1": N_("投诉属实"),
    "mediation.referral.accepted.v1": N_("接受委派委托"),
    "mediation.referral.declined.v1": N_("不予接受"),
    "mediation.referral.lapsed.v1": N_("逾期未接受"),
    "mediation.referral.extended.v1": N_("延长调解期限"),
    "mediation.referral.paused.v1": N_("鉴定暂停"),
    "mediation.referral.staffed.v1": N_("已确定调解员"),
    "mediation.suspicion.reported.v1": N_("报告可疑情形"),
    "mediation.recusal.asked.v1": N_("申请回避"),
    "mediation.guidance.asked.v1": N_("请求业务指导"),
    "mediation.grid.item.changed.v1": N_("网格事项"),
    "mediation.referral.ended.v1": N_("调解结果"),
    "mediation.referral.performed.v1": N_("履行情况"),
    "mediation.confirmation.requested.v1": N_("共同申请司法确认"),
    "mediation.confirmation.supplemented.v1": N_("补正材料"),
    "mediation.handover.made.v1": N_("移交法院"),
    "scoring.task.picked.v1": N_("摘星包保"),
    "scoring.cadre.called.v1": N_("有当事人点将"),
    "courtlink.referral.made.v1": N_("委派委托"),
    "courtlink.complaint.sustained.v1": N_("对特邀调解的投诉属实"),
    "courtlink.suspicion.answered.v1": N_("对可疑情形的处理"),
    "courtlink.recusal.decided.v1": N_("回避决定"),
    "courtlink.guidance.answered.v1": N_("业务指导答复"),
    "courtlink.confirmation.decided.v1": N_("司法确认结果"),
    "courtlink.confirmation.moved.v1": N_("司法确认进展"),
    "courtlink.handover.answered.v1": N_("法院收案答复"),
}
FAULTS = {
    "UnknownEvent": N_("这是较新的消息，本服务还不认识。请先升级本服务，再重新投递"),
    "BadEvent": N_("消息的格式不对，请让发送方修正后补发"),
    "NotFound": N_("找不到消息所说的文书，可能是先后颠倒。请稍后重新投递"),
    "StaleWrite": N_("同时改动的人太多，请重新投递"),
    "delivery": N_("这条消息多次使后台进程中断"),
}
KINDS = {"web": N_("网页进程"), "worker": N_("收件进程"), "relay": N_("发件进程")}
WHATS = {
    What.RETRY: N_("重新投递"),
    What.HOLD: N_("暂缓"),
    What.DISCARD: N_("作废"),
    What.REPUBLISH: N_("补发"),
}
READINGS = {"contacts": N_("看了完整的电话和地址"), "talk": N_("看了背靠背谈话")}
STAGES = {Stage.WAITING: N_("待执行"), Stage.DONE: N_("已执行")}
ACTS = {
    "open_account": N_("开设账号"),
    "close_account": N_("停用账号"),
    "reopen_account": N_("恢复账号"),
    "grant_role": N_("增加岗位"),
    "revoke_role": N_("撤销岗位"),
    "reset_password": N_("重设密码"),
}
WORDING = Wording(
    labels={
        "reason": N_("理由"),
        "login": N_("登录名"),
        "name": N_("姓名"),
        "role": N_("岗位"),
        "place": N_("地方或法院"),
        "held": N_("岗位"),
    },
    options={Role: {str(role): name for role, name in ROLE_NAMES.items()}},
    hints={
        "reason": N_("会留在操作记录里"),
        "place": N_(
            "写名称就行，例如 兰山街道、兰山区人民法院；重名的前面加县区名，例如 莒南县 大店镇。也可以填代码。"
        ),
        "login": N_("字母、数字、点、横线，2 至 60 位"),
    },
)


def event(kind: str) -> str:
    """The event's name as people say it; a type that has none yet is shown beside it."""
    return _(EVENTS.get(kind, N_("一条新类型的消息")))


def fault(code: str, *, retried: bool = False) -> str:
    """Why a message could not be handled, and what to do; one whose paper was not there after a retry will not help itself."""
    if code == "NotFound" and retried:
        return _("重试过，仍然找不到消息所说的文书。请联系发出的单位")
    if code in FAULTS:
        return _(FAULTS[code])
    if code.islower():
        return _("规则不允许（%(code)s），请与发送方核对", code=code)
    return _("程序出错（%(code)s），请联系开发人员", code=code)


def age(since: datetime | None, now: datetime) -> str:
    """How long ago, in the one unit that tells it."""
    if since is None:
        return "—"
    span = now - since
    if span >= timedelta(days=2):
        return _("%(n)s 天", n=span.days)
    if span >= timedelta(hours=1):
        return _("%(n)s 小时", n=int(span.total_seconds() // 3600))
    if span >= timedelta(minutes=1):
        return _("%(n)s 分钟", n=int(span.total_seconds() // 60))
    return _("%(n)s 秒", n=max(0, int(span.total_seconds())))


def troubles(service: dict[str, Any], now: datetime) -> list[str]:
    """What asks for somebody at one service, a sentence each."""
    told = []
    if service["stale"]:
        told.append(_("收件进程已有 %(age)s 没有消息，下面是它最后看到的情况。", age=age(service["at"], now)))
    if not service["broker"]:
        told.append(_("连不上消息服务器。各项工作照常办理，消息会在恢复后自动发出。"))
    told += [
        _(
            "%(kind)s没有在运行，最后一次有消息是 %(age)s前。",
            kind=_(KINDS[one["kind"]]),
            age=age(one["last"], now),
        )
        if one["last"]
        else _("%(kind)s没有在运行。", kind=_(KINDS[one["kind"]]))
        for one in service["processes"]
        if not one["alive"]
    ]
    if rules.is_late(service["owing"]["since"], now):
        told.append(
            _(
                "有 %(n)s 份文书的消息还没有发出，最早的已等 %(age)s。",
                n=service["owing"]["documents"],
                age=age(service["owing"]["since"], now),
            )
        )
    overdue = service.get("overdue")
    if overdue and overdue["documents"]:
        told.append(
            _(
                "有 %(n)s 件到期的事没有办成，最早的在 %(when)s 到期。请看后台日志里的 deadline_failed。",
                n=overdue["documents"],
                when=moment(overdue["since"]),
            )
        )
    if waiting := sum(not one["held"] for one in service["dead"]):
        told.append(_("有 %(n)s 条消息没有办成，请逐条处理。", n=waiting))
    return told
