"""Faults in the window: pages, dialogs, widgets, jobs, hub."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/qt/window/scanner.py",
        "if log is None and self._last.sent_twice(moment):",
        "if False:",
        "a scanner that sends CR and LF presses the button that the scan led to",
        (
            "tests/qt/test_scan_ends.py"
            "::test_a_second_return_of_one_scan_acts_nowhere_and_a_later_one_does",
        ),
    ),
    Fault(
        "counter_app/qt/kit/person_form.py",
        "        _let_go_of_another(self, party)\n",
        "",
        "the telephone of whoever stood there before is called for the next one's dossier",
        (
            "tests/qt/widgets/test_document_part.py"
            "::test_the_card_of_somebody_else_leaves_nothing_of_the_one_before",
        ),
    ),
    Fault(
        "counter_app/qt/window/header.py",
        "        self._show(STACKED)\n",
        "        self._show(BARE)\n",
        "who sits here is cut at 200 % text",
        ("tests/qt/test_head.py::test_who_counter_and_time_are_whole",),
    ),
    Fault(
        "counter_app/qt/intake/procedure_box.py",
        "if event.type() in _MOVED and watched is not self.edit:",
        "if False:",
        "the list of procedures floats away from its field",
        (
            "tests/qt/test_intake.py::test_the_list_stays_at_its_field_when_a_band_comes_or_the_form_is_scrolled",
        ),
    ),
    Fault(
        "counter_app/domain/office/health.py",
        "self.backup is not None and self.days <= MOST_DAYS",
        "self.backup is not None",
        "nobody is told that the last backup is old",
        ("tests/desk/test_health.py::test_each_trouble_is_told_by_itself_the_worst_first",),
    ),
    Fault(
        "counter_app/qt/window/main_window.py",
        "        self.view.pages.quietly = self._unwatched\n",
        "",
        "every event of a page that is built passes the catcher of scans",
        (
            "tests/qt/test_scans_in_window.py::"
            "test_nobody_watches_while_pages_are_built_and_scans_are_caught_behind_it",
        ),
    ),
    Fault(
        "counter_app/qt/kit/health_line.py",
        "if not self._looking and (",
        "if (",
        "a network folder that does not answer is asked again by each save",
        ("tests/qt/test_health_line.py::test_a_folder_that_lets_wait_keeps_nobody",),
    ),
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
        "counter_app/wording/tables/columns.py",
        "    return full + [at for at, key in enumerate(keys) if key is None]\n",
        "    return [at for at, key in enumerate(keys) if key is None] + full\n",
        "who sorts a list sees blanks first",
        ("tests/wording/test_columns.py::test_what_is_missing_comes_last_in_both_directions",),
    ),
    Fault(
        "counter_app/qt/kit/rows_view.py",
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
        "counter_app/qt/kit/push_button.py",
        "        elif not is_repeat(event):\n            self.click()",
        "        else:\n            super().keyPressEvent(event)",
        "Enter on the button that has the ring does nothing",
        ("tests/qt/test_signing_in_by_letters.py::test_enter_on_the_button_signs_in",),
    ),
    Fault(
        "counter_app/qt/kit/stray_keys.py",
        "    if held & alt and not held & control:\n",
        "    if held & alt and held & control:\n",
        "Alt+L without an owner types an l over what was marked",
        ("tests/qt/test_stray_keys.py::test_a_command_without_an_owner_writes_nothing",),
    ),
    Fault(
        "counter_app/qt/window/officer_box.py",
        "        if self._hung_open:\n            self.gone_on.emit()",
        "        self.gone_on.emit()",
        "an arrow at sign-in jumps into the password",
        ("tests/qt/test_signing_in_by_letters.py::test_arrows_alone_never_jump_into_the_password",),
    ),
    Fault(
        "counter_app/qt/kit/papers_table.py",
        "        QWidget.setTabOrder(_before(self.all_given), row.given)\n",
        "",
        "Enter comes to the papers after everything else",
        ("tests/qt/test_intake_by_enter.py::test_enter_follows_the_work_and_ends_at_save",),
    ),
    Fault(
        "counter_app/qt/certification/entry.py",
        "        if self._is_said():\n            self.record_asked.emit()",
        "        self.record_asked.emit()",
        "Enter alone takes a number of the register",
        ("tests/qt/test_certification.py::test_enter_alone_never_takes_a_number_of_the_book",),
    ),
    Fault(
        "counter_app/qt/window/scanner.py",
        "        if said := _at_button(log):",
        '        if said := "":',
        "a foreign code presses the button that has the ring",
        ("tests/qt/test_stray_keys.py::test_a_code_of_somewhere_else_presses_no_button",),
    ),
    Fault(
        "counter_app/qt/window/key_map.py",
        "            if other.key == key:",
        "            if other.key == key and other.page:",
        "one key is given to two commands of the program",
        ("tests/qt/test_key_map.py::test_a_key_that_is_taken_is_refused_in_words",),
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
        "quiet.connect(self._went_quiet)",
        "quiet.connect(self._overtaken.closed)",
        "a card whose Return came ahead of it stays in its field without a word",
        (
            "tests/qt/test_composition.py::test_a_card_whose_return_overtook_it_is_never_left_in_the_field",
        ),
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
        "        if is_repeat(event):\n            return True\n",
        "",
        "Enter held down a moment too long runs through the form",
        ("tests/qt/test_fields.py::test_enter_held_down_goes_one_field_on",),
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
        "counter_app/qt/kit/public_screen.py",
        "        before.activateWindow()",
        "        pass",
        "the public's window takes the keyboard of the counter",
        ("tests/qt/test_second_screen.py::test_two_screens_one_of_them_unplugged",),
    ),
    Fault(
        "counter_app/qt/intake/spelling_dialog.py",
        "        self.sheet.show_lines(())",
        "        self.sheet.update()",
        "a citizen's name stays on a screen after it was answered",
        ("tests/qt/test_spelling.py::test_nothing_personal_stays_on_any_screen",),
    ),
    Fault(
        "counter_app/qt/queue/display.py",
        "if nouns & _SHOWN:",
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
        (
            "tests/qt/test_composition.py::test_a_card_whose_return_overtook_it_is_never_left_in_the_field",
        ),
    ),
    Fault(
        "counter_app/qt/kit/papers_table.py",
        "            row.given.setChecked(False)\n            row.report(",
        "            row.report(",
        "a receipt certifies papers that a citizen only said to have",
        (
            "tests/qt/test_touch_at_the_counter.py::"
            "test_the_intake_begins_with_what_was_chosen_and_no_paper_is_ticked",
        ),
    ),
    Fault(
        "counter_app/qt/queue/touch_window.py",
        "        event.ignore()",
        "        event.accept()",
        "a citizen closes the page he takes his number from",
        (
            "tests/qt/test_touch_at_the_counter.py::"
            "test_over_the_officer_s_window_it_is_left_by_a_key_and_a_password",
        ),
    ),
    Fault(
        "counter_app/qt/window/scanner.py",
        " or watched.window().property(FOR_PUBLIC)",
        "",
        "citizens' fingers on the touch page keep the officer's window unlocked",
        ("tests/qt/test_touch_at_the_counter.py::test_a_hand_on_it_is_no_sign_of_the_officer",),
    ),
    Fault(
        "counter_app/qt/kit/late_tabs.py",
        "            self.grown.emit()\n",
        "            pass\n",
        "an officer's own key does nothing on a part of Settings",
        (
            "tests/qt/test_key_map.py::"
            "test_a_part_that_is_made_later_has_the_officer_s_keys_and_stands_in_the_map",
        ),
    ),
    Fault(
        "counter_app/qt/window/key_map.py",
        "    page.whole()\n",
        "",
        "the map of keys leaves out what nobody came to yet",
        ("tests/qt/test_key_map.py::test_the_map_makes_what_it_lists",),
    ),
    Fault(
        "counter_app/qt/kit/late_tabs.py",
        "        if new or at in self._missed:\n",
        "        if new:\n",
        "a tab that was not in front shows what was",
        (
            "tests/qt/widgets/test_late_tabs.py::"
            "test_what_happened_is_read_where_one_looks_and_later_elsewhere",
        ),
    ),
    Fault(
        "counter_app/qt/kit/theme.py",
        '    app.setProperty("sheet", _sheet(THEMES[name], scale))\n',
        '    app.setProperty("sheet", _sheet(THEMES[name], scale))\n'
        "    app.setStyleSheet(_sheet(THEMES[name], scale))\n",
        "all that is put into something takes its looks on anew, four times before it is seen",
        (
            "tests/qt/test_dressed.py::"
            "test_a_page_takes_its_looks_on_once_and_not_at_each_step_of_its_making",
        ),
    ),
    Fault(
        "counter_app/qt/kit/public_window.py",
        "        if self._stands and screen.name() == self._stands:\n            self._hide()\n",
        "        pass\n",
        "an unplugged board lies over the officer's work",
        ("tests/qt/test_second_screen.py::test_two_screens_one_of_them_unplugged",),
    ),
    Fault(
        "counter_app/qt/kit/push_button.py",
        "if isinstance(event, QShortcutEvent) and not event.isAmbiguous():",
        "if False:",
        "what is typed behind a key within a tenth of a second goes to the page it leaves",
        ("tests/qt/test_held_keys.py::test_a_hand_that_is_quicker_than_a_button_loses_no_key",),
    ),
    Fault(
        "counter_app/qt/kit/held_keys.py",
        "    event.accept()\n    return True\n",
        "    return False\n",
        "a finger that lies on Alt+1 draws number after number",
        (
            "tests/qt/test_held_keys.py::"
            "test_a_key_held_down_draws_one_number_and_turns_one_page_back",
        ),
    ),
    Fault(
        "counter_app/qt/window/scanner.py",
        "        self._give_held(_target(), watched)  # from whom it may lead the keyboard away\n",
        "",
        "the word that is still underlined goes where the next key leads",
        (
            "tests/qt/test_on_linux_typing_methods.py::"
            "test_a_word_that_is_held_stays_where_it_was_typed",
        ),
    ),
    Fault(
        "counter_app/qt/kit/fields.py",
        "            kept = self._before\n",
        "            kept = kept[: self._most]\n",
        "a number that is too long is pasted without its end",
        ("tests/qt/test_pasted.py::test_a_number_comes_whole_or_not_at_all",),
    ),
    Fault(
        "counter_app/qt/dossier/acts_card.py",
        "        if held and before is not self.first():\n",
        "        if False:\n",
        "after an act the keyboard lies on whatever took its place",
        ("tests/qt/test_dossier_acts.py::test_the_keyboard_goes_on_to_the_next_step",),
    ),
    Fault(
        "counter_app/qt/kit/push_button.py",
        '        if self.hasFocus() and self.property("tone") == "primary":\n',
        '        if self.hasFocus() and self.property("tone") == "danger":\n',
        "nobody sees that a coloured button has the keyboard",
        ("tests/qt/test_gallery.py::test_a_ring_is_told_from_what_it_lies_on",),
    ),
    Fault(
        "counter_app/qt/window/making_ready.py",
        "if not self._pages.manned():",
        "if not self._names:",
        "as the window ends, pages are made for nobody, and reading for nobody is a fault of the program",
        ("tests/qt/test_making_ready.py::test_nothing_is_read_for_nobody",),
    ),
    Fault(
        "counter_app/qt/kit/held.py",
        "            self._lay_aside()\n",
        "",
        "one Down in a list wipes a half-entered officer in silence",
        ("tests/qt/test_staff.py::test_what_is_half_typed_is_there_again_when_its_row_is",),
    ),
)
