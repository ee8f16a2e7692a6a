# SPDX-License-Identifier: Apache-2.0
"""`python -m services.scoring web|worker|relay|…`."""

from services.scoring import SERVICE
from shared.cli import commands

commands(SERVICE)()
