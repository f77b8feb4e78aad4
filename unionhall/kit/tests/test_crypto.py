"""SM-1…3 of the data rules, both ciphers, rotation, and values carried to where they do not belong."""

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from unionhall.kit import crypto
from unionhall.kit.crypto import CannotOpen

ROW = b"people.Person.id_number:7"


def test_sm3_of_the_standard():
    assert crypto.sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"  # SM-1


def test_sm4_of_the_standard():
    block = bytes.fromhex("0123456789abcdeffedcba9876543210")
    sealed = Cipher(algorithms.SM4(block), modes.ECB()).encryptor().update(block)
    assert sealed.hex() == "681edf34d206965e86b3e94f536e4246"  # SM-2


def test_sm3_chain_of_the_standard():
    head, heads = "0" * 64, []
    for row in (
        "1;2025-01-01T00:00:00+08:00;u1;login;ok",
        "2;2025-01-01T00:01:00+08:00;u1;view;file:12",
    ):
        head = crypto.sm3((head + row).encode())
        heads.append(head)
    assert heads == [  # SM-3
        "9e11d805fe0ba7b788fe0090d4b4e894509d0bc7013a6866b2564effff6ab6d4",
        "e3cbe7ad3f0d1119769ec4f99a80fd119e8164959d647e886e6ab382ef764093",
    ]


@pytest.fixture(params=["AES", "SM4"])
def cipher(request, settings):
    settings.FIELD_CIPHER = request.param
    return request.param


def test_round_trip(cipher):
    @given(st.text(max_size=200), st.binary(max_size=40))
    def check(plain, row):
        sealed = crypto.encrypt(plain, bound_to=row)
        assert crypto.decrypt(sealed, bound_to=row) == plain
        assert sealed != crypto.encrypt(plain, bound_to=row)

    check()


def test_opens_only_where_it_belongs_and_unaltered(cipher):
    sealed = crypto.encrypt("330106190003071235", bound_to=ROW)
    key, _, body = sealed.partition("$")
    flipped = body[:-6] + ("A" if body[-6] != "A" else "B") + body[-5:]
    for value, row in [
        (sealed, b"people.Person.id_number:8"),
        (f"{key}${flipped}", ROW),
        (f"k9${body}", ROW),
        (f"k1~rot13${body}", ROW),
        (f"{key}$", ROW),
        (f"{key}$AAAA", ROW),
        ("plain text", ROW),
    ]:
        with pytest.raises(CannotOpen):
            crypto.decrypt(value, bound_to=row)


def test_old_keys_and_the_other_cipher_still_open(settings):
    before = crypto.encrypt("旧", bound_to=ROW)
    settings.FIELD_KEYS = {**settings.FIELD_KEYS, "k2": b"2" * 32}
    settings.FIELD_KEY_ID = "k2"
    settings.FIELD_CIPHER = "SM4"
    after = crypto.encrypt("新", bound_to=ROW)
    assert (before[:3], after[:3]) == ("k1$", "k2~")
    assert (crypto.decrypt(before, bound_to=ROW), crypto.decrypt(after, bound_to=ROW)) == ("旧", "新")


def test_blind_index_is_stable_and_apart_for_each_kind(settings):
    settings.BLIND_KEY = b"i" * 32
    first = crypto.blind_index("id", "13800138000")
    assert first == crypto.blind_index("id", "13800138000")
    assert len(first) == 64
    assert len({crypto.blind_index(kind, "13800138000") for kind in crypto.IndexKind}) == len(crypto.IndexKind)
    settings.BLIND_KEY = b"j" * 32
    assert crypto.blind_index("id", "13800138000") != first
    with pytest.raises(ValueError, match="shoe_size"):
        crypto.blind_index("shoe_size", "42")
