# SPDX-License-Identifier: Apache-2.0
"""Pages of scoring."""

from shared.access import Role
from tests.browser.pages import Listed

PAGES = (
    Listed("board", None, "/scoring/board"),
    Listed("tasks", Role.CADRE, "/scoring/tasks"),
    Listed("task", Role.CADRE, "/scoring/tasks/{posted}"),
    Listed("task-pick", Role.CADRE, "/scoring/tasks/{posted}/picks"),
    Listed("task-grading", Role.DIRECTOR, "/scoring/tasks/{posted}/close-lawfully"),
)
