"""The folder an office's data lies in: who has it open, what killed work left in it, and where its witness lies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from counter_app import paths
from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store.core.trouble import reason
from counter_app.store.file import swap
from counter_app.store.file.opening import HALF_MADE, SAFETY_MARK
from counter_app.store.file.unfinished import unfinished
from counter_app.store.file.witness import witnesses_in
from counter_app.system import files, key_ring
from counter_app.system.openers import BusyError, Opener, open_alone, open_shared
from counter_app.system.places import carried_by, on_network

INCOMING = ".khoi-phuc"
NEW_OFFICE = ".lap-moi"
WITNESS_FOLDER = "so-chung"
_LEFT = (HALF_MADE, INCOMING, NEW_OFFICE)


def require_own_disk(data_dir: Path) -> None:
    """Errors: StoreError for a folder of another computer: SQLite cannot keep whole what several share that way."""
    if on_network(data_dir):
        raise StoreError(
            _(
                "Thư mục dữ liệu {path} nằm trên mạng, ở đó dữ liệu dễ hỏng. Chọn thư mục trên ổ của máy này."
            ).format(path=data_dir)
        )


def require_uncarried(data_dir: Path) -> None:
    """Errors: StoreError for a folder that some program carries to other computers: no data are laid there anew."""
    if service := carried_by(data_dir):
        raise StoreError(
            _(
                "{service} đồng bộ thư mục dữ liệu {path} lên mạng, ở đó dữ liệu dễ hỏng và lộ. "
                "Đặt thư mục dữ liệu ở nơi khác trên ổ của máy này rồi mở lại."
            ).format(path=data_dir, service=service)
        )


def share(data_dir: Path, who: str, now: datetime) -> Opener:
    """Have an office open together with others. Errors: StoreError while somebody puts another file in its place."""
    require_own_disk(data_dir)
    note = _("{who}, từ {time}, tiến trình {pid}").format(
        who=who, time=f"{now:%H:%M %d/%m}", pid=os.getpid()
    )
    try:
        return open_shared(data_dir, note)
    except BusyError as error:
        raise StoreError(
            _("Tệp dữ liệu đang được thiết lập, khôi phục hoặc nâng cấp. Chờ xong rồi mở lại.")
        ) from error


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """Within it nobody else has the office open. Errors: StoreError that names who has it."""
    require_own_disk(data_dir)
    try:
        opener = open_alone(data_dir)
    except BusyError as error:
        if not error.holders:
            raise StoreError(
                _(
                    "Tệp dữ liệu ở {path} đang được thay bởi thao tác khác. Chờ xong rồi làm lại."
                ).format(path=data_dir)
            ) from error
        raise StoreError(
            _("Dữ liệu ở {path} đang được mở: {who}. Đóng lại hết rồi làm lại.").format(
                path=data_dir, who="; ".join(error.holders)
            )
        ) from error
    except OSError as error:
        raise StoreError(
            _("Không dùng được thư mục {path}: {detail}. Chọn thư mục khác ghi được.").format(
                path=data_dir, detail=reason(error)
            )
        ) from error
    try:
        yield
    finally:
        opener.close()


def make_ready(data_dir: Path) -> tuple[str, ...]:
    """Finish what was cut short and clear what killed work left; the names of what was cleared.

    When somebody else has the folder open there is nothing to do: he came first. Errors: StoreError.
    """
    path = paths.database_path(data_dir)
    half_swapped = swap.note_of(path).exists()
    if not half_swapped and not list(_left_over(data_dir)):
        return ()
    try:
        opener = open_alone(data_dir)
    except (BusyError, OSError) as error:
        if half_swapped:
            raise StoreError(
                _("Đang đổi sang bản khôi phục trong {path}. Chờ xong rồi mở lại.").format(
                    path=data_dir
                )
            ) from error
        return ()
    try:
        swap.finish(path)
        cleared = []
        for left in list(_left_over(data_dir)):
            with suppress(OSError):
                files.remove(left)
                cleared.append(left.name)
        return tuple(cleared)
    finally:
        opener.close()


def finish_swap(data_dir: Path) -> None:
    """Finish an exchange of the data file that was cut short, should there be one. Errors: StoreError."""
    if swap.note_of(paths.database_path(data_dir)).exists():
        make_ready(data_dir)


def _left_over(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob(f"{paths.DATABASE_NAME.removesuffix('.db')}*")):
        if any(mark in path.name for mark in _LEFT) and path.is_file():
            yield path


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A name beside ``path`` for a file to be made; when all went well it gets its place, else nothing is left.

    Errors: StoreError when it cannot be put there.
    """
    fresh = path.with_name(path.name + NEW_OFFICE)
    drop(fresh)
    try:
        yield fresh
        swap.require_folded(fresh)
        files.sync_file(fresh)
        files.move(fresh, path)
    except OSError as error:
        raise StoreError(
            _("Không tạo được dữ liệu ở {path}: {detail}. Chọn thư mục khác ghi được.").format(
                path=path, detail=reason(error)
            )
        ) from error
    finally:
        with suppress(OSError):
            drop(fresh)


def drop(path: Path) -> None:
    """Remove a data file that never counted, with its side files and its ring, not that of the office.

    Errors: OSError.
    """
    for suffix in ("", *swap.SIDE_FILES, *([key_ring.SUFFIX] if path.suffix != ".db" else [])):
        files.remove(path.with_name(path.name + suffix))


def holds_office(data_dir: Path) -> bool:
    """True if there is an office to open.

    Errors: StoreError where none may lie, told before anybody fills in a form; and when there is none but what lies
    around says that there was: nobody may set up over that.
    """
    path = paths.database_path(data_dir)
    if swap.note_of(path).exists() or (
        path.is_file() and path.stat().st_size and not unfinished(path)
    ):
        return True
    require_own_disk(data_dir)
    require_uncarried(data_dir)
    require_no_traces(data_dir)
    return False


def require_no_traces(data_dir: Path) -> None:
    """Errors: StoreError when what lies around says that there was an office whose file is gone or empty."""
    if traces := _traces(data_dir):
        raise StoreError(
            _(
                "Không có dữ liệu dùng được ở {path} nhưng cạnh đó còn {names}. Khôi phục từ bản sao lưu, đừng lập mới."
            ).format(path=paths.database_path(data_dir), names=", ".join(traces))
        )


def _traces(data_dir: Path) -> list[str]:
    """The traces of an office whose file is gone or empty."""
    path = paths.database_path(data_dir)
    there = path.is_file() and path.stat().st_size > 0
    found = [
        side.name
        for suffix in ("-wal", "-journal")
        if not there
        and (side := path.with_name(path.name + suffix)).exists()
        and side.stat().st_size
    ]
    for mark in (swap.ASIDE_MARK, SAFETY_MARK):
        found += [item.name for item in sorted(data_dir.glob(f"{path.stem}{mark}*{path.suffix}"))]
    for folder in witness_folders(data_dir):
        with suppress(OSError):
            marks = witnesses_in(folder)
            found += [str(folder) for mark in marks.values() if not mark.sample][:1]
    return found


def witness_folders(data_dir: Path, chosen: str = "") -> list[Path]:
    """The places of an office's witness: beside the data folder, and the one somebody chose."""
    whole = data_dir.absolute()
    beside = whole.with_name(f"{whole.name}.{WITNESS_FOLDER}")
    if not beside.is_dir() and (whole == whole.parent or not files.may_write(whole.parent)):
        beside = whole / WITNESS_FOLDER
    return [beside, *([Path(chosen) / WITNESS_FOLDER] if chosen else [])]


def sweep_unfinished(path: Path) -> None:
    """Remove a set-up that stopped before its first event; nothing in it was ever anybody's."""
    if path.is_file() and unfinished(path):
        drop(path)
