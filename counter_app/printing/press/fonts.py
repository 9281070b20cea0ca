"""The faces papers are set in: metrics for laying out, and encoding for drawing.

reportlab chooses the characters of a font subset per document, builds and compresses that subset each
time, and measures text character by character. Here every document begins with the same subset (ASCII,
the Vietnamese letters, common signs), so it is built and compressed once per process and text is encoded
by one ``str.translate``: a receipt takes a third of the time, and depends on nothing but its data.
"""

from __future__ import annotations

import unicodedata
import zlib
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream, PDFTrueTypeFont
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont, TTFontFace, makeToUnicodeCMap

from counter_app.paths import resources_dir
from counter_app.values import override


class Face(StrEnum):
    """A font file in ``resources/fonts``: serif for office paper, sans for the thermal roll."""

    SERIF = "LiberationSerif-Regular"
    SERIF_BOLD = "LiberationSerif-Bold"
    SERIF_ITALIC = "LiberationSerif-Italic"
    SERIF_BOLD_ITALIC = "LiberationSerif-BoldItalic"
    SANS = "BeVietnamPro-Regular"
    SANS_MEDIUM = "BeVietnamPro-Medium"
    SANS_BOLD = "BeVietnamPro-Bold"


_FELLOWS = {
    Face.SANS: Face.SERIF,
    Face.SANS_MEDIUM: Face.SERIF_BOLD,
    Face.SANS_BOLD: Face.SERIF_BOLD,
}
"""The face that lends a letter of another people's spelling (ƀ, ŏ, ʼ) to one that lacks it."""
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES]
"""The small vowels in the order schools teach: each bare, then huyền, hỏi, ngã, sắc, nặng."""
LETTERS = "".join(char for char in (*VOWELS, "đ") if char > "\x7f")
"""The accented small letters."""
_SIGNS = "–—“”‘’…•·×°§№₫≤≥±→□²½"
_SEED = LETTERS + LETTERS.upper() + _SIGNS
"""With ASCII these fill the first subset (at most 254 characters) of every document."""

_SUBSTITUTES = {"→": "»", "←": "«", "☐": "□", "\u2011": "-", "\u2010": "-", "\u202f": " "}


class RareCharacterError(Exception):
    """The text holds a character outside the first subset; it is drawn the long way."""


class _CachedFace(TTFontFace):
    """A typeface that builds and compresses each distinct subset once."""

    def __init__(self, filename: str) -> None:
        super().__init__(filename)
        self.subset_stream = lru_cache(maxsize=16)(self._build)
        self.described = lru_cache(maxsize=16)(self._describe)

    def _build(self, subset: tuple[int, ...]) -> tuple[int, bytes]:
        raw: bytes = self.makeSubset(list(subset))
        return len(raw), zlib.compress(raw, 9)

    def _describe(self, name: str, subset: tuple[int, ...]) -> tuple[bytes, bytes]:
        steps = (f"{self.charWidths.get(code, self.defaultWidth):g}" for code in subset)
        letters: str = makeToUnicodeCMap(name, subset)
        return f"[ {' '.join(steps)} ]".encode(), zlib.compress(letters.encode())

    @override
    def addSubsetObjects(self, doc: Any, fontname: str, subset: list[int]) -> Any:
        """Like the base class, with the font file taken from the cache."""
        length, packed = self.subset_stream(tuple(subset))
        stream = packed_stream(packed)
        stream.dictionary["Length1"] = length
        reference = doc.Reference(stream, f"fontFile:{fontname}")
        descriptor = {
            "Type": "/FontDescriptor",
            "Ascent": self.ascent,
            "CapHeight": self.capHeight,
            "Descent": self.descent,
            "Flags": self.flags & ~32 | 4,  # symbolic: the subset has its own encoding
            "FontBBox": f"[{' '.join(str(round(edge)) for edge in self.bbox)}]",
            "FontName": PDFName(fontname),
            "ItalicAngle": self.italicAngle,
            "StemV": self.stemV,
            "FontFile2": reference,
            "MissingWidth": self.defaultWidth,
        }
        return doc.Reference(PDFDictionary(descriptor), f"fontDescriptor:{fontname}")


def packed_stream(packed: bytes) -> Any:
    """A stream of a document whose content is compressed already."""
    stream = PDFStream(content=packed, filters=[])
    stream.dictionary["Filter"] = PDFName("FlateDecode")
    return stream


class _Widths(dict[str, float]):
    """Advance of each character in em; what the face lacks is as wide as its fellow's, or its substitute."""

    def __init__(self, face: TTFontFace, fellow: Face | None) -> None:
        super().__init__((chr(code), width / 1000) for code, width in face.charWidths.items())
        self._fellow = fellow

    def __missing__(self, char: str) -> float:
        if self._fellow is not None and _lent(char, self._fellow):
            return font(self._fellow).widths[char]
        stand_in = substitute(char)
        return self[stand_in] if stand_in in self else self["?"]


class _Encoding(dict[int, str]):
    """Code point → bytes of the first subset as a PDF string literal writes them."""

    def __missing__(self, code: int) -> str:
        raise RareCharacterError(chr(code))


def substitute(char: str) -> str:
    """The sign on paper for a character the face does not have."""
    return _SUBSTITUTES.get(char, "□")


def _lent(char: str, fellow: Face) -> bool:
    return char not in _SUBSTITUTES and ord(char) in font(fellow).face.charToGlyph


def runs(text: str, face: Face) -> list[tuple[Face, str]]:
    """The text in the face, and between it what a fellow face lends; a mark stays with the letter it belongs to."""
    known, fellow = font(face).face.charToGlyph, _FELLOWS.get(face)
    found: list[tuple[Face, str]] = []
    for char in text:
        lent = fellow is not None and ord(char) not in known and _lent(char, fellow)
        drawn = fellow if lent and fellow is not None else face
        if found and (drawn is found[-1][0] or unicodedata.combining(char)):
            found[-1] = (found[-1][0], found[-1][1] + char)
        else:
            found.append((drawn, char))
    return found


def lacking(text: str) -> str:
    """The characters that no paper can show, each once: a box would stand for them."""
    known = font(Face.SERIF).face.charToGlyph
    return "".join(
        dict.fromkeys(
            char
            for char in text
            if ord(char) not in known and char not in _SUBSTITUTES and not char.isspace()
        )
    )


class PaperFont(TTFont):
    """A registered face with its width and encoding tables."""

    def __init__(self, face: Face) -> None:
        path = str(resources_dir() / "fonts" / f"{face.value}.ttf")
        super().__init__(face.value, path, asciiReadable=True)
        self._cached = _CachedFace(path)
        self.face = self._cached
        self.widths = _Widths(self.face, _FELLOWS.get(face))
        self.seed = "".join(char for char in _SEED if ord(char) in self.face.charToGlyph)
        self.encoding_table = self._encode_seed()

    def _encode_seed(self) -> _Encoding:
        table = _Encoding()
        ascii_text = "".join(map(chr, range(32, 127)))
        probe = _Probe()
        self.splitString(self.seed, probe)
        self._seeded: Any = self.state[probe]
        for char in ascii_text + self.seed:
            ((_subset, code),) = self.splitString(char, probe)
            table[ord(char)] = literal(code)
        table[0xA0] = table[32]
        return table

    def begin(self, doc: Any) -> str:
        """The name in ``doc`` of the first subset, which begins with the seed."""
        state: Any = TTFont.State(True, self)
        state.assignments = dict(self._seeded.assignments)
        state.subsets = [list(subset) for subset in self._seeded.subsets]
        state.nextCode = self._seeded.nextCode
        self.state[doc] = state
        name: str = self.getSubsetInternalName(0, doc)
        return name

    @override
    def addObjects(self, doc: Any) -> None:
        """Like the base class, with widths and the way back to letters written once per subset."""
        state = self.state.pop(doc)
        for number, subset in enumerate(state.subsets):
            name = f"{state.internalName}+{number}"
            base = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode()
            described: Any = PDFTrueTypeFont()
            described.Name, described.BaseFont = name, base
            described.FirstChar, described.LastChar = 0, len(subset) - 1
            described.Widths, letters = self._cached.described(base, tuple(subset))
            described.ToUnicode = doc.Reference(packed_stream(letters), f"toUnicodeCMap:{base}")
            described.FontDescriptor = self._cached.addSubsetObjects(doc, base, subset)
            doc.Reference(described, name)
            doc.idToObject["BasicFonts"].dict[name] = described

    def drawable(self, text: str) -> str:
        """The text with substitutes for the characters this face lacks."""
        known = self.face.charToGlyph
        kept = (char if ord(char) in known else substitute(char) for char in text)
        return "".join(char if ord(char) in known else "?" for char in kept)


class _Probe:
    """Stands for a document while the seed is being encoded."""


def literal(code: bytes) -> str:
    """The inside of a PDF string literal."""
    return "".join(
        f"\\{byte:03o}" if byte < 32 or byte > 126 or byte in b"()\\" else chr(byte)
        for byte in code
    )


@cache
def font(face: Face) -> PaperFont:
    """The face, loaded and registered at its first use (some 15 ms each)."""
    loaded = PaperFont(face)
    pdfmetrics.registerFont(loaded)
    return loaded


@lru_cache(maxsize=20_000)
def width(text: str, face: Face, size: float) -> float:
    """The length of ``text`` (NFC, one line), in points."""
    return sum(map(font(face).widths.__getitem__, text)) * size
