# SPDX-License-Identifier: Apache-2.0
"""The secrets of one demo: made once, kept beside its data, readable by its owner alone."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass(frozen=True, slots=True)
class Keys:
    """`secret` signs cookies; `data` (32 bytes in hex) seals personal data; `token_file` holds the P-256 key of tokens."""

    secret: str
    data: str
    token_file: str

    @classmethod
    def of(cls, folder: Path) -> "Keys":
        """Read the keys of the folder, or make them."""
        kept = folder / "secrets.json"
        if kept.exists():
            return cls(**json.loads(kept.read_text()))
        token_file = folder / "token-key.pem"
        _write(token_file, _private_key())
        keys = cls(secrets.token_urlsafe(48), secrets.token_hex(32), str(token_file))
        _write(kept, json.dumps(asdict(keys), indent=2).encode())
        return keys


def _private_key() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(path: Path, content: bytes) -> None:
    """Write all or nothing; nobody else may read it, not even for a moment."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600, exist_ok=False)
    fresh.write_bytes(content)
    fresh.replace(path)
