# SPDX-License-Identifier: Apache-2.0
"""What the audit trail calls acts and kinds of documents: an act by the title of its form, what has none by its name here."""

import re

from shared.service import Service
from shared.web.forms import TITLES, package_of
from shared.web.problems import language
from shared.web.words import N_, _

ACTS = {
    # what time or another service asks for
    "act": N_("办理法院来文"),
    "compare_day": N_("每日核对"),
    "continue_case": N_("续办旧案"),
    "expect": N_("预备定榜"),
    "freeze_for_check": N_("冻结待查"),
    "keep_conduct_word": N_("记下投诉结论"),
    "keep_court_word": N_("记下法院结论"),
    "let_time_decide": N_("到期处理"),
    "let_time_pass": N_("到期处理"),
    "note_answer": N_("记下答复"),
    "note_call": N_("记下点将"),
    "note_closing": N_("记下结案"),
    "note_court_word": N_("记下法院结论"),
    "note_delivered": N_("法院已收到"),
    "note_done": N_("执行完毕"),
    "note_extension": N_("记下延长"),
    "note_guidance": N_("记下业务指导"),
    "note_item": N_("记下网格事项"),
    "note_misconduct": N_("记下投诉属实"),
    "note_move": N_("记下司法确认进展"),
    "note_outcome": N_("记下调解结果"),
    "note_pause": N_("记下暂停和恢复"),
    "note_performance": N_("记下履行情况"),
    "note_pick": N_("记下摘星"),
    "note_reading": N_("记下查阅"),
    "note_recusal": N_("记下回避申请"),
    "note_reopening": N_("记下纠纷反复"),
    "note_return": N_("记下纠纷反复"),
    "note_second_failure": N_("记下再次调解不成"),
    "note_settlement": N_("记下协议生效"),
    "note_staff": N_("记下调解员"),
    "note_status": N_("记下法院的办理情况"),
    "note_supplement": N_("记下补正"),
    "note_suspicion": N_("记下可疑情形"),
    "note_suspicion_answer": N_("记下法官对可疑情形的处理"),
    "note_trouble": N_("没有送达"),
    "offer": N_("可以申请司法确认"),
    "queue": N_("准备发给法院"),
    "receive": N_("收到申请"),
    "supersede": N_("被新协议取代"),
    "take_from_court": N_("收到法院转来的投诉"),
    "take_in": N_("收到并登记"),
    "weigh_conduct_word": N_("核算投诉的影响"),
    "weigh_court_word": N_("核算法院结论的影响"),
    # what is asked by programs, or in two steps
    "_decide": N_("处理投诉"),
    "_end": N_("结束"),
    "_give_up": N_("退还名额"),
    "_knock": N_("打开专属链接"),
    "_name_case": N_("事项转为纠纷"),
    "_note": N_("记下抽查"),
    "_note_answer": N_("记下答复"),
    "_reserve": N_("预留名额"),
    "_take": N_("摘星"),
    "accept": N_("收到法院来文"),
    "add_key": N_("增加密钥"),
    "appeal": N_("申诉"),
    "begin_draft": N_("开始起草"),
    "choose_cadre": N_("点将"),
    "continue_draft": N_("继续起草"),
    "correct_entry": N_("更正台账"),
    "enrol": N_("登记干部"),
    "import_part": N_("导入台账"),
    "issue_number": N_("发放编号"),
    "leave_roster": N_("离开名单"),
    "object_to_call": N_("对点将提出异议"),
    "order": N_("下达操作"),
    "deliver_proposal": N_("登记调解方案送达"),
    "object_to_proposal": N_("对调解方案提出异议"),
    "prepare": N_("准备移交法院"),
    "propose": N_("提出调解方案"),
    "propose_put_forward": N_("建议上榜"),
    "take_lead": N_("接手办理"),
    "propose_task": N_("建议上榜"),
    "remember_ties": N_("申报关联"),
    "remember_caller": N_("申报关联"),
    "resend": N_("重新发送"),
    "second": N_("借调到别的乡镇"),
    "set_leave": N_("登记请假"),
    "set_standing": N_("暂停或者恢复"),
    "take_back": N_("撤回申请"),
    "transfer": N_("调往别的乡镇"),
    "withdraw_key": N_("停用密钥"),
}
_TERM = re.compile(r"[（(]([\u4e00-\u9fff、/／，]+)[)）]")


def act(service: Service, kind: str, name: str) -> str:
    """What somebody did to a document of this kind, in words; a name that has none stands as it is. Two folders may have
    commands of one name: that of the document's own folder goes first."""
    folder = next((package_of(each) for each in service.aggregates if each.__name__ == kind), "")
    title = TITLES.get(f"{folder}.{name}") or TITLES.get(name) or ACTS.get(name)
    return _(title) if title else name


def term_of(kind: type) -> str:
    """The Chinese term of a kind of document: it stands once, in its docstring."""
    found = _TERM.search(kind.__doc__ or "")
    return found[1] if found else ""


def kind(service: Service, name: str) -> str:
    """A kind of document in the reader's language."""
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
    if language() == "en":
        return plain
    return next((term_of(each) for each in service.aggregates if each.__name__ == name), "") or plain
