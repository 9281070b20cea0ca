"""Kinds of paper: each is drawn, and each act that owes a slip owes one."""

from __future__ import annotations

from counter_app.desk.paper.render_slips import OF_DOSSIERS
from counter_app.domain.dossier.moves import Act
from counter_app.domain.paper.document_kinds import (
    BY_NAME,
    FORM_OF,
    KINDS,
    SLIP_OF,
    document_kind,
    fitting_size,
)
from counter_app.domain.paper.forms import SEEDS
from counter_app.domain.paper.sizes import PaperSize

DRAWN_APART = {"receipt", "handover", "reminder", "request_receipt", "request_answer"}
"""By the procedure's own template, about several dossiers, and about none."""


def test_every_kind_is_drawn_and_nothing_else() -> None:
    assert set(OF_DOSSIERS) | DRAWN_APART == set(BY_NAME)
    assert len(BY_NAME) == len(KINDS)


def test_what_has_no_legal_form_has_a_title_or_draws_its_own() -> None:
    without = {kind.name for kind in KINDS if not kind.form and not kind.title}
    assert without == {"return_slip"}
    assert {kind.form for kind in KINDS if kind.form} <= {seed.form for seed in SEEDS}
    assert FORM_OF["register"] == "07"


def test_acts_that_owe_the_citizen_a_slip() -> None:
    owed = {act: kind.form for act, kind in SLIP_OF.items()}
    assert owed == {
        Act.SUPPLEMENT: "02",
        Act.REFUSE: "03",
        **dict.fromkeys((Act.WITHDRAW, Act.CLOSE), "05"),
    }


def test_a_paper_of_a_later_version_is_printed_on_any_size() -> None:
    assert document_kind("mai-sau").sizes == tuple(PaperSize)
    assert fitting_size("handover", PaperSize.ROLL) is PaperSize.A4
    assert fitting_size("refusal", PaperSize.ROLL) is PaperSize.A5
