"""Notes of review never get onto a paper for everybody; facts do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.wording.catalogue.public import public_note

FACTS = (
    "Miễn khi đăng ký đúng hạn",
    "quá hạn thu theo nghị quyết của HĐND cấp tỉnh",
    "2.000 đ/trang",
    "tối đa 200.000 đ/bản (tính theo trang của bản chính)",
)
REMARKS = (
    "cần đối chiếu công bố của tỉnh",
    "Rà soát trước 01/3/2027 (Luật Hộ tịch 03/2026/QH16 có hiệu lực)",
    "thời hạn theo nguồn thứ cấp",
    "nhiều nơi 15.000 đ",
    "Có tỉnh rút ngắn còn 23 ngày làm việc",
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Mức thu do HĐND cấp tỉnh quy định (nhiều nơi 15.000 đ)",
            "Mức thu do HĐND cấp tỉnh quy định",
        ),
        ("Theo Thông tư 281/2016/TT-BTC, cần đối chiếu", "Theo Thông tư 281/2016/TT-BTC"),
        ("cần đối chiếu", ""),
        ("", ""),
        ("; ".join(FACTS), "; ".join(FACTS)),
    ],
)
def test_facts_stay_and_remarks_go(text: str, said: str) -> None:
    assert public_note(text) == said


@given(st.lists(st.tuples(st.sampled_from(FACTS + REMARKS)), max_size=6))
def test_whatever_the_order_only_facts_are_left(parts: list[tuple[str]]) -> None:
    texts = [part for (part,) in parts]
    kept = [text for text in texts if text in FACTS]
    assert public_note("; ".join(texts)) == "; ".join(kept)
