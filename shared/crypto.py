# SPDX-License-Identifier: Apache-2.0
"""Sealing data at rest with the national algorithms: SM4-GCM, and an HMAC-SM3 blind index for matching (PV-11).

A sealed value is bound to its field (`cases.phone`): moved into another field it does not open. Its first byte names the
key, so that keys can be rotated: new values take the newest, old ones stay readable. The blind index hangs on the
oldest key: that one stays until every index is written anew.
"""

import base64
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.errors import HeshilaoError
from shared.personal import normal

_NONCE, _TAG, _KEY = 12, 16, 32


class SealBroken(HeshilaoError):
    """Raised when a sealed value was changed, belongs to another field, or its key is not here."""


class Vault:
    """Seals and opens text; `keys` maps a key number (0 to 255) to 32 secret bytes, the highest number seals.

    Raises ValueError for no key, or for one of another number or length.
    """

    def __init__(self, keys: Mapping[int, bytes]) -> None:
        if not keys or any(not 0 <= number <= 255 or len(secret) != _KEY for number, secret in keys.items()):
            raise ValueError("a vault needs keys of 32 bytes, numbered 0 to 255")
        self._keys = {number: self._derive(secret, b"seal", 16) for number, secret in keys.items()}
        self._newest = max(keys)
        self._oldest = keys[min(keys)]
        self._index = self._derive(self._oldest, b"blind index", 32)

    @staticmethod
    def _derive(secret: bytes, purpose: bytes, length: int) -> bytes:
        return HKDF(algorithm=hashes.SM3(), length=length, salt=None, info=purpose).derive(secret)

    def seal(self, text: str, field: str) -> str:
        """Encrypt `text` for `field`; the result is printable."""
        nonce = os.urandom(_NONCE)
        worker = Cipher(algorithms.SM4(self._keys[self._newest]), modes.GCM(nonce)).encryptor()
        worker.authenticate_additional_data(field.encode())
        body = worker.update(text.encode()) + worker.finalize()
        return base64.b64encode(bytes([self._newest]) + nonce + worker.tag + body).decode()

    def open(self, sealed: str, field: str) -> str:
        """The text that was sealed for `field`. Raises SealBroken."""
        try:
            raw = base64.b64decode(sealed, validate=True)
            key, nonce, tag = self._keys[raw[0]], raw[1 : 1 + _NONCE], raw[1 + _NONCE : 1 + _NONCE + _TAG]
            worker = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
            worker.authenticate_additional_data(field.encode())
            return (worker.update(raw[1 + _NONCE + _TAG :]) + worker.finalize()).decode()
        except (InvalidTag, KeyError, IndexError, ValueError) as error:
            raise SealBroken(field) from error

    def blind(self, text: str, field: str) -> str:
        """A keyed hash by which equal values of a field are found without opening them, however they were typed.

        Spaces, dashes, width and letter case do not count; a phone is best given as `normal_phone` has it.
        """
        worker = hmac.HMAC(self._index, hashes.SM3())
        worker.update(f"{field}\0{normal(text)}".encode())
        return worker.finalize().hex()

    def pseudonym(self, text: str, purpose: str) -> str:
        """A keyed hash to give away: equal texts are seen to be equal by who holds it, and by nobody else.

        Each purpose has a key of its own, so it can't be joined with a blind index or with another purpose.
        """
        worker = hmac.HMAC(self._derive(self._oldest, f"pseudonym {purpose}".encode(), 32), hashes.SM3())
        worker.update(normal(text).encode())
        return worker.finalize().hex()
