"""Names of batch files on a stick: ASCII, at most 64 characters, no two alike where case is ignored (FAT, exFAT)."""

from __future__ import annotations

import re

from counter_app.system.places import is_reserved
from counter_app.values import pattern

PREFIX = "HS_"
OWN_PREFIX = "DV_"
"""Begins the name of what is sealed for the office alone; no reader of an earlier version looks at such a file."""
PAYLOAD_SUFFIX = ".ndjson.zst"
SEALED_SUFFIX = ".ndjson.zst.age"
MANIFEST_SUFFIX = ".manifest.json"
SIGNATURE_SUFFIX = ".manifest.json.minisig"
SUFFIXES = (MANIFEST_SUFFIX, PAYLOAD_SUFFIX, SEALED_SUFFIX, SIGNATURE_SUFFIX)
"""The ends of the names of one batch's files: its manifest, its payload (open or sealed), the manifest's signature."""
LONGEST = 64

_STEM = pattern(r"HS_[0-9]{5}_[0-9]{2}_[0-9a-f]{8}_[0-9]{8,10}-[0-9]{8,10}(-[0-9]{1,3})?")
_LIKE = pattern(r"(?!\.).*HS_[0-9]{5}_[0-9]{2}_[0-9a-f]{8}_[0-9]{8}", re.IGNORECASE | re.ASCII)
"""The name of a batch with something before or behind it; ``._…`` and the like are the system's own."""
_PACKED = pattern(r"HS_.*\.(zip|rar|7z|gz|tar)", re.IGNORECASE | re.ASCII)
_ARCHIVE = pattern(
    r".*\.(zip|zipx|rar|7z|gz|tgz|tar|xz|bz2|zst|cab|iso|arj|z[0-9]{2}|r[0-9]{2}|[0-9]{3})",
    re.IGNORECASE | re.ASCII,
)
_SHORTCUT = pattern(r".*\.(lnk|url|desktop|webloc)", re.IGNORECASE | re.ASCII)
_PLAIN = pattern(r"[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]")


def folder_name(office: str) -> str:
    """The office's folder on a stick: ``HS_99001``."""
    return f"{PREFIX}{office}"


def batch_stem(office: str, device: int, epoch: str, from_seq: int, to_seq: int) -> str:
    """``HS_99001_01_0a1b2c3d_00000001-00000250``: the common part of the files of a batch."""
    return f"{PREFIX}{office}_{device:02d}_{epoch[:8]}_{from_seq:08d}-{to_seq:08d}"


def own_name(stem: str) -> str:
    """``DV_99001_01_0a1b2c3d_00000001-00000250.ndjson.zst.age``: the office's own copy of the batch with this stem."""
    return OWN_PREFIX + stem.removeprefix(PREFIX) + SEALED_SUFFIX


def attempt_name(stem: str, attempt: int) -> str:
    """The stem of the n-th attempt; a name that was used is never used again."""
    return stem if attempt == 1 else f"{stem}-{attempt}"


def beside_name(name: str, attempt: int) -> str:
    """The n-th name of a file beside a batch: ``bao-cao.pdf.age`` and ``bao-cao-2.pdf.age``."""
    stem, dot, rest = name.partition(".")
    return name if attempt == 1 else f"{stem}-{attempt}{dot}{rest}"


def is_attempt_of(name: str, first: str) -> bool:
    """True if ``name`` is ``first``, or one of the further names of what lies beside a batch."""
    stem, dot, rest = map(re.escape, first.partition("."))
    return bool(re.fullmatch(f"{stem}(-[0-9]{{1,3}})?{dot}{rest}", name))


def stem_of(name: str) -> str:
    """The stem of the name of one of a batch's files; empty when it is none."""
    for suffix in SUFFIXES:
        if name.endswith(suffix) and _STEM.fullmatch(name.removesuffix(suffix)):
            return name.removesuffix(suffix)
    return ""


def is_packed(name: str) -> bool:
    """True if a file may be an office's folder put into an archive."""
    return bool(_PACKED.fullmatch(name) or (_LIKE.match(name) and _PACKED.search(name)))


def is_archive(name: str) -> bool:
    """True if a file of any name is an archive, or a part of one."""
    return bool(_ARCHIVE.fullmatch(name))


def is_shortcut(name: str) -> bool:
    """True if a file only says where another lies: people copy it in its stead."""
    return bool(_SHORTCUT.fullmatch(name))


def is_like(name: str) -> bool:
    """True if a file has, or nearly has, the name of a batch's file without being one: renamed, copied, in capitals."""
    ends = name.startswith(PREFIX) and name.endswith(SUFFIXES)
    return not stem_of(name) and (ends or bool(_LIKE.match(name)))


def without_attempt(stem: str) -> str:
    """The stem as the first attempt had it."""
    return re.sub(r"(-[0-9]{8,10})-[0-9]{1,3}$", r"\1", stem)


def is_plain(name: str) -> bool:
    """True if a name is safe on every file system: letters, digits, ``._-``, no device name, not too long."""
    return bool(_PLAIN.fullmatch(name)) and len(name) <= LONGEST and not is_reserved(name)
