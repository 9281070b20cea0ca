"""The phrases that announcements use around time limits."""

from __future__ import annotations

from counter_app.domain.number_words import NUMBER_WORDS
from counter_app.domain.phrases import Grammar


def _named(name: str) -> str:
    return rf"(?P<{name}>\d+(?:[.,]\d+)?(?: \d+ / \d+)?|\d+ / \d+|(?:một )?nửa)"


def _spelled(name: str) -> str:
    word = "|".join(NUMBER_WORDS)
    return rf"(?P<{name}>(?:{word})(?: (?:{word}))*)"


_DIGITS, _WORDS = r"\d+(?:[.,]\d+)?", "(?:{0})(?: (?:{0}))*".format("|".join(NUMBER_WORDS))
_NUMBER = (
    rf"(?:{_named('n')}|{_spelled('w')})(?: \( (?:số )?(?:{_named('n2')}|{_spelled('w2')}) \))?"
)
_WORK_WORDS = r"làm việc|l [/.] v(?: \.)?|lv|lviệc|l [/.] việc|l việc|hành chính|công tác|công"
_UNIT = (
    r"(?P<unit>ngày|nlv|wd|tuần|giờ|tiếng|h|phút|tháng|d)(?: đồng hồ)?"
    r"(?P<half> rưỡi)?(?: (?:\( |, (?=tính ))?(?:của )?(?:tính (?:theo|bằng|là) )?(?:ngày )?"
    rf"(?P<work>{_WORK_WORDS})(?: \))?)?(?P<half2> rưỡi)?"
)
_EITHER = rf"(?:{_DIGITS}|{_WORDS})"

# --- which days count -----------------------------------------------------------------------

_DAY_OFF = (
    r"(?:các |những )?(?:ngày )?(?:nghỉ(?: (?:hằng|hàng) tuần| cuối tuần| lễ| tết| theo quy định)?"
    r"|lễ|tết|thứ (?:bảy|bẩy|7)|thứ 7|t7|t 7|chủ nhật|cn|cuối tuần)"
)
_DAYS_OFF = (
    r"(?:không (?:kể|tính|bao gồm|gồm)|trừ|ngoại trừ|loại trừ|chưa kể)(?: cả)? "
    rf"{_DAY_OFF}(?:(?: ,)?(?: và| hoặc| -| /| &)? {_DAY_OFF})*"
)
_EVERY_DAY = (
    rf"(?:kể cả|tính cả|bao gồm cả|bao gồm|gồm cả) {_DAY_OFF}(?:(?: ,)?(?: và| -| /)? {_DAY_OFF})*"
    r"|dương lịch|theo lịch|tự nhiên"
)

# --- at once, and the next day --------------------------------------------------------------

_ACT = r"(?:giải quyết|trả kết quả|trả|cấp|xử lý|thực hiện|làm|chứng thực|hoàn thành)"
_DOSSIER = r"(?:đủ |đầy đủ )?(?:hồ sơ|giấy tờ|yêu cầu)"
_RECEIVED = (
    r"(?:tiếp nhận|nhận được|nhận|có|nộp)(?: được)?(?: đủ| đầy đủ| hồ sơ| giấy tờ| yêu cầu|(?: ,)? hợp lệ"
    r"|(?: ,)? đầy đủ| theo quy định| và| đúng| thành phần)*"
)
_SAME_DAY = (
    r"(?:trong|cùng) (?:cùng )?ngày(?: làm việc)?(?: tiếp nhận| nhận| nộp)?(?: đủ)?(?: hồ sơ)?(?: hợp lệ)?"
    r"(?! (?:tiếp|kế|liền|sau|hôm|thứ|nghỉ|mai|lễ|\d|khác|đầu))"
)
_AT_ONCE = (
    rf"(?:được )?(?:{_ACT} )?(?:hồ sơ )?ngay (?:tại chỗ )?{_SAME_DAY}|(?:{_ACT} )?{_SAME_DAY}"
    rf"|(?:được )?{_ACT}(?: kết quả| hồ sơ)? ngay(?: lập tức| tại chỗ)?(?! (?:lam|mai|hôm|thứ|\d))"
    rf"|(?:{_ACT} )?ngay (?:sau )?khi {_RECEIVED}|ngay lập tức|ngay(?=$)|same -? ?day"
)
_SUBJECT = (
    r"(?:cơ quan(?: có thẩm quyền| đăng ký| giải quyết)?|(?:ubnd|ủy ban nhân dân)(?: cấp)? xã|ubnd"
    r"|bộ phận (?:một cửa|tiếp nhận và trả kết quả)|trung tâm phục vụ hành chính công(?: cấp)?(?: xã)?"
    r"|cơ quan , (?:tổ chức|đơn vị)|công an(?: cấp)? xã)"
)
_NEXT_DAY = (
    rf"(?:{_ACT} )?(?:trong |vào |sang |từ |là |đến )?(?:ngày làm việc|ngày)"
    r" (?:tiếp theo|kế tiếp|liền kề|liền sau|tiếp sau|sau)"
    rf"(?: liền kề| đó)?(?! khi)|(?:{_ACT} )?(?:trong |vào |sang )?(?:ngày )?hôm sau"
)

# --- after three o'clock --------------------------------------------------------------------

_CLOCK = (
    r"(?P<hour>\d{1,2}) ?(?:giờ|h|g|:)(?: ?(?P<minute>\d{2})(?: phút)?)?(?P<part> chiều)?"
    r"(?! (?:làm việc|hành chính|(?:kể|tính) từ (?:khi|lúc|thời điểm|ngày (?:tiếp )?nhận)))"
)
_CUTOFF = rf"(?P<side>sau|quá|trước)(?: lúc)?(?: thời điểm)? {_CLOCK}"
_CUTOFF_WORD = (
    r"nếu|trường hợp|đối với|mà|thì|hoặc|việc|được|lúc|cùng ngày"
    r"|(?:hồ sơ )?(?:được )?(?:tiếp nhận|nhận được|nhận|nộp)(?: hồ sơ| yêu cầu)?|hồ sơ|yêu cầu"
    r"|(?:mà )?(?:không|chưa)(?: thể)? (?:giải quyết|trả)(?: kết quả)?(?: được)? ngay(?: được)?"
    rf"|{_ACT}(?: kết quả)?|kết quả|chuyển|hẹn(?: trả)?|tính(?: thời hạn)?|trong|sang|vào|từ|là|bắt đầu"
)

# --- what says nothing of its own ------------------------------------------------------------

_HEAD = (
    r"(?:tổng )?(?:thời (?:hạn|gian)|hạn)(?: (?:giải quyết|thực hiện|trả kết quả|xử lý))?"
    r"(?: (?:thủ tục hành chính|thủ tục|hồ sơ|tthc))?(?: là)?"
)
_AT_MOST = (
    r"(?:không|chưa) (?:quá|vượt quá)|tối đa(?: không quá)?|(?:chậm|muộn|nhiều) nhất(?: là)?"
    r"|trong (?:thời (?:hạn|gian)|vòng)|trong"
)
_SINCE = (
    r"(?:được )?(?:kể từ|tính kể từ|tính từ|từ|sau|kể)(?: khi| ngày| lúc| thời điểm)+"
    rf"(?: {_SUBJECT})? {_RECEIVED}"
)
_BY_LAW = r"theo (?:quy định|luật định)(?: (?:của )?(?:pháp luật|luật|nhà nước))?"
_DOING = rf"(?:được )?(?:{_ACT})(?= (?:trong|không|tối|chậm|muộn|\d))"
_EACH = r"/ (?:1 |01 )?(?:hồ sơ|trường hợp|thủ tục)"
_FILLER = "|".join((_HEAD, _AT_MOST, _SINCE, _BY_LAW, _DOING, _EACH, "là"))

LIMIT_GRAMMAR = Grammar(
    {
        "amount": rf"{_NUMBER} {_UNIT}",
        "span": rf"(?:từ )?(?:{_EITHER})(?: ngày| giờ| tháng)?(?: làm việc)? (?:-|đến|tới) {_NUMBER} {_UNIT}",
        "at_once": _AT_ONCE,
        "next_day": _NEXT_DAY,
        "cutoff": _CUTOFF,
        "days_off": _DAYS_OFF,
        "every_day": _EVERY_DAY,
        "filler": _FILLER,
        "cutoff_word": _CUTOFF_WORD,
        "no_due": r"không (?:có )?(?:ngày )?hẹn(?: ngày)?(?: trả)?(?: kết quả)?",
        "unknown": (
            r"(?:không|chưa)(?: có)? (?:quy định|xác định|rõ|có)(?: thời (?:hạn|gian))?(?: giải quyết)?"
            r"|không|chưa"
        ),
    }
)
"""Every kind of phrase; a word of no kind makes the clause it stands in unclear."""
