# SPDX-License-Identifier: Apache-2.0
"""A mediator gives a party its own link: the party points its phone at the code on the mediator's screen."""

from collections.abc import Mapping

from flask import Blueprint, url_for

from services.mediation.cases.documents import Case
from services.mediation.cases.views import MEDIATE
from services.mediation.links.commands import give_link
from services.mediation.links.views import RefIn
from services.mediation.links.wording import WORDING
from shared.call import Call
from shared.web.forms import Form, Forms
from shared.web.inputs import Options
from shared.web.words import N_

pages = Blueprint("link_giving_pages", __name__, url_prefix="/mediation/links", template_folder="templates")


def _parties(_call: Call, case: Case) -> Mapping[str, Options]:
    return {"ref": [(party.ref, party.called) for party in case.parties]}


GIVE = Form(
    "new",
    N_("给当事人专属链接"),
    MEDIATE,
    RefIn,
    give_link,
    WORDING,
    match=False,
    choices=_parties,
    lead=N_("当事人用它看自己的案件、答复、选调解员，不用账号。只给登记了手机号的当事人，打开时要输后四位。"),
    button=N_("生成链接和二维码"),
)
FORMS = Forms(
    pages,
    "/<case_id>",
    [GIVE],
    load=lambda call, case_id: Case.find(case_id, call.scope),
    back=lambda case_id: url_for("case_pages.detail_page", case_id=case_id),
    done=lambda token, case_id: url_for("link_pages.keep", token=token, case=case_id),
    quiet=True,
)
