# SPDX-License-Identifier: Apache-2.0
"""Every page that people see, as tests/browser/test_pages.py opens and photographs it. Each service lists its own."""

from dataclasses import dataclass

from shared.access import Role


@dataclass(frozen=True, slots=True)
class Listed:
    """A page: its name, who opens it (None: anybody), its path with `{names}` of the scene; `wall` for 1920 × 1080.

    `tour` follows every act that the page offers to its form; `code` opens a party's own link.
    """

    name: str
    role: Role | None
    path: str
    wall: bool = False
    tour: bool = False
    code: str = ""
