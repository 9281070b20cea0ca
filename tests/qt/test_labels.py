"""A status is a word, a colour and an icon; every value has all three, and colours can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from counter_app import paths
from counter_app.domain.catalogue.limits import LimitUnit
from counter_app.domain.catalogue.sectors import FeeRule, PaperKind, ReviewState
from counter_app.domain.dossier.dossier import Channel, State, Urgency
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Role
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.queue.tickets import Priority, TicketState
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.theme import THEMES
from counter_app.qt.window.page_list import ENTRIES
from counter_app.wording.dossier import labels
from counter_app.wording.dossier.labels import Label

NOTHING_TO_SAY = {Urgency.NONE, Priority.NONE}
ALL: list[tuple[Callable[[Any], Label], Iterable[Any]]] = [
    (labels.state_label, State),
    (labels.urgency_label, Urgency),
    (labels.act_label, Act),
    (labels.channel_label, Channel),
    (labels.paper_kind_label, PaperKind),
    (labels.fee_rule_label, FeeRule),
    (labels.limit_unit_label, LimitUnit),
    (labels.review_label, ReviewState),
    (labels.role_label, Role),
    (labels.priority_label, Priority),
    (labels.ticket_state_label, TicketState),
    (labels.paper_size_label, PaperSize),
    (labels.print_state_label, ["issued", "printed", "handed_over", "failed", "void"]),
    (labels.document_label, ["receipt", "return_slip"]),
]
PAIRS = [
    ("ink", "card"),
    ("ink", "ground"),
    ("muted", "card"),
    ("muted", "ground"),
    ("on-accent", "accent"),
    ("good", "good-soft"),
    ("info", "info-soft"),
    ("warning", "warning-soft"),
    ("bad", "bad-soft"),
    ("bad", "card"),
    ("side-ink", "side"),
    ("side-muted", "side"),
    ("side-ink", "side-chosen"),
]


@pytest.mark.parametrize(("read", "values"), ALL, ids=[read.__name__ for read, _values in ALL])
def test_every_value_has_word_tone_and_icon(
    read: Callable[[Any], Label], values: Iterable[Any]
) -> None:
    words = []
    for value in values:
        label = read(value)
        assert label.tone in THEMES["light"], value
        if value in NOTHING_TO_SAY:
            continue
        assert label.text, value
        assert (paths.resources_dir() / "icons" / f"{label.icon}.svg").is_file(), value
        words.append(label.text)
    assert len(set(words)) == len(words)


def test_a_picture_is_drawn_once(qtbot: QtBot) -> None:
    """Sixteen warnings stand on one form: each was read from the disk and drawn anew."""
    one = picture("warning", "warning", 16)
    assert picture("warning", "warning", 16).cacheKey() == one.cacheKey()
    assert picture("warning", "bad", 16).cacheKey() != one.cacheKey()


def brightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read_on_their_ground(theme: str, ink: str, ground: str) -> None:
    first, second = brightness(THEMES[theme][ink]), brightness(THEMES[theme][ground])
    contrast = (max(first, second) + 0.05) / (min(first, second) + 0.05)
    assert contrast >= (7 if theme == "contrast" else 4.5)


def test_every_page_has_its_own_name_icon_and_key() -> None:
    assert len({item.name for item in ENTRIES}) == len(ENTRIES)
    assert len({item.key for item in ENTRIES}) == len(ENTRIES)
    for item in ENTRIES:
        assert (paths.resources_dir() / "icons" / f"{item.icon}.svg").is_file()
        assert item.load().name == item.name


@pytest.mark.parametrize(
    ("subject", "said"),
    [("T99001-261123-010001", "T99001-261123-010001"), ("handover:2026-12", "số 12/2026")],
)
def test_a_print_says_what_it_is_about(subject: str, said: str) -> None:
    assert labels.print_subject(subject) == said
