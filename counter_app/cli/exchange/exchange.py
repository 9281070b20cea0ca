"""Verbs of the exchange with the superior: keys, where batches stand, acknowledgements."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import FILE, FOLDER, Frame, Shows, force_option, verb
from counter_app.i18n import _, plural
from counter_app.system.code_letters import key_letters
from counter_app.wording.exchange import past_command, past_text, standing_text

if TYPE_CHECKING:
    from counter_app.desk.closing.past import PastFigures
    from counter_app.store.read.exchange import StandingBatch, SuperiorKey


@click.group("exchange")
def exchange() -> None:
    """Trao đổi với cấp trên: khóa, gói đã giao, giấy báo nhận."""


def _key_facts(key: SuperiorKey) -> dict[str, Any]:
    facts = told(key, "name number wants since until by reason", seconds=True)
    return {"letters": key_letters(bytes.fromhex(key.public))} | facts


def _key_text(key: SuperiorKey | None) -> str:
    if key is None:
        return _("Chưa có khóa của cấp trên: gói dữ liệu chỉ có số liệu, không niêm phong.")
    return _("Khóa của {name}: {letters}").format(
        name=key.name, letters=key_letters(bytes.fromhex(key.public))
    )


@exchange.command("show")
@verb(Shows.NOBODY)
def show(frame: Frame) -> None:
    """Khóa của đơn vị và của cấp trên, để so qua điện thoại."""
    with frame.office() as office:
        card, _content = office.superior_keys.own_card()
        present = office.superior_keys.present()
        every = [_key_facts(key) for key in office.superior_keys.every()]
        past = office.sending_again.past()
    own = _("Khóa của đơn vị: {letters}").format(letters=card.letters)
    answer = {
        "own": card.letters,
        "superior": _key_facts(present) if present else None,
        "keys": every,
        "past_as_figures": _past_facts(past),
    }
    lines = [own, _key_text(present), *([_past_said(past)] if past else [])]
    frame.say(answer, "\n".join(lines))


def _past_facts(past: PastFigures | None) -> dict[str, Any] | None:
    return told(past, "from_seq=first to_seq=last entries") if past else None


def _past_said(past: PastFigures) -> str:
    said = past_text(past.superior, past.entries, past.first, past.last)
    return f"{said} {past_command(past.first, past.last)}"


@exchange.command("card")
@click.option("--out", type=FILE, required=True, help="Ghi thẻ khóa của đơn vị ra tệp này.")
@force_option
@verb(Shows.NOBODY)
def card_verb(frame: Frame, out: Path, force: bool) -> None:
    """Ghi thẻ khóa của đơn vị để cấp trên ghi nhận; trong thẻ không có bí mật."""
    from counter_app.desk.outgoing import write

    with frame.office() as office:
        card, content = office.superior_keys.own_card()
        write(frame.target(office, out, force=force), content)
    text = _("Đã ghi thẻ khóa {path}. Đọc cho cấp trên 16 ký tự: {letters}").format(
        path=out, letters=card.letters
    )
    frame.say({"file": str(out), "letters": card.letters}, text)


@exchange.command("superior")
@click.argument("file", type=FILE)
@click.option("--letters", default="", help="16 ký tự của khóa mà cấp trên đọc qua điện thoại.")
@verb(Shows.NOBODY)
def superior(frame: Frame, file: Path, letters: str) -> None:
    """Nhập thẻ khóa của cấp trên; gói dữ liệu từ nay niêm phong bằng khóa này."""
    from counter_app.desk.exchange.key_cards import card_file

    with frame.office() as office:
        taken = office.superior_keys.take(card_file(file), letters).result
        past = office.sending_again.past()
    lines = [_key_text(taken), *([_past_said(past)] if past else [])]
    frame.say(_key_facts(taken) | {"past_as_figures": _past_facts(past)}, "\n".join(lines))


@exchange.command("revoke")
@click.option("--reason", required=True, help="Lý do thu hồi.")
@verb(Shows.NOBODY)
def revoke(frame: Frame, reason: str) -> None:
    """Thu hồi khóa của cấp trên: không niêm phong bằng khóa đó nữa."""
    with frame.office() as office:
        public = office.superior_keys.revoke(reason=reason).result
    letters = key_letters(bytes.fromhex(public))
    text = _("Đã thu hồi khóa {letters}. Xin cấp trên thẻ khóa mới.").format(letters=letters)
    frame.say({"revoked": letters}, text)


def _facts(item: StandingBatch) -> dict[str, Any]:
    return told(item, "batch=batch.number state why") | told(
        item.batch, "from_seq to_seq name content sealed again written_at handed_to", seconds=True
    )


@exchange.command("batches")
@verb(Shows.NOBODY)
def batches(frame: Frame) -> None:
    """Các gói dữ liệu và tình trạng từng gói: đã đọc lại đúng, đã giao, cấp trên đã nhận."""
    with frame.office() as office:
        found = office.sent_batches.standing()
    lines = [
        f"{item.batch.number}  {item.batch.from_seq}–{item.batch.to_seq}  {standing_text(item.state, item.why)}"
        for item in found
    ]
    frame.say(
        {"batches": [_facts(item) for item in found]},
        "\n".join(lines) or _("Chưa xuất gói dữ liệu nào."),
    )


@exchange.command("handed")
@click.argument("number", type=click.IntRange(1))
@click.option("--to", "name", required=True, help="Họ tên người nhận USB.")
@verb(Shows.NOBODY)
def handed(frame: Frame, number: int, name: str) -> None:
    """Ghi người nhận USB: gói nào, giao cho ai."""
    with frame.office() as office:
        office.sent_batches.hand_over(number, name)
    text = _("Đã ghi: gói số {number} giao cho {name}.").format(number=number, name=name)
    frame.say({"batch": number, "to": name}, text)


@exchange.command("acks")
@click.argument("folder", type=FOLDER)
@verb(Shows.NOBODY)
def acks(frame: Frame, folder: Path) -> None:
    """Đọc giấy báo nhận của cấp trên từ USB hoặc thư mục."""
    with frame.office() as office:
        read = office.sent_batches.read_acknowledgements(folder).result
    text = _("Đã đọc {new} giấy báo nhận mới; cấp trên đã nhận đến lượt ghi số {seq}.").format(
        new=read.new, seq=read.seq
    )
    answer = {"new": read.new, "seq": read.seq, "notes": list(read.notes)}
    frame.say(answer, "\n".join([text, *read.notes]))


@exchange.command("mend")
@click.option("--reason", default="", help="Lý do sửa; không ghi thì chỉ liệt kê.")
@click.option("--from", "first", type=click.IntRange(1), default=1, help="Xem từ lượt ghi số này.")
@click.option("--until", "last", type=click.IntRange(1), help="Xem đến lượt ghi số này.")
@verb(Shows.NOBODY)
def mend(frame: Frame, reason: str, first: int, last: int | None) -> None:
    """Sửa cách gửi lượt ghi của phiên bản cũ mà cấp trên không đọc được; sổ giữ nguyên như đã ghi."""
    from counter_app.wording.exchange import stuck_text

    with frame.office() as office:
        found = office.mending.stuck(first, last)
        seqs = tuple(item.seq for item in found)
        mended = office.mending.mend(reason=reason, seqs=seqs).result if reason and seqs else 0
    lines = [stuck_text(item.seq, item.troubles) for item in found]
    if mended:
        text = plural("Đã sửa cách gửi {count} lượt ghi. Xuất lại ra USB.", mended)
        lines.append(text.format(count=mended))
    elif found:
        lines.append(_("Ghi --reason để sửa cách gửi các lượt ghi này."))
    answer = {"stuck": [[item.seq, item.kind, *item.troubles] for item in found], "mended": mended}
    frame.say(answer, "\n".join(lines) or _("Mọi lượt ghi đều gửi được. Xuất lại ra USB."))


COMMANDS = (exchange,)
