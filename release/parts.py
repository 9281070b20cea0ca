"""What a built program consists of: which package, system library or part of Python each of its files comes from.

Asked by ``build.spec`` in the Python that builds, where the packages are; kept beside the build for the list of parts.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN = "counter-app"
KEPT, SHIPPED = "parts-and-files.json", "parts.json"


@dataclass(slots=True)
class Part:
    """One package in the program; ``kind`` is pypi, deb, python or own, ``files`` are those in the program's folder."""

    kind: str
    name: str
    version: str
    licence: str = ""
    files: list[str] = field(default_factory=list)


def licence_of(package: Distribution) -> str:
    """What a package says of its licence: an expression, a short text, or its classifiers."""
    said = package.metadata
    expression, text = (
        (said.get_all(name) or [""])[0].strip() for name in ("License-Expression", "License")
    )
    classifiers = [
        item.rpartition(" :: ")[2]
        for item in said.get_all("Classifier") or ()
        if item.startswith("License :: ") and item != "License :: OSI Approved"
    ]
    short = text if text and len(text) < 80 and "\n" not in text else ""
    return expression or short or ", ".join(classifiers)


def _owners() -> tuple[dict[Path, str], dict[str, Part]]:
    """Which package each installed file is of."""
    owners, parts = {}, {}
    for package in distributions():
        name = package.metadata["Name"].lower().replace("_", "-")
        if name == OWN:
            continue
        parts[name] = Part("pypi", name, package.version, licence_of(package))
        for item in package.files or ():
            owners[Path(str(package.locate_file(item))).resolve()] = name
    return owners, parts


def _debian(paths: Iterable[Path]) -> Iterator[tuple[Path, Part]]:
    """The Debian package of each file of the system, where there is one."""
    for path in paths:
        asked = ["dpkg-query", "-S", *sorted({str(path), str(path).removeprefix("/usr")})]
        said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        if not said:
            continue
        name = said.splitlines()[0].partition(":")[0]
        shown = ["dpkg-query", "-W", "-f", "${Version}\n", name]
        version = subprocess.run(shown, capture_output=True, text=True, check=False).stdout
        yield path, Part("deb", name, version.splitlines()[0])


def parts_of(entries: Iterable[tuple[str, str, str]]) -> list[Part]:
    """The parts of a program of PyInstaller's entries ``(name in the program, source file, kind)``, by kind and name.

    A module has a source and no file of its own: it lies in the program's archive of modules.
    """
    owners, parts = _owners()
    python = Part("python", "python", platform.python_version(), "PSF-2.0")
    own = Part("own", OWN, "")
    strange: dict[Path, list[str]] = {}
    used: dict[str, Part] = {"python": python, OWN: own}
    library = [Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "platstdlib")]
    for name, source, kind in entries:
        path = Path(source).resolve() if source and source != "-" else Path(sys.executable)
        if path in owners:
            part = used.setdefault(owners[path], parts[owners[path]])
        elif path.is_relative_to(ROOT):
            part = own
        elif any(path.is_relative_to(folder) for folder in library) or path == Path(sys.executable):
            part = python
        else:
            strange.setdefault(path, []).append(name)
            continue
        if kind not in ("PYMODULE", "PYMODULE-1", "PYMODULE-2", "PYSOURCE"):
            part.files.append(name.replace("\\", "/"))
    found = dict(_debian(strange)) if sys.platform == "linux" else {}
    for path, names in strange.items():
        part = found.get(path, python)  # of the Python that builds, which came in another way
        used.setdefault(f"{part.kind}:{part.name}", part).files.extend(names)
    listed = {(part.kind, part.name): part for part in used.values()}
    for part in listed.values():
        part.files = sorted(set(part.files))
    return [listed[key] for key in sorted(listed)]


def note(entries: Iterable[tuple[str, str, str]], folder: Path) -> Path:
    """Keep the parts of a build beside it, and the file that the program carries of them: names, versions, licences."""
    found = parts_of(entries)
    text = json.dumps([asdict(part) for part in found], ensure_ascii=False, indent=1)
    (folder / KEPT).write_text(text + "\n", "utf-8", newline="\n")
    short = [
        {"kind": part.kind, "name": part.name, "version": part.version, "licence": part.licence}
        for part in found
        if part.name != OWN
    ]
    shipped = folder / SHIPPED
    text = json.dumps(short, ensure_ascii=False, indent=1)
    shipped.write_text(text + "\n", "utf-8", newline="\n")
    return shipped


def noted(folder: Path) -> list[Part]:
    """The parts of a build that was made in this folder."""
    return [Part(**item) for item in json.loads((folder / KEPT).read_text("utf-8"))]
