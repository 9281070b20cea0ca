"""The worst day, rehearsed: the newest copy restored aside, compared act by act, worked in up to a printed receipt.

Nothing of the office is touched: the rehearsal has a folder of its own within the data folder, which goes afterwards;
the witness of numbers hears nothing of what is received there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING

from counter_app import paths
from counter_app.desk.desk import Desk, Session
from counter_app.desk.intake.receiving import Intake
from counter_app.desk.office.backups import Backups
from counter_app.desk.office.numbers import Numbers
from counter_app.desk.office.restore import restore
from counter_app.desk.office.scratch import scratch_folder
from counter_app.desk.paper.prints import Prints
from counter_app.domain.backups.place import Drill
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.person.party import Party, PartyKind
from counter_app.errors import Cancelled, CounterError, RuleError
from counter_app.i18n import _
from counter_app.paths import PAPERS
from counter_app.printing.devices.file_printer import FilePrinter
from counter_app.store.file.held_keys import HeldKeys
from counter_app.store.file.stopping import stopped_as_asked
from counter_app.store.store import Store

if TYPE_CHECKING:
    from counter_app.desk.office.backup_notes import FoundCopy
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.store.file.checking import Progress

_MOST_TRIED = 60
"""Procedures that are tried until one can be received as it stands."""


class Rehearsal(Desk):
    """The drill of an office."""

    def rehearse(
        self, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
    ) -> Drill:
        """Rehearse with the newest proved copy that can be reached; what came of it is remembered.

        Errors: RuleError when there is no copy, or another window rehearses; Cancelled, and nothing is remembered;
        OSError when the folder for it cannot be made.
        """
        copies = self.group(Backups)
        newest = copies.newest()
        if newest is None:
            raise RuleError(
                _("Chưa có bản sao lưu đã chứng minh nào ở đây. Cắm USB hoặc sao lưu trước."),
                rule="no_copy",
            )
        done = rehearse(self.store, newest, progress, cancelled or _never)
        copies.rehearsed(done)
        return done


def rehearse(
    store: Store, copy: FoundCopy, progress: Progress | None, cancelled: Callable[[], bool]
) -> Drill:
    """Restore a copy aside, compare it with the office, receive and print there; what came of it.

    Errors: RuleError while another window rehearses; Cancelled; OSError when the folder cannot be made.
    """
    data = store.database.path.absolute().parent
    begun, at = time.monotonic(), store.clock.now()
    problems, receipt, entries = list[str](), "", copy.note.entries if copy.note else 0
    with scratch_folder(data) as scratch:
        try:
            keys = store.database.held.keys_of(copy.path)
            told = _asking(progress, cancelled)
            restore(copy.path, scratch, store.clock, progress=told, keys=keys)
            aside = HeldKeys(paths.database_path(scratch), keys)
            problems += _differences(store, aside, entries, cancelled)
            receipt = _first_receipt(store, aside)
        except Cancelled:
            raise
        except CounterError as error:
            problems.append(error.message)
    return Drill(
        at=at,
        seconds=round(time.monotonic() - begun, 1),
        copy=copy.path.name,
        entries=entries,
        receipt=receipt,
        problems=tuple(problems),
    )


def _asking(progress: Progress | None, cancelled: Callable[[], bool]) -> Progress:
    def told(done: int, total: int) -> None:
        if cancelled():
            raise stopped_as_asked()
        if progress is not None:
            progress(done, total)

    return told


@contextmanager
def _opened(aside: HeldKeys, live: Store) -> Iterator[Store]:
    store = Store.open(aside.data_file, live.clock, held=aside)
    store.database.clock_confirmed = True
    try:
        yield store
    finally:
        store.close()


def _differences(
    live: Store, aside: HeldKeys, entries: int, cancelled: Callable[[], bool]
) -> list[str]:
    """The differences between the restored office and the office itself up to the copy's end.

    What was erased since is not: a restored office forgets it again.
    """
    with _opened(aside, live) as store:
        pairs = zip_longest(store.journal.read(1, entries), live.journal.read(1, entries))
        for number, (restored, own) in enumerate(pairs, 1):
            if cancelled():
                raise stopped_as_asked()
            same = (
                restored is not None
                and own is not None
                and (restored.header, restored.hash) == (own.header, own.hash)
                and (own.body is None or restored.body == own.body)
            )
            if not same:
                return [
                    _(
                        "Lượt ghi {number} khôi phục ra khác dữ liệu đang dùng. Kiểm tra dữ liệu."
                    ).format(number=number)
                ]
        found = store.check(None, cancelled)
    return [] if found.ok else [_("Dựng lại từ bản sao lưu không khớp. Dùng bản khác.")]


def _first_receipt(live: Store, aside: HeldKeys) -> str:
    """Code of a receipt that was received and printed in the restored office. Errors: CounterError."""
    with _opened(aside, live) as store:
        session = Session(COMMAND_LINE)
        numbers = Numbers(store, session)
        if numbers.doubt is not None:
            answers = {item.series: item.last for item in numbers.known() if item.asked}
            numbers.settle(answers, device=numbers.free_device())
        dossier = _received(store, session)
        folder = aside.data_file.parent / PAPERS
        prints = Prints(store, session, lambda _wish: FilePrinter(folder))
        job = next(job for job in store.prints.of(dossier.code) if job.document == "receipt")
        prints.print(job.id, printer=f"file:{folder}")
        paper = next(folder.glob("*.pdf"), None)
        if paper is None or not paper.read_bytes().startswith(b"%PDF-"):
            raise RuleError(_("Giấy hẹn diễn tập in ra không đọc được. Kiểm tra máy in ra tệp."))
    return dossier.code


def _received(store: Store, session: Session) -> Dossier:
    """An invented citizen's dossier for the first procedure that can be received as it stands."""
    intake, refused = (
        Intake(store, session),
        RuleError(_("Chưa có thủ tục nào để diễn tập. Thêm thủ tục ở trang Thủ tục.")),
    )
    applicant = Party(PartyKind.PERSON, "Diễn Tập Khôi Phục", address="Diễn tập, không có thật")
    for procedure in intake.procedures("")[:_MOST_TRIED]:
        try:
            return intake.receive(IntakeDraft(procedure=procedure.code, applicant=applicant)).result
        except RuleError as error:
            refused = error
    raise refused


def _never() -> bool:
    return False
