# SPDX-License-Identifier: Apache-2.0
"""`python -m services.mediation web|worker|relay|…`."""

from services.mediation import SERVICE
from services.mediation.ledgers.cli import import_ledger
from shared.cli import commands

main = commands(SERVICE)
main.add_command(import_ledger)
main()
