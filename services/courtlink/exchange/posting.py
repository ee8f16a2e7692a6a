# SPDX-License-Identifier: Apache-2.0
"""Posting a signed message to the interface of a court, and reading its acknowledgement."""

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests

from services.courtlink.exchange.documents import Key
from services.courtlink.exchange.figures import figures
from shared import clock
from shared.signing import Algorithm, Signed

KEY, TIME, NONCE, SIGNATURE = "X-Court-Key", "X-Court-Time", "X-Court-Nonce", "X-Court-Signature"
_FOR_GOOD = {400, 409, 413, 422}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a line says of one message: '' when the court has it, else a code; whether to stop trying; whether it is away."""

    trouble: str = ""
    for_good: bool = False
    away: bool = False


def headers(key: Key, signed: Signed) -> dict[str, str]:
    """The four headers of a signed request."""
    return {
        KEY: key.id,
        TIME: str(signed.time),
        NONCE: signed.nonce,
        SIGNATURE: signed.sign(Algorithm(key.algorithm), key.opened()),
    }


def fresh(method: str, path: str, body: bytes) -> Signed:
    """A message to sign now, with a nonce of its own."""
    return Signed(method, path, int(clock.now().timestamp()), secrets.token_hex(16), body)


def post(url: str, key: Key, message_id: str, body: bytes) -> Answer:
    """Post a message and read the acknowledgement. No redirect is followed: a court's address is what was agreed."""
    parts = urlsplit(url)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    own = headers(key, fresh("POST", path, body)) | {"Content-Type": "application/json"}
    try:
        answer = requests.post(
            url, data=body, headers=own, timeout=figures().post_timeout, allow_redirects=False
        )
        told = answer.json().get("message_id") if answer.ok else ""
    except requests.Timeout:
        return Answer("court_slow", away=True)
    except requests.ConnectionError:
        return Answer("court_unreachable", away=True)
    except (requests.RequestException, ValueError, AttributeError):
        return Answer("court_answer_unreadable")
    if told == message_id:
        return Answer()
    if answer.status_code in (401, 403):
        return Answer("court_denies_signature")
    if answer.status_code >= 500 or answer.status_code == 429:
        return Answer("court_fails")
    return Answer("court_refuses" if answer.status_code in _FOR_GOOD else "court_answer_unreadable",
                  for_good=answer.status_code in _FOR_GOOD)  # fmt: skip
