# SPDX-License-Identifier: Apache-2.0
"""Aggregate: one document, loaded by a command, changed, and stored once with the events it owes to others.

`store` is one conditional `update_one`: it sets what changed, pushes the events owed and the audit entry, remembers
the message that was absorbed, and raises the version. A lost race is `StaleWrite`, never a silent overwrite.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from mongoengine import BooleanField, DateTimeField, DictField, Document, IntField, ListField, StringField
from pymongo.errors import BulkWriteError, DuplicateKeyError

from shared import audit, events
from shared.access import Scope
from shared.call import Call, current_act
from shared.errors import AlreadyAbsorbed, NotFound, StaleWrite, VersionMismatch
from shared.events import Event
from shared.mongo import collection

OWING = {"outbox.0": {"$exists": True}}
UNSHOWN = {"unshown": True}
CLOCK = "clock"  # the origin of a call that time itself makes
_UNPUSHED = {"outbox": 0, "history": 0}


def indexes(*own: Any) -> list[Any]:
    """The indexes of an aggregate: those every aggregate needs, then its own."""
    return [
        {"fields": ["changed_at"], "name": "owing", "partialFilterExpression": OWING},
        {"fields": ["unshown"], "name": "unshown", "partialFilterExpression": UNSHOWN},
        {"fields": ["due_at"], "name": "due", "sparse": True},
        {"fields": ["history.actor"], "name": "acted_by"},  # an account's acts, which operators look for
        *own,
    ]


class Aggregate(Document):
    """Base of every document that commands change.

    `within` lists the places that contain the thing (division codes from province to village, court codes) and
    `people` the accounts that take part in it; both bound who may reach it. `due_at` is the next moment at which
    time itself asks for a decision. `inbox` holds the ids of absorbed messages for the life of the document.
    `acted` is the last version that somebody made, not the clock alone: who saw that one saw the present state.
    `outbox` (events owed) and `history` (audit entries) are only pushed and pulled, never loaded or rewritten.
    """

    meta: ClassVar[dict[str, Any]] = {"abstract": True, "strict": False, "auto_create_index": False}
    SOURCE: ClassVar[str]

    id = StringField(primary_key=True)
    version = IntField(required=True, default=0)
    acted = IntField()
    schema_version = IntField(required=True, default=1)
    within = ListField(StringField())
    people = ListField(StringField())
    created_at = DateTimeField()
    changed_at = DateTimeField()
    due_at = DateTimeField()
    inbox = ListField(StringField())
    chain = StringField(default="")
    unshown = BooleanField()
    outbox = ListField(DictField())
    history = ListField(DictField())

    _call: Call
    _owed: list[Event]

    @classmethod
    def load(cls, key: str, call: Call) -> Self:
        """The document with this id, ready for one decision and one `store`.

        Raises NotFound when it is not there or out of the call's scope, VersionMismatch when somebody changed
        it since the caller saw it (the clock alone does not count), AlreadyAbsorbed when it took in the call's message before.
        """
        document = cls.find(key, call.scope)
        if call.message and call.message in document.inbox:
            raise AlreadyAbsorbed(document)
        present = range(document.acted or document.version, document.version + 1)
        if call.expected is not None and call.expected not in present:
            raise VersionMismatch(document.version)
        document._call, document._owed = call, []
        return document

    @classmethod
    def find(cls, key: str, scope: Scope) -> Self:
        """The document with this id, for reading. Raises NotFound when it is not there or out of scope."""
        raw = collection(cls).find_one({"_id": str(key), **scope.query()}, _UNPUSHED)
        if raw is None:
            raise NotFound(key)
        found: Self = cls._from_son(raw)
        return found

    def record(self, event: Event) -> None:
        """Owe an event to the other services; it is stored with the change and published by the relay."""
        self._owed.append(event)

    def begin(self, call: Call) -> Self:
        """Make a new document ready for `record` and `create`."""
        self._call, self._owed = call, []
        return self

    def create(self) -> Self:
        """Insert the new document. Its id already there: AlreadyAbsorbed, since ids come from the message.

        Raises NotFound when the caller's scope does not admit it, so that nothing is made that one can't see.
        """
        call = self._call
        if not call.scope.admits(self.within, self.people):
            raise NotFound(self.id)
        self.created_at = self.changed_at = call.at
        self.version = self.acted = 1
        if call.message:
            self.inbox = [call.message]
        link = self._link(self._call, 1, [])
        self.chain = link["hash"]
        self.validate()
        raw = self.to_mongo().to_dict() | {"outbox": self._envelopes(1), "history": [link]}
        if self._shows():
            raw["unshown"] = True
        try:
            collection(type(self)).insert_one(raw)
        except DuplicateKeyError as error:
            if "_id" not in (error.details or {}).get("keyPattern", {}):
                raise
            raise AlreadyAbsorbed(type(self).find(self.id, call.scope)) from error
        self._created = False
        self._clear_changed_fields()
        return self

    @classmethod
    def create_many(cls, call: Call, act: str, rows: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        """Insert many plain documents in one bulk, each with its audit entry; those already there stay as they are.

        For imports whose rows owe no events; the rows are id and fields as MongoDB keeps them, `within` among them.
        Raises NotFound, before anything is written, when the caller's scope does not admit one of them.
        """
        for key, fields in rows:
            if not call.scope.admits(fields["within"], fields.get("people", [])):
                raise NotFound(key)
        link = audit.entry(call, version=1, act=act, changed=[], events=[], after="")
        frame: dict[str, Any] = {"version": 1, "acted": 1, "schema_version": 1, "people": []}
        frame |= {"created_at": call.at, "changed_at": call.at, "chain": link["hash"], "history": [link]}
        frame |= {"inbox": [call.message] if call.message else [], "outbox": []}
        if cls._shows():
            frame["unshown"] = True
        documents = [{"_id": key, **frame, **fields} for key, fields in rows]
        if not documents:
            return
        try:
            collection(cls).insert_many(documents, ordered=False)
        except BulkWriteError as error:
            others = [one for one in error.details["writeErrors"] if "_id" not in one.get("keyPattern", {})]
            if others or error.details.get("writeConcernErrors"):
                raise

    def store(self) -> Self:
        """Write the decision: one conditional update. Raises StaleWrite when another write came between."""
        call, before = self._call, self.version
        self.changed_at = call.at
        if call.origin != CLOCK:
            self.acted = before + 1
        self.validate()
        changes, removals = self._delta()
        link = self._link(call, before + 1, [*changes, *removals])
        changes |= {"chain": link["hash"]}
        if self._shows():
            changes["unshown"] = True
        push: dict[str, Any] = {"history": link}
        if self._owed:
            push["outbox"] = {"$each": self._envelopes(before + 1)}
        if call.message:
            push["inbox"] = call.message
        update: dict[str, Any] = {"$set": changes, "$inc": {"version": 1}, "$push": push}
        if removals:
            update["$unset"] = removals
        done = collection(type(self)).update_one({"_id": self.id, "version": before}, update)
        if done.matched_count == 0:
            raise StaleWrite(self.id)
        self.version, self.chain = before + 1, link["hash"]
        self._owed = []
        self._clear_changed_fields()
        return self

    def _link(self, call: Call, version: int, changed: list[str]) -> dict[str, Any]:
        names = [name for name in changed if name not in ("changed_at", "acted")]
        owed = [event.TYPE for event in self._owed]
        return audit.entry(
            call, version=version, act=current_act.get(), changed=names, events=owed, after=self.chain
        )

    def _envelopes(self, version: int) -> list[dict[str, Any]]:
        return [
            events.wrap(
                event,
                event_id=f"{self.id}.{version}.{number}",
                source=self.SOURCE,
                subject=self.id,
                time=self._call.at,
                sequence=version,
                trace=self._call.trace,
            )
            for number, event in enumerate(self._owed)
        ]

    @classmethod
    def _shows(cls) -> bool:
        """Whether a projection follows this kind; see shared.projections."""
        return bool(cls._meta.get("shown"))
