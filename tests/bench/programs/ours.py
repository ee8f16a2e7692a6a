# SPDX-License-Identifier: Apache-2.0
"""Our own processes, as in production, on the two aggregates on which the kit is tested.

python -m tests.bench.programs.ours giver relay
python -m tests.bench.programs.ours taker worker
"""

import sys
from pathlib import Path

from shared.web import serve

from shared.cli import commands
from shared.service import Service
from tests.shared import sample

MESSAGES = Path(__file__).with_name("messages.toml")
SERVICES = {
    "giver": Service("giver", "Giver", (sample.Giver,), (), MESSAGES),
    "taker": Service("taker", "Taker", (sample.Taker,), (), MESSAGES, reactions=sample.reactions),
}

if __name__ == "__main__":
    commands(SERVICES[sys.argv.pop(1)], serve)()
