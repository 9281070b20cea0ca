"""What another program holds: Windows lets nobody write over it, and calls it "access denied"."""

from __future__ import annotations

import errno
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from counter_app.desk import outgoing
from counter_app.errors import DeviceError, StoreError
from counter_app.office import Office
from counter_app.system import files
from counter_app.system.refusals import meaning
from tests.windows.rules import SHARING_VIOLATION, WindowsRules, refusal

if TYPE_CHECKING:
    from counter_app.domain.clock import FixedClock


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> WindowsRules:
    """Windows without a virus scanner."""
    return WindowsRules(monkeypatch, scanner=False)


def test_a_report_that_a_reader_has_open_is_said_to_be_open(
    rules: WindowsRules, tmp_path: Path
) -> None:
    path = tmp_path / "bao-cao.pdf"
    path.write_bytes(b"%PDF-1")
    with (
        path.open("rb"),
        pytest.raises(DeviceError, match=r"đang mở ở chương trình khác. Đóng tệp đó"),
    ):
        outgoing.write(outgoing.destination(path, [], force=True), b"%PDF-2")
    assert path.read_bytes() == b"%PDF-1"
    assert list(tmp_path.iterdir()) == [path]


def test_what_may_not_be_written_to_is_not_called_held(
    rules: WindowsRules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    path.write_bytes(b"1")
    other.write_bytes(b"2")
    refuse_writing(monkeypatch, path, 5)
    with path.open("rb"), pytest.raises(PermissionError) as error:
        files.move(other, path)
    assert meaning(error.value) == errno.EACCES


def refuse_writing(patch: pytest.MonkeyPatch, path: Path, number: int) -> None:
    """Let Windows refuse to open this file for writing."""
    opening = io.open

    def refused(name: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if "+" in mode and Path(name) == path:
            raise refusal(number, errno.EACCES, path)
        return opening(name, mode, *rest, **named)

    patch.setattr(io, "open", refused)


def test_data_that_another_program_only_lets_read_are_not_opened_halfway(
    office: Office, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite would open them for reading without a word, and refuse every receipt."""
    data = office.data_dir
    office.close()
    WindowsRules(monkeypatch, scanner=False)
    with monkeypatch.context() as patch:
        refuse_writing(patch, data / "so-lieu.db", SHARING_VIOLATION)
        with pytest.raises(StoreError, match=r"Chương trình khác đang dùng .* Đóng chương trình"):
            Office.open(data, clock=clock)
    Office.open(data, clock=clock).close()


def test_a_disk_that_is_gone_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter of Windows without a disk has nothing above it."""
    monkeypatch.setattr("os.path.lexists", lambda _path: False)
    with pytest.raises(DeviceError, match=r"Không thấy ổ đĩa chứa .* Cắm lại USB"):
        outgoing.destination(tmp_path / "bao-cao.pdf", [])
