# SPDX-License-Identifier: Apache-2.0
"""Which courts we exchange with, and the keys: made, changed with an overlap, taken out of use at once."""

import secrets

from services.courtlink import places
from services.courtlink.exchange import rules
from services.courtlink.exchange.documents import Key, Partner
from services.courtlink.exchange.figures import figures
from shared.call import Call, command
from shared.errors import RuleBroken
from shared.mongo import collection
from shared.regions import regions
from shared.settings import KitSettings, vault
from shared.signing import Algorithm


@command
def connect(call: Call, court_code: str, *, line: rules.Line, url: str = "") -> Partner:
    """Begin to exchange with a court, or change how it is reached. Raises RuleBroken: unknown_court, court_url_unfit."""
    rules.must_be_reachable(line, url, in_production=KitSettings.read().in_production)
    name = regions().court(court_code).name
    if collection(Partner).count_documents({"_id": court_code}):
        partner = Partner.load(court_code, call)
        partner.line, partner.url = line, url
        return partner.store()
    within = places.court_path(court_code)
    return Partner(id=court_code, name=name, line=line, url=url, within=within).begin(call).create()


@command
def add_key(call: Call, court_code: str, *, algorithm: Algorithm, secret: str | None = None) -> Partner:
    """A new key, ours to sign with from now; older ones are taken for some days more. `secret` is 64 hex digits."""
    partner = Partner.load(court_code, call)
    ends = call.at + figures().key_overlap
    for key in partner.keys:
        if key.until is None or key.until > ends:
            key.until = ends
    sealed = vault().seal(secret or secrets.token_hex(32), "partners.key")
    key_id = f"k{call.new_id('key').replace('-', '')[-20:]}"
    partner.keys.append(Key(id=key_id, algorithm=algorithm, secret=sealed, since=call.at))
    return partner.store()


@command
def withdraw_key(call: Call, court_code: str, key_id: str) -> Partner:
    """Take a key out of use at once, for example because it leaked. Raises RuleBroken: unknown_key."""
    partner = Partner.load(court_code, call)
    key = next((key for key in partner.keys if key.id == key_id and key.is_good(call.at)), None)
    if key is None:
        raise RuleBroken("unknown_key")
    key.until = call.at
    return partner.store()
