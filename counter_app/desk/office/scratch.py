"""A folder of its own within the data folder, for an office that is only rehearsed with; it goes afterwards.

Not the system's folder for such things: what lies in this one is as guarded as the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.system import chance, files
from counter_app.system.locks import FileLock

_NAME = "dien-tap"


@contextmanager
def scratch_folder(data: Path) -> Iterator[Path]:
    """An empty folder, gone at the end. Errors: RuleError while another window has one; OSError."""
    with _alone(data):
        folder = data / f"{_NAME}-{chance.random_bytes(4).hex()}"
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            files.remove_folder(folder)


def sweep(data: Path) -> None:
    """Remove what a rehearsal left that was killed; nothing while one is under way."""
    if any(path.is_dir() for path in data.glob(f"{_NAME}-*")):
        with suppress(RuleError, OSError), _alone(data):
            pass


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    lock = FileLock(data / f"{_NAME}.khoa")
    if not lock.take():
        raise RuleError(_("Cửa sổ khác đang diễn tập khôi phục. Chờ xong rồi làm lại."))
    try:
        for path in data.glob(f"{_NAME}-*"):
            files.remove_folder(path)
        yield
    finally:
        lock.release(remove=True)
