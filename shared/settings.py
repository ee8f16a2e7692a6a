# SPDX-License-Identifier: Apache-2.0
"""Settings of every process, read once from the environment; nothing else reads it."""

import functools
from dataclasses import dataclass
from typing import Self

from environs import Env

from shared.crypto import Vault

_WEAK = 32


class BadSettings(Exception):
    """Raised when a setting is missing or too weak for production."""


@dataclass(frozen=True, slots=True)
class KitSettings:
    """What the three services need to know of their surroundings; the names are those of `.env.example`."""

    environment: str
    mongo_url: str
    amqp_url: str
    namespace: str
    secret_key: str
    data_key: str
    token_key_file: str
    public_url: str
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str
    exchange_folder: str
    site_owner: str
    site_phone: str
    site_code: str
    site_icp: str
    site_police: str

    @property
    def in_production(self) -> bool:
        return self.environment == "production"

    @classmethod
    def read(cls) -> Self:
        """Read the environment. Raises BadSettings in production when a secret is missing or short."""
        env = Env(prefix="HESHILAO_")
        settings = cls(
            environment=env.str("ENV", "development"),
            mongo_url=env.str(
                "MONGO_URL", "mongodb://127.0.0.1:27017/?replicaSet=rs0&w=majority&journal=true"
            ),
            amqp_url=env.str("AMQP_URL", "amqp://guest:guest@127.0.0.1:5672/%2f"),
            namespace=env.str("NAMESPACE", ""),
            secret_key=env.str("SECRET_KEY", ""),
            data_key=env.str("DATA_KEY", ""),
            token_key_file=env.str("TOKEN_KEY_FILE", ""),
            public_url=env.str("PUBLIC_URL", "http://127.0.0.1:8000"),
            oidc_issuer=env.str("OIDC_ISSUER", ""),
            oidc_client_id=env.str("OIDC_CLIENT_ID", ""),
            oidc_client_secret=env.str("OIDC_CLIENT_SECRET", ""),
            exchange_folder=env.str("EXCHANGE_FOLDER", ""),
            site_owner=env.str("SITE_OWNER", ""),
            site_phone=env.str("SITE_PHONE", ""),
            site_code=env.str("SITE_CODE", ""),
            site_icp=env.str("SITE_ICP", ""),
            site_police=env.str("SITE_POLICE", ""),
        )
        if settings.in_production:
            for name in ("secret_key", "data_key"):
                if len(getattr(settings, name)) < _WEAK:
                    raise BadSettings(
                        f"HESHILAO_{name.upper()} needs at least {_WEAK} characters in production"
                    )
        return settings


@functools.cache
def _vault(data_key: str) -> Vault:
    secret = bytes.fromhex(data_key) if data_key else b"development only".ljust(32, b".")
    return Vault({1: secret})


def vault() -> Vault:
    """The vault of this installation, from HESHILAO_DATA_KEY (64 hex digits)."""
    return _vault(KitSettings.read().data_key)
