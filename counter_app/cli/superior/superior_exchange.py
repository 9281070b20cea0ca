"""Verbs of the superior's exchange: whose keys count, what waits in quarantine, what goes back to the offices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import FILE, FOLDER, Frame, Shows, force_option, verb
from counter_app.domain.clock import local_date
from counter_app.i18n import _, plural
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.superior.batches.summary import ImportSummary
    from counter_app.superior.book.known_keys import KnownKey
    from counter_app.superior.book.quarantine_list import QuarantinedBatch
    from counter_app.superior.exchange.sending_down import Enclosure

_reason = click.option("--reason", default="", help="Lý do, ghi vào sổ nhận gói dữ liệu.")


@contextmanager
def trusted(frame: Frame) -> Iterator[Office]:
    """The superior's own office, its book of keys and journal in agreement around it. Errors: as ``Frame.office``."""
    frame.require_office()
    with frame.office() as office:
        for note in office.sender_keys.bind():
            click.echo(note, err=True)
        try:
            yield office
        finally:
            office.sender_keys.bind()


@click.group("keys")
def keys() -> None:
    """Khóa của các đơn vị gửi: chỉ gói dữ liệu do khóa đã ghi nhận ký mới được tính."""


@keys.command("list")
@verb(Shows.NOBODY)
def keys_list(frame: Frame) -> None:
    """Mọi khóa đã ghi nhận, đã thay, đã thu hồi."""
    with trusted(frame) as office:
        found = office.sender_keys.known()
    answer = {"keys": [_key_facts(key) for key in found]}
    frame.say(answer, "\n".join(map(_key_line, found)) or _("Chưa ghi nhận khóa nào."))


@keys.command("card")
@click.option("--out", type=FILE, required=True, help="Ghi thẻ khóa của cấp trên ra tệp này.")
@click.option(
    "--full",
    is_flag=True,
    help="Xin đơn vị gửi đủ nội dung, niêm phong; không ghi thì chỉ số liệu.",
)
@force_option
@verb(Shows.NOBODY)
def keys_card(frame: Frame, out: Path, full: bool, force: bool) -> None:
    """Ghi thẻ khóa của cấp trên (khoa-cap-tren.json) để đưa cho các đơn vị; đọc 16 ký tự cho họ đối chiếu."""
    from counter_app.desk.outgoing import write
    from counter_app.sync.letters.key_card import Role, Wants

    with trusted(frame) as office:
        target = frame.target(office, out, force=force)
        card, data = office.superior_keys.own_card(
            Role.SUPERIOR, Wants.FULL if full else Wants.MINIMAL
        )
        write(target, data)
    answer = {"file": str(out), "letters": card.letters, "wants": card.wants.value}
    text = _("Đã ghi thẻ khóa {path}. 16 ký tự để đọc cho đơn vị: {letters}").format(
        path=out, letters=card.letters
    )
    frame.say(answer, text)


@keys.command("enrol")
@click.argument("card", type=FILE)
@click.option(
    "--letters", required=True, help="16 ký tự đơn vị đọc qua điện thoại hoặc ghi trên giấy."
)
@_reason
@consent_option
@verb(Shows.NOBODY)
def keys_enrol(frame: Frame, card: Path, letters: str, reason: str, consent: str) -> None:
    """Ghi nhận khóa từ thẻ khóa của đơn vị (khoa-don-vi-….json) sau khi đối chiếu 16 ký tự."""
    with trusted(frame) as office:
        said = approval(consent)
        done = office.sender_keys.enrol(card, letters, reason=reason, approval=said).result
    answer = {"key": _key_facts(done.key), "taken": _taken_facts(done.taken)}
    lines = [
        _("Đã ghi nhận khóa {letters} của đơn vị {office}.").format(
            letters=done.key.letters, office=done.key.office
        )
    ]
    if done.replaced:
        answer["replaced"] = _key_facts(done.replaced)
        lines.append(_("Đã thu hồi khóa cũ {letters}.").format(letters=done.replaced.letters))
    frame.say(answer, "\n".join([*lines, *_taken_lines(done.taken)]))


@keys.command("revoke")
@click.argument("letters")
@_reason
@consent_option
@verb(Shows.NOBODY)
def keys_revoke(frame: Frame, letters: str, reason: str, consent: str) -> None:
    """Thu hồi một khóa theo 16 ký tự: từ nay không tính gói nào khóa đó ký; số đã nhận giữ nguyên."""
    with trusted(frame) as office:
        said = approval(consent)
        key = office.sender_keys.revoke(letters, reason=reason, approval=said).result
    text = _("Đã thu hồi khóa {letters} của đơn vị {office}. Xin đơn vị thẻ khóa mới.").format(
        letters=key.letters, office=key.office
    )
    frame.say({"key": _key_facts(key)}, text)


@click.group("quarantine")
def quarantine() -> None:
    """Gói dữ liệu để cách ly: chưa có khóa đã ghi nhận nào ký, nên chưa tính ở đâu."""


@quarantine.command("list")
@verb(Shows.NOBODY)
def quarantine_list(frame: Frame) -> None:
    """Các gói đang cách ly, mỗi gói với lý do."""
    with trusted(frame) as office:
        found = office.sender_keys.quarantined()
    answer = {"batches": [_batch_facts(item) for item in found]}
    frame.say(answer, "\n".join(map(_batch_line, found)) or _("Không có gói nào đang cách ly."))


@quarantine.command("let-in")
@click.argument("numbers", type=int, nargs=-1, required=True)
@_reason
@consent_option
@verb(Shows.NOBODY)
def quarantine_let_in(frame: Frame, numbers: tuple[int, ...], reason: str, consent: str) -> None:
    """Cho gói đang cách ly vào theo số, khi đã hỏi đơn vị; mọi bước kiểm tra khác vẫn giữ."""
    with trusted(frame) as office:
        said = approval(consent)
        taken = office.sender_keys.let_in(numbers, reason=reason, approval=said).result
    frame.say(_taken_facts(taken), "\n".join(_taken_lines(taken)))


@quarantine.command("drop")
@click.argument("numbers", type=int, nargs=-1, required=True)
@_reason
@verb(Shows.NOBODY)
def quarantine_drop(frame: Frame, numbers: tuple[int, ...], reason: str) -> None:
    """Bỏ gói đang cách ly theo số; gói ấy tới lần nữa sẽ bị từ chối."""
    with trusted(frame) as office:
        dropped = office.sender_keys.drop(numbers, reason=reason).result
    count = len(dropped)
    text = plural("Đã bỏ {count} gói dữ liệu.", count).format(count=count)
    frame.say({"dropped": [_batch_facts(item) for item in dropped]}, text)


@click.command("acknowledge")
@click.argument("stick", type=FOLDER)
@click.option("--journal", "journals", multiple=True, help="Chỉ nhật ký này; xem superior list.")
@verb(Shows.NOBODY)
def acknowledge_verb(frame: Frame, stick: Path, journals: tuple[str, ...]) -> None:
    """Ghi giấy báo nhận đã ký cho các đơn vị vào USB: nhận đến đâu, giữ chờ, cách ly, từ chối gói nào."""
    with trusted(frame) as office:
        made = office.sender_keys.acknowledge(stick, journals=journals).result
    answer = {
        "written": [
            {
                "file": str(path),
                "office": item.office,
                "journal": item.journal,
                "seq": item.seq,
                "batches": [asdict(batch) for batch in item.batches],
            }
            for item, path in made.written
        ],
        "notes": list(made.notes),
    }
    count = len(made.written)
    text = plural("Đã ghi {count} giấy báo nhận vào USB.", count).format(count=count)
    frame.say(answer, "\n".join([text, *made.notes]))


@click.command("send-down")
@click.argument("stick", type=FOLDER)
@click.option(
    "--catalogue", "catalogues", type=FILE, multiple=True, help="Danh mục thủ tục (XLSX, CSV)."
)
@click.option(
    "--calendar", "calendars", type=FILE, multiple=True, help="Lịch làm việc một năm (JSON, XLSX)."
)
@click.option("--form", "forms", type=FILE, multiple=True, help="Mẫu giấy riêng của thủ tục.")
@click.option("--notice", "notices", multiple=True, help="Thông báo: TIÊU ĐỀ=NỘI DUNG.")
@click.option(
    "--office", "offices", multiple=True, help="Chỉ gửi đơn vị mã này; không ghi là mọi đơn vị."
)
@verb(Shows.NOBODY)
def send_down_verb(
    frame: Frame,
    stick: Path,
    notices: tuple[str, ...],
    offices: tuple[str, ...],
    **files: tuple[Path, ...],
) -> None:
    """Gửi xuống các đơn vị danh mục, lịch, mẫu giấy, thông báo: một gói đã ký trên USB."""
    from counter_app.superior.exchange.sending_down import Enclosure
    from counter_app.sync.letters.parcel import ItemKind

    with trusted(frame) as office:
        enclosures = _enclosed(office, files)
        for notice in notices:
            title, _equals, text = notice.partition("=")
            enclosures.append(Enclosure(kind=ItemKind.NOTICE, title=title, text=text))
        parcel = office.sender_keys.send_down(stick, enclosures, offices=offices).result
    place = stick / parcel.folder
    answer = {
        "number": parcel.number,
        "folder": str(place),
        "items": [item.title for item in parcel.items],
        "offices": list(parcel.offices),
    }
    count = len(parcel.items)
    text = plural("Đã ghi gói gửi xuống số {number}, {count} mục: {path}", count)
    frame.say(answer, text.format(number=parcel.number, count=count, path=place))


def _enclosed(office: Office, files: dict[str, tuple[Path, ...]]) -> list[Enclosure]:
    from counter_app.sync.letters.parcel import ItemKind

    kinds = {
        "catalogues": ItemKind.CATALOGUE,
        "calendars": ItemKind.CALENDAR,
        "forms": ItemKind.FORM,
    }
    return [
        office.sender_keys.enclosure(kind, path)
        for name, kind in kinds.items()
        for path in files[name]
    ]


@click.command("put-back")
@click.argument("copy", type=FOLDER)
@consent_option
@verb(Shows.NOBODY)
def put_back_verb(frame: Frame, copy: Path, consent: str) -> None:
    """Đưa bản sao lưu của số liệu đã nhận (cap-tren-…) về chỗ cũ, hai người cùng làm; số liệu đang có giữ sang bên."""
    frame.require_office()
    with frame.office() as office:  # the book of keys need not be one that can be read
        aside = office.sender_keys.put_back(copy, approval=approval(consent)).result
    lines = [_("Đã đưa bản sao lưu về. Nhập lại gói dữ liệu từ các USB nhận sau bản sao lưu này.")]
    if aside:
        lines.append(_("Số liệu trước đó giữ ở {path}.").format(path=aside))
    frame.say({"aside": str(aside) if aside else ""}, "\n".join(lines))


def _key_facts(key: KnownKey) -> dict[str, Any]:
    return asdict(key) | {"letters": key.letters, "state": str(key.state)}


def _day(moment: datetime | None) -> str:
    return short_date(local_date(moment)) if moment else ""


def _key_line(key: KnownKey) -> str:
    states = {
        "known": _("đang dùng từ {day}, {by} ghi nhận"),
        "replaced": _("đã thay bằng khóa mới ngày {ended}"),
        "revoked": _("ĐÃ THU HỒI ngày {ended}, {ended_by}: {reason}"),
    }
    state = states[key.state].format(
        day=_day(key.enrolled_at),
        by=key.enrolled_by or _("khóa trước"),
        ended=_day(key.ended_at),
        ended_by=key.ended_by,
        reason=key.reason,
    )
    return f"{key.letters}  {key.office}  {key.name}  {key.journal}  {state}"


def _batch_facts(item: QuarantinedBatch) -> dict[str, Any]:
    return asdict(item) | {"state": str(item.state)}


def _batch_line(item: QuarantinedBatch) -> str:
    return f"{item.number:>4}  {_day(item.at)}  {item.office or '?'}  {item.name}: {item.why}"


def _taken_facts(taken: ImportSummary) -> dict[str, Any]:
    return {
        "imported": [asdict(item) for item in taken.imported],
        "held": [asdict(item) | {"reason": item.reason} for item in taken.held],
        "refused": [{"name": name, "problems": list(why)} for name, why in taken.refused],
        "notes": taken.notes,
    }


def _taken_lines(taken: ImportSummary) -> list[str]:
    count = len(taken.imported)
    lines = [plural("Nhận {count} gói dữ liệu từ cách ly.", count).format(count=count)]
    lines += [f"  - {name}: {', '.join(why)}" for name, why in taken.refused]
    return [*lines, *taken.notes]


VERBS = (keys, quarantine, acknowledge_verb, send_down_verb, put_back_verb)
