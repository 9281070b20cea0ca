"""Faults in the window: pages, dialogs, widgets, jobs, hub."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/qt/window/toasts.py",
        "if not self._fresh.isActive() and name != self._said_on:",
        "if False:",
        "a message stays over a page it does not belong to",
        (
            "tests/qt/test_toasts.py::test_a_message_goes_with_its_page_and_comes_along_when_it_opens_one",
        ),
    ),
    Fault(
        "counter_app/qt/window/notice.py",
        "if not self.isVisible() or QApplication.activeModalWidget() is not None:",
        "if not self.isVisible():",
        "the ten seconds pass behind a dialog that opened by itself",
        ("tests/qt/test_toasts.py::test_its_ten_seconds_pass_only_while_the_page_can_be_reached",),
    ),
    Fault(
        "counter_app/qt/kit/completion.py",
        "shown.setCurrentRow(-1)",
        "shown.setCurrentRow(0)",
        "Enter writes a text nobody chose",
        (
            "tests/qt/test_completion.py::test_without_a_choice_the_keys_do_what_they_did_and_write_nothing",
        ),
    ),
    Fault(
        "counter_app/wording/columns.py",
        "    return full + [at for at, key in enumerate(keys) if key is None]\n",
        "    return [at for at, key in enumerate(keys) if key is None] + full\n",
        "who sorts a list sees blanks first",
        ("tests/wording/test_columns.py::test_what_is_missing_comes_last_in_both_directions",),
    ),
    Fault(
        "counter_app/qt/kit/table_copy.py",
        "    return guarded(cell_text(cell)) if isinstance(cell, str) else cell_text(cell)\n",
        "    return cell_text(cell)\n",
        "a name that is a formula runs in the spreadsheet it is pasted into",
        ("tests/qt/test_tables.py::test_a_row_is_copied_by_keys_and_takes_no_formula_along",),
    ),
    Fault(
        "counter_app/qt/reports/page.py",
        "        self.head.let_out(not old and self._job is None)\n",
        "        self.head.let_out(self._job is None)\n",
        "another report is issued than the one chosen",
        (
            "tests/qt/test_reports_handed_out.py::test_what_was_computed_before_another_choice_is_old_and_goes_nowhere",
        ),
    ),
    Fault(
        "counter_app/qt/dossiers/lines.py",
        "        self._total = self._reader.matching(chosen)\n",
        "        self._total = PAGE\n",
        "a limit of reading is told as a count",
        ("tests/qt/test_dossiers.py::test_scrolling_fetches_the_next_page",),
    ),
    Fault(
        "counter_app/qt/window/sign_in.py",
        "from PySide6.QtCore import Signal\n",
        "from PySide6.QtCore import Qt, Signal\n",
        "the first paint waits for all of Qt's enumerations",
        ("tests/qt/test_app.py::test_nothing_heavy_is_loaded_before_the_first_paint",),
    ),
    Fault(
        "counter_app/qt/intake/page.py",
        "frozenset({Noun.CATALOGUE, Noun.CALENDAR, Noun.SETTINGS})",
        "frozenset({Noun.CATALOGUE, Noun.CALENDAR})",
        "the form in front promises by settings that were changed",
        ("tests/qt/test_what_pages_show.py::test_a_page_is_read_again_for_what_it_shows",),
    ),
    Fault(
        "counter_app/qt/handover/page.py",
        "frozenset({Noun.DOSSIER, Noun.STAFF, Noun.SETTINGS})",
        "frozenset({Noun.DOSSIER, Noun.STAFF})",
        "a new partner office cannot be handed anything until the next start",
        ("tests/qt/test_what_pages_show.py::test_a_page_is_read_again_for_what_it_shows",),
    ),
    Fault(
        "counter_app/qt/queue/page.py",
        "{Noun.TICKET, Noun.CATALOGUE, Noun.STAFF, Noun.SETTINGS}",
        "{Noun.CATALOGUE, Noun.STAFF, Noun.SETTINGS}",
        "the queue does not show who was called at the other counter",
        ("tests/qt/test_what_pages_show.py::test_a_page_is_read_again_for_what_it_shows",),
    ),
    Fault(
        "counter_app/qt/window/page_stack.py",
        "                page.up_to_date = False\n                self._stale.add(name)",
        "                page.up_to_date = False\n                self._stale.discard(name)",
        "a page that was not in front shows what was",
        ("tests/qt/test_what_pages_show.py::test_the_form_in_front_is_reckoned_anew",),
    ),
    Fault(
        "counter_app/qt/kit/jobs.py",
        "        del self.waiting[1:]\n",
        "",
        "a closed window works on for minutes",
        (
            "tests/qt/test_jobs.py::test_stopping_waits_for_the_work_and_forgets_what_waits_behind_it",
        ),
    ),
    Fault(
        "counter_app/qt/kit/print_run.py",
        "            lane=Lane.PAPER,\n",
        "            lane=Lane.LONG,\n",
        "a receipt waits for the check of the data",
        ("tests/qt/test_intake_saving.py::test_a_receipt_is_printed_while_the_data_are_checked",),
    ),
    Fault(
        "counter_app/store/file/checking.py",
        "        if engine.interrupted(error) or (",
        "        if (",
        "a check that is stopped calls the data damaged",
        ("tests/desk/test_stopped_work.py::test_a_check_that_is_stopped_calls_nothing_damaged",),
    ),
    Fault(
        "counter_app/qt/kit/jobs.py",
        "return not isinstance(owner, QObject) or isValid(owner)",
        "return True",
        "work that ends after its dialog was closed ends the program",
        ("tests/qt/test_jobs.py::test_nobody_is_called_who_is_gone",),
    ),
    Fault(
        "counter_app/qt/kit/hub.py",
        "        finally:\n            self.elsewhere = False",
        "        finally:\n            self.elsewhere = elsewhere",
        "own changes are taken for somebody else's",
        ("tests/qt/test_elsewhere.py::test_only_while_it_is_announced_somebody_else_did_it",),
    ),
    Fault(
        "counter_app/qt/window/scanner.py",
        'if widget.property("takesScans"):',
        "if False:",
        "a scan is taken out of the box it was meant for",
        ("tests/qt/test_scanner.py::test_a_field_may_keep_its_scans",),
    ),
    Fault(
        "counter_app/qt/window/scanner.py",
        "held.changed(event.preeditString(), event.commitString(), taken)",
        'held.changed("", event.commitString(), taken)',
        "keys that an input method swallows inside the word it holds go unnoticed",
        ("tests/qt/test_composition.py::test_keys_swallowed_inside_a_held_word_are_given_back",),
    ),
    Fault(
        "counter_app/qt/queue/calling.py",
        "            if ticket.counter == self.counter\n",
        "",
        "a counter finishes the ticket of another one",
        ("tests/qt/test_queue.py::test_two_counters_never_serve_the_same_ticket",),
    ),
    Fault(
        "counter_app/qt/kit/held.py",
        "        if moved and hand != stored:\n",
        "        if moved:\n",
        "somebody who typed the same is told of a clash",
        ("tests/qt/test_held_forms.py::test_the_value_somebody_else_also_chose_stays_mine",),
    ),
    Fault(
        "counter_app/qt/kit/enter.py",
        "        if event.isAutoRepeat():\n            return True\n",
        "",
        "Enter held down a moment too long runs through the form",
        (
            "tests/qt/test_fields.py::test_enter_on_a_button_presses_it_once_however_long_it_is_held",
        ),
    ),
    Fault(
        "counter_app/qt/kit/failures.py",
        "place.hub.notice(Tone.BAD, error.message, retry)",
        "place.hub.notice(Tone.BAD, error.message)",
        "after a paper jam there is no button to try again",
        ("tests/qt/test_failures.py::test_a_device_can_be_tried_again",),
    ),
    Fault(
        "counter_app/qt/kit/cash_dialog.py",
        "MoneyEdit(account.kept if kind is FeeKind.REFUNDED else account.owed)",
        "MoneyEdit(account.kept if kind is FeeKind.REFUNDED else account.fee)",
        "the rest of a fee is asked for as the whole of it",
        ("tests/qt/test_fees.py::test_a_fee_is_taken_in_two_parts",),
    ),
    Fault(
        "counter_app/qt/queue/display.py",
        "if nouns & {Noun.TICKET, Noun.SETTINGS}:",
        "if nouns & {Noun.SETTINGS}:",
        "the public's screen does not show who is called",
        ("tests/qt/test_display.py::test_a_call_is_shown_with_its_counter_and_a_chime",),
    ),
    Fault(
        "counter_app/qt/kit/kept_place.py",
        "keys.index(current) if current in keys else min(0, len(keys) - 1)",
        "min(0, len(keys) - 1)",
        "a list that is read again leaves the line in hand",
        (
            (
                "tests/qt/widgets/test_refilled_list.py"
                "::test_the_item_in_hand_stays_and_one_that_is_gone_leaves_the_first"
            ),
        ),
    ),
    Fault(
        "counter_app/qt/dossier/correct_dialog.py",
        "back[name] if back[name] != self._shown[name] else getattr(dossier, name)",
        "back[name]",
        "correcting a telephone number forgets at whose home the papers were taken",
        ("tests/qt/test_corrections_agree.py::test_what_is_offered_no_more_stays_as_it_was",),
    ),
    Fault(
        "counter_app/qt/dossier/correct_dialog.py",
        '    "point",\n',
        "",
        "a reception point entered wrongly cannot be put right in the window",
        ("tests/qt/test_corrections_agree.py::test_a_point_is_put_right_in_the_window",),
    ),
    Fault(
        "counter_app/qt/window/key_log.py",
        "        if coded and (late or",
        "        if coded and (late and",
        "a name whose letters overtook the words of an input method is filled in as it came",
        ("tests/qt/test_composition.py::test_accents_sent_by_their_code_pass_between_held_words",),
    ),
)
