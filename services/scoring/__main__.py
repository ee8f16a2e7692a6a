# SPDX-License-Identifier: Apache-2.0
"""python -m services.scoring web|worker|relay|rebuild|verify|replay|dead"""

from services.scoring import SERVICE
from shared.cli import commands
from shared.settings import KitSettings
from shared.web.serve import serve


def serve_web(settings: KitSettings) -> None:
    """Serve the star board over HTTP."""
    serve(SERVICE, settings)


commands(SERVICE, serve_web)()
