"""The mount table of Linux: which file system a path lies on."""

from __future__ import annotations

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
    if "\\" not in text:
        return text
    raw = text.encode("utf-8", "surrogateescape")
    return _OCTAL.sub(lambda found: bytes([int(found[1], 8) & 0xFF]), raw).decode(
        "utf-8", "surrogateescape"
    )


def read_mounts(root: Path = Path("/")) -> list[Mount]:
    """The media mounted now. Errors: OSError."""
    return parse_mounts(mount_table(root))


def filesystem_at(path: Path, text: str) -> str:
    """The kind of file system that an absolute path lies on, by a mount table; "" where it tells of none."""
    wanted, longest, found = f"{path}/", 0, ""
    for line in text.splitlines():
        before, dash, after = line.partition(" - ")
        head = before.split(" ", 5)
        if not dash or len(head) < 6 or " " not in after:
            continue
        where = f"{_plain(head[4]).rstrip('/')}/"
        if len(where) >= longest and wanted.startswith(where):
            longest, found = len(where), after.partition(" ")[0]
    return found


def mount_table(root: Path = Path("/")) -> str:
    """The media mounted now, as the system tells it. Errors: OSError."""
    return (root / "proc/self/mountinfo").read_text("utf-8", "surrogateescape")
