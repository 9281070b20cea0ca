"""Invented people: names put together by chance, phones of no network, villages that do not exist."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

from counter_app.domain.person.documents import tax_check_digit
from counter_app.domain.person.party import Birth, Party, PartyKind, Sex

_PROVINCE = "001"
_CENTURY_DIGITS = {(19, Sex.MALE): 0, (19, Sex.FEMALE): 1, (20, Sex.MALE): 2, (20, Sex.FEMALE): 3}


class People:
    """Draws persons; the same seed draws the same ones."""

    def __init__(self, resources: Path, chance: random.Random) -> None:
        names: dict[str, Any] = json.loads(
            (resources / "demo" / "names.json").read_text(encoding="utf-8")
        )
        self._chance = chance
        self._names = names
        self._families = [item["name"] for item in names["family"]]
        self._weights = [item["weight"] for item in names["family"]]

    def name(self, sex: Sex) -> str:
        """A full name; one in two hundred is a long one."""
        pick = self._chance.choice
        if self._chance.random() < 0.005:
            return str(pick(self._names["long_names"]))
        family = self._chance.choices(self._families, self._weights)[0]
        kind = "male" if sex is Sex.MALE else "female"
        middle, given = pick(self._names[f"middle_{kind}"]), pick(self._names[f"given_{kind}"])
        if self._chance.random() < 0.3:
            given = f"{pick(self._names[f'given_{kind}'])} {given}"
        return f"{family} {middle} {given}"

    def person(self, today: date) -> Party:
        """An adult with a number that fits birth and sex, a phone and an address."""
        chance = self._chance
        sex = chance.choice((Sex.MALE, Sex.FEMALE))
        year = today.year - chance.randint(18, 88)
        birth = Birth(year, chance.randint(1, 12), chance.randint(1, 28))
        digit = _CENTURY_DIGITS[(year // 100, sex)]
        return Party(
            kind=PartyKind.PERSON,
            name=self.name(sex),
            id_no=f"{_PROVINCE}{digit}{year % 100:02d}{chance.randrange(10**6):06d}",
            birth=birth if chance.random() > 0.05 else Birth(year),
            sex=sex,
            phone=f"{chance.choice(self._names['phone_prefixes'])}{chance.randrange(10**6):06d}",
            address=", ".join(
                (
                    chance.choice(self._names["villages"]),
                    self._names["commune"],
                    self._names["province"],
                )
            ),
        )

    def organisation(self) -> Party:
        """An organisation with a tax code whose check digit is right."""
        return Party(
            kind=PartyKind.ORGANISATION,
            name=self._chance.choice(self._names["organisations"]),
            id_no=_tax_code(f"01{self._chance.randrange(10**8):08d}"[:9]),
            phone=f"0300{self._chance.randrange(10**6):06d}",
            address=f"{self._names['commune']}, {self._names['province']}",
        )

    def applicant(self, today: date) -> Party:
        """Mostly persons."""
        return self.organisation() if self._chance.random() < 0.04 else self.person(today)


def _tax_code(nine: str) -> str:
    """The code that begins with nine digits, or with the next nine that some code begins with."""
    check = tax_check_digit(nine)
    return f"{nine}{check}" if check is not None else _tax_code(f"{int(nine) + 1:09d}")
