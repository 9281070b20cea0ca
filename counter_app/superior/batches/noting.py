"""The notes of an import, batch by batch: the summary for people, the book of arrivals for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.clock import local_date
from counter_app.i18n import _, plural
from counter_app.superior.batches.quarantine import digest_of
from counter_app.superior.batches.summary import Apart, Held, Taken
from counter_app.superior.book.arrivals import Arrival
from counter_app.sync.batch.names import MANIFEST_SUFFIX, stem_of
from counter_app.sync.batch.problems import Code, problem
from counter_app.values import dataclass
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from counter_app.domain.clock import Clock
    from counter_app.superior.batches.completing import Completed
    from counter_app.superior.batches.summary import ImportSummary
    from counter_app.superior.book.arrivals import Arrivals
    from counter_app.superior.book.quarantine_list import QuarantinedBatch
    from counter_app.superior.book.standing import Standing
    from counter_app.superior.senders.sender import ForkError
    from counter_app.sync.batch.finding import Found
    from counter_app.sync.batch.manifest import Manifest

MOST_STRAYS = 200
"""Files without a readable manifest of which one import writes a line each; ten thousand would bury the others."""
_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A batch that may be taken: the path of its manifest, the manifest, and its bytes."""

    path: Path
    manifest: Manifest
    data: bytes


def _some(paths: Sequence[Path]) -> str:
    """The names of a few files."""
    return ", ".join([*(path.name for path in paths[:_NAMED]), *(["…"] if paths[_NAMED:] else [])])


class Noting:
    """Tells and writes down what becomes of each batch of one import."""

    def __init__(self, arrivals: Arrivals, clock: Clock, by: str, summary: ImportSummary) -> None:
        self._arrivals = arrivals
        self._clock = clock
        self._by = by
        self._strays = 0
        self.summary = summary

    def strays(self, found: Found) -> None:
        """Note the files on the stick that are no batch, with the next step."""
        for path in found.lonely:
            missing = stem_of(path.name) + MANIFEST_SUFFIX
            self.incomplete(path, problem(Code.INCOMPLETE, name=missing))
        for path in found.odd:
            self.refused(path, (problem(Code.RENAMED),), None)
        for path in found.packed:
            self.refused(path, (problem(Code.PACKED),), None)
        if found.shortcuts:
            self.summary.notes.append(
                _(
                    "{names} chỉ là lối tắt, không có dữ liệu trong đó. Xin đơn vị sao chép chính thư mục HS_… ra USB."
                ).format(names=_some(found.shortcuts))
            )
        if found.archives:
            self.summary.notes.append(
                _(
                    "Có tệp nén {names}; gói dữ liệu có thể nằm trong đó. Giải nén ra thư mục rồi nhập lại thư mục ấy."
                ).format(names=_some(found.archives))
            )
        if found.nothing:
            self.summary.nothing = True
            self.summary.notes.append(
                _(
                    "Không thấy gói dữ liệu nào trong thư mục này. Chọn USB hoặc thư mục HS_… của đơn vị gửi."
                )
            )
        if found.cut:
            self.summary.notes.append(
                _(
                    "Thư mục có quá nhiều tệp hoặc tầng, chưa xem hết. Sao chép riêng thư mục HS_… ra rồi nhập lại."
                )
            )

    def unwritten(self) -> None:
        """Say how many strays were not written down one by one."""
        more = self._strays - MOST_STRAYS
        if more > 0:
            self.summary.notes.append(
                plural(
                    "{count} tệp không đọc được nữa không ghi vào sổ. Kiểm tra USB bằng phần mềm diệt vi-rút.",
                    more,
                ).format(count=more)
            )

    def incomplete(self, path: Path, reason: str) -> None:
        """A batch of which a part is missing."""
        self.summary.incomplete.append(path.name)
        self.summary.notes.append(f"{path.name}: {reason}")

    def known(self, path: Path) -> None:
        """A batch of which everything was here."""
        self.summary.already_known.append(path.name)

    def harmed(self, path: Path, reason: str) -> None:
        """A batch of which everything was here, and whose copy on the stick is damaged: the stick is bad."""
        self.summary.notes.append(
            _(
                "{name}: đã có đủ từ trước, nhưng bản trên USB này hỏng. {reason} Báo đơn vị thay USB."
            ).format(name=path.name, reason=reason)
        )

    def completed(self, item: Candidate, done: Completed) -> None:
        """A batch that brought all of what only figures were here of."""
        name, office = item.path.name, item.manifest.office_number
        self.summary.imported.append(
            Taken(name=name, office=office, entries=0, completed=done.entries)
        )
        self._note(item, "imported", "")
        if done.otherwise:
            self.summary.notes.append(
                _(
                    "{name}: lượt ghi số {seq} khác số liệu đơn vị {office} đã gửi trước. Đã dùng bản đầy đủ, khớp "
                    "nhật ký; gọi đơn vị hỏi lý do."
                ).format(name=name, seq=", ".join(map(str, done.otherwise[:5])), office=office)
            )

    def taken(self, item: Candidate, standing: Standing, entries: int) -> None:
        """A batch that brought something new."""
        name, manifest = item.path.name, item.manifest
        self.summary.imported.append(Taken(name=name, office=standing.office, entries=entries))
        self._note(item, "imported", "")
        self._arrivals.keys.used(manifest.signer, self._clock.now())
        if standing.office != manifest.office_number:
            self.summary.notes.append(
                _(
                    "{name}: tệp kê khai ghi đơn vị {said}, nhật ký ghi đơn vị {found}. Gọi đơn vị đối chiếu."
                ).format(name=name, said=manifest.office_number, found=standing.office)
            )

    def held(self, item: Candidate, first: int, last: int, why: str = "") -> None:
        """A batch that waits for entries ``first`` to ``last``."""
        held = Held(
            name=item.path.name,
            office=item.manifest.office_number,
            missing_from=first,
            missing_to=last,
            why=why,
        )
        if held not in self.summary.held:
            self.summary.held.append(held)
        self._note(item, "held", held.reason)

    def apart(self, path: Path, batch: QuarantinedBatch, manifest: Manifest | None) -> None:
        """A batch that was put into quarantine."""
        self.summary.quarantined.append(
            Apart(number=batch.number, name=batch.name, office=batch.office, reason=batch.why)
        )
        self._write(path, manifest, batch.sha256, "quarantined", batch.why)

    def refused(self, path: Path, problems: tuple[str, ...], item: Candidate | None) -> None:
        """A batch that counts for nothing."""
        self.summary.refused.append((path.name, problems))
        if item is not None:
            self._note(item, "refused", "\n".join(problems))
            return
        self._strays += 1
        if self._strays <= MOST_STRAYS:
            self._write(path, None, "", "refused", "\n".join(problems))

    def branch(self, item: Candidate, error: ForkError) -> None:
        """A batch of another branch: an alarm until people have decided, then told with their decision."""
        settlements, manifest = self._arrivals.settlements, item.manifest
        number = settlements.rejecting(manifest.journal, error.hash.hex())
        problems, forked = error.problems, (error.seq, error.hash.hex())
        if number:
            decided = settlements.of(number)
            day = short_date(local_date(decided.at))
            problems, forked = (problem(Code.REJECTED, day=day, by=decided.by),), (0, "")
            settlements.reject(manifest.journal, manifest.head, number)
        self.summary.refused.append((item.path.name, problems))
        self._note(item, "refused", "\n".join(problems), forked)

    def same_computer(self, standing: Standing) -> None:
        """A second journal of the same computer is worth a question."""
        self.summary.notes.append(
            _(
                "Đơn vị {office}, máy {device} gửi một nhật ký mới, khác nhật ký đã có. Gọi đơn vị hỏi lý do."
            ).format(office=standing.office, device=standing.device)
        )

    def _note(
        self, item: Candidate, outcome: str, detail: str, forked: tuple[int, str] = (0, "")
    ) -> None:
        self._write(item.path, item.manifest, digest_of(item.data), outcome, detail, forked)

    def _write(
        self,
        path: Path,
        manifest: Manifest | None,
        digest: str,
        outcome: str,
        detail: str,
        forked: tuple[int, str] = (0, ""),
    ) -> None:
        self._arrivals.note(
            Arrival(
                at=self._clock.now(),
                name=path.name,
                sha256=manifest.payload_sha256 if manifest else "",
                journal=manifest.journal if manifest else "",
                from_seq=manifest.from_seq if manifest else 0,
                to_seq=manifest.to_seq if manifest else 0,
                outcome=outcome,
                detail=detail,
                head=manifest.head if manifest else "",
                fork_seq=forked[0],
                fork_hash=forked[1],
                by=self._by,
                manifest_sha256=digest,
                app=manifest.app if manifest else "",
            )
        )
