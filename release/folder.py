"""The folder of a release: archive, list of parts, known weaknesses, installer, sums, and the signature over them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from counter_app.releases.release import ARCHIVE, FACTS, PROGRAM, SIGNATURE, SUMS
from counter_app.releases.unpacking import TOP
from counter_app.system.minisign import SecretKey
from release import sbom
from release.archive import pack
from release.sbom import Contents, sha256

WEAKNESSES = "diem-yeu.json"
INSTALLER = "cai-dat.exe"


def make(contents: Contents, commit: str, target: Path, more: Sequence[Path] = ()) -> Path:
    """Make the folder of a release below ``target``, with further files, its sums last, in place of the one there."""
    folder = target / f"{PROGRAM}-{contents.version}-{contents.platform}"
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    pack(contents.program, folder / ARCHIVE, top=TOP, epoch=contents.epoch)
    (folder / sbom.NAME).write_text(sbom.list_of_parts(contents), "utf-8", newline="\n")
    inside = contents.program / "_internal" / "resources" / "release"
    shutil.copyfile(inside / "weaknesses.json", folder / WEAKNESSES)
    for path in more:
        shutil.copyfile(path, folder / path.name)
    facts = {
        "program": PROGRAM,
        "version": contents.version,
        "platform": contents.platform,
        "built": datetime.fromtimestamp(contents.epoch, UTC).date().isoformat(),
        "commit": commit,
    }
    (folder / FACTS).write_text(json.dumps(facts, indent=1) + "\n", "utf-8", newline="\n")
    write_sums(folder)
    return folder


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS as ``sha256sum`` does, over every file but itself and its signature."""
    names = sorted(item.name for item in folder.iterdir() if item.name not in (SUMS, SIGNATURE))
    lines = [f"{sha256(folder / name)}  {name}\n" for name in names]
    (folder / SUMS).write_text("".join(lines), "utf-8", newline="\n")


def sign(folder: Path, key: SecretKey) -> None:
    """Sign the sums; the trusted comment names the release."""
    text = key.sign((folder / SUMS).read_bytes(), folder.name)
    (folder / SIGNATURE).write_text(text, "utf-8", newline="\n")
