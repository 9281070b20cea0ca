"""A path of Windows as somebody types it: a bare letter is the disk, wherever on it the program happens to stand."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest

from counter_app.desk.office import backup_places
from counter_app.errors import DeviceError, RuleError
from counter_app.store.core import engine
from counter_app.sync.stick import volumes
from counter_app.system.places import as_meant, unspeakable

TYPED = [
    ("E:", "E:\\"),
    ("e:", "e:\\"),
    ('E:"', "E:\\"),  # "E:\" at a prompt: the backslash keeps the mark
    ('E:\\sao luu"', "E:\\sao luu"),
    ("--to=E:", "--to=E:\\"),
    ('--out=D:/báo cáo"', "--out=D:/báo cáo"),
    ("E:\\", "E:\\"),
    ("E:\\sao-luu", "E:\\sao-luu"),
    ("E:bao-cao.pdf", "E:bao-cao.pdf"),
    ("\\\\may-chu\\chung", "\\\\may-chu\\chung"),
    ('ghi "chú"', 'ghi "chú"'),
    ("Số: 5", "Số: 5"),
    ("A01:", "A01:"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "meant"), TYPED)
def test_what_was_typed_is_taken_as_it_was_meant(typed: str, meant: str) -> None:
    assert as_meant(typed, windows=True) == meant
    assert as_meant(typed, windows=False) == typed


def test_a_copy_on_a_share_is_read_by_its_path() -> None:
    """SQLite takes no server before a path, only in it."""
    share = Path("//may-chu/chung/sao lưu.db")
    assert engine.uri_of(share) == "file:////may-chu/chung/sao%20l%C6%B0u.db"


def test_signs_in_a_name_are_no_part_of_an_address(tmp_path: Path) -> None:
    made = tmp_path / "sao lưu #1 100%.db"
    engine.connect(made).close()
    engine.connect_untouched(made).close()
    engine.connect_reading(made).close()


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("E:\\sao-luu\\CON", "CON"),
        ("E:\\aux\\2026", "aux"),
        ("E:\\LPT¹.bak", "LPT¹.bak"),
        ("E:\\sao:luu", "sao:luu"),
        ("E:\\sao luu?\\11", "sao luu?"),
        ("E:\\sao luu. ", "sao luu. "),
        ("\\\\may-chu\\chung\\a|b", "a|b"),
        ("E:\\", ""),
        ("..\\Sao lưu 11.2026\\.an", ""),
        ("\\\\?\\C:\\QuayMotCua", ""),
        ("\\\\may-chu\\chung\\console", ""),
    ],
)
def test_a_folder_that_windows_cannot_have_is_known(path: str, wrong: str) -> None:
    assert unspeakable(PureWindowsPath(path), windows=True) == wrong
    assert unspeakable(PureWindowsPath(path), windows=False) == ""


def test_a_place_with_such_a_name_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of citizens' data in a name that no program opens again; a stick that were to be formatted for it."""
    for module in (backup_places, volumes):
        monkeypatch.setattr(module, "unspeakable", lambda path: unspeakable(path, windows=True))
    wrong = tmp_path / "sao lưu" / "con"
    with pytest.raises(RuleError, match="Windows không nhận tên thư mục “con”"):
        backup_places.place_named(str(wrong), tmp_path, "first")
    with pytest.raises(DeviceError, match="Windows không nhận tên thư mục “con”"):
        volumes.require_target(wrong, 1, tmp_path, allow_any=True)
    assert not wrong.parent.exists()
