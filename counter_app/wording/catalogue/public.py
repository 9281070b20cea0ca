"""The part of the catalogue for everybody's eyes: facts, without remarks on how sure somebody is of them."""

from __future__ import annotations

from counter_app.values import pattern

_BRACKET = pattern(r"\s*\([^()]*\)")
_REVIEW = (
    "rà soát",
    "đối chiếu",
    "thứ cấp",
    "chưa xác nhận",
    "cần xác nhận",
    "cần kiểm tra",
    "nhiều nơi",
    "có tỉnh",
    "tham khảo",
    "chưa rõ",
)
"""Words by which those who keep the catalogue speak to each other."""


def public_note(text: str) -> str:
    """The text without its clauses and brackets that are notes of review."""
    kept = _BRACKET.sub(lambda found: "" if _is_review(found[0]) else found[0], text)
    clauses = [part.strip() for part in kept.split(";")]
    spoken = []
    for clause in clauses:
        parts = [part for part in clause.split(", ") if not _is_review(part)]
        spoken.append(", ".join(parts))
    return "; ".join(part for part in spoken if part)


def _is_review(text: str) -> bool:
    folded = text.casefold()
    return any(word in folded for word in _REVIEW)
