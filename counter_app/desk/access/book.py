"""The access book (sổ truy cập): who looks at whose data is noted, and nobody waits for it.

A look goes on whatever the disk says; rows that leave the program do not, unless the book could be written first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk
from counter_app.domain.access.look import (
    LONGEST_REASON,
    LONGEST_WORDS,
    MOST_ROWS_UNASKED,
    Door,
    Look,
    Way,
    spans,
)
from counter_app.domain.dossier.codes import codes_in
from counter_app.domain.text import clean
from counter_app.errors import RuleError, StoreError
from counter_app.i18n import _
from counter_app.store.file.looks_alone import write_waiting

if TYPE_CHECKING:
    from typing import TypeAlias

    from counter_app.desk.access.tables import TableRows
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.paper.report_table import Table
    from counter_app.store.file.looks import WaitingLooks

    Rows: TypeAlias = Sequence[Any] | TableRows | int
    """Rows of any list, tables of a report, or only how many there were."""

NO_REASON = "why"
"""The rule that refuses a look for which a reason is asked."""


class AccessBook(Desk):
    """Notes looks at citizens' data."""

    def asks_why(self, dossier: Dossier) -> bool:
        """True if whoever is here has to say why before a dossier is opened; said once a day."""
        from counter_app.domain.access.own import is_own

        officer = self.session.officer
        if officer is None or (officer.login, dossier.code, self.today()) in self.session.at_hand:
            return False
        charge = self.store.officers.charge(officer.login, self.today())
        return charge is not None and not is_own(officer, dossier, charge, self.today())

    def at_hand(self, dossier: Dossier) -> None:
        """Its paper was scanned, or its citizen is here: opening it today needs no reason."""
        if self.session.officer is not None:
            self.session.at_hand.add((self.session.officer.login, dossier.code, self.today()))

    def opened(self, dossier: Dossier, *, why: str = "") -> None:
        """A dossier is opened with all that is known of it.

        Errors: RuleError (field and rule "why") where a reason is asked and none is given.
        """
        why = clean(why)[:LONGEST_REASON]
        if not why and self.asks_why(dossier):
            raise RuleError(
                _(
                    "Hồ sơ {code} không thuộc phần phụ trách của tài khoản này. Ghi lý do xem rồi mở lại."
                ).format(code=dossier.code),
                field="why",
                rule=NO_REASON,
            )
        if why:
            self.at_hand(dossier)
        self._note(Door.OPENED, dossier.code, 1, [dossier.id], name=dossier.holder_name, why=why)

    def opened_elsewhere(self, office: str, code: str, name: str) -> None:
        """A dossier of another office (its number) is opened at the superior, as far as its data travelled."""
        self._note(Door.OPENED, code, 1, name=name, about=office)

    def served(self, dossier: Dossier) -> None:
        """A dossier is seen whole by whoever works on it: its paper was scanned, or it is in a list of work."""
        self.at_hand(dossier)
        self.opened(dossier)

    def found(self, words: str, rows: Sequence[Any]) -> None:
        """A search was answered with rows."""
        self._note(Door.FOUND, "list:find", len(rows), numbers_of(rows), words=words)

    def listed(self, name: str, rows: Rows = 0, *, about: str = "") -> None:
        """A page, list or report with citizens in it is seen."""
        count, whom = self._counted(rows)
        self._note(Door.LISTED, f"list:{name}", count, whom, about=about)

    def named(self, name: str, numbers: Sequence[int], *, about: str = "") -> None:
        """A list is seen that names these dossiers, by their numbers in the file."""
        self._note(Door.LISTED, f"list:{name}", len(numbers), numbers, about=about)

    def drawn(self, subject: str, document: str) -> None:
        """A paper about a subject is seen, saved or printed."""
        dossier = self.store.dossiers.by_code(subject)
        whom, name = ([dossier.id], dossier.holder_name) if dossier is not None else ([], "")
        self._note(Door.DRAWN, subject, 1, whom, name=name, about=document)

    def copied(self, name: str, rows: Sequence[Any], *, why: str = "") -> None:
        """Rows go to the clipboard. Errors: RuleError (field and rule "why") for many without a reason."""
        why = self._reason(len(rows), why)
        self._note(Door.COPIED, f"list:{name}", len(rows), numbers_of(rows), why=why)

    def needs_reason(self, rows: int) -> bool:
        """True if so many rows leave the program only with a reason."""
        return rows > MOST_ROWS_UNASKED

    def exported(self, name: str, rows: Rows, *, about: str = "", why: str = "") -> None:
        """Rows leave the program as a file.

        Errors: RuleError (field and rule "why") for many without a reason; StoreError while the book cannot be written.
        """
        count, whom = self._counted(rows)
        why = self._reason(count, why)
        self._note(Door.EXPORTED, f"list:{name}", count, whom, about=about, why=why)
        self._require_written()

    def taken_out(self, name: str, rows: int, *, about: str = "") -> None:
        """Papers are opened that may tell of citizens, to be saved as files.

        Errors: StoreError while the book cannot be written.
        """
        self._note(Door.EXPORTED, f"list:{name}", rows, about=about)
        self._require_written()

    def exported_tables(self, name: str, tables: Sequence[Table], *, why: str = "") -> None:
        """Tables leave the program as a file. Errors: as ``exported``."""
        from counter_app.desk.access.tables import TableRows

        self.exported(name, TableRows(self.store, tables), why=why)

    @property
    def waiting(self) -> WaitingLooks:
        """Looks that are not written yet, to be told when one comes."""
        return self.store.database.looks

    def backed_up(self, folder: str) -> None:
        """The whole file is copied. Errors: StoreError while the book cannot be written."""
        self._note(Door.BACKED_UP, "list:backup", self.store.dossiers.count(), about=folder)
        self._require_written()

    def end_of_day(self) -> dict[str, str]:
        """Drop what was kept long enough, and say where the book ends: number → hash of its lines there.

        Inside the transaction of the closing that is going to say so; empty for a book nobody wrote in yet.
        """
        from counter_app.domain.access.look import kept_since
        from counter_app.store.core.access_book import AccessLines

        lines = AccessLines(self.store.database.connection)
        since = kept_since(self.today(), self.settings.access_months)
        ends = [end for end in (lines.drop_before(since.isoformat()), lines.head()) if end]
        return {str(end.seq): end.hash.hex() for end in ends if end.seq}

    def read_book(
        self, name: str, rows: int, *, about: str = "", numbers: Iterable[int] = ()
    ) -> None:
        """The access book itself is read; ``numbers``: of the dossiers that were asked about."""
        self._note(Door.BOOK, f"list:{name}", rows, numbers, about=about)

    def write(self) -> bool:
        """Write what waits; whether all of it is in the file now."""
        return write_waiting(self.store.database)

    def unwritten(self) -> int:
        """The number of looks that wait because the disk refused them."""
        looks = self.store.database.looks
        return len(looks) if looks.refused else 0

    def _reason(self, rows: int, why: str) -> str:
        why = clean(why)[:LONGEST_REASON]
        if not why and self.needs_reason(rows):
            from counter_app.wording.access import many_rows_text

            raise RuleError(many_rows_text(rows), field="why", rule=NO_REASON)
        return why

    def _require_written(self) -> None:
        if not self.write() and not self.store.database.read_only:
            raise StoreError(
                _(
                    "Chưa ghi được vào sổ truy cập nên chưa lấy danh sách ra. Kiểm tra chỗ trống của ổ đĩa rồi làm lại."
                )
            )

    def _counted(self, rows: Rows) -> tuple[int, list[int]]:
        if isinstance(rows, int):
            return rows, []
        if isinstance(rows, Sequence):
            return len(rows), numbers_of(rows)
        return rows.count, rows.numbers()

    def _note(
        self,
        door: Door,
        subject: str,
        rows: int,
        whom: Iterable[int] = (),
        *,
        name: str = "",
        words: str = "",
        about: str = "",
        why: str = "",
    ) -> None:
        officer = self.session.officer
        self.store.database.looks.add(
            Look(
                officer=officer.login if officer is not None else "",
                way=Way(self.session.way),
                door=door,
                at=self.now(),
                subject=subject,
                rows=rows,
                whom=spans(whom),
                name=name,
                words=clean(words)[:LONGEST_WORDS],
                about=clean(about)[:LONGEST_WORDS],
                why=why,
            )
        )


def numbers_of(rows: Iterable[Any]) -> list[int]:
    """The dossiers that rows of any list are about, by their numbers in the file."""
    found = (_number_of(row) for row in rows)
    return [number for number in found if number]


def _number_of(row: Any) -> int:
    """The number of a dossier, its line, or a thing about one of them; 0 for one about no dossier here."""
    about = getattr(row, "dossier", None)
    if isinstance(about, int):  # of an enquiry, which has a code and a number of its own
        return about
    parts: tuple[Any, ...] = (about, getattr(row, "line", None), getattr(row, "row", None), row)
    found = (part.id for part in parts if _is_dossier(part))
    return next(found, 0)


def _is_dossier(part: Any) -> bool:
    code, number = getattr(part, "code", None), getattr(part, "id", None)
    return isinstance(number, int) and isinstance(code, str) and bool(codes_in(code))
