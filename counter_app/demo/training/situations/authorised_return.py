"""A result goes to somebody with the applicant's authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.demo.training.invented import COPY_OF_RECORD, finished, person
from counter_app.demo.training.situation import Act, Given, Scan, Situation, Trap, Want
from counter_app.domain.dossier.events import DOSSIER_RETURNED
from counter_app.i18n import mark

if TYPE_CHECKING:
    from counter_app.office import Office


def _prepare(office: Office) -> Given:
    who = person("Đỗ Thị Bận", "001190000033")
    dossier = finished(office, who, COPY_OF_RECORD, "15/TLKS-BS")
    return {
        "name": who.name,
        "code": dossier.code,
        "id": str(dossier.id),
        "digits": dossier.barcode,
    }


def _it(act: Act, given: Given) -> bool:
    return str(act.payload.get("dossier")) == given["id"]


def _authorised(act: Act, given: Given, _before: tuple[Act, ...]) -> bool:
    return _it(act, given) and bool(act.payload.get("collector", {}).get("authorised"))


def _to_applicant(act: Act, given: Given, _before: tuple[Act, ...]) -> bool:
    return _it(act, given)


SITUATION = Situation(
    key="authorised-return",
    title=mark("Trả kết quả cho người được ủy quyền"),
    citizen=mark(
        "Tôi là Vũ Văn Hộ, căn cước 001085000041, nhận thay chị {name}. Đây là giấy hẹn và giấy ủy quyền số 07/2026."
    ),
    press=(
        mark("Quét giấy hẹn (chưa có máy quét: Ctrl+F1)."),
        mark("Alt+Y: người được ủy quyền nhận; ghi họ tên, số căn cước, giấy ủy quyền."),
        mark("Ctrl+Enter: trả và in phiếu."),
    ),
    wants=(
        Want(
            event=DOSSIER_RETURNED,
            said=mark("Đã trả hồ sơ {code} cho người được ủy quyền"),
            fits=_authorised,
        ),
    ),
    traps=(
        Trap(
            event=DOSSIER_RETURNED,
            said=mark(
                "Sổ vừa ghi chính {name} nhận, trong khi người đến là người được ủy quyền. Ctrl+Q hoàn tác, rồi Alt+Y."
            ),
            fits=_to_applicant,
        ),
        Trap(
            event=DOSSIER_RETURNED,
            said=mark("Vừa trả hồ sơ của người khác. Bấm Ctrl+Q hoàn tác, rồi quét lại giấy hẹn."),
        ),
    ),
    prepare=_prepare,
    scan=Scan.RECEIPT,
    learned=mark("Người nhận thay phải có giấy ủy quyền; tên người thật sự nhận nằm trong sổ."),
    help="7. Trả kết quả",
)
