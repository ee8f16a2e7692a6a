# SPDX-License-Identifier: Apache-2.0
"""Files of a case: told by their bytes, stripped, sealed, and never shown inline."""

import hashlib
import io
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter

from services.mediation.evidence.documents import CaseFile
from services.mediation.evidence.rules import MediaType, clean
from shared.access import Role
from shared.errors import RuleBroken
from shared.mongo import collection
from tests.hall import Hall, open_hall
from tests.mediation.test_story import PARTIES

TOWN = "371324001"


def a_pdf(comment: str) -> bytes:
    """A PDF of one page, with a comment at its end."""
    made, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(made)
    return made.getvalue() + f"\n% {comment}".encode()


PDF = a_pdf("底线是八千")


def photo(kind: str = "JPEG", *, turned: bool = False) -> bytes:
    """A photo with a place and a camera written into it."""
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    if turned:
        exif[0x0112] = 6
    drawn = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(drawn, kind, exif=exif)
    return drawn.getvalue()


def test_a_photo_keeps_its_picture_and_loses_what_the_camera_wrote() -> None:
    for kind in ("JPEG", "PNG"):
        kept, _ = clean(photo(kind, turned=True))

        assert b"SecretCamera" not in kept
        with Image.open(io.BytesIO(kept)) as shown:
            assert (shown.size, dict(shown.getexif())) == ((20, 40), {})  # turned upright


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"<html><script>alert(1)</script>", "file_type_refused"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file_type_refused"),
        (b"MZ\x90\x00", "file_type_refused"),
        (b"\xff\xd8\xff broken", "file_broken"),
        (b"%PDF-" + b"0" * 1_500_000, "file_too_large"),
    ],
)
def test_what_is_no_photo_or_pdf_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        clean(content)


def test_a_pdf_is_kept_as_it_came() -> None:
    assert clean(PDF) == (PDF, MediaType.PDF)


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}evidence_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("mediator", (Role.MEDIATOR, TOWN))
        hall.account("stranger", (Role.MEDIATOR, "371302001"))
        yield hall


@pytest.fixture(scope="module")
def case(hall: Hall) -> str:
    form = {"kind": "township_pmc", "name": "材料调委会", "place": TOWN}
    body = hall.post("mediation", "county", "/bodies/", form).json
    appointed = {"account": hall.ids["mediator"], "name": "调解员"}
    hall.post("mediation", "county", f"/bodies/{body['id']}/mediators", appointed, body["version"])
    applied = {"body_id": body["id"], "category": "邻里纠纷", "channel": "applied", "parties": PARTIES}
    return str(hall.post("mediation", "mediator", "/cases/", applied).json["id"])


def send(
    hall: Hall, case: str, content: bytes, media_type: str, key: str = "", login: str = "mediator"
) -> Any:
    query = f"?case_id={case}&kind=record&name=笔录"
    headers = {"Idempotency-Key": key or str(uuid.uuid4()), "Content-Type": media_type}
    return hall.browser("mediation", login).post(
        f"/api/mediation/v1/files/{query}", data=content, headers=headers
    )


def test_a_file_is_sealed_once_and_handed_out_as_it_was_kept(hall: Hall, case: str) -> None:
    key = str(uuid.uuid4())
    kept = send(hall, case, PDF, "application/pdf", key).json
    again = send(hall, case, PDF, "application/pdf", key).json

    assert again == kept
    assert (kept["digest"], kept["size"]) == (hashlib.sha256(PDF).hexdigest(), len(PDF))
    assert "八千" not in str(collection(CaseFile).find_one({"_id": kept["id"]}))
    got = hall.get("mediation", "mediator", f"/files/{kept['id']}")
    assert (got.data, got.headers["Content-Type"]) == (PDF, "application/pdf")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    listed = hall.get("mediation", "mediator", f"/files/?case_id={case}").json
    assert [one["id"] for one in listed] == [kept["id"]]


def test_a_file_that_lies_about_its_type_is_kept_as_what_it_is(hall: Hall, case: str) -> None:
    assert send(hall, case, photo("PNG"), "image/jpeg").json["media_type"] == "image/png"
    assert send(hall, case, b"<html>", "image/jpeg").json["code"] == "file_type_refused"
    assert send(hall, case, PDF, "text/html").json["code"] == "file_needed"
    assert send(hall, case, b"%PDF-" + b"0" * 1_500_000, "application/pdf").status_code == 413


def test_files_of_another_case_are_not_there_and_a_removed_one_is_gone_from_sight(
    hall: Hall, case: str
) -> None:
    kept = send(hall, case, photo(), "image/jpeg").json
    path = f"/files/{kept['id']}"
    assert send(hall, case, PDF, "application/pdf", login="stranger").status_code == 404
    assert hall.get("mediation", "stranger", path).status_code == 404
    assert hall.get("mediation", "stranger", f"/files/?case_id={case}").status_code == 404

    removed = hall.post("mediation", "mediator", f"{path}/removal", {"reason": "传错了"}, kept["version"])

    assert removed.json["removed_for"] == "传错了"
    assert hall.get("mediation", "mediator", path).status_code == 404
    assert collection(CaseFile).count_documents({"_id": kept["id"]}) == 1
