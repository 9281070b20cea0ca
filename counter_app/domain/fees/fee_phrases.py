"""The phrases that announcements use around fees."""

from __future__ import annotations

from counter_app.domain.number_words import NUMBER_WORDS
from counter_app.domain.phrases import Grammar

_WORD = "|".join(NUMBER_WORDS)
_SPELLED = rf"(?:{_WORD})(?: (?:{_WORD}))*"
_DIGITS = r"\d{1,3}(?: \d{3})+(?! \d{3})|\d+(?:[.,]\d+)*"
_TIMES = r"nghìn|ngàn|k|triệu|tr|tỷ|tỉ"
_CURRENCY = r"đồng|đ|vnđ|vnd|việt nam đồng"
_NOT_A_UNIT = r"trực|miễn|giảm|không|riêng|nếu|khi|thu|nộp|tối|từ|nhưng|và|hoặc|phí|lệ|theo|online|qua|trở|đối|được|áp"
_UNIT_WORD = rf"(?!(?:{_NOT_A_UNIT})(?: |$))[^\W\d_]+"
_PER = r"(?:/|mỗi|một|cho (?:mỗi|một|01|1)|trên (?:mỗi|một|01|1)|1|01)(?: (?:một|01|1))?"
_PAIR_OF_DEEDS = r"hợp đồng , giao dịch|giao dịch , hợp đồng"
"""Thông tư 226/2016/TT-BTC Điều 4 counts both as one."""
_UNIT = rf"(?: {_PER} (?P<unit>{_PAIR_OF_DEEDS}|{_UNIT_WORD}(?: {_UNIT_WORD}){{0,5}}))?"

_AMOUNT = (
    rf"(?:(?:(?:vnđ|vnd) )?(?P<digits>{_DIGITS})(?: (?P<times>{_TIMES}))?"
    rf"(?: (?P<more>\d{{1,3}}) (?P<more_times>nghìn|ngàn|k))?"
    rf"(?P<half> rưỡi)?(?: (?P<currency>{_CURRENCY}))?"
    rf"|(?P<spelled>{_SPELLED})(?P<half2> rưỡi)? (?:{_CURRENCY}))(?: chẵn)?{_UNIT}"
)
_PAIR = rf"(?P<direct>{_DIGITS})(?: (?:{_CURRENCY}))? / (?P<online>{_DIGITS})(?: (?:{_CURRENCY}))?"

_FEE = r"(?:phí , lệ phí|phí / lệ phí|phí và lệ phí|phí lệ phí|lệ phí|phí)"
_NAMED = (
    r"hộ tịch|chứng thực|đăng ký|cư trú|kinh doanh|hộ kinh doanh|cấp|bản sao|trích lục|thẩm định|hồ sơ|giấy phép"
    r"|xây dựng|giấy chứng nhận|chữ ký|giao dịch|hợp đồng|nuôi con nuôi|khai sinh|kết hôn|thường trú|tạm trú"
    r"|di chúc|giấy tờ|xác nhận|địa chính|thành lập"
)
_FEE_NAME = rf"{_FEE}(?: (?:{_NAMED}))*"
_FREE = (
    rf"(?:được )?(?:không (?:thu|tính|có|mất|phải nộp|nộp)|không|miễn thu|miễn|khỏi nộp)(?: (?:tiền|{_FEE_NAME}))?"
    r"|none"
)
_BEFORE_CHANNEL = (
    r"(?:nếu |khi |đối với |trường hợp |với )?(?:hồ sơ |hình thức |người dân )?"
    r"(?:nộp |thực hiện |đăng ký |gửi |thu |tiếp nhận )?(?:hồ sơ |theo |qua )?(?:hình thức |bằng hình thức )?"
)
_ONLINE = (
    rf"{_BEFORE_CHANNEL}(?:trực tuyến|online|qua mạng|(?:qua )?(?:cổng )?dịch vụ công(?: trực tuyến)?(?: quốc gia)?"
    r"|dvctt|dvc|(?:qua )?môi trường (?:mạng|điện tử))(?: toàn trình| một phần)?"
)
_POST = r"(?:qua )?(?:dịch vụ )?bưu (?:chính|điện)(?: công ích)?"
_DIRECT = (
    rf"{_BEFORE_CHANNEL}(?:trực tiếp|tại (?:bộ phận )?(?:một cửa|quầy|trụ sở))"
    rf"(?:(?: ,| và| hoặc| /)? {_POST})?"
)

_KIND_OF_LAW = r"nghị quyết|nq|nghị định|nđ|thông tư|tt|quyết định|qđ|luật"
_NUMBER_OF_LAW = r"(?:số )?\d+(?: / \d{4})?(?: / [a-zđ\d]+(?: - [a-zđ\d]+)*)?"
_LAW_WORD = (
    rf"(?:{_KIND_OF_LAW})(?: {_NUMBER_OF_LAW})?|ngày \d{{1,2}} (?:/|tháng) \d{{1,2}} (?:/|năm) \d{{4}}"
    r"|(?:khoản|điều|điểm|phụ lục) (?:\d+|[a-zđ])|quy định|mức(?: thu)?|biểu(?: mức)?(?: thu| phí)?|của|và|tại|từng"
    r"|hđnd|hội đồng nhân dân|ubnd|ủy ban nhân dân|bộ tài chính|bộ tư pháp|chính phủ|tỉnh(?: [^\W\d_]+){0,2}|cấp tỉnh"
    r"|thành phố(?: [^\W\d_]+){0,3}|hiện hành|pháp luật|nhà nước|địa phương|phí|lệ phí|hiện nay|trung ương|ban hành"
)
_BY_LAW = rf"(?:thu |thực hiện |áp dụng )?(?:theo|căn cứ|tại)(?: (?:{_LAW_WORD}))+"

FEE_GRAMMAR = Grammar(
    {
        "pair": _PAIR,
        "amount": _AMOUNT,
        "free": _FREE,
        "online": _ONLINE,
        "direct": _DIRECT,
        "by_law": _BY_LAW,
        "pages": r"(?:thu )?(?:phí )?theo (?:số )?trang|chứng thực bản sao|certified copy",
        "next_pages": r"(?:kể )?từ trang thứ (?:3|ba)(?: trở (?:lên|đi))?",
        "ceiling": (
            r"(?:nhưng )?(?:mức thu )?(?:tối đa|không quá)(?: thu)?(?: không quá)?|(?:nhưng )?thu tối đa"
        ),
        "filler": rf"{_FEE_NAME}|(?:mức|số tiền)(?: thu| phí| lệ phí)?|(?:phải )?(?:nộp|thu|thì thu|mỗi)|là|thì|và",
        "percent": rf"(?:{_DIGITS}|{_SPELLED}) ?(?:%|phần trăm)",
        "less": r"(?:được )?(?:giảm|miễn giảm|miễn , giảm)(?: trừ)?(?: (?:phí|lệ phí|mức thu))?",
        "no_word": r"chưa (?:rõ|có|quy định)|không (?:rõ|quy định)|unknown",
    }
)
"""Every kind of phrase; a word of no kind makes the clause it stands in unclear."""
