"""Whether somebody named a paper that was seen, or only said that there is one."""

from __future__ import annotations

from counter_app.domain.text import fold

SAYS_NOTHING = frozenset(fold("có đã rồi đủ đầy ok x không chưa hết quen mặt miệng thiếu").split())
_BARE = SAYS_NOTHING | frozenset(
    fold(
        "giấy tờ hợp đồng văn bản ủy quyền guq viết tay gốc chính sao lời nói điện thoại người nhà thân"
        " vợ chồng cha mẹ bố con trai gái anh chị em cháu ruột hàng xóm nhờ hộ giùm thay của là ông bà"
        " lấy nhận giúp dùm kết quả hồ sơ cho tôi mình bạn đi về được biết báo trước gọi nhắn tin xin cầm đưa"
        " dì chú bác cô cậu mợ thím ngoại nội đang bận ốm"
    ).split()
)
"""Words that say only that there is a paper of authority, not which, that there is none, or who asked the favour."""
_DENIES = ("khong", "chua", "thieu")


def names_authority(text: str) -> bool:
    """Whether a text names a paper of authority by more than its kind."""
    return names_a_paper(text, _BARE)


def names_a_paper(text: str, empty: frozenset[str]) -> bool:
    """Whether a text says more than ``empty`` words: "15/UQ", "thẻ căn cước"; never "không có", "đã xem"."""
    words = fold(text).split()
    if words[:1] and words[0] in _DENIES and not any(char.isdigit() for char in text):
        return False
    return bool(set(words) - empty)
