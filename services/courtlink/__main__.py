# SPDX-License-Identifier: Apache-2.0
"""`python -m services.courtlink web|worker|relay|…`."""

from services.courtlink import SERVICE
from shared.cli import commands

commands(SERVICE)()
