"""Legal forms as data: what each is called and numbered, and from when on (Thông tư 03/2025/TT-VPCP Phụ lục I)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.settings import OfficeSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVersion:
    """One form as it is printed between two days (both included; None: open); ``suffix`` follows ``Số: 05/``.

    ``issuer`` says whose paper it is: "unit", or "authority" for the parent that signs it; empty: as the program knows.
    """

    form: str
    label: str
    title: str
    suffix: str = ""
    issuer: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return {
            "form": self.form,
            "label": self.label,
            "title": self.title,
            "suffix": self.suffix,
            **({"issuer": self.issuer} if self.issuer else {}),
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "source": self.source,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: KeyError/ValueError for a malformed record."""
        return cls(
            form=data["form"],
            label=data["label"],
            title=data["title"],
            suffix=data.get("suffix", ""),
            issuer=data.get("issuer", ""),
            valid_from=_day(data.get("valid_from")),
            valid_to=_day(data.get("valid_to")),
            source=data.get("source", ""),
        )

    def valid_on(self, day: date) -> bool:
        """True if papers issued on ``day`` are printed so."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    @property
    def of_authority(self) -> bool:
        """True if the office's parent issues and signs it, not the unit at the counter."""
        return (self.issuer or _ISSUERS.get(self.form, "unit")) == "authority"

    def symbol(self, issuer: str) -> str:
        """The text behind the number, the form's choice of units replaced by the symbol of whoever issues it."""
        return self.suffix.replace(UNIT_CHOICE, issuer) if issuer else self.suffix

    def numbered(self, number: int | None, issuer: str = "") -> str:
        """``Số: 05/PBS-TTPVHCC``; empty for a paper without a number."""
        if number is None:
            return ""
        return f"Số: {number:02d}/{self.symbol(issuer)}" if self.suffix else f"Số: {number:02d}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_SOURCE = "Phụ lục I Thông tư 03/2025/TT-VPCP ngày 15/09/2025"
UNIT_CHOICE = "TTPVHCC(BPTNTKQ)"
"""The circular leaves the unit to be chosen: a paper shows the one that applies, never both."""
_UNIT = UNIT_CHOICE
_ISSUERS = {"04": "authority", "05": "authority"}
"""Signed by Thủ trưởng cơ quan, đơn vị that resolves, so in its name (Thông tư 03/2025/TT-VPCP Phụ lục I)."""
SEEDS = (
    FormVersion(
        form="01",
        label="Mẫu số 01",
        title="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        suffix=_UNIT,
        source=_SOURCE,
    ),
    FormVersion(
        form="02",
        label="Mẫu số 02",
        title="Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
        suffix=f"PBS-{_UNIT}",
        source=_SOURCE,
    ),
    FormVersion(
        form="03",
        label="Mẫu số 03",
        title="Phiếu từ chối tiếp nhận giải quyết hồ sơ",
        suffix=f"PTC-{_UNIT}",
        source=_SOURCE,
    ),
    FormVersion(
        form="04",
        label="Mẫu số 04",
        title="Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
        suffix="PXL-UBND",
        valid_from=date(2026, 11, 29),
        source=(
            f"{_SOURCE}; chưa xác nhận: công bố năm 2025 ghi “Phiếu xin lỗi …”, trong mục lục “… hẹn lại ngày "
            "trả kết quả”, ba nguồn thứ cấp năm 2026 ghi “Văn bản xin lỗi …”; ký hiệu theo Nghị định 30/2020/NĐ-CP"
        ),
    ),
    FormVersion(
        form="05",
        label="Mẫu số 05",
        title="Thông báo dừng giải quyết hồ sơ",
        suffix=f"TB-{_UNIT}",
        source=f"{_SOURCE}; chưa xác nhận: ký hiệu sau số và các mục của mẫu do phần mềm đặt, cần đối chiếu bản gốc",
    ),
    FormVersion(
        form="06",
        label="Mẫu số 06",
        title="Phiếu kiểm soát quá trình giải quyết hồ sơ",
        suffix=f"PKS-{_UNIT}",
        source=_SOURCE,
    ),
    FormVersion(
        form="07",
        label="Mẫu số 07",
        title="Sổ theo dõi hồ sơ",
        suffix=f"STD-{_UNIT}",
        source=_SOURCE,
    ),
)
"""The forms as this program knows them now; an office keeps its own versions in its settings."""
EARLIER = (
    FormVersion(
        form="04",
        label="Mẫu số 04",
        title="Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết",
        suffix="PXL",
        valid_to=date(2026, 11, 28),
        source=f"{_SOURCE}, như chương trình in đến ngày 28/11/2026",
    ),
)
"""The earlier forms: a paper of those days that is printed again keeps its title and its number."""
SHIPPED = (*EARLIER, *SEEDS)


def forms_of(settings: OfficeSettings) -> tuple[FormVersion, ...]:
    """Every version the office knows; labels and suffixes set before versions existed go on being honoured."""
    if settings.forms:
        return tuple(FormVersion.from_dict(item) for item in settings.forms)
    return tuple(
        replace(
            seed,
            label=settings.form_labels.get(seed.form, seed.label),
            suffix=_suffix_of(seed, settings.number_suffixes.get(seed.form)),
        )
        for seed in SHIPPED
    )


def _suffix_of(seed: FormVersion, own: str | None) -> str:
    """The office's own suffix; one that only repeats what the program once set is not its own."""
    shipped = {item.suffix for item in SHIPPED if item.form == seed.form}
    return seed.suffix if own is None or own in shipped else own


def form_on(forms: Sequence[FormVersion], form: str, day: date) -> FormVersion:
    """The way a form is printed on a paper issued on ``day``: the latest valid version, else the earliest there is."""
    known = sorted(
        (item for item in forms if item.form == form), key=lambda item: item.valid_from or date.min
    )
    valid = [item for item in known if item.valid_on(day)]
    if valid:
        return valid[-1]
    if known:
        return known[0]
    return next(seed for seed in SEEDS if seed.form == form)


def version_days(forms: Sequence[FormVersion]) -> tuple[date | None, ...]:
    """The days from which any form has a version, earliest first; None stands for "always"."""
    days = {item.valid_from for item in forms}
    return tuple(sorted(days, key=lambda day: day or date.min))


def amended(
    forms: Sequence[FormVersion], wanted: FormVersion, day: date | None
) -> tuple[FormVersion, ...]:
    """The versions once ``wanted`` is what its form looks like from ``day`` on.

    A version that begins on that very day is changed; else the one in force ends the day before. Errors: RuleError
    (field "label" or "title") for a form without a name.
    """
    if not wanted.label.strip():
        raise RuleError(_("Chưa có tên mẫu. Ghi như Mẫu số 02."), field="label")
    if not wanted.title.strip():
        raise RuleError(_("Chưa có tên giấy in ở đầu trang. Ghi tên giấy."), field="title")
    before = form_on(forms, wanted.form, day or date.min)
    same = (before.label, before.title, before.suffix, before.source)
    if same == (wanted.label, wanted.title, wanted.suffix, wanted.source):
        return tuple(forms)
    others = [item for item in forms if item != before]
    if before.valid_from == day:
        kept = [replace(wanted, valid_from=day, valid_to=before.valid_to)]
    else:
        last = day - timedelta(days=1) if day else None
        kept = [
            replace(before, valid_to=last),
            replace(wanted, valid_from=day, valid_to=before.valid_to),
        ]
    return tuple(
        sorted([*others, *kept], key=lambda item: (item.form, item.valid_from or date.min))
    )
