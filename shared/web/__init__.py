# SPDX-License-Identifier: Apache-2.0
"""HTTP for the services: one app factory, one way to declare who may do what, one form of error.

    from flask_smorest import Blueprint
    from shared.web.calls import current_call, requires
    from shared.web.idempotency import idempotent
    from shared.web.etags import shown

    api = Blueprint("cases", __name__, url_prefix="/cases", description="纠纷")

    @api.post("/<case_id>/sessions")
    @requires({Role.MEDIATOR: Reach.PLACE}, match=True)     # If-Match is demanded, and compared by load
    @idempotent                                             # Idempotency-Key is demanded
    @api.arguments(SessionIn)
    @api.response(201, CaseOut)
    def log_session(data: dict[str, Any], case_id: str) -> Case:
        return shown(commands.log_session(current_call(), case_id, **data))

Errors are raised, never built: RuleBroken, NotFound and the others become problem details (RFC 9457) with the sentence
of the catalogue. A view without `@requires` or `@public` fails a test.
"""
