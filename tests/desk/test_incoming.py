"""Why a file that somebody brings cannot be read: the sentence says what helps, by what Windows itself has told."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from counter_app.desk import incoming
from counter_app.desk.incoming import read_file
from counter_app.errors import RuleError
from tests.windows.rules import refusal


@pytest.mark.parametrize(
    ("number", "code", "said", "rule"),
    [
        (32, errno.EACCES, "chương trình khác giữ", "unreadable"),
        (33, errno.EACCES, "chương trình khác giữ", "unreadable"),
        (53, errno.ENOENT, "Xem lại mạng", "unreadable"),
        (1231, errno.EINVAL, "Xem lại mạng", "unreadable"),
        (123, errno.EINVAL, "Kiểm tra lại tên tệp", "missing"),
        (206, errno.ENOENT, "Kiểm tra lại tên tệp", "missing"),
        (2, errno.ENOENT, "Kiểm tra lại tên tệp", "missing"),
        (5, errno.EACCES, "Không được phép đọc", "unreadable"),
        (1117, errno.EINVAL, "Không đọc được", "unreadable"),
    ],
)
def test_what_windows_refuses_is_told_with_what_helps(
    monkeypatch: pytest.MonkeyPatch, number: int, code: int, said: str, rule: str
) -> None:
    def refused(path: Path, most: int) -> bytes:
        raise refusal(number, code, path)

    monkeypatch.setattr(incoming, "read_regular", refused)
    with pytest.raises(RuleError) as error:
        read_file(Path("danh-muc.xlsx"), 100)
    assert said in error.value.message
    assert "danh-muc.xlsx" in error.value.message
    assert error.value.rule == rule


def test_a_name_too_long_for_any_file_is_none(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as error:
        read_file(tmp_path / ("x" * 5_000), 100)
    assert error.value.rule == "missing"
