"""Old and present names of places: what an address of before is called today, where that is known for certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Self

from counter_app.domain.places.names import COMMUNES, DISTRICTS, Name, in_text, name_of, parted
from counter_app.domain.text import fold, unmarked
from counter_app.i18n import _
from counter_app.values import dataclass, pattern

_SIGNS = pattern(r"[^a-z0-9\n]+")
_KIND = pattern(r"^(xa|phuong|dac khu|thi tran) ")
_DASH = " - "
MOST_CHOICES = 6
"""A commune divided among more is not asked about: whoever lives there knows better than a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A commune of today with its province, as the list has them."""

    ward: str
    province: str

    def text(self) -> str:
        """``xã Tam Bình, tỉnh Vĩnh Long``."""
        return f"{in_text(self.ward)}, {in_text(self.province)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """An address of before: what of it was recognised, and the whole address as it may be today.

    One of ``addresses`` is certain; of several only who lives there knows; none: more of the address has to be known.
    """

    before: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Old:
    """A commune of before, with what it became."""

    ward: str
    district: str
    province: str
    now: tuple[Present, ...]

    def text(self) -> str:
        return ", ".join(map(in_text, (self.ward, self.district, self.province)))


class Gazetteer:
    """The list, read once; names are folded when they are first asked for."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._present: Mapping[str, list[str]] = data["present"]
        self._before: Mapping[str, Mapping[str, Any]] = data["before"]
        self.valid_from = date.fromisoformat(data["valid_from"])
        self.checked = date.fromisoformat(data["checked"])
        self.sources = tuple(data["sources"])

    @classmethod
    def checked_data(cls, data: Any) -> Self:
        """A list from a file, looked through whole. Errors: ValueError with the end of a sentence: what is wrong."""
        try:
            made = cls(data)
            wards = {(name, ward) for name, wards in made._present.items() for ward in wards}
            olds = tuple(made._olds(made._before))
        except KeyError as error:
            why = _("thiếu mục {key}").format(key=error.args[0])
            raise ValueError(why) from error
        except (TypeError, AttributeError) as error:
            why = _("khác cấu trúc tệp kèm theo chương trình")
            raise ValueError(why) from error
        except ValueError as error:
            why = _("có ngày không đúng dạng 2025-07-01")
            raise ValueError(why) from error
        if not wards or not made._before:
            why = _("mục present hoặc before trống")
            raise ValueError(why)
        for old in olds:
            for now in old.now:
                if (now.province, now.ward) not in wards:
                    raise ValueError(f"{old.text()}: {now.text()}")
        return made

    def today(self, address: str) -> Recognised | None:
        """Today's place of an earlier address; None for one of today, and for one of which too little is known.

        Typed text is read from its end: province, district, commune, each with its kind or without. A text that may
        mean two places is not decided here.
        """
        parts = self._joined(parted(address))
        # In an address without a single accent "Thanh" may be "Thành": then no spelling is the one that was meant.
        names = [name_of(part, exact=not address.isascii()) for part in parts]
        if not names or self._is_present(names):
            return None
        olds, used = self._meant(names)
        if not olds:
            return None
        before = olds[0].text() if len(olds) == 1 else ", ".join(parts[-used:])
        houses = ", ".join(parts[:-used])
        found = dict.fromkeys(now.text() for old in olds for now in old.now)
        if len(found) > MOST_CHOICES:
            return None
        return Recognised(
            before=before,
            addresses=tuple(f"{houses}, {text}" if houses else text for text in found),
        )

    @cached_property
    def _twofold(self) -> frozenset[str]:
        """Keys of the names that have a dash of their own, as Bà Rịa - Vũng Tàu."""
        names = {
            *self._present,
            *(ward for wards in self._present.values() for ward in wards),
            *self._before,
            *(name for old in self._before.values() for name in old["districts"]),
            *(old.ward for old in self._olds(self._before)),
        }
        return frozenset(_name(name).key for name in names if _DASH in name)

    def _joined(self, parts: Sequence[str]) -> list[str]:
        """The parts of an address with those put together again that a dash within a name took apart."""
        joined: list[str] = []
        for part in parts:
            if joined and name_of(f"{joined[-1]}{_DASH}{part}").key in self._twofold:
                joined[-1] += f"{_DASH}{part}"
            else:
                joined.append(part)
        return joined

    def _is_present(self, names: Sequence[Name]) -> bool:
        """True if the last two parts are a commune of today in its province."""
        if len(names) < 2:
            return False
        ward, province = names[-2:]
        return any(
            ward.fits(_name(item))
            for name, wards in self._present.items()
            if province.fits(_name(name))
            for item in wards
        )

    def _meant(self, names: Sequence[Name]) -> tuple[list[_Old], int]:
        """The communes of before that the end of an address may mean, and how many parts say so."""
        provinces = [name for name in self._before if names[-1].fits(_name(name))]
        if provinces and len(names) >= 3:
            found = self._in_districts(provinces, names[-2], names[-3])
            if found:
                return found, 3
        if provinces and len(names) >= 2:
            ward = names[-2]
            found = self._named(self._olds(provinces), ward)
            # Without its district a name may be one of today that was never looked for, or a district's own.
            if found and ward.kind in COMMUNES:
                return found, 2
            return [], 0
        if len(names) >= 2 and names[-1].kind in DISTRICTS:
            return self._in_districts(self._before, names[-1], names[-2]), 2
        return [], 0

    def _in_districts(self, provinces: Iterable[str], wanted: Name, ward: Name) -> list[_Old]:
        """Communes of this name in districts of the name that is wanted."""
        found = [
            old
            for province in provinces
            for name in self._before[province]["districts"]
            if wanted.fits(_name(name))
            for old in self._of_district(province, name)
        ]
        return self._named(found, ward)

    def _named(self, olds: Iterable[_Old], wanted: Name) -> list[_Old]:
        """Those of this name; of several that differ in accents alone those that were typed so."""
        found = [old for old in olds if wanted.fits(_name(old.ward))]
        typed = [old for old in found if wanted.exact and _name(old.ward).exact == wanted.exact]
        return typed or found

    def _olds(self, provinces: Iterable[str]) -> Iterator[_Old]:
        for province in provinces:
            for district in self._before[province]["districts"]:
                yield from self._of_district(province, district)

    def _of_district(self, province: str, district: str) -> Iterator[_Old]:
        old = self._before[province]
        for ward, now in old["districts"][district].items():
            names = [now] if isinstance(now, str) else now
            presents = tuple(Present(ward=name, province=old["now"]) for name in names)
            yield _Old(ward, district, province, presents)

    @cached_property
    def _keys(self) -> tuple[tuple[str, str, Present], ...]:
        """Folded name without and with its kind, and the commune, in the order of the list."""
        all_of = [
            Present(ward=ward, province=province)
            for province, wards in self._present.items()
            for ward in wards
        ]
        # All in one go: a letter at a time would be felt under the first key.
        folded = _SIGNS.sub(" ", unmarked("\n".join(item.ward for item in all_of))).split("\n")
        return tuple(
            (_KIND.sub("", whole), whole, item) for whole, item in zip(folded, all_of, strict=True)
        )

    def like(self, typed: str, *, near: str = "", most: int = 6) -> list[str]:
        """Present communes with their province that go on from what was typed, those of the province ``near`` first."""
        wanted = fold(typed)
        if len(wanted.replace(" ", "")) < 3:
            return []
        found = [
            present
            for key, whole, present in self._keys
            if key.startswith(wanted) or whole.startswith(wanted)
        ]
        home = name_of(near)
        found.sort(key=lambda item: not (near and _name(item.province).fits(home)))
        return [item.text() for item in found[:most]]


@lru_cache(maxsize=16_384)
def _name(text: str) -> Name:
    return name_of(text)
