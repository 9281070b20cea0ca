"""Books of certifications of years that are over and that nobody locked (Nghị định 23/2015/NĐ-CP Điều 13)."""

from __future__ import annotations

from datetime import date

from counter_app.desk.desk import Desk
from counter_app.domain.dossier.promises import working_day_after


class BooksLeftOpen(Desk):
    """The questions of every morning about the books; everything else about them is ``volumes``."""

    def unlocked(self) -> tuple[str, ...]:
        """Books with their year, told from the first working day of the next year on.

        New Year's day is none, whatever a year that is not confirmed yet says.
        """
        today, new_year = self.today(), date(self.today().year, 1, 1)
        began = working_day_after(self.store.calendar.current(), new_year)
        year = today.year if today >= began else today.year - 1
        return tuple(
            book
            for book in self.store.volumes.books()
            if int(book.partition("/")[2]) < year and self.store.volumes.lock(book) is None
        )
