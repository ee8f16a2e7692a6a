# SPDX-License-Identifier: Apache-2.0
"""The people of a dispute: parties, who stands for them, who helps; what is personal is sealed."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    EmbeddedDocument,
    EmbeddedDocumentField,
    IntField,
    ListField,
    StringField,
)

from services.mediation.cases.logged import Logged
from services.mediation.cases.names import pairs_of
from shared.errors import RuleBroken
from shared.personal import is_credit_code, is_identity_number, normal_phone
from shared.regions import regions
from shared.settings import vault


class Consent(StrEnum):
    """A party's answer to whether it wants mediation (调解意愿), PM-08."""

    UNKNOWN = "unknown"
    CONSENTED = "consented"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class PartyKind(StrEnum):
    """What a party is (当事人类型)."""

    PERSON = "person"  # 自然人
    ORG = "org"  # 单位
    COMPANY = "company"  # 法人
    UNINCORPORATED = "unincorporated"  # 非法人组织


class Capacity(StrEnum):
    """Whether a person may act alone (民事行为能力), Civil Code arts 17-22."""

    FULL = "full"
    LIMITED = "limited"  # 八周岁以上的未成年人, 不能完全辨认自己行为的成年人
    NONE = "none"  # 不满八周岁, 不能辨认自己行为


class Standing(StrEnum):
    """How somebody stands for a party."""

    LEGAL = "legal_representative"  # 法定代理人、法定代表人
    AGENT = "agent"  # 委托代理人


class Representative(EmbeddedDocument):
    """Who acts for a party (代理人); an agent has a proxy (授权委托书)."""

    name = StringField(required=True)
    standing = StringField(required=True, choices=[str(s) for s in Standing])
    relation = StringField(default="")
    has_proxy = BooleanField(default=False)
    phone = StringField()


class ServiceAddress(EmbeddedDocument):
    """Where a court's papers reach a party (送达地址确认书), signed by it; address and phone are sealed.

    `place` is the division of the address, by which a court has jurisdiction (CPL art 205, CF-02).
    """

    receiver = StringField(required=True)
    address = StringField(required=True)
    phone = StringField(required=True)
    place = StringField()
    electronic = BooleanField(default=False)
    signed_on = DateField(required=True)


class Party(EmbeddedDocument):
    """A party (当事人); `count` is the people it stands for; phone and identity are sealed, with blind indexes.

    `name_pairs` are blind values by which a name is found (see `names`); `place` is the division of its home (WN-03)."""

    ref = StringField(required=True)
    name = StringField(required=True)
    name_pairs = ListField(StringField())
    role = StringField(default="")
    kind = StringField(required=True, choices=[str(kind) for kind in PartyKind])
    place = StringField()
    count = IntField(default=1)
    capacity = StringField(choices=[str(c) for c in Capacity], default=str(Capacity.FULL))
    representative = EmbeddedDocumentField(Representative)
    account = StringField()
    phone = StringField()
    phone_index = StringField()
    identity = StringField()
    identity_index = StringField()
    consent = StringField(choices=[str(c) for c in Consent], default=str(Consent.UNKNOWN))
    consent_channel = StringField()
    consent_on = DateField()
    refused_for = StringField(default="")
    rights_noticed = BooleanField(default=False)
    rights_noticed_on = DateField()
    remedies = StringField(choices=["delivered", "attempted"])
    remedies_on = DateField()
    service = EmbeddedDocumentField(ServiceAddress)

    @property
    def called(self) -> str:
        """The letter and the name, which tell apart even parties of one name."""
        return f"{self.ref} {self.name}"

    @property
    def indexes(self) -> list[str]:
        """The blind values by which the same person is found in other disputes."""
        return [value for value in (self.identity_index, self.phone_index) if value]

    @property
    def signers(self) -> list[str]:
        """Whose signature an agreement needs for this party: `A`, or `A/representative` (PM-26)."""
        own, other = self.ref, f"{self.ref}/representative"
        return {Capacity.FULL: [own], Capacity.LIMITED: [own, other], Capacity.NONE: [other]}[
            Capacity(self.capacity)
        ]


class Told(Logged):
    """What a party answered or was told (征询与告知), each time: the party shows the last, and no entry changes an earlier one
    (PML arts 17, 23, 24, 26; PM-08, PM-12, PM-14)."""

    about = StringField(required=True, choices=["consent", "rights_notice", "remedies_notice"])
    ref = StringField(required=True)
    answer = StringField(required=True)
    channel = StringField(default="")
    on = DateField()
    reason = StringField(default="")


class Correction(EmbeddedDocument):
    """What stood in the record of a party before it was completed or corrected (更正); what is personal stays sealed."""

    ref = StringField(required=True)
    field = StringField(required=True, choices=["name", "phone", "identity"])
    before = StringField(default="")
    reason = StringField(default="")
    recorded_at = DateTimeField(required=True)
    recorded_by = StringField(required=True)


class Helper(EmbeddedDocument):
    """A relative, neighbour, colleague or expert who is invited with the consent of every party (PML art 20, PM-11)."""

    id = StringField(required=True)
    name = StringField(required=True)
    kind = StringField(default="")
    agreed = ListField(StringField())


def make_parties(parties: Sequence[Mapping[str, Any]]) -> list[Party]:
    """Parties as stored: personal numbers checked, sealed and indexed.

    Raises RuleBroken: party_twice, same_person_twice, identity_malformed, representative_missing, unknown_place.
    """
    refs = [party["ref"] for party in parties]
    if len(set(refs)) != len(refs):
        raise RuleBroken("party_twice")
    people = [
        (party["name"], normal_phone(party["phone"]) if party.get("phone") else party["ref"])
        for party in parties
    ]
    if twice := next(
        (name for number, (name, _) in enumerate(people) if people[number] in people[:number]), None
    ):
        raise RuleBroken("same_person_twice", name=twice, field="parties")
    made = [_make(facts) for facts in parties]
    for party in made:
        must_be_represented(party)
    return made


def _make(facts: Mapping[str, Any]) -> Party:
    plain = {name: value for name, value in facts.items() if value is not None}
    if place := plain.get("place"):
        regions().get(place)
    phone, identity = plain.pop("phone", None), plain.pop("identity", None)
    if stands := plain.pop("representative", None):
        stands = dict(stands)
        if stands.get("phone"):
            stands["phone"] = vault().seal(normal_phone(stands["phone"]), "cases.phone")
        plain["representative"] = Representative(**stands)
    party = Party(**plain, name_pairs=pairs_of(plain["name"]))
    if phone:
        set_phone(party, phone)
    if identity:
        set_identity(party, identity)
    return party


def set_phone(party: Party, phone: str) -> None:
    """Seal and index the number."""
    party.phone = vault().seal(normal_phone(phone), "cases.phone")
    party.phone_index = vault().blind(normal_phone(phone), "cases.phone")


def set_identity(party: Party, identity: str) -> None:
    """Check, seal and index the number. Raises RuleBroken `identity_malformed`."""
    check = is_identity_number if party.kind == PartyKind.PERSON else is_credit_code
    if not check(identity):
        raise RuleBroken("identity_malformed", ref=party.ref)
    party.identity = vault().seal(identity, "cases.identity")
    party.identity_index = vault().blind(identity, "cases.identity")


def must_be_represented(party: Party) -> None:
    """Who has no or limited capacity acts through or with the legal representative (Civil Code arts 19-20, PM-26).

    Raises RuleBroken `representative_missing`.
    """
    stands = party.representative
    if party.capacity != Capacity.FULL and (stands is None or stands.standing != Standing.LEGAL):
        raise RuleBroken("representative_missing", party=party.name)


def may_help(helper: Helper, refs: Iterable[str]) -> None:
    """Every party agreed to the helper (PML art 20, PM-11). Raises RuleBroken `helper_not_agreed`."""
    if lack := [ref for ref in refs if ref not in helper.agreed]:
        raise RuleBroken("helper_not_agreed", helper=helper.name, ref="、".join(lack))
