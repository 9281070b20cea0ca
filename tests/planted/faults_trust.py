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
        "        prove = staff.prove_once if verb == OWN_PASSWORD else staff.act_once\n",
        "        if found := staff.known(self.login):\n"
        "            return found\n"
        "        prove = staff.prove_once if verb == OWN_PASSWORD else staff.act_once\n",
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
        "if key is None or not right or not key.opens(self.today()):",
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
        "        if self._place.office.staff.works_still():\n",
        "        if self._place.office.session.officer:\n",
        "somebody made inactive at another counter keeps the window open",
        ("tests/qt/test_put_out.py",),
    ),
    Fault(
        "counter_app/cli/backup.py",
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
        "counter_app/domain/office/passwords.py",
        "    return max(min(tries.last + whole - now, whole), timedelta(0))\n",
        "    return max(tries.last + whole - now, timedelta(0))\n",
        "a clock set back keeps everybody out for as long",
        ("tests/desk/test_passwords.py::test_no_wait_is_longer_than_the_longest",),
    ),
    Fault(
        "counter_app/store/read/staff.py",
        "                (login, before.count if wait else before.count + 1, utc_text(last)),\n",
        "                (login, before.count, utc_text(last)),\n",
        "a wrong password is not counted before it is looked at",
        (
            "tests/desk/test_passwords.py::test_guesses_made_at_once_are_counted_before_they_are_looked_at",
        ),
    ),
    Fault(
        "counter_app/desk/office/passwords.py",
        "    if password_matches(digest or _nobody(), password) and digest and may:\n",
        "    if password_matches(digest or _nobody(), password) and digest:\n",
        "somebody who was made inactive opens the locked screen",
        ("tests/desk/test_passwords.py::test_somebody_made_inactive_opens_no_locked_screen",),
    ),
    Fault(
        "counter_app/desk/office/officers.py",
        "        if not changes or first or acting.role is Role.LEADER:\n",
        "        if not changes or first or acting.may(Duty.STAFF):\n",
        "an administrator makes himself leader",
        (
            "tests/desk/test_passwords.py::test_an_administrator_makes_no_leader_and_none_of_a_leader",
        ),
    ),
    Fault(
        "counter_app/store/file/anchors.py",
        '        "WHERE j.hash IS NULL OR j.hash <> b.head ORDER BY b.number"\n',
        '        "WHERE j.hash IS NULL ORDER BY b.number"\n',
        "what was sent on a stick is rewritten and nobody is told how far the journal is still good",
        ("tests/store/test_clever_edits.py::test_a_rewritten_batch_is_named",),
    ),
    Fault(
        "counter_app/store/file/anchors.py",
        "        if head_code(digest) != code:\n",
        "        if not digest:\n",
        "a journal rewritten since a paper was printed passes for the one it was printed from",
        ("tests/store/test_clever_edits.py::test_what_papers_say_is_compared",),
    ),
    Fault(
        "counter_app/store/file/anchors.py",
        '        if not told or told[-1].get("mark", mark) != mark:\n',
        "        if not told:\n",
        "a leader's password put in by somebody with a database browser is not noticed",
        ("tests/store/test_clever_edits.py::test_each_edit_is_found_at_the_next_start_or_check",),
    ),
    Fault(
        "counter_app/desk/certification/voiding.py",
        "                require_open(self.store, found.book, bool(leader))\n",
        "                require_open(self.store, found.book, locked)\n",
        "a book that another window just locked is written in without anybody's consent",
        (
            "tests/desk/test_certification_books.py"
            "::test_a_book_locked_between_the_question_and_the_act_is_not_written_in",
        ),
    ),
    Fault(
        "counter_app/system/key_ring.py",
        "        if not signed_by(ring.public, ring._unsigned(), ring.signature):\n",
        "        if not ring.signature:\n",
        "whoever edits the ring decides who opens the office",
        ("tests/system/test_key_ring.py::test_whoever_edits_the_ring_without_the_keys_is_found",),
    ),
    Fault(
        "counter_app/desk/office/wraps.py",
        "            return wrap.mark == marks.get(wrap.name)\n",
        "            return wrap.name in marks\n",
        "the password of before opens the file for ever",
        ("tests/desk/test_wraps.py::test_a_changed_password_opens_and_the_one_before_does_not",),
    ),
    Fault(
        "counter_app/store/core/engine.py",
        '    "temp_store = MEMORY",\n    "synchronous = OFF",',
        '    "temp_store = FILE",\n    "synchronous = OFF",',
        "names are sorted in clear in the system's temporary folder",
        ("tests/desk/test_encrypted_office.py::test_what_is_compared_aside_can_be_read_by_nobody",),
    ),
    Fault(
        "counter_app/store/file/swap.py",
        '            _shred(path.with_name(Path(facts["aside"]).name))\n',
        "            pass\n",
        "the plain file stays beside the encrypted one",
        (
            "tests/desk/test_encrypting.py::test_a_plain_office_is_encrypted_and_nothing_plain_stays",
        ),
    ),
    Fault(
        "counter_app/store/core/access_book.py",
        '            if row["subject"] is not None and not (row["erased"] and self._is_erased_with(row)):\n',
        '            if row["subject"] is not None and not row["seq"]:\n',
        "words of looks are taken out under an erasure that never was",
        ("tests/store/test_further_edits.py::test_each_edit_is_found_and_told_in_words",),
    ),
    Fault(
        "counter_app/store/file/anchors.py",
        "            if entry.kind in kinds and not elsewhere(entry.seq)\n",
        "            if entry.kind in kinds\n",
        "a password that a stick cannot carry is called damage after a restore",
        (
            "tests/store/test_further_edits.py::"
            "test_what_a_stick_brings_back_carries_no_passwords_and_is_no_damage",
        ),
    ),
    Fault(
        "counter_app/desk/closing/stick_doubt.py",
        "    return said.journal == journal.name() and said.signer in keys and said.epoch not in ended\n",
        "    return said.journal == journal.name() and said.epoch not in ended\n",
        "whoever finds a stick stops the counter",
        ("tests/desk/test_stick_doubt.py::test_only_the_office_s_own_word_stops_the_counter",),
    ),
    Fault(
        "counter_app/office.py",
        "        data_folder.finish_swap(data_dir)\n",
        "",
        "after a kill in a re-key the right password is told to be of another file",
        (
            "tests/desk/test_encrypting.py::"
            "test_killed_at_any_step_the_old_office_or_the_new_one_stands",
        ),
    ),
    Fault(
        "counter_app/superior/copies.py",
        "        go_on(folder)  # first: what is laid ready may be the rest of an exchange that was cut short\n",
        "",
        "a superior's copy put back again after a kill leaves nothing",
        (
            "tests/superior/test_putting_back.py::"
            "test_put_back_again_after_a_kill_in_the_same_second_is_done",
        ),
    ),
    Fault(
        "counter_app/superior/copies.py",
        "    except LockedError:\n        raise\n    except StoreError:\n        return\n    require_folded(book)\n",
        "    except LockedError:\n        raise\n    require_folded(book)\n",
        "no copy comes back over a damaged book, which is what copies are for",
        ("tests/superior/test_putting_back.py::test_a_copy_comes_back_over_a_damaged_book",),
    ),
    Fault(
        "counter_app/superior/putting_back.py",
        "    except OSError:\n        return False\n    with suppress(OSError):\n        aside.rmdir()\n",
        "    except OSError:\n        pass\n",
        "half of what a superior holds lies aside and nobody knows of it",
        (
            "tests/superior/test_putting_back.py::"
            "test_a_disk_that_lets_nothing_be_moved_back_is_made_good_later",
        ),
    ),
    Fault(
        "counter_app/superior/arrivals.py",
        "        return told + book_seals.seal_problems(self._db)\n",
        "        return told\n",
        "a decision of two at the superior is written by hand and nobody notices",
        (
            "tests/superior/test_book_seals.py::"
            "test_a_decision_of_two_that_nobody_made_is_named_by_a_check",
        ),
    ),
    Fault(
        "counter_app/store/file/swap.py",
        "        _double_ring(ring_path(path))\n",
        "",
        "after a new key one bad spot of the disk takes the whole office with its only ring",
        (
            "tests/desk/test_encrypting.py::"
            "test_killed_at_any_step_the_old_office_or_the_new_one_stands",
        ),
    ),
    Fault(
        "counter_app/system/key_ring.py",
        "        if whole and (not asked or whole[-1].knows(asked)):\n",
        "        if whole:\n",
        "a ring of before, put back by somebody, shuts everybody out though its second copy opens",
        (
            "tests/system/test_key_ring.py::"
            "test_a_copy_that_is_not_as_the_other_is_made_again_by_whoever_signs_in",
        ),
    ),
    Fault(
        "counter_app/desk/office/leader_consent.py",
        "    require_own_password(store, officer)\n    able =",
        "    able =",
        "a leader who chose a colleague's password is both of the two people",
        (
            "tests/desk/test_two_people.py::"
            "test_whoever_chose_a_colleague_s_password_is_not_both_of_two",
        ),
    ),
    Fault(
        "counter_app/superior/key_acts.py",
        "        return 0 if last.signer == public and last.is_signed else last.number",
        "        return 0",
        "whoever edits the superior's book enrols a key of his own",
        (
            "tests/superior/test_key_acts.py::"
            "test_what_was_written_by_hand_is_found_and_counts_for_nothing",
        ),
    ),
    Fault(
        "counter_app/superior_desk/key_binding.py",
        "            keys.acts.put(gone)\n",
        "",
        "a copy of before that is put back lets a revoked key count again",
        ("tests/superior/test_key_acts.py::test_a_copy_of_before_brings_no_revoked_key_back",),
    ),
    Fault(
        "counter_app/store/file/signed_head.py",
        "        self._require_whole(connection, journal, key)\n",
        "",
        "the next act signs what somebody changed while the window was open",
        (
            "tests/store/test_signed_heads.py::"
            "test_no_act_is_signed_on_top_of_a_file_that_was_edited_meanwhile",
        ),
    ),
    Fault(
        "counter_app/store/file/head_proof.py",
        "    last = next(good, 0)\n",
        "    last = 0\n",
        "whoever takes the signature away rewrites the morning unseen",
        ("tests/store/test_signed_heads.py::test_a_morning_rewritten_by_hand_is_found",),
    ),
    Fault(
        "counter_app/sync/making_whole.py",
        "                if journal.hashed(seq) == payload_digest(salt, body):\n",
        "                if journal.hashed(seq):\n",
        "a stick says what stood in an entry, not the chain",
        ("tests/desk/test_making_whole.py::test_nothing_is_taken_that_the_chain_did_not_hash",),
    ),
    Fault(
        "counter_app/desk/office/restore.py",
        "        if self._required and not found:",
        "        if self._required and found is None:",
        "a stick with nothing on it begins a new epoch for nothing",
        ("tests/desk/test_making_whole.py::test_a_stick_without_it_changes_nothing",),
    ),
    Fault(
        "counter_app/desk/office/wraps.py",
        "(ring := held.ring()) and ring.office != store.journal.name():",
        "(ring := held.ring()) and not ring.office:",
        "whoever puts a ring of another office beside a plain file signs for this one",
        (
            "tests/store/test_signed_heads.py::test_another_office_s_ring_signs_nothing_and_is_named",
        ),
    ),
    Fault(
        "counter_app/wording/damage.py",
        'mark("Sổ truy cập bị lấy mất dòng {row}."),',
        'mark("table access_line, row {row}: missing"),',
        "who asks what is wrong is told in English of a table",
        ("tests/wording/test_damage_words.py::test_a_problem_has_a_sentence",),
    ),
    Fault(
        "counter_app/store/file/migrations.py",
        'sorted_in = "MEMORY" if engine.encrypted(connection)',
        'sorted_in = "FILE" if engine.encrypted(connection)',
        "an upgrade of a large encrypted office leaves names in clear on the disk",
        (
            "tests/desk/test_encrypted_office.py::test_an_upgrade_sorts_the_rows_of_an_encrypted_file_in_memory",
        ),
    ),
    Fault(
        "counter_app/system/closed_spools.py",
        "self._key, self._first = secrets.token_bytes(32), secrets.token_bytes(_BLOCK)",
        'self._key, self._first = b"", b""',
        "a large batch lies in clear in the folder for temporary files",
        ("tests/system/test_closed_spools.py::test_what_leaves_memory_is_not_read_on_the_disk",),
    ),
)
