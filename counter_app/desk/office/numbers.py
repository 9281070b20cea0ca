"""Numbers that may have been given already: what is in doubt, and the answer a person reads from the last papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.domain.dossier.scanned import read_code
from counter_app.domain.office.events import EPOCH_BEGAN
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.epochs import begin_epoch
from counter_app.store.file.witnessing import Doubt, highest
from counter_app.system.places import as_meant
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.file.witness import Series

MOST_NUMBER = 999_999
MOST_DEVICE = 99
_DAY = len("2026-11-28")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNumber:
    """A series of numbers with the highest number known from the file, its witness or a batch.

    ``asked``: nobody but a person can know whether more were given; there is no going on without an answer.
    """

    name: str
    period: str
    last: int
    asked: bool = False

    @property
    def series(self) -> Series:
        """Name and period."""
        return (self.name, self.period)


class Numbers(Desk):
    """The one question after a loss: which numbers are in people's hands already?"""

    @property
    def doubt(self) -> Doubt | None:
        """Why numbers are in doubt; None when they are not."""
        text = self.store.database.unsure
        return Doubt.from_text(text) if text else None

    def known(self) -> tuple[KnownNumber, ...]:
        """Every series that can be asked for: of this year and of today, also those nothing was given of yet."""
        today = self.today()
        year, day = f"{today:%Y}", today.isoformat()
        usual = [("form:01", year, 0), (f"dossier:{self.store.database.device:02d}", day, 0)]
        usual += [(f"book:{sector.key}", year, 0) for sector in self.store.catalogue.sectors()]
        found = highest(usual, self.store.numbers.all(), self._doubted())
        doubt = self.doubt
        blind = doubt is not None and (doubt.why == "stick" or not doubt.epoch)
        return tuple(
            KnownNumber(
                name=name, period=period, last=last, asked=blind and (last > 0 or name == "form:01")
            )
            for name, period, last in found
            if period in (year, day, "") or (len(period) == _DAY and period >= self._since())
        )

    def devices_used(self) -> tuple[int, ...]:
        """Computer numbers that this journal was ever written under."""
        epochs = self.store.journal.epochs()
        return tuple(sorted({entry.device for entry, _payload in epochs}))

    def free_device(self) -> int:
        """The computer number to suggest: one never used in this journal."""
        used = self.devices_used()
        return next(number for number in range(1, MOST_DEVICE + 2) if number not in used)

    def scanned(self, text: str) -> KnownNumber:
        """The number in a receipt's barcode or code, with its series. Errors: RuleError (field "code") for others."""
        code = read_code(text, self.settings.number)
        if code is None or code.office != self.settings.number:
            raise RuleError(
                _("Đây không phải mã trên giấy hẹn của đơn vị này. Quét lại giấy hẹn cuối cùng."),
                field="code",
            )
        return KnownNumber(
            name=f"dossier:{code.device:02d}", period=code.day.isoformat(), last=code.sequence
        )

    def choose_place(self, folder: str) -> Done[str]:
        """Keep the witness in a second folder as well, best on another disk or a stick; empty for none.

        Errors: RuleError (field "witness_dir") for a folder that is not there, or lies in the data folder.
        """
        self.acting(Duty.SETTINGS)
        if folder:
            wanted = Path(as_meant(folder)).absolute()
            data = self.store.database.path.absolute().parent
            if not wanted.is_dir():
                raise RuleError(
                    _("Không có thư mục {path}. Cắm USB rồi chọn lại.").format(path=folder),
                    field="witness_dir",
                )
            if wanted.is_relative_to(data):
                raise RuleError(
                    _("Nơi này nằm trong thư mục dữ liệu nên mất cùng lúc. Chọn USB hoặc ổ khác."),
                    field="witness_dir",
                )
        self.store.settings.keep_preferences(replace(self.preferences, witness_dir=folder))
        return Done(folder, changed(Noun.SETTINGS))

    def settle(self, answers: Mapping[Series, int], *, device: int, op_id: str = "") -> Done[int]:
        """Go on above the numbers a person read from paper, as computer ``device``; the device.

        A new epoch begins, so that the superior and every other copy notice. Series that are not named keep what is
        known. Errors: RuleError when nothing is in doubt, for a number below one that is known, or a device number out
        of range.
        """
        database = self.store.database
        act = self.act(Duty.SETTINGS, op_id, EPOCH_BEGAN, begin=database.settling)
        known, doubt = act.sent(op_id), self.doubt
        if known is not None:
            return Done(known.device, frozenset())
        if doubt is None:
            raise RuleError(
                _("Không có số nào phải xác nhận. Tiếp tục làm việc."), rule="nothing_in_doubt"
            )
        if not 1 <= device <= MOST_DEVICE:
            raise RuleError(
                _("Số máy từ 1 đến {most}. Gõ lại số máy.").format(most=MOST_DEVICE), field="device"
            )
        self._require_answers(answers, device)
        given = [(name, period, last) for (name, period), last in answers.items()]
        counters = highest(doubt.counters, given)
        with act:
            begin_epoch(
                database,
                act.tx,
                device=device,
                reason="settled",
                actor=act.officer.login,
                op_id=op_id,
                counters=counters,
                beyond=[(doubt.epoch, doubt.seq)] if doubt.epoch else [],
            )
        self.store.settings.keep_preferences(replace(self.preferences, device=device))
        return Done(device, changed(*Noun))

    def _require_answers(self, answers: Mapping[Series, int], device: int) -> None:
        """Errors: RuleError (field "name:period") for an answer that cannot be, or one that is missing."""
        known = {item.series: item for item in self.known()}
        for series, last in answers.items():
            least = known[series].last if series in known else 0
            if not least <= last <= MOST_NUMBER:
                raise RuleError(
                    _(
                        "Số cuối từ {least} đến {most}, số nhỏ hơn đã có trong dữ liệu. Gõ lại số cuối."
                    ).format(least=least, most=MOST_NUMBER),
                    field=":".join(series),
                )
        for item in known.values():
            if item.asked and item.series not in answers and not self._elsewhere(item, device):
                raise RuleError(
                    _("Gõ số cuối trên giấy gần nhất; không cấp thêm thì gõ lại {last}.").format(
                        last=item.last
                    ),
                    field=":".join(item.series),
                )

    def _elsewhere(self, item: KnownNumber, device: int) -> bool:
        """True if a series goes on under another computer number: its end does not matter here then."""
        return item.name.startswith("dossier:") and item.name != f"dossier:{device:02d}"

    def _doubted(self) -> tuple[tuple[str, str, int], ...]:
        doubt = self.doubt
        return doubt.counters if doubt else ()

    def _since(self) -> str:
        """The day of the last act that is in the file."""
        last = self.store.journal.head().at_utc
        return last[:10] if last else self.today().isoformat()
