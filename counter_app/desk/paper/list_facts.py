"""The facts on lists of many dossiers or procedures: hand-over sheets, results, posters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app.desk.paper.heading import authority_heading
from counter_app.domain.catalogue.sectors import Fee, FeeRule, Procedure, ReviewState
from counter_app.domain.collation import collation_key
from counter_app.domain.dossier.dossier import Channel, Dossier
from counter_app.domain.fees.payments import Account
from counter_app.domain.handover.whereabouts import Purpose, Sheet, SheetRow
from counter_app.domain.paper.document_kinds import BY_NAME, FORM_OF
from counter_app.domain.paper.forms import form_on, forms_of
from counter_app.domain.paper.slip_sheets import (
    HandoverLine,
    HandoverSheet,
    PaperHead,
    PostedProcedure,
    PostingSheet,
    ResultLine,
    ResultListSheet,
)
from counter_app.errors import RuleError
from counter_app.i18n import _, mark
from counter_app.printing.papers.slip_frame import shown_code
from counter_app.wording.catalogue.public import public_note
from counter_app.wording.paper.agencies import agency_of
from counter_app.wording.paper.amounts import money
from counter_app.wording.promise.due import limit_text

if TYPE_CHECKING:
    from counter_app.desk.paper.sheet_facts import Gathering
    from counter_app.store.read.prints import PrintJob

POSTING_TITLE = mark("Danh mục thủ tục hành chính niêm yết công khai")


def sheet_of(gathering: Gathering, subject: str) -> Sheet:
    """The hand-over sheet that prints are about by its subject ``handover:2026-12``. Errors: RuleError."""
    year, _dash, number = subject.removeprefix("handover:").partition("-")
    found = None
    if number.isdecimal():
        found = gathering.store.handover.sheet_numbered(int(number), year)
    sheet = gathering.store.handover.sheet(found) if found is not None else None
    if sheet is None:
        raise RuleError(_("Không có phiếu bàn giao này. Mở lại danh sách bàn giao."), field="code")
    return sheet


def handover(gathering: Gathering, job: PrintJob) -> HandoverSheet | ResultListSheet:
    """A hand-over sheet with its dossiers; results that come back are listed as such. Errors: RuleError."""
    sheet = sheet_of(gathering, job.subject)
    head = replace(
        gathering.head(job),
        issued_at=sheet.given_at,
        number=f"Số: {sheet.number:02d}/BB-{gathering.heading.symbol}",
    )
    taker = gathering.name(sheet.taker.officer or sheet.taken_by)
    if sheet.purpose is Purpose.RESULT:
        found = [gathering.store.dossiers.by_code(row.line.code) for row in sheet.rows]
        return ResultListSheet(
            head=replace(head, title=BY_NAME["result_list"].title),
            lines=tuple(_result(item, gathering) for item in found if item is not None),
            giver=gathering.name(sheet.giver.officer) or sheet.giver.office,
            taker=taker or sheet.taker.office,
        )
    return HandoverSheet(
        head=head,
        giver_office=gathering.office(sheet.giver),
        giver=gathering.name(sheet.giver.officer),
        taker_office=gathering.office(sheet.taker),
        taker=taker,
        given_at=sheet.given_at,
        taken_at=sheet.taken_at,
        lines=tuple(_handed(gathering, row) for row in sheet.rows),
    )


def _handed(gathering: Gathering, row: SheetRow) -> HandoverLine:
    dossier = gathering.store.dossiers.by_code(row.line.code)
    papers = sum(paper.quantity for paper in dossier.papers) if dossier else 0
    missing = _("chưa nhận") if row.missing else ""
    return HandoverLine(
        code=shown_code(dossier) if dossier else row.line.code,
        name=dossier.holder_name if dossier else row.line.name,
        procedure=row.line.procedure_name,
        received_at=row.line.received_at,
        promised_at=row.line.promised_at,
        papers=papers,
        note=_("đã thu lại")
        if row.leg.recalled
        else _("giấy không kèm theo")
        if row.leg.charge_only
        else missing,
    )


def result_list(gathering: Gathering, job: PrintJob, first: Dossier) -> ResultListSheet:
    """The results of the dossiers a print names."""
    codes = job.body.get("codes") or [first.code]
    found = [gathering.store.dossiers.by_code(code) for code in codes]
    return ResultListSheet(
        head=gathering.head(job),
        lines=tuple(_result(item, gathering) for item in found if item is not None),
        giver=str(job.body.get("giver", "")),
        taker=str(job.body.get("taker", "")),
    )


def _result(dossier: Dossier, gathering: Gathering) -> ResultLine:
    account = Account(fee=dossier.fee, entries=gathering.store.fees.of_dossier(dossier.id))
    person = dossier.owner or dossier.applicant
    return ResultLine(
        code=shown_code(dossier),
        procedure=dossier.procedure_name,
        result=dossier.result,
        name=person.name,
        address=dossier.return_address or person.address,
        fee=account.owed or None,
        postal=dossier.return_channel is Channel.POSTAL,
    )


def register_head(gathering: Gathering, last: date, now: datetime, *, writer: str) -> PaperHead:
    """The head of Mẫu 07, in the words of its period's last day; the office numbers its volumes by hand."""
    form = form_on(forms_of(gathering.settings), FORM_OF["register"], last)
    return PaperHead(
        heading=gathering.heading,
        title=form.title,
        issued_at=now,
        form_label=form.label,
        number=f"Số: ……/{form.symbol(gathering.heading.symbol)}",
        writer=writer,
        worded=last,
    )


def posting(gathering: Gathering, sectors: Sequence[str], now: datetime) -> PostingSheet:
    """The poster of the procedures valid now; ``sectors`` empty: of every sector that has any.

    A procedure that nobody has reviewed does not go on a wall (Nghị định 118/2025/NĐ-CP Điều 6: accurate, complete).
    Errors: RuleError (field "sector"), rule "unreviewed" where nothing is left.
    """
    catalogue = gathering.store.catalogue
    found = {
        sector.name: _valid_of(gathering, sector.key, now.date())
        for sector in catalogue.sectors()
        if not sectors or sector.key in sectors
    }
    if not any(found.values()):
        raise RuleError(
            _("Lĩnh vực này chưa có thủ tục đang áp dụng. Chọn lĩnh vực khác."), field="sector"
        )
    reviewed = {
        name: tuple(_posted(gathering, item) for item in items if _reviewed(item))
        for name, items in found.items()
    }
    if not any(reviewed.values()):
        raise RuleError(
            _(
                "Chưa thủ tục nào được rà soát nên chưa niêm yết được. Mở Danh mục thủ tục, đối chiếu với văn bản "
                "công bố rồi xác nhận từng thủ tục."
            ),
            field="sector",
            rule="unreviewed",
        )
    head = PaperHead(
        heading=authority_heading(gathering.settings), title=POSTING_TITLE, issued_at=now
    )
    return PostingSheet(
        head=head, sectors=tuple((name, items) for name, items in reviewed.items() if items)
    )


def _reviewed(item: Procedure) -> bool:
    return item.state is ReviewState.CONFIRMED


def _valid_of(gathering: Gathering, sector: str, day: date) -> list[Procedure]:
    catalogue = gathering.store.catalogue
    codes = {item.code for item in catalogue.procedures() if item.sector == sector}
    versions = [catalogue.valid(code, day) for code in codes]
    found = [item for item in versions if item]
    return sorted(found, key=lambda item: (collation_key(item.name), item.code))


def _posted(gathering: Gathering, item: Procedure) -> PostedProcedure:
    limit = limit_text(item.limit) if item.limit else _("theo thông báo của cơ quan giải quyết")
    return PostedProcedure(
        name=item.name,
        code=item.local_code or item.code,
        papers=item.papers,
        sets=item.sets,
        limit=_("không hẹn ngày trả") if item.no_due else limit,
        fee=posted_fee(item.fee),
        result=public_note(item.result),
        legal_basis=public_note(item.legal_basis),
        resolver=agency_of(gathering.settings, item.resolver),
        ways=_("Trực tiếp tại quầy; qua dịch vụ bưu chính công ích; trực tuyến"),
    )


def posted_fee(fee: Fee) -> str:
    """A fee rule as it is posted up; a remark on how sure it is stays in the catalogue."""
    fee = replace(fee, note=public_note(fee.note))
    match fee.rule:
        case FeeRule.NONE:
            said = _("không thu")
        case FeeRule.FIXED:
            said = f"{money(fee.amount)}/{fee.unit}" if fee.unit else money(fee.amount)
        case FeeRule.CERTIFIED_COPY:
            said = fee.note or _("theo số trang")
        case FeeRule.UNKNOWN:
            said = fee.note or _("theo nghị quyết của Hội đồng nhân dân tỉnh")
    note = fee.note if fee.note and fee.note != said and fee.rule is FeeRule.FIXED else ""
    return f"{said} ({note})" if note else said
