# SPDX-License-Identifier: Apache-2.0
"""Vouchers: what one service vouches for to another, signed, short-lived, for one purpose.

A party shows who it is to mediation only (the link and the second factor). Mediation then hands it a voucher, and
another service believes it without learning more than the case and the party's letter. The lifetime is measured by
the machine's own clock, as that of sessions is.
"""

from dataclasses import dataclass
from enum import StrEnum

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from shared.errors import RuleBroken

LIFETIME_SECONDS = 3600


class Purpose(StrEnum):
    """What a voucher is good for; one for a purpose opens nothing else."""

    MEET = "meet"  # the cadre in charge of a star task reaches the parties; `ref` is its account
    CALL = "call"  # 群众点将: choose a cadre for one's own dispute, object to one, name a tie


@dataclass(frozen=True, slots=True)
class Voucher:
    """Who it is good for in this case: a party's letter, or what its purpose says."""

    case_id: str
    ref: str


def _serializer(secret_key: str, purpose: Purpose) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret_key, salt=f"voucher/{purpose}")


def issue(secret_key: str, purpose: Purpose, *, case_id: str, ref: str) -> str:
    """A voucher as text that fits into an address; `secret_key` is the one that the services share."""
    return str(_serializer(secret_key, purpose).dumps([case_id, ref]))


def read(secret_key: str, purpose: Purpose, text: str, *, lifetime: int = LIFETIME_SECONDS) -> Voucher:
    """The voucher in the text. Raises RuleBroken: voucher_expired, or voucher_invalid for a false or foreign one."""
    try:
        case_id, ref = _serializer(secret_key, purpose).loads(text, max_age=lifetime)
    except SignatureExpired:
        raise RuleBroken("voucher_expired") from None
    except (BadSignature, ValueError):
        raise RuleBroken("voucher_invalid") from None
    return Voucher(str(case_id), str(ref))
