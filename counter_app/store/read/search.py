"""Finding dossiers from whatever is typed or scanned: code, barcode, name, telephone, document, receipt's number."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from counter_app.domain.dossier.scanned import read_code
from counter_app.domain.official.codes import official_in
from counter_app.domain.person.name import FORMAL, without_titles
from counter_app.domain.person.number_keys import (
    SHORTEST,
    document_key,
    phone_keys,
    without_label,
)
from counter_app.domain.text import clean, fold, half_width
from counter_app.store.core import engine
from counter_app.store.core.search_terms import (
    DOCUMENT,
    PHONE,
    exact_query,
    folded_query,
    joined_query,
    number_query,
    scattered_query,
)
from counter_app.store.file.reading import Reading
from counter_app.store.read.line_rows import LINE_COLUMNS, line_from
from counter_app.values import pattern

if TYPE_CHECKING:
    from sqlite3 import Row

    from counter_app.domain.dossier.dossier import DossierLine


MOST = 50
LONGEST, MOST_WORDS = 400, 16
"""More of a text is not searched for: no name has so many words, and a pasted letter must not hold the window."""
_SHORTEST_CODE_TAIL, _LONGEST_CODE_TAIL = 4, 8
_LONGEST_FORM_NUMBER = 6
_PRECISE_WORDS = 3
_OLDEST_FORMS = 20
"""Years back in which a receipt's number is looked for."""
_MOST_LOOKED_AT = 2_000
"""Candidates of whom the names are read, when the index alone cannot tell a word said twice."""
_BY_TAIL = {
    mark: f"SELECT id FROM dossier WHERE {column} <> '' AND {column} >= ? AND {column} < ? "
    "ORDER BY +id DESC LIMIT ?"
    for mark, column in ((DOCUMENT, "id_tail"), (PHONE, "phone_tail"))
}
"""Over the tail's own index: the test for emptiness lets it be used, the plus sign keeps the sort off the key."""
_BEHIND = "\x7f"
"""Sorts behind every digit and letter of a number."""
_BY_FORM = (
    "substr(received_date, 1, 4) IN (SELECT value FROM json_each(?)) AND form_no = ? "
    "ORDER BY received_date DESC LIMIT ?"
)
_FORM_NUMBER = pattern(r"([0-9]{1,6})\s*/\s*[^\W\d].*")
_NUMBER = pattern(r"[A-Z]{0,3}[0-9][0-9A-Z]*")
_BY_CODE_TAIL = (
    "WITH RECURSIVE counter(start) AS (SELECT substr(max(code), 1, 16) FROM dossier UNION ALL "
    "SELECT (SELECT substr(max(code), 1, 16) FROM dossier WHERE code < start) "
    "FROM counter WHERE start IS NOT NULL) "
    "SELECT id FROM counter JOIN dossier "
    "ON code IN (start || substr(:tail, -4), start || substr(:tail, -5), start || substr(:tail, -6)) "
    "WHERE replace(code, '-', '') LIKE '%' || :tail LIMIT :most"
)
"""From day to day and computer to computer by the codes' own index, the latest first: one look at each."""
_BY_NAME = (
    "SELECT rowid FROM dossier_search WHERE dossier_search MATCH ? ORDER BY rowid DESC LIMIT ?"
)
_COUNT_NAMES = "SELECT count(*) FROM dossier_search WHERE dossier_search MATCH ?"


class Finder(Reading):
    """Answers one search box for all kinds of keys."""

    def find(self, text: str, *, most: int = MOST, office: str = "") -> list[DossierLine]:
        """Up to ``most`` dossiers: by code alone, else by number, else names with these marks, then without.

        ``office`` is the own number, left out where a code is told in short.
        """
        text = clean(half_width(text[:LONGEST]))
        code = read_code(text, office)
        found = self._lines("code = ?", code.text) if code is not None else []
        if found:
            return found  # else twelve digits with a blank among them are somebody's number
        official = official_in(text)
        if official:
            marks = ",".join("?" * len(official))
            return self._lines(f"official_code IN ({marks}) AND official_code <> ''", *official)
        text = " ".join(without_label(text).split()[:MOST_WORDS])
        form = _FORM_NUMBER.fullmatch(text)
        if form is not None:
            return self._by_form(int(form[1]), most)
        return self._by_number(text, most) or self._by_person(text, most)

    def count(self, text: str, *, office: str = "") -> int | None:
        """The number of what ``find`` finds; None where only that there are more than are read can be said."""
        found = self.find(text, most=MOST + 1, office=office)
        if len(found) <= MOST:
            return len(found)
        text = " ".join(without_label(clean(half_width(text[:LONGEST]))).split()[:MOST_WORDS])
        if self._by_number(text, 1):
            found = self._by_number(text, _MOST_LOOKED_AT)
            return len(found) if len(found) < _MOST_LOOKED_AT else None
        for name in _readings(text):
            if self._by_name(name, 1):
                return self._count_names(name)
        return None

    def _count_names(self, text: str) -> int | None:
        """As ``_by_name`` finds them, counted in the index itself; None where names would have to be read for it."""
        together = [query for query in (exact_query(text), folded_query(text)) if query]
        precise = len(text.split()) >= _PRECISE_WORDS and any(
            self._match(query, 1) for query in together
        )
        words = fold(text).split()
        if not precise and any(one.startswith(other) for one, other in _pairs(words)):
            return None
        apart = "" if precise else scattered_query(text)
        queries = [query for query in (*together, apart) if query]
        if not any(self._match(query, 1) for query in queries):
            if self._respelled(text, 1):
                return None
            queries = [query for query in (joined_query(text),) if query]
        return self._counted(" OR ".join(f"({query})" for query in queries))

    def _counted(self, query: str) -> int | None:
        try:
            return int(self.value(_COUNT_NAMES, (query,))) if query else 0
        except engine.DiskError:
            raise
        except engine.OperationalError:  # what was typed is no question to the index
            return None

    def _by_person(self, text: str, most: int) -> list[DossierLine]:
        """The dossiers by name as typed, and where nobody has it by its other readings."""
        return next(filter(None, (self._by_name(name, most) for name in _readings(text))), [])

    def _by_number(self, text: str, most: int) -> list[DossierLine]:
        """The dossiers by telephone, document, end of a code or a receipt's number; none for a text without one."""
        compact = "".join(letter for letter in text.upper() if letter not in " .-()+/")
        if not compact.isascii() or not _NUMBER.fullmatch(compact):
            return []
        if compact.startswith("T") and compact[1:].isdigit():
            return self._by_code_start(compact[1:], most)
        found = self._by_digits(text, compact, most)
        if compact.isdigit() and len(compact) <= _LONGEST_FORM_NUMBER:
            named = self._by_form(int(compact), most)
            known = {line.id for line in named}
            return [*named, *(line for line in found if line.id not in known)][:most]
        return found

    def _by_form(self, number: int, most: int) -> list[DossierLine]:
        """The dossiers whose receipt has this number, the latest year's first."""
        last = self.one("SELECT max(received_date) AS day FROM dossier")
        if last is None or not last["day"] or not number:
            return []
        year = int(last["day"][:4])
        years = json.dumps([str(past) for past in range(year, year - _OLDEST_FORMS, -1)])
        return self._lines(_BY_FORM, years, number, most)

    def _lines(self, where: str, *values: str | int) -> list[DossierLine]:
        rows = self.rows(
            f"SELECT {LINE_COLUMNS} FROM dossier WHERE {where}",
            values,
        )
        return [line_from(row) for row in rows]

    def _by_digits(self, text: str, compact: str, most: int) -> list[DossierLine]:
        if len(compact) < SHORTEST:
            return []
        wanted = {
            DOCUMENT: {compact, document_key(compact)},
            PHONE: {compact, *phone_keys(text)},
        }
        found: set[int] = set()
        for mark, keys in wanted.items():
            for key in keys:
                tail = key[::-1]
                found.update(self._ids(_BY_TAIL[mark], tail, tail + _BEHIND, most))
            found.update(self._match(number_query(keys, mark), most))
        ids = dict.fromkeys(sorted(found, reverse=True))
        if compact.isdigit() and len(compact) <= _LONGEST_CODE_TAIL:
            end = {"tail": compact.zfill(_SHORTEST_CODE_TAIL), "most": most}
            ids.update(dict.fromkeys(key for (key,) in self.rows(_BY_CODE_TAIL, end)))
        return self._by_ids(list(ids)[:most])

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

        Three words in a row that hit are precise enough; looking for them apart as well costs more than it finds. What
        is found in no way may have been written together, or apart.
        """
        ids: dict[int, None] = {}
        for query in (exact_query(text), folded_query(text)):
            if query and len(ids) < most:
                ids.update(dict.fromkeys(self._match(query, most + len(ids))))
        if len(ids) < most and not (ids and len(text.split()) >= _PRECISE_WORDS):
            ids.update(dict.fromkeys(self._apart(text, most + len(ids))))
        if not ids:
            ids.update(dict.fromkeys(self._respelled(text, most)))
        if not ids:
            ids.update(dict.fromkeys(self._match(joined_query(text), most)))
        return self._by_ids(list(ids)[:most])

    def _respelled(self, text: str, most: int) -> list[int]:
        """Names of other languages in their other spelling: Müller for "mueller", Mueller for "Müller"."""
        from counter_app.domain.person.foreign_spelling import read_as_one, spelled_out

        typed = spelled_out(text)
        readings = read_as_one(text) + ([typed] if typed != fold(text) else [])
        queries = [query for said in readings for query in _either(said)]
        if not queries:
            return []
        found = self._by_ids(self._match(" OR ".join(queries), _MOST_LOOKED_AT))
        words, ways = typed.split(), (spelled_out, fold)
        return [line.id for line in found if _each_its_own(words, line.names, ways)][:most]

    def _apart(self, text: str, most: int) -> list[int]:
        """Names in which each typed word begins a word of its own, in any order."""
        query, words = scattered_query(text), fold(text).split()
        if not query:
            return []
        if not any(
            one.startswith(other) for one, other in _pairs(words)
        ):  # then no word of a name can serve for two
            return self._match(query, most)
        found = self._by_ids(self._match(query, _MOST_LOOKED_AT))
        return [line.id for line in found if _each_its_own(words, line.names)][:most]

    def _match(self, query: str, most: int) -> list[int]:
        if not query:
            return []
        try:
            rows: list[Row] = self.rows(_BY_NAME, (query, most))
        except engine.DiskError:
            raise
        except engine.OperationalError:  # what was typed is no question to the index
            return []
        return [key for (key,) in rows]


def _readings(text: str) -> Iterator[str]:
    """A name as typed, without a form of address before it, and by the letters that keys of a method stand for."""
    yield from without_titles(text, shortest=1, titles=FORMAL)
    from counter_app.domain.lettering.bare_keys import letters_for_keys

    meant = letters_for_keys(text)
    if meant:
        yield from without_titles(meant, shortest=1, titles=FORMAL)


def _either(text: str) -> list[str]:
    """Questions for names with these words together, and apart."""
    return [f"({query})" for query in (folded_query(text), scattered_query(text)) if query]


def _pairs(words: list[str]) -> Iterable[tuple[str, str]]:
    return ((one, other) for at, one in enumerate(words) for other in words[:at] + words[at + 1 :])


def _each_its_own(
    words: Sequence[str], names: Iterable[str], ways: Sequence[Callable[[str], str]] = (fold,)
) -> bool:
    """True if every typed word begins a word of the names, in one of the ways to write it, that no other one takes."""
    free = [
        word for name in names for word in zip(*(way(name).split() for way in ways), strict=True)
    ]
    for wanted in sorted(words, key=len, reverse=True):
        fitting = next((word for word in free if any(map(_begins(wanted), word))), None)
        if fitting is None:
            return False
        free.remove(fitting)
    return True


def _begins(wanted: str) -> Callable[[str], bool]:
    return lambda word: word.startswith(wanted)
