# SPDX-License-Identifier: Apache-2.0
"""Pages of operators."""

from shared.access import Role
from tests.browser.pages import Listed

_DESK, _EXCHANGE = "/courtlink/operations", "/courtlink/operations/courts"
PAGES = tuple(
    Listed(name, Role.OPERATOR, path)
    for name, path in (
        ("operations", f"{_DESK}/"),
        ("operations-dead", f"{_DESK}/dead/courtlink/{{dead}}"),
        ("operations-retry", f"{_DESK}/dead/courtlink/{{dead}}/retry"),
        ("operations-books", f"{_DESK}/books"),
        ("operations-audit", f"{_DESK}/audit?document={{referral}}"),
        ("accounts", f"{_DESK}/accounts"),
        ("account", f"{_DESK}/accounts/{{account}}"),
        ("account-open", f"{_DESK}/accounts/open"),
        ("exchange", f"{_EXCHANGE}/"),
        ("exchange-message", f"{_EXCHANGE}/outgoing/{{owed}}"),
        ("exchange-partner", f"{_EXCHANGE}/partners/鲁1302"),
        ("exchange-connect", f"{_EXCHANGE}/partners/connect"),
    )
)
