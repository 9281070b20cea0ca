"""What Mẫu 01 says, apart from how it is laid out.

Labels are those of Phụ lục I, Thông tư 03/2025/TT-VPCP, in its order; rows marked as practice are what provincial
systems add to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.domain.catalogue.sectors import PaperKind
from counter_app.domain.dossier.dossier import Channel, Dossier, Original
from counter_app.domain.paper.receipt_sheets import Heading, ReceiptSheet
from counter_app.domain.person.party import Party, PartyKind
from counter_app.printing.press.fields import Field, Row
from counter_app.printing.press.signatures import Signature
from counter_app.wording.amounts import amount_words, money
from counter_app.wording.moments import due_text, form_moment

CODE_LABEL = "Mã hồ sơ:"
PROVISIONAL = "(mã tạm)"
OWN_CODE = "Mã tại quầy:"
UNIT_LABEL = "Trung tâm Phục vụ hành chính công/Bộ phận Tiếp nhận và Trả kết quả"
PAPERS_LABEL = "Thành phần hồ sơ nộp gồm:"
DUE_LABEL = "Thời gian trả kết quả giải quyết hồ sơ:"
NOTE = (
    "Khi đến nhận kết quả, Ông (Bà) mang theo giấy này và giấy tờ tùy thân; người nhận thay mang thêm "
    "giấy ủy quyền. Nếu mất giấy này, xuất trình giấy tờ tùy thân và cho biết thông tin về hồ sơ "
    "(Điều 6 Nghị định số 118/2025/NĐ-CP)."
)
CONTACT = "Cần hỏi thêm, xin gọi số"
QR_NOTE = "Quét bằng điện thoại"
NO_DATE = "theo thông báo của cơ quan giải quyết"
KIND_COLUMNS = {
    PaperKind.ORIGINAL: "Bản chính",
    PaperKind.CERTIFIED: "Bản chứng thực",
    PaperKind.COPY: "Bản sao",
}
SHOWN = "xuất trình"
CERTIFIED_COLUMNS = ("Số trang", "Số bản giấy", "Ký bản điện tử")
"""What a receipt for certified copies says of each document (practice)."""
_CHANNELS = {
    Channel.DIRECT: "trực tiếp",
    Channel.ONLINE: "trực tuyến",
    Channel.POSTAL: "bưu chính công ích",
}
_UNIT_NAMES = ("Trung tâm Phục vụ hành chính công", "Bộ phận Tiếp nhận và Trả kết quả")


def unit_row(sheet: ReceiptSheet) -> Row:
    """Which office took it."""
    return (Field(UNIT_LABEL, unit_name(sheet.heading)),)


def unit_name(heading: Heading) -> str:
    """The form already names the unit, so only the rest of its name follows."""
    name = heading.name.strip()
    for known in _UNIT_NAMES:
        if name.casefold().startswith(known.casefold()):
            name = name[len(known) :].strip() or name
    return name


def people_rows(sheet: ReceiptSheet) -> list[Row]:
    """Who handed it in, and for whom."""
    applicant = sheet.dossier.applicant
    rows: list[Row] = [
        (Field("Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức:", applicant.name, strong=True),),
        (
            Field("Số định danh cá nhân/tổ chức:", applicant.id_no),
            Field("Hình thức nộp:", channel_text(sheet.dossier.channel)),
        ),
        (Field("Địa chỉ:", applicant.address),),
        contact_row(applicant),
    ]
    owner = sheet.dossier.owner
    if sheet.dossier.authorisation.strip():
        return rows + _principal_rows(owner, sheet.dossier.authorisation)
    return rows + (_owner_rows(owner) if owner else [])


def channel_text(channel: Channel) -> str:
    """How a dossier came in."""
    return _CHANNELS[channel]


def originals_text(originals: Sequence[Original]) -> str:
    """``Sổ hộ khẩu (01 bản); Giấy chứng sinh (02 bản)``."""
    return "; ".join(f"{item.name} ({item.quantity:02d} bản)" for item in originals)


def originals_rows(dossier: Dossier) -> list[Row]:
    """Originals the office keeps until the result is given out (practice)."""
    kept = originals_text(dossier.originals_kept)
    return [(Field("Bản gốc cơ quan giữ lại, trả cùng kết quả:", kept),)] if kept else []


def _owner_rows(owner: Party) -> list[Row]:
    """The owner when somebody else stands at the counter without a letter of authority (practice)."""
    return [
        (Field("Chủ hồ sơ:", owner.name, strong=True), *_known("Số định danh:", owner.id_no)),
        *((field,) for field in _known("Địa chỉ của chủ hồ sơ:", owner.address)),
        *((field,) for field in _known("Số điện thoại của chủ hồ sơ:", owner.phone)),
    ]


def contact_row(party: Party) -> Row:
    """How somebody is reached."""
    return (Field("Số điện thoại:", party.phone), Field("Email:", party.email))


def reach_rows(dossier: Dossier) -> list[Row]:
    """How whoever the dossier is about is reached, and apart from them whoever handed it in, by name.

    A person is reached by their own address, telephone and e-mail only: one line never speaks of two people.
    """
    person, applicant = dossier.owner or dossier.applicant, dossier.applicant
    rows: list[Row] = [(Field("Địa chỉ:", person.address),), contact_row(person)]
    if person is applicant:
        return rows
    known = _known("Số điện thoại của người nộp:", applicant.phone)
    email = _known("Email của người nộp:", applicant.email)
    return [*rows, (Field("Người nộp hồ sơ:", applicant.name), *known), *([email] if email else [])]


def _principal_rows(principal: Party | None, letter: str) -> list[Row]:
    """The person who gave authority, and by which paper."""
    rows: list[Row] = []
    if principal is not None:
        rows = [
            (Field("Họ và tên người ủy quyền:", principal.name, strong=True),),
            (Field("Số định danh cá nhân của người ủy quyền:", principal.id_no),),
            contact_row(principal),
            (Field("Địa chỉ của người ủy quyền:", principal.address),),
        ]
    return [*rows, (Field("Giấy tờ ủy quyền:", letter),)]


def _known(label: str, value: str) -> tuple[Field, ...]:
    return (Field(label, value),) if value.strip() else ()


def content_row(sheet: ReceiptSheet) -> Row:
    """The procedure, and the abstract when it says something else."""
    return (Field("Nội dung yêu cầu giải quyết:", asked_text(sheet.dossier)),)


def asked_text(dossier: Dossier) -> str:
    """The procedure's name with the abstract."""
    content = dossier.content.strip()
    if content and content.casefold() != dossier.procedure_name.strip().casefold():
        content = f"{dossier.procedure_name} – {content}"
    return content or dossier.procedure_name


def time_rows(sheet: ReceiptSheet) -> list[Row]:
    """How many sets, what it costs, how long it may take, when it came."""
    dossier = sheet.dossier
    limit = sheet.limit.strip() or NO_DATE
    return [
        (Field("Số lượng hồ sơ:", f"{dossier.sets:02d} (bộ)"), *fee_fields(dossier.fee)),
        (Field("Thời gian giải quyết hồ sơ theo quy định là:", limit),),
        (Field("Thời gian nhận hồ sơ:", form_moment(dossier.received_at)),),
    ]


def fee_fields(fee: int | None) -> tuple[Field, ...]:
    """The fee (practice); silent while the officer does not know it."""
    return () if fee is None else (Field("Phí, lệ phí:", fee_text(fee)),)


def fee_text(fee: int) -> str:
    """``8.000 đ (Tám nghìn đồng)``."""
    return f"{money(fee)} ({amount_words(fee)})" if fee else "không thu"


def due_row(sheet: ReceiptSheet) -> Row:
    """The promise in force."""
    at = sheet.dossier.promised_at
    return (Field(DUE_LABEL, form_moment(at) if at else NO_DATE, strong=True),)


def last_rows(sheet: ReceiptSheet) -> list[Row]:
    """Where the result is given out, and where the dossier stands in the book."""
    return [
        (Field("Đăng ký nhận kết quả tại:", return_place(sheet.dossier, sheet.heading)),),
        (
            Field("Vào Sổ theo dõi hồ sơ, Quyển số", sheet.book or sheet.dossier.book),
            Field("Số thứ tự", str(sheet.dossier.book_no) if sheet.dossier.book_no else ""),
        ),
    ]


def return_place(dossier: Dossier, heading: Heading) -> str:
    """Where and how the result is given out."""
    where = dossier.return_address.strip()
    match dossier.return_channel:
        case Channel.DIRECT if dossier.return_place.strip():
            parts = [dossier.return_place.strip(), where]
        case Channel.DIRECT:
            parts = [heading.name, where or heading.address]
        case Channel.POSTAL:
            parts = ["qua dịch vụ bưu chính công ích", where or dossier.applicant.address]
        case Channel.ONLINE:
            parts = ["bản điện tử, qua Cổng Dịch vụ công quốc gia", where]
    return ", ".join(part for part in parts if part)


def signatures(sheet: ReceiptSheet) -> tuple[Signature, Signature]:
    """Who signs; an organisation is signed for by a person the office does not know."""
    return both_sign(sheet.dossier, sheet.receiver_name)


def both_sign(dossier: Dossier, receiver: str) -> tuple[Signature, Signature]:
    """Who handed in on the left, who took in on the right."""
    applicant = dossier.applicant
    signer = applicant.name if applicant.kind is PartyKind.PERSON else ""
    return Signature("NGƯỜI NỘP HỒ SƠ", signer), Signature("NGƯỜI TIẾP NHẬN HỒ SƠ", receiver)


def qr_text(sheet: ReceiptSheet) -> str:
    """The essentials without anybody's name, read by any telephone without a network."""
    at = sheet.dossier.promised_at
    lines = [
        f"{CODE_LABEL} {sheet.dossier.official_code or sheet.dossier.code}",
        f"Hẹn trả: {due_text(at) if at else NO_DATE}",
        *([f"Điện thoại: {sheet.heading.phone}"] if sheet.heading.phone else []),
        "Mang theo: giấy hẹn, giấy tờ tùy thân",
    ]
    return "\n".join(lines)
