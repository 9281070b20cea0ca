"""The nine indicators by name, and why some of them cannot be counted at a counter."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from counter_app.i18n import mark

NAMES: Mapping[int, str] = MappingProxyType(
    {
        1: mark("Tổng thời gian giải quyết so với thời hạn quy định"),
        2: mark("Thời gian thực hiện của từng cơ quan tham gia"),
        3: mark("Số lần phải liên hệ với nơi tiếp nhận để hoàn thiện hồ sơ"),
        4: mark("Số cơ quan phải liên hệ để hoàn thiện hồ sơ"),
        5: mark("Tiếp nhận, giải quyết, trả kết quả tại Bộ phận Một cửa"),
        6: mark("Công khai thủ tục hành chính"),
        7: mark("Thái độ của công chức, viên chức"),
        8: mark("Tiếp thu, giải trình phản ánh, kiến nghị"),
        9: mark("Dịch vụ công trực tuyến"),
    }
)
"""Indicator → name, shown through ``_``."""

UNKNOWN: Mapping[int, str] = MappingProxyType(
    {
        5: mark(
            "Không tính được: chương trình chỉ có hồ sơ tiếp nhận qua quầy, không có hồ sơ tiếp nhận ngoài quầy. Chấm "
            "tay: 2 điểm khi mọi thủ tục trong danh mục được tiếp nhận, thẩm định, phê duyệt tại đây; 1 điểm khi được "
            "tiếp nhận và trả tại đây; còn lại 0 điểm."
        ),
        7: mark(
            "Không tính được: chưa có sổ phản ánh trong chương trình. Chấm tay theo sổ phản ánh, kiến nghị: trước hạn "
            "và không có phản ánh 2 điểm; đúng hạn và không có phản ánh 1 điểm; có phản ánh đúng 0 điểm."
        ),
        8: mark(
            "Không tính được: chưa có sổ phản ánh trong chương trình. Chấm tay: không có phản ánh hoặc 100% giải "
            "quyết đúng hạn 2 điểm; từ 90% trở lên 1 điểm; dưới 90% hoặc kéo dài 0 điểm."
        ),
    }
)
"""Indicator → why it is not counted and how to fill it in by hand, shown through ``_``."""
