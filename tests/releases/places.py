"""Installed programs and signed releases for tests: small ones, whose program is a file that says its version."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

from counter_app.releases import release as releases
from counter_app.releases.release import ARCHIVE, FACTS, PROGRAM, SIGNATURE, SUMS, this_platform
from counter_app.releases.updating import ProgramPlace
from counter_app.system.minisign import SecretKey, new_key

KEY = new_key()
KEYS = (KEY.public,)
NAME = "counter-app"


def program_files(version: str) -> dict[str, bytes]:
    """What a version consists of here, by path below its folder."""
    return {
        NAME: version.encode(),
        "_internal/thư-viện.bin": os.urandom(5_000),
        "_internal/a/b": b"",
    }


def installed(home: Path, version: str = "1.0.0") -> ProgramPlace:
    """A program as the installer leaves it."""
    for name, content in program_files(version).items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(content)
    return ProgramPlace(home=home, version=version, name=NAME)


def archive(path: Path, members: Mapping[str, bytes]) -> None:
    """An archive of some members, below the one folder that it may have."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)


def sign(folder: Path, key: SecretKey = KEY) -> None:
    """Write sums and signature of all that lies in a release's folder."""
    names = sorted(item.name for item in folder.iterdir() if item.name not in (SUMS, SIGNATURE))
    lines = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names
    ]
    (folder / SUMS).write_text("".join(lines), "utf-8")
    text = key.sign((folder / SUMS).read_bytes(), "quay-mot-cua")
    (folder / SIGNATURE).write_text(text, "utf-8")


def released(
    stick: Path, version: str, *, key: SecretKey = KEY, platform: str = "", **facts: str
) -> Path:
    """A signed release on a stick."""
    named = platform or this_platform()
    folder = stick / f"{PROGRAM}-{version}-{named}"
    folder.mkdir(parents=True)
    members = {f"counter-app/{name}": content for name, content in program_files(version).items()}
    archive(folder / ARCHIVE, members)
    said = {"program": PROGRAM, "version": version, "platform": named, "built": "2026-11-30"}
    (folder / FACTS).write_text(json.dumps({**said, "commit": "0" * 40, **facts}), "utf-8")
    sign(folder, key)
    return folder


def working(folder: Path, version: str) -> str:
    """A self-test: the program that lies there is of the version it should be."""
    found = (folder / NAME).read_text("utf-8")
    return "" if found == version else found


def in_use_there(place: ProgramPlace) -> str:
    """The version that the next start of the program opens; fails where that is not a whole one."""
    from counter_app.releases.handing_on import successor

    first = place.home / place.name
    program = successor(first, window=False) or first
    inside = {item.relative_to(program.parent).as_posix() for item in program.parent.rglob("*")}
    assert set(program_files("")) <= inside, "not whole"
    assert (program.parent / "_internal/thư-viện.bin").stat().st_size == 5_000
    return program.read_text("utf-8")


__all__ = ["releases"]
