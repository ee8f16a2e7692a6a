# SPDX-License-Identifier: Apache-2.0
"""What each kind of message asks for: its form, and the command that does it."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from services.courtlink.case_numbers import CaseNumber
from services.courtlink.confirmations import examining
from services.courtlink.confirmations.schemas import AcceptanceIn, DecisionIn, ExaminationIn
from services.courtlink.exchange import reconciling, sending
from services.courtlink.exchange.rules import Request
from services.courtlink.received import commands as received
from services.courtlink.received.documents import ReceivedCase
from services.courtlink.received.rules import Answer
from services.courtlink.received.schemas import FilingIn, FilingRefusalIn, PackReturnIn
from services.courtlink.referrals import commands as referring
from services.courtlink.referrals import judging
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.schemas import AcknowledgementIn, SuitIn
from shared.call import Call
from shared.errors import NotFound
from shared.mongo import collection

_ID = validate.Length(min=1, max=100)
_IDS = validate.Length(max=20_000)


class DispositionIn(AcknowledgementIn):
    """What the court did with a referred case, named by its case number."""

    number = fields.String(required=True, validate=_ID)


class ConfirmationAcceptanceIn(AcceptanceIn):
    """Whether the court takes the application, named by the id in our notice."""

    confirmation_id = fields.String(required=True, validate=_ID)


class ConfirmationDecisionIn(DecisionIn):
    """How the court ends the application, named by the id in our notice."""

    confirmation_id = fields.String(required=True, validate=_ID)


class ConfirmationExaminationIn(ExaminationIn):
    """Who was heard and what was in order, named by the id in our notice; a confirmation is decided after it."""

    confirmation_id = fields.String(required=True, validate=_ID)
    papers_complete = fields.Boolean(
        load_default=True,
        truthy={True},
        falsy={False},
        metadata={"description": "the papers lie at the court"},
    )


class PackAnswerIn(Schema):
    """What the court does with a pack, named by the id in our notice: the fields of the answer that it gives."""

    handover_id = fields.String(required=True, validate=_ID)
    answer = fields.Enum(Answer, by_value=True, required=True)
    given = fields.Dict(keys=fields.String(), load_default=dict)


class StatusIn(Schema):
    """What the court did with a message of ours, named in `in_reply_to`."""

    state = fields.String(required=True, validate=validate.OneOf(["done", "refused"]))
    result = fields.String(load_default="", validate=validate.Length(max=100))


class DayListIn(Schema):
    """The ids that the court sent and received on a day."""

    day = fields.Date(required=True)
    sent = fields.List(fields.String(validate=_ID), required=True, validate=_IDS)
    received = fields.List(fields.String(validate=_ID), required=True, validate=_IDS)


FORMS: Mapping[Request, type[Schema]] = {
    Request.REFERRAL: SuitIn,
    Request.DISPOSITION: DispositionIn,
    Request.ACCEPTANCE: ConfirmationAcceptanceIn,
    Request.EXAMINATION: ConfirmationExaminationIn,
    Request.DECISION: ConfirmationDecisionIn,
    Request.PACK_ANSWER: PackAnswerIn,
    Request.STATUS: StatusIn,
    Request.DAY_LIST: DayListIn,
}


def _load(kind: Request, data: dict[str, Any]) -> dict[str, Any]:
    loaded: dict[str, Any] = FORMS[kind]().load(data)
    return loaded


def _refer(call: Call, data: dict[str, Any], _reply: str) -> str:
    return str(referring.refer(call, **_load(Request.REFERRAL, data)).id)


def _close(call: Call, data: dict[str, Any], _reply: str) -> str:
    given = _load(Request.DISPOSITION, data)
    number = str(CaseNumber.read(given.pop("number")))
    found = collection(Referral).find_one(
        {"number": number, **call.scope.query()}, {"_id": 1}, sort=[("created_at", -1)]
    )
    if found is None:
        raise NotFound(number)
    return str(judging.acknowledge(call, found["_id"], **given).id)


def _take(call: Call, data: dict[str, Any], _reply: str) -> str:
    given = _load(Request.ACCEPTANCE, data)
    return str(examining.take(call, given.pop("confirmation_id"), **given).id)


def _examine(call: Call, data: dict[str, Any], _reply: str) -> str:
    given = _load(Request.EXAMINATION, data)
    return str(examining.examine(call, given.pop("confirmation_id"), **given).id)


def _decide(call: Call, data: dict[str, Any], _reply: str) -> str:
    given = _load(Request.DECISION, data)
    return str(examining.decide(call, given.pop("confirmation_id"), **given).id)


_PACK_ANSWERS: Mapping[Answer, tuple[type[Schema], Callable[..., ReceivedCase]]] = {
    Answer.FILE: (FilingIn, received.file),
    Answer.RETURN: (PackReturnIn, received.send_back),
    Answer.REFUSE: (FilingRefusalIn, received.refuse),
}


def _answer_pack(call: Call, data: dict[str, Any], _reply: str) -> str:
    told = _load(Request.PACK_ANSWER, data)
    form, act = _PACK_ANSWERS[told["answer"]]
    return str(act(call, told["handover_id"], **form().load(told["given"])).id)


def _note_status(call: Call, data: dict[str, Any], reply: str) -> str:
    given = _load(Request.STATUS, data)
    return str(sending.note_status(call, reply, **given).id)


def _compare(call: Call, data: dict[str, Any], _reply: str) -> str:
    given = _load(Request.DAY_LIST, data)
    return str(reconciling.compare_day(call, **given).id)


ACTS: Mapping[Request, Callable[[Call, dict[str, Any], str], str]] = {
    Request.REFERRAL: _refer,
    Request.DISPOSITION: _close,
    Request.ACCEPTANCE: _take,
    Request.EXAMINATION: _examine,
    Request.DECISION: _decide,
    Request.PACK_ANSWER: _answer_pack,
    Request.STATUS: _note_status,
    Request.DAY_LIST: _compare,
}
