# SPDX-License-Identifier: Apache-2.0
"""`python -m deploy.topology`: make the indexes and queues of all services, before any of their processes starts."""

from services.courtlink import SERVICE as COURTLINK
from services.mediation import SERVICE as MEDIATION
from services.scoring import SERVICE as SCORING
from shared.settings import KitSettings
from shared.topology import prepare

SERVICES = (MEDIATION, SCORING, COURTLINK)


def main() -> None:
    """Read the addresses from the environment. Safe to repeat; run at each deployment."""
    settings = KitSettings.read()
    prepare(SERVICES, settings.mongo_url, settings.amqp_url, namespace=settings.namespace)


if __name__ == "__main__":
    main()
