"""Faults in how the window looks."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/qt/kit/tick_box.py",
        "min(need.width(), button.width())",
        "button.width()",
        "the ring of a tick box runs along the row",
        ("tests/qt/test_gallery.py::test_a_ring_goes_round_a_box_and_its_words_only",),
    ),
    Fault(
        "counter_app/qt/kit/dressed.py",
        "            _dress_all(watched)\n",
        "",
        "columns of a page made ahead are narrower than their words",
        ("tests/qt/test_dressed.py::test_what_was_reckoned_before_is_reckoned_again",),
    ),
    Fault(
        "counter_app/qt/window/toasts.py",
        "MORE_LINES = 1\n",
        "MORE_LINES = 9\n",
        "beside a long button a message is a column of single words",
        (
            "tests/qt/test_toasts.py"
            "::test_beside_a_long_word_on_its_button_a_sentence_stays_a_sentence",
        ),
    ),
)
