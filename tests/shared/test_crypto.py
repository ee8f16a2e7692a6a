# SPDX-License-Identifier: Apache-2.0
"""Sealed fields and the blind index (PV-11)."""

import base64
import os

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shared.crypto import SealBroken, Vault

FIRST, SECOND = bytes(range(32)), bytes(range(32, 64))
vault = Vault({1: FIRST})


def test_the_cipher_is_the_sm4_gcm_of_rfc_8998() -> None:
    key, nonce = bytes.fromhex("0123456789abcdeffedcba9876543210"), bytes.fromhex("00001234567800000000abcd")
    plain = bytes.fromhex(
        "aa" * 8 + "bb" * 8 + "cc" * 8 + "dd" * 8 + "ee" * 8 + "ff" * 8 + "ee" * 8 + "aa" * 8
    )

    worker = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    worker.authenticate_additional_data(bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"))
    sealed = worker.update(plain) + worker.finalize()

    assert sealed.hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
    )
    assert worker.tag.hex() == "83de3541e4c2b58177e065a9bf7b62ec"


@given(text=st.text(), field=st.text(min_size=1))
@settings(deadline=None)
def test_what_was_sealed_opens_to_the_same_text(text: str, field: str) -> None:
    assert vault.open(vault.seal(text, field), field) == text


@given(text=st.text(min_size=4))
@settings(deadline=None)
def test_nothing_of_the_text_is_in_the_sealed_bytes(text: str) -> None:
    sealed = vault.seal(text, "cases.phone")

    assert text.encode() not in base64.b64decode(sealed)
    assert sealed != vault.seal(text, "cases.phone")


@given(text=st.text(), field=st.text(), other=st.text())
@settings(deadline=None)
def test_a_value_moved_into_another_field_does_not_open(text: str, field: str, other: str) -> None:
    assume(field != other)

    with pytest.raises(SealBroken):
        vault.open(vault.seal(text, field), other)


@given(text=st.text(), place=st.integers(0), mask=st.integers(1, 255))
@settings(deadline=None)
def test_one_changed_byte_breaks_the_seal(text: str, place: int, mask: int) -> None:
    raw = bytearray(base64.b64decode(vault.seal(text, "cases.phone")))
    raw[place % len(raw)] ^= mask

    with pytest.raises(SealBroken):
        vault.open(base64.b64encode(raw).decode(), "cases.phone")


@pytest.mark.parametrize("sealed", ["", "AQ==", "not sealed", "13812345678", "AQ" * 14, "丰"])
def test_what_was_never_sealed_does_not_open(sealed: str) -> None:
    with pytest.raises(SealBroken):
        vault.open(sealed, "cases.phone")


def test_new_values_take_the_new_key_and_old_ones_stay_readable() -> None:
    rotated = Vault({1: FIRST, 2: SECOND})
    old, new = vault.seal("13812345678", "cases.phone"), rotated.seal("13812345678", "cases.phone")

    assert [base64.b64decode(sealed)[0] for sealed in (old, new)] == [1, 2]
    assert rotated.open(old, "cases.phone") == rotated.open(new, "cases.phone") == "13812345678"
    assert rotated.blind("13812345678", "cases.phone") == vault.blind("13812345678", "cases.phone")
    with pytest.raises(SealBroken):
        vault.open(new, "cases.phone")


def test_another_secret_under_the_same_number_opens_nothing() -> None:
    other = Vault({1: SECOND})

    with pytest.raises(SealBroken):
        other.open(vault.seal("13812345678", "cases.phone"), "cases.phone")
    assert other.blind("13812345678", "cases.phone") != vault.blind("13812345678", "cases.phone")


@pytest.mark.parametrize(
    "written", ["11010519491231002X", "110105 19491231 002x", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_one_number_has_one_blind_value_however_it_is_typed(written: str) -> None:
    assert vault.blind(written, "cases.id") == vault.blind("11010519491231002X", "cases.id")


@given(text=st.from_regex(r"\A[0-9A-Z]{4,18}\Z"), other=st.from_regex(r"\A[0-9A-Z]{4,18}\Z"))
@settings(deadline=None)
def test_blind_values_tell_numbers_and_fields_apart_and_show_nothing(text: str, other: str) -> None:
    blind = vault.blind(text, "cases.id")

    assert len(bytes.fromhex(blind)) == 32
    assert (vault.blind(other, "cases.id") == blind) == (text == other)
    assert vault.blind(text, "cases.phone") != blind


def test_stored_values_of_earlier_versions_still_open_and_match() -> None:
    assert (
        vault.open("ATjVrt6ly/b/SU7WzKA6ZuEsskZizM0B7EVdRXiuAvFOkoOXkMMYojzX/WUgBQ0=", "cases.id")
        == "11010519491231002X"
    )
    assert (
        vault.blind("11010519491231002X", "cases.id")
        == "be4cb94b6897a1ffa8829e31f405026fb0e046a52cd6d709d4020b9837855af0"
    )


@pytest.mark.parametrize("keys", [{}, {256: FIRST}, {-1: FIRST}, {1: b"short"}, {1: os.urandom(33)}])
def test_a_vault_without_proper_keys_is_refused(keys: dict[int, bytes]) -> None:
    with pytest.raises(ValueError, match="keys"):
        Vault(keys)
