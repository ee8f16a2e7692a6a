# SPDX-License-Identifier: Apache-2.0
"""How papers and files are called on the pages, where the reader's language counts; the papers themselves are Chinese."""

from services.mediation.papers.rules import Form
from shared.web.words import N_

PAPER_WORDS: dict[str, str] = {
    Form.APPLICATION: N_("人民调解申请书"),
    Form.INTAKE: N_("人民调解受理登记表"),
    Form.RIGHTS_NOTICE: N_("当事人权利义务告知书"),
    Form.INVESTIGATION: N_("调查记录"),
    Form.RECORD: N_("人民调解记录"),
    Form.AGREEMENT: N_("人民调解协议书"),
    Form.ORAL_AGREEMENT: N_("人民调解口头协议登记表"),
    Form.REMEDIES_NOTICE: N_("终止调解告知书"),
    Form.ARBITRATION_NOTICE: N_("劳动争议可以申请仲裁告知书"),
    Form.PAYMENT_ORDER: N_("支付令申请书"),
    Form.FOLLOW_UP: N_("人民调解回访记录"),
    Form.CLOSING_REPORT: N_("结案报告表"),
}
FILE_WORDS: dict[str, str] = {
    "identity": N_("身份证明"),
    "proxy": N_("授权委托书"),
    "signed": N_("签名盖章的协议扫描件"),
    "record": N_("纸质笔录"),
    "proof": N_("履行凭证"),
    "property": N_("财产权利证明"),
    "other": N_("其他证据"),
}
SPOKEN = (
    N_("人民调解委员会给大家念一遍协议。听完有不明白的，可以随时问。"),
    N_("签了字，协议就有法律约束力，应当按约定做。"),
    N_("如果不愿意，现在可以不签，谁也不能强迫。"),
)
