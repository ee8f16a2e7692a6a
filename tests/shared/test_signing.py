# SPDX-License-Identifier: Apache-2.0
"""The signature recipe of docs/exchange.md, by its published example."""

import re
from pathlib import Path

import pytest

from deploy.court_simulator.court import sign
from shared.signing import Algorithm, Signed

DOCUMENT = Path(__file__).parents[2] / "docs" / "exchange.md"
SECRET = bytes(range(32))
BODY = b'{"message_id":"court-0001","kind":"status"}'
EXAMPLE = Signed("POST", "/api/courtlink/v1/exchange/messages", 1779163200, "0123456789abcdef", BODY)


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_the_example_of_the_document_is_what_both_sides_compute(algorithm: Algorithm) -> None:
    printed = re.search(rf"`{algorithm}` +\| `([0-9a-f]{{64}})`", DOCUMENT.read_text())
    assert printed

    assert EXAMPLE.sign(algorithm, SECRET) == printed[1]
    other = sign(SECRET.hex(), algorithm, "POST", EXAMPLE.path, EXAMPLE.time, EXAMPLE.nonce, BODY)
    assert other == printed[1]
    assert EXAMPLE.fits(printed[1], algorithm, SECRET)
    assert not EXAMPLE.fits(printed[1], algorithm, SECRET[::-1])
