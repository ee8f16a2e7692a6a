# SPDX-License-Identifier: Apache-2.0
"""Demo accounts: made when needed, with random passwords that are kept in the demo's folder. Never in production."""

import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from shared.access import Grant, Role
from shared.errors import RuleBroken
from shared.identity import accounts


class DemoAccounts:
    """Accounts by login; the file remembers their passwords and ids."""

    def __init__(self, folder: Path) -> None:
        if os.environ.get("HESHILAO_ENV") == "production":
            raise SystemExit("demo accounts are refused where HESHILAO_ENV=production")
        self._file = folder / "accounts.json"
        self._known: dict[str, dict[str, str]] = (
            json.loads(self._file.read_text()) if self._file.exists() else {}
        )

    def get(self, login: str, name: str, grants: Sequence[tuple[Role, str]]) -> dict[str, str]:
        """`login`, `password`, `id`, `name`, `posts` of an account; opened if it is not there yet."""
        if login not in self._known:
            password = secrets.token_urlsafe(9)
            try:
                account = accounts.open_account(
                    login, name, [Grant(role, place) for role, place in grants], password=password
                )
            except RuleBroken:
                found = accounts.by_login(login)
                if found is None:
                    raise
                accounts.change(login, password=password)
                account = found
            posts = " ".join(f"{role}@{place}" for role, place in grants)
            self._known[login] = {
                "login": login,
                "password": password,
                "id": account.id,
                "name": name,
                "posts": posts,
            }
            self._file.write_text(json.dumps(self._known, ensure_ascii=False, indent=1))
        return self._known[login]
