# SPDX-License-Identifier: Apache-2.0
"""What operators read of the exchange with courts: plain words for kinds, states and troubles."""

from datetime import datetime
from typing import Any

from services.courtlink.exchange.rules import Delivery, Line, Notice, Receipt, Request
from shared.operations.wording import age
from shared.regions import regions
from shared.signing import Algorithm
from shared.web.inputs import Wording
from shared.web.words import N_, _

NOTICES = {
    Notice.STATUS: N_("办理情况"),
    Notice.ANSWER: N_("调解组织的答复"),
    Notice.EXTENSION: N_("延长调解期限"),
    Notice.PAUSE: N_("鉴定期间暂停"),
    Notice.OUTCOME: N_("调解结果"),
    Notice.PERFORMANCE: N_("履行情况"),
    Notice.PACK: N_("移交收案"),
    Notice.APPLICATION: N_("司法确认申请"),
    Notice.DAY_LIST: N_("每日清单"),
}
REQUESTS = {
    Request.REFERRAL: N_("委派委托"),
    Request.DISPOSITION: N_("法院处理"),
    Request.ACCEPTANCE: N_("司法确认受理"),
    Request.EXAMINATION: N_("司法确认审查"),
    Request.DECISION: N_("司法确认裁定"),
    Request.PACK_ANSWER: N_("移交收案答复"),
    Request.STATUS: N_("对我方来文的处理"),
    Request.DAY_LIST: N_("每日清单"),
}
DELIVERIES = {
    Delivery.WAITING: N_("待发"),
    Delivery.HELD: N_("暂缓"),
    Delivery.DELIVERED: N_("法院已收到"),
    Delivery.DONE: N_("法院已办"),
    Delivery.REFUSED: N_("法院不予办理"),
    Delivery.DEAD: N_("未能送达"),
    Delivery.DISCARDED: N_("作废"),
}
COLOURS = {
    Delivery.WAITING: "blue",
    Delivery.HELD: "yellow",
    Delivery.DELIVERED: "green",
    Delivery.DONE: "green",
    Delivery.REFUSED: "yellow",
    Delivery.DEAD: "red",
    Delivery.DISCARDED: "grey",
}
RECEIPTS = {
    Receipt.RECEIVED: N_("已收到"),
    Receipt.WAITING: N_("来早了，等候再办"),
    Receipt.DONE: N_("已办"),
    Receipt.REFUSED: N_("不予办理"),
}
TROUBLES = {
    "court_unreachable": N_("连不上法院系统"),
    "court_slow": N_("法院系统没有及时回应"),
    "court_fails": N_("法院系统出错"),
    "court_denies_signature": N_("法院系统不认我们的签名，请核对密钥和时钟"),
    "court_refuses": N_("法院系统拒收，内容不合它的要求"),
    "court_answer_unreadable": N_("法院系统的回执看不懂"),
    "no_good_key": N_("没有可用的密钥"),
    "no_exchange_folder": N_("没有配置交换文件夹"),
    "no_receipt_yet": N_("文件已放好，法院还没有取走"),
}
DOOR = {
    "exchange_signature_wrong": N_("签名不正确，或密钥未知、已停用"),
    "exchange_time_off": N_("签名时间相差过大"),
    "exchange_nonce_used": N_("同一请求重复发来"),
    "exchange_file_name_wrong": N_("文件名与报文编号不符"),
    "message_id_reused": N_("报文编号重复使用"),
}
LINES = {Line.HTTP: N_("接口"), Line.FOLDER: N_("文件交换")}
WORDING = Wording(
    labels={
        "reason": N_("理由"),
        "court_code": N_("法院代字"),
        "line": N_("对接方式"),
        "url": N_("法院接口地址"),
        "algorithm": N_("签名算法"),
        "secret": N_("法院给的密钥"),
        "key": N_("密钥"),
    },
    options={
        Line: {str(line): text for line, text in LINES.items()},
        Algorithm: {Algorithm.SHA256: "HMAC-SHA256", Algorithm.SM3: N_("HMAC-SM3（国密）")},
    },
    hints={
        "reason": N_("会留在操作记录里"),
        "court_code": N_("例如 鲁1302"),
        "url": N_("以 https 开头；文件交换不用填"),
        "secret": N_("64 位十六进制；不填则由系统生成"),
    },
)


def waiting(row: dict[str, Any], now: datetime) -> str:
    """The sentence for a message that a court does not have."""
    court = regions().court(row["court_code"]).name
    what, label = _(NOTICES[row["kind"]]), row.get("label") or row["_id"]
    since = age(row["created_at"], now)
    if row["state"] == Delivery.HELD:
        return _(
            "%(court)s还没有收到 %(label)s 的“%(what)s”，已 %(age)s：由运维人员暂缓（%(why)s）。",
            court=court, label=label, what=what, age=since, why=row.get("reason") or "—",
        )  # fmt: skip
    why = _(TROUBLES.get(row.get("trouble") or "", N_("还没有轮到发送")))
    return _(
        "%(court)s还没有收到 %(label)s 的“%(what)s”，已 %(age)s：%(why)s。",
        court=court, label=label, what=what, age=since, why=why,
    )  # fmt: skip
