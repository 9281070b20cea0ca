"""Signatures of releases, held against Debian's own ``minisign``, in both directions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.system.minisign import (
    SignatureError,
    key_text,
    public_key,
    public_keys,
    require_signed,
)
from release import signing
from release.stop import StopError

assert sys.platform == "linux"

SUMS = "0" * 64 + "  chương-trình.zip\n"


def minisign(*words: str | Path, said: str = "") -> str:
    done = subprocess.run(
        ["minisign", *map(str, words)], input=said, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_we_sign_minisign_proves(tmp_path: Path) -> None:
    key = signing.write_secret(tmp_path / "khóa.key")
    sums = tmp_path / "SHA256SUMS"
    sums.write_text(SUMS, "utf-8")
    (tmp_path / "SHA256SUMS.minisig").write_text(
        key.sign(sums.read_bytes(), "quay-mot-cua 1.2.0 windows-x86_64"), "utf-8"
    )
    said = minisign("-V", "-m", sums, "-P", key.public.line)
    assert "quay-mot-cua 1.2.0 windows-x86_64" in said
    (tmp_path / "khoa.pub").write_text(key_text(key.public), "utf-8")
    minisign("-V", "-m", sums, "-p", tmp_path / "khoa.pub")
    sums.write_text(SUMS.replace("0", "1"), "utf-8")
    with pytest.raises(AssertionError, match="verification failed"):
        minisign("-V", "-m", sums, "-P", key.public.line)


def test_minisign_signs_with_the_key_we_make(tmp_path: Path) -> None:
    key = signing.write_secret(tmp_path / "khoa.key")
    sums = tmp_path / "SHA256SUMS"
    sums.write_text(SUMS, "utf-8")
    minisign("-S", "-s", tmp_path / "khoa.key", "-m", sums, "-t", "lời")
    text = (tmp_path / "SHA256SUMS.minisig").read_text("utf-8")
    assert require_signed(sums.read_bytes(), text, [key.public]) == "lời"


@pytest.mark.parametrize("password", ["", "thuyen cho gao"])
def test_we_sign_with_the_key_minisign_makes(tmp_path: Path, password: str) -> None:
    """One under a password costs a gigabyte and a second: the cost minisign asks for."""
    secret, public = tmp_path / "minisign.key", tmp_path / "minisign.pub"
    plain = () if password else ("-W",)
    minisign("-G", *plain, "-s", secret, "-p", public, said=f"{password}\n{password}\n")
    key = signing.secret_key(secret, lambda _question: password)
    assert list(public_keys(public.read_text("utf-8"))) == [key.public]
    sums = tmp_path / "SHA256SUMS"
    sums.write_text(SUMS, "utf-8")
    (tmp_path / "SHA256SUMS.minisig").write_text(key.sign(sums.read_bytes(), "x"), "utf-8")
    minisign("-V", "-m", sums, "-p", public)
    if password:
        with pytest.raises(StopError, match="another password"):
            signing.secret_key(secret, lambda _question: "sai")


@pytest.mark.parametrize("method", ["-H", "-l"])
def test_both_ways_of_signing_are_proved(tmp_path: Path, method: str) -> None:
    """Over a hash, and the older way over the bytes themselves."""
    secret, public = tmp_path / "minisign.key", tmp_path / "minisign.pub"
    minisign("-G", "-W", "-s", secret, "-p", public)
    sums = tmp_path / "SHA256SUMS"
    sums.write_text(SUMS, "utf-8")
    minisign("-S", method, "-s", secret, "-m", sums, "-t", "lời")
    keys = list(public_keys(public.read_text("utf-8")))
    text = (tmp_path / "SHA256SUMS.minisig").read_text("utf-8")
    assert require_signed(SUMS.encode(), text, keys) == "lời"
    for content, said in (
        (SUMS.encode() + b"\n", text),
        (SUMS.encode(), text.replace("lời", "lới")),
    ):
        with pytest.raises(SignatureError, match="does not go with"):
            require_signed(content, said, keys)
    assert keys[0].name in public.read_text("utf-8"), "named as minisign names it"
    assert public_key(keys[0].line) == keys[0]
