"""The words that stay on one line: numbers with their units, telephone numbers, codes, compound words of titles.

Nghị định 30/2020/NĐ-CP leaves the breaking of lines to whoever sets them; a telephone number in two halves is dialled
wrong, and a title broken inside a word says something else.
"""

from __future__ import annotations

from functools import lru_cache

from counter_app.values import pattern

_EDGES = "(),;:.“”"
_NUMBER = pattern(r"[+]?\d[\d.,/x×-]*")
_GROUP = pattern(r"[(+]?\d[\d.-]*[)]?")
_CAPITALS = pattern(r"[A-ZĐ]{1,4}")
_DIGITS = pattern(r"\d{4,}")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_COUNTED = _listed(
    "% đ đ/trang đồng bản bộ trang giờ phút ngày tháng năm người hồ lần tuổi triệu tỷ nghìn kg km m m² m2 mm"
)
"""The words that stand after a number and belong to it."""
_BEFORE = _listed(
    "ngày tháng năm số điều khoản mẫu quyển trang lần thứ tờ thửa tổ ấp giờ đt tel thoại"
)
"""The words that stand before a number and belong to it."""
_WEEKDAYS = _listed("hai ba tư năm sáu bảy")
_DASHES = frozenset("–-→×=/")
_PLACES = frozenset(("xã", "phường", "đặc khu", "thị trấn", "tỉnh", "thành phố"))
"""A place's name is not divided: it goes to the next line whole, with its kind."""
_PAIRS = _listed(
    "gia_hạn thời_gian giải_quyết xin_lỗi đề_nghị kết_quả hồ_sơ tiếp_nhận hẹn_trả bổ_sung hoàn_thiện yêu_cầu "
    "kiểm_soát quá_trình theo_dõi bàn_giao biên_bản giao_nhận thủ_tục hành_chính công_khai niêm_yết danh_mục "
    "phục_vụ trung_tâm ủy_ban nhân_dân bộ_phận chứng_thực bản_sao bản_chính từ_chối thông_báo hướng_dẫn "
    "văn_bản biên_nhận phiếu_chi phiếu_thu phiếu_báo hoàn_trả nội_bộ lệ_phí chủ_tịch giám_đốc thủ_trưởng "
    "cơ_quan đơn_vị tình_hình báo_cáo thống_kê công_chức đăng_ký quyết_định giấy_tờ thời_hạn phương_thức chủ_trì "
    "phối_hợp tổ_chức cá_nhân điện_tử chuyển_đổi văn_phòng hội_đồng công_an kinh_tế xã_hội dân_cư căn_cước "
    "thứ_tự làm_việc hộ_tịch chốt_sổ số_liệu phụ_trách thụ_lý nghĩa_vụ tài_chính cách_thức thực_hiện pháp_lý"
)
"""Compound words of the titles that papers bear."""


def _core(word: str) -> str:
    return word.strip(_EDGES)


def _joined(left: str, right: str) -> bool:
    """True if a line must not end between two words."""
    before, after = _core(left), _core(right)
    if right in _DASHES or right.endswith("./."):
        return True
    closed = left[-1] in ",;:"
    if _NUMBER.fullmatch(before) and not closed:
        if after.casefold() in _COUNTED:
            return True
        if _GROUP.fullmatch(left) and _GROUP.fullmatch(right.rstrip(_EDGES) or right):
            return True
    if after[:1].isdigit() and not closed and before.casefold() in _BEFORE:
        return True
    if _CAPITALS.fullmatch(left) and _DIGITS.match(right):
        return True
    return left.casefold() == "thứ" and after.casefold() in _WEEKDAYS


def _paired(left: str, right: str) -> bool:
    return left[-1] not in ",;:" and f"{_core(left)}_{_core(right)}".casefold() in _PAIRS


@lru_cache(maxsize=4096)
def bound_words(text: str, *, title: bool = False) -> tuple[str, ...]:
    """The parts of one line of text between which it may be broken; ``title`` also keeps compound words and places."""
    words = text.split(" ")
    kept = [words[0]]
    place = title and _begins_place(words, 0)
    for at in range(1, len(words)):
        left, right = words[at - 1], words[at]
        begins = title and _begins_place(words, at)
        held = (place and not begins and left[-1:] not in (",", "–")) or (
            left != ""
            and right != ""
            and (_joined(left, right) or (title and _paired(left, right)))
        )
        if begins:
            place = True
        elif not held:
            place = False
        if held:
            kept[-1] = f"{kept[-1]} {right}"
        else:
            kept.append(right)
    return tuple(kept)


def parted_place(text: str) -> tuple[str, str]:
    """``("ỦY BAN NHÂN DÂN", "XÃ NÔNG SƠN")``: what stands before a place's name, and the place; it may be empty."""
    words = text.split(" ")
    start = next((at for at in range(len(words)) if _begins_place(words, at)), len(words))
    return " ".join(words[:start]), " ".join(words[start:])


def _begins_place(words: list[str], at: int) -> bool:
    """True if a place's kind stands here, with its name after it."""
    one = words[at].casefold()
    two = " ".join(words[at : at + 2]).casefold()
    length = 2 if two in _PLACES else 1 if one in _PLACES else 0
    follows = words[at + length : at + length + 1]
    return bool(length and follows and follows[0][:1].isupper())
