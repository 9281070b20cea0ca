"""One reader for every table from outside: which kind of file it is, and its sheets.

The readers of workbooks bring large libraries; each is loaded by the first file of its kind.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from counter_app.desk.incoming import read_file, too_large
from counter_app.desk.tables.decoding import decoded
from counter_app.desk.tables.foreign import OLE, other_file, packed_file
from counter_app.desk.tables.room import MOST_BYTES, MOST_TEXT_BYTES
from counter_app.desk.tables.table_refusals import refused
from counter_app.desk.tables.text_rows import text_sheet
from counter_app.desk.tables.wrong_code_tables import mended
from counter_app.domain.tables import Sheet, TableFile
from counter_app.i18n import _


def read_tables(path: Path) -> TableFile:
    """Every sheet of a file. Errors: RuleError (field "file") saying what it is, or where it cannot be read."""
    data = read_file(path, MOST_BYTES)
    separated = False
    if data[:2] == b"PK":
        sheets = _packed(data, path)
    elif data.startswith(OLE):
        from counter_app.desk.tables.old_workbook import old_workbook_sheets

        sheets = old_workbook_sheets(data, path.name)
    else:
        sheets, separated = (_text(data, path),), True
    return TableFile(
        name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        sheets=tuple(map(mended, sheets)),
        separated=separated,
    )


def is_table(path: Path, most: int, *, field: str = "file") -> bool:
    """True if a file is a workbook or a text of rows, and no JSON, whatever its name says.

    Errors: RuleError (``field``) where it cannot be read, or is a text of more than ``most`` bytes.
    """
    data = read_file(path, max(MOST_BYTES, most), field=field)
    if data.startswith((b"PK", OLE)):
        return True
    if len(data) > most:
        raise too_large(path, most, field=field)
    head = data[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return path.suffix.lower() in (".csv", ".tsv", ".txt") and head[:1] not in (b"{", b"[")


def _packed(data: bytes, path: Path) -> tuple[Sheet, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            other = packed_file(archive, path.name)
            opened = "content.xml" in archive.namelist()
    except Exception as error:  # zipfile lets out whatever its decompressors stumble over
        raise refused(
            _("Tệp {path} hỏng hoặc không phải Excel (.xlsx). Lưu lại bằng Excel rồi nhập."),
            path=path.name,
        ) from error
    if other is not None:
        raise other
    if opened:
        from counter_app.desk.tables.open_document import open_document_sheets

        return open_document_sheets(data, path.name)
    from counter_app.desk.tables.workbook import workbook_sheets

    return workbook_sheets(data, path.name)


def _text(data: bytes, path: Path) -> Sheet:
    other = other_file(data, path.name)
    if other is not None:
        raise other
    if len(data) > MOST_TEXT_BYTES:
        raise too_large(path, MOST_TEXT_BYTES)
    return text_sheet(decoded(data, path.name), path.name)
