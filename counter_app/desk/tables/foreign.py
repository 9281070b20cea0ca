"""Files that are no table this program reads, called by what they are, each with one next step."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from counter_app.desk.tables.table_refusals import refused
from counter_app.i18n import _
from counter_app.values import pattern

if TYPE_CHECKING:
    from counter_app.errors import RuleError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4_096


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def compound_file(data: bytes, name: str) -> RuleError | None:
    """The refusal of a file in the format before 2007: a locked workbook, a document; None for an old workbook."""
    if _utf16("EncryptedPackage") in data:
        return locked_file(name)
    if _utf16("Workbook") in data or _utf16("Book") in data:
        return None
    if _utf16("WordDocument") in data:
        return _other(_("văn bản Word (.doc)"), name)
    return _other(_("tệp Office đời cũ"), name)


def packed_file(archive: zipfile.ZipFile, name: str) -> RuleError | None:
    """The refusal of a packed file that is neither XLSX nor ODS; None for these."""
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
    (b"\0\x01\0\0Standard ", "Access"),
    (b"PAR1", "Parquet"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"%!PS", "PostScript"),
    (b"\0\0\x02\0\x06\x04", "Lotus 1-2-3"),
    (b"\x09\x00\x04\x00", "Excel 2"),
    (b"\x09\x02\x06\x00", "Excel 3"),
    (b"\x09\x04\x06\x00", "Excel 4"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
)
_CONTROLS = frozenset({*range(9), *range(14, 32)} - {0x1A, 0x1B})
"""Bytes that no text has; those at the end of a typed file and of a printer's orders are not among them."""
_MOST_CONTROLS = 0.02
_DBASE = frozenset({0x03, 0x30, 0x31, 0x83, 0x8B, 0xF5})
_MAIL = pattern(rb"\A(?:[a-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*mime-version:")


def other_file(data: bytes, name: str, *, json: bool = False) -> RuleError | None:
    """The refusal of a file that is not packed, when its beginning tells that it is no text of rows, or ``json``."""
    if name.startswith("~$"):
        return refused(
            _(
                "Tệp {path} là tệp tạm mà Excel tạo khi đang mở bảng."
                " Đóng Excel, chọn tệp không có “~$” ở đầu tên."
            ),
            "foreign",
            path=name,
        )
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), "") or _inner(data)
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    kind = kind or _marked_up(head) or _worded(head)
    if not kind and not json and _is_json(head, data):
        kind = "JSON"
    return _other(kind, name) if kind else None


def _marked_up(head: bytes) -> str:
    begins = head.startswith(b"<")
    if begins and b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return _("bảng tính XML 2003")
    if re.match(rb"<(?:!doctype html|html|table|head|meta|style|body|div)\b", head) or re.search(
        rb"<table\b[^>]*>\s*<", head
    ):
        return _("trang web (HTML) mang đuôi bảng tính")
    return "XML" if head.startswith(b"<?xml") else ""


def _worded(head: bytes) -> str:
    """The kind of a file by the first words of its text."""
    if _MAIL.match(head):
        return _("trang web lưu trữ (MHT)")
    if head.startswith(b"id;p"):
        return _("bảng tính SYLK")
    if head.startswith(b"[internetshortcut]"):
        return _("lối tắt đến một trang web")
    return _("lịch iCalendar (.ics)") if head.startswith(b"begin:vcalendar") else ""


def _is_json(head: bytes, data: bytes) -> bool:
    if head[:1] not in (b"[", b"{"):
        return False
    ends = data.rstrip(b"\0 \r\n\t")[-1:] in (b"]", b"}")
    return ends or re.match(rb'[\[{]\s*["\[{]', head) is not None


def _inner(data: bytes) -> str:
    """The kind of a file by bytes that do not stand at the very beginning."""
    if b"%PDF-" in data[:1024]:
        return "PDF"
    if data[4:8] == b"ftyp":
        return "MP4, HEIC"
    if data[:4] == b"RIFF":
        return "WEBP, WAV"
    if data[257:262] == b"ustar":
        return "TAR"
    length = int.from_bytes(data[8:10], "little")
    if data[:1] and data[0] in _DBASE and 33 <= length <= len(data) and data[length - 1] == 0x0D:
        return _("cơ sở dữ liệu FoxPro (.dbf)")
    return ""


def require_text(data: bytes, name: str) -> None:
    """Errors: RuleError when a file is empty, or no text in any table of letters."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        told = _("Tệp {path} trống, không có chữ nào. Lấy lại tệp gốc hoặc chọn tệp khác.")
        raise refused(told, "foreign", path=name)
    head = data.rstrip(b"\0")[:_HEAD]  # a file cut off by a power failure ends with many
    if sum(byte in _CONTROLS for byte in head) > len(head) * _MOST_CONTROLS:
        raise refused(
            _("Tệp {path} không phải bảng mà là tệp của chương trình khác. Chọn tệp khác."),
            "foreign",
            path=name,
        )


def locked_file(name: str) -> RuleError:
    """The refusal of a file with a password."""
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
