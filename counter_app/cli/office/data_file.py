"""Verbs that make and prove the data, and the window."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.context import FILE, FOLDER, Frame, Moment, Shows, verb
from counter_app.desk.office.founding import NewOfficer, default_founding, spoken_password
from counter_app.desk.office.passwords import check_new_password
from counter_app.desk.office.recovery import new_words
from counter_app.desk.outgoing import destination, require_outside, write
from counter_app.domain.closing.statement import key_mark
from counter_app.domain.office.staff import Officer, Role
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.office import Office, SystemClock
from counter_app.settings import COUNTER, OFFICE_KINDS
from counter_app.system.files import shred
from counter_app.system.terminals import is_terminal

if TYPE_CHECKING:
    from counter_app.desk.office.founding import Founding
    from counter_app.superior.book.key_acts import ToldActs
    from counter_app.system.outgoing import Target


def _require_empty(folder: Path) -> None:
    if Office.exists(folder):
        raise RuleError(_("Đã có đơn vị ở {path}. Chọn thư mục dữ liệu khác.").format(path=folder))


def _asked_device() -> int:
    """Two computers of one office must not share a number; where nobody can be asked, none is taken."""
    if not is_terminal(sys.stdin):
        raise RuleError(
            _(
                "Chưa cho biết số của máy này trong đơn vị. Thêm --device, mỗi máy một số từ 1 đến 99."
            ),
            field="device",
        )
    question = _("Số của máy này trong đơn vị (1–99, mỗi máy một số)")
    return int(click.prompt(question, type=click.IntRange(1, 99), default=1))


@click.command("init")
@click.option("--name", default="", help="Tên đơn vị.")
@click.option("--number", default="99001", help="Mã số đơn vị, 5 chữ số.")
@click.option("--parent", default="", help="Cơ quan chủ quản, ví dụ ỦY BAN NHÂN DÂN XÃ …")
@click.option("--place", default="", help="Địa danh trước ngày tháng.")
@click.option(
    "--kind",
    type=click.Choice(OFFICE_KINDS),
    default=COUNTER,
    help="counter: quầy tiếp nhận; superior: cơ quan cấp trên, nhận gói của các đơn vị.",
)
@click.option("--superior", default="", help="Tên cơ quan cấp trên.")
@click.option("--superior-level", default="", help="Cấp của cơ quan cấp trên.")
@click.option(
    "--device", type=click.IntRange(1, 99), help="Số của máy này trong đơn vị, mỗi máy một số."
)
@click.option("--leader", default="canbo", help="Tên đăng nhập đầu tiên.")
@click.option(
    "--sheet",
    type=FILE,
    help="Phiếu khôi phục ra tệp PDF này, có mã QR: in ra, cất vào phong bì, rồi xóa tệp; các chữ không hiện ra.",
)
@click.option(
    "--plain", is_flag=True, help="Không mã hóa: ai lấy được máy hay bản sao lưu đều đọc được."
)
@verb(Shows.NOBODY)
def init(
    frame: Frame, device: int | None, leader: str, sheet: Path | None, plain: bool, **texts: str
) -> None:
    """Thiết lập đơn vị trong thư mục dữ liệu trống; dữ liệu được mã hóa.

    Mật khẩu đầu tiên: gõ khi được hỏi, hoặc --password-fd; không ai đặt thì máy đặt và in ra một lần.
    """
    _require_empty(frame.data)
    target = destination(sheet, (frame.data,)) if sheet is not None else None
    password = frame.claim.first_password(leader)
    first = password or spoken_password()
    check_new_password(first, (leader, texts["name"], texts["place"]))
    usual, own = default_founding(), {"superior": "superior_name"}
    wanted: dict[str, Any] = {own.get(key, key): value for key, value in texts.items() if value}
    officer = Officer(
        login=leader, name=usual.officers[0].officer.name, role=Role.LEADER, counter="1"
    )
    words = "" if plain and target is None else " ".join(new_words())
    founding = replace(
        usual,
        settings=replace(usual.settings, **wanted),
        preferences=replace(usual.preferences, device=device or _asked_device()),
        officers=(NewOfficer(officer=officer, password=first),),
        recovery=words,
    )
    with _sheet_on_paper(target, founding) if target is not None else nullcontext():
        Office.found(frame.data, founding, encrypted=not plain).close()
    answer = {"data": str(frame.data), "officer": leader, "number": texts["number"]}
    lines = [_("Đã thiết lập đơn vị ở {path}.").format(path=frame.data)]
    if not password:
        answer["password"] = first
        told = _("Mật khẩu đầu tiên của {login}: {password}. Ghi lại, máy không cho xem lần nữa.")
        lines.append(told.format(login=leader, password=first))
    if target is not None:
        answer["sheet"] = str(sheet)
        lines.append(
            _("In phiếu khôi phục ở {path}, cất vào phong bì, rồi xóa tệp.").format(path=sheet)
        )
    elif words:
        answer["recovery"] = words
        lines.append(
            _(
                "Dữ liệu đã mã hóa. Ghi các chữ sau ra giấy, cất vào phong bì dán kín; mất hết mật "
                "khẩu thì chỉ còn các chữ này mở được: {words}"
            ).format(words=words)
        )
    frame.say(answer, "\n".join(lines))


@contextmanager
def _sheet_on_paper(target: Target, founding: Founding) -> Iterator[None]:
    """The first recovery sheet lies there before the office does: one that never counted is taken away again.

    Errors: RuleError, DeviceError.
    """
    from counter_app.printing.papers.recovery_sheet import recovery_sheet

    words, today = founding.recovery.split(), SystemClock().now().date()
    write(target, recovery_sheet(founding.settings.name, 1, today, words))
    try:
        yield
    except BaseException:
        shred(target.path)
        raise


@click.command("demo")
@click.option("--dossiers", type=click.IntRange(1, 5_000_000), help="Số hồ sơ trải ra nhiều năm.")
@click.option("--seed", default=1, help="Cùng một số cho cùng một dữ liệu.")
@click.option("--now", type=Moment(), help="Coi như bây giờ là lúc này.")
@verb(Shows.NOBODY)
def demo(frame: Frame, dossiers: int | None, seed: int, now: datetime | None) -> None:
    """Tạo đơn vị mẫu: một ngày làm việc, hoặc nhiều hồ sơ qua nhiều năm."""
    from counter_app.demo.bulk import found_bulk
    from counter_app.demo.day import found_day

    _require_empty(frame.data)
    if dossiers is None:
        found_day(frame.data, seed=seed, now=now)
    else:
        found_bulk(frame.data, dossiers=dossiers, seed=seed, now=now, progress=frame.progress())
    with frame.office() as office:
        count, entries = office.store.dossiers.count(), office.store.journal.head().seq
    answer = {"data": str(frame.data), "dossiers": count, "events": entries}
    frame.say(
        answer,
        plural("Đã tạo {count} hồ sơ mẫu ở {path}.", count).format(count=count, path=frame.data),
    )


@click.command("demo-day")
@click.option("--keep", type=FOLDER, help="Giữ kết quả ở thư mục này.")
@verb(Shows.NOBODY)
def demo_day(frame: Frame, keep: Path | None) -> None:
    """Diễn trọn một ngày ở quầy, không cần màn hình; in ra nơi lưu giấy hẹn, báo cáo và gói dữ liệu."""
    from counter_app.demo.day import play_whole_day

    if keep is not None:
        require_outside(keep, (frame.data,))
    folder = keep or Path(tempfile.mkdtemp(prefix="quay-mot-cua-"))
    story = play_whole_day(folder)
    frame.say(story.to_dict(), "\n".join(story.lines))


@click.command("check")
@click.option(
    "--code", default="", help="Mã kiểm tra in trên giấy: tìm giấy đó và kiểm chứng đến nó."
)
@verb(Shows.NOBODY)
def check(frame: Frame, code: str) -> None:
    """Kiểm chứng chuỗi nhật ký và dựng lại mọi bảng để so."""
    from counter_app.wording.office.damage import (
        damage_lines,
        trace_text,
        vouched_lines,
        warning_lines,
    )

    with frame.office() as office:
        traces = office.paper_codes.trace(code) if code else ()
        result, here = office.check(frame.progress()), office.data_dir
        told = _told(office) if result.ok else None
    mark = key_mark(result.vouched.key) if result.vouched.key else ""
    answer = {
        "ok": result.ok,
        "entries": result.entries,
        "head": result.head.hash.hex(),
        "head_code": result.head.code,
        "tables": result.tables,
        "anchored": result.anchored,
        "signed_to": result.vouched.seq,
        "signed_day": result.vouched.day,
        "key_mark": mark,
        "problems": list(result.problems),
        "warnings": list(result.warnings),
    }
    good = plural(
        "Dữ liệu nguyên vẹn: {count} lượt ghi, mã kiểm tra {head}.", result.entries
    ).format(count=result.entries, head=result.head.code)
    if traces:
        answer["papers"] = [asdict(trace) for trace in traces]
        good = "\n".join([good, *map(trace_text, traces)])
    bad = damage_lines(result.problems, result.anchored, result.vouched.seq, result.vouched.day)
    lines = [good, *vouched_lines(result.signed_to if mark else 0, mark)] if result.ok else bad
    lines += warning_lines(result.warnings)
    sound = result.ok and _superior_sound(here, told, answer, lines)
    frame.say(answer, "\n".join(lines))
    if not sound:
        sys.exit(1)


def _told(office: Office) -> ToldActs | None:
    """The senders' keys that the journal of a superior's own office knows; None for a counter."""
    from counter_app.superior.proof import is_superior

    if not is_superior(office.data_dir):
        return None
    from counter_app.superior.book.key_acts import told_acts

    return told_acts(office.store.journal)


def _superior_sound(
    here: Path, told: ToldActs | None, answer: dict[str, Any], lines: list[str]
) -> bool:
    """True if what a superior received is sound too, told in answer and lines; a counter received nothing."""
    if told is None:
        return True
    from counter_app.superior.proof import prove

    proof = prove(here, SystemClock(), told=told)
    answer["superior"] = asdict(proof)
    lines += [*proof.problems] or [
        plural(
            "Số liệu đã nhận nguyên vẹn: {count} đơn vị gửi, {entries} lượt ghi, {kept} gói đang giữ.",
            proof.senders,
        ).format(count=proof.senders, entries=proof.entries, kept=proof.kept)
    ]
    lines += proof.notes
    answer["ok"] = answer["ok"] and proof.ok
    return proof.ok


@click.command("gui")
@click.pass_obj
def gui(frame: Frame) -> None:
    """Mở cửa sổ."""
    from counter_app.qt.window.app import run

    sys.exit(run(frame.data))


COMMANDS = (init, demo, demo_day, check, gui)
