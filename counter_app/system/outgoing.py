"""Files handed out: new ones where a person said, never over what is there, never among the program's own.

A file is written beside its place and gets its name when it is whole; the name is given only if nothing has it. What
stands there gives way only when somebody said so, and only to a file of its own kind.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from counter_app.system import chance, files
from counter_app.system.places import is_reserved, unspeakable
from counter_app.system.refusals import numbered
from counter_app.values import dataclass, pattern

PARTIAL = ".dang-ghi-"
_UNSPEAKABLE = pattern(r"[\x00-\x1f\x7f]")
_NO_LINKS = (errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL)
_HEAD_BYTES = 4096


class Refusal(StrEnum):
    """Why a file is not handed out under a name."""

    EXISTS = "exists"
    OTHER_KIND = "other_kind"
    NOT_PLAIN = "not_plain"
    DEVICE = "device"
    NAME = "name"
    OWN = "data_folder"


class RefusedError(Exception):
    """Nothing is written under this name; nothing that exists was touched."""

    def __init__(self, path: Path, why: Refusal) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


@dataclass(frozen=True, slots=True)
class Target:
    """A name that a file may be handed out under. ``own`` are folders and files nobody hands anything into.

    ``noted`` is told of the file once it is there.
    """

    path: Path
    own: tuple[Path, ...] = ()
    force: bool = False
    noted: Callable[[Path, bytes], None] | None = None

    def check(self) -> None:
        """Checks that the name may be had as things stand. Errors: RefusedError, OSError; makes and changes nothing."""
        _check_name(self.path)
        require_outside(self.path, self.own)
        if os.path.lexists(self.path):
            if self.path.is_symlink() or not self.path.is_file():
                raise RefusedError(self.path, Refusal.NOT_PLAIN)
            if not self.force:
                raise RefusedError(self.path, Refusal.EXISTS)
        _check_folder(files.resolved(self.path.parent))

    def write(self, data: bytes) -> None:
        """Hand the file out, whole and on the disk, or not at all. Errors: RefusedError, OSError."""
        self.check()
        made = _make_folders(self.path.parent)
        partial = self.path.parent / f"{PARTIAL}{os.getpid()}-{chance.random_bytes(4).hex()}"
        try:
            self.check()  # the folder may have turned out to be a link into our own
            files.write_new(partial, [data])
            self._name(partial, data)
        except BaseException:
            with suppress(OSError):
                files.remove(partial)
            _remove_folders(made)
            raise
        if self.noted is not None:
            self.noted(self.path, data)

    def _name(self, partial: Path, data: bytes) -> None:
        try:
            _give_free_name(partial, self.path)
        except FileExistsError as error:
            if not self.force:
                raise RefusedError(self.path, Refusal.EXISTS) from error
            self._require_same_kind(data)
            files.move(partial, self.path)

    def _require_same_kind(self, data: bytes) -> None:
        if self.path.is_symlink() or not self.path.is_file():
            raise RefusedError(self.path, Refusal.NOT_PLAIN)
        with numbered(), self.path.open("rb") as there:
            before = there.read(_HEAD_BYTES)
        if before and kind_of(before, self.path.suffix) != kind_of(data, self.path.suffix):
            raise RefusedError(self.path, Refusal.OTHER_KIND)


def hand_out(path: Path, data: bytes, *, own: Sequence[Path] = (), force: bool = False) -> None:
    """Write a new file. Errors: RefusedError, OSError."""
    Target(path, tuple(own), force).write(data)


def require_outside(path: Path, own: Iterable[Path]) -> None:
    """Requires that a file or folder is none of the program's own and lies in none, however it is spelled or linked.

    Errors: RefusedError, OSError.
    """
    really = files.resolved(path)
    if any(_is(each, place) for place in own for each in (really, *really.parents)):
        raise RefusedError(path, Refusal.OWN)


def kind_of(data: bytes, suffix: str) -> str:
    """The kind of a file by its beginning, and by its name where its beginning says little."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return f"zip{suffix.lower()}"
    if b"\0" in data[:_HEAD_BYTES]:
        return "binary"
    return (
        "json"
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
        else f"text{suffix.lower()}"
    )


def _check_name(path: Path, *, windows: bool = os.name == "nt") -> None:
    text = str(path)
    if is_reserved(path.name) or text.startswith(("\\\\.\\", "//./", "\\\\?\\GLOBALROOT")):
        raise RefusedError(path, Refusal.DEVICE)
    wrong = _UNSPEAKABLE.search(text) or unspeakable(path, windows=windows)
    if wrong or path.name in ("", ".", ".."):
        raise RefusedError(path, Refusal.NAME)
    try:
        text.encode("utf-8", "strict" if windows else "surrogateescape")
    except UnicodeEncodeError as error:
        raise RefusedError(path, Refusal.NAME) from error


def _is(one: Path, other: Path) -> bool:
    if os.path.normcase(one) == os.path.normcase(files.resolved(other)):
        return True
    found = files.identity(one)
    return found[1] != 0 and found == files.identity(other)


def _check_folder(folder: Path) -> None:
    """Checks that a file can be made in a folder, or the folder be made first. Errors: OSError."""
    above = (folder, *folder.parents)
    nearest = next((each for each in above if os.path.lexists(each)), None)
    if nearest is None:  # a letter of Windows whose disk is gone
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
    if not nearest.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(nearest))
    if not files.may_write(nearest):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(nearest))


def _make_folders(folder: Path) -> list[Path]:
    """Make what is missing; the folders made, the innermost first."""
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _remove_folders(made: Iterable[Path]) -> None:
    with suppress(OSError):
        for each in made:
            each.rmdir()


def _give_free_name(partial: Path, path: Path) -> None:
    """Give a written file its name in one step. Errors: FileExistsError when something has the name, OSError."""
    if os.name == "nt":
        files.patiently(lambda: partial.rename(path))  # never over anything there
        return
    try:
        os.link(partial, path)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _take_name(partial, path)
    else:
        with suppress(OSError):
            files.remove(partial)
    files.sync_folder(path.parent)


def _take_name(partial: Path, path: Path) -> None:
    """Make the name ours, then put the file there, where a file cannot have two names, as on a stick."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        partial.replace(path)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
