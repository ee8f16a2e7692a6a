# SPDX-License-Identifier: Apache-2.0
"""Pages of scoring."""

from shared.access import Role
from tests.browser.pages import Listed

PAGES = (
    Listed("board", None, "/scoring/board"),
    Listed("board-month", None, "/scoring/board?place=371302001&period=month"),
    Listed("wall-city", None, "/scoring/wall", wall=True),
    Listed("wall-township", None, "/scoring/wall?place=371302001", wall=True),
    Listed("standings", Role.CADRE, "/scoring/standings?place=371302001"),
    Listed("assessment", Role.SECRETARY, "/scoring/assessment"),
    Listed("tasks", Role.CADRE, "/scoring/tasks"),
    Listed("task", Role.CADRE, "/scoring/tasks/{posted}"),
    Listed("tasks-mine", Role.CADRE, "/scoring/tasks/mine"),
    Listed("points", Role.CADRE, "/scoring/history"),
    Listed("overdue", Role.SECRETARY, "/scoring/tasks/alerts"),
    Listed("callbacks", Role.CALLBACK_CENTRE, "/scoring/tasks/callbacks"),
    Listed("script", Role.CALLBACK_CENTRE, "/scoring/tasks/{posted}/script"),
    Listed("call", None, "/scoring/calls/{voucher}"),
    Listed("task-pick", Role.CADRE, "/scoring/tasks/{posted}/picks"),
    Listed("task-grading", Role.DIRECTOR, "/scoring/tasks/{posted}/close-lawfully"),
)
