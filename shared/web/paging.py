# SPDX-License-Identifier: Apache-2.0
"""Pages of a list by an opaque cursor over the sort keys, with RFC 8288 links; never by skipping."""

import base64
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import g, request
from marshmallow import EXCLUDE, Schema, fields, validate
from pymongo.collection import Collection

from shared.web.problems import Problem


class PageIn(Schema):
    """`limit` up to 100, `cursor` from the link of the page before."""

    class Meta:
        unknown = EXCLUDE

    limit = fields.Integer(load_default=20, validate=validate.Range(1, 100))
    cursor = fields.String(load_default="", validate=validate.Length(max=500))


def page(
    rows: Collection[dict[str, Any]],
    query: Mapping[str, Any],
    *,
    limit: int,
    cursor: str = "",
    projection: Mapping[str, Any] | None = None,
) -> list[dict[str, Any]]:
    """Up to `limit` raw rows, newest id first; says in `Link` where the next page is. Raises Problem for a bad cursor."""
    wanted = dict(query)
    if cursor:
        wanted = {"$and": [wanted, {"_id": {"$lt": _read(cursor)}}]}
    found = list(rows.find(wanted, projection).sort("_id", -1).limit(limit + 1))
    if len(found) > limit:
        found = found[:limit]
        mark = base64.urlsafe_b64encode(orjson.dumps(found[-1]["_id"])).decode()
        arguments = urlencode({**request.args.to_dict(), "cursor": mark, "limit": limit})
        g.next_page = f'<{request.path}?{arguments}>; rel="next"'
    return found


def _read(cursor: str) -> str:
    try:
        value = orjson.loads(base64.urlsafe_b64decode(cursor))
    except (ValueError, orjson.JSONDecodeError) as error:
        raise Problem("malformed_cursor") from error
    if not isinstance(value, str):
        raise Problem("malformed_cursor")
    return value
