# SPDX-License-Identifier: Apache-2.0
"""Signed messages between two computers: a keyed hash over method, path, time, nonce and the digest of the body.

docs/exchange.md tells the recipe with a worked example, so that another office can write its own side.
"""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

VERSION = "HESHILAO-EXCHANGE-1"


class Algorithm(StrEnum):
    """The keyed hash of a key (签名算法)."""

    SHA256 = "hmac-sha256"
    SM3 = "hmac-sm3"  # GB/T 32905


_HASH: Mapping[Algorithm, Callable[[], hashes.HashAlgorithm]] = {
    Algorithm.SHA256: hashes.SHA256,
    Algorithm.SM3: hashes.SM3,
}


def digest(algorithm: Algorithm, body: bytes) -> str:
    """SHA-256 or SM3 of the body, as small hex."""
    worker = hashes.Hash(_HASH[algorithm]())
    worker.update(body)
    return worker.finalize().hex()


@dataclass(frozen=True, slots=True)
class Signed:
    """What is signed: `path` with its query as sent, `time` in whole seconds since 1970, `nonce` used once."""

    method: str
    path: str
    time: int
    nonce: str
    body: bytes

    def text(self, algorithm: Algorithm) -> bytes:
        """The six lines over which the keyed hash is made; lines end with LF, the last one has none."""
        lines = (
            VERSION,
            self.method.upper(),
            self.path,
            str(self.time),
            self.nonce,
            digest(algorithm, self.body),
        )
        return "\n".join(lines).encode()

    def sign(self, algorithm: Algorithm, secret: bytes) -> str:
        """The signature, as small hex."""
        worker = HMAC(secret, _HASH[algorithm]())
        worker.update(self.text(algorithm))
        return worker.finalize().hex()

    def fits(self, signature: str, algorithm: Algorithm, secret: bytes) -> bool:
        """Whether `signature` was made with this secret; takes the same time however much of it is right."""
        return hmac.compare_digest(self.sign(algorithm, secret).encode(), signature.encode())
