"""Looking for batches in folders that may be anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.sync.batch import finding
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.batch.names import (
    attempt_name,
    batch_stem,
    is_plain,
    stem_of,
    without_attempt,
)

STEM = batch_stem("99001", 1, "0a1b2c3d4e5f6071", 1, 250)


def put(folder: Path, *names: str) -> None:
    """Empty files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"")


def test_names_are_short_and_plain() -> None:
    assert STEM == "HS_99001_01_0a1b2c3d_00000001-00000250"
    longest = (
        attempt_name(batch_stem("99001", 99, "f" * 16, 10**10 - 1, 10**10 - 1), 999)
        + ".manifest.json"
    )
    assert is_plain(longest)
    assert len(longest) <= 64
    assert stem_of(longest) == longest.removesuffix(".manifest.json")


@pytest.mark.parametrize("attempt", [1, 2, 999])
def test_attempts_share_a_stem(attempt: int) -> None:
    assert without_attempt(attempt_name(STEM, attempt)) == STEM
    assert stem_of(attempt_name(STEM, attempt) + ".ndjson.zst") == attempt_name(STEM, attempt)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "HS_.manifest.json",
        STEM,
        f"{STEM}.json",
        f"x{STEM}.manifest.json",
        f"{STEM} (1).manifest.json",
        f"../{STEM}.manifest.json",
        f"{STEM}.manifest.json\n",
        STEM.replace("9", "٩") + ".manifest.json",
    ],
)
def test_what_only_looks_like_a_batch_has_no_stem(name: str) -> None:
    assert stem_of(name) == ""


def test_sticks_copies_and_strays(tmp_path: Path) -> None:
    put(tmp_path / "HS_99001", f"{STEM}.manifest.json", f"{STEM}.ndjson.zst", "bao-cao.pdf")
    put(tmp_path / "copies" / "monday" / "HS_99001", f"{STEM}-2.ndjson.zst")
    put(
        tmp_path, "autorun.inf", f"{STEM} (1).manifest.json", f"{STEM} (1).ndjson.zst", "~$thu.docx"
    )
    found = find_batches(tmp_path)
    assert [path.name for path in found.manifests] == [f"{STEM}.manifest.json"]
    assert [path.name for path in found.lonely] == [f"{STEM}-2.ndjson.zst"]
    assert [path.name for path in found.odd] == [
        f"{STEM} (1).manifest.json",
        f"{STEM} (1).ndjson.zst",
    ]
    assert not found.cut


def test_a_leftover_beside_a_later_attempt_is_ignored(tmp_path: Path) -> None:
    put(tmp_path, f"{STEM}.ndjson.zst", f"{STEM}-2.ndjson.zst", f"{STEM}-2.manifest.json")
    assert find_batches(tmp_path).lonely == ()


ORDINARY = (
    f"{STEM}.manifest (1).json",
    f"{STEM}.ndjson (1).zst",
    f"{STEM}.manifest - Copy.json",
    f"Copy of {STEM}.manifest.json",
    f"Bản sao của {STEM}.ndjson.zst",
    f"{STEM}.manifest.json.txt",
    f"{STEM}.ndjson",
    f"{STEM.upper()}.MANIFEST.JSON",
    f"{STEM.lower()}.ndjson.zst",
)


@pytest.mark.parametrize("name", ORDINARY)
def test_what_windows_and_people_make_of_a_name_is_named(tmp_path: Path, name: str) -> None:
    put(tmp_path / "HS_99001", name)
    found = find_batches(tmp_path)
    assert [path.name for path in found.odd] == [name]
    assert (found.manifests, found.lonely, found.nothing) == ((), (), False)


@pytest.mark.parametrize("name", ["HS_99001.zip", "hs_99001.RAR", f"{STEM}.zip", f"{STEM} (1).7z"])
def test_an_archive_is_named_as_such(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    found = find_batches(tmp_path)
    assert [path.name for path in found.packed] == [name]
    assert not found.odd
    assert not found.nothing


def test_what_the_system_leaves_beside_a_batch_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, f"._{STEM}.manifest.json", "thu.zip", "HS_1.json", "~$HS_bao-cao.docx")
    assert find_batches(tmp_path).nothing


def test_folders_upon_folders_are_looked_into_and_an_end_is_told(tmp_path: Path) -> None:
    put(tmp_path.joinpath("USB cu", *"abcdefgh"), f"{STEM}.manifest.json")
    found = find_batches(tmp_path)
    assert [path.parent.name for path in found.manifests] == ["h"]
    assert not found.cut
    deep = tmp_path.joinpath(*(str(level) for level in range(finding.MOST_DEPTH + 1)))
    put(deep, f"{STEM}.manifest.json")
    found = find_batches(tmp_path)
    assert len(found.manifests) == 1
    assert found.cut


def test_our_own_folders_are_looked_at_before_thousands_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "HS_99001", f"{STEM}.manifest.json")
    put(tmp_path / "anh", *(f"IMG_{number:04d}.jpg" for number in range(300)))
    monkeypatch.setattr(finding, "MOST_ENTRIES", 100)
    found = find_batches(tmp_path)
    assert found.cut
    assert len(found.manifests) == 1


def test_a_folder_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        find_batches(tmp_path / "nowhere")
