# SPDX-License-Identifier: Apache-2.0
"""The other side of P1: a bare Flask view that writes a document and an outbox row in one transaction by the driver.

No login, no rules, no audit, no idempotency, no versions: what one would write first.
"""

import functools
import os
import uuid
from datetime import UTC, datetime
from typing import Any

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from pymongo import MongoClient
from pymongo.client_session import ClientSession

DATABASE = f"{os.environ.get('HESHILAO_NAMESPACE', '')}bare"
app = Flask(__name__)


@functools.cache
def driver() -> MongoClient[dict[str, Any]]:
    """Connected at the first request, after gunicorn forked."""
    return MongoClient(os.environ["HESHILAO_MONGO_URL"])


@app.get("/readyz")
def ready() -> ResponseReturnValue:
    driver().admin.command("ping")
    return "", 204


@app.post("/cases/<case_id>/sessions")
def log_session(case_id: str) -> ResponseReturnValue:
    given = request.get_json()
    held = {**given, "id": str(uuid.uuid4()), "recorded_at": datetime.now(UTC)}
    row = {
        "_id": str(uuid.uuid4()),
        "type": "session.logged",
        "case_id": case_id,
        "data": given,
        "sent": False,
    }

    def write(session: ClientSession) -> None:
        database = driver()[DATABASE]
        change = {"$push": {"sessions": held}, "$inc": {"version": 1}}
        database["cases"].update_one({"_id": case_id}, change, session=session)
        database["outbox"].insert_one(row, session=session)

    with driver().start_session() as session:
        session.with_transaction(write)
    return jsonify(held), 201
