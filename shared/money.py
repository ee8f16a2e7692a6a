# SPDX-License-Identifier: Apache-2.0
"""Yuan: exact decimals with two places, as text in digits and in the capitals that papers use."""

import re
from decimal import Decimal

from shared.errors import RuleBroken

PATTERN = r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,2})?$"
_DIGITS, _UNITS, _GROUPS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), ("", "万", "亿")
_LIMIT = 10**12


def parse(text: str) -> Decimal:
    """`"12000"` or `"12000.50"` as yuan, less than 10^12; no sign, no separators, digits of ASCII only.

    Raises RuleBroken `malformed_money`.
    """
    if not re.fullmatch(PATTERN, text):
        raise RuleBroken("malformed_money", text=text)
    return Decimal(text).quantize(Decimal("0.01"))


def show(amount: Decimal) -> str:
    """`¥12,000.00`."""
    return f"¥{amount:,.2f}"


def capitals(amount: Decimal) -> str:
    """The amount in capitals (大写金额) by the rules for payment papers (支付结算办法, annex 1): 12000 is 壹万贰仟元整.

    Takes 0 up to less than 10^12 with at most two decimals; a paper never shows a rounded sum. Raises RuleBroken
    `malformed_money`.
    """
    if not amount.is_finite() or not 0 <= amount < _LIMIT or amount != round(amount, 2):
        raise RuleBroken("malformed_money", text=str(amount))
    cents = int(amount * 100)
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    whole = f"{_integer(yuan)}元" if yuan or not cents else ""
    if not jiao and not fen:
        return f"{whole}整"
    tens = f"{_DIGITS[jiao]}角" if jiao else ("零" if yuan else "")
    return f"{whole}{tens}{_DIGITS[fen]}分" if fen else f"{whole}{tens}整"


def _integer(number: int) -> str:
    if number == 0:
        return _DIGITS[0]
    text, gap = "", False
    for group in range(2, -1, -1):
        part = number // 10_000**group % 10_000
        if part == 0:
            gap = gap or bool(text)
            continue
        text += ("零" if text and (gap or part < 1000) else "") + _four(part) + _GROUPS[group]
        gap = False
    return text


def _four(part: int) -> str:
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = part // 10**place % 10
        if digit == 0:
            gap = gap or bool(text)
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + _UNITS[place]
        gap = False
    return text
