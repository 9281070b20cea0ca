"""The recipe of a verb: at the desk, at the terminal and in the window."""

from __future__ import annotations

from tests.recipes.recipe import Edit, Recipe

VERB = Recipe(
    name="verb of a known matter",
    page="A verb of a known matter",
    most=3,
    edits=(
        Edit(
            "desk/handover/shelves.py",
            "    def shelvable(self",
            '''    def take_off(self, code: str, *, op_id: str = "") -> Done[Dossier]:
        """Take a dossier off its shelf. Errors: RuleError (field "codes")."""
        with self.act(Duty.PROCESS, op_id, DOSSIER_SHELVED) as act:
            if act.known is None:
                dossier = self.shelvable(code)
                payload = Shelved(dossier=dossier.id, shelf="", at=local_text(act.now))
                act.record(DOSSIER_SHELVED, dossier.code, payload)
        return act.done(self.dossier(act.first.subject), Noun.DOSSIER)

    def shelvable(self''',
        ),
        Edit(
            "cli/handover/handover.py",
            '@shelf.command("list")\n',
            '''@shelf.command("off")
@click.argument("code")
@verb(Shows.ACT)
def off(frame: Frame, code: str) -> None:
    """Bỏ vị trí của một hồ sơ."""
    with frame.office() as office:
        done = office.shelves.take_off(code).result
    frame.say({"code": done.code, "shelf": done.shelf}, done.code)


@shelf.command("list")
''',
        ),
        Edit(
            "qt/handover/shelving.py",
            "            dossier = self._place.office.dossiers.get(item.line.code)\n"
            '            self._put(dossier, "")\n',
            "            off = partial(self._send, self._place.office.shelves.take_off, item.line.code)\n"
            "            self._place.act(off, self._fields, lambda dossier: self._on_put((dossier,)))\n",
        ),
    ),
    proof="""
first, second, third = (office.moves.move(receive(office).code, Act.FINISH).result.code for _time in range(3))
office.shelves.put([first, second, third], "Kệ A")
for _time in range(2):
    assert office.shelves.take_off(first, op_id="tap").result.shelf == ""
    head = office.store.journal.head() if _time == 0 else head
assert office.store.journal.head() == head
from counter_app.domain.office.staff import Role
me = office.session.officer
for who, rule in ((officer(Role.ADMINISTRATOR), "duty"), (None, "signed_out")):
    office.session.officer = who
    try:
        office.shelves.take_off(second)
        raise AssertionError
    except RuleError as error:
        assert error.rule == rule, error.rule
office.session.officer = me
from counter_app.qt.handover.shelving import ShelvingPart
from counter_app.qt.kit.hub import Hub
from counter_app.qt.kit.jobs import Jobs
from counter_app.qt.kit.workplace import Workplace
part = ShelvingPart(Workplace(office, Hub(), Jobs(office)))
part.reload()
at = next(row for row in range(part.model.rowCount()) if part.model.row(row).line.code == second)
part.table.setCurrentIndex(part.model.index(at, 0))
part.take_off.click()
assert office.dossiers.get(second).shelf == ""
assert office.store.check().problems == ()
office.close()
from counter_app.cli.context import Shows, shown_by
from counter_app.cli.handover.handover import off
from tests.cli.terminal import Terminal
assert shown_by(off) is Shows.ACT
assert Terminal(tmp / "office")("shelf", "off", third)["shelf"] == ""
""",
)
