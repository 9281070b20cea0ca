"""A copy is put back by a process that dies at every move: whoever comes next ends it, and nothing is lost."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest

from counter_app.domain.clock import LOCAL
from counter_app.errors import StoreError
from counter_app.superior import copies, putting_back
from counter_app.superior.arrivals import DATABASE_NAME, Arrivals
from counter_app.superior.folder import viewing
from counter_app.superior.putting_back import PLAN
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
