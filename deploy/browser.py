# SPDX-License-Identifier: Apache-2.0
"""A person at the gateway: logs in, reads, and sends forms with a key and the version that was read."""

import time
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

import requests

T = TypeVar("T")


class Refused(Exception):
    """Raised when the software answers a request with a problem; tells its code and sentence."""

    def __init__(self, what: str, status: int, problem: dict[str, Any]) -> None:
        self.code = str(problem.get("code", ""))
        super().__init__(
            f"{what}: {status} {self.code} {problem.get('detail', '')} {problem.get('errors', '')}"
        )


class Person:
    """One account with its cookie."""

    def __init__(self, address: str, account: dict[str, str]) -> None:
        self.account, self._address = account, address
        self._session = requests.Session()
        self._session.headers["Origin"] = address
        form = {"login": account["login"], "password": account["password"]}
        answer = self._session.post(f"{address}/login", data=form, allow_redirects=False, timeout=20)
        if answer.status_code != 303:
            raise Refused("login", answer.status_code, {"code": "login_failed"})

    @property
    def id(self) -> str:
        return self.account["id"]

    def get(self, path: str) -> Any:
        """Read JSON. Raises Refused."""
        return self._send("GET", path)

    def read(self, path: str) -> bytes:
        """Read a paper, a workbook or a page. Raises Refused."""
        answer = self._session.get(self._address + path, timeout=60)
        if answer.status_code >= 400:
            raise Refused(f"GET {path}", answer.status_code, {"code": f"http_{answer.status_code}"})
        return answer.content

    def post(self, path: str, body: dict[str, Any], version: int | None = None, key: str = "") -> Any:
        """Send JSON with an Idempotency-Key and, where given, If-Match. Raises Refused."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return self._send("POST", path, json=body, headers=headers)

    def upload(self, path: str, content: bytes) -> Any:
        """Send a file as the body. Raises Refused."""
        headers = {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": "application/octet-stream"}
        return self._send("POST", path, data=content, headers=headers)

    def _send(self, method: str, path: str, **more: Any) -> Any:
        """Ask again as long as the software says that it may help; the key makes that safe."""
        for _ in range(5):
            answer = self._session.request(method, self._address + path, timeout=30, **more)
            if answer.status_code not in (429, 503):
                break
            time.sleep(float(answer.headers.get("Retry-After", 1)))
        try:
            body = answer.json()
        except ValueError:
            body = {"code": f"http_{answer.status_code}", "detail": answer.text[:200]}
        if answer.status_code >= 400:
            raise Refused(f"{method} {path}", answer.status_code, body)
        return body


def wait_for(ask: Callable[[], T | None], what: str, seconds: float = 60.0) -> T:
    """Ask until there is an answer. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while (answer := ask()) is None:
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not happen within {seconds:.0f} seconds")
        time.sleep(0.05)
    return answer


def there(person: Person, path: str) -> Any | None:
    """What is at the path, or None while it is not there."""
    try:
        return person.get(path)
    except Refused as error:
        if error.code == "not_found":
            return None
        raise
