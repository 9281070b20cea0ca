"""The limits of a packed table file before anything unpacks it: a file of some megabytes can fill all memory."""

from __future__ import annotations

import zipfile
from typing import IO

from counter_app.errors import RuleError
from counter_app.i18n import _

MIB = 1024 * 1024
MOST_UNPACKED = 100 * MIB
MOST_RATIO = 200
"""Times a part may grow when it is unpacked; a sheet of equal lines grows about a hundredfold."""
SMALL_PART = MIB
"""Below it nothing is asked about growing."""
MOST_PARTS = 2_000
MOST_TAGS = 5_000_000
"""Of sheets and texts: fifty thousand lines of twenty-five cells."""
MOST_OTHER_TAGS = 300_000
"""Of all the rest, such as styles, which take far more memory each."""
_XML = (".xml", ".rels", ".vml")
_LARGE = ("xl/worksheets/", "xl/sharedstrings", "content.xml")


def require_plain_workbook(archive: zipfile.ZipFile) -> None:
    """Requires that reading the file takes no more memory than a list of procedures may.

    Errors: RuleError (field "file"); whatever ``zipfile`` raises for a damaged file.
    """
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _refused()
    tags, others = 0, 0
    for part in parts:
        if part.file_size > max(SMALL_PART, part.compress_size * MOST_RATIO):
            raise _refused()
        name = part.filename.lower().lstrip("/")
        if not name.endswith(_XML):
            continue
        with archive.open(part) as source:
            found = _count_tags(source)
        if name.startswith(_LARGE):
            tags += found
        else:
            others += found
        if tags > MOST_TAGS or others > MOST_OTHER_TAGS:
            raise _refused()


def _count_tags(source: IO[bytes]) -> int:
    count = 0
    while chunk := source.read(MIB):
        if (
            not count and b"<!DOCTYPE" in chunk
        ):  # no program writes one; they are there to be unfolded
            raise _refused()
        count += chunk.count(b"<")
    return count


def _refused() -> RuleError:
    return RuleError(
        _(
            "Tệp này bung ra quá lớn. Sao chép riêng bảng cần nhập sang tệp Excel mới rồi nhập tệp đó."
        ),
        field="file",
        rule="too_large",
    )
