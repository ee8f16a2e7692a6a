# SPDX-License-Identifier: Apache-2.0
"""What each service publishes: the contracts of all events, one module for each publisher.

Changes are additive; a breaking change is a new type. A contract is an allow-list: nothing of a private talk
(背靠背) has a field here, and no party is named except towards the mediation service by the court that refers a case.
"""

from shared.contracts import courtlink, mediation, scoring

__all__ = ["courtlink", "mediation", "scoring"]
