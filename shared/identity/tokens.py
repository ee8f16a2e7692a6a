# SPDX-License-Identifier: Apache-2.0
"""Bearer tokens for programs: a JWT that proves who calls, and nothing about roles (RFC 8725, RFC 9068)."""

import functools
import time
import uuid
from pathlib import Path

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from shared.settings import KitSettings

ISSUER, TYPE, ALGORITHM = "heshilao", "at+jwt", "ES256"
LONGEST, LEEWAY = 3600, 30


@functools.cache
def _key(file: str) -> ECKey:
    return ECKey.import_key(Path(file).read_text())


def issue(account_id: str, service: str, settings: KitSettings, *, seconds: int = LONGEST) -> str:
    """A token with which the account may call `service` for up to an hour."""
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": service,
        "sub": account_id,
        "iat": now,
        "nbf": now,
        "exp": now + min(seconds, LONGEST),
        "jti": str(uuid.uuid4()),
    }
    return jwt.encode({"alg": ALGORITHM, "typ": TYPE}, claims, _key(settings.token_key_file))


def subject(token: str, service: str, settings: KitSettings) -> str | None:
    """The account id of a valid token for `service`, else None. One algorithm, one issuer, one audience, one hour."""
    if not settings.token_key_file or len(token) > 4096:
        return None
    try:
        found = jwt.decode(token, _key(settings.token_key_file), algorithms=[ALGORITHM])
        if found.header.get("typ") != TYPE or "crit" in found.header:
            return None
        registry = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": service},
            exp={"essential": True},
            nbf={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            jti={"essential": True},
        )
        registry.validate(found.claims)
        if found.claims["exp"] - found.claims["iat"] > LONGEST:
            return None
        return str(found.claims["sub"])
    except (JoseError, ValueError, TypeError, KeyError):
        return None
