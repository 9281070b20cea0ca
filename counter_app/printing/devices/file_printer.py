"""Printing to files: for offices without a printer today, and for keeping the sheets of the day."""

from __future__ import annotations

import errno
import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import DeviceError
from counter_app.i18n import _
from counter_app.system import files
from counter_app.system.places import is_reserved
from counter_app.system.refusals import meaning

if TYPE_CHECKING:
    from counter_app.domain.paper.sizes import PaperSize

_LONGEST_NAME = 80


class FilePrinter:
    """Writes each job as one PDF file into ``folder``; never over an existing file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.written: Path | None = None
        """The file of the last job."""

    @property
    def name(self) -> str:
        """The folder."""
        return str(self._folder)

    def preflight(self) -> None:
        """Make the folder when it is missing, and see whether it may be written to."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._failure(error) from error
        if not files.may_write(self._folder):
            raise self._failure(PermissionError(errno.EACCES, "folder"))

    def print(self, pdf: bytes, *, title: str, size: PaperSize, copies: int = 1) -> None:
        """Write the file under its final name and return once it is on the disk; copies make no further files."""
        self.preflight()
        try:
            self._write(pdf, file_stem(title))
        except OSError as error:
            raise self._failure(error) from error

    def _write(self, pdf: bytes, stem: str) -> None:
        """Under the first free name, the final one at once: renaming loses files on memory sticks."""
        for number in count(1):
            target = self._folder / (f"{stem}.pdf" if number == 1 else f"{stem} ({number}).pdf")
            try:
                files.write_new(target, [pdf])
            except FileExistsError:
                continue
            self.written = target
            return

    def _failure(self, error: OSError) -> DeviceError:
        number = meaning(error)
        if number == errno.ENOSPC:
            text = _("Ổ đĩa đã đầy nên không lưu được tệp vào {folder}. Xóa bớt tệp rồi in lại.")
        elif number in {errno.EACCES, errno.EPERM, errno.EROFS}:
            text = _(
                "Không được phép ghi vào {folder}. Chọn thư mục khác trong Cài đặt rồi in lại."
            )
        else:
            text = _("Không ghi được tệp vào {folder}. Kiểm tra thư mục trong Cài đặt rồi in lại.")
        return DeviceError(text.format(folder=self._folder), device=self.name)


def file_stem(title: str) -> str:
    """The title as a file name every system accepts."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', "-", title).strip(" .-")
    stem = plain[:_LONGEST_NAME].strip(" .") or "ban-in"
    return f"_{stem}" if is_reserved(stem) else stem
