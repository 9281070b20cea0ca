"""Archives that are the same to the byte for the same files, whoever makes them and when."""

from __future__ import annotations

import stat
import time
import zipfile
from pathlib import Path

EARLIEST = 315_532_800
"""1980-01-01 00:00 UTC: no archive knows an earlier moment."""


def pack(folder: Path, archive: Path, *, top: str, epoch: int) -> None:
    """Pack all that lies in a folder below ``top``, sorted, every file of the moment ``epoch`` (seconds, UTC).

    Links are kept as links; of rights only whether a file may be run.
    """
    moment = time.gmtime(max(epoch, EARLIEST))[:6]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for path in sorted(folder.rglob("*"), key=lambda item: item.relative_to(folder).parts):
            name = f"{top}/{path.relative_to(folder).as_posix()}"
            if path.is_dir() and not path.is_symlink():
                continue
            entry = zipfile.ZipInfo(name, date_time=moment)
            entry.create_system = 3  # as on Linux everywhere: rights go with it
            entry.compress_type = zipfile.ZIP_DEFLATED
            if path.is_symlink():
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
                made.writestr(entry, str(path.readlink()))
                continue
            runs = bool(path.stat().st_mode & stat.S_IXUSR) or path.suffix in (".exe", ".dll")
            entry.external_attr = (stat.S_IFREG | (0o755 if runs else 0o644)) << 16
            made.writestr(entry, path.read_bytes())
