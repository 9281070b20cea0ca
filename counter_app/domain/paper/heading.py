"""The office as papers name it."""

from __future__ import annotations

from counter_app.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The office as papers name it; every string is a setting (Thông tư 03/2025/TT-VPCP Phụ lục I).

    ``parent`` and ``unit`` head the left block, ``name`` stands in sentences, ``place`` before the date,
    ``symbol`` stands for it in Số, ký hiệu, ``sample`` prints the mark of invented data,
    in the words of practice with ``training``. ``capacity`` are the lines
    above who signs for it, ``signer`` the name below; ``counter`` is the unit where people come to.
    """

    parent: str
    unit: str
    name: str
    place: str
    address: str = ""
    phone: str = ""
    sample: bool = False
    symbol: str = "TTPVHCC"
    capacity: tuple[str, ...] = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    signer: str = ""
    leader: str = ""
    counter: str = ""
    training: bool = False
