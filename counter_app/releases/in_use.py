"""The version of the program in use here: one small file, changed in one step, that names a folder beside it.

The program that was installed first lies in the home folder itself and hands on to the version in use (``handing_on``).
Whatever an update does before it changes this file, or whatever it is killed at, leaves the version of before in use.
Written like an INI file, which the installer for Windows reads with its own means.
"""

from __future__ import annotations

import configparser
from contextlib import suppress
from pathlib import Path

from counter_app.system import files
from counter_app.values import dataclass

VERSIONS = "ban"
"""The folder of the home folder where each version lies, in a folder named like it."""
POINTER = "dang-dung.ini"
_SECTION = "ban"
_STARTS, _BEFORE, _FAILED, _FIRST = "thu", "truoc", "hong", "goc"


@dataclass
class InUse:
    """The version in use; "" is the one that lies in the home folder itself.

    ``before``: what was in use before it, None for nothing. ``starts``: how often the window was started since, until
    one was shown; None once one was. ``failed``: the version that never showed one, and was left for this one.
    ``first`` is the version in the home folder, for people to read.
    """

    version: str = ""
    before: str | None = None
    starts: int | None = None
    failed: str = ""
    first: str = ""

    def named(self, version: str | None) -> str:
        """The name people give a version."""
        return version or self.first


def folder_of(home: Path, version: str) -> Path:
    """The folder of a version."""
    return home / VERSIONS / version if version else home


def in_use(home: Path) -> InUse:
    """The version in use by the file; where there is none or it cannot be understood, the home folder's own one."""
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string((home / VERSIONS / POINTER).read_text("utf-8"))
        kept = parser[_SECTION]
        starts = kept.get(_STARTS)
        found = InUse(
            version=kept.get(POINTER.partition(".")[0], ""),
            before=kept.get(_BEFORE),
            starts=int(starts) if starts else None,
            failed=kept.get(_FAILED, ""),
            first=kept.get(_FIRST, ""),
        )
    except (OSError, ValueError, KeyError, configparser.Error):
        return InUse()
    named = (found.version, found.before or "")
    return found if all(_is_plain(name) for name in named) else InUse()


def _is_plain(version: str) -> bool:
    """Nobody who can write the file only may have a program of another folder started."""
    return not version or (version[0].isdigit() and version.replace(".", "").isdigit())


def put_in_use(home: Path, wanted: InUse) -> None:
    """Name another version, in one step and through a power cut. Errors: OSError."""
    lines = [f"[{_SECTION}]", f"{POINTER.partition('.')[0]}={wanted.version}"]
    if wanted.before is not None:
        lines.append(f"{_BEFORE}={wanted.before}")
    if wanted.starts is not None:
        lines.append(f"{_STARTS}={wanted.starts}")
    lines += [f"{_FAILED}={wanted.failed}"] if wanted.failed else []
    lines += [f"{_FIRST}={wanted.first}"] if wanted.first else []
    pointer = home / VERSIONS / POINTER
    draft = pointer.with_suffix(".moi")
    with suppress(FileNotFoundError):
        files.remove(draft)
    files.write_new(draft, [("\n".join(lines) + "\n").encode("ascii")])
    files.move(draft, pointer)
