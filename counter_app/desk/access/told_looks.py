"""The access book told: line by line for leaders, and on a paper for the citizen who asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.desk.access.book import AccessBook
from counter_app.desk.desk import Desk
from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, in_vietnamese, plural
from counter_app.values import dataclass
from counter_app.wording.access import door_text
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.domain.access.look import AccessLine
    from counter_app.domain.dossier.dossier import Dossier

MOST_OF_A_PERSON = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenByCitizen:
    """The answer to a citizen: the dossiers asked about (codes), and the people who looked at them."""

    codes: tuple[str, ...]
    lines: tuple[AccessLine, ...]
    table: Table


class AccessReading(Desk):
    """Reads the access book; each reading is a line of it."""

    def lines(
        self, first: date, last: date, *, officer: str = "", code: str = ""
    ) -> list[AccessLine]:
        """The looks of some days, oldest first: all, an officer's (login), or those at one dossier.

        Errors: RuleError for whoever may not read the book, or an unknown dossier.
        """
        self.acting(Duty.ACCESS)
        asked: list[int] = []
        if code:
            dossier = self.dossier(code)
            asked.append(dossier.id)
            found = [
                line
                for line in self.store.access.about({dossier.id: dossier.code})
                if first <= line.look.at.date() <= last and officer in ("", line.look.officer)
            ]
        else:
            found = self.store.access.between(first, last, officer=officer)
        self.group(AccessBook).read_book("access", len(found), about=code or officer, numbers=asked)
        return found

    def for_citizen(self, code: str) -> SeenByCitizen:
        """The people who looked at the data of a dossier's applicant, in all dossiers with the same number of a paper.

        It tells of nobody else: not what was searched for, nor whom else a list held. Errors: as ``lines``.
        """
        self.acting(Duty.ACCESS)
        dossier = self.dossier(code)
        dossiers = self._of_person(dossier)
        lines = tuple(self.store.access.about(dossiers))
        self.group(AccessBook).read_book("access", len(lines), about=dossier.code, numbers=dossiers)
        with in_vietnamese():
            table = self._table(dossier, dossiers, lines)
        return SeenByCitizen(codes=tuple(dossiers.values()), lines=lines, table=table)

    def _of_person(self, dossier: Dossier) -> dict[int, str]:
        applicant = dossier.applicant
        found = [dossier]
        if applicant.id_no:
            found += self.store.dossiers.earlier_of(applicant, most=MOST_OF_A_PERSON)
        return {item.id: item.code for item in sorted(found, key=lambda item: item.id)}

    def _table(
        self, dossier: Dossier, dossiers: dict[int, str], lines: tuple[AccessLine, ...]
    ) -> Table:
        names = self.store.officers.names()
        columns: tuple[Column[AccessLine], ...] = (
            Column(_("TT"), None, 0.5, Align.CENTRE),
            Column(_("Lúc"), lambda line: line.look.at, 1.5, Align.CENTRE),
            Column(
                _("Người xem"), lambda line: names.get(line.look.officer, line.look.officer), 2.2
            ),
            Column(_("Cách xem"), lambda line: door_text(line.look.door), 2.0),
            Column(_("Hồ sơ"), lambda line: _seen(line, dossiers), 2.4),
        )
        months = self.settings.access_months
        kept = plural("Sổ truy cập giữ {months} tháng.", months).format(months=months)
        asked = _("Ông (Bà) {name}; hồ sơ: {codes}.").format(
            name=dossier.applicant.name, codes=", ".join(dossiers.values())
        )
        return Table(
            name="access-citizen",
            title=_("NGƯỜI ĐÃ XEM DỮ LIỆU CÁ NHÂN"),
            subtitle=asked,
            columns=heads(columns),
            rows=cells(columns, lines),
            notes=(kept, _("Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15.")),
            landscape=False,
        )


def _seen(line: AccessLine, dossiers: dict[int, str]) -> str:
    """The citizen's own dossier, or that it was one of many in a list."""
    if line.look.subject in dossiers.values():
        return line.look.subject
    text = plural("trong danh sách {rows} dòng", line.look.rows)
    return text.format(rows=line.look.rows)
