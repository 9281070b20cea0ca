"""Files that are no table this program reads, called by what they are, each with one next step."""

from __future__ import annotations

import re
import zipfile

from counter_app.desk.tables.refusals import refused
from counter_app.errors import RuleError
from counter_app.i18n import _

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4_096


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def compound_file(data: bytes, name: str) -> RuleError | None:
    """What a file in the format before 2007 is: a workbook with a password, a document; None for an old workbook."""
    if _utf16("EncryptedPackage") in data:
        return locked_file(name)
    if _utf16("Workbook") in data or _utf16("Book") in data:
        return None
    if _utf16("WordDocument") in data:
        return _other(_("văn bản Word (.doc)"), name)
    return _other(_("tệp Office đời cũ"), name)


def packed_file(archive: zipfile.ZipFile, name: str) -> RuleError | None:
    """What a packed file is that is neither XLSX nor ODS; None for these."""
    if any(part.flag_bits & 1 for part in archive.infolist()):
        return locked_file(name)
    parts = {part.lower().lstrip("/") for part in archive.namelist()}
    kinds = (
        ("xl/workbook.bin", _("Excel nhị phân (.xlsb)")),
        ("word/document.xml", _("văn bản Word (.docx)")),
        ("ppt/presentation.xml", _("bài trình chiếu PowerPoint (.pptx)")),
        ("index/document.iwa", _("bảng tính Apple Numbers")),
    )
    for part, kind in kinds:
        if part in parts:
            return _other(kind, name)
    if "content.xml" in parts and "mimetype" in parts:
        if b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
            return locked_file(name)
        if not _part(archive, "mimetype").strip().endswith(b"spreadsheet"):
            return _other(_("văn bản OpenDocument, không phải bảng tính"), name)
        return None
    if any(part.startswith("xl/") for part in parts):
        strict = b"purl.oclc.org/ooxml" in _part(archive, "xl/workbook.xml")
        return _other(_("Excel kiểu Strict Open XML"), name) if strict else None
    return _other(_("tệp nén (zip)"), name)


def _part(archive: zipfile.ZipFile, name: str, most: int = 1_000_000) -> bytes:
    try:
        with archive.open(name) as source:
            return source.read(most)
    except KeyError:
        return b""


_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3\0", "SQLite"),
    (b"MZ", "EXE"),
)


def other_file(data: bytes, name: str) -> RuleError | None:
    """What a file that is not packed is, when its beginning tells that it is no text of rows."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return _other(kind, name)
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and head.startswith(b"<"):
        return _other(_("bảng tính XML 2003"), name)
    if re.match(rb"<(?:!doctype html|html|table|head|meta|style|body|div)\b", head) or (
        head.startswith(b"<") and b"<table" in head
    ):
        return _other(_("trang web (HTML) mang đuôi bảng tính"), name)
    if head.startswith(b"<?xml"):
        return _other("XML", name)
    if head.startswith(b"mime-version:"):
        return _other(_("trang web lưu trữ (MHT)"), name)
    if head.startswith(b"id;p"):
        return _other(_("bảng tính SYLK"), name)
    if re.match(rb'[\[{]\s*["\[{]', head):
        return _other("JSON", name)
    return None


def locked_file(name: str) -> RuleError:
    """That a file has a password."""
    return refused(
        _("Tệp {path} có mật khẩu. Mở bằng Excel hoặc LibreOffice, bỏ mật khẩu, lưu lại rồi nhập."),
        "password",
        path=name,
    )


def _other(kind: str, name: str) -> RuleError:
    return refused(
        _(
            "Tệp {path} là {kind}, không phải bảng .xlsx, .xls, .ods hay .csv."
            " Mở bằng chương trình của nó, lưu dạng .xlsx rồi nhập."
        ),
        "foreign",
        path=name,
        kind=kind,
    )
