# SPDX-License-Identifier: Apache-2.0
"""Our own processes, as in production, on the two aggregates on which the kit is tested.

python -m tests.bench.programs.ours giver relay
python -m tests.bench.programs.ours taker worker
"""

import sys
from pathlib import Path

from shared.cli import commands
from shared.service import Service
from tests.shared import sample

NO_MESSAGES = Path()  # neither serves HTTP here
SERVICES = {
    "giver": Service("giver", "Giver", (sample.Giver,), (), NO_MESSAGES),
    "taker": Service("taker", "Taker", (sample.Taker,), (), NO_MESSAGES, reactions=sample.reactions),
}

if __name__ == "__main__":
    commands(SERVICES[sys.argv.pop(1)])()
