"""The signatures that count: a key is enrolled after a person compared its sixteen letters, and revoked for good.

What waits in quarantine is looked at again at once after each of these.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.clock import local_date
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.superior.batches.inbox import take_waiting
from counter_app.superior.batches.summary import ImportSummary  # noqa: TC001 - an answer is read by its fields
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.decisions import cleaned_words
from counter_app.superior.book.known_keys import KeyState, KnownKey, revoked
from counter_app.sync.letters.key_card import KeyCard, Role
from counter_app.values import dataclass
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.batches.trust import Trust
    from counter_app.superior.book.known_keys import KnownKeys

_LETTERS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """A key as it stands now, what it replaced, and what could be taken out of quarantine for it."""

    key: KnownKey
    replaced: KnownKey | None
    taken: ImportSummary


def keys(folder: Path) -> list[KnownKey]:
    """Every key the superior knows or knew, by office. Errors: StoreError."""
    with Arrivals(folder) as arrivals:
        return arrivals.keys.all()


def enrol(
    folder: Path,
    card: KeyCard,
    letters: str,
    clock: Clock,
    trust: Trust,
    *,
    reason: str = "",
) -> Enrolled:
    """Count what an office's key signs from here on; ``letters`` are what the office read out by telephone or on paper.

    A key that takes the place of another which did not sign for it needs a ``reason``: the old one is revoked as lost.
    Said again, it gives the key as it stands. Errors: RuleError for other letters, a card of no office, a revoked key;
    StoreError.
    """
    _require_office(card)
    _require_letters(letters, card.letters)
    with Arrivals(folder) as arrivals, arrivals.alone():
        known = arrivals.keys.of(card.public.hex())
        _require_may_come(known, card)
        replaced = None if known else _replaced(arrivals.keys, card, reason)
        key = _as_card(known, card, clock, trust.by)
        with arrivals.together():
            if replaced:
                arrivals.keys.change(revoked(replaced, clock.now(), trust.by, reason.strip()))
            if known is None:
                arrivals.keys.add(key)
            elif key != known:  # said again, after a kill too, it is no act of its own
                arrivals.keys.change(key)
        taken = take_waiting(folder, clock, arrivals, trust)
        return Enrolled(key=key, replaced=replaced, taken=taken)


def revoke(folder: Path, letters: str, reason: str, clock: Clock, trust: Trust) -> KnownKey:
    """Count nothing any more that a key signs, by its sixteen letters; what was taken in before stays.

    Said again, it gives the key as it stands. Errors: RuleError for letters of no key, or no reason; StoreError.
    """
    _by, reason = cleaned_words(trust.by, reason)
    with Arrivals(folder) as arrivals, arrivals.alone():
        key = _by_letters(arrivals.keys, letters)
        if key.state is KeyState.REVOKED:
            return key
        ended = revoked(key, clock.now(), trust.by, reason)
        with arrivals.together():
            arrivals.keys.change(ended)
        return ended


def _require_office(card: KeyCard) -> None:
    if card.role is not Role.OFFICE or not card.number:
        raise RuleError(
            _("Thẻ khóa này không phải của đơn vị gửi. Xin tệp khoa-don-vi-….json của đơn vị."),
            field="card",
            rule="card",
        )


def plain_letters(text: str) -> str:
    """Sixteen letters as typed, without what people put between them; those that look alike are one."""
    bare = unicodedata.normalize("NFKC", text).upper()
    alike = {"O": "0", "I": "1", "L": "1"}
    return "".join(alike.get(letter, letter) for letter in bare if letter.isalnum())


def _require_letters(typed: str, right: str) -> None:
    bare = plain_letters(typed)
    if len(bare) != _LETTERS:
        raise RuleError(
            _("Chưa đủ 16 ký tự của khóa. Gọi đơn vị, nghe đọc và gõ đủ 16 ký tự."),
            field="letters",
            rule="letters",
        )
    if bare != plain_letters(right):
        raise RuleError(
            _(
                "16 ký tự đơn vị đọc không khớp thẻ khóa này. Không ghi nhận; xin lại thẻ khóa từ chính đơn vị."
            ),
            field="letters",
            rule="letters",
        )


def _require_may_come(known: KnownKey | None, card: KeyCard) -> None:
    if known is None:
        return
    if known.state is KeyState.REVOKED and known.ended_at:
        raise RuleError(
            _(
                "Khóa {letters} đã thu hồi ngày {day}, không ghi nhận lại được. Đơn vị phải đổi sang khóa mới."
            ).format(letters=known.letters, day=short_date(local_date(known.ended_at))),
            field="card",
            rule="revoked",
        )
    if known.journal != card.journal:
        raise RuleError(
            _(
                "Khóa {letters} đã ghi nhận cho nhật ký khác của đơn vị {office}. Gọi đơn vị hỏi lý do."
            ).format(letters=known.letters, office=known.office),
            field="card",
            rule="journal",
        )


def _replaced(known: KnownKeys, card: KeyCard, reason: str) -> KnownKey | None:
    """The key whose place a card takes. Errors: RuleError without a reason."""
    before = known.in_force(card.journal)
    if before and not reason.strip():
        raise RuleError(
            _(
                "Nhật ký này đang dùng khóa {letters}. Nếu đơn vị đã mất khóa đó, ghi lý do; khóa cũ sẽ bị thu hồi."
            ).format(letters=before.letters),
            field="reason",
            rule="reason",
        )
    return before


def _as_card(known: KnownKey | None, card: KeyCard, clock: Clock, by: str) -> KnownKey:
    if known:
        return replace(known, office=card.number, name=card.name, recipient=card.recipient)
    return KnownKey(
        public=card.public.hex(),
        recipient=card.recipient,
        journal=card.journal,
        office=card.number,
        name=card.name,
        state=KeyState.KNOWN,
        enrolled_at=clock.now(),
        enrolled_by=by,
    )


def _by_letters(known: KnownKeys, letters: str) -> KnownKey:
    wanted = plain_letters(letters)
    for key in known.all():
        if plain_letters(key.letters) == wanted:
            return key
    raise RuleError(
        _("Không có khóa nào ghi nhận với 16 ký tự đó. Xem lại bằng superior keys list."),
        field="letters",
        rule="letters",
    )
