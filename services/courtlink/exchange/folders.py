# SPDX-License-Identifier: Apache-2.0
"""Signed files in a folder that both can reach, for courts without an interface: laid down whole, answered by receipts."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from marshmallow import ValidationError

from services.courtlink.exchange import receiving, sending
from services.courtlink.exchange.documents import Key, Partner
from services.courtlink.exchange.figures import figures
from services.courtlink.exchange.posting import fresh
from services.courtlink.exchange.schemas import MESSAGE_ID, MessageIn
from shared.access import Actor
from shared.call import Call
from shared.errors import NotFound, RuleBroken
from shared.settings import KitSettings
from shared.signing import Algorithm, Signed

LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of one court: `out` is ours, `in` is theirs, and each has the other's `receipts`."""

    root: Path

    @property
    def outbox(self) -> Path:
        """What we lay down for the court."""
        return self.root / "out"

    @property
    def inbox(self) -> Path:
        """What the court lays down for us."""
        return self.root / "in"

    def lay(self, place: Path, message_id: str, body: bytes, key: Key) -> None:
        """Write a signed file under a passing name, then give it its name at once: nobody reads half a file."""
        place.mkdir(parents=True, exist_ok=True)
        name = f"{message_id}.json"
        signed = fresh("FILE", name, body)
        content = {
            "key": key.id,
            "time": signed.time,
            "nonce": signed.nonce,
            "signature": signed.sign(Algorithm(key.algorithm), key.opened()),
            "body": body.decode(),
        }
        part = place / f".{name}.part"
        part.write_bytes(orjson.dumps(content))
        part.replace(place / name)

    def waiting(self, place: Path) -> list[Path]:
        """The files that lie there, oldest first; never a link, nor what is too large or has another name."""
        if not place.is_dir():
            return []
        files = [
            file
            for file in place.glob("*.json")
            if re.fullmatch(MESSAGE_ID, file.stem) and file.is_file() and not file.is_symlink()
        ]
        return sorted(
            (file for file in files if file.stat().st_size <= LARGEST),
            key=lambda f: (f.stat().st_mtime, f.name),
        )


def unfold(file: Path) -> tuple[Signed, str, str]:
    """What a file says: the signed message, its key and its signature. Raises ValueError for what is no signed file."""
    try:
        content = orjson.loads(file.read_bytes())
        body = str(content["body"]).encode()
        signed = Signed("FILE", file.name, int(content["time"]), str(content["nonce"]), body)
        return signed, str(content["key"]), str(content["signature"])
    except (KeyError, TypeError, orjson.JSONDecodeError) as error:
        raise ValueError("not a signed file") from error


def of(court_code: str) -> Folder | None:
    """The folder of a court; None where this installation has none."""
    root = KitSettings.read().exchange_folder
    return Folder(Path(root) / court_code) if root else None


def take_all(partner: Partner, folder: Folder, key: Key, now: datetime) -> int:
    """Take what the court laid down, and lay down a receipt for each; returns how many."""
    files = folder.waiting(folder.inbox)
    for file in files:
        said = _take(partner, file, now)
        folder.lay(folder.inbox / "receipts", file.stem, orjson.dumps(said), key)
        _put_away(file, "taken" if said["state"] == "received" else "refused")
    return len(files)


def note_receipts(partner: Partner, folder: Folder, now: datetime) -> int:
    """Note what the court says of what we laid down; returns how many."""
    files = folder.waiting(folder.outbox / "receipts")
    for file in files:
        _note_receipt(partner, file, now)
    return len(files)


def _put_away(file: Path, name: str) -> None:
    place = file.parent / name
    place.mkdir(exist_ok=True)
    file.replace(place / file.name)


def _prove(partner: Partner, file: Path) -> tuple[bytes, str]:
    """The body of a signed file and the key, if it is of this court. Raises RuleBroken."""
    try:
        signed, key_id, signature = unfold(file)
    except ValueError:
        raise RuleBroken("exchange_signature_wrong") from None
    found, key = receiving.proven(signed, key_id, signature, window=figures().file_window)
    if found.id != partner.id:
        raise RuleBroken("exchange_signature_wrong")
    return signed.body, key.id


def _take(partner: Partner, file: Path, now: datetime) -> dict[str, str]:
    """Take one file as if it had been posted; what we say of it. A file may lie long, so its id guards against repeats."""
    said = {"message_id": file.stem, "state": "refused"}
    key_id = ""
    try:
        body, key_id = _prove(partner, file)
        message = _message(body, file)
        call = receiving.court_call(partner.id, partner.name, at=now, message="", key_id=key_id)
        receiving.accept(
            call,
            message_id=file.stem,
            kind=message["kind"],
            body=body,
            data=orjson.loads(body)["data"],
            key_id=key_id,
            in_reply_to=message["in_reply_to"],
        )
        return said | {"state": "received"}
    except RuleBroken as broken:
        receiving.note_refusal(broken.code, key_id=key_id, address=f"folder {partner.id}", now=now)
        return said | {"code": broken.code}
    except (ValidationError, orjson.JSONDecodeError):
        return said | {"code": "invalid_input"}


def _message(body: bytes, file: Path) -> dict[str, Any]:
    """The message of a file, which bears its name. Raises ValidationError, RuleBroken: exchange_file_name_wrong."""
    message: dict[str, Any] = MessageIn().loads(body)
    if message["message_id"] != file.stem:
        raise RuleBroken("exchange_file_name_wrong")
    return message


def _note_receipt(partner: Partner, file: Path, now: datetime) -> None:
    call = Call(Actor("system:courtlink"), at=now)
    try:
        body, _ = _prove(partner, file)
        receipt = orjson.loads(body)
        if receipt.get("state") == "received":
            sending.note_delivered(call, file.stem)
        else:
            sending.note_trouble(call, file.stem, "court_refuses", for_good=True)
        _put_away(file, "taken")
    except (RuleBroken, NotFound, orjson.JSONDecodeError, AttributeError) as error:
        code = error.code if isinstance(error, RuleBroken) else "not_found"
        receiving.note_refusal(code, key_id="", address=f"folder {partner.id}", now=now)
        _put_away(file, "refused")
