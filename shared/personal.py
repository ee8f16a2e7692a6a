# SPDX-License-Identifier: Apache-2.0
"""Names, phones and identity numbers: put into one form, checked, and masked for showing (PV-11)."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def normal(text: str) -> str:
    """Without spaces, dashes and width variants, letters large: the form in which numbers are stored and matched."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()


def is_identity_number(text: str) -> bool:
    """Whether this is a citizen's identity number by GB 11643: a possible date of birth and the right check digit.

    The area code is not judged: codes change, and a wrong refusal is worse than a wrong county.
    """
    number = normal(text)
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", number):
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return _CHECK[sum(int(n) * w for n, w in zip(number, _WEIGHTS, strict=False)) % 11] == number[17]


def normal_phone(text: str) -> str:
    """A phone number without spaces, dashes, width variants and the country code: `+86 138-1234-5678` is `13812345678`."""
    return re.sub(r"^(\+|00)86", "", re.sub("[()]", "", normal(text)))


def is_credit_code(text: str) -> bool:
    """Whether this is an organisation's unified social credit code (统一社会信用代码) by GB 32100: shape and check digit.

    The division in it is not judged, for the reason given at `is_identity_number`.
    """
    code = normal(text)
    if not re.fullmatch(f"[{_CREDIT_DIGITS}]{{2}}[0-9]{{6}}[{_CREDIT_DIGITS}]{{10}}", code):
        return False
    total = sum(_CREDIT_DIGITS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return _CREDIT_DIGITS[-total % 31] == code[17]


def mask_name(name: str) -> str:
    """`张三丰` as `张**`."""
    return name[:1] + "*" * max(len(name) - 1, 1) if name else ""


def mask_phone(phone: str) -> str:
    """`13812345678` as `138****5678`."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 8 else "****"


def mask_contact(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The same facts with `phone` masked and of `address` no more than that there is one."""
    masks: dict[str, Callable[[str], str]] = {"phone": mask_phone, "address": lambda _text: "****"}
    return {name: masks[name](told) if name in masks and told else told for name, told in facts.items()}


def mask_identity_number(number: str) -> str:
    """`371302199001011234` as `371302********1234`."""
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}" if len(number) >= 15 else "****"
