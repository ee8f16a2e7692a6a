# SPDX-License-Identifier: Apache-2.0
"""Forms of pages: who, in which states, with which fields, by which command; one declaration each (docs/pages.md).

A form calls the same command with the same schema as the API. Refused, it comes back with the sentence, its input kept.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema, ValidationError
from werkzeug.datastructures import MultiDict

from shared.access import Actor, Policy, Role, Scope, scope_of
from shared.call import Call, new_id
from shared.errors import Forbidden, HeshilaoError, NotFound, RuleBroken, StaleWrite, VersionMismatch
from shared.web.calls import current_call, requires
from shared.web.inputs import Input, Options, Wording, compact, complaints, inputs_of, read, spread
from shared.web.problems import catalogue, language, sentence

TITLES: dict[str, str] = {}
"""What each command is called: the title of the first form that runs it, by `name` and by `package.name`."""


def package_of(thing: Any) -> str:
    """The folder in which a command or a kind of document is declared."""
    return str(getattr(thing, "__module__", "")).rpartition(".")[0]


def _always(_thing: Any) -> bool:
    return True


def _none(_thing: Any) -> Sequence[str]:
    return ()


def _nothing(_call: Call, _thing: Any) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Form:
    """What a person can do on a page. `run(call, *ids, **data)` is the command.

    `states` are those of the thing in which it is offered (all, when empty), `when` asks more of it; `match` demands the
    version that the form was opened with; `only` shows some fields in that order, `terms.amount` some parts of a group; `choices(call, thing)` gives options that are known only then,
    `presets` what is filled in already, `fixed` what is never asked, `needed` what this thing asks for and others do not;
    `said_to` is another title for who has that role only, `result` what was done where the title does not say it.
    """

    name: str
    title: str
    policy: Policy
    schema: type[Schema]
    run: Callable[..., Any]
    wording: Wording
    states: frozenset[Any] = frozenset()
    match: bool = True
    when: Callable[[Any], bool] = _always
    only: Sequence[str] = ()
    choices: Callable[[Call, Any], Mapping[str, Options]] = _nothing
    presets: Callable[[Call, Any], Mapping[str, Any]] = _nothing
    fixed: Mapping[str, Any] = field(default_factory=dict)
    lead: str = ""
    needed: Callable[[Any], Sequence[str]] = _none
    button: str = ""
    result: Callable[[Any], str] | None = None
    grave: bool = False
    said_to: Mapping[Role, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Tell at start, not at the first reader, that a field has no label."""
        inputs_of(self.schema, self.wording, self.name, self.only)
        name = getattr(self.run, "__name__", self.name)
        for known in (name, f"{package_of(self.run)}.{name}"):
            TITLES.setdefault(known, self.title)

    def read_by(self, actor: Actor) -> "Form":
        """The form with the title that this reader sees."""
        roles = {grant.role for grant in actor.grants}
        title = self.said_to.get(roles.pop()) if len(roles) == 1 else None
        return replace(self, title=title) if title else self

    def offered_to(self, actor: Actor, thing: Any) -> bool:
        """Whether the form is shown to this reader now."""
        if (self.states and thing.state not in self.states) or not self.when(thing):
            return False
        try:
            scope = scope_of(actor, self.policy)
        except Forbidden:
            return False
        return thing is None or scope.admits(thing.within, thing.people)

    def inputs(self, call: Call, thing: Any) -> tuple[Input, ...]:
        """The inputs, with the options of this moment."""
        found = inputs_of(self.schema, self.wording, self.name, self.only, self.choices(call, thing))
        asked = self.needed(thing)
        return tuple(replace(one, required=True) if one.name in asked else one for one in found)


@dataclass(slots=True)
class Opened:
    """A form as a page shows it: filled, or refused with `error` and `errors` by field; `stale` is where the thing is shown that
    somebody else changed."""

    form: Form
    action: str
    inputs: tuple[Input, ...]
    kept: MultiDict[str, str]
    version: int | None = None
    error: str = ""
    stale: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    more: str = ""
    key: str = field(default_factory=lambda: request.form.get("_key") or new_id())

    def rows(self, group: Input, prefix: str = "") -> range:
        """The numbers of the rows that a group shows: what was typed, the least, and one more where asked for."""
        typed = {
            name.removeprefix(f"{prefix}{group.name}-").split("-")[0]
            for name in self.kept
            if name.startswith(f"{prefix}{group.name}-")
        }
        shown = max(len(typed), group.least or 0, 0 if group.single and not group.required else 1)
        return range(shown + (self.more == prefix + group.name))


def _by_role(form: Form, match: bool) -> Callable[[Any], Any]:
    return requires(form.policy, match=match)


class Forms:
    """Forms that stand at `path/NAME` of a blueprint, each with a page of its own, and that other pages can show too.

    `load(call, **ids)` finds the thing, `back(**ids)` is the address to return to, `done(result, **ids)` the one to go to
    when it is done (`back` when nothing is said). `guard(form, match)` lets people in: by their roles when nothing is said.
    `quiet` says nothing of what was done, where each form only leads to the next. `called(call, thing)` names the thing above
    the form, as this reader may know it.

    A form that is sent with `_more` is shown again with one more row of that group (none, when empty), one with `_check`
    is checked and shown again: neither runs the command.
    """

    def __init__(
        self,
        blueprint: Blueprint,
        path: str,
        forms: Sequence[Form],
        *,
        back: Callable[..., str],
        load: Callable[..., Any] | None = None,
        done: Callable[..., str] | None = None,
        template: str = "form.html",
        guard: Callable[[Form, bool], Callable[[Any], Any]] = _by_role,
        quiet: bool = False,
        called: Callable[[Call, Any], str] = lambda _call, _thing: "",
    ) -> None:
        self._forms = {form.name: form for form in forms}
        self._prefix, self._template = blueprint.name, template
        self._load, self._back, self._done, self._quiet = load, back, done, quiet
        self._called = called
        for form in forms:
            place = f"{path}/{form.name}"
            opening = guard(form, False)(self._page_of(form))
            doing = guard(form, form.match)(self._act_of(form))
            blueprint.add_url_rule(place, f"open_{_plain(form)}", opening, methods=["GET"])
            blueprint.add_url_rule(place, f"do_{_plain(form)}", doing, methods=["POST"])

    def offered(self, call: Call, thing: Any, **ids: str) -> list[tuple[Form, str]]:
        """The forms that this reader may use on the thing now, each with the address of its page."""
        return [
            (form, self._address(form, ids))
            for form in self._forms.values()
            if form.offered_to(call.actor, thing)
        ]

    def opened(self, name: str, call: Call, thing: Any, **ids: str) -> Opened | None:
        """One form to be shown within another page; None where it is not offered."""
        form = self._forms[name]
        return self._open(form, call, thing, ids) if form.offered_to(call.actor, thing) else None

    def _address(self, form: Form, ids: Mapping[str, str]) -> str:
        address: str = url_for(f"{self._prefix}.open_{_plain(form)}", **dict[str, Any](ids))
        return address

    def _open(self, form: Form, call: Call, thing: Any, ids: Mapping[str, str], **more: Any) -> Opened:
        inputs = form.inputs(call, thing)
        kept = more.pop("kept", None)
        return Opened(
            form=form,
            action=self._address(form, ids),
            inputs=inputs,
            kept=spread(form.presets(call, thing)) if kept is None else kept,
            version=getattr(thing, "version", None) if form.match else None,
            **more,
        )

    def _thing(self, call: Call, ids: Mapping[str, str]) -> Any:
        return self._load(call, **ids) if self._load else None

    def _page_of(self, form: Form) -> Callable[..., ResponseReturnValue]:
        def page(**ids: str) -> ResponseReturnValue:
            call = current_call()
            thing = self._thing(call, ids)
            if not form.offered_to(call.actor, thing):
                flash(sentence("form_not_now"))
                return redirect(self._back(**ids), 303)
            return self._render(form, thing, ids, self._open(form, call, thing, ids))

        return page

    def _act_of(self, form: Form) -> Callable[..., ResponseReturnValue]:
        def act(**ids: str) -> ResponseReturnValue:
            call = current_call()
            thing = self._thing(call, ids)
            inputs = form.inputs(call, thing)
            typed = compact(inputs, request.form)
            if "_more" in request.form:
                more = request.form["_more"]
                return self._render(
                    form, thing, ids, self._open(form, call, thing, ids, kept=typed, more=more)
                )
            try:
                data = form.schema().load(read(inputs, typed) | dict(form.fixed))
                if "_check" in request.form:
                    return self._render(form, thing, ids, self._open(form, call, thing, ids, kept=typed))
                result = form.run(call, *ids.values(), **data)
            except NotFound:
                raise
            except (ValidationError, HeshilaoError) as error:
                status, refusal = _refusal(error, inputs, typed)
                if isinstance(error, VersionMismatch):
                    refusal["stale"] = self._back(**ids)
                thing = self._thing(call, ids)  # its version, as it is now
                opened = self._open(form, call, thing, ids, kept=typed, **refusal)
                return self._render(form, thing, ids, opened), status
            if not self._quiet:
                said = form.result(result) if form.result else form.read_by(call.actor).title
                flash(said, "noted")
            return redirect(self._done(result, **ids) if self._done else self._back(**ids), 303)

        return act

    def _render(self, form: Form, thing: Any, ids: Mapping[str, str], opened: Opened) -> str:
        return render_template(
            self._template,
            form=form.read_by(current_call().actor),
            opened=opened,
            thing=thing,
            called=self._called(current_call(), thing),
            back=self._back(**ids),
            **ids,
        )


def _plain(form: Form) -> str:
    return form.name.replace("-", "_").replace("/", "_")


def _refusal(
    error: Exception, inputs: Sequence[Input], typed: MultiDict[str, str]
) -> tuple[int, dict[str, Any]]:
    """The status and what the form says. Raises the error again when it is none that a person can mend."""
    if isinstance(error, ValidationError):
        found = complaints(inputs, error.messages_dict, typed)
        return 422, {"error": sentence("invalid_input"), "errors": found}
    if isinstance(error, RuleBroken):
        status, text = catalogue().say(error.code, language(), error.details)
        names = {one.name for one in inputs}
        at = error.details.get("field")
        return status, {"error": text, "errors": {at: text} if at and at.split("-")[0] in names else {}}
    if isinstance(error, VersionMismatch):
        return 412, {"error": sentence("version_mismatch", current=error.current)}
    if isinstance(error, StaleWrite):
        return 409, {"error": sentence("stale_write")}
    raise error


def forms_on(
    blueprint: Blueprint,
    path: str,
    forms: Sequence[Form],
    find: Callable[[str, Scope], Any],
    page: str,
    called: Callable[[Call, Any], str],
) -> Forms:
    """Forms on the thing that `find` finds by the one variable of `path` within the call's scope; they return to its `page`
    and say above what the thing is `called`."""
    (key,) = re.findall(r"<(\w+)>", path)
    return Forms(
        blueprint,
        path,
        forms,
        load=lambda call, **ids: find(ids[key], call.scope),
        back=lambda **ids: url_for(f"{blueprint.name}.{page}", **dict[str, Any](ids)),
        called=called,
    )


def forms_new(
    blueprint: Blueprint, path: str, forms: Sequence[Form], listed: str, page: str, key: str
) -> Forms:
    """Forms that make a thing: they return to the page `listed`, and lead to the thing's own `page`, which takes its id as `key`."""
    return Forms(
        blueprint,
        path,
        forms,
        back=lambda: url_for(f"{blueprint.name}.{listed}"),
        done=lambda made: url_for(f"{blueprint.name}.{page}", **dict[str, Any]({key: made.id})),
    )
