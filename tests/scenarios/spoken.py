"""A counter worked by its verbs: what is said at it, and how its papers and reports are read back."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.staff import Role
from counter_app.office import Office
from tests.cli.terminal import Terminal
from tests.makers import PASSWORD, officer
from tests.printing.reading import flat_text

ID_NO = "001090000017"
PHONE = "0912000017"


class SpokenCounter(Terminal):
    """Speaks the verbs about one office, and moves its clock."""

    def __init__(self, data: Path, clock: FixedClock) -> None:
        super().__init__(data)
        self.clock = clock
        self.papers = data.with_name("giay")
        self.papers.mkdir()

    def at(self, moment: str) -> None:
        """Move the clock to ``25/11 14:00``, or to ``05/01/2027 09:00``."""
        day, hour = moment.split()
        year = "" if day.count("/") == 2 else "/2026"
        self.clock.set(
            datetime.strptime(f"{day}{year} {hour}", "%d/%m/%Y %H:%M").replace(tzinfo=LOCAL)
        )

    def take_in(self, procedure: str, name: str = "Nguyễn Văn Mẫu", **facts: Any) -> dict[str, Any]:
        """A dossier received now."""
        (dossier,) = self.receive(self.papers, request(procedure, name, **facts))
        return dossier

    def paper(self, number: str, code: str, *words: object) -> str:
        """The text of a legal form as ``form`` draws it."""
        out = self.papers / f"mau-{number}.pdf"
        self("form", number, code, "--out", out, "--force", *words)
        return flat_text(out.read_bytes())

    def table(self, report: str, name: str, first: str, last: str = "") -> dict[str, Any]:
        """One table of a report over the days ``2026-11-23`` to ``last``; without it one day."""
        answer = self("report", report, "--from", first, "--to", last or first)
        (found,) = (table for table in answer["tables"] if table["name"] == name)
        return dict(found)

    def figures(self, first: str, last: str = "") -> list[int]:
        """The ten figures of II.06a's total: received (sum, online, other, from before), resolved (sum, early, on
        time, late), pending (sum, in term, overdue)."""
        total = self.table("II.06a", "II.06a", first, last)["total"]
        return [cell for cell in total if isinstance(cell, int)]

    def learn(self, procedure: str, head: str, value: str) -> None:
        """One thing about a procedure, as the province's list says it."""
        path = self.papers / "danh-muc.csv"
        (known,) = self("catalogue", "list", procedure)["procedures"]
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(
                [("Mã thủ tục", "Tên thủ tục", head), (procedure, known["name"], value)]
            )
        words = ("--source", "QĐ 12/QĐ-UBND", "--accept-loss", procedure)
        counts = self("catalogue", "import", path, *words)["counts"]
        assert (counts["blocked"], counts["held"]) == (0, 0), counts

    def employ(self, login: str, role: Role = Role.RECEIVER) -> None:
        """Put somebody on the staff, as a leader does in the window."""
        office = Office.open(self.data)
        office.session.officer = office.staff.officers()[0]
        staff = office.staff
        staff.put_officer(officer(role, login=login), password=PASSWORD)
        office.close()

    def sound(self) -> bool:
        """Whether the journal is whole and every table follows from it."""
        return bool(self("check")["ok"])


def request(procedure: str, name: str, **facts: Any) -> dict[str, Any]:
    """A form as ``receive`` and ``register`` read it."""
    applicant = {"name": name, "id_no": ID_NO, "phone": PHONE}
    return {"procedure": procedure, "applicant": applicant, **facts}
