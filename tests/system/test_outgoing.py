"""Files handed out: never over what is there, never among the program's own, whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from counter_app.system import files, outgoing
from counter_app.system.outgoing import Refusal, RefusedError, Target, hand_out
from counter_app.system.places import is_reserved

PDF, OTHER_PDF = b"%PDF-1.4 new", b"%PDF-1.7 old"
XLSX, JSON, CSV = b"PK\x03\x04 book", b'{"year": 2026}', "Mã;Tên\n".encode()
DATABASE = b"SQLite format 3\0" + bytes(200)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The program's own folder, with the file that must survive everything."""
    folder = tmp_path / "Dữ liệu"
    (folder / "sau" / "trong").mkdir(parents=True)
    (folder / "so-lieu.db").write_bytes(DATABASE)
    return folder


def refused(path: Path, content: bytes = PDF, *, own: Path | None = None, force: bool) -> Refusal:
    """Why nothing is handed out there."""
    before = sorted(path.parent.iterdir()) if path.parent.is_dir() else None
    with pytest.raises(RefusedError) as told:
        hand_out(path, content, own=[own] if own else [], force=force)
    assert (sorted(path.parent.iterdir()) if path.parent.is_dir() else None) == before
    return told.value.why


@pytest.mark.parametrize("force", [False, True])
def test_a_new_file_is_written_with_its_folders(tmp_path: Path, force: bool) -> None:
    path = tmp_path / "giấy hẹn" / "tháng 11" / "một.pdf"
    hand_out(path, PDF, force=force)
    assert path.read_bytes() == PDF
    assert list(path.parent.iterdir()) == [path]


def test_the_name_is_on_the_disk_when_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet is handed to somebody who pulls the stick at once. Windows keeps names by itself."""
    path, seen = tmp_path / "a.pdf", [False]
    sync = files.sync_folder

    def watched(folder: Path) -> None:
        sync(folder)
        seen.append(path.exists())

    monkeypatch.setattr(files, "sync_folder", watched)
    hand_out(path, PDF)
    assert seen[-1] or files.KEEPS_NAMES


def test_what_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(OTHER_PDF)
    assert refused(path, force=False) is Refusal.EXISTS
    assert path.read_bytes() == OTHER_PDF


def test_a_name_taken_while_the_file_was_being_written_is_not_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking first and writing then is not enough: the look is over when the name is given."""
    path = tmp_path / "a.pdf"
    writing = files.write_new

    def slow(partial: Path, chunks: list[bytes]) -> None:
        writing(partial, chunks)
        path.write_bytes(OTHER_PDF)

    monkeypatch.setattr(files, "write_new", slow)
    with pytest.raises(RefusedError):
        hand_out(path, PDF)
    assert path.read_bytes() == OTHER_PDF
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.pdf", OTHER_PDF, PDF),
        ("A.XLSX", XLSX + b"old", XLSX),
        ("a.json", b"\xef\xbb\xbf [1]", JSON),
        ("a.csv", b"x;y", CSV),
        ("a.pdf", b"", PDF),
        ("khong-duoi", OTHER_PDF, PDF),
    ],
)
def test_force_replaces_a_file_of_the_same_kind(
    tmp_path: Path, name: str, before: bytes, after: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(before)
    hand_out(path, after, force=True)
    assert path.read_bytes() == after
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.pdf", XLSX, PDF),
        ("a.pdf", DATABASE, PDF),
        ("a.pdf", b"thu tay", PDF),
        ("a.json", b"khong phai json", JSON),
        ("a.csv", DATABASE, CSV),
        ("a.csv", JSON, CSV),
        ("a.xlsx", OTHER_PDF, XLSX),
        ("so-lieu.db", DATABASE, PDF),
    ],
)
def test_force_never_replaces_another_kind(
    tmp_path: Path, name: str, before: bytes, after: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(before)
    assert refused(path, after, force=True) is Refusal.OTHER_KIND
    assert path.read_bytes() == before


def spellings(data: Path, beside: Path) -> dict[str, Path]:
    """Ways to say a place in the program's own folder."""
    return {
        "plain": data / "x.pdf",
        "itself": data / "so-lieu.db",
        "deep": data / "sau" / "trong" / "x.pdf",
        "not made yet": data / "moi" / "nua" / "x.pdf",
        "dots": beside / ".." / data.name / "x.pdf",
        "inner dots": data / "sau" / ".." / "x.pdf",
        "relative": Path(os.path.relpath(data / "x.pdf")),
    }


@pytest.mark.parametrize("force", [False, True])
def test_nothing_goes_into_the_program_s_own_folder(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    beside = tmp_path / "ngoài"
    beside.mkdir()
    monkeypatch.chdir(beside)
    before = sorted(data.rglob("*"))
    for how, path in spellings(data, beside).items():
        with pytest.raises(RefusedError) as told:
            hand_out(path, PDF, own=[data], force=force)
        assert told.value.why is Refusal.OWN, how
    assert sorted(data.rglob("*")) == before
    assert (data / "so-lieu.db").read_bytes() == DATABASE
    hand_out(beside / "x.pdf", PDF, own=[data], force=force)  # the canary: beside it, all is well
    hand_out(data.with_name("Dữ liệu 2") / "x.pdf", PDF, own=[data], force=force)


def test_a_folder_known_by_another_name_is_still_ours(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where DULIEU~1, another case or a mapped drive name the same folder."""
    other = tmp_path / "DULIEU~1"
    other.mkdir()
    real = files.identity
    monkeypatch.setattr(files, "identity", lambda path: real(data if path == other else path))
    assert refused(other / "x.pdf", own=data, force=True) is Refusal.OWN


def test_a_hard_link_to_the_data_is_left_alone(tmp_path: Path, data: Path) -> None:
    twin = tmp_path / "bao-cao.pdf"
    os.link(data / "so-lieu.db", twin)
    assert refused(twin, own=data, force=False) is Refusal.EXISTS
    assert refused(twin, own=data, force=True) is Refusal.OTHER_KIND
    assert (data / "so-lieu.db").read_bytes() == DATABASE


@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "con.pdf",
        "NUL",
        "nul.tar.gz",
        "COM1",
        "com9.pdf",
        "LPT1",
        "aux .pdf",
        "CONIN$",
        "COM²",
    ],
)
def test_names_of_devices_are_no_names(tmp_path: Path, name: str) -> None:
    """Also here: the file may lie on a stick that goes to Windows."""
    assert refused(tmp_path / name, force=True) is Refusal.DEVICE


@pytest.mark.parametrize(
    "name", ["contract.pdf", "null.pdf", "COM10.pdf", "bao-cao-con.pdf", "lpt.pdf"]
)
def test_names_that_only_look_like_devices_are_fine(tmp_path: Path, name: str) -> None:
    assert not is_reserved(name)
    hand_out(tmp_path / name, PDF)


@pytest.mark.parametrize(
    "name", ["bao:cao.pdf", "a\nb.pdf", "a?.pdf", "a.pdf ", "\ud800.pdf", "a\x7f.pdf"]
)
def test_names_that_windows_cannot_hold(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError) as told:
        outgoing._check_name(tmp_path / name, windows=True)
    assert told.value.why is Refusal.NAME


def failing_with(number: int) -> Callable[..., NoReturn]:
    """A call of the system that fails."""

    def fail(*_args: object, **_named: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("call", ["write", "fsync", "name"])
@pytest.mark.parametrize("there", [False, True])
def test_a_failing_disk_leaves_things_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, call: str, there: bool
) -> None:
    path = tmp_path / "moi" / "a.pdf" if not there else tmp_path / "a.pdf"
    if there:
        path.write_bytes(OTHER_PDF)
    naming: tuple[Any, str] = (Path, "rename") if sys.platform == "win32" else (os, "link")
    failing: tuple[Any, str] = {
        "write": (files, "write_new"),
        "fsync": (os, "fsync"),
        "name": naming,
    }[call]
    with monkeypatch.context() as broken:
        broken.setattr(*failing, failing_with(number))
        with pytest.raises(OSError, match=os.strerror(number)) as told:
            hand_out(path, PDF, force=True)
    assert told.value.errno == number
    assert list(tmp_path.rglob("*")) == ([path] if there else [])
    if there:
        assert path.read_bytes() == OTHER_PDF
    hand_out(path, PDF, force=True)  # the disk works again, and so does the same call
    assert path.read_bytes() == PDF


def test_a_place_behind_a_file_is_an_error_of_the_system(
    tmp_path: Path,
) -> None:
    (tmp_path / "tep").write_bytes(b"x")
    with pytest.raises(NotADirectoryError):
        Target(tmp_path / "tep" / "a.pdf").check()
