"""``--map FIELD=COLUMN`` of verbs that read lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TypeVar

import click

from counter_app.domain.text import fold
from counter_app.i18n import _

F = TypeVar("F", bound=StrEnum)


def column_wishes(
    known: type[F], heads: Sequence[str], wishes: Sequence[str]
) -> Iterator[tuple[F, int | None]]:
    """Field and column from 0, said by its head or its number from 1; None where a field has no column.

    Errors: BadParameter for a field or a column that there is none of.
    """
    fields = {field.value: field for field in known}
    folded = [fold(head) for head in heads]
    for wish in wishes:
        name, _equals, said = wish.partition("=")
        field, wanted = fields.get(name.strip()), said.strip()
        if field is None:
            raise click.BadParameter(
                _("Không có trường {name}. Các trường: {known}.").format(
                    name=name, known=", ".join(fields)
                )
            )
        if wanted.isdecimal() and 1 <= int(wanted) <= len(folded):
            yield field, int(wanted) - 1
        elif fold(wanted) in folded:
            yield field, folded.index(fold(wanted))
        elif wanted:
            raise click.BadParameter(_("Không có cột {column}.").format(column=wanted))
        else:
            yield field, None
