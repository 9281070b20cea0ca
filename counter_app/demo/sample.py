"""A sample office: clearly marked, fully staffed, with a calendar that reaches as far as the sample needs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app import paths
from counter_app.desk.office.founding import FIRST_PASSWORD, Founding, NewOfficer
from counter_app.domain.calendar.working_calendar import DayMark, YearState
from counter_app.domain.office.staff import COMMAND_LINE, Officer, Role
from counter_app.office import Office
from counter_app.settings import OfficeSettings, Preferences

if TYPE_CHECKING:
    from counter_app.domain.catalogue.sectors import PaperItem
    from counter_app.domain.clock import Clock

SAMPLE_SOURCE = "DỮ LIỆU MẪU – không phải lịch chính thức"
_FIXED_DAYS = ((1, 1, "Tết Dương lịch"), (4, 30, "Ngày Chiến thắng"), (5, 1, "Quốc tế Lao động"),
               (9, 2, "Quốc khánh"), (11, 24, "Ngày Văn hóa Việt Nam"))  # fmt: skip


def papers_brought(office: Office, procedure: str) -> tuple[PaperItem, ...]:
    """The papers a citizen of the sample hands in: every paper that a procedure requires today."""
    found = office.catalogue.valid(procedure, office.now().date())
    return tuple(paper for paper in found.papers if paper.required) if found else ()


def sample_founding(resources: Path) -> Founding:
    """The invented office of ``resources/demo``; every officer's password is ``FIRST_PASSWORD``."""
    office = json.loads((resources / "demo" / "office.json").read_text(encoding="utf-8"))
    staff = json.loads((resources / "demo" / "officers.json").read_text(encoding="utf-8"))
    superior = office["superior"]
    settings = OfficeSettings(
        name=office["name"],
        parent=office["parent"],
        unit=office["unit"],
        number=office["number"],
        place=office["place"],
        address=office["address"],
        phone=office["phone"],
        superior_name=superior["name"],
        superior_level=superior["level"],
        sample=True,
    )
    return Founding(
        settings=settings,
        preferences=Preferences(),
        officers=tuple(_officer(item) for item in staff),
    )


def _officer(item: dict[str, Any]) -> NewOfficer:
    role = Role(item["role"])
    officer = Officer(
        login=item["login"],
        name=item["name"],
        role=role,
        title=item.get("position") or "",
        counter=str(item.get("counter") or ""),
    )
    sectors = tuple(item["sectors"]) if role is Role.SECTOR_OFFICER else ()
    return NewOfficer(officer=officer, password=FIRST_PASSWORD, sectors=sectors)


def found_sample_office(
    data_dir: Path, clock: Clock, *, last_day: date, founding: Founding | None = None
) -> Office:
    """Found the sample office, or another invented one, with every calendar year up to ``last_day`` usable."""
    invented = founding or sample_founding(paths.resources_dir())
    office = Office.found(data_dir, invented, clock=clock, officer=COMMAND_LINE)
    known = {year.year: year for year in office.calendar.years()}
    for year in range(2021, last_day.year + 1):
        if year not in known:
            marks = tuple(
                DayMark(date(year, month, day), False, name) for month, day, name in _FIXED_DAYS
            )
        elif known[year].state is YearState.EXPECTED:
            marks = known[year].days
        else:
            continue
        office.calendar.set_year(year, marks, state=YearState.CONFIRMED, source=SAMPLE_SOURCE)
    return office
