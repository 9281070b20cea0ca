"""The installer for Windows, compiled by NSIS: it runs here as there, makes one plain executable and knows Vietnamese.

Why this one: docs/adr/0068-a-build-can-be-trusted.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from release.folder import INSTALLER
from release.sbom import Contents
from release.stop import StopError, say
from release.windows_program import ICON, four_numbers

SCRIPT = Path(__file__).with_name("installer.nsi")
_LAST = (".exe",)
"""What is copied last: before, nothing in the folder can be started."""


def compiler() -> str | None:
    """Where makensis is, None when it is not installed; on Windows its own folder is not on the path."""
    beside = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"
    return shutil.which("makensis") or (str(beside) if beside.is_file() else None)


def file_lines(program: Path) -> Iterator[str]:
    """The script's lines that put each file below ``$Target``, in one order everywhere."""
    names = [path.relative_to(program).as_posix() for path in program.rglob("*") if path.is_file()]
    folder = ""
    for name in sorted(names, key=lambda item: (item.endswith(_LAST), PurePosixPath(item).parts)):
        parent = PurePosixPath(name).parent.as_posix()
        inside = "" if parent == "." else "\\" + parent.replace("/", "\\")
        if inside != folder or not folder:
            folder = inside
            yield f'SetOutPath "$Target{inside}"'
        yield f'File "{_quoted(program / name)}"'


def _quoted(path: Path) -> str:
    return str(path).replace("$", "$$")


def make(source: Path, contents: Contents, folder: Path) -> list[Path]:
    """Compile the installer into ``folder``; nothing, with a word, where there is no compiler. Errors: StopError."""
    found = compiler()
    if found is None:
        say("no installer: makensis is not here (Debian: nsis)")
        return []
    listed, made = folder / "installer-files.nsh", folder / INSTALLER
    listed.write_text("\n".join(file_lines(contents.program)) + "\n", "utf-8-sig", newline="\n")
    defined = {
        "VERSION": contents.version,
        "FOUR": ".".join(map(str, four_numbers(contents.version))),
        "ICON": str(ICON),
        "FILES": str(listed),
        "OUT": str(made),
    }
    words = [
        found,
        "-V2",
        "-INPUTCHARSET",
        "UTF8",
        *(f"-D{name}={text}" for name, text in defined.items()),
    ]
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(contents.epoch), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [*words, str(source / "release" / SCRIPT.name)],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StopError(f"makensis failed:\n{done.stdout}{done.stderr}")
    return [made]
