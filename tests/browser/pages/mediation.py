# SPDX-License-Identifier: Apache-2.0
"""Pages of mediation."""

from shared.access import Role
from tests.browser.pages import Listed

PAGES = (
    Listed("desk", Role.MEDIATOR, "/mediation/desk/"),
    Listed("cases", Role.MEDIATOR, "/mediation/cases/"),
    Listed("case-going", Role.MEDIATOR, "/mediation/cases/{going}"),
    Listed("case-agreed", Role.MEDIATOR, "/mediation/cases/{agreed}"),
    Listed("ledgers", Role.DIRECTOR, "/mediation/ledgers/"),
)
