"""Faults in what guards the office's file and its people: passwords, roles, and the chain's anchors."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/domain/clock.py",
        "    if least is not None and (least - now).total_seconds() > BEHIND_SECONDS:\n",
        "    if least is not None and (now - least).total_seconds() > BEHIND_SECONDS:\n",
        "a clock set back over night dates receipts by the evening before",
        ("tests/desk/test_clock_word.py::test_what_has_passed_bounds_the_clock",),
    ),
    Fault(
        "counter_app/store/file/believed_clock.py",
        "    return now, doubt or believed(database.journal, now)\n",
        "    return now, doubt\n",
        "what a doubted clock dated looks like any other act",
        (
            "tests/desk/test_clock_word.py::"
            "test_every_act_is_flagged_until_the_clock_shows_what_was_known",
        ),
    ),
    Fault(
        "counter_app/desk/office/clock_word.py",
        "            if acting.role is Role.LEADER and not others:\n",
        "            if True:\n",
        "one person alone dates papers by a doubted clock",
        ("tests/desk/test_clock_word.py::test_a_receiver_needs_a_leader",),
    ),
    Fault(
        "counter_app/desk/office/restore_consent.py",
        "        said = second_person(store, officer, approval, Duty.RESTORE)\n",
        "        said = Consented(alone=True)\n",
        "one person alone brings a copy back",
        ("tests/desk/test_restore_consent.py",),
    ),
    Fault(
        "counter_app/desk/office/recovery.py",
        "        consent = consented(self, Duty.SHEET, approval, op_id, RECOVERY_MADE)\n",
        "        consent: Consented = {}\n",
        "an administrator makes a recovery sheet of his own and signs in as a leader by it",
        (
            "tests/scenarios/test_honesty_of_one.py::"
            "test_an_administrator_comes_to_the_leader_s_chair_by_no_way",
        ),
    ),
    Fault(
        "counter_app/desk/office/restore_consent.py",
        "        if RecoverySheets(copy, Session()).standing().maker == officer.login:\n",
        "        if not officer.login:\n",
        "whoever made the recovery sheet brings a copy back by it alone",
        ("tests/desk/test_restore_consent.py",),
    ),
    Fault(
        "counter_app/desk/office/leader_consent.py",
        "    _require_own_password(store, login)\n",
        "",
        "a leader is two people with a password he gave a receiver",
        (
            "tests/desk/test_clock_word.py::"
            "test_a_password_that_the_leader_gave_is_no_second_person",
        ),
    ),
    Fault(
        "counter_app/store/read/drafts.py",
        '            elif kept["officer"] != officer or (\n',
        "            elif not officer or (\n",
        "a receiver types over the form that another has in hand",
        ("tests/desk/test_intake.py::test_a_form_in_hand_is_its_officer_s",),
    ),
    Fault(
        "counter_app/desk/office/signing_in.py",
        "        if self.store.officers.is_lent(officer.login):\n",
        "        if not officer.login:\n",
        "whoever gave a first password acts by it at the terminal for ever",
        ("tests/cli/test_names.py::test_a_password_somebody_else_chose_does_one_thing",),
    ),
    Fault(
        "counter_app/desk/office/passwords.py",
        "begin_try(kept_as, store.clock.steady())",
        "begin_try(kept_as, store.clock.now())",
        "whoever sets the clock ahead guesses without waiting",
        (
            "tests/desk/test_passwords.py::"
            "test_a_clock_set_while_the_program_runs_ends_no_wait_and_lengthens_none",
        ),
    ),
    Fault(
        "counter_app/qt/window/session_lock.py",
        "        if self.quiet.isActive() and minutes_over:\n",
        "        if not minutes_over and not self.quiet.isActive():\n",
        "after a night asleep the counter goes on with whoever wakes it",
        (
            "tests/qt/test_veil.py::"
            "test_after_the_computer_slept_nobody_goes_on_without_the_password",
        ),
    ),
    Fault(
        "counter_app/desk/office/restore_outlook.py",
        "        said = second_person(self.store, officer, approval, Duty.RESTORE)\n",
        "        said = Consented(approved_by=approval.approver)\n",
        "the window believes who consented to a restore",
        ("tests/desk/test_restore_outlook.py",),
    ),
    Fault(
        "counter_app/desk/office/restore_consent.py",
        "        RecoverySheets(store, Session()).require(words)\n",
        "",
        "any twelve words bring a plain copy back",
        ("tests/desk/test_restore_consent.py",),
    ),
    Fault(
        "counter_app/domain/office/printers.py",
        "    return not away or printer in chosen\n",
        "    return True\n",
        "papers are printed at an address nobody chose",
        ("tests/desk/test_paper.py::test_a_printer_is_named_before_printing",),
    ),
    Fault(
        "counter_app/desk/paper/clear_files.py",
        "    return ClearStanding.AS_WRITTEN if same else ClearStanding.CHANGED\n",
        "    return ClearStanding.AS_WRITTEN\n",
        "a report that somebody worked on is shredded with the papers",
        ("tests/desk/test_clear_files.py",),
    ),
    Fault(
        "counter_app/desk/office/own_computer.py",
        "        plain = keys is not None and keys.data is None and not self.preferences.plain_file\n",
        "        plain = keys is not None and keys.data is None\n",
        "an office that chose a plain file is encrypted against its will",
        (
            "tests/qt/test_locked_file.py::"
            "test_a_plain_file_of_before_is_encrypted_as_a_leader_signs_in",
        ),
    ),
    Fault(
        "counter_app/desk/closing/papers.py",
        "        return tuple(table for table in self.tables(day) if table.name not in NAMING)\n",
        "        return tuple(table for table in self.tables(day) if NAMING)\n",
        "whoever finds the stick reads the day's citizens in its report",
        (
            "tests/scenarios/test_thief_and_finder.py::"
            "test_a_finder_of_the_sticks_reads_nobody_and_brings_nothing_in",
        ),
    ),
    Fault(
        "counter_app/qt/kit/copied.py",
        "held.hasFormat(OURS)",
        'held.hasFormat("")',
        "a citizen's number stays on the clipboard behind the locked screen",
        ("tests/qt/test_gate.py::test_what_was_copied_goes_when_nobody_sits_there",),
    ),
    Fault(
        "counter_app/store/core/engine.py",
        "        connection.execute(f'PRAGMA key = \"{_spelled(key)}\"')\n",
        '        connection.execute("PRAGMA cipher_log_level = NONE")\n',
        "an office that is to be encrypted is written in clear",
        (
            "tests/scenarios/test_thief_and_finder.py::"
            "test_after_a_whole_day_nobody_is_read_in_what_lies_about",
        ),
    ),
    Fault(
        "resources/verify/kiem_tra.py",
        '        if self.keys and sheet.key != self.key_at(seq):\n            return "key"\n',
        "",
        "an inspector believes a closing that anybody signed",
        (
            "tests/test_verify_program.py::"
            "test_a_closing_signed_by_another_key_is_refused_by_the_inspector_too",
        ),
    ),
    Fault(
        "counter_app/cli/proof.py",
        "        prove = seat.prove_once if verb == OWN_PASSWORD else seat.act_once\n",
        "        if found := office.staff.known(self.login):\n"
        "            return found\n"
        "        prove = seat.prove_once if verb == OWN_PASSWORD else seat.act_once\n",
        "whoever has a shell is every officer",
        ("tests/scenarios/test_clerk_with_a_shell.py::test_a_day_of_trying",),
    ),
    Fault(
        "counter_app/cli/proof.py",
        '{"init", "demo", "demo-day", "gui", "train", "card", "due"}',
        '{"init", "demo", "demo-day", "gui", "train", "card", "due", "find"}',
        "citizens are looked up by nobody",
        ("tests/cli/test_names.py",),
    ),
    Fault(
        "counter_app/desk/office/script_keys.py",
        "if key is None or not right or not key.opens(today):",
        "if key is None or not right:",
        "a scripting key opens after its last day and after it was revoked",
        (
            "tests/cli/test_script_keys.py::test_a_key_ends_by_its_day_by_being_revoked_and_by_a_new_one",
        ),
    ),
    Fault(
        "counter_app/domain/office/script_keys.py",
        "rights=self.rights & held_by_issuer,",
        "rights=held_by_issuer,",
        "a scripting key may whatever its issuer may",
        ("tests/cli/test_script_keys.py::test_a_key_does_what_it_may_and_no_more",),
    ),
    Fault(
        "counter_app/desk/desk.py",
        "        self.session.require_here(self._store)\n",
        "",
        "somebody made inactive at another counter goes on looking people up",
        ("tests/desk/test_made_inactive.py",),
    ),
    Fault(
        "counter_app/qt/window/other_windows.py",
        "        if self._place.office.seat.works_still():\n",
        "        if self._place.office.session.officer:\n",
        "somebody made inactive at another counter keeps the window open",
        ("tests/qt/test_put_out.py",),
    ),
    Fault(
        "counter_app/cli/office/backup.py",
        "        asked = by_password(frame.claim.proven_by, approval(approver), sheet=sheet is not None)\n",
        "        asked = by_sheet\n",
        "anybody with a copy makes himself an office of it",
        ("tests/scenarios/test_clerk_with_a_shell.py::test_a_day_of_trying",),
    ),
    Fault(
        "counter_app/store/file/signed_closings.py",
        "    if not is_right(signed):\n",
        "    if not signed.signature:\n",
        "a closing with any signature passes for the office's",
        (
            "tests/store/test_signed_closings.py::test_a_closing_changed_with_all_its_hashes_is_found",
        ),
    ),
    Fault(
        "counter_app/store/file/signed_closings.py",
        "if signed.key != key_at(keys, entry.seq):",
        "if not signed.key:",
        "whoever has any key signs for the office",
        (
            "tests/store/test_signed_closings.py::test_a_closing_changed_with_all_its_hashes_is_found",
        ),
    ),
    Fault(
        "counter_app/store/file/witnessing.py",
        "        self._compare_signed()\n",
        "",
        "a rewritten past is written on until somebody asks for a check",
        (
            "tests/store/test_signed_closings.py::test_a_rewritten_past_is_noticed_at_the_next_start",
        ),
    ),
    Fault(
        "counter_app/store/file/checking.py",
        "anchored(connection, first), vouched(connection, first)",
        "anchored(connection), vouched(connection)",
        "what lies after an entry that was changed is called good",
        (
            "tests/store/test_signed_closings.py::"
            "test_what_lies_after_an_entry_changed_in_place_is_not_called_good",
        ),
    ),
    Fault(
        "counter_app/domain/office/passwords.py",
        "    doubled = min(tries.count - FREE_TRIES, 16)\n",
        "    doubled = 0\n",
        "passwords are guessed at one pace for ever",
        ("tests/desk/test_passwords.py::test_every_wrong_one_doubles_the_wait_up_to_five_minutes",),
    ),
    Fault(
        "counter_app/store/file/looks.py",
        'connection.execute("ROLLBACK TO looks")',
        "pass",
        "a look that could not be written whole stays in the book in part, and comes twice",
        ("tests/store/test_access_book.py::test_a_book_that_cannot_be_written_stops_no_act",),
    ),
    Fault(
        "counter_app/store/file/predecessor.py",
        "not problems and not doubted",
        "not doubted",
        "numbers are taken from a file whose journal was changed by hand",
        ("tests/desk/test_restoring.py::test_a_predecessor_whose_chain_is_broken_is_not_believed",),
    ),
)
