"""One whole day at the sample counter, from the first ticket to the stick in the evening, without a screen."""

from __future__ import annotations

from dataclasses import asdict, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from counter_app.demo.play import Player, working_days
from counter_app.demo.sample import found_sample_office, papers_brought
from counter_app.desk.outgoing import destination, write
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import Collector
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.moves import Act
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.queue.tickets import Priority, TicketAct
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.office import Office, SystemClock
from counter_app.superior.batches.inbox import import_batches
from counter_app.superior.batches.trust import Trust
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated
from counter_app.sync.stick.volumes import require_target
from counter_app.values import dataclass
from counter_app.wording.paper.moments import due_text, short_date

RECEPTIONS = 40
CARD_TEXT = (
    "001190000017||Trần Thị Mẫu|05021990|Nữ|Thôn Mẫu Thượng, Xã An Hòa Mẫu, Tỉnh Mẫu|15062021"
)


@dataclass
class Story:
    """The story of a day: files by their kind, and its telling line by line."""

    folder: str
    receipt: str = ""
    ticket: str = ""
    return_slip: str = ""
    report: str = ""
    workbook: str = ""
    batch: str = ""
    manifest: str = ""
    code: str = ""
    received: int = 0
    returned: int = 0
    check_ok: bool = False
    lines: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return asdict(self)


def _start(data_dir: Path, now: datetime) -> tuple[Office, FixedClock, datetime]:
    """The sample office on the morning of the last working day that is over by ``now``."""
    clock = FixedClock(now - timedelta(days=30))
    office = found_sample_office(data_dir, clock, last_day=now.date() + timedelta(days=200))
    over = now.date() if now.time() >= time(18) else now.date() - timedelta(days=1)
    day = working_days(office, over, 1)[-1]
    morning = datetime.combine(day, time(7, 25), LOCAL)
    clock.set(morning)
    return office, clock, morning


def found_day(data_dir: Path, *, seed: int = 1, now: datetime | None = None) -> None:
    """Found the sample office with one full day behind it."""
    now = (now or SystemClock().now()).astimezone(LOCAL)
    office, clock, morning = _start(data_dir, now)
    try:
        Player(office, clock, seed).play(
            [morning.date()], RECEPTIONS, morning.replace(hour=17, minute=30)
        )
    finally:
        office.close()


def play_whole_day(folder: Path, *, seed: int = 1, now: datetime | None = None) -> Story:
    """Play the day in ``folder`` and leave there a receipt, a report and a batch to open."""
    now = (now or SystemClock().now()).astimezone(LOCAL)
    folder.mkdir(parents=True, exist_ok=True)
    office, clock, morning = _start(folder / "so-lieu", now)
    story = Story(folder=str(folder))
    try:
        player = Player(office, clock, seed)
        day = player.play([morning.date()], RECEPTIONS, morning.replace(hour=16))
        story.received, story.returned = len(day.received), len(day.returned)
        clock.set(max(clock.now(), morning.replace(hour=16, minute=5)))
        office.session.officer = player.receivers[0]
        story.lines.append(
            _(
                "Ngày {day}: đã tiếp nhận {received}, đã trả {returned}, {tickets} lượt lấy số."
            ).format(
                day=short_date(morning.date()),
                received=story.received,
                returned=story.returned,
                tickets=day.tickets,
            )
        )
        _last_citizen(office, clock, folder, story)
        _evening(office, folder, story)
        story.check_ok = office.store.check().ok
    finally:
        office.close()
    story.lines.append(_("Mọi tệp ở {folder}").format(folder=folder))
    return story


def _last_citizen(office: Office, clock: FixedClock, folder: Path, story: Story) -> None:
    """A citizen walks in at five past four: ticket, call, card, dossier, receipt, result, return by scan."""
    papers = folder / "giay"
    papers.mkdir(exist_ok=True)
    ticket = office.queue.take("A", priority=Priority.PREGNANT).result
    story.ticket = _write(papers / f"so-{ticket.label}.pdf", office.paper.draw_ticket(ticket, 0))
    office.queue.do(ticket.id, TicketAct.CALL)
    office.queue.do(ticket.id, TicketAct.SERVE)
    card = office.intake.read_card(CARD_TEXT).card
    if card is None:
        raise RuleError(_("Không đọc được thẻ mẫu."))
    draft = IntakeDraft(
        procedure="1.004873",
        applicant=card.to_party(),
        ticket=ticket.id,
        papers=papers_brought(office, "1.004873"),
    )
    preview = office.intake.preview(draft)
    dossier = office.intake.receive(draft).result
    story.code = dossier.code
    for size in PaperSize:
        path = papers / f"giay-hen-{dossier.code}-{size.value}.pdf"
        story.receipt = _write(path, office.paper.draw_receipt(dossier.code, size))
    story.receipt = str(papers / f"giay-hen-{dossier.code}-a5.pdf")
    job = office.paper.prints_of(dossier.code)[0]
    office.paper.printed(job.id)
    office.paper.hand_over(job.id)
    office.queue.do(ticket.id, TicketAct.DONE)
    story.lines += [
        _("Số {label} → hồ sơ {code}, {name}.").format(
            label=ticket.label, code=dossier.code, name=dossier.applicant.name
        ),
        _("Hẹn trả: {why}").format(why=preview.explanation),
        _("Giấy hẹn: {path}").format(path=story.receipt),
    ]
    _come_back(office, clock, papers, story)


def _come_back(office: Office, clock: FixedClock, papers: Path, story: Story) -> None:
    """The result is ready; the citizen shows the receipt and takes it home."""
    dossier = office.dossiers.get(story.code)
    clock.tick(minutes=35)
    office.moves.move(dossier.code, Act.HAND, handler="mai.pt")
    office.moves.move(dossier.code, Act.FINISH, result="01/XNTTHN")
    verdict = office.returning.verdict(dossier.barcode)
    collector = Collector(name=dossier.applicant.name, id_no=dossier.applicant.id_no)
    returned = office.returning.hand_over(dossier.code, collector).result
    slip = office.paper.prints_of(dossier.code)[-1]
    story.return_slip = _write(
        papers / f"phieu-tra-{dossier.code}.pdf", office.paper.draw(slip.id).pdf
    )
    office.paper.printed(slip.id)
    story.lines.append(
        _("Quét giấy hẹn {digits}: đã trả lúc {when}.").format(
            digits=verdict.scanned, when=due_text(returned.returned_at or clock.now())
        )
    )


def _evening(office: Office, folder: Path, story: Story) -> None:
    """Close the day, carry report and batch to the stick, and let the superior read it."""
    stick = folder / "usb"
    closed = office.closing.close_day().result
    target = require_target(stick, need=0, data_dir=office.data_dir, allow_any=True)
    exported = office.closing.export(target).result
    files = [str(path) for path in exported.files]
    story.report = next(path for path in files if path.endswith(".pdf") and "bao-cao" in path)
    story.workbook = next(path for path in files if path.endswith(".xlsx"))
    story.batch = next(path for path in files if path.endswith(".zst"))
    story.manifest = next(path for path in files if path.endswith(".json"))
    summary = import_batches(
        stick, folder / "cap-tren", office.store.clock, trust=Trust(everyone=True)
    )
    table = consolidated(
        OfficesAsked(folder / "cap-tren", closed.day, closed.day, clock=office.store.clock)
    )
    story.lines += [
        _("Báo cáo: {path}").format(path=story.report),
        _("Gói dữ liệu: {path}").format(path=story.batch),
        plural(
            "Cấp trên nhận {count} gói dữ liệu; bảng tổng hợp có {rows} đơn vị.",
            len(summary.imported),
        ).format(count=len(summary.imported), rows=len(table.rows)),
    ]


def _write(path: Path, content: bytes) -> str:
    write(destination(path, ()), content)
    return str(path)
