"""What Mẫu 01 says, apart from how it is laid out.

Labels are those of Phụ lục I, Thông tư 03/2025/TT-VPCP, in its order; rows marked as practice are what provincial
systems add to it.
"""

from __future__ import annotations

from counter_app.domain.catalogue import PaperKind
from counter_app.domain.dossier import Channel
from counter_app.domain.person import Party, PartyKind
from counter_app.domain.sheets import ReceiptSheet
from counter_app.printing.documents.fields import Field, Row
from counter_app.printing.documents.signatures import Signature
from counter_app.wording.amounts import amount_words, money
from counter_app.wording.moments import due_text, form_moment

TITLE = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
CODE_LABEL = "Mã hồ sơ:"
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
_UNIT_NAMES = ("Trung tâm Phục vụ hành chính công", "Bộ phận Tiếp nhận và Trả kết quả")


def unit_row(sheet: ReceiptSheet) -> Row:
    """Which office took it: the form already names the unit, so only the rest of its name follows."""
    name = sheet.heading.name.strip()
    for known in _UNIT_NAMES:
        if name.casefold().startswith(known.casefold()):
            name = name[len(known) :].strip() or name
    return (Field(UNIT_LABEL, name),)


def people_rows(sheet: ReceiptSheet) -> list[Row]:
    """Who handed it in, and for whom."""
    applicant = sheet.dossier.applicant
    rows: list[Row] = [
        (Field("Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức:", applicant.name, strong=True),),
        (Field("Số định danh cá nhân/tổ chức:", applicant.id_no),),
        (Field("Địa chỉ:", applicant.address),),
        (Field("Số điện thoại:", applicant.phone), Field("Email:", applicant.email)),
    ]
    owner = sheet.dossier.owner
    if sheet.dossier.authorisation.strip():
        return rows + _principal_rows(owner, sheet.dossier.authorisation)
    return rows + (_owner_rows(owner) if owner else [])


def _owner_rows(owner: Party) -> list[Row]:
    """The owner when somebody else stands at the counter without a letter of authority (practice)."""
    return [
        (Field("Chủ hồ sơ:", owner.name, strong=True), *_known("Số định danh:", owner.id_no)),
        *((field,) for field in _known("Địa chỉ của chủ hồ sơ:", owner.address)),
        *((field,) for field in _known("Số điện thoại của chủ hồ sơ:", owner.phone)),
    ]


def _principal_rows(principal: Party | None, letter: str) -> list[Row]:
    """The person who gave authority, and by which paper."""
    rows: list[Row] = []
    if principal is not None:
        rows = [
            (Field("Họ và tên người ủy quyền:", principal.name, strong=True),),
            (Field("Số định danh cá nhân của người ủy quyền:", principal.id_no),),
            (Field("Số điện thoại:", principal.phone), Field("Email:", principal.email)),
            (Field("Địa chỉ của người ủy quyền:", principal.address),),
        ]
    return [*rows, (Field("Giấy tờ ủy quyền:", letter),)]


def _known(label: str, value: str) -> tuple[Field, ...]:
    return (Field(label, value),) if value.strip() else ()


def content_row(sheet: ReceiptSheet) -> Row:
    """The procedure, and the abstract when it says something else."""
    dossier = sheet.dossier
    content = dossier.content.strip()
    if content and content.casefold() != dossier.procedure_name.strip().casefold():
        content = f"{dossier.procedure_name} – {content}"
    return (Field("Nội dung yêu cầu giải quyết:", content or dossier.procedure_name),)


def time_rows(sheet: ReceiptSheet) -> list[Row]:
    """How many sets, what it costs, how long it may take, when it came."""
    dossier = sheet.dossier
    limit = sheet.limit.strip() or NO_DATE
    return [
        (Field("Số lượng hồ sơ:", f"{dossier.sets:02d} (bộ)"), *_fee(dossier.fee)),
        (Field("Thời gian giải quyết hồ sơ theo quy định là:", limit),),
        (Field("Thời gian nhận hồ sơ:", form_moment(dossier.received_at)),),
    ]


def _fee(fee: int | None) -> tuple[Field, ...]:
    """The fee (practice); silent while the officer does not know it."""
    if fee is None:
        return ()
    said = f"{money(fee)} ({amount_words(fee)})" if fee else "không thu"
    return (Field("Phí, lệ phí:", said),)


def due_row(sheet: ReceiptSheet) -> Row:
    """The promise in force."""
    at = sheet.dossier.promised_at
    return (Field(DUE_LABEL, form_moment(at) if at else NO_DATE, strong=True),)


def last_rows(sheet: ReceiptSheet) -> list[Row]:
    """Where the result is given out, and where the dossier stands in the book."""
    return [
        (Field("Đăng ký nhận kết quả tại:", _return_place(sheet)),),
        (
            Field("Vào Sổ theo dõi hồ sơ, Quyển số", sheet.book or sheet.dossier.book),
            Field("Số thứ tự", str(sheet.dossier.book_no) if sheet.dossier.book_no else ""),
        ),
    ]


def _return_place(sheet: ReceiptSheet) -> str:
    dossier = sheet.dossier
    where = dossier.return_address.strip()
    match dossier.return_channel:
        case Channel.DIRECT:
            parts = [sheet.heading.name, where or sheet.heading.address]
        case Channel.POSTAL:
            parts = ["qua dịch vụ bưu chính công ích", where or dossier.applicant.address]
        case Channel.ONLINE:
            parts = ["bản điện tử, qua Cổng Dịch vụ công quốc gia", where]
    return ", ".join(part for part in parts if part)


def signatures(sheet: ReceiptSheet) -> tuple[Signature, Signature]:
    """Who signs; an organisation is signed for by a person the office does not know."""
    applicant = sheet.dossier.applicant
    signer = applicant.name if applicant.kind is PartyKind.PERSON else ""
    return (
        Signature("NGƯỜI NỘP HỒ SƠ", signer),
        Signature("NGƯỜI TIẾP NHẬN HỒ SƠ", sheet.receiver_name),
    )


def qr_text(sheet: ReceiptSheet) -> str:
    """The essentials without anybody's name, read by any telephone without a network."""
    at = sheet.dossier.promised_at
    lines = [
        f"{CODE_LABEL} {sheet.dossier.code}",
        f"Hẹn trả: {due_text(at) if at else NO_DATE}",
        *([f"Điện thoại: {sheet.heading.phone}"] if sheet.heading.phone else []),
        "Mang theo: giấy hẹn, giấy tờ tùy thân",
    ]
    return "\n".join(lines)
