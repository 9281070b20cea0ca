"""The list of parts of a program (CycloneDX 1.6, JSON): packages with licences and pinned hashes, files with sums.

The same program gives the same list to the byte: its serial number comes from the sums, its moment from the commit.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from release.parts import OWN, Part
from release.pins import REQUIREMENTS, blocks

NAME = "thanh-phan.cdx.json"
_SPACE = uuid.UUID("b0f7ce3b-7f3a-5d0e-9a51-3c1f6d0a7c11")
PINNED = "counter-app:pinned-sha256"


@dataclass(frozen=True, slots=True)
class Contents:
    """A program's folder and what is known of it; ``epoch`` is the commit's moment in seconds, UTC."""

    program: Path
    parts: Sequence[Part]
    version: str
    platform: str
    epoch: int

    def files(self) -> Iterator[Path]:
        """Every file of the program, sorted; links are no files of their own."""
        yield from (
            path
            for path in sorted(self.program.rglob("*"))
            if path.is_file() and not path.is_symlink()
        )


def sha256(path: Path) -> str:
    """A file's SHA-256 in hex."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def pinned_hashes(text: str | None = None) -> dict[str, tuple[str, ...]]:
    """The SHA-256 of every wheel that may be installed, by package."""
    known = REQUIREMENTS.read_text("utf-8") if text is None else text
    return {
        package.name.lower().replace("_", "-"): tuple(
            item.removeprefix("--hash=sha256:") for item in hashes
        )
        for package, hashes in blocks(known)
    }


def _file(path: Path, name: str) -> Component:
    return Component(
        type=ComponentType.FILE,
        name=name,
        bom_ref=f"file:{name}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha256(path))],
    )


def _package(part: Part, files: Iterable[Component], hashes: Iterable[str]) -> Component:
    kind = "generic" if part.kind == "python" else part.kind
    space = "debian" if part.kind == "deb" else None
    licences = [LicenseFactory().make_from_string(part.licence)] if part.licence else []
    return Component(
        type=ComponentType.LIBRARY,
        name=part.name,
        version=part.version,
        bom_ref=f"{kind}:{part.name}@{part.version}",
        purl=PackageURL(type=kind, namespace=space, name=part.name, version=part.version),
        licenses=licences,
        components=files,
        properties=[Property(name=PINNED, value=item) for item in hashes],
    )


def list_of_parts(contents: Contents) -> str:
    """The list as JSON text, ending with a line end."""
    files = {path.relative_to(contents.program).as_posix(): path for path in contents.files()}
    pins, taken, components = pinned_hashes(), set(), []
    for part in contents.parts:
        if part.name == OWN:
            continue
        inside = {name: _found(name, files) for name in part.files}
        there = {name: found for name, found in inside.items() if found and found not in taken}
        taken |= set(there.values())
        hashed = [_file(files[found], found) for found in sorted(set(there.values()))]
        pinned = pins.get(part.name, ()) if part.kind == "pypi" else ()
        components.append(_package(part, hashed, pinned))
    components += [_file(path, name) for name, path in files.items() if name not in taken]
    sums = "".join(f"{sha256(path)}  {name}\n" for name, path in files.items())
    bom = Bom(
        components=components,
        serial_number=uuid.uuid5(_SPACE, f"{contents.version} {contents.platform}\n{sums}"),
        metadata=BomMetaData(
            timestamp=datetime.fromtimestamp(contents.epoch, UTC),
            component=Component(
                type=ComponentType.APPLICATION,
                name=OWN,
                version=contents.version,
                bom_ref=OWN,
                purl=PackageURL(
                    type="generic",
                    name=OWN,
                    version=contents.version,
                    qualifiers={"platform": contents.platform},
                ),
            ),
        ),
    )
    root = bom.metadata.component
    if root is not None:
        packages = [item for item in components if item.type == ComponentType.LIBRARY]
        bom.register_dependency(root, packages)
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def _found(name: str, files: dict[str, Path]) -> str | None:
    """Where a file of a part lies in the program: PyInstaller puts all but executables below ``_internal``."""
    return next((item for item in (f"_internal/{name}", name) if item in files), None)
