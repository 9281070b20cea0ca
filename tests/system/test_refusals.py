"""What the system refuses means the same wherever it is told: Windows' own number says more than the errno does."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.desk import outgoing
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import CounterError, DeviceError
from counter_app.printing.devices.file_printer import FilePrinter
from counter_app.store.core import trouble
from counter_app.store.core.trouble import Kind
from counter_app.sync.stick.media import device_error
from counter_app.system import files
from counter_app.system.refusals import meaning
from tests.windows.rules import refusal

PATH = Path("/", *("thư mục dài" for _ in range(25)), "so-lieu.db")
SHORT = Path("/sao-luu/so-lieu.db")


@pytest.mark.parametrize(
    ("number", "code", "path", "meant"),
    [
        (32, errno.EACCES, SHORT, errno.EBUSY),
        (33, errno.EACCES, SHORT, errno.EBUSY),
        (5, errno.EACCES, SHORT, errno.EACCES),
        (19, errno.EACCES, SHORT, errno.EROFS),
        (21, errno.EACCES, SHORT, errno.ENODEV),
        (1167, errno.EINVAL, SHORT, errno.ENODEV),
        (1117, errno.EINVAL, SHORT, errno.EIO),
        (39, errno.ENOSPC, SHORT, errno.ENOSPC),
        (59, errno.EINVAL, SHORT, errno.ENETUNREACH),
        (223, errno.EINVAL, SHORT, errno.EFBIG),
        (206, errno.ENOENT, SHORT, errno.ENAMETOOLONG),
        (3, errno.ENOENT, SHORT, errno.ENOENT),
        (3, errno.ENOENT, PATH, errno.ENAMETOOLONG),
        (0, errno.EINVAL, SHORT, 0),
        (4390, errno.EBADF, SHORT, 0),
        (4390, errno.EACCES, SHORT, errno.EACCES),
    ],
)
def test_windows_number_decides(number: int, code: int, path: Path, meant: int) -> None:
    assert meaning(refusal(number, code, path)) == meant


@pytest.mark.parametrize("code", [errno.ENAMETOOLONG, errno.EBUSY, 0])
def test_elsewhere_the_errno_does(code: int) -> None:
    assert meaning(OSError(code, os.strerror(code), str(PATH))) == code


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (32, errno.EACCES, "Chương trình khác đang dùng .* Đóng chương trình đó"),
        (1167, errno.EINVAL, "Không tìm thấy .* Kiểm tra ổ đĩa còn cắm"),
        (1117, errno.EINVAL, "báo lỗi .* Kiểm tra ổ đĩa và dây cắm"),
        (39, errno.EINVAL, "đã đầy"),
        (53, errno.ENOENT, "Không tìm thấy"),
        (206, errno.ENOENT, "dài quá. Chọn thư mục có đường dẫn ngắn hơn"),
        (223, errno.EINVAL, "không chứa được tệp lớn như vậy. Chọn ổ khác"),
        (5, errno.EACCES, "Không có quyền ghi"),
    ],
)
def test_what_is_refused_beside_the_data_is_told_with_what_helps(
    number: int, code: int, words: str
) -> None:
    with pytest.raises(CounterError, match=words):
        raise trouble.from_system(refusal(number, code, SHORT), SHORT)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (lambda error: trouble.reason(error), "chương trình khác đang dùng"),
        (lambda error: device_error(error).message, "đang bị chương trình khác giữ"),
    ],
)
def test_what_another_program_holds_is_not_forbidden(
    told: Callable[[OSError], str], words: str
) -> None:
    said = told(refusal(32, errno.EACCES, SHORT))
    assert words in said
    assert "quyền" not in said


def test_a_paper_open_in_another_program_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(path: Path, *_rest: object) -> None:
        raise refusal(32, errno.EACCES, path)

    monkeypatch.setattr(files, "write_new", held)
    with pytest.raises(DeviceError, match=r"đang mở ở chương trình khác. Đóng tệp đó"):
        outgoing.write(outgoing.destination(tmp_path / "so.pdf", []), b"%PDF-")
    with pytest.raises(DeviceError) as error:
        FilePrinter(tmp_path).print(b"", title="so", size=PaperSize.A5)
    assert "Không được phép" not in error.value.message


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_trouble_has_words(kind: Kind) -> None:
    assert str(SHORT) in trouble.sentence(kind, SHORT, 5) or kind in (
        Kind.FULL, Kind.BUSY, Kind.WRITING, Kind.READING,
    )  # fmt: skip
