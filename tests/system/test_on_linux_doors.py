"""Links, pipes, devices and files of the system are no place to write to and nothing to read."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from counter_app.system.incoming import NotPlainError, TooLargeError, open_regular, read_regular
from counter_app.system.outgoing import Refusal, Target, hand_out
from tests.system.test_outgoing import DATABASE, OTHER_PDF, PDF, failing_with, refused

assert sys.platform == "linux"


@pytest.mark.parametrize("force", [False, True])
def test_a_link_does_not_hide_our_own_folder(tmp_path: Path, force: bool) -> None:
    data = tmp_path / "Dữ liệu"
    (data / "sau" / "trong").mkdir(parents=True)
    (data / "so-lieu.db").write_bytes(DATABASE)
    link, inner, straight = tmp_path / "link", tmp_path / "inner", tmp_path / "to-file.pdf"
    link.symlink_to(data, target_is_directory=True)
    inner.symlink_to(data / "sau", target_is_directory=True)
    straight.symlink_to(data / "so-lieu.db")
    for path in (link / "x.pdf", inner / "x.pdf", inner / ".." / "x.pdf", straight):
        assert refused(path, own=data, force=force) is Refusal.OWN
    assert (data / "so-lieu.db").read_bytes() == DATABASE


@pytest.mark.parametrize("force", [False, True])
def test_links_pipes_folders_and_devices_are_no_place(tmp_path: Path, force: bool) -> None:
    away = tmp_path / "xa" / "that.pdf"
    away.parent.mkdir()
    away.write_bytes(OTHER_PDF)
    (tmp_path / "lien-ket.pdf").symlink_to(away)
    os.mkfifo(tmp_path / "ong.pdf")
    (tmp_path / "thu-muc.pdf").mkdir()
    for name in ("lien-ket.pdf", "ong.pdf", "thu-muc.pdf"):
        assert refused(tmp_path / name, force=force) is Refusal.NOT_PLAIN
    broken = tmp_path / "hong.pdf"
    broken.symlink_to(tmp_path / "khong-co" / "x.pdf")
    assert refused(broken, force=force) is Refusal.NOT_PLAIN
    assert refused(Path("/dev/null"), force=force) is Refusal.NOT_PLAIN
    assert refused(Path("/dev/full"), force=force) is Refusal.NOT_PLAIN
    assert away.read_bytes() == OTHER_PDF


def test_a_place_in_a_ring_of_links_is_an_error_of_the_system(tmp_path: Path) -> None:
    one, two = tmp_path / "mot", tmp_path / "hai"
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(OSError, match=r"\w") as told:
        Target(one / "a.pdf").check()
    assert told.value.errno in (errno.ELOOP, errno.ENOTDIR)


def test_a_link_is_followed_only_where_a_person_named_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "a")
    assert read_regular(link, 10) == b"x"
    with pytest.raises(OSError, match=r"\w"):
        open_regular(link)


def test_pipes_folders_devices_and_endless_files_are_not_read(tmp_path: Path) -> None:
    """None of these may be waited for; a pipe without a writer would be for ever."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "to-pipe").symlink_to(tmp_path / "pipe")
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    for path in (
        *(tmp_path, tmp_path / "pipe", tmp_path / "to-pipe"),
        *(Path("/dev/zero"), Path("/dev/null"), Path("\0")),
    ):
        with pytest.raises(NotPlainError):
            read_regular(path, 100)
    with pytest.raises(OSError, match=r"\w"):
        read_regular(tmp_path / "ring", 100)


def test_a_file_that_tells_no_size_is_bounded_all_the_same() -> None:
    """Files of the system say that they are empty and go on."""
    path = Path("/proc/self/maps")
    assert path.stat().st_size == 0
    with pytest.raises(TooLargeError):
        read_regular(path, 100)


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS])
def test_sticks_know_no_second_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """FAT, exFAT and network drives refuse hard links; the promise stands there too."""
    monkeypatch.setattr(os, "link", failing_with(number))
    path = tmp_path / "a.pdf"
    hand_out(path, PDF)
    assert path.read_bytes() == PDF
    assert list(tmp_path.iterdir()) == [path]
    assert refused(path, force=False) is Refusal.EXISTS
    hand_out(path, OTHER_PDF, force=True)
    assert path.read_bytes() == OTHER_PDF
    monkeypatch.setattr(Path, "replace", failing_with(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        hand_out(tmp_path / "b.pdf", PDF)
    assert list(tmp_path.iterdir()) == [path]
