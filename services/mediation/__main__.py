# SPDX-License-Identifier: Apache-2.0
"""`python -m services.mediation web|worker|relay|…`."""

from services.mediation import SERVICE
from shared.cli import commands

commands(SERVICE)()
