"""The Vietnamese words of what click itself says of a wrong call: usage, missing and unknown words, wrong values.

Click takes them from ``gettext``, which has a catalogue of its own words for no language; English is its own.
"""

from __future__ import annotations

import sys

import click

from counter_app.i18n import current_language
from counter_app.values import override

WORDS = {
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Commands": "Các lệnh",
    "Positional arguments": "Tham số",
    "required": "bắt buộc",
    "deprecated": "sắp bỏ",
    "default: {default}": "nếu không ghi: {default}",
    "env var: {var}": "biến môi trường: {var}",
    "(dynamic)": "(tính khi chạy)",
    "Show this message and exit.": "Hiện hướng dẫn này rồi thôi.",
    "Show the version and exit.": "Hiện phiên bản rồi thôi.",
    "%(prog)s, version %(version)s": "%(prog)s, phiên bản %(version)s",
    "Try '{command} {option}' for help.": "Xem cách dùng: {command} {option}",
    "Error: {message}": "Chưa đúng: {message}",
    "Aborted!": "Đã dừng, chưa làm gì.",
    "Missing command.": "Thiếu tên lệnh. Chọn một lệnh trong hướng dẫn.",
    "Missing argument": "Thiếu tham số",
    "Missing option": "Thiếu tùy chọn",
    "Missing parameter": "Thiếu",
    "Missing {param_type}": "Thiếu {param_type}",
    "Missing parameter: {param_name}": "Thiếu {param_name}",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "Invalid value: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint}: {message}",
    "No such option {name!r}.": "Không có tùy chọn {name!r}.",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "Did you mean {possibility}?": "Gần giống: {possibility}.",
    "(Did you mean one of: {possibilities}?)": "Gần giống: {possibilities}.",
    "Option {name!r} does not take a value.": "Tùy chọn {name!r} đứng một mình, không kèm giá trị.",
    "Option {name!r} requires an argument.": "Sau tùy chọn {name!r} phải có giá trị.",
    "Option {name!r} requires {nargs} arguments.": "Sau tùy chọn {name!r} phải có {nargs} giá trị.",
    "Argument {name!r} takes {nargs} values.": "Tham số {name!r} có đúng {nargs} giá trị.",
    "Takes {nargs} values but 1 was given.": "Cần {nargs} giá trị mà mới có 1.",
    "Takes {nargs} values but {len} were given.": "Cần {nargs} giá trị mà có {len}.",
    "{len_type} values are required, but {len_value} was given.": (
        "Cần {len_type} giá trị mà có {len_value}."
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "Cần {len_type} giá trị mà có {len_value}."
    ),
    "Value must be an iterable.": "Ghi nhiều giá trị, cách nhau bằng dấu cách.",
    "Got unexpected extra argument ({args})": (
        "Thừa trong lệnh: {args}. Đặt giá trị có dấu cách trong ngoặc kép."
    ),
    "Got unexpected extra arguments ({args})": (
        "Thừa trong lệnh: {args}. Đặt giá trị có dấu cách trong ngoặc kép."
    ),
    "{value!r} is not {choice}.": "{value!r} không phải {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} không có trong các giá trị {choices}.",
    "{value} is not in the range {range}.": "{value} nằm ngoài khoảng {range}.",
    "{value!r} is not a valid {number_type}.": "{value!r} không phải số. Ghi bằng chữ số.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value!r} không phải có hay không. Ghi một trong: {states}"
    ),
    "file": "tệp",
    "directory": "thư_mục",
    "path": "đường_dẫn",
    "{name} {filename!r} is a file.": "{filename!r} là tệp. Chọn một thư mục.",
    "{name} {filename!r} is a directory.": "{filename!r} là thư mục. Ghi tên một tệp.",
    "{name} {filename!r} does not exist.": "Không có {filename!r}. Xem lại đường dẫn.",
    "{name} {filename!r} is not readable.": (
        "Không đọc được {filename!r}. Xem quyền của tài khoản máy tính này."
    ),
    "{name} {filename!r} is not writable.": (
        "Không ghi được vào {filename!r}. Xem quyền của tài khoản máy tính này."
    ),
    "{name} {filename!r} is not executable.": (
        "Không chạy được {filename!r}. Xem quyền của tài khoản máy tính này."
    ),
    "Could not open file {filename!r}: {message}": "Không mở được tệp {filename!r}: {message}",
    "unknown error": "không rõ lý do",
    "Repeat for confirmation": "Gõ lại lần nữa",
    "Do you want to continue?": "Trả lời y để làm tiếp, n để thôi",
    "Error: The two entered values do not match.": "Hai lần gõ không giống nhau. Gõ lại.",
    "Error: invalid input": "Chỉ trả lời y (có) hoặc n (không).",
    "Press any key to continue...": "Bấm một phím bất kỳ để tiếp tục…",
}
"""Each with click's own words, as they stand in its modules."""
_KINDS = {"TEXT": "CHỮ", "INTEGER": "SỐ", "INTEGER RANGE": "SỐ", "FLOAT": "SỐ"}
"""The word in a usage for a value of a kind."""


_PLACES = {"[OPTIONS]": "[TÙY CHỌN]", "COMMAND": "LỆNH", "[ARGS]": "[THAM SỐ]"}
"""The general words of a usage; they are no texts to click."""


class Usage(click.HelpFormatter):
    """Writes a usage in the language in use."""

    @override
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, told_usage(args), prefix)


def told_usage(args: str) -> str:
    """The words after a verb's name, in the language in use."""
    if current_language() == "vi":
        for word, said in _PLACES.items():
            args = args.replace(word, said)
    return args


def speak_vietnamese() -> None:
    """Have click say its own words in the language in use, whether or not ``gettext`` was loaded before."""
    click.Context.formatter_class = Usage
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            spoken = {"_": _said, "ngettext": _counted}
            vars(module).update((key, word) for key, word in spoken.items() if key in vars(module))
    for kind in (click.STRING, click.INT, click.FLOAT, click.IntRange):
        kind.name = _KINDS[kind.name.upper()].lower()


def _said(text: str) -> str:
    return WORDS.get(text, text) if current_language() == "vi" else text


def _counted(one: str, more: str, count: int) -> str:
    return _said(one if count == 1 else more)
