"""A stranger reads a batch with Debian's programs alone: ``minisign -V``, then ``age -d | zstd -d | jq``."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

from counter_app.store.store import Store
from counter_app.sync.batch.envelope import Envelope
from counter_app.sync.batch.manifest import Content
from counter_app.system.exchange_keys import minisign_key, unseal
from tests.sync.makers import KEYS, THEIRS, carry, head_seq

assert sys.platform == "linux"


def piped(*programs: list[str | Path], given: bytes = b"") -> bytes:
    """What comes out of the last of some programs, each fed with what the one before said."""
    for program in programs:
        given = subprocess.run(program, input=given, capture_output=True, check=True).stdout
    return given


def test_a_batch_is_proved_and_read_with_the_programs_of_strangers(
    store: Store, usb: Path, tmp_path: Path
) -> None:
    both = (THEIRS.known, KEYS.known)
    written = carry(store, usb, envelope=Envelope(keys=KEYS, content=Content.FULL, recipients=both))
    public = minisign_key(
        bytes.fromhex(json.loads(written.manifest.read_bytes())["signer"]["public"])
    )
    proving = ["minisign", "-V", "-P", public.line, "-m", str(written.manifest)]
    proved = subprocess.run(proving, capture_output=True, text=True)
    assert "Signature and comment signature verified" in proved.stdout
    written.manifest.write_bytes(written.manifest.read_bytes().replace(b"99001", b"99002"))
    assert subprocess.run(proving, capture_output=True).returncode != 0
    key = tmp_path / "khoa-cap-tren.txt"
    key.write_text(THEIRS.identity + "\n")
    opened = piped(["age", "-d", "-i", key, written.payload], ["zstd", "-d", "-q"])
    asked = 'select(.kind=="dossier.received") | .payload.applicant.name'
    assert piped(["jq", "-r", asked], given=opened).decode().splitlines() == ["Trần Văn Nền"] * 6
    assert int(piped(["jq", "-s", "length"], given=opened)) == head_seq(store)


def test_the_office_s_own_copy_is_read_with_the_same_programs(
    store: Store, usb: Path, tmp_path: Path
) -> None:
    """By the office alone: its recovery sheet opens its ring, and that its key; the superior's opens nothing here."""
    both = (THEIRS.known, KEYS.known)
    written = carry(store, usb, envelope=Envelope(keys=KEYS, recipients=both))
    assert written.own is not None
    said = json.loads(written.manifest.read_bytes())["own"]
    assert said["file"] == written.own.name
    assert piped(["sha256sum", written.own]).decode().split()[0] == said["sha256"]
    keys = {"don-vi": KEYS, "cap-tren": THEIRS}
    for name, pair in keys.items():
        (tmp_path / name).write_text(pair.identity + "\n")
    opened = piped(["age", "-d", "-i", tmp_path / "don-vi", written.own], ["zstd", "-d", "-q"])
    asked = 'select(.kind=="dossier.received") | .payload.applicant.name'
    assert piped(["jq", "-r", asked], given=opened).decode().splitlines() == ["Trần Văn Nền"] * 6
    figures = piped(["age", "-d", "-i", tmp_path / "cap-tren", written.payload], ["zstd", "-dq"])
    assert "Trần Văn Nền".encode() not in figures
    theirs = ["age", "-d", "-i", str(tmp_path / "cap-tren"), str(written.own)]
    assert subprocess.run(theirs, capture_output=True).returncode != 0


def test_what_age_seals_for_the_office_it_opens() -> None:
    content = "Lò Thị Pa\n".encode() * 20_000
    sealed = piped(["age", "-r", KEYS.recipient], given=content)
    out = io.BytesIO()
    unseal(io.BytesIO(sealed), out, KEYS.identity)
    assert out.getvalue() == content
