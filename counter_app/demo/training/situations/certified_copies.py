"""Copies are certified at the counter."""

from __future__ import annotations

from counter_app.demo.training.situation import Act, Given, Situation, Trap, Want
from counter_app.domain.certification.events import CERTIFICATION_RECORDED
from counter_app.i18n import mark

PAGES, COPIES = 3, 2


def _as_wished(act: Act, _given: Given, _before: tuple[Act, ...]) -> bool:
    return (act.payload.get("pages"), act.payload.get("copies")) == (PAGES, COPIES)


SITUATION = Situation(
    key="certified-copies",
    title=mark("Chứng thực bản sao"),
    citizen=mark("Tôi cần chứng thực hai bản sao của một hợp đồng ba trang."),
    press=(
        mark("F5: Chứng thực."),
        mark("3 trang: gõ 3, Enter."),
        mark("2 bản: gõ 2, Enter. Số đã vào sổ."),
    ),
    wants=(
        Want(
            event=CERTIFICATION_RECORDED,
            said=mark("Đã vào sổ chứng thực: 3 trang, 2 bản"),
            fits=_as_wished,
        ),
    ),
    traps=(
        Trap(
            event=CERTIFICATION_RECORDED,
            said=mark(
                "Số trang hoặc số bản vừa ghi khác điều công dân cần. Bấm Ctrl+Q hoàn tác, rồi ghi 3 trang, 2 bản."
            ),
        ),
    ),
    learned=mark("Hai con số là đủ: số trang, số bản. Phí tự tính."),
    help="Chứng thực tại quầy",
)
