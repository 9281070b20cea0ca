"""Fees as announcements write them: "8.000 đồng/bản", "Miễn lệ phí", "1,5 triệu đồng", "theo trang".

The whole text has to be understood. An amount whose own clause was not is never taken: the fee is then unknown, with
the words as its note. Words beside an amount that were not understood, such as whom it is waived for, stay as its note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace
from decimal import Decimal

from counter_app.domain.fees.fee import FEE_CEILING, LATEST, Fee, FeeRule
from counter_app.domain.fees.fee_phrases import FEE_GRAMMAR
from counter_app.domain.number_words import whole_number
from counter_app.domain.phrases import MINUS, MOST_LETTERS, Piece, accented, canonical_of, spelling
from counter_app.domain.text import clean, unmarked
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.law import number
from counter_app.values import dataclass, pattern

_TIMES = {
    "nghin": 1_000, "ngan": 1_000, "k": 1_000, "trieu": 1_000_000, "tr": 1_000_000,
    "ty": 1_000_000_000, "ti": 1_000_000_000,
}  # fmt: skip
_GROUPED = pattern(r"[1-9]\d{0,2}(?:([., ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]0{1,2})?")
_DECIMAL = pattern(r"\d+[.,]\d{1,2}")
_BOOKED_NEGATIVE = pattern(r"\( [\d.,]+ \)(?: \w+)?")
"""The book-keepers' spelling of amounts below nought."""
_SMALLEST_BARE = 1_000
"""Fewer đồng than this are no fee unless the text says that they are đồng."""
_SMALLEST = 100
"""Fewer are thousands whose noughts a spreadsheet took away: 8.000 is kept as 8."""
_UNDERSTOOD = frozenset({"pair", "amount", "free", "online", "direct", "by_law", "pages", "filler"})
_SPARES = {"free", "less"}
"""The ways of those who pay nothing or less; beside an amount they stay in words."""


@dataclass(frozen=True, slots=True)
class FeeReading:
    """The fee a text says; ``doubtful`` when it says more than was understood."""

    fee: Fee
    doubtful: bool = False


@dataclass(slots=True)
class _Clause:
    """The meaning of one clause: amounts in đồng (None: none is certain), ways of applying, a mark if all is clear."""

    amounts: list[int | None] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    free: bool = False
    spares: bool = False
    clear: bool = True

    @property
    def prices(self) -> list[int | None]:
        """Its amounts; a fee of nothing is one where no words limit the people it is for."""
        return [*self.amounts, *([0] if self.free and self.clear else [])]


def read_fee(text: str) -> FeeReading:
    """Read a fee; words without an amount become an unknown fee with these words as its note.

    Errors: RuleError (field "fee") for an amount that cannot be one.
    """
    words = clean(text)
    if len(words) > MOST_LETTERS:
        return FeeReading(Fee(rule=FeeRule.UNKNOWN, note=words), doubtful=True)
    spelled = spelling(text)
    plain = canonical_of(spelled)
    if not plain.strip(" .…"):
        return FeeReading(Fee())
    if words in {"-", "–", "—"}:
        return FeeReading(Fee(rule=FeeRule.NONE))
    if MINUS in plain or re.match(r"(?:âm|am) \S+", plain):
        raise RuleError(
            _("Mức phí “{text}” không thể nhỏ hơn 0; xem lại số tiền.").format(text=words[:40]),
            field="fee",
        )
    by_letters = not accented(plain)
    reading = _read(plain, words, spelled, loose=by_letters)
    if reading.doubtful and not by_letters:
        loose = _read(plain, words, spelled, loose=True)
        if not loose.doubtful:
            return FeeReading(loose.fee, doubtful=True)
    return reading


def _read(plain: str, words: str, spelled: Sequence[str], *, loose: bool) -> FeeReading:
    pieces = FEE_GRAMMAR.read(plain, loose=loose)
    unclear = FeeReading(Fee(rule=FeeRule.UNKNOWN, note=words), doubtful=True)
    if _BOOKED_NEGATIVE.fullmatch(plain):
        return unclear
    kinds = [piece.kind for piece in pieces if piece.kind != "filler"]
    if kinds in (["pages"], ["no_word"]):
        rule = FeeRule.CERTIFIED_COPY if kinds == ["pages"] else FeeRule.UNKNOWN
        plainly = kinds == ["no_word"] and unmarked(words) not in {"chua ro", "unknown"}
        return FeeReading(Fee(rule=rule, note=words if plainly else ""))
    if kinds == ["pair"]:
        return _pair(pieces) or unclear
    if kinds and set(kinds) == {"by_law"}:
        return FeeReading(Fee(rule=FeeRule.UNKNOWN, note=words))
    if _by_the_page(pieces, kinds, words):
        return FeeReading(Fee(rule=FeeRule.CERTIFIED_COPY))
    units = [said for piece in pieces if (said := _unit(piece, spelled))]
    fee = _priced(_clauses(pieces, words), next(iter(units), ""))
    if fee is None or len({unmarked(unit) for unit in units}) > 1:
        return unclear
    beside = [piece for piece in pieces if piece.kind not in _UNDERSTOOD]
    if not beside:
        cited = "by_law" in kinds and fee.rule is FeeRule.FIXED
        return FeeReading(_noted(fee, words) if cited else fee)
    return FeeReading(_noted(fee, words), doubtful=True)


def _noted(fee: Fee, words: str) -> Fee:
    return replace(fee, note=words)


def _pair(pieces: Sequence[Piece]) -> FeeReading | None:
    """ "20.000/10.000": what applying costs at the counter and, less, online."""
    found = next(piece.found for piece in pieces if piece.found and piece.kind == "pair")
    both = [_digits(found[name]) for name in ("direct", "online")]
    amounts = [int(amount) for amount in both if amount is not None]
    if len(amounts) < 2 or min(amounts[0], max(amounts)) < _SMALLEST_BARE:
        return None
    most, least = max(amounts), min(amounts)
    return FeeReading(Fee(rule=FeeRule.FIXED, amount=most, online_amount=least))


def _by_the_page(pieces: Sequence[Piece], kinds: Sequence[str], words: str) -> bool:
    """True if it is the law's fee of a certified copy in full (Thông tư 226/2016/TT-BTC Điều 4)."""
    if "next_pages" not in kinds or not set(kinds) <= {"amount", "next_pages", "ceiling"}:
        return False
    amounts = {_amount(piece, words) for piece in pieces if piece.kind == "amount"}
    rates = {number("certified_first_rate", LATEST), number("certified_next_rate", LATEST)}
    return amounts in (rates, rates | {number("certified_ceiling", LATEST)})


# --- clause by clause -----------------------------------------------------------------------


def _clauses(pieces: Sequence[Piece], words: str) -> list[_Clause]:
    clauses: dict[int, _Clause] = {}
    for piece in pieces:
        clause = clauses.setdefault(piece.clause, _Clause())
        clause.spares = clause.spares or piece.kind in _SPARES
        match piece.kind:
            case "amount":
                clause.amounts.append(_amount(piece, words))
                clause.order.append("amount")
            case "free":
                clause.free = True
                clause.order.append("amount")
            case "online" | "direct":
                clause.labels.append(piece.kind)
                clause.order.append("label")
            case kind if kind not in _UNDERSTOOD or kind == "pair":
                clause.clear = False
    return _bound(list(clauses.values()))


def _bound(clauses: list[_Clause]) -> list[_Clause]:
    """A way of applying that stands alone goes with the amount before it, or else with the one behind it."""
    for at, clause in enumerate(clauses):
        if clause.prices or clause.free or not clause.labels or not clause.clear:
            continue
        around = (*clauses[at - 1 : at], *clauses[at + 1 : at + 2])
        owner = next((one for one in around if one.prices and not one.labels), None)
        if owner is not None:
            owner.labels, clause.labels = clause.labels, []
    return clauses


def _priced(clauses: Sequence[_Clause], unit: str) -> Fee | None:
    """The fee that the clauses say together; None when no officer should be told an amount."""
    said: list[tuple[int, frozenset[str]]] = []
    sparing = False
    for clause in clauses:
        if not clause.prices:
            sparing = (sparing or clause.spares) and bool(said)
            if clause.labels or not (clause.clear or sparing):
                return (
                    None  # another amount online, or a condition, in words that were not understood
                )
            continue
        if not clause.clear or None in clause.prices:
            return None
        sparing = False
        found = _of_clause(clause)
        if found is None:
            return None
        said += found
    said = list(dict.fromkeys(said))
    by_channel = {name: amount for amount, names in said for name in names or {"direct"}}
    if not said or len(said) > 2 or len(by_channel) != sum(len(names) or 1 for _a, names in said):
        return None
    return _of_channels(by_channel, unit)


def _of_channels(amounts: dict[str, int], unit: str) -> Fee | None:
    direct, online = amounts.get("direct"), amounts.get("online")
    if direct is None or (not direct and online):
        return None
    if not direct:
        return Fee(rule=FeeRule.NONE, unit=unit)
    return Fee(rule=FeeRule.FIXED, amount=direct, unit=unit, online_amount=online)


def _of_clause(clause: _Clause) -> list[tuple[int, frozenset[str]]] | None:
    prices = [price for price in clause.prices if price is not None]
    if len(prices) == 1:
        return [(prices[0], frozenset(clause.labels))]
    if len(prices) == 2 == len(clause.labels) and clause.free is False:
        alternating = clause.order[0] != clause.order[1] != clause.order[2] != clause.order[3]
        pairs = zip(prices, clause.labels, strict=True)
        return [(price, frozenset({label})) for price, label in pairs] if alternating else None
    return None


# --- one amount -----------------------------------------------------------------------------


def _unit(piece: Piece, spelled: Sequence[str]) -> str:
    return piece.part("unit", spelled).replace(" ,", ",") if piece.kind == "amount" else ""


def _amount(piece: Piece, words: str) -> int | None:
    """In đồng; None when the figures are no amount for certain. Errors: RuleError when it is too large."""
    found = piece.found
    if found is None:
        return None
    value = _spelled_amount(found) if found["spelled"] else _counted_amount(found)
    if value is None or value != value.to_integral_value():
        return None
    if value > FEE_CEILING:
        raise RuleError(
            _("Mức phí “{text}” quá lớn; xem lại số tiền.").format(text=words[:40]), field="fee"
        )
    return int(value)


def _spelled_amount(found: re.Match[str]) -> Decimal | None:
    said = found["spelled"].split()
    whole = whole_number(said)
    if whole is None or not found["half2"]:
        return None if whole is None else Decimal(whole)
    size = _TIMES.get(unmarked(said[-1]))
    return Decimal(whole) + Decimal(size) / 2 if size else None


def _counted_amount(found: re.Match[str]) -> Decimal | None:
    value = _digits(found["digits"])
    size = _TIMES[unmarked(found["times"])] if found["times"] else 0
    if value is None and size and _DECIMAL.fullmatch(found["digits"]):
        value = Decimal(found["digits"].replace(",", "."))
    if value is None or (size and _GROUPED.fullmatch(found["digits"])):
        return None
    if found["more"]:
        more = int(found["more"]) * _TIMES[unmarked(found["more_times"])]
        return value * size + more if size > _TIMES["k"] else None
    if found["half"]:
        return (value + Decimal("0.5")) * size if size else None
    bare = not size and not found["currency"] and not found["unit"]
    if bare and 0 < value < _SMALLEST_BARE:
        return None
    if not size and 0 < value < _SMALLEST:
        return None
    return value * (size or 1)


def _digits(text: str) -> Decimal | None:
    """Whole đồng: "8000", "8.000", "8 000", "8,000.00"; None for any other figures."""
    if text.isdigit():
        return Decimal(text)
    if not _GROUPED.fullmatch(text):
        return None
    return Decimal(re.sub(r"\D", "", re.sub(r"[.,]0{1,2}$", "", text)))
