"""Every kind of paper that is issued for a dossier or a hand-over, declared once.

From here come what staff call it, the sheets it is laid out for, its legal form, the act that owes it, and whether and
with what contents it may be issued by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from counter_app.domain.dossier.moves import Act
from counter_app.domain.dossier.states import ENDED_STATES, State
from counter_app.domain.paper.sizes import PaperSize
from counter_app.i18n import mark
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier

_SHEETS = (PaperSize.A4, PaperSize.A5)
_ALL = tuple(PaperSize)


def _always(_dossier: Dossier) -> bool:
    return True


def _accepted(dossier: Dossier) -> bool:
    return dossier.accepted


def _of_money(body: Mapping[str, Any]) -> str:
    """Money in (PT) and money out (PC); what was not taken in has no number."""
    return "" if body.get("unpaid") else "PC" if body.get("refund") else "PT"


class About(StrEnum):
    """The thing that a paper is about: there it is found what it says."""

    DOSSIER = "dossier"
    HANDOVER = "handover"
    ENQUIRY = "enquiry"
    REQUEST = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """One kind of paper; ``name`` stands in the journal, ``called`` is translated where it is shown.

    ``stem`` begins the names of its files; ``about``: where what it says is found.

    ``sizes``: the roll only for what is handed out at the counter. ``form``: of Thông tư 03/2025/TT-VPCP Phụ lục I;
    without one ``title`` heads the paper. ``acts`` owe it. ``contents``: what may be said when it is issued by itself,
    None where only an act issues it; ``series``: where it then takes its next number, its form's if nothing is said.
    ``ready``: what has to be true of the dossier by then, ``unready`` the sentence where it is not, ``once`` the one
    where it was issued before.
    """

    name: str
    called: str
    stem: str = "giay-to"
    sizes: tuple[PaperSize, ...] = _SHEETS
    form: str = ""
    title: str = ""
    acts: tuple[Act, ...] = ()
    contents: tuple[str, ...] | None = None
    about: About = About.DOSSIER
    series: Callable[[Mapping[str, Any]], str] | None = None
    ready: Callable[[Dossier], bool] = _always
    unready: str = ""
    once: str = ""

    def series_of(self, body: Mapping[str, Any]) -> str:
        """The series in which a paper that says ``body`` takes its number; empty for one without a number."""
        return self.series(body) if self.series is not None else self.form


KINDS = (
    DocumentKind(
        name="control",
        stem="phieu-kiem-soat",
        called=mark("Phiếu kiểm soát quá trình giải quyết hồ sơ"),
        form="06",
        contents=("partner",),
        ready=_accepted,
        unready=mark("Hồ sơ chưa được tiếp nhận nên chưa có quá trình giải quyết để kiểm soát."),
    ),
    DocumentKind(
        name="guidance",
        stem="phieu-huong-dan",
        called=mark("Phiếu hướng dẫn hoàn thiện hồ sơ"),
        sizes=_ALL,
        title="Phiếu hướng dẫn hoàn thiện hồ sơ",
        contents=("wanted", "note"),
        ready=lambda dossier: dossier.state not in ENDED_STATES,
        unready=mark("Hồ sơ đã kết thúc, không còn giấy tờ nào phải bổ sung. Mở lại hồ sơ để xem."),
    ),
    DocumentKind(
        name="fee_note",
        stem="phieu-thu",
        called=mark("Phiếu thu nội bộ"),
        sizes=(PaperSize.A5, PaperSize.A4),
        title="Phiếu thu nội bộ phí, lệ phí",
        contents=("amount", "payer", "receipt_no", "method", "refund"),
        series=_of_money,
    ),
    DocumentKind(
        name="receipt",
        stem="giay-hen",
        called=mark("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
        sizes=_ALL,
        form="01",
        contents=(),
        series=lambda _body: "",  # it carries the dossier's own number
        ready=_accepted,
        unready=mark("Hồ sơ chưa được tiếp nhận. Tiếp nhận hồ sơ trước."),
        once=mark("Hồ sơ đã có giấy hẹn riêng. Mở bản in đó để in lại."),
    ),
    DocumentKind(
        name="result_list",
        stem="phieu-ban-giao-ket-qua",
        called=mark("Phiếu bàn giao kết quả"),
        sizes=(PaperSize.A4,),
        title="Phiếu bàn giao kết quả",
        contents=("codes", "giver", "taker"),
        ready=lambda dossier: dossier.state is State.FINISHED,
        unready=mark("Hồ sơ chưa có kết quả để bàn giao. Bấm Ghi kết quả (Alt+K) trước."),
    ),
    DocumentKind(
        name="visit_receipt",
        stem="giay-hen-nhieu-ho-so",
        called=mark("Giấy tiếp nhận hồ sơ và hẹn trả kết quả (nhiều hồ sơ)"),
        sizes=_ALL,
        form="01",
    ),
    DocumentKind(
        name="reminder",
        stem="phieu-don-doc",
        called=mark("Phiếu đôn đốc giải quyết hồ sơ"),
        about=About.ENQUIRY,
        sizes=_ALL,
        title="Phiếu đôn đốc giải quyết hồ sơ",
    ),
    DocumentKind(
        name="request_receipt",
        stem="phieu-nhan-yeu-cau",
        called=mark("Phiếu nhận yêu cầu về dữ liệu cá nhân"),
        about=About.REQUEST,
        sizes=_ALL,
        title="Phiếu nhận yêu cầu về dữ liệu cá nhân",
    ),
    DocumentKind(
        name="request_answer",
        stem="tra-loi-yeu-cau",
        called=mark("Văn bản trả lời yêu cầu về dữ liệu cá nhân"),
        about=About.REQUEST,
        title="Trả lời yêu cầu về dữ liệu cá nhân",
    ),
    DocumentKind(
        name="return_slip",
        stem="giay-bien-nhan-tra",
        called=mark("Giấy biên nhận trả kết quả"),
        sizes=_ALL,
    ),
    DocumentKind(
        name="supplement",
        stem="phieu-yeu-cau-bo-sung",
        called=mark("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
        form="02",
        acts=(Act.SUPPLEMENT,),
    ),
    DocumentKind(
        name="refusal",
        stem="phieu-tu-choi",
        called=mark("Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
        form="03",
        acts=(Act.REFUSE,),
    ),
    DocumentKind(
        name="apology",
        stem="van-ban-xin-loi",
        called=mark("Văn bản xin lỗi và đề nghị gia hạn"),
        form="04",
    ),
    DocumentKind(
        name="stop",
        stem="thong-bao-dung",
        called=mark("Thông báo dừng giải quyết hồ sơ"),
        form="05",
        acts=(Act.WITHDRAW, Act.CLOSE),
    ),
    DocumentKind(
        name="handover",
        stem="bien-ban-ban-giao",
        called=mark("Biên bản bàn giao hồ sơ"),
        about=About.HANDOVER,
        sizes=(PaperSize.A4,),
        title="Biên bản bàn giao hồ sơ",
    ),
)
"""Those that may be issued by themselves first, in the order in which they are offered."""
BY_NAME = MappingProxyType({kind.name: kind for kind in KINDS})
ISSUABLE = tuple(kind.name for kind in KINDS if kind.contents is not None)
"""The documents that can be issued for a dossier without an act."""
SLIP_OF = MappingProxyType({act: kind for kind in KINDS for act in kind.acts})
"""Act → the slip that goes with it."""
FORM_OF = MappingProxyType(
    {kind.name: kind.form for kind in KINDS if kind.form} | {"register": "07"}
)
"""Document → the number of its form; the register is drawn, never issued."""
_UNKNOWN = DocumentKind(name="", called="", sizes=_ALL)
"""A kind that only a later version knows."""


def document_kind(document: str) -> DocumentKind:
    """The kind of a document; of one that this version does not know, one without a name."""
    return BY_NAME.get(document, _UNKNOWN)


def fitting_size(document: str, wanted: PaperSize) -> PaperSize:
    """``wanted`` where the document is laid out for it, else the nearest sheet it is laid out for."""
    sizes = document_kind(document).sizes
    if wanted in sizes:
        return wanted
    return PaperSize.A5 if PaperSize.A5 in sizes else sizes[0]
