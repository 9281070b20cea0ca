"""The errands of people without a dossier: copies certified on the spot, a question, the fee of a dossier handed in."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from counter_app.domain.certification.books import COPY, Certifying, Document
from counter_app.domain.fees.payments import Method
from counter_app.domain.office.staff import Role

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.office.staff import Officer
    from counter_app.office import Office

TITLES = (
    "Bằng tốt nghiệp trung học phổ thông",
    "Giấy khai sinh",
    "Căn cước công dân",
    "Giấy chứng nhận quyền sử dụng đất",
    "Sổ bảo hiểm xã hội",
    "",
)
"""Papers whose copies are asked for; nobody has to name them."""
SIGNATURE = "2.000884"


class Errands:
    """Plays express work with a chance of its own; the dossiers of a seed stay the same."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office = office
        self.chance = random.Random(seed + 40_000)  # noqa: S311 - invented data, no secret
        self._receipt = 1_200

    def play(self, name: str) -> None:
        """Perhaps somebody called ``name`` has a copy or a signature certified, perhaps somebody only asks."""
        if self.chance.random() < 0.5:
            self._certify(name)
        if self.chance.random() < 0.35:
            topics = self.office.enquiries.topics()
            self.office.enquiries.ask(self.chance.choice(topics))

    def pay(self, dossier: Dossier) -> None:
        """Most pay at once what the receipt says."""
        if dossier.fee and self.chance.random() < 0.9:
            method = Method.CASH if self.chance.random() < 0.7 else Method.TRANSFER
            self.office.fees.collect(dossier.code, receipt_no=self._next(), method=method)

    def give_back(self, dossier: Dossier) -> None:
        """Give the money back to a citizen who takes a dossier back."""
        if not self.office.fees.account(dossier.code).kept:
            return
        clerk, session = self.office.session.officer, self.office.session
        session.officer = self._leader() or clerk
        self.office.fees.refund(dossier.code, reason="Công dân rút hồ sơ.")
        session.officer = clerk

    def _leader(self) -> Officer | None:
        """The one leader, who may give money back alone: nobody is here to type a second person's password."""
        found = self.office.staff.officers()
        return next((item for item in found if item.role is Role.LEADER), None)

    def _certify(self, name: str) -> None:
        chance, books = self.chance, self.office.certification
        signature = chance.random() < 0.2
        documents = tuple(
            Document(
                title=chance.choice(TITLES),
                pages=chance.choice((1, 1, 2, 2, 3, 4, 6, 12)),
                copies=1 if signature else chance.randint(1, 4),
            )
            for _number in range(1 if signature else chance.choice((1, 1, 1, 2, 3)))
        )
        done = books.record(
            Certifying(
                procedure=SIGNATURE if signature else COPY,
                documents=documents,
                applicant=name if signature or chance.random() < 0.6 else "",
                paid=True,
                receipt_no=self._next(),
            )
        ).result
        if chance.random() < 0.03:
            self.office.voiding.void(done[-1].id, reason="Ghi sai số trang của bản chính.")

    def _next(self) -> str:
        self._receipt += 1
        return f"{self._receipt:07d}"
