"""A release as it comes on a stick: a folder whose sums the publisher signed. Format: docs/security.md.

Nothing in the folder is believed, and none of it is run, before the signature over its sums is proved.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.system.incoming import NotPlainError, TooLargeError, open_regular, read_regular
from counter_app.system.minisign import PublicKey, SignatureError, public_keys, require_signed
from counter_app.values import dataclass

PROGRAM = "quay-mot-cua"
SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.minisig"
FACTS = "phat-hanh.json"
ARCHIVE = "chuong-trinh.zip"
_MOST_TEXT = 1024 * 1024
_CHUNK = 1024 * 1024

Look = Callable[[int, int], None]
"""Told how many bytes of how many are done; may raise to stop."""


@dataclass
class Release:
    """A release whose signature was proved; ``sums`` are SHA-256 in hex by file name, ``built`` a day."""

    folder: Path
    version: str
    platform: str
    built: str
    commit: str
    sums: Mapping[str, str]
    signer: str


def this_platform() -> str:
    """The platform of this program, as releases name it: ``windows-x86_64``."""
    system = {"win32": "windows"}.get(sys.platform, sys.platform)
    machine = platform.machine().lower()
    return f"{system}-{ {'amd64': 'x86_64'}.get(machine, machine) }"


def order(version: str) -> tuple[int, ...]:
    """The numbers versions are compared by, ``(1, 2)`` for "1.2.0". Errors: ValueError."""
    numbers = [int(part) for part in version.split(".")]
    if any(not part.isascii() or not part.isdigit() for part in version.split(".")):
        raise ValueError(version)
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def built_in_keys(resources: Path) -> tuple[PublicKey, ...]:
    """The keys of the releases this program takes; none where it was built without a key."""
    try:
        return tuple(public_keys((resources / "release" / "keys.pub").read_text("utf-8")))
    except (OSError, SignatureError):
        return ()


def folders_in(folder: Path) -> Sequence[Path]:
    """A release folder itself, or the ones for this computer in it, such as those on a stick. Errors: OSError."""
    if (folder / SUMS).is_file():
        return (folder,)
    return [
        item
        for item in sorted(folder.glob(f"{PROGRAM}-*-{this_platform()}"))
        if (item / SUMS).is_file()
    ]


def proved(folder: Path, keys: Iterable[PublicKey]) -> Release:
    """The release in a folder, once its signature is proved; its large files are proved when they are copied.

    Errors: RuleError (rule "release") for what is none, not whole, or not signed by one of the keys.
    """
    known = tuple(keys)
    if not known:
        raise _refused(
            _(
                "Bản đang dùng không mang khóa của nơi phát hành nên không cập nhật từ USB được. Cài bằng bộ cài đã ký."
            )
        )
    content, signature = _text(folder, SUMS), _text(folder, SIGNATURE)
    try:
        require_signed(content, signature.decode(), known)
        sums = dict(_sums(content.decode()))
        facts = json.loads(_proved_text(folder, FACTS, sums))
        found = Release(
            folder=folder,
            version=facts["version"],
            platform=facts["platform"],
            built=facts["built"],
            commit=facts["commit"],
            sums=sums,
            signer=next(key.name for key in known if _signed_by(content, signature, key)),
        )
        order(found.version)
        right = facts["program"] == PROGRAM and ARCHIVE in sums
    except (SignatureError, UnicodeError) as error:
        raise _refused(
            _(
                "Thư mục {path} không có chữ ký đúng của nơi phát hành. Không cài gì; nhận lại từ nơi phát hành."
            ).format(path=folder)
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise _broken(folder) from error
    if not right:
        raise _broken(folder)
    return found


def _signed_by(content: bytes, signature: bytes, key: PublicKey) -> bool:
    try:
        require_signed(content, signature.decode(), (key,))
    except SignatureError:
        return False
    return True


def _refused(text: str) -> RuleError:
    return RuleError(text, rule="release", field="folder")


def _broken(folder: Path) -> RuleError:
    return _refused(
        _(
            "Bản phát hành ở {path} không nguyên vẹn. Sao chép lại cả thư mục từ nơi phát hành."
        ).format(path=folder)
    )


def _text(folder: Path, name: str) -> bytes:
    try:
        return read_regular(folder / name, _MOST_TEXT)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _refused(
            _(
                "Thư mục {path} không phải bản phát hành: thiếu tệp {name}. Chọn thư mục có tên {program}-…"
            ).format(path=folder, name=name, program=PROGRAM)
        ) from error
    except (NotPlainError, TooLargeError) as error:
        raise _broken(folder) from error


def _sums(text: str) -> Iterator[tuple[str, str]]:
    """Names and SHA-256 of what ``sha256sum`` wrote. Errors: ValueError."""
    for line in text.splitlines():
        digest, mark, name = line[:64], line[64:66], line[66:]
        plain = PurePosixPath(name).name == name and name not in ("", ".", "..")
        if (
            mark not in ("  ", " *")
            or not plain
            or "\\" in name
            or len(bytes.fromhex(digest)) != 32
        ):
            raise ValueError(line)
        yield name, digest.lower()


def _proved_text(folder: Path, name: str, sums: Mapping[str, str]) -> bytes:
    content = _text(folder, name)
    if hashlib.sha256(content).hexdigest() != sums[name]:
        raise ValueError(name)
    return content


def pieces(release: Release, name: str, look: Look = lambda _done, _total: None) -> Iterator[bytes]:
    """A file of the release, piece by piece; what was given is to be used only when this ends without an error.

    Errors: RuleError (rule "release") for other bytes than were signed; OSError.
    """
    digest, done = hashlib.sha256(), 0
    try:
        handle = open_regular(release.folder / name)
    except (FileNotFoundError, NotPlainError) as error:
        raise _broken(release.folder) from error
    with os.fdopen(handle, "rb", buffering=0) as source:
        total = source.seek(0, 2)
        source.seek(0)
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            look(done, total)
            yield chunk
    if digest.hexdigest() != release.sums[name]:
        raise _broken(release.folder)


def size(release: Release, name: str) -> int:
    """The size of a file of the release in bytes. Errors: RuleError (rule "release") where it is gone."""
    try:
        return (release.folder / name).stat().st_size
    except FileNotFoundError as error:
        raise _broken(release.folder) from error


def require_whole(release: Release, look: Look = lambda _done, _total: None) -> None:
    """Read every file of the release. Errors: RuleError (rule "release") for one that is not as signed; OSError."""
    for name in release.sums:
        for _piece in pieces(release, name, look):
            pass
