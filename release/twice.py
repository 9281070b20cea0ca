"""Two builds of one commit in two folders, compared to the byte."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from release.sbom import sha256
from release.stop import StopError, say


def sums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder by its name there; of a link what it leads to."""
    return {
        path.relative_to(folder).as_posix(): f"-> {path.readlink()}"
        if path.is_symlink()
        else sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def differences(one: Path, other: Path) -> Iterator[str]:
    """Every file that is not the same in both folders."""
    left, right = sums(one), sums(other)
    for name in sorted(left.keys() | right.keys()):
        if left.get(name) != right.get(name):
            missing = " (missing in one)" if name not in left or name not in right else ""
            yield name + missing


def checkout(source: Path, target: Path) -> Path:
    """The last commit of a repository in another folder. Errors: StopError."""
    words = ["git", "clone", "--quiet", "--no-hardlinks", str(source), str(target)]
    if subprocess.run(words, check=False).returncode:
        raise StopError(f"no copy of the commit can be made in {target}.")
    return target


def prove(make: Callable[[Path], Path], source: Path, scratch: Path) -> None:
    """Build twice and compare; ``make`` builds what lies in a folder and says where it put the release.

    Errors: StopError with the names of the files that differ.
    """
    changed = ["git", "-C", str(source), "status", "--porcelain", "--untracked-files=no"]
    if subprocess.run(changed, capture_output=True, check=False).stdout:
        say("changes that are not committed are in neither build")
    # Both before either is built: builds take minutes, in which somebody may commit.
    copies = [checkout(source, scratch / name) for name in ("thu-nhat", "thu-hai-dai-hon")]
    one, other = map(make, copies)
    found = list(differences(one, other))
    if found:
        raise StopError(f"{len(found)} files differ between two builds:\n  " + "\n  ".join(found))
    say(
        f"two builds are the same to the byte: {len(sums(one))} files, SHA256SUMS {sha256(one / 'SHA256SUMS')}"
    )
