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
    Listed("mediators-board", Role.MEDIATOR, "/scoring/mediators"),
    Listed("probes", Role.COUNTY_SUPERVISOR, "/scoring/probe"),
    Listed("probe", Role.COUNTY_SUPERVISOR, "/scoring/probe/{probe}"),
    Listed("probe-check", Role.COUNTY_SUPERVISOR, "/scoring/probe/{probe}/checks"),
    Listed("roster", Role.SECRETARY, "/scoring/cadres"),
    Listed("roster-enrol", Role.SECRETARY, "/scoring/cadres/enrolment"),
    Listed("roster-cadre", Role.SECRETARY, "/scoring/cadres/{cadre}"),
    Listed("tasks", Role.CADRE, "/scoring/tasks/all"),
    Listed("tasks-waiting", Role.CADRE, "/scoring/tasks/waiting"),
    Listed("tasks-asked", Role.SECRETARY, "/scoring/tasks/asked"),
    Listed("tasks-ungraded", Role.SECRETARY, "/scoring/tasks/ungraded"),
    Listed("task", Role.CADRE, "/scoring/tasks/{posted}"),
    Listed("tasks-mine", Role.CADRE, "/scoring/tasks/mine"),
    Listed("points", Role.CADRE, "/scoring/history"),
    Listed("overdue", Role.SECRETARY, "/scoring/tasks/alerts"),
    Listed("callbacks", Role.CALLBACK_CENTRE, "/scoring/tasks/callbacks"),
    Listed("script", Role.CALLBACK_CENTRE, "/scoring/tasks/{settled}/script"),
    Listed("call", None, "/scoring/calls/{voucher}"),
    Listed("task-pick", Role.CADRE, "/scoring/tasks/{posted}/picks"),
    Listed("task-panel", Role.DIRECTOR, "/scoring/tasks/{ungraded}"),
    Listed("task-grading", Role.DIRECTOR, "/scoring/tasks/{ungraded}/grading"),
    Listed("task-lawful-end", Role.DIRECTOR, "/scoring/tasks/{posted}/close-lawfully"),
)
