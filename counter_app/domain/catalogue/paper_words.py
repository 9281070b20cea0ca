"""Papers and inner steps as a cell of a list says them: a line for each, with form and number where told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from counter_app.domain.catalogue.procedure import PaperItem, PaperKind, ProcessStep, hours_a_day
from counter_app.domain.number_words import whole_number
from counter_app.domain.text import clean, clean_lines, fold, unmarked
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import pattern

_BULLET = pattern(
    r"^(?:[-–—+*•●▪]\s*|\(?\d{1,2}[.)]\s+|[a-hđ][.)]\s+|\(\d{1,2}\)\s*)+", re.IGNORECASE
)
_LAST_BRACKETS = pattern(r"\s*\((?P<inside>[^()]*)\)\s*$")
_COUNTED = pattern(
    r"^(?:so luong:?\s*)?(?P<number>\d{1,2})\s*(?:(?:ban|bo|to|tam|chiec|cai|anh|quyen)\b\s*)?(?P<kind>.*)$"
)
_KINDS = {
    "": None,
    "chinh": PaperKind.ORIGINAL,
    "ban chinh": PaperKind.ORIGINAL,
    "ban goc": PaperKind.ORIGINAL,
    "goc": PaperKind.ORIGINAL,
    "original": PaperKind.ORIGINAL,
    "sao": PaperKind.COPY,
    "ban sao": PaperKind.COPY,
    "ban chup": PaperKind.COPY,
    "photo": PaperKind.COPY,
    "copy": PaperKind.COPY,
    "sao chung thuc": PaperKind.CERTIFIED,
    "sao co chung thuc": PaperKind.CERTIFIED,
    "ban sao chung thuc": PaperKind.CERTIFIED,
    "ban sao co chung thuc": PaperKind.CERTIFIED,
    "chung thuc": PaperKind.CERTIFIED,
    "certified": PaperKind.CERTIFIED,
    "xuat trinh": PaperKind.SHOW,
    "de xuat trinh": PaperKind.SHOW,
    "de doi chieu": PaperKind.SHOW,
    "show": PaperKind.SHOW,
}
_LED = pattern(
    r"^(?:(?P<noughted>0\d)|(?:(?P<spelled>một|hai|ba|bốn|năm|sáu)\s*)?(?:\((?P<told>\d{1,2})\)"
    r"|(?P<number>\d{1,2})|(?<=[^\W\d]))(?=\s*(?:bản|bộ|ảnh|tờ|quyển)\b))\s*"
    r"(?:(?:bản (?:chính|gốc)|bộ)\s+)?(?=[^\W\d])",
    re.IGNORECASE,
)
"""The number of copies in front of a paper: "02 ảnh 3x4", "01 bản chính Giấy chứng sinh"."""
_FOLLOWED = pattern(
    r"\s*[:,–-]\s*(?P<inside>(?:số lượng:?\s*)?\d{1,2}\s*bản\b[^,;:()]*)$", re.IGNORECASE
)
"""The same behind it: "Thẻ căn cước: 02 bản sao"."""
_GROUP = pattern(
    r"^(?:thành phần )?hồ sơ (?:bao )?gồm(?: có)?[ \t]*:[ \t]*(?:\d{1,2} bộ[ \t]*:[ \t]*)?(?=\S)",
    re.IGNORECASE,
)
_IN_TURN = pattern(r"(?:^|(?<=[\s;,.]))\(?(?P<mark>\d{1,2}|[a-hđ])[.)]\s+(?=\D)")
"""The signs that count papers within a line: "1. Tờ khai 2. Ảnh"."""
_OF_TWO_FORMS = pattern(r"(?:\+|\bvà)\s*\d")
_SETS = pattern(
    r"^số (?:lượng|bộ)(?: hồ sơ)?\s*:?\s*\d{1,2}(?:\s*\([^()]*\))?\s*bộ\.?$", re.IGNORECASE
)
_REMARK = pattern(r"^(?:lưu ý|chú ý|ghi chú)\b", re.IGNORECASE)
_CONDITION = pattern(
    r"^(?:(?:trong )?trường hợp|nếu|khi|đối với|áp dụng|chỉ)\b(?!.* thì )|\btrong trường hợp\b(?!.* thì )"
    r"|\bnếu (?:có|cần)\.?$",
    re.IGNORECASE,
)
_FORMS = pattern(
    r"[\s|,;:–-]*\(?bản chính\s*:\s*(?P<originals>\d{1,2})\s*[-–,;|]?\s*bản sao\s*:\s*(?P<copies>\d{1,2})\)?\.?$",
    re.IGNORECASE,
)
"""The forms as the national portal lists them: "Bản chính: 1 - Bản sao: 0"."""
_NEXT_FORM = pattern(r"\s*\n\s*(?=[-+*]?\s*bản (?:chính|sao)\s*:\s*\d)", re.IGNORECASE)
_NEXT_COUNTED = pattern(r",\s+(?=0\d\s)")
_IF_ANY = {"neu co", "khi co", "khong bat buoc"}
_ALWAYS = {"bat buoc"}
_NONE = {"khong", "khong co", "khong quy dinh", "khong yeu cau", "khong can", "khong phai nop"}
_FEWEST = 2
_SHORT = 30
"""No longer are the words that say nothing, or with which a paper says its form."""
_BEGINNINGS = (
    ("ban sao co chung thuc", PaperKind.CERTIFIED),
    ("ban sao chung thuc", PaperKind.CERTIFIED),
    ("ban sao", PaperKind.COPY),
    ("ban chup", PaperKind.COPY),
    ("xuat trinh", PaperKind.SHOW),
)
_FIRST_LETTERS = frozenset(
    form(start[0]) for start, _kind in _BEGINNINGS for form in (str.lower, str.upper)
)
"""None of these words begins with a letter that has accents."""
_DAYS = pattern(
    r"(?:khong qua |toi da )?(?:(?P<half>1 ?[/\u2044] ?2|nua)|(?P<number>\d{1,4}(?:[.,]\d{1,3})?))"
    r"\s*(?P<unit>gio|h|ngay|wd|phut|buoi|)(?: ?(?P<minutes>\d{1,2}) ?phut)?(?: lam viec)?"
)
_HALVES_A_DAY, _MINUTES = 2, 60


def read_papers(text: str) -> tuple[PaperItem, ...]:
    """A checklist: one paper a line, or ``;`` between them on a single line.

    A line that ends with a colon is a heading; "xuất trình" in it makes those below it only shown.
    """
    if len(text) < _SHORT and fold(text) in _NONE:
        return ()
    papers: list[PaperItem] = []
    usual = PaperKind.ORIGINAL
    for line in _lines(_NEXT_FORM.sub(" ", _GROUP.sub("", text.strip()))):
        if line.endswith(":"):
            usual = PaperKind.SHOW if "xuat trinh" in fold(line) else PaperKind.ORIGINAL
        elif not (_SETS.match(line) or _REMARK.match(line)):
            papers.append(_paper(line, usual))
    return tuple(papers)


def _lines(text: str) -> Iterator[str]:
    lines = clean_lines(text).split("\n")
    if len(lines) == 1:
        lines = _in_turn(lines[0]) or _split_outside_brackets(lines[0])
    yield from filter(None, map(_bare, lines))


def _in_turn(line: str) -> list[str]:
    """The parts of a line that counts them, from the first on without a gap; none where it does not."""
    found = list(_IN_TURN.finditer(line))
    marks = [each["mark"].lower() for each in found]
    counted = [str(number + 1) for number in range(len(marks))]
    if (
        len(marks) < _FEWEST
        or marks not in (counted, list("abcdđeh"[: len(marks)]))
        or found[0].start()
    ):
        return []
    ends = [*(each.start() for each in found[1:]), len(line)]
    return [line[each.end() : end].rstrip(" ,") for each, end in zip(found, ends, strict=True)]


@lru_cache(maxsize=4096)
def _bare(line: str) -> str:
    """A line without what counts it; nothing where that is all of it."""
    bare = _BULLET.sub("", line.strip()).strip(" ;")
    return bare if bare.strip(".") else ""


def _split_outside_brackets(line: str) -> list[str]:
    parts, depth = [""], 0
    for at, char in enumerate(line):
        depth = max(depth + (char == "(") - (char == ")"), 0)
        if not depth and (char == ";" or (char == "," and _NEXT_COUNTED.match(line, at))):
            parts.append("")
        else:
            parts[-1] += char
    return parts


@lru_cache(maxsize=4096)
def _paper(line: str, usual: PaperKind) -> PaperItem:
    """The paper a line names; the procedures of a list ask for the same papers again and again."""
    kind, quantity, required, name = _beginning(line) or usual, 1, True, line
    chosen = False
    while (found := _LAST_BRACKETS.search(name)) and (told := _told(found["inside"])) is not None:
        kind, quantity, required = told[0] or kind, told[1] or quantity, required and told[2]
        name = name[: found.start()].rstrip()
        if told[0] is not None and told[1]:
            chosen = "," in found["inside"]  # as this program writes it, with whether it is needed
            break  # all is told; brackets before these belong to the name
    else:
        if found and "hoặc" not in found["inside"].lower():
            kind = _beginning(found["inside"]) or kind
        quantity, kind, name = _counted_beside(quantity, kind, name)
    required = required and (chosen or not _is_conditional(name))
    return PaperItem(name=name or line, kind=kind, quantity=quantity, required=required)


def _is_conditional(name: str) -> bool:
    """True if a paper's words say when it is needed: "(trường hợp ủy quyền)", "Nếu ủy quyền: …"; they stay."""
    beside = _LAST_BRACKETS.search(name)
    return bool(_CONDITION.search(name) or (beside and _CONDITION.search(beside["inside"])))


def _counted_beside(quantity: int, kind: PaperKind, name: str) -> tuple[int, PaperKind, str]:
    """Number, form and name where they are said without brackets, before the name or behind it."""
    forms = _FORMS.search(name)
    if forms is not None and name[: forms.start()].strip():
        originals, copies = int(forms["originals"]), int(forms["copies"])
        if not (originals and copies):
            form = kind if originals or not copies else PaperKind.COPY
            return max(originals, copies, 1), form, name[: forms.start()].rstrip()
    found = _FOLLOWED.search(name)
    told = _told(found["inside"].strip(" .")) if found else None
    if found is not None and told is not None and name[: found.start()].strip():
        return told[1] or quantity, told[0] or kind, name[: found.start()].rstrip()
    led = _LED.match(name)
    if led is None:
        return quantity, kind, name
    rest = name[led.end() :]
    if _OF_TWO_FORMS.search(rest):
        return quantity, kind, name
    told_number = led["noughted"] or led["told"] or led["number"]
    number = max(int(told_number or whole_number([led["spelled"].lower()]) or 1), 1)
    return number, _beginning(rest) or kind, rest[:1].upper() + rest[1:]


def _beginning(line: str) -> PaperKind | None:
    if line[:1] not in _FIRST_LETTERS:
        return None
    words = fold(line[:_SHORT])
    return next((kind for start, kind in _BEGINNINGS if words.startswith(start)), None)


@lru_cache(maxsize=4096)
def _told(inside: str) -> tuple[PaperKind | None, int, bool] | None:
    """The meaning of a pair of brackets: form, number (0 for none), needed; None when it says anything else."""
    kind, quantity, required = None, 0, True
    for part in re.split(r"[,;]", unmarked(inside)):
        words = " ".join(part.split())
        counted = _COUNTED.match(words)
        if words in _IF_ANY:
            required = False
        elif words in _ALWAYS:
            required = True
        elif words in _KINDS and words:
            kind = _KINDS[words]
        elif counted is not None and counted["kind"] in _KINDS:
            if quantity:
                return None  # "01 bản chính, 01 bản sao" is more than one paper has
            kind, quantity = _KINDS[counted["kind"]] or kind, max(int(counted["number"]), 1)
        else:
            return None
    return kind, quantity, required


def read_steps(text: str) -> tuple[ProcessStep, ...]:
    """Inner steps, a line each: ``content | who | days``. Errors: RuleError (field "steps") for a time that is none."""
    steps = []
    for line in _lines("\n" + text):
        parts = [clean(part) for part in line.split("|")]
        content, responsible, days = (*parts, "", "")[:3]
        if content:
            steps.append(
                ProcessStep(content=content, responsible=responsible, days=read_days(days))
            )
    return tuple(steps)


def read_days(text: str) -> float:
    """Working days of a step: ``0,25``, ``0,5 ngày (4 giờ)``, ``30 phút``, ``1 buổi``; empty or "không tính" for none.

    Errors: RuleError (field "steps").
    """
    whole, _bracket, again = clean(text).partition("(")
    plain = unmarked(clean(whole))
    found = _DAYS.fullmatch(plain)
    if found is None and (not plain or plain.startswith("khong")):
        return 0.0
    value = _worth(found) if found else None
    if value is None or (again and read_days(again.rstrip(" )")) != value):
        raise RuleError(
            _("Không hiểu thời gian của bước “{text}”; ghi như 0,5 ngày.").format(text=text[:40]),
            field="steps",
        )
    return value


def _worth(found: re.Match[str]) -> float | None:
    """In working days; None for days with minutes."""
    number = 0.5 if found["half"] else float(found["number"].replace(",", "."))
    hour = found["unit"] in {"gio", "h"}
    if found["minutes"] and not hour:
        return None
    if found["unit"] == "buoi":
        return number / _HALVES_A_DAY
    if found["unit"] == "phut":
        return number / _MINUTES / hours_a_day()
    minutes = int(found["minutes"] or 0) / _MINUTES
    return (number + minutes) / hours_a_day() if hour else number
