#!/usr/bin/env python3
"""kiem_tra.py: kiểm chứng dữ liệu của Quầy Một Cửa mà không cần chương trình đó.

Checks what an office of Quầy Một Cửa hands out, with nothing of that program: a backup (so-lieu-….db), a stick's
batches (HS_…), the signature of a closing sheet (its QR text, or chu-ky-chot-….txt), the code on a citizen's receipt.
One file, Python 3.11 or later, with ``cryptography``; batches need ``zstandard``, locked backups ``sqlcipher3``, the
key ring beside them (….khoa), and an officer who types the password of that day.

    python kiem_tra.py sao-luu-quay-20261130-173000.db
    python kiem_tra.py sao-luu-quay-20261130-173000.db --officer lan.nt
    python kiem_tra.py E:\\ --code 3ENWJMK2AC
    python kiem_tra.py sao-luu-quay-20261130-173000.db --sheet "QMC1:99001:…" --key AS3N-N9TM-CD3M-R0M5

Exit code 0: everything that was asked is right. 1: something is wrong. 2: something could not be checked.
"""

from __future__ import annotations

import argparse
import base64
import getpass
import hashlib
import io
import json
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    print(
        "Thiếu thư viện cryptography: chạy «pip install cryptography». (cryptography is missing.)",
        file=sys.stderr,
    )
    sys.exit(2)

GENESIS = bytes(32)
CHAIN = b"quay-mot-cua journal v1"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
APPLICATION_ID = 0x514D4331
MOST_PAYLOAD, MOST_PLAIN, LONGEST_LINE = 512 * 2**20, 2 * 2**30, 16 * 2**20
FIELDS = (
    "seq",
    "epoch",
    "device",
    "op_id",
    "kind",
    "subject",
    "actor",
    "at_utc",
    "local_date",
    "clock_flag",
)
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::\d\d)?)?")
PAPER = re.compile(
    r"QMC1:([0-9]{5}):([0-9A-F]{16}):([1-9][0-9]?):([0-9]{8}):([1-9][0-9]{0,11}):([0-9A-F]{64}):([0-9A-F]{16}):"
    r"([0-9]{8}T[0-9]{6}):([A-Z2-7]{52}):([A-Z2-7]{52}):([A-Z2-7]{103})"
)
TEXTS = {
    "backup": ("Bản sao lưu {path}: {count} lượt ghi, từ {first} đến {last}.", "Backup {path}: {count} entries, {first} to {last}."),
    "batches": ("Gói dữ liệu ở {path}: lượt ghi {first}–{last}, {count} gói.", "Batches in {path}: entries {first}–{last}, {count} batches."),
    "chain": ("Chuỗi nhật ký liền mạch đến lượt ghi số {seq}, mã {code}.", "The chain is whole up to entry {seq}, code {code}."),
    "broken": ("Lượt ghi số {seq}: {why}.", "Entry {seq}: {why}."),
    "signed": ("{count} lần chốt sổ có chữ ký đúng; lần cuối ngày {day}, đến lượt ghi số {seq}.", "{count} closings are signed rightly; the last for {day}, up to entry {seq}."),
    "unsigned": ("Không lần chốt sổ nào có chữ ký: chỉ biết chuỗi liền mạch, không biết ai đã ghi.", "No closing is signed: the chain is whole, but nothing tells who wrote it."),
    "closing": ("Chốt sổ ngày {day}: {why}.", "Closing of {day}: {why}."),
    "batch": ("Gói số {number} đã gửi: lượt ghi đến số {seq} không còn như khi gửi.", "Batch {number} as sent: entries up to {seq} are not those that were sent."),
    "paper": ("Lượt ghi số {seq}: mã {code} in trên giấy không khớp nhật ký.", "Entry {seq}: the code {code} on paper does not agree with the journal."),
    "key": ("Khóa của đơn vị: {mark}. So với khóa in trên biên bản chốt sổ.", "Key of the office: {mark}. Compare it with the closing sheets."),
    "other_key": ("Khóa là {mark}, không phải {wanted}: không do đơn vị này ký.", "The key is {mark}, not {wanted}: not signed by this office."),
    "new_key": ("Khóa được thay ở lượt ghi số {seq} mà khóa cũ không xác nhận.", "The key was replaced in entry {seq}, and the one before did not confirm it."),
    "sheet": ("Biên bản chốt sổ ngày {day} của đơn vị {office}: chữ ký đúng, đến lượt ghi số {seq}, lúc {at}.", "Closing sheet of {day}, office {office}: rightly signed, up to entry {seq}, at {at}."),
    "sheet_wrong": ("Biên bản chốt sổ ngày {day}: chữ ký không đúng.", "Closing sheet of {day}: the signature is not right."),
    "sheet_unread": ("Không đọc được chữ ký trên biên bản. Quét lại mã QR.", "The signature of the sheet cannot be read. Scan the QR code again."),
    "sheet_same": ("Nhật ký đến lượt ghi số {seq} đúng là nhật ký đã ký trên biên bản này.", "The journal up to entry {seq} is the one signed on this sheet."),
    "sheet_other": ("Nhật ký KHÔNG phải là nhật ký đã ký trên biên bản này (lượt ghi số {seq}).", "The journal is NOT the one signed on this sheet (entry {seq})."),
    "sheet_beyond": ("Biên bản ký đến lượt ghi số {seq}, dữ liệu này không có: bản cũ hơn biên bản, hoặc đã bị cắt bớt.", "The sheet is signed up to entry {seq}, which these data do not hold: older than the sheet, or cut."),
    "sheet_journal": ("Biên bản thuộc nhật ký khác với dữ liệu này.", "The sheet is of another journal than these data."),
    "code": ("Mã {code}: {paper} {subject}, ngày {day}, lượt ghi số {seq}. Giấy khớp nhật ký.", "Code {code}: {paper} {subject}, {day}, entry {seq}. The paper agrees with the journal."),
    "no_code": ("Không giấy nào trong dữ liệu này mang mã {code}.", "No paper in these data carries the code {code}."),
    "bad_code": ("Mã {code} không phải mã 10 chữ in trên giấy.", "The code {code} is no code of ten letters."),
    "good_to": ("CÒN ĐÚNG đến lượt ghi số {seq} (chốt sổ ngày {day}): chữ ký của đơn vị xác nhận.", "STILL GOOD up to entry {seq} (closing of {day}): the office's signature vouches for it."),
    "good_none": ("Không chữ ký nào xác nhận được phần nào của dữ liệu này.", "No signature vouches for any part of these data."),
    "after": ("{count} lượt ghi sau lần chốt sổ cuối chưa có chữ ký.", "{count} entries after the last closing are not signed yet."),
    "unread": ("Không đọc được {path}: {why}.", "Cannot read {path}: {why}."),
    "locked": ("{path} được khóa: cần thư viện sqlcipher3, tệp .khoa nằm cạnh, và công chức của đơn vị gõ mật khẩu (--officer).", "{path} is locked: it takes sqlcipher3, the .khoa beside it, and an officer who types the password (--officer)."),
    "no_zstd": ("Thiếu thư viện zstandard: gói {path} chỉ kiểm tra được độ dài và SHA-256.", "zstandard is missing: of batch {path} only length and SHA-256 were checked."),
    "manifest": ("Gói {path}: {why}.", "Batch {path}: {why}."),
    "sealed": ("Gói {path} được niêm phong: chữ ký đúng, chưa đọc nội dung. Thêm --identity TỆP_KHÓA và thư viện pyrage.", "Batch {path} is sealed: its signature is right, its content was not read. Add --identity KEY_FILE and pyrage."),
    "own": ("Gói {path}: bản đầy đủ của đơn vị ({file}) đúng như tệp kê khai.", "Batch {path}: the office's whole copy ({file}) is what the manifest says."),
    "no_own": ("Gói {path}: không thấy bản đầy đủ của đơn vị ({file}); số liệu gửi cấp trên không đổi.", "Batch {path}: the office's whole copy ({file}) is not here; what the superior gets is unchanged."),
    "old_batch": ("Gói {path} của phiên bản cũ, không có chữ ký: không biết ai đã ghi.", "Batch {path} is of an earlier version and not signed: nothing tells who wrote it."),
    "gap": ("Thiếu gói chứa lượt ghi {first}–{last}.", "The batch with entries {first}–{last} is missing."),
    "tables": ("Chỉ kiểm tra nhật ký; bảng trong tệp do chương trình dựng lại từ nhật ký.", "Only the journal is checked; the tables beside it are made from it by the program."),
    "fine": ("KẾT LUẬN: ĐÚNG.", "RESULT: GOOD."),
    "wrong": ("KẾT LUẬN: SAI. Giữ nguyên tệp, lập biên bản.", "RESULT: WRONG. Keep the files as they are."),
    "unsure": ("KẾT LUẬN: CHƯA KIỂM TRA ĐƯỢC HẾT.", "RESULT: NOT EVERYTHING COULD BE CHECKED."),
}  # fmt: skip
WHYS = {
    "missing": ("bị lấy mất", "missing"), "link": ("không nối với lượt ghi trước", "does not follow the one before"),
    "header": ("bị sửa", "changed"), "payload": ("nội dung bị sửa", "content changed"),
    "erased": ("nội dung mất mà không có quyết định xóa", "content gone without an erasure"),
    "epoch": ("không do máy và bản dữ liệu đang ghi", "not of the epoch and computer that were writing"),
    "form": ("dòng sai dạng", "line out of form"), "signature": ("chữ ký không đúng", "the signature is not right"),
    "key": ("ký bằng khóa khác", "signed by another key"), "head": ("nhật ký không còn là nhật ký đã ký", "the journal is not the one that was signed"),
    "said": ("số liệu khác với số liệu đã ký", "says something else than what was signed"),
    "canonical": ("tệp kê bị sửa", "the manifest was changed"), "files": ("thiếu tệp dữ liệu", "the payload is missing"),
    "length": ("độ dài không đúng", "wrong length"), "sha256": ("SHA-256 không đúng", "wrong SHA-256"),
    "zstd": ("không giải nén được", "does not decompress"), "totals": ("tệp kê không khớp dòng dữ liệu", "manifest and lines differ"),
    "unsigned": ("chữ ký của gói thiếu hoặc không đúng", "the batch's signature is missing or not right"),
    "opened": ("khóa đưa vào không mở được", "the key given does not open it"),
    "other": ("không phải dữ liệu của Quầy Một Cửa", "not data of Quầy Một Cửa"), "rows": ("dữ liệu hỏng", "damaged"),
}  # fmt: skip


PAPERS = {
    "receipt": ("giấy tiếp nhận và hẹn trả", "receipt"), "closing": ("biên bản chốt sổ", "closing sheet"),
    "supplement": ("phiếu yêu cầu bổ sung", "request to supplement"), "refusal": ("phiếu từ chối", "refusal"),
    "apology": ("phiếu xin lỗi", "apology"), "handover": ("phiếu giao nhận", "hand-over sheet"),
}  # fmt: skip


class Entry(NamedTuple):
    """One entry of a journal; ``body`` is the payload's text, ``residue`` what an erasure left of it."""

    header: tuple
    payload_hash: bytes
    prev_hash: bytes
    hash: bytes
    salt: bytes | None
    body: bytes | None
    residue: Any


class Sheet(NamedTuple):
    """What a closing sheet says, signed."""

    office: str
    journal: str
    device: int
    day: str
    seq: int
    head: str
    epoch: str
    at: str
    totals: str
    key: bytes
    signature: bytes

    def is_right(self) -> bool:
        """Whether the signature is that of the key it names."""
        lines = ["quay-mot-cua closing v1"] + [
            "%s %s" % (name, getattr(self, name))
            for name in (
                "office",
                "journal",
                "device",
                "day",
                "seq",
                "head",
                "epoch",
                "at",
                "totals",
            )
        ]
        return is_signed(self.key, self.signature, "".join(line + "\n" for line in lines).encode())


class Report:
    """Findings in the order they were made: (level, name, values); level good, bad or unsure."""

    def __init__(self, english: bool) -> None:
        self.language, self.found = int(english), []

    def say(self, level: str, name: str, **values: Any) -> None:
        """Note a finding."""
        for key, words in (("why", WHYS), ("paper", PAPERS)):
            if values.get(key) in words:
                values[key] = words[values[key]][self.language]
        if not self.language:
            values = {key: in_vietnamese(value) for key, value in values.items()}
        self.found.append((level, name, values, TEXTS[name][self.language].format(**values)))

    def code(self) -> int:
        """The exit code."""
        levels = {item[0] for item in self.found}
        return 1 if "bad" in levels else 2 if "unsure" in levels or not levels else 0


def in_vietnamese(value: Any) -> Any:
    """A day or a moment as people in Vietnam write it; anything else as it is."""
    found = DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return value
    year, month, day, clock = found.groups()
    return f"{clock + ', ' if clock else ''}{day}/{month}/{year}"


def letters(data: bytes, count: int) -> str:
    """The last five bits times ``count``, as letters that people do not mix up."""
    number = int.from_bytes(data, "big")
    return "".join(LETTERS[number >> 5 * place & 31] for place in range(count - 1, -1, -1))


def head_code(digest: bytes) -> str:
    """The ten letters of a hash on paper."""
    return letters(digest[:7], 10)


def key_mark(key: bytes) -> str:
    """The sixteen letters by which people compare a key."""
    text = letters(hashlib.sha256(key).digest()[:10], 16)
    return "-".join(text[start : start + 4] for start in range(0, 16, 4))


def is_signed(key: bytes, signature: bytes, text: bytes) -> bool:
    """Whether an Ed25519 signature is right."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def entry_hash(entry: Entry) -> bytes:
    """SHA-256 over the parts of an entry, each preceded by its length in four bytes."""
    parts = [
        CHAIN,
        entry.prev_hash,
        entry.payload_hash,
        *(str(part).encode() for part in entry.header),
    ]
    return hashlib.sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def canonical(value: Any) -> str:
    """The one spelling of a JSON value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sheet_of(text: str) -> Sheet | None:
    """What the QR code of a closing sheet says, or a text that holds it; None for what is no such code."""
    found = PAPER.search("".join(text.split()).upper())
    if found is None:
        return None
    office, journal, device, day, seq, head, epoch, at, totals, key, signature = found.groups()
    plain = lambda part: base64.b32decode(part + "=" * (-len(part) % 8))  # noqa: E731
    date = "%s-%s-%s" % (day[:4], day[4:6], day[6:])
    moment = "%s-%s-%s:%s:%s" % (at[:4], at[4:6], at[6:11], at[11:13], at[13:])
    return Sheet(
        office, journal.lower(), int(device), date, int(seq), head.lower(), epoch.lower(), moment,
        plain(totals).hex(), plain(key), plain(signature),
    )  # fmt: skip


class Journal:
    """One pass over entries: what is wrong, and what is remembered of them."""

    def __init__(self, report: Report, first: int = 1, head: bytes = GENESIS) -> None:
        self.report, self.first, self.start = report, first, head
        self.hashes, self.first_wrong, self.name = [], 2**62, ""
        self.keys, self.closings, self.batches, self.papers = [], [], [], []
        self.erased, self.gone, self.days, self.writer = {}, {}, [], None
        self.minimal, self.in_part, self.regained, self.signers = False, [], [], []

    @property
    def last(self) -> int:
        """Number of the last entry taken."""
        return self.first + len(self.hashes) - 1

    def head(self, seq: int) -> bytes | None:
        """The chain's hash after an entry; None for one that is not here."""
        if seq == self.first - 1:
            return self.start
        return self.hashes[seq - self.first] if self.first <= seq <= self.last else None

    def wrong(self, seq: int, why: str) -> None:
        """Note what is wrong with an entry; of thousands the first ones are told."""
        self.first_wrong = min(self.first_wrong, seq)
        if sum(item[1] == "broken" for item in self.report.found) < 10:
            self.report.say("bad", "broken", seq=seq, why=why)

    def take(self, entry: Entry) -> None:
        """Verify the next entry and remember what it says."""
        seq = self.last + 1
        if entry.header[0] != seq:
            self.wrong(seq, "missing")
            self.first = entry.header[0] - len(self.hashes)
            seq = entry.header[0]
        if entry.prev_hash != (self.hashes[-1] if self.hashes else self.start):
            self.wrong(seq, "link")
        if entry_hash(entry) != entry.hash:
            self.wrong(seq, "header")
        said: Any = entry.residue
        if entry.body is None or entry.salt is None:
            if not (
                self.minimal and entry.residue is not None
            ):  # else the batch's signature vouches for it
                self.gone[seq] = entry.residue
        elif not entry.salt:
            self.in_part.append(seq)
            said = json.loads(entry.body)
        elif hashlib.sha256(entry.salt + entry.body).digest() != entry.payload_hash:
            self.wrong(seq, "payload")
        else:
            said = json.loads(entry.body)
        self.hashes.append(entry.hash)
        try:
            self.note(entry, said if isinstance(said, dict) else {})
        except (KeyError, TypeError, ValueError, AttributeError):
            self.wrong(seq, "form")

    def note(self, entry: Entry, said: dict) -> None:
        """Remember what matters for anchors."""
        seq, epoch, device, kind = (
            entry.header[0],
            entry.header[1],
            entry.header[2],
            entry.header[4],
        )
        if not self.days:
            self.name = epoch if seq == 1 else ""
        self.days = [self.days[0] if self.days else entry.header[8], entry.header[8]]
        if kind == "epoch.began":
            going_on = (said.get("previous_seq"), said.get("previous_head"))
            self.regained.append(said.get("in_part") or [0, -1])
            if said.get("epoch") != epoch or going_on != (seq - 1, entry.prev_hash.hex()):
                self.wrong(seq, "epoch")
        elif self.writer not in (None, (epoch, device)):
            self.wrong(seq, "epoch")
        self.writer = (epoch, device)
        if kind == "journal.erased":
            self.erased.update(said.get("residues", {}))
        elif kind == "office.keyed":
            self.keys.append((seq, bytes.fromhex(said["public_key"]), str(said.get("vouched", ""))))
        elif kind == "day.closed":
            self.closings.append((entry, said))
        elif kind == "batch.exported":
            self.batches.append((int(said["number"]), int(said["to_seq"]), str(said["head"])))
        elif kind == "paper.issued":
            self.papers.append(
                (seq, said, head_code(entry.prev_hash), entry.header[5], entry.header[8])
            )

    def key_at(self, seq: int) -> bytes | None:
        """The office's key in force at an entry; None before any was told."""
        return next((key for since, key, _vouched in reversed(self.keys) if since <= seq), None)

    def closing_trouble(self, entry: Entry, said: dict, sheet: Sheet) -> str:
        """What is wrong with a signed closing; "" when nothing is."""
        seq = entry.header[0]
        if not sheet.is_right():
            return "signature"
        if self.keys and sheet.key != self.key_at(seq):
            return "key"
        if (sheet.seq, bytes.fromhex(sheet.head)) != (
            seq - 1,
            entry.prev_hash,
        ) or self.name not in ("", sheet.journal):
            return "head"
        totals = hashlib.sha256(canonical(said.get("totals", {})).encode()).hexdigest()
        told = (said.get("day"), said.get("at"), totals, entry.header[1], entry.header[2])
        return (
            "" if told == (sheet.day, sheet.at, sheet.totals, sheet.epoch, sheet.device) else "said"
        )

    def judge_parts(self) -> None:
        """Contents of which only a part is here came back from a stick, or were taken out by somebody."""
        for seq in self.in_part:
            if not any(first <= seq <= last for first, last in self.regained):
                self.wrong(seq, "erased")

    def judge(self) -> tuple:
        """Compare the chain with what was said of it; the last entry a signature vouches for, its day, the key."""
        for seq, residue in self.gone.items():
            if residue is None or self.erased.get(str(seq)) != residue:
                self.wrong(seq, "erased")
        self.judge_parts()
        for number, last, sent in self.batches:
            head = self.head(last)
            if head is not None and head.hex() != sent:
                self.report.say("bad", "batch", number=number, seq=last)
        for seq, said, code, _subject, _day in self.papers:
            if said.get("head") not in (None, "", code):
                self.report.say("bad", "paper", seq=seq, code=said["head"])
        for (_since, before, _v), (seq, key, vouched) in zip(
            self.keys, self.keys[1:], strict=False
        ):
            text = "quay-mot-cua key v1\njournal %s\nkey %s\nbefore %s\n" % (
                self.name,
                key.hex(),
                before.hex(),
            )
            if not re.fullmatch("[0-9a-f]{128}", vouched) or not is_signed(
                before, bytes.fromhex(vouched), text.encode()
            ):
                self.report.say("unsure", "new_key", seq=seq)
        return self.judge_closings()

    def judge_closings(self) -> tuple:
        """As ``judge``, for the closings."""
        good, count = (0, "", b""), 0
        for entry, said in self.closings:
            sheet = sheet_of(str(said.get("signed", "")))
            if sheet is None:
                continue
            why = self.closing_trouble(entry, said, sheet)
            if why:
                self.report.say("bad", "closing", day=said.get("day"), why=why)
            elif entry.header[0] <= self.first_wrong:
                good, count = (sheet.seq, sheet.day, sheet.key), count + 1
        if count:
            self.report.say("good", "signed", count=count, day=good[1], seq=good[0])
        elif not any("signed" in said for _entry, said in self.closings):
            self.report.say("unsure", "unsigned")
        return good


def backup_entries(path: Path, data_key: str) -> Iterator[Entry]:
    """The entries of a backup, in order. Errors: ValueError ("locked", "other"), sqlite3.Error."""
    with path.open("rb") as opened:
        salt = opened.read(16)
    uri = path.absolute().as_uri() + "?mode=ro&immutable=1"
    plain = salt == b"SQLite format 3\0"
    db = sqlite3.connect(uri, uri=True) if plain else unlocked(uri, salt, data_key)
    db.text_factory = bytes
    try:
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise ValueError("other")
        columns = ", ".join("j." + name for name in (*FIELDS, "payload_hash", "prev_hash", "hash"))
        rows = db.execute(
            "SELECT "
            + columns
            + ", p.salt, p.body, e.residue FROM journal j LEFT JOIN payload p ON p.seq = j.seq "
            "LEFT JOIN erasure e ON e.seq = j.seq ORDER BY j.seq"
        )
        for row in rows:
            header = tuple(part.decode() if isinstance(part, bytes) else part for part in row[:10])
            residue = json.loads(row[15]) if row[15] is not None else None
            yield Entry(header, *map(bytes, row[10:13]), row[13], row[14], residue)
    finally:
        db.close()


def unlocked(uri: str, salt: bytes, data_key: str) -> Any:
    """A locked backup, opened with the office's data key (64 hex digits). Errors: ValueError ("locked")."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        raise ValueError("locked") from None
    if not re.fullmatch("[0-9a-fA-F]{64}", data_key):
        raise ValueError("locked")
    db = dbapi2.connect(uri, uri=True)
    db.execute("PRAGMA cipher_log_level = NONE")
    db.execute(f"PRAGMA key = \"x'{data_key}{salt.hex()}'\"")
    return db


def ring_key(path: Path, login: str, password: str) -> str:
    """The data key (hex) out of the key ring beside a backup, by an officer's password; "" where it does not open."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        ring = json.loads(path.with_suffix(".khoa").read_bytes())
        wraps = [
            item for item in ring["wraps"] if (item["kind"], item["name"]) == ("officer", login)
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    for wrap in wraps:
        costs = {
            "iterations": wrap["passes"],
            "lanes": wrap["lanes"],
            "memory_cost": wrap["memory_kib"],
        }
        derive = Argon2id(salt=bytes.fromhex(wrap["salt"]), length=32, **costs).derive
        key = derive(unicodedata.normalize("NFKC", password).encode())
        bound = canonical(["counter wrap v1", ring["office"], "officer", login]).encode()
        try:
            private = AESGCM(key).decrypt(
                bytes.fromhex(wrap["nonce"]), bytes.fromhex(wrap["sealed"]), bound
            )
            return opened_box(ring["office"], wrap, private)
        except (InvalidTag, ValueError, KeyError):
            continue
    return ""


def opened_box(office: str, wrap: Any, private: bytes) -> str:
    """The data key (hex) in the box that a wrap's private X25519 key opens; "" for a plain file's.

    The box holds a throw-away public key (32 bytes), a nonce (12 bytes) and the ciphertext. Errors: InvalidTag.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    box, own = bytes.fromhex(wrap["box"]), bytes.fromhex(wrap["own"])
    public, nonce, sealed = box[:32], box[32:44], box[44:]
    mine = X25519PrivateKey.from_private_bytes(private)
    shared = mine.exchange(X25519PublicKey.from_public_bytes(public))
    key = HKDF(SHA256(), 32, public + own, b"counter box v1").derive(shared)
    bound = canonical(["counter wrap v1", office, "box", wrap["name"]]).encode()
    return str(json.loads(AESGCM(key).decrypt(nonce, sealed, bound))["data"] or "")


def asked_password(login: str) -> str:
    """What an officer types, unseen; a line of the standard input where nobody can be asked."""
    if sys.stdin is not None and not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return getpass.getpass(f"{login}: ")


def zstd() -> Any:
    """(what unpacks an open file, its error): of zstandard, or of Python 3.14 itself; None where neither is there."""
    try:
        import zstandard

        unpacker = zstandard.ZstdDecompressor(max_window_size=2**23)
        return unpacker.stream_reader, zstandard.ZstdError
    except ImportError:
        pass
    try:
        from compression import zstd as own

        return own.ZstdFile, own.ZstdError
    except ImportError:
        return None


def opened(manifest: dict, payload: Path, identity: str) -> Any:
    """An open file of a payload's compressed bytes. Errors: ValueError ("opened")."""
    if manifest.get("seal") is None:
        return payload.open("rb")
    import pyrage

    try:
        return io.BytesIO(
            pyrage.decrypt(payload.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
        )
    except (pyrage.DecryptError, pyrage.IdentityError, OSError):
        raise ValueError("opened") from None


def readable(manifest: dict, identity: str) -> bool:
    """Whether a payload is open, or there are a key and a library to open it with."""
    if manifest.get("seal") is None:
        return True
    try:
        import pyrage
    except ImportError:
        return False
    return bool(identity and pyrage)


def batch_entries(manifest: dict, payload: Path, identity: str) -> Iterator[Entry]:
    """The entries of a batch, where ``zstd()`` is there. Errors: ValueError ("zstd", "form", "totals", "opened")."""
    size, seen = manifest["payload"]["uncompressed"], 0
    unpack, trouble = zstd()
    with opened(manifest, payload, identity) as packed:
        reader = io.BufferedReader(unpack(packed))
        while line := next_line(reader, trouble):
            seen += len(line)
            if seen > min(size, MOST_PLAIN) or not line.endswith(b"\n"):
                raise ValueError("totals")
            yield line_entry(line)
    if seen != size:
        raise ValueError("totals")


def next_line(reader: io.BufferedReader, trouble: type[Exception]) -> bytes:
    """The next line of a payload. Errors: ValueError ("zstd")."""
    try:
        return reader.readline(LONGEST_LINE)
    except (trouble, OSError):
        raise ValueError("zstd") from None


def line_entry(line: bytes) -> Entry:
    """The entry of a line. Errors: ValueError ("form")."""
    said = json.loads(line)
    if canonical(said).encode() + b"\n" != line:
        raise ValueError("form")
    body = None if said["payload"] is None else canonical(said["payload"]).encode()
    salt = None if said["salt"] is None else bytes.fromhex(said["salt"])
    hashes = (bytes.fromhex(said[name]) for name in ("payload_hash", "prev_hash", "hash"))
    return Entry(tuple(said[name] for name in FIELDS), *hashes, salt, body, said["residue"])


def read_manifest(path: Path) -> dict:
    """A batch's manifest whose payload is as long and has the hash it says. Errors: ValueError."""
    raw = path.read_bytes()
    manifest = json.loads(raw)
    if canonical(manifest).encode() + b"\n" != raw or manifest.get("format") != "qmc-batch":
        raise ValueError("canonical")
    said = manifest["payload"]
    payload = path.parent / Path(said["file"]).name
    if not payload.is_file():
        raise ValueError("files")
    if payload.stat().st_size != said["bytes"] or said["bytes"] > MOST_PAYLOAD:
        raise ValueError("length")
    if hashlib.sha256(payload.read_bytes()).hexdigest() != said["sha256"]:
        raise ValueError("sha256")
    if manifest["version"] >= 3:
        require_signed(
            raw, path.with_name(path.name + ".minisig"), bytes.fromhex(manifest["signer"]["public"])
        )
    return manifest


def require_signed(content: bytes, beside: Path, public: bytes) -> None:
    """The signature file is minisign's, of this key over this content. Errors: ValueError ("unsigned")."""
    try:
        lines = beside.read_text("utf-8").splitlines()
        packed, over_all = base64.b64decode(lines[1]), base64.b64decode(lines[3])
        comment = lines[2].removeprefix("trusted comment: ").encode()
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(
            packed[10:], hashlib.blake2b(content).digest() if packed[:2] == b"ED" else content
        )
        key.verify(over_all, packed[10:] + comment)
    except (OSError, ValueError, IndexError, InvalidSignature):
        raise ValueError("unsigned") from None


def check_backup(path: Path, report: Report, data_key: str) -> Journal | None:
    """Read a backup whole. None when it cannot be read."""
    journal = Journal(report)
    try:
        for entry in backup_entries(path, data_key):
            journal.take(entry)
    except (
        Exception
    ) as error:  # whatever a spoiled file makes of a library: sqlcipher3 has errors of its own
        if str(error) == "locked":
            report.say("unsure", "locked", path=path.name)
            return None
        why = "other" if str(error) == "other" else "rows"
        report.say("bad", "unread", path=path.name, why=why)
        return journal if journal.hashes else None
    if journal.hashes:
        days = {"first": journal.days[0], "last": journal.days[1]}
        report.say("good", "backup", path=path.name, count=len(journal.hashes), **days)
        report.say("good", "tables")
    else:
        report.say("bad", "unread", path=path.name, why="other")
    return journal


def check_batches(folder: Path, report: Report, identity: str) -> list:
    """Read every batch below a folder; a journal for each office's chain."""
    chains: dict = {}
    there = sorted(folder.rglob("HS_*.manifest.json"))
    if not there:
        report.say("unsure", "unread", path=folder.name or str(folder), why="files")
    for path in there:
        try:
            manifest = read_manifest(path)
            chains.setdefault(manifest["journal"], []).append(
                (manifest["from_seq"], manifest["to_seq"], path, manifest)
            )
        except (ValueError, KeyError, TypeError, OSError) as error:
            report.say(
                "bad",
                "manifest",
                path=path.name,
                why=str(error) if str(error) in WHYS else "canonical",
            )
    return [
        journal
        for parts in chains.values()
        for journal in check_chain(folder, sorted(parts, key=lambda p: p[:2]), report, identity)
    ]


def check_chain(folder: Path, parts: list, report: Report, identity: str) -> Iterable[Journal]:
    """The batches of one journal, one after the other; what overlaps is compared."""
    if zstd() is None:
        for _first, _last, path, _manifest in parts:
            report.say("unsure", "no_zstd", path=path.name)
        return
    for _first, _last, path, manifest in parts:
        if not readable(manifest, identity):
            report.say("unsure", "sealed", path=path.name)
        if manifest["version"] < 3:
            report.say("good", "old_batch", path=path.name)
    parts = [(*part[:3], whole_of(part[2], part[3], report, identity)) for part in parts]
    parts = [part for part in parts if readable(part[3], identity)]
    if not parts:
        return
    journal = Journal(report, parts[0][0], bytes.fromhex(parts[0][3]["prev_head"]))
    for first, last, path, manifest in parts:
        if first > journal.last + 1:
            report.say("unsure", "gap", first=journal.last + 1, last=first - 1)
            yield journal
            journal = Journal(report, first, bytes.fromhex(manifest["prev_head"]))
        check_part(journal, last, path, manifest, report, identity)
    if journal.hashes:
        counts = {"first": journal.first, "last": journal.last, "count": len(parts)}
        report.say("good", "batches", path=folder.name or str(folder), **counts)
    yield journal


def whole_of(path: Path, manifest: dict, report: Report, identity: str) -> dict:
    """The office's own copy beside a batch in the batch's place, where it lies there and this key opens it."""
    said = manifest.get("own")
    if not said:
        return manifest
    own, file = path.parent / Path(said["file"]).name, said["file"]
    if not own.is_file():
        report.say("good", "no_own", path=path.name, file=file)
        return manifest
    right = own.stat().st_size == said["bytes"] <= MOST_PAYLOAD
    if not right or hashlib.sha256(own.read_bytes()).hexdigest() != said["sha256"]:
        report.say("bad", "manifest", path=own.name, why="sha256" if right else "length")
        return manifest
    report.say("good", "own", path=path.name, file=file)
    whole = {**manifest, "payload": said, "seal": "age", "content": "full"}
    try:
        return whole if readable(whole, identity) and opened(whole, own, identity) else manifest
    except ValueError:  # the superior's key opens the figures alone
        return manifest


def check_part(
    journal: Journal, last: int, path: Path, manifest: dict, report: Report, identity: str
) -> None:
    """One batch on top of those before it."""
    head = None
    journal.minimal = manifest.get("content") == "minimal"
    payload = path.parent / Path(manifest["payload"]["file"]).name
    try:
        for entry in batch_entries(manifest, payload, identity):
            head = entry.hash
            if entry.header[0] > journal.last:
                journal.take(entry)
            elif journal.head(entry.header[0]) != entry.hash:
                journal.wrong(entry.header[0], "link")
                return
        journal.signers += (
            [bytes.fromhex(manifest["signer"]["public"])] if manifest["version"] >= 3 else []
        )
        before = journal.head(manifest["from_seq"] - 1)
        right = before is None or before.hex() == manifest["prev_head"]
        if (
            not right
            or head is None
            or head.hex() != manifest["head"]
            or journal.head(last) != head
        ):
            report.say("bad", "manifest", path=path.name, why="totals")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        report.say(
            "bad", "manifest", path=path.name, why=str(error) if str(error) in WHYS else "form"
        )


def check_sheet(text: str, journals: list, report: Report) -> Sheet | None:
    """A closing sheet alone, and against the journals at hand."""
    sheet = sheet_of(text)
    if sheet is None:
        report.say("bad", "sheet_unread")
        return None
    if not sheet.is_right():
        report.say("bad", "sheet_wrong", day=sheet.day)
        return sheet
    report.say("good", "sheet", day=sheet.day, office=sheet.office, seq=sheet.seq, at=sheet.at)
    own = [journal for journal in journals if journal.name in ("", sheet.journal)]
    if journals and not own:
        report.say("bad", "sheet_journal")
    for journal in own:
        head = journal.head(sheet.seq)
        if head is None:
            report.say("unsure", "sheet_beyond", seq=sheet.seq)
        else:
            same = head.hex() == sheet.head and sheet.seq < journal.first_wrong
            keyed = not journal.keys or sheet.key in [key for _seq, key, _vouched in journal.keys]
            name = "sheet_same" if same and keyed else "sheet_other"
            report.say("good" if same and keyed else "bad", name, seq=sheet.seq)
    return sheet


def check_code(typed: str, journals: list, report: Report) -> None:
    """The code of a paper, looked up."""
    code = "".join(typed.split()).upper().replace("-", "").translate(MISREAD)
    if len(code) != 10 or set(code) - set(LETTERS):
        report.say("bad", "bad_code", code=typed)
        return
    found = [
        (seq, said.get("document", ""), subject, day)
        for journal in journals
        for seq, said, own, subject, day in journal.papers
        if own == code and said.get("head") == code and seq <= journal.first_wrong
    ]
    found += [
        (entry.header[0], "closing", str(said.get("day")), entry.header[8])
        for journal in journals
        for entry, said in journal.closings
        if head_code(entry.prev_hash) == code and entry.header[0] <= journal.first_wrong
    ]
    for seq, paper, subject, day in found:
        report.say("good", "code", code=code, paper=paper, subject=subject, day=day, seq=seq)
    if not found:
        report.say("bad" if journals else "unsure", "no_code", code=code)


def check_keys(marks: Iterable[str], wanted: str, report: Report) -> None:
    """Tell each key, and compare it with the one on paper."""
    for mark in dict.fromkeys(marks):
        if wanted and "".join(wanted.split()).upper().replace("-", "") != mark.replace("-", ""):
            report.say("bad", "other_key", mark=mark, wanted=wanted)
        else:
            report.say("good", "key", mark=mark)


def check_all(asked: argparse.Namespace, report: Report) -> int:
    """Everything that was asked; the last entry that a signature vouches for."""
    journals, sheets = read_inputs(asked, report)
    good: tuple = (0, "", b"")
    marks = []
    for journal in journals:
        found = journal.judge()
        good = max(good, found)
        if journal.first_wrong == 2**62:
            report.say("good", "chain", seq=journal.last, code=head_code(journal.hashes[-1]))
        if found[0] and journal.last > found[0] + 1:
            report.say("good", "after", count=journal.last - found[0] - 1)
        told = [key for _seq, key, _vouched in journal.keys[-1:]] or [found[2]]
        told += journal.signers
        marks += [key_mark(key) for key in told if key]
    read = [check_sheet(text, journals, report) for text in sheets]
    check_keys(marks + [key_mark(sheet.key) for sheet in read if sheet], asked.key, report)
    for code in asked.code:
        check_code(code, journals, report)
    if report.code() == 1 and journals:
        report.say("good", "good_to" if good[0] else "good_none", seq=good[0], day=good[1])
    return int(good[0])


def read_inputs(asked: argparse.Namespace, report: Report) -> tuple:
    """Journals and texts of sheets, of what was named."""
    journals: list = []
    sheets = list(asked.sheet)
    password = asked_password(asked.officer) if asked.officer else ""
    identity = (
        Path(asked.identity).read_text("utf-8").strip().splitlines()[-1] if asked.identity else ""
    )
    for path in map(Path, asked.inputs):
        if path.is_dir():
            journals += check_batches(path, report, identity)
        elif path.suffix.lower() == ".txt" and path.is_file():
            sheets.append(path.read_text("utf-8", errors="replace"))
        elif path.is_file():
            key = asked.data_key or (
                ring_key(path, asked.officer, password) if asked.officer else ""
            )
            journals.append(check_backup(path, report, key))
        else:
            report.say("unsure", "unread", path=path.name, why="files")
    return [journal for journal in journals if journal and journal.hashes], sheets


def main() -> int:
    """Read the command line, check, tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "inputs", nargs="*", help="bản sao lưu .db, thư mục có gói HS_…, chu-ky-chot-….txt"
    )
    parser.add_argument(
        "--sheet", action="append", default=[], help="chữ trong mã QR của biên bản chốt sổ"
    )
    parser.add_argument(
        "--code", action="append", default=[], help="mã kiểm tra 10 chữ in trên giấy của công dân"
    )
    parser.add_argument(
        "--key", default="", help="khóa của đơn vị đọc trên biên bản giấy, XXXX-XXXX-XXXX-XXXX"
    )
    parser.add_argument(
        "--officer", default="", help="công chức gõ mật khẩu để mở bản sao lưu có khóa"
    )
    parser.add_argument(
        "--data-key", default="", help="khóa dữ liệu (64 chữ số hex) của bản sao lưu có khóa"
    )
    parser.add_argument(
        "--identity", default="", help="tệp có khóa AGE-SECRET-KEY-… mở gói được niêm phong"
    )
    parser.add_argument("--en", action="store_true", help="in English")
    parser.add_argument("--json", action="store_true", help="một đối tượng JSON / one JSON object")
    asked = parser.parse_args()
    if not asked.inputs and not asked.sheet:
        parser.error("--sheet / inputs?")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    report = Report(asked.en)
    good_to, code = check_all(asked, report), report.code()
    result = TEXTS[("fine", "wrong", "unsure")[code]][report.language]
    if asked.json:
        found = [
            {"level": level, "name": name, "text": text}
            for level, name, _values, text in report.found
        ]
        print(json.dumps({"code": code, "good_to": good_to, "found": found}, ensure_ascii=False))
        return code
    signs = {"good": "  [+] ", "bad": "  [!] ", "unsure": "  [?] "}
    print("\n".join([*(signs[item[0]] + item[3] for item in report.found), result]))
    return code


if __name__ == "__main__":
    sys.exit(main())
