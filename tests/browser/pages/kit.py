# SPDX-License-Identifier: Apache-2.0
"""Pages that all services share."""

from shared.access import Role
from tests.browser.pages import Listed

PAGES = (
    Listed("login", None, "/login"),
    Listed("problem", None, "/problems/stale_write"),
    Listed("missing", Role.MEDIATOR, "/mediation/cases/there-is-none"),
    *(Listed(f"home-{role}", role, "/") for role in (Role.MEDIATOR, Role.CADRE, Role.JUDGE, Role.OPERATOR)),
)
