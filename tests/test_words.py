"""The words people read: one for one thing, as docs/glossary.md has them."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from counter_app.qt.window.page_list import ENTRIES
from tests import translations

ROOT = Path(__file__).resolve().parent.parent
_VIETNAMESE = re.compile(r"[À-ỹ]")


@dataclass(frozen=True, slots=True)
class Word:
    """A line of the glossary: what is said, what is not said instead, and where that may stand all the same."""

    said: str
    instead: tuple[str, ...]
    within: tuple[str, ...]

    def found_in(self, text: str) -> list[str]:
        """What ``text`` says that it should not."""
        bare = text.replace("&", "").casefold()
        for allowed in self.within:
            bare = re.sub(rf"(?<!\w){re.escape(allowed)}(?!\w)", "…", bare)
        return [
            word for word in self.instead if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", bare)
        ]


def _items(cell: str) -> tuple[str, ...]:
    """The words of a cell, longest first."""
    found = (item.strip().casefold() for item in cell.split(","))
    return tuple(sorted((item for item in found if item), key=len, reverse=True))


def glossary() -> list[Word]:
    """The table of docs/glossary.md."""
    part = (ROOT / "docs" / "glossary.md").read_text("utf-8").split("## Words people read")[1]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return [
        Word(said=said.strip(), instead=_items(instead), within=_items(within))
        for said, _meaning, instead, within in rows[2:]
    ]


WORDS = glossary()


def _helps() -> Iterator[tuple[str, str]]:
    """What the terminal's helps say: they are read before a language is chosen, so no catalogue has them."""
    for path in sorted((ROOT / "counter_app" / "cli").glob("*.py")):
        said_to_nobody, *code = ast.parse(path.read_text("utf-8")).body
        assert isinstance(said_to_nobody, ast.Expr)
        for node in (inner for part in code for inner in ast.walk(part)):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            if _VIETNAMESE.search(node.value):
                yield f"{path.name}:{node.lineno}", node.value


def _documents() -> Iterator[tuple[str, str]]:
    """Every line of the guide, and of what the README says in Vietnamese; what is typed in code stands apart."""
    for path in (
        ROOT / "resources" / "guide" / "huong-dan.md",
        ROOT / "docs" / "cai-dat.md",
        ROOT / "README.md",
    ):
        for at, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            said = re.sub(r"`[^`]*`", "…", line)
            if _VIETNAMESE.search(said):
                yield f"{path.name}:{at}", said


@functools.cache
def texts() -> list[tuple[str, str]]:
    """Every text with the place it comes from; read when a test asks, since every run imports this file."""
    shown = [
        (
            ", ".join(name for name, _line in message.locations),
            translations.text_of(message),
        )
        for message in translations.collect()
        if message.id
    ]
    return [*shown, *_helps(), *_documents()]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.said)
def test_one_word_for_one_thing(word: Word) -> None:
    wrong = [(where, text, word.found_in(text)) for where, text in texts() if word.found_in(text)]
    assert wrong == []


def test_the_texts_are_those_of_screen_and_terminal() -> None:
    places = {where.split(":")[0] for where, _text in texts()}
    assert len(texts()) > 2_000
    assert any(place.startswith("counter_app/qt/") for place in places)
    assert "main.py" in places


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.said)
def test_a_word_not_to_say_is_found(word: Word) -> None:
    """The canary: as a sentence, in capitals, with a mnemonic inside; not inside what may be said."""
    assert word.instead
    for unwanted in word.instead:
        for text in (f"Có {unwanted}, ở đây.", unwanted.upper(), f"{unwanted[:1]}&{unwanted[1:]}"):
            assert unwanted in word.found_in(text) or unwanted in word.within
    for allowed in word.within:
        assert not word.found_in(f"Có {allowed} ở đây.")


def test_what_is_said_is_not_forbidden_by_another_line() -> None:
    said = [(word.said, other.found_in(word.said)) for word in WORDS for other in WORDS]
    assert [pair for pair in said if pair[1]] == []


_STEPS = frozenset(
    re.findall(
        r"\w+",
        """bấm báo bỏ bật cài cập chia cho chạy chọn chỉnh chờ cắm cứ dán dùng gạt ghi giữ giải gõ gỡ gọi hẹn
        hoàn hỏi khôi khởi kiểm lập lưu lấy mở mời nếu nhập nhận nhờ ngừng quét rút sao sửa thay thêm tìm tải
        tắt tách tiếp tính trả viết vào xem xin xuất xóa yêu để đóng đăng đưa đặt đề đánh đính định đối đổi
        không""",
    )
)
"""The first syllables of what somebody is asked to do next."""
_REFUSALS = ("Error", "Refused", "Problem")


def refusals() -> list[tuple[str, str]]:
    """Every sentence that an error of ours is raised with."""
    found = []
    for path in sorted((ROOT / "counter_app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _called(node).endswith(_REFUSALS):
                found += [(path.name, text) for text in _said_in(node)]
    return found


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _said_in(call: ast.Call) -> Iterator[str]:
    for node in ast.walk(call):
        if isinstance(node, ast.Call) and _called(node) in {"_", "mark", "plural"}:
            said = node.args[0]
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                yield said.value


def asks_for_something(text: str) -> bool:
    """Whether a part of the text, after the first, begins with what is to be done; or a value says it."""
    if text.endswith("}"):
        return True
    first, *parts = re.split(r"[.;:,] ", text.casefold())
    return any(part.split()[0] in _STEPS for part in (*parts, first) if part.split())


def test_every_refusal_says_one_next_step() -> None:
    said = refusals()
    assert len(said) > 200
    assert [pair for pair in said if not asks_for_something(pair[1])] == []


def test_a_refusal_without_a_step_is_found() -> None:
    assert not asks_for_something("Danh sách giấy tờ không đọc được.")
    assert asks_for_something("Danh sách giấy tờ không đúng dạng. Sửa rồi nhập lại.")


_SHORTCUT = re.compile(r"\s*\((?:(?:Alt|Ctrl|Shift)\+\w+|F\d+|Esc|Enter)\)")
_POINTS = re.compile(
    r"(?:\b[Bb]ấm lại|\b[Bb]ấm|\b[Cc]họn|\bô|\b[Tt]rang|\b[Tt]hẻ|\b[Mm]àn hình|\b[Mm]ục|\b[Mm]ở|\b[Vv]ào|→) "
    r"(?!HS_|F\d|Alt\+|Ctrl\+|Enter|Esc)(?=([^.;:→]*))"
)
"""What follows a word that sends somebody to a thing on the screen and begins with a capital."""


def labels() -> set[str]:
    """What buttons, boxes, tabs and pages are called, without mnemonics and keys."""
    shown = (
        text
        for where, text in texts()
        if ("counter_app/qt/" in where or where.endswith("wording/dossier/labels.py"))
        and len(text) < 60
    )
    return {_SHORTCUT.sub("", text.replace("&", "")).strip(" …") for text in shown}


def pointed_at(text: str) -> list[str]:
    """The names of things on the screen that a text sends to: “Bấm Phục vụ, Vắng mặt hoặc Giữ chỗ” has three."""
    return [
        name
        for found in _POINTS.finditer(text)
        if found[1][:1].isupper()
        for name in re.split(r", | hoặc (?:trang )?", _SHORTCUT.sub("", found[1]))
        if name[:1].isupper()
    ]


def unknown(text: str, known: set[str]) -> list[str]:
    """Names in a text that nothing on the screen is called by."""
    return [
        name
        for name in pointed_at(text)
        if not any(re.match(rf"{re.escape(label)}(?!\w)", name) for label in known if label)
    ]


def test_messages_send_to_what_is_on_the_screen() -> None:
    known = labels()
    named = [name for _where, text in texts() for name in pointed_at(text)]
    assert len(named) > 25
    wrong = [(where, unknown(text, known)) for where, text in texts() if unknown(text, known)]
    assert wrong == []


def test_a_button_that_is_not_there_is_found() -> None:
    known = labels()
    assert unknown("Bấm Ghi kết quả (Alt+K) trước.", known) == []
    assert unknown("Bấm Phục vụ, Vắng rồi hoặc Giữ chỗ.", known) == ["Vắng rồi"]
    assert unknown("Gõ số vào ô Bìa sổ, hoặc quét lại.", known) == ["Bìa sổ"]


def test_pages_are_named_with_their_keys() -> None:
    keys = {mark: entry.key for entry in ENTRIES for mark in (entry.title,)}
    named = [
        (title, key)
        for _where, text in texts()
        for title, key in re.findall(r"[Tt]rang ([^.;()]+?) \((Ctrl\+\d|F\d+)\)", text)
    ]
    assert named
    assert [pair for pair in named if keys.get(pair[0]) != pair[1]] == []


_QUESTION = re.compile(r"\?$|^(?:Ai|Vì sao|Bao giờ)\b|\b(?:ở đâu|gì|vì sao|thế nào)$")


def test_no_heading_and_no_label_is_a_question() -> None:
    """A label names a thing; what the program wants to know it asks for in a sentence with a verb."""
    asking = [(where, text) for where, text in texts() if _QUESTION.search(_SHORTCUT.sub("", text))]
    assert asking == []
    assert _QUESTION.search("Hồ sơ giấy ở đâu")
    assert not _QUESTION.search("Hồ sơ giấy: nơi giữ")
