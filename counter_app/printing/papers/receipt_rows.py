"""The lines of Mẫu 01, apart from their layout.

Labels are those of Phụ lục I, Thông tư 03/2025/TT-VPCP, in its order; rows marked as practice are what provincial
systems add to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.catalogue.sectors import PaperKind
from counter_app.domain.dossier.dossier import Channel, Dossier, Original
from counter_app.domain.dossier.representing import RELATIONS, Relation
from counter_app.domain.person.party import Party, PartyKind
from counter_app.i18n import _, mark
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, Row
from counter_app.printing.press.flow import Block, paragraph
from counter_app.printing.press.signatures import Signature
from counter_app.wording.catalogue.listing import ground_words
from counter_app.wording.dossier.labels import channel_text
from counter_app.wording.paper.addressing import number_label, taken_from_label
from counter_app.wording.paper.amounts import amount_words, money, padded_counts
from counter_app.wording.paper.documents import numbered
from counter_app.wording.paper.form_words import sentence
from counter_app.wording.paper.moments import due_text, form_moment

if TYPE_CHECKING:
    from counter_app.domain.paper.heading import Heading
    from counter_app.domain.paper.receipt_sheets import ReceiptSheet
    from counter_app.printing.press.layout import Layout

CODE_LABEL = mark("Mã hồ sơ:")
PROVISIONAL = mark("(mã tạm)")
TENTATIVE = mark("(tạm tính)")
OWN_CODE = mark("Mã tại quầy:")
EARLY = mark("Kết quả có thể có trước ngày hẹn: hỏi theo mã hồ sơ tại quầy")
CALL = mark("hoặc gọi số")
QR_NOTE = mark("Quét để xem ngày hẹn")
NO_DATE = mark("theo thông báo của cơ quan giải quyết")
KIND_COLUMNS = {
    PaperKind.ORIGINAL: mark("Bản chính"),
    PaperKind.CERTIFIED: mark("Bản sao có chứng thực"),
    PaperKind.COPY: mark("Bản sao"),
}
SHOWN = mark("xuất trình")
CERTIFIED_COLUMNS = (mark("Số trang"), mark("Số bản giấy"), mark("Ký bản điện tử"))
"""The columns of a receipt for certified copies about each document (practice)."""
_IN_ONE_QR = 5
_UNIT_NAMES = (
    mark("Trung tâm Phục vụ hành chính công"),
    mark("Bộ phận Tiếp nhận và Trả kết quả"),
)


def unit_row(heading: Heading) -> Row:
    """The office that took it: of the two names that the form offers the one that applies."""
    name = heading.name.strip()
    for known in _UNIT_NAMES:
        rest = name[len(known) :].strip()
        if rest and name.casefold().startswith(known.casefold()):
            return (Field(name[: len(known)], rest, whole=True),)
    return (Field(_("Đơn vị tiếp nhận:"), name),)


def people_rows(dossier: Dossier) -> list[Row]:
    """The person who handed it in, and the person it is for."""
    applicant = dossier.applicant
    rows: list[Row] = [
        (Field(taken_from_label(applicant), applicant.name, strong=True, whole=True),),
        (
            Field(number_label(applicant), numbered(applicant), whole=True),
            Field(_("Hình thức nộp:"), channel_text(dossier.channel), whole=True),
        ),
        (Field(_("Địa chỉ:"), applicant.address),),
        contact_row(applicant),
    ]
    return [*rows, *owner_rows(dossier)]


def owner_rows(dossier: Dossier) -> list[Row]:
    """The person it is handed in for, with all that Mẫu 01 asks of somebody who gave authority."""
    owner, letter = dossier.owner, dossier.authorisation
    if owner is not None and dossier.relation not in ("", Relation.AUTHORISED):
        return [*_owner_rows(owner), *_standing_rows(dossier)]
    if letter.strip():
        return _principal_rows(owner, letter)
    return _owner_rows(owner) if owner else []


def _standing_rows(dossier: Dossier) -> list[Row]:
    """The standing of who handed it in to the owner, and the paper for it (practice)."""
    standing = _(RELATIONS[dossier.relation])
    rows: list[Row] = [(Field(_("Tư cách của người nộp hồ sơ:"), standing),)]
    if dossier.authorisation.strip():
        rows.append((Field(_("Giấy tờ chứng minh:"), dossier.authorisation),))
    return rows


def originals_text(originals: Sequence[Original]) -> str:
    """``Sổ hộ khẩu (01 bản); Giấy chứng sinh (02 bản)``."""
    return "; ".join(f"{item.name} ({item.quantity:02d} bản)" for item in originals)


def originals_rows(dossier: Dossier) -> list[Row]:
    """Originals the office keeps until the result is given out (practice)."""
    kept = originals_text(dossier.originals_kept)
    return [(Field(_("Bản chính cơ quan giữ lại, trả cùng kết quả:"), kept),)] if kept else []


def contact_row(party: Party) -> Row:
    """The way somebody is reached."""
    return (Field(_("Số điện thoại:"), party.phone, whole=True), Field("Email:", party.email))


def _owner_rows(owner: Party) -> list[Row]:
    """The owner when somebody else stands at the counter without a letter of authority (practice)."""
    return [
        (Field(_("Chủ hồ sơ:"), owner.name, strong=True, whole=True),),
        (Field(_("Địa chỉ của chủ hồ sơ:"), owner.address),),
        (Field(_("Số định danh của chủ hồ sơ:"), numbered(owner), whole=True),),
        (
            Field(_("Số điện thoại của chủ hồ sơ:"), owner.phone, whole=True),
            Field("Email:", owner.email),
        ),
    ]


def _principal_rows(principal: Party | None, letter: str) -> list[Row]:
    """The person who gave authority, in the order of the form, and by which paper."""
    rows: list[Row] = []
    if principal is not None:
        rows = [
            (Field(_("Họ và tên người ủy quyền:"), principal.name, strong=True, whole=True),),
            (Field(_("Địa chỉ của người ủy quyền:"), principal.address),),
            (Field(_("Số định danh của người ủy quyền:"), numbered(principal), whole=True),),
            (
                Field(_("Số điện thoại của người ủy quyền:"), principal.phone, whole=True),
                Field("Email:", principal.email),
            ),
        ]
    return [*rows, (Field(_("Giấy tờ ủy quyền:"), letter),)]


def content_row(sheet: ReceiptSheet) -> Row:
    """The procedure, and the abstract when it says something else."""
    return (Field(_("Nội dung yêu cầu giải quyết:"), asked_text(sheet.dossier)),)


def asked_text(dossier: Dossier) -> str:
    """The procedure's name with the abstract."""
    content = dossier.content.strip()
    if content and content.casefold() != dossier.procedure_name.strip().casefold():
        content = f"{dossier.procedure_name} – {content}"
    return content or dossier.procedure_name


def time_rows(sheet: ReceiptSheet) -> list[Row]:
    """The number of sets, the costs, the time limit, the moment of reception."""
    dossier = sheet.dossier
    return [
        (
            Field(_("Số lượng hồ sơ:"), f"{dossier.sets:02d} (bộ)", whole=True),
            *fee_fields(dossier, sheet.paid),
        ),
        (Field(_("Thời gian giải quyết hồ sơ theo quy định là:"), limit_value(sheet.limit)),),
        (Field(_("Thời gian nhận hồ sơ:"), form_moment(dossier.received_at)),),
        *taken_rows(dossier),
    ]


def taken_rows(dossier: Dossier) -> list[Row]:
    """The place it was taken in at, when that was not the counter (practice)."""
    if not dossier.point.strip():
        return []
    home = (dossier.home_address or dossier.applicant.address) if dossier.visited_by else ""
    where = ", ".join(part.strip() for part in (dossier.point, home) if part.strip())
    return [(Field(_("Nơi nhận hồ sơ:"), where),)]


def limit_value(limit: str) -> str:
    """The time limit as a form writes it, ``03 ngày làm việc``."""
    return padded_counts(limit.strip()) or _(NO_DATE)


def fee_fields(dossier: Dossier, paid: int | None = None) -> tuple[Field, ...]:
    """The fee (practice), what was waived of it and whether it was paid; silent while the officer does not know it."""
    fee = dossier.fee
    if fee is None:
        return ()
    said = f"{fee_text(fee)}{_waived_text(dossier)}"
    if fee and paid is not None:
        said = f"{said}; {paid_text(fee, paid)}"
    return (Field(_("Phí, lệ phí:"), said),)


def _waived_text(dossier: Dossier) -> str:
    if not dossier.waived:
        return ""
    ground, amount = ground_words(dossier.relief), money(dossier.waived)
    if not ground:
        return _("; đã miễn, giảm {amount}").format(amount=amount)
    return _("; đã miễn, giảm {amount} ({ground})").format(amount=amount, ground=ground)


def paid_text(fee: int, paid: int) -> str:
    """``chưa thu``, ``đã thu``, ``đã thu 5.000 đ``: what is unpaid never reads as paid."""
    if paid <= 0:
        return _("chưa thu")
    return _("đã thu") if paid >= fee else _("đã thu {amount}").format(amount=money(paid))


def fee_text(fee: int) -> str:
    """``8.000 đ (Tám nghìn đồng)``."""
    return f"{money(fee)} ({amount_words(fee)})" if fee else _("không thu")


def due_row(sheet: ReceiptSheet) -> Row:
    """The promise in force."""
    label = sentence("01", "due", sheet.words_day)
    return (Field(label, promise_text(sheet.dossier), strong=True),)


def promise_text(dossier: Dossier) -> str:
    """The promise as the form words it; one that another office has to confirm says so."""
    at = dossier.promised_at
    text = form_moment(at) if at else _(NO_DATE)
    return f"{text} {_(TENTATIVE)}" if dossier.provisional else text


def last_rows(sheet: ReceiptSheet) -> list[Row]:
    """The place the result is given out at, and the dossier's number in the book."""
    return [
        (Field(_("Đăng ký nhận kết quả tại:"), return_place(sheet.dossier, sheet.heading)),),
        book_row(sheet.dossier, sheet.book or sheet.dossier.book),
    ]


def book_row(dossier: Dossier, book: str) -> Row:
    """The volume and the number in it."""
    return (
        Field(_("Vào Sổ theo dõi hồ sơ, Quyển số"), book),
        Field(_("Số thứ tự"), f"{dossier.book_no:02d}" if dossier.book_no else "", whole=True),
    )


def return_place(dossier: Dossier, heading: Heading) -> str:
    """The place and the way the result is given out."""
    where = dossier.return_address.strip()
    match dossier.return_channel:
        case Channel.DIRECT if dossier.return_place.strip():
            parts = [dossier.return_place.strip(), where]
        case Channel.DIRECT:
            parts = [heading.name, where or heading.address]
        case Channel.POSTAL:
            parts = [_("qua dịch vụ bưu chính công ích"), where or dossier.applicant.address]
        case Channel.ONLINE:
            parts = [_("bản điện tử, qua Cổng Dịch vụ công quốc gia"), where]
    return ", ".join(part for part in parts if part)


def signatures(sheet: ReceiptSheet) -> tuple[Signature, Signature]:
    """The signers; an organisation is signed for by a person the office does not know."""
    return both_sign(sheet.dossier, sheet.receiver_name)


def both_sign(dossier: Dossier, receiver: str) -> tuple[Signature, Signature]:
    """The giver on the left, the receiver on the right."""
    applicant = dossier.applicant
    signer = applicant.name if applicant.kind is PartyKind.PERSON else ""
    return (
        Signature(_("NGƯỜI NỘP HỒ SƠ"), signer),
        Signature(_("NGƯỜI TIẾP NHẬN HỒ SƠ"), receiver),
    )


def qr_text(sheet: ReceiptSheet) -> str:
    """The essentials without anybody's name, read by any telephone without a network."""
    at = sheet.dossier.promised_at
    lines = [
        f"{_(CODE_LABEL)} {sheet.dossier.official_code or sheet.dossier.code}",
        f"Hẹn trả: {due_text(at) if at else _(NO_DATE)}"
        + (f" {_(TENTATIVE)}" if sheet.dossier.provisional else ""),
    ]
    return "\n".join([*lines, *_qr_end(sheet.heading)])


def visit_qr_text(dossiers: Sequence[Dossier], heading: Heading) -> str:
    """The same for a visit: each dossier's code and promise, as many as a telephone reads with ease."""
    lines = [
        f"{item.official_code or item.code}: "
        + (due_text(item.promised_at) if item.promised_at else _(NO_DATE))
        + (f" {_(TENTATIVE)}" if item.provisional else "")
        for item in dossiers[:_IN_ONE_QR]
    ]
    more = len(dossiers) - _IN_ONE_QR
    if more > 0:
        lines.append(_("và {count:02d} hồ sơ khác trên giấy").format(count=more))
    return "\n".join([*lines, *_qr_end(heading)])


def _qr_end(heading: Heading) -> list[str]:
    phone = [f"Điện thoại: {heading.phone}"] if heading.phone else []
    return [*phone, _("Mang theo: giấy hẹn, giấy tờ tùy thân")]


def note_blocks(
    heading: Heading, layout: Layout, day: date, whose: Party, *, keep: bool = True
) -> list[Block]:
    """The papers to bring and the person to ask; somebody who comes for an organisation shows that it sent them."""
    phone = heading.phone.strip()
    bring = "bring" if whose.kind is PartyKind.PERSON else "bring_organisation"
    runs = [Run(_("Lưu ý:"), layout.bold), Run(sentence("01", bring, day), layout.italic)]
    if phone:
        runs += [
            Run(f"{_(EARLY)} {_(CALL)}", layout.italic),
            Run(f"{phone}.", layout.italic, whole=True),
        ]
    else:
        runs.append(Run(f"{_(EARLY)}.", layout.italic))
    return paragraph(runs, layout, size=layout.small, keep=keep, gap=layout.gap * 2)
