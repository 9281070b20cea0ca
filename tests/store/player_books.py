"""Random days at the books of certifications: what is entered, printed and locked, and who may sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.certification.authority import Authorisation
from counter_app.domain.certification.book_volumes import DECEMBER, MonthState, lockable_from
from counter_app.domain.certification.books import BOOKS, NUMBER_CEILING, Certifying, Document
from tests.makers import BIRTH, COPIES

if TYPE_CHECKING:
    from tests.store.player import Player


def certify(player: Player, pick: int, choice: int) -> object:
    """Matters are entered in the books, made void or erased."""
    if choice % 8 == 3:
        return bind(player, pick, choice // 8)
    certifying = player.office.certification
    latest = certifying.latest(most=20)
    store = player.office.store
    entered = [
        item
        for whole in store.volumes.books()
        for item in store.certification.numbered(whole, 1, NUMBER_CEILING)
        if item.voided_at is None
    ]
    if choice % 4 == 0 and entered:
        voids, chosen = player.office.voiding, entered[pick % len(entered)]
        return voids.void(chosen.id, reason="Ghi nhầm" * (pick % 5 != 0))
    if choice % 11 == 5 and latest:
        wanted = [latest[pick % len(latest)].id, latest[0].id]
        erasure = player.office.erasure
        return erasure.erase_certifications(wanted, reason="Theo yêu cầu" * (pick % 5 != 0))
    codes = (COPIES, "2.000884", "2.000908", "2.000913", BIRTH)
    title = "Bằng tốt nghiệp" * (pick % 2)
    documents = [Document(title=title, pages=pick, copies=choice % 4 + 1)] * (pick % 3)
    wish = Certifying(
        procedure=codes[choice % 5],
        documents=tuple(documents),
        applicant=player.names[pick % 5] * (choice % 3),
        volume=pick % 3 or None,
        start=pick * 10 if choice % 7 == 0 else None,
        paid=bool(choice % 2),
        receipt_no=f"{pick % 4}",
        signer="canbo" * player.office.authorities.known(),
        after_lock="Công dân đến muộn" * (pick % 3 == 0),
    )
    return certifying.record(wish, op_id=f"certify-{choice}" if pick % 5 == 0 else "")


def bind(player: Player, pick: int, choice: int) -> object:
    """The books on paper, locked, and who may sign in them."""
    office, today = player.office, player.clock.now().date()
    book, given = tuple(BOOKS)[pick % len(BOOKS)], office.authorities.all()
    if choice % 5 == 0:
        wish = Authorisation(
            officer="canbo", since=today, number=f"{pick}/QĐ", issued_on=today, position="Công chức"
        )
        return office.authorities.authorise(wish)
    if choice % 5 == 1 and given:
        return office.authorities.end(given[pick % len(given)].id, today, reason="Chuyển")
    if choice % 5 in (2, 3):
        return _lock(player, book, today.year - pick % 2)
    month = today.month - 1 or 12
    year = today.year - (today.month == 1)
    return office.volumes.print_month(book, year, month, gap_reason="Máy cũ" * (pick % 2))


def _lock(player: Player, book: str, year: int) -> object:
    """A book is locked; the first one surely once its year ended: what is not on paper is printed month by month."""
    office, first = player.office, _first_book(player)
    if first is None or player.clock.now().date() < lockable_from(first[1]):
        return office.volumes.lock(book, year, gap_reason="Máy cũ")
    for item in office.volumes.months(*first):
        if item.state is MonthState.UNPRINTED and item.month < DECEMBER:
            return office.volumes.print_month(*first, item.month, gap_reason="Máy cũ")
    return office.volumes.lock(*first, gap_reason="Máy cũ")


def end_year(player: Player, _pick: int, choice: int) -> object:
    """The day comes on which books are locked, as long as none was."""
    first = _first_book(player)
    if first is None or choice % 4:
        return None
    ends = lockable_from(first[1])
    return player.clock.tick(days=max((ends - player.clock.now().date()).days, 0))


def _first_book(player: Player) -> tuple[str, int] | None:
    """A book with its year that may be the first to be locked; None before there is one and when one was locked."""
    volumes = player.office.store.volumes
    known = volumes.books()
    if not known or any(volumes.lock(whole) for whole in known):
        return None
    book, _slash, year = min(known, key=lambda whole: whole[-4:]).partition("/")
    return book, int(year)
