"""The faults a batch can have: one code and one sentence each; two people on the phone mean the same."""

from __future__ import annotations

from enum import StrEnum

from counter_app.i18n import _, mark


class Code(StrEnum):
    """Reason codes; a released code never changes its meaning (docs/batch-format.md lists them)."""

    NOT_A_FILE = "B01"
    MANIFEST_SIZE = "B02"
    MANIFEST_SYNTAX = "B03"
    MANIFEST_UNSAFE = "B04"
    NOT_A_BATCH = "B05"
    TOO_NEW = "B06"
    MANIFEST_FIELD = "B07"
    INCOMPLETE = "B08"
    PAYLOAD_SIZE = "B09"
    PAYLOAD_HASH = "B10"
    PAYLOAD_ZSTD = "B11"
    PAYLOAD_BOMB = "B12"
    PAYLOAD_LENGTH = "B13"
    LINE_SYNTAX = "B14"
    LINE_FIELD = "B15"
    CHAIN = "B16"
    PAYLOAD_CHANGED = "B17"
    TOTALS = "B18"
    EPOCH = "B19"
    RENAMED = "B20"
    UNREADABLE = "B21"
    FORK = "B22"
    ROLLBACK = "B23"
    IMPOSSIBLE = "B24"
    TOO_MANY_HELD = "B25"
    AHEAD = "B26"
    ASIDE = "B27"
    REJECTED = "B28"
    PACKED = "B29"
    SIGNATURE = "B30"
    SEALED = "B31"
    MENDING = "B32"
    TOO_SLOW = "B33"
    UNSIGNED = "B40"
    UNKNOWN_KEY = "B41"
    REVOKED_KEY = "B42"
    OTHER_JOURNAL = "B43"
    QUARANTINE_FULL = "B45"
    RESIDUE = "B46"
    JOURNAL_CLOSED = "B47"
    OTHER_OFFICE = "B48"
    DROPPED = "B49"


SENTENCES: dict[Code, str] = {
    Code.NOT_A_FILE: mark(
        "{name} không phải tệp thường; bỏ qua, không mở. Báo người phụ trách máy kiểm tra USB."
    ),
    Code.MANIFEST_SIZE: mark("Tệp kê khai {name} lớn bất thường. Đề nghị đơn vị xuất lại gói này."),
    Code.MANIFEST_SYNTAX: mark(
        "Tệp kê khai không đọc được ({detail}). Đề nghị đơn vị xuất lại gói này."
    ),
    Code.MANIFEST_UNSAFE: mark(
        "Tệp kê khai không viết theo dạng chuẩn ({detail}); tệp bị hỏng hoặc bị sửa. Đề nghị đơn vị xuất lại."
    ),
    Code.NOT_A_BATCH: mark("Tệp này không phải gói dữ liệu của Quầy Một Cửa. Chọn lại thư mục."),
    Code.TOO_NEW: mark(
        "Gói dữ liệu do phiên bản mới hơn ghi ra. Cập nhật chương trình rồi nhập lại."
    ),
    Code.MANIFEST_FIELD: mark(
        "Mục “{field}” trong tệp kê khai thiếu hoặc sai. Đề nghị đơn vị xuất lại gói này."
    ),
    Code.INCOMPLETE: mark(
        "Chưa đủ tệp: thiếu {name}. Sao chép lại đủ các tệp của gói dữ liệu, hoặc xuất lại."
    ),
    Code.PAYLOAD_SIZE: mark(
        "Tệp nội dung dài {found} byte, kê khai {said} byte. Sao chép lại từ USB gốc, hoặc xuất lại."
    ),
    Code.PAYLOAD_HASH: mark(
        "Tệp nội dung không khớp mã kiểm tra SHA-256. Sao chép lại từ USB gốc, hoặc xuất lại."
    ),
    Code.PAYLOAD_ZSTD: mark(
        "Tệp nội dung không giải nén được. Sao chép lại từ USB gốc, hoặc xuất lại."
    ),
    Code.PAYLOAD_BOMB: mark(
        "Nội dung giải nén ra lớn bất thường; đã ngừng đọc. Báo người phụ trách máy kiểm tra USB."
    ),
    Code.PAYLOAD_LENGTH: mark(
        "Nội dung giải nén dài {found} byte, kê khai {said} byte. Sao chép lại từ USB gốc, hoặc xuất lại."
    ),
    Code.LINE_SYNTAX: mark(
        "Dòng {line} không đọc được ({detail}). Đề nghị đơn vị xuất lại gói này."
    ),
    Code.LINE_FIELD: mark(
        "Dòng {line}: mục “{field}” thiếu hoặc sai. Đề nghị đơn vị xuất lại gói này."
    ),
    Code.CHAIN: mark(
        "Chuỗi nhật ký đứt ở số {seq}: {detail}. Không nhập; gọi đơn vị kiểm tra dữ liệu."
    ),
    Code.PAYLOAD_CHANGED: mark(
        "Nội dung của lượt ghi số {seq} đã bị thay đổi. Không nhập; gọi đơn vị kiểm tra dữ liệu."
    ),
    Code.TOTALS: mark(
        "Số liệu kê khai “{field}” không khớp nội dung. Đề nghị đơn vị xuất lại gói này."
    ),
    Code.EPOCH: mark(
        "Lượt ghi số {seq} đổi thời kỳ của nhật ký hoặc đổi máy không hợp lệ. Không nhập; gọi đơn vị kiểm tra dữ liệu."
    ),
    Code.RENAMED: mark(
        "Tên tệp không khớp kê khai; tệp đã bị đổi tên hoặc tráo. Lấy lại tệp gốc từ USB."
    ),
    Code.UNREADABLE: mark("Không đọc được {name} từ USB ({detail}). Cắm lại USB rồi nhập lại."),
    Code.FORK: mark(
        "HAI NHẬT KÝ KHÁC NHAU ở lượt ghi số {seq} của cùng một máy; có thể hai máy dùng chung "
        "dữ liệu. Không nhập; gọi đơn vị."
    ),
    Code.ROLLBACK: mark(
        "Đơn vị đã khôi phục bản sao lưu cũ: cấp trên đang giữ lượt ghi {first}–{last} mà máy "
        "gửi không còn. Không nhập; gọi đơn vị."
    ),
    Code.IMPOSSIBLE: mark(
        "Lượt ghi số {seq} không thể xảy ra ({detail}). Không nhập gói này; gọi đơn vị kiểm tra dữ liệu."
    ),
    Code.TOO_MANY_HELD: mark(
        "Đang giữ quá nhiều gói dữ liệu chờ. Nhập các gói còn thiếu trước, rồi nhập lại gói này."
    ),
    Code.AHEAD: mark(
        "Lượt ghi số {seq} ghi ngày {day}, sau hôm nay. Kiểm tra đồng hồ máy này, rồi hỏi đơn vị về đồng hồ bên đó."
    ),
    Code.ASIDE: mark("Đơn vị này đang để riêng: {detail}"),
    Code.REJECTED: mark(
        "Gói dữ liệu thuộc nhánh đã bị loại theo quyết định ngày {day} của {by}. Không nhập; không cần làm gì thêm."
    ),
    Code.PACKED: mark("Tệp nén không nhập thẳng được. Giải nén ra thư mục rồi nhập thư mục đó."),
    Code.SEALED: mark(
        "Gói dữ liệu niêm phong bằng khóa {letters}, ở đây không mở được. Đề nghị đơn vị nhập thẻ khóa của nơi "
        "nhận này rồi xuất lại."
    ),
    Code.SIGNATURE: mark(
        "Chữ ký của gói dữ liệu thiếu hoặc không đúng ({detail}). Không nhập; đề nghị đơn vị xuất lại."
    ),
    Code.UNSIGNED: mark(
        "Gói dữ liệu không có chữ ký. Để cách ly, không tính; hỏi đơn vị rồi cho vào hoặc bỏ."
    ),
    Code.UNKNOWN_KEY: mark(
        "Gói dữ liệu do khóa lạ ký. Để cách ly, không tính; xin thẻ khóa và 16 ký tự của đơn vị rồi ghi nhận."
    ),
    Code.REVOKED_KEY: mark(
        "Khóa {letters} của đơn vị {office} đã thu hồi. Để cách ly, không tính; gọi đơn vị."
    ),
    Code.OTHER_JOURNAL: mark(
        "Khóa {letters} là của đơn vị {office}, không phải của nhật ký này. Để cách ly, không tính; gọi đơn vị."
    ),
    Code.QUARANTINE_FULL: mark(
        "Chỗ cách ly đã đầy. Cho vào hoặc bỏ các gói đang cách ly, rồi nhập lại gói này."
    ),
    Code.RESIDUE: mark(
        "Lượt ghi số {seq} đã xóa nội dung mà chưa có lượt xóa đi kèm. Giữ chờ; xin đơn vị xuất các lượt ghi sau."
    ),
    Code.MENDING: mark(
        "Lượt ghi số {seq} gửi khác lúc ghi mà chưa có lượt sửa cách gửi đi kèm. Giữ chờ; xin đơn vị xuất các lượt "
        "ghi sau."
    ),
    Code.TOO_SLOW: mark(
        "Đọc gói dữ liệu mất hơn {seconds} giây, quá lâu so với kích thước; đã ngừng. Không nhập; gọi đơn vị."
    ),
    Code.JOURNAL_CLOSED: mark(
        "Nhật ký này đã đóng theo quyết định ngày {day} của {by}. Không nhập; đơn vị ghi tiếp bằng nhật ký mới."
    ),
    Code.OTHER_OFFICE: mark(
        "Nhật ký ghi mã đơn vị {found}, khóa ghi nhận cho đơn vị {office}. Không nhập; gọi đơn vị đối chiếu."
    ),
    Code.DROPPED: mark(
        "Gói dữ liệu này đã bỏ theo quyết định ngày {day} của {by}. Cần lại thì cho vào từ danh sách cách ly."
    ),
}


def problem(code: Code, **values: object) -> str:
    """``[B10] Tệp nội dung không khớp …``: the sentence of a code in the language in use."""
    return f"[{code}] " + _(SENTENCES[code]).format(**values)
