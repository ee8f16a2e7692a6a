# SPDX-License-Identifier: Apache-2.0
"""What each service publishes: the contracts of all events, one module for each publisher.

Changes are additive; a breaking change is a new type. A contract is an allow-list: nothing of a private talk
(背靠背) has a field here. A party is named in two cases only: by the court that refers its case to the mediation service,
and to a court when the party itself consented to it, by asking for confirmation or to a hand-over (PV-05). Its phone and
address travel sealed.
"""

from shared.contracts import courtlink, mediation, scoring

__all__ = ["courtlink", "mediation", "scoring"]
