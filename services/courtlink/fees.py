# SPDX-License-Identifier: Apache-2.0
"""What a suit costs beside a mediation, as a hint for parties and judge (诉讼费用交纳办法 arts 8, 13, 15, 16; CT-25)."""

from decimal import ROUND_HALF_UP, Decimal

_BASE, _BASE_UP_TO = Decimal(50), Decimal(10_000)
# upper end of the slice in yuan, and its share: art 13(1)
_SLICES = (
    (Decimal(100_000), Decimal("0.025")),
    (Decimal(200_000), Decimal("0.02")),
    (Decimal(500_000), Decimal("0.015")),
    (Decimal(1_000_000), Decimal("0.01")),
    (Decimal(2_000_000), Decimal("0.009")),
    (Decimal(5_000_000), Decimal("0.008")),
    (Decimal(10_000_000), Decimal("0.007")),
    (Decimal(20_000_000), Decimal("0.006")),
)
_ABOVE = Decimal("0.005")
_LABOUR = Decimal(10)
_CENT = Decimal("0.01")


def suit_fee(claim: Decimal | None, cause: str, *, simplified: bool = False) -> Decimal | None:
    """The acceptance fee of a suit in yuan (案件受理费); None where it hangs on what is not known.

    Labour suits 10 yuan; property by the scale of art 13(1); the simplified procedure pays half (art 16).
    """
    if "劳动" in cause:
        fee = _LABOUR
    elif claim is None:
        return None
    else:
        fee = _by_scale(claim)
    return _halved(fee) if simplified else fee


def settled_fee(claim: Decimal | None, cause: str) -> Decimal | None:
    """The fee when the suit is settled by the court's mediation or withdrawn: half (art 15)."""
    fee = suit_fee(claim, cause)
    return None if fee is None else _halved(fee)


def _halved(fee: Decimal) -> Decimal:
    return (fee / 2).quantize(_CENT, ROUND_HALF_UP)


def _by_scale(claim: Decimal) -> Decimal:
    fee, low = _BASE, _BASE_UP_TO
    for high, share in _SLICES:
        if claim > low:
            fee += (min(claim, high) - low) * share
        low = high
    if claim > low:
        fee += (claim - low) * _ABOVE
    return fee.quantize(_CENT, ROUND_HALF_UP)
