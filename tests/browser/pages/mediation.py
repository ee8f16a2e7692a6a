# SPDX-License-Identifier: Apache-2.0
"""Pages of mediation."""

from shared.access import Role
from tests.browser.pages import Listed

PAGES = (
    Listed("desk", Role.MEDIATOR, "/mediation/desk/"),
    Listed("cases", Role.MEDIATOR, "/mediation/cases/"),
    Listed("case-going", Role.MEDIATOR, "/mediation/cases/{going}"),
    Listed("case-agreed", Role.MEDIATOR, "/mediation/cases/{agreed}"),
    Listed("case-new", Role.MEDIATOR, "/mediation/cases/new"),
    Listed("case-session", Role.MEDIATOR, "/mediation/cases/{going}/sessions"),
    Listed("case-agreement", Role.MEDIATOR, "/mediation/cases/{going}/agreement"),
    Listed("folder", Role.MEDIATOR, "/mediation/folder/{agreed}/"),
    Listed("upload", Role.MEDIATOR, "/mediation/folder/{agreed}/upload"),
    Listed("aloud", Role.MEDIATOR, "/mediation/folder/{agreed}/aloud"),
    Listed("sign", Role.MEDIATOR, "/mediation/folder/{agreed}/sign"),
    Listed("log", Role.MEDIATOR, "/mediation/log/"),
    Listed("private-list", Role.MEDIATOR, "/mediation/private/{talked}/"),
    Listed("private-form", Role.MEDIATOR, "/mediation/private/{talked}/new"),
    Listed("my-code", None, "{my}"),
    Listed("apply", None, "/mediation/apply/"),
    Listed("watch", Role.DIRECTOR, "/mediation/watch/"),
    Listed("watch-county", Role.COUNTY_SUPERVISOR, "/mediation/watch/"),
    Listed("complaints", Role.COUNTY_SUPERVISOR, "/mediation/complaints/"),
    Listed("complaint", Role.COUNTY_SUPERVISOR, "/mediation/complaints/{complaint}"),
    Listed("complaint-decision", Role.COUNTY_SUPERVISOR, "/mediation/complaints/{complaint}/decision"),
    Listed("samples", Role.COUNTY_SUPERVISOR, "/mediation/samples/"),
    Listed("sample-new", Role.COUNTY_SUPERVISOR, "/mediation/samples/new"),
    Listed("ledgers", Role.DIRECTOR, "/mediation/ledgers/"),
    Listed("ledger-entries", Role.DIRECTOR, "/mediation/ledgers/entries"),
    Listed("statistics", Role.DIRECTOR, "/mediation/statistics/"),
)
