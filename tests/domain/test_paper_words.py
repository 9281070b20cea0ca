"""Papers and inner steps as a cell says them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue.paper_words import read_days, read_papers, read_steps
from counter_app.domain.catalogue.procedure import PaperItem, PaperKind, ProcessStep
from counter_app.errors import RuleError
from counter_app.wording.catalogue.listing import papers_words, steps_words

SHOW, COPY, CERTIFIED = PaperKind.SHOW, PaperKind.COPY, PaperKind.CERTIFIED


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("Tờ khai; Giấy chứng sinh", [PaperItem(name="Tờ khai"), PaperItem(name="Giấy chứng sinh")]),
        ("- Tờ khai;\n- Giấy chứng sinh.", [PaperItem(name="Tờ khai"), PaperItem(name="Giấy chứng sinh.")]),
        ("1. Tờ khai (02 bản chính)\n2) Ảnh", [PaperItem(name="Tờ khai", quantity=2), PaperItem(name="Ảnh")]),
        ("Hộ chiếu (xuất trình)", [PaperItem(name="Hộ chiếu", kind=SHOW)]),
        ("Đơn (bản chính, 3 bản, nếu có)", [PaperItem(name="Đơn", quantity=3, required=False)]),
        ("Bản sao Giấy khai sinh", [PaperItem(name="Bản sao Giấy khai sinh", kind=COPY)]),
        (
            "Bản sao có chứng thực văn bằng (nếu có)",
            [PaperItem(name="Bản sao có chứng thực văn bằng", kind=CERTIFIED, required=False)],
        ),
        (
            "a) Giấy tờ phải nộp:\n- Tờ khai\nb) Giấy tờ phải xuất trình:\n- Hộ chiếu",
            [PaperItem(name="Tờ khai"), PaperItem(name="Hộ chiếu", kind=SHOW)],
        ),
        (
            "Giấy tờ tùy thân (thẻ căn cước; hộ chiếu); Tờ khai",
            [PaperItem(name="Giấy tờ tùy thân (thẻ căn cước; hộ chiếu)"), PaperItem(name="Tờ khai")],
        ),
        ("Không quy định", []),
        ("Không yêu cầu", []),
        (
            "Tờ khai: 01 bản chính; Thẻ căn cước: 02 bản sao chứng thực",
            [PaperItem(name="Tờ khai"), PaperItem(name="Thẻ căn cước", kind=CERTIFIED, quantity=2)],
        ),
        (
            "Hồ sơ gồm: 01 Tờ khai, 02 ảnh 3x4, 01 bản sao Giấy khai sinh",
            [
                PaperItem(name="Tờ khai"), PaperItem(name="Ảnh 3x4", quantity=2),
                PaperItem(name="Bản sao Giấy khai sinh", kind=COPY),
            ],
        ),
        ("2 bản chính Đơn đề nghị", [PaperItem(name="Đơn đề nghị", quantity=2)]),
        (
            "Tờ khai (01 bản chính, 01 bản sao)",
            [PaperItem(name="Tờ khai (01 bản chính, 01 bản sao)")],
        ),
        (
            "1. Tờ khai 2. Giấy chứng sinh, 3) Ảnh 3x4 (02 chiếc)",
            [
                PaperItem(name="Tờ khai"), PaperItem(name="Giấy chứng sinh"),
                PaperItem(name="Ảnh 3x4", quantity=2),
            ],
        ),
        (
            "Giấy ủy quyền (trường hợp ủy quyền) (01 bản chính); Nếu vắng mặt: đơn; * Số lượng hồ sơ: 01 bộ",
            [
                PaperItem(name="Giấy ủy quyền (trường hợp ủy quyền)", required=False),
                PaperItem(name="Nếu vắng mặt: đơn", required=False),
            ],
        ),
        (
            "Giấy kết hôn (bản sao có chứng thực, không quá 6 tháng)",
            [PaperItem(name="Giấy kết hôn (bản sao có chứng thực, không quá 6 tháng)", kind=CERTIFIED)],
        ),
        (
            "Hai (02) bản sao Giấy khai sinh; ba bản chính Đơn",
            [PaperItem(name="Bản sao Giấy khai sinh", kind=COPY, quantity=2), PaperItem(name="Đơn", quantity=3)],
        ),
        (
            "Tờ khai (nếu là tổ chức thì đóng dấu)\nVăn bản ủy quyền trong trường hợp ủy quyền\nLưu ý: viết rõ",
            [
                PaperItem(name="Tờ khai (nếu là tổ chức thì đóng dấu)"),
                PaperItem(name="Văn bản ủy quyền trong trường hợp ủy quyền", required=False),
            ],
        ),
        (
            "Tờ khai - Bản chính: 1 - Bản sao: 0\nHộ chiếu\nBản chính: 0\nBản sao: 2",
            [PaperItem(name="Tờ khai"), PaperItem(name="Hộ chiếu", kind=COPY, quantity=2)],
        ),
        (
            "Hợp đồng (bản sao kèm bản chính để đối chiếu); Bằng (bản sao hoặc bản chính)",
            [
                PaperItem(name="Hợp đồng (bản sao kèm bản chính để đối chiếu)", kind=COPY),
                PaperItem(name="Bằng (bản sao hoặc bản chính)"),
            ],
        ),
        ("Đơn (nếu sửa) (bản chính, 1 bản)", [PaperItem(name="Đơn (nếu sửa)")]),
        (
            "01 bản chính + 01 bản sao Giấy kết hôn",
            [PaperItem(name="01 bản chính + 01 bản sao Giấy kết hôn")],
        ),
        ("15 ngày trước khi cưới: tờ khai", [PaperItem(name="15 ngày trước khi cưới: tờ khai")]),
        ("", []),
    ],
)  # fmt: skip
def test_papers(text: str, papers: list[PaperItem]) -> None:
    assert list(read_papers(text)) == papers


NAMES = st.text("TờkhaiĐơn xnêu()", min_size=3, max_size=20).map(
    lambda text: "Giấy " + " ".join(text.split())
)
PAPERS = st.builds(
    PaperItem,
    name=NAMES,
    kind=st.sampled_from(PaperKind),
    quantity=st.integers(1, 99),
    required=st.booleans(),
)


@given(st.lists(PAPERS, min_size=2, max_size=6))
def test_the_papers_we_write_we_read(papers: list[PaperItem]) -> None:
    assert list(read_papers(papers_words(papers))) == papers


def test_inner_steps_have_content_who_and_days() -> None:
    text = "Tiếp nhận hồ sơ | Công chức một cửa | 0,25 ngày\nThẩm định | Chuyên môn | 4 giờ\nTrả kết quả | | không tính"
    steps = read_steps(text)
    assert [step.days for step in steps] == [0.25, 0.5, 0.0]
    assert steps[0].responsible == "Công chức một cửa"
    assert steps[2] == ProcessStep(content="Trả kết quả")
    assert read_steps(steps_words(steps)) == steps


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30 phút", 0.0625),
        ("1 giờ 30 phút", 0.1875),
        ("1/2 ngày", 0.5),
        ("½ ngày làm việc", 0.5),
        ("nửa ngày", 0.5),
        ("01 buổi", 0.5),
        ("0,5 ngày (04 giờ)", 0.5),
        ("không quá 3 ngày", 3.0),
        ("Không tính thời gian", 0.0),
    ],
)
def test_a_step_s_time_in_words(text: str, days: float) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize(
    "text",
    ["lâu", "1 tháng", "1 tuần", "5-7 ngày", "1 ngày rưỡi", "2 ngày (3 ngày)", "1 ngày 30 phút"],
)
def test_a_step_in_no_known_time_is_refused(text: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_days(text)
    assert refused.value.field == "steps"
