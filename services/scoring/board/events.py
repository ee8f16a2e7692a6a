# SPDX-License-Identifier: Apache-2.0
"""Live boards: server-sent events that say when something new is shown of a place; nothing of it travels here."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import orjson
from flask import Blueprint, Response, request

from services.scoring.board.bell import Bell, Full
from services.scoring.board.places import asked_place
from services.scoring.board.schemas import CITY
from shared.web.calls import public
from shared.web.problems import Problem

blueprint = Blueprint("scoring_events", __name__, url_prefix="/scoring")
bell = Bell()
HEARTBEAT = 15.0  # seconds; shorter than any gateway waits
LONGEST = 3600.0  # seconds; the page comes again by itself


@blueprint.get("/board/events")
@public
def ring() -> Response:
    """One event at once and one for each change of the board of a place. 503 when too many pages listen: they look
    again by themselves every half minute."""
    place = asked_place(request.args.get("place", CITY)).region.code
    held = ExitStack()
    try:
        held.enter_context(bell.listening(place))
    except Full:
        raise Problem("board_full", headers={"Retry-After": "30"}) from None
    answer = Response(_events(place), content_type="text/event-stream; charset=utf-8")
    answer.call_on_close(held.close)
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _events(place: str) -> Iterator[bytes]:
    known, until = -1, time.monotonic() + LONGEST
    yield b"retry: 3000\n\n"
    while time.monotonic() < until:
        beat = bell.wait(place, known, HEARTBEAT)
        if beat is None:
            yield b": still here\n\n"
            continue
        known, at = beat
        yield b"id: %d\ndata: %s\n\n" % (known, orjson.dumps({"as_of": at}))
