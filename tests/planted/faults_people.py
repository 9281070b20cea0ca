"""Faults of passwords, second people, copies and what vouches for them, each with the tests that have to notice."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
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
        "(j.hash IS NULL OR j.hash <> b.head)",
        "(j.hash IS NULL)",
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
        "counter_app/superior/book/putting_back.py",
        "    except OSError:\n        return False\n    with suppress(OSError):\n        aside.rmdir()\n",
        "    except OSError:\n        pass\n",
        "half of what a superior holds lies aside and nobody knows of it",
        (
            "tests/superior/test_putting_back.py::"
            "test_a_disk_that_lets_nothing_be_moved_back_is_made_good_later",
        ),
    ),
    Fault(
        "counter_app/superior/book/arrivals.py",
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
        "counter_app/superior/book/key_acts.py",
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
        "counter_app/sync/regained/making_whole.py",
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
        "counter_app/wording/office/damage.py",
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
    Fault(
        "counter_app/desk/certification/authorities.py",
        "if officer is None or not officer.active:",
        "if officer is None:",
        "who has left the office signs certifications again",
        ("tests/desk/test_made_inactive.py::test_who_has_left_is_given_nothing",),
    ),
    Fault(
        "counter_app/desk/requests/register.py",
        "if officer is None or not officer.active:",
        "if officer is None:",
        "a citizen's request waits for somebody who no longer works there",
        ("tests/desk/test_made_inactive.py::test_who_has_left_is_given_nothing",),
    ),
    Fault(
        "counter_app/desk/intake/outside_reception.py",
        "if officer is None or not officer.active:",
        "if officer is None:",
        "a receipt names somebody at the citizen's home who has left long ago",
        ("tests/desk/test_made_inactive.py::test_who_has_left_is_given_nothing",),
    ),
    Fault(
        "counter_app/desk/office/clock_word.py",
        "if item.active and item.login != acting.login",
        "if item.login != acting.login",
        "a leader whose colleague has left cannot go on after the clock was wrong",
        ("tests/desk/test_clock_word.py::test_a_leader_whose_colleagues_have_left_says_so_alone",),
    ),
    Fault(
        "counter_app/desk/office/restore_consent.py",
        "any(item.active and item.login",
        "any(item.login",
        "whoever works alone cannot bring his office back, for a colleague who has left",
        (
            "tests/desk/test_restore_consent.py::test_whoever_works_alone_brings_it_back_by_his_own_sheet_and_says_so",
        ),
    ),
    Fault(
        "counter_app/desk/queue/waiting_room.py",
        "self.store.officers.all() if item.active]",
        "self.store.officers.all()]",
        "the public's screen shows the counter of somebody who has left",
        ("tests/desk/test_waiting_room.py::test_no_counter_stands_there_for_who_has_left",),
    ),
)
