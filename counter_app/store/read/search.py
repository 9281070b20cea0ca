"""Finding dossiers from whatever is typed or scanned: code, barcode, name, phone tail, id tail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.domain.dossier.codes import parse_barcode, parse_code
from counter_app.domain.dossier.dossier import DossierLine
from counter_app.domain.official.codes import looks_official, read_official
from counter_app.domain.text import clean
from counter_app.store.core import engine
from counter_app.store.core.search_terms import exact_query, folded_query, scattered_query
from counter_app.store.file.reading import Reading
from counter_app.store.read.dossier_rows import LINE_COLUMNS, line_from

if TYPE_CHECKING:
    from sqlite3 import Row


MOST = 50
_SHORTEST_TAIL = 3
_LONGEST_CODE_TAIL = 8
_PRECISE_WORDS = 3
_BY_TAIL = tuple(
    f"SELECT id FROM dossier WHERE {column} <> '' AND {column} >= ? AND {column} < ? "
    "ORDER BY +id DESC LIMIT ?"
    for column in ("id_tail", "phone_tail")
)
"""Over the tail's own index: the test for emptiness lets it be used, the plus sign keeps the sort off the key."""
_BY_CODE_TAIL = (
    "SELECT id FROM dossier WHERE received_date = ? AND code GLOB ? ORDER BY id DESC LIMIT ?"
)
_BY_NAME = (
    "SELECT rowid FROM dossier_search WHERE dossier_search MATCH ? ORDER BY rowid DESC LIMIT ?"
)


class Finder(Reading):
    """Answers one search box for all kinds of keys."""

    def find(self, text: str, *, most: int = MOST) -> list[DossierLine]:
        """Up to ``most`` dossiers: by code alone, else names with these marks, then without, or number tails."""
        text = clean(text)
        if not text:
            return []
        code = parse_code(text) or parse_barcode(text.replace(" ", ""))
        if code is not None:
            return self._lines("code = ?", code.text)
        if looks_official(text):
            return self._lines("official_code = ? AND official_code <> ''", read_official(text))
        compact = "".join(letter for letter in text if letter not in " .-()+")
        if compact.isascii() and compact.isdigit():
            return self._by_digits(compact, most)
        if text.upper().startswith("T") and compact[1:].isdigit():
            return self._by_code_start(compact[1:], most)
        return self._by_name(text, most)

    def _lines(self, where: str, *values: str | int) -> list[DossierLine]:
        rows = self.rows(
            f"SELECT {LINE_COLUMNS} FROM dossier WHERE {where}",
            values,
        )
        return [line_from(row) for row in rows]

    def _by_digits(self, digits: str, most: int) -> list[DossierLine]:
        if len(digits) < _SHORTEST_TAIL:
            return []
        tail = digits[::-1]
        found = {key for sql in _BY_TAIL for key in self._ids(sql, tail, tail + ":", most)}
        found.update(self._by_code_tail(digits, most))
        return self._by_ids(sorted(found, reverse=True)[:most])

    def _by_code_tail(self, digits: str, most: int) -> list[int]:
        last = self.one("SELECT received_date FROM dossier ORDER BY id DESC LIMIT 1")
        if last is None or len(digits) > _LONGEST_CODE_TAIL:
            return []
        return self._ids(_BY_CODE_TAIL, last["received_date"], f"*{digits}", most)

    def _ids(self, sql: str, *values: str | int) -> list[int]:
        return [key for (key,) in self.rows(sql, values)]

    def _by_ids(self, ids: Sequence[int]) -> list[DossierLine]:
        if not ids:
            return []
        by_id = {line.id: line for line in self._lines(f"id IN ({','.join('?' * len(ids))})", *ids)}
        return [by_id[key] for key in ids if key in by_id]

    def _by_code_start(self, digits: str, most: int) -> list[DossierLine]:
        parts = (digits[:5], digits[5:11], digits[11:])
        start = "T" + "-".join(part for part in parts if part)
        return self._lines(
            "code >= ? AND code < ? ORDER BY code DESC LIMIT ?", start, start + "\x7f", most
        )

    def _by_name(self, text: str, most: int) -> list[DossierLine]:
        """Names with these marks, then without; then words apart, unless three or more words already hit.

        Three words in a row that hit are precise enough; looking for them apart as well costs more than it finds.
        """
        ids: dict[int, None] = {}
        for query in (exact_query(text), folded_query(text)):
            if query and len(ids) < most:
                ids.update(dict.fromkeys(self._match(query, most + len(ids))))
        if len(ids) < most and not (ids and len(text.split()) >= _PRECISE_WORDS):
            apart = scattered_query(text)
            ids.update(dict.fromkeys(self._match(apart, most + len(ids)) if apart else ()))
        return self._by_ids(list(ids)[:most])

    def _match(self, query: str, most: int) -> list[int]:
        try:
            rows: list[Row] = self.rows(_BY_NAME, (query, most))
        except engine.DiskError:
            raise
        except engine.OperationalError:  # what was typed is no question to the index
            return []
        return [key for (key,) in rows]
