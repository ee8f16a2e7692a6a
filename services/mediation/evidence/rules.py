# SPDX-License-Identifier: Apache-2.0
"""What may be kept as a file: told by its bytes, never by its name; photos lose what the camera wrote into them (PV-19)."""

import io
from collections.abc import Collection
from enum import StrEnum

from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from shared.errors import RuleBroken

MOST_BYTES, MOST_PIXELS, MOST_PAGES = 1_500_000, 40_000_000, 200


class Kind(StrEnum):
    """What a file is for (材料种类), WN-06."""

    RECORD = "record"  # 纸质笔录照片
    SIGNED = "signed"  # 签名盖章扫描件
    IDENTITY = "identity"  # 身份证明
    PROXY = "proxy"  # 授权委托书
    PROOF = "proof"  # 履行凭证
    PROPERTY = "property"  # 财产权利证明
    OTHER = "other"  # 其他证据


_COMMON = {Kind.RECORD, Kind.SIGNED, Kind.PROOF}


def may_see(kind: str, ref: str, own: Collection[str]) -> bool:
    """A party sees its own papers (`own` are its letters) and those that all sides know; never another's identity paper,
    proxy or evidence (PIPL arts 28, 44; PV-03, PV-09, PV-11)."""
    return ref in own or kind in _COMMON


class MediaType(StrEnum):
    """The kinds of files that are kept."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"


def sniff(content: bytes) -> MediaType:
    """The type by the first bytes. Raises RuleBroken `file_type_refused` for everything else, HTML and SVG among it."""
    if content.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if content.startswith(b"%PDF-"):
        return MediaType.PDF
    raise RuleBroken("file_type_refused")


def clean(content: bytes) -> tuple[bytes, MediaType]:
    """The file as it is kept: photos are drawn anew, upright, without EXIF (place, time, camera); PDF as it came.

    Raises RuleBroken: file_type_refused, file_empty, file_too_large, file_broken.
    """
    if not content:
        raise RuleBroken("file_empty")
    if len(content) > MOST_BYTES:
        raise RuleBroken("file_too_large", most=round(MOST_BYTES / 1_000_000, 1))
    kind = sniff(content)
    if kind is MediaType.PDF:
        _must_open(content)
        return content, kind
    return _redrawn(content, kind), kind


def _must_open(content: bytes) -> None:
    """A PDF that can be bound into the folder: not locked, not too long."""
    try:
        pages = len(PdfReader(io.BytesIO(content)).pages)
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise RuleBroken("file_broken") from error
    if not 1 <= pages <= MOST_PAGES:
        raise RuleBroken("file_broken")


def _redrawn(content: bytes, kind: MediaType) -> bytes:
    try:
        with Image.open(io.BytesIO(content)) as photo:
            if photo.width * photo.height > MOST_PIXELS:
                raise RuleBroken("file_too_large", most=round(MOST_BYTES / 1_000_000, 1))
            upright = ImageOps.exif_transpose(photo)
            plain = Image.new(upright.mode, upright.size)
            plain.paste(upright)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise RuleBroken("file_broken") from error
    drawn = io.BytesIO()
    if kind is MediaType.JPEG:
        plain.convert("RGB").save(drawn, "JPEG", quality=88)
    else:
        plain.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()
