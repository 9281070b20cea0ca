"""A copy is put back by a process that dies at every move: whoever comes next ends it, and nothing is lost."""

from __future__ import annotations

import json
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest

from counter_app.domain.clock import LOCAL
from counter_app.errors import StoreError
from counter_app.superior import copies
from counter_app.superior.book import putting_back
from counter_app.superior.book.arrivals import DATABASE_NAME, Arrivals
from counter_app.superior.book.folder import viewing
from counter_app.superior.book.putting_back import PLAN
from counter_app.system import files
from tests.sync.faults import PowerCut

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=LOCAL)


def held(folder: Path, word: str, *names: str) -> None:
    """What a superior holds: the book of arrivals, and files that say ``word``."""
    Arrivals(folder).close()
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(word, "utf-8")


def told(folder: Path) -> dict[str, str]:
    """What every file of a folder says, but for books, lists and locks."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.parent != folder
        and not path.name.startswith(DATABASE_NAME)
        and path.name != copies.LIST
    }


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of yesterday, without the room of waiting batches."""
    held(place := tmp_path / "cap-tren-1", "cũ", "don-vi/a.db", "cach-ly/x")
    said = copies._listed(place)
    (place / copies.LIST).write_bytes(json.dumps(said, sort_keys=True).encode())
    return place


def cut_at(monkeypatch: pytest.MonkeyPatch, left: int) -> None:
    """The lights go out at so many calls that change what lies there."""
    for name in ("move", "remove", "remove_folder", "write_new"):
        real = getattr(files, name)

        def call(*arguments: object, real: object = real) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise PowerCut
            real(*arguments)  # type: ignore[operator]

        monkeypatch.setattr(files, name, call)


def test_a_kill_at_any_step_leaves_the_old_or_ends_with_the_new(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = 0
    for cut in range(60):
        folder = tmp_path / f"cut{cut}"
        held(folder, "mới", "don-vi/a.db", "don-vi/b.db", "cho-lo-thieu/y")
        before = told(folder)
        with monkeypatch.context() as patched:
            cut_at(patched, cut)
            try:
                aside = copies.put_back(copy, folder, NOW)
            except PowerCut:
                aside = None
        with Arrivals(folder) as arrivals:
            went_on = arrivals.went_on
        if aside is not None:
            break
        found = {name: text for name, text in told(folder).items() if "cap-tren-" not in name}
        assert found == (told(copy) if went_on else before)
        if went_on:
            ended += 1
            kept = next(folder.glob("cap-tren-thay-*"))
            assert told(kept) == before
            assert (kept / DATABASE_NAME).is_file()
        assert not (folder / PLAN).exists()
    assert ended > 6


def test_what_another_process_is_putting_back_is_waited_for(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(folder := tmp_path / "here", "mới", "don-vi/a.db")
    monkeypatch.setattr(putting_back, "_PATIENCE_SECONDS", 0.0)
    (folder / PLAN).write_text("{}", "utf-8")
    with putting_back._alone(folder), pytest.raises(StoreError, match="Đang đưa bản sao lưu về"):
        Arrivals(folder)
    Arrivals(folder).close()
    assert not (folder / PLAN).exists()


def test_a_plan_of_other_folders_is_followed_by_nobody(tmp_path: Path) -> None:
    held(folder := tmp_path / "here", "mới", "don-vi/a.db")
    plan = {"making": "../elsewhere", "aside": "x", "old": [], "new": []}
    (folder / PLAN).write_text(json.dumps(plan), "utf-8")
    with pytest.raises(StoreError):
        Arrivals(folder)


def test_put_back_again_after_a_kill_in_the_same_second_is_done(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sees it die types the same again at once: the copy stands there, and all that was there is kept."""
    for cut in range(60):
        held(
            folder := tmp_path / f"again{cut}",
            "mới",
            "don-vi/a.db",
            "don-vi/b.db",
            "cho-lo-thieu/y",
        )
        with monkeypatch.context() as patched, suppress(PowerCut):
            cut_at(patched, cut)
            copies.put_back(copy, folder, NOW)
            break
        copies.put_back(copy, folder, NOW)
        found = {name: text for name, text in told(folder).items() if "cap-tren-" not in name}
        assert found == told(copy)
        kept = [told(place) for place in folder.glob("cap-tren-thay-*")]
        assert any("mới" in place.values() for place in kept)
    assert cut > 8  # the canary: there were that many steps to die at


def test_a_report_ends_it_too(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its book and its senders' files a superior would seem to hold nothing."""
    held(folder := tmp_path / "here", "mới", "don-vi/a.db")
    with monkeypatch.context() as patched:
        cut_at(patched, 8)
        with pytest.raises(PowerCut):
            copies.put_back(copy, folder, NOW)
    assert (folder / PLAN).exists()
    with viewing(folder):
        assert (folder / "don-vi" / "a.db").read_text("utf-8") == "cũ"


def spoilt(book: Path, how: str) -> None:
    data = book.read_bytes()
    book.write_bytes(
        {"text": b"hello", "half": data[: len(data) // 2], "head": b"\0" * 100 + data[100:]}[how]
    )


@pytest.mark.parametrize("how", ["text", "half", "head"])
def test_a_copy_comes_back_over_a_damaged_book(copy: Path, tmp_path: Path, how: str) -> None:
    """It is what copies are for; what is left of the book is kept aside."""
    held(folder := tmp_path / "here", "mới", "don-vi/a.db")
    spoilt(folder / DATABASE_NAME, how)
    was = (folder / DATABASE_NAME).read_bytes()
    with pytest.raises(StoreError, match="put-back"):
        Arrivals(folder)

    aside = copies.put_back(copy, folder, NOW)

    assert aside is not None
    assert (aside / DATABASE_NAME).read_bytes() == was
    assert (folder / "don-vi" / "a.db").read_text("utf-8") == "cũ"
    with Arrivals(folder) as arrivals:
        assert arrivals.edits() == []


def test_a_disk_that_lets_nothing_be_moved_back_is_made_good_later(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of it aside, half in its place, and nobody who knows: that must not be how it ends."""
    for fails in range(1, 6):
        held(folder := tmp_path / f"here{fails}", "mới", "don-vi/a.db", "cho-lo-thieu/y")
        before = told(folder)
        with monkeypatch.context() as patched:
            failing_moves(patched, fails)
            with pytest.raises(StoreError):
                copies.put_back(copy, folder, NOW)
        with Arrivals(folder) as arrivals:
            went_on = arrivals.went_on
        found = {name: text for name, text in told(folder).items() if "cap-tren-" not in name}
        assert found == (told(copy) if went_on else before), fails
        assert not list(folder.glob("*.dang-ghi"))
    assert went_on


def failing_moves(monkeypatch: pytest.MonkeyPatch, first: int) -> None:
    """Somebody holds what lies there: from one move on none is made any more, and all else goes on."""
    real, made = files.move, 0

    def move(source: Path, target: Path) -> None:
        nonlocal made
        made += 1
        if made >= first:
            raise PermissionError(13, "held", str(source))
        real(source, target)

    monkeypatch.setattr(files, "move", move)


def test_a_book_that_somebody_has_open_is_left_with_what_he_wrote(
    copy: Path, tmp_path: Path
) -> None:
    held(folder := tmp_path / "here", "mới", "don-vi/a.db")
    with Arrivals(folder) as other:
        other.keys.used("aa", NOW)  # it stands in the log alone
        with pytest.raises(StoreError, match="đang mở ở nơi khác"):
            copies.put_back(copy, folder, NOW)
        assert not list(folder.glob("*.dang-ghi"))
    with Arrivals(folder) as arrivals:
        assert arrivals.edits() == []
        uses = arrivals._db.execute("SELECT public FROM key_use").fetchall()
    assert [row["public"] for row in uses] == ["aa"]
    assert copies.put_back(copy, folder, NOW) is not None


def test_nobody_takes_a_batch_in_while_a_copy_is_put_back(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(folder := tmp_path / "here", "mới", "don-vi/a.db")
    monkeypatch.setattr("counter_app.superior.book.folder._PATIENCE_MS", 0)
    met = []
    real = putting_back.exchange

    def exchange(*words: object) -> None:
        with Arrivals(folder) as arrivals, pytest.raises(StoreError) as refused, arrivals.alone():
            pass
        met.append(refused.value.message)
        real(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(copies, "exchange", exchange)
    assert copies.put_back(copy, folder, NOW) is not None
    assert "Đang có lần nhập khác chạy" in met[0]


def test_what_comes_back_from_a_disc_may_be_written_to(copy: Path, tmp_path: Path) -> None:
    """Whoever copies files from a disc, or from a stick whose files are locked, copies their marks as well."""
    held(folder := tmp_path / "here", "mới")
    for path in (*copy.rglob("*"), copy):
        path.chmod(0o555 if path.is_dir() else 0o444)
    copies.put_back(copy, folder, NOW)
    assert told(folder)["don-vi/a.db"] == "cũ"
    assert all(path.stat().st_mode & stat.S_IWUSR for path in (folder, *folder.rglob("*")))
    for path in (copy, *copy.rglob("*")):
        path.chmod(0o755)  # else nobody could clear up on Windows
