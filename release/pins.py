"""The pinned packages of ``requirements/dev.txt``, as one system or another gets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements" / "dev.txt"
_X86_64 = {
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
}
WINDOWS: Mapping[str, str] = MappingProxyType(
    _X86_64
    | {
        "sys_platform": "win32",
        "os_name": "nt",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
    }
)
LINUX: Mapping[str, str] = MappingProxyType(
    _X86_64
    | {
        "sys_platform": "linux",
        "os_name": "posix",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
    }
)


def blocks(text: str) -> Iterator[tuple[Requirement, tuple[str, ...]]]:
    """Each pin of a lock file with its hashes, ``("--hash=sha256:…", …)``, in the order of the file."""
    for block in re.split(r"\n(?=[a-z0-9])", text):
        lines = [line.strip().rstrip("\\ ") for line in block.splitlines()]
        head, *hashes = [line for line in lines if line and not line.startswith("#")] or [""]
        if head:
            yield Requirement(head), tuple(hashes)


def pins_for(target: Mapping[str, str], text: str | None = None) -> str:
    """The pins that a system gets, one a line with their hashes: pip takes the markers for those of where it runs."""
    known = REQUIREMENTS.read_text("utf-8") if text is None else text
    return "".join(
        " ".join([f"{package.name}{package.specifier}", *hashes]) + "\n"
        for package, hashes in blocks(known)
        if package.marker is None or package.marker.evaluate(dict(target))
    )
