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
        "counter_app/qt/kit/dressed.py",
        "            and (watched.window().styleSheet() or watched.isVisible())\n",
        "",
        "columns of a page made ahead are measured before it wears its sheet",
        ("tests/qt/test_dressed.py::test_what_is_made_ahead_is_measured_in_its_window_only",),
    ),
    Fault(
        "counter_app/qt/window/main_window.py",
        "        catcher.typing.connect(reveal_unseen)\n",
        "",
        "somebody types into a field that was scrolled out of sight",
        ("tests/qt/test_in_sight.py::test_a_key_brings_back_what_it_is_typed_into",),
    ),
    Fault(
        "counter_app/qt/dossiers/page.py",
        "        self.filters.kept.follow(self.filters.said())\n",
        "",
        "a kept filter is named while another one is chosen",
        ("tests/qt/test_dossiers.py::test_a_kept_filter_is_named_while_it_is_the_one_chosen",),
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
