"""What a virus left on a stick is named wherever it lies; nothing is opened or followed, and the look has an end."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.sync.stick import hygiene
from counter_app.sync.stick.hygiene import strange_files
from counter_app.wording.exchange import strange_text


def lay(folder: Path, *names: str) -> None:
    """Files with these names below a folder; a name that ends in / is a folder."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_bytes(b"MZ")


def test_programs_are_found_however_deep_and_papers_are_not(usb: Path) -> None:
    lay(usb, "bao-cao.pdf", "HS_99001/x.ndjson.zst.age", "a/b/c/d/setup.EXE", "Autorun.inf")
    lay(usb, "HS_99001/cai-dat.msi", "a/anh.jpg", "a/khoa.lnk", "ghi chu.txt")
    found = strange_files(usb)
    names = (
        "Autorun.inf",
        "HS_99001/cai-dat.msi",
        "a/b/c/d/setup.EXE",
        "a/khoa.lnk",
    )
    assert found.names == names
    assert (found.count, found.whole, found.folders, found.disguised) == (4, True, [], [])
    assert "Không mở; quét vi-rút USB" in strange_text(found)
    assert strange_text(strange_files(usb / "HS_99001" / "nowhere")) == ""


def test_a_folder_that_became_a_shortcut_is_the_worm_everybody_knows(usb: Path) -> None:
    lay(usb, "Van ban/qd.pdf", "VAN BAN.lnk", "Anh/", "Anh.exe", "x/Nam 2026/", "x/Nam 2026.lnk")
    lay(usb, "\u00a0/virus.dat", "khac.lnk")
    found = strange_files(usb)
    assert found.folders == ["'\\xa0'", "Anh", "Van ban", "x/Nam 2026"]
    assert "lối tắt đứng thay thư mục '\\xa0', Anh" in strange_text(found)


@pytest.mark.parametrize(
    "name", ["quyet-dinh.pdf.exe", "Anh.JPG.scr", "don.docx      .exe", "qd\u202efdp.exe"]
)
def test_a_program_that_looks_like_a_paper_is_said_to_be_one(usb: Path, name: str) -> None:
    lay(usb, f"cong van/{name}")
    found = strange_files(usb)
    assert found.disguised == [f"cong van/{name}"]
    assert "chương trình giả làm văn bản" in strange_text(found)


def test_the_look_ends_on_a_stick_of_ten_thousand_files(
    usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hygiene, "MOST_SEEN", 300)
    lay(usb, "a.exe", *(f"d{number % 7}/t{number}.txt" for number in range(400)))
    lay(usb, *(f"d0/p{number}.exe" for number in range(50)))
    found = strange_files(usb)
    assert "a.exe" in found.names
    assert not found.whole
    assert len(found.programs) <= hygiene.MOST_TOLD
    monkeypatch.setattr(hygiene, "SECONDS", -1.0)
    assert not strange_files(usb).whole
