# SPDX-License-Identifier: Apache-2.0
"""The court's side: signs and posts its messages, checks and acknowledges ours, and misbehaves when it is told to."""

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import requests

HASHES = {"hmac-sha256": "sha256", "hmac-sm3": "sm3"}
WINDOW = 300
Post = Callable[[str, bytes, dict[str, str]], tuple[int, dict[str, Any]]]


def sign(secret: str, algorithm: str, method: str, path: str, stamp: int, nonce: str, body: bytes) -> str:
    """The signature by the recipe of docs/exchange.md; `secret` is hex."""
    name = HASHES[algorithm]
    lines = ["HESHILAO-EXCHANGE-1", method, path, str(stamp), nonce, hashlib.new(name, body).hexdigest()]
    return hmac.new(bytes.fromhex(secret), "\n".join(lines).encode(), name).hexdigest()


def over_http(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """Post and read the answer."""
    answer = requests.post(url, data=body, headers=headers, timeout=10)
    return answer.status_code, answer.json()


@dataclass
class CourtSystem:
    """A court's system. `address` is the exchange's own, such as http://127.0.0.1:8000/api/courtlink/v1/exchange.

    What it receives stands in `received`, by message id; `answers` are statuses to give instead of an acknowledgement,
    one for each time that it is called. `clock` tells the seconds since 1970.
    """

    address: str
    key: str
    secret: str
    algorithm: str = "hmac-sha256"
    clock: Callable[[], float] = time.time
    post: Post = over_http
    received: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    def message(self, kind: str, data: dict[str, Any], *, message_id: str = "", reply: str = "") -> bytes:
        """A message as it travels."""
        content = {
            "message_id": message_id or f"court-{secrets.token_hex(8)}",
            "kind": kind,
            "sent_at": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(self.clock())),
            "data": data,
        }
        if reply:
            content["in_reply_to"] = reply
        return json.dumps(content, ensure_ascii=False).encode()

    def headers(self, method: str, path: str, body: bytes, *, late: int = 0, nonce: str = "", secret: str = "") -> dict[str, str]:  # fmt: skip
        """The four headers; `late` seconds in the past, or with a wrong secret, where it shall misbehave."""
        stamp, once = int(self.clock()) - late, nonce or secrets.token_hex(16)
        return {
            "X-Court-Key": self.key,
            "X-Court-Time": str(stamp),
            "X-Court-Nonce": once,
            "X-Court-Signature": sign(secret or self.secret, self.algorithm, method, path, stamp, once, body),
            "Content-Type": "application/json",
        }

    def send(self, body: bytes, **misbehaving: Any) -> tuple[int, dict[str, Any]]:
        """Post a message to the exchange; returns status and answer."""
        url = f"{self.address}/messages"
        self.sent.append(json.loads(body)["message_id"])
        return self.post(url, body, self.headers("POST", urlsplit(url).path, body, **misbehaving))

    def tell(self, kind: str, data: dict[str, Any], **more: Any) -> tuple[int, dict[str, Any]]:
        """Make a message and send it."""
        return self.send(self.message(kind, data, **more))

    def take(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, Any]]:  # fmt: skip
        """Check one of our messages and acknowledge it; the same one again is acknowledged again."""
        stamp, nonce = int(headers.get("X-Court-Time", "0")), headers.get("X-Court-Nonce", "")
        right = sign(self.secret, self.algorithm, method, path, stamp, nonce, body)
        fits = hmac.compare_digest(right, headers.get("X-Court-Signature", ""))
        if not fits or headers.get("X-Court-Key") != self.key or abs(stamp - self.clock()) > WINDOW:
            return HTTPStatus.UNAUTHORIZED, {"code": "signature_wrong"}
        content = json.loads(body)
        self.calls.append(content["message_id"])
        if self.answers and (status := self.answers.pop(0)) != HTTPStatus.OK:
            return status, {"code": "busy"}
        self.received[content["message_id"]] = content
        return HTTPStatus.OK, {"message_id": content["message_id"], "state": "received"}

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        """What came, of one kind."""
        return [message for message in self.received.values() if message["kind"] == kind]

    def day_list(self, day: str) -> dict[str, Any]:
        """The list of a day: as if all that it knows had come on it."""
        received = [key for key, one in self.received.items() if one["kind"] != "day_list"]
        return {"day": day, "sent": list(dict.fromkeys(self.sent)), "received": received}
