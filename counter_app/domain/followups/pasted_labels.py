"""The official system's labels for the facts of a dossier, in small letters without accents.

Different provinces' pages name the same fact differently. A label not named here is not understood, and is kept as
words: ``ngày nộp`` is no ``ngày nhận``, ``ngày nhận kết quả`` is neither.
"""

from __future__ import annotations

from types import MappingProxyType

from counter_app.i18n import mark

CODE, MOMENTS = "official_code", frozenset({"received", "promised"})
FACTS = MappingProxyType(
    {
        CODE: mark("Mã hồ sơ"),
        "applicant": mark("Người nộp"),
        "owner": mark("Chủ hồ sơ"),
        "phone": mark("Số điện thoại"),
        "procedure": mark("Thủ tục"),
        "received": mark("Ngày nhận"),
        "promised": mark("Ngày hẹn trả"),
        "state": mark("Trạng thái"),
        "holder": mark("Nơi đang giải quyết"),
    }
)
"""Fact → how it is shown, in the order of its showing."""
NAMES = frozenset({"applicant", "owner", "phone"})
"""Facts in which no colon stands."""
_CALLED = {
    CODE: "ma so ho so, ma ho so, so ho so, ma hs, ma so bien nhan, ma bien nhan, so bien nhan",
    "applicant": (
        "nguoi nop, nguoi nop ho so, ten nguoi nop, ten nguoi nop ho so, ho ten nguoi nop, ho va ten nguoi nop, "
        "ho ten nguoi nop ho so, ho va ten nguoi nop ho so, nguoi nop don, to chuc ca nhan nop ho so, "
        "to chuc/ca nhan nop ho so, ca nhan/to chuc nop ho so"
    ),
    "owner": "chu ho so, ten chu ho so, ho ten chu ho so, ho va ten chu ho so",
    "phone": "so dien thoai, dien thoai, sdt, so dt, dien thoai nguoi nop, so dien thoai nguoi nop",
    "procedure": (
        "thu tuc, ten thu tuc, thu tuc hanh chinh, ten thu tuc hanh chinh, tthc, ten tthc, ve thu tuc"
    ),
    "received": (
        "ngay nhan, ngay tiep nhan, ngay nhan ho so, ngay tiep nhan ho so, thoi gian nhan, thoi gian tiep nhan, "
        "thoi gian nhan ho so, thoi gian tiep nhan ho so, thoi diem tiep nhan, tiep nhan luc, ngay gio tiep nhan"
    ),
    "promised": (
        "ngay hen tra, ngay hen tra ket qua, ngay hen tra kq, hen tra, hen tra ket qua, hen tra ket qua vao, "
        "thoi gian hen tra, thoi gian hen tra ket qua, ngay gio hen tra, thoi diem hen tra"
    ),
    "state": (
        "trang thai, trang thai ho so, trang thai xu ly, tinh trang, tinh trang ho so, tinh trang xu ly, "
        "tinh trang giai quyet, trang thai giai quyet"
    ),
    "holder": (
        "don vi dang xu ly, can bo dang xu ly, nguoi dang xu ly, don vi xu ly, can bo xu ly, nguoi xu ly, "
        "phong ban dang xu ly, phong ban xu ly, chuyen vien xu ly, dang xu ly tai, don vi thu ly, can bo thu ly, "
        "nguoi thu ly, co quan giai quyet, don vi giai quyet, co quan xu ly, don vi dang giu ho so, nguoi dang giu, "
        "nguoi giai quyet, noi dang giai quyet, cong chuc giai quyet"
    ),
}
LABELS = MappingProxyType(
    {label.strip(): fact for fact, labels in _CALLED.items() for label in labels.split(",")}
)
"""Label → the fact it names."""
