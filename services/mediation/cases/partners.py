# SPDX-License-Identifier: Apache-2.0
"""Several bodies on one dispute, and what the parties say of who shall mediate (WN-03, PM-10; Shandong regulation art 33)."""

from collections.abc import Collection

from mongoengine import (
    DateField,
    DateTimeField,
    EmbeddedDocument,
    EmbeddedDocumentField,
    ListField,
    StringField,
)

from shared.errors import RuleBroken


class JoinedBody(EmbeddedDocument):
    """A body that mediates jointly with the one that was asked first (联合调解); the first one leads."""

    body_id = StringField(required=True)
    name = StringField(required=True)
    reason = StringField(required=True)
    asked_at = DateTimeField(required=True)


class LeadOffer(EmbeddedDocument):
    """The lead of a joint mediation is offered to a partner (移交牵头): why, and which parties agreed to it."""

    body_id = StringField(required=True)
    reason = StringField(required=True)
    agreed = ListField(StringField())
    at = DateTimeField(required=True)
    by = StringField(required=True)


class LeadChange(EmbeddedDocument):
    """The lead went over (牵头变更): from which body, with which file number, for which offer, and who took it."""

    from_body_id = StringField(required=True)
    from_number = StringField()
    offer = EmbeddedDocumentField(LeadOffer, required=True)
    at = DateTimeField(required=True)
    by = StringField(required=True)


class Replaced(EmbeddedDocument):
    """A mediator who left the case (更换), by the name as it was then."""

    account = StringField(required=True)
    name = StringField(required=True)
    at = DateTimeField(required=True)


class MediatorChoice(EmbeddedDocument):
    """The mediator whom a party chose (选择调解员), PML art 19."""

    ref = StringField(required=True)
    account = StringField(required=True)
    at = DateTimeField(required=True)


def may_join(lead_id: str, partner_id: str, kind: str, there: list[str]) -> None:
    """A hard or cross-area dispute is mediated jointly by committees (order 75 art 21, WN-03); a commercial body is none.

    The body that was asked first leads (山东省多元化解纠纷促进条例 art 33). Raises RuleBroken: partner_unfit, partner_there.
    """
    if kind == "commercial":
        raise RuleBroken("partner_unfit")
    if partner_id == lead_id or partner_id in there:
        raise RuleBroken("partner_there")


class CadreCall(EmbeddedDocument):
    """A party called a cadre (群众点将); until `object_by` the other side may object on the star board's page, SB-22."""

    party = StringField(required=True)
    name = StringField(required=True)
    post = StringField(required=True)
    object_by = DateField()
    answer_by = DateField(required=True)


def may_offer_lead(
    body_id: str, partners: Collection[str], refs: Collection[str], agreed: Collection[str]
) -> None:
    """The body that was asked first leads until it hands over (山东省多元化解纠纷促进条例 art 33): to a body that mediates with
    it already, when every party agreed, since the parties choose or accept who mediates (PML art 19, PM-10).

    Raises RuleBroken: no_partner, lead_not_agreed.
    """
    if body_id not in partners:
        raise RuleBroken("no_partner")
    if lack := sorted(set(refs) - set(agreed)):
        raise RuleBroken("lead_not_agreed", ref="、".join(lack))
