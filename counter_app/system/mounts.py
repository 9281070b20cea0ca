"""The mount table of Linux: which file system a path lies on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from counter_app.values import dataclass, pattern

_OCTAL = pattern(rb"\\([0-7]{3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """One line of the mount table; ``number`` is "major:minor"."""

    number: str
    path: Path
    filesystem: str
    source: str
    read_only: bool


def parse_mounts(text: str) -> list[Mount]:
    """The lines of ``/proc/self/mountinfo``; a damaged line is passed over."""
    mounts = []
    for line in text.splitlines():
        before, dash, after = line.partition(" - ")
        head, tail = before.split(" "), after.split(" ")
        if not dash or len(head) < 6 or len(tail) < 2:
            continue
        options = {*head[5].split(","), *(tail[2].split(",") if len(tail) > 2 else ())}
        mounts.append(
            Mount(
                number=head[2],
                path=Path(_plain(head[4])),
                filesystem=tail[0],
                source=_plain(tail[1]),
                read_only="ro" in options,
            )
        )
    return mounts


def _plain(text: str) -> str:
    """Undo the octal escapes of blanks and backslashes; names are bytes, usually UTF-8."""
    raw = text.encode("utf-8", "surrogateescape")
    return _OCTAL.sub(lambda found: bytes([int(found[1], 8) & 0xFF]), raw).decode(
        "utf-8", "surrogateescape"
    )


def read_mounts(root: Path = Path("/")) -> list[Mount]:
    """What is mounted now. Errors: OSError."""
    return parse_mounts((root / "proc/self/mountinfo").read_text("utf-8", "surrogateescape"))


def mount_of(path: Path, mounts: Iterable[Mount]) -> Mount | None:
    """The mount that an absolute path lies on: of the deepest ones the last, which hides those before it."""
    found: Mount | None = None
    for mount in mounts:
        deeper = found is None or len(mount.path.parts) >= len(found.path.parts)
        if deeper and path.is_relative_to(mount.path):
            found = mount
    return found
