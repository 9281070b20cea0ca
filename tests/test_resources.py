"""The files shipped beside the code: what an office finds on its first morning must be true."""

from __future__ import annotations

import json
import re
import unicodedata
import wave
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from reportlab.pdfbase.ttfonts import TTFontFile

from counter_app.paths import resources_dir

ROOT = resources_dir()
JSON_FILES = sorted(ROOT.rglob("*.json"))
ICONS = sorted((ROOT / "icons").glob("*.svg"))
FONTS = sorted((ROOT / "fonts").glob("*.ttf"))

ICON_NAMES = set(
    re.findall(
        r"\S+",
        """
    absent add app backup board building calendar calendar-day call catalogue chart clock
    clock-overdue close closing delete dossiers down edit error filter hand-over help hold id-card
    intake keyboard language lock next officers ok pause phone previous print-again printer
    priority queue recall refuse reports restore returning scan search settings supplement
    transfer undo up usb user warning withdraw
    """,
    )
)


def _read(name: str) -> Any:
    return json.loads((ROOT / name).read_text(encoding="utf-8"))


def _vietnamese_letters() -> set[str]:
    """All letters with their tones, both cases: 12 vowels x 6 tones, and the consonants."""
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    lower = {unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in tones}
    lower |= set("bcdđghklmnpqrstvx")
    return lower | {letter.upper() for letter in lower}


def test_vietnamese_has_89_letters_in_each_case() -> None:
    assert len(_vietnamese_letters()) == 2 * 89


@pytest.mark.parametrize("path", JSON_FILES, ids=lambda p: p.name)
def test_json_is_pretty_nfc_and_ends_with_a_newline(path: Path) -> None:
    """The list of places has ten thousand names: a line there is a province or a district, not a name."""
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    pretty = json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    if path.parent.name == "places":
        assert text.endswith("}\n")
        assert text.count("\n") > 500
    else:
        assert text == pretty
    assert not re.search("[\u200b-\u200f\ufeff]", text)


class TestFonts:
    """A missing letter prints as a box in somebody's name."""

    def test_faces(self) -> None:
        serif = {f"LiberationSerif-{s}.ttf" for s in ("Regular", "Bold", "Italic", "BoldItalic")}
        sans = {f"BeVietnamPro-{s}.ttf" for s in ("Regular", "Medium", "SemiBold", "Bold")}
        assert {path.name for path in FONTS} == serif | sans

    @pytest.mark.parametrize("path", FONTS, ids=lambda p: p.stem)
    def test_every_vietnamese_letter_has_a_glyph(self, path: Path) -> None:
        glyphs = TTFontFile(str(path)).charToGlyph
        wanted = _vietnamese_letters() | set("fjwzFJWZ₫–—“”‘’…•·×°½%&@/0123456789")
        assert sorted(wanted - {chr(code) for code, glyph in glyphs.items() if glyph}) == []

    @pytest.mark.parametrize("path", [p for p in FONTS if "Serif" in p.name], ids=lambda p: p.stem)
    def test_paper_faces_have_the_number_sign_and_foreign_names(self, path: Path) -> None:
        glyphs = TTFontFile(str(path)).charToGlyph
        assert {"№", *(chr(code) for code in range(0x100, 0x17F))} <= {chr(c) for c in glyphs}

    @pytest.mark.parametrize("family", ["LiberationSerif", "BeVietnamPro"])
    def test_licence_lies_beside(self, family: str) -> None:
        text = (ROOT / "fonts" / f"OFL-{family}.txt").read_text(encoding="utf-8")
        assert "Copyright" in text
        assert "SIL Open Font License" in text


class TestIcons:
    """Drawn for Qt's SVG Tiny: one colour token, no styles, no filters."""

    def test_names(self) -> None:
        assert {path.stem for path in ICONS} >= ICON_NAMES

    @pytest.mark.parametrize("path", ICONS, ids=lambda p: p.stem)
    def test_is_plain_svg(self, path: Path) -> None:
        root = fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  (our own file)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert {_local(node) for node in root.iter()} <= {"svg", "path", "circle", "rect"}
        assert not any({"class", "style", "filter"} & set(node.attrib) for node in root.iter())
        if path.stem != "app":
            assert root.attrib["viewBox"] == "0 0 24 24"
            assert _colours(root) == {"#334155"}

    @pytest.mark.parametrize("path", ICONS, ids=lambda p: p.stem)
    def test_draws_inside_its_frame(self, path: Path) -> None:
        image = _drawn(path, 48)
        ink = [(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 0]
        assert len(ink) > 60
        edges = [(x, y) for x, y in ink if {x, y} & {0, 47}]
        assert edges == []


def _local(node: Element) -> str:
    return node.tag.rpartition("}")[2]


def _colours(root: Element) -> set[str]:
    values = {node.get(key) for node in root.iter() for key in ("stroke", "fill")}
    return {value for value in values if value and value != "none"}


def _drawn(path: Path, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(path)).render(painter)
    painter.end()
    return image


class TestDemo:
    """Invented people only, and an office whose counters can receive everything."""

    def test_names(self) -> None:
        names = _read("demo/names.json")
        assert all(row["weight"] > 0 for row in names["family"])
        assert len({row["name"] for row in names["family"]}) == len(names["family"]) >= 30
        for key in ("middle_male", "middle_female", "given_male", "given_female", "villages"):
            assert len(names[key]) >= 15, key
        assert "Mẫu" in names["commune"]
        assert "Mẫu" in names["province"]

    def test_officers(self) -> None:
        officers = _read("demo/officers.json")
        roles = {"receiver", "sector_officer", "leader", "administrator"}
        assert {officer["role"] for officer in officers} == roles
        assert len({officer["login"] for officer in officers}) == len(officers)
        sectors = {sector["key"] for sector in _read("catalogue/sectors.json")}
        receivers = [officer for officer in officers if officer["role"] == "receiver"]
        assert {key for officer in receivers for key in officer["sectors"]} == sectors
        assert [officer["counter"] for officer in receivers] == [1, 2]

    def test_office(self) -> None:
        office = _read("demo/office.json")
        assert re.fullmatch(r"\d{5}", office["number"])
        assert office["parent"].isupper()
        assert office["superior"]["level"] == "tỉnh"


def test_qt_strings_are_really_in_qt() -> None:
    german = QTranslator()
    assert german.load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    vietnamese = _read("locale/qt_vi.json")
    pairs = [(context, source) for context, texts in vietnamese.items() for source in texts]
    unknown = [pair for pair in pairs if not german.translate(*pair)]
    assert unknown == []
    assert len(pairs) >= 100
    for context, source in pairs:
        text = vietnamese[context][source]
        assert sorted(re.findall(r"%\d", text)) == sorted(re.findall(r"%\d", source))
        assert text.count("&") <= source.count("&")


@pytest.mark.parametrize("name", ["ok", "bad", "call"])
def test_sound_is_short_and_not_clipped(name: str) -> None:
    path = ROOT / "sounds" / f"{name}.wav"
    assert path.stat().st_size < 60_000
    with wave.open(str(path)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 22_050)
        raw = sound.readframes(sound.getnframes())
    levels = memoryview(raw).cast("h")
    assert 8_000 < max(map(abs, levels)) < 30_000
    assert abs(levels[-1]) < 300
