"""A module that is put off answers as itself as soon as anything is asked of it."""

from __future__ import annotations

import datetime
import inspect
import locale
import subprocess
import sys

import pytest

from counter_app.cli.seldom import SELDOM

_ASK = """
import sys
from counter_app.cli.seldom import SELDOM, put_off
put_off(SELDOM)
import gettext, hashlib, hmac, inspect, ipaddress, locale, pathlib, platform, urllib.parse
openssl = lambda: "_hashlib" in sys.modules
early = {name for name in ("ast", "dis", "tokenize") if name in sys.modules}
"""


def asked(line: str) -> str:
    """What an interpreter of its own prints of ``line`` after both modules were put off and imported."""
    done = subprocess.run(
        [sys.executable, "-c", _ASK + line], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("print(early)", "set()"),
        ("print(inspect.cleandoc(' \\ta b '), 'ast' in sys.modules)", "a b  False"),
        ("print(repr(inspect.cleandoc('a\\n   b\\n    c')))", repr("a\nb\n c")),
        ("print(inspect.isfunction(asked := (lambda: 1)), inspect.isfunction(len))", "True False"),
        ("print(inspect.signature(lambda a, *, b=1: a))", "(a, *, b=1)"),
        ("import dataclasses; print(inspect.isclass(dataclasses.Field), 'ast' in sys.modules)", "True True"),
        ("print(ipaddress.ip_address('10.0.0.1').is_private)", "True"),
        ("print((said := platform.system()) == (platform.machine(), platform.system())[1], said != '')", "True True"),
        ("print(pathlib.PurePosixPath('/a b').as_uri(), urllib.parse.quote('a b'))", "file:///a%20b a%20b"),
        ("import urllib.request; print(urllib.parse.urlsplit('http://a/b').path)", "/b"),
        ("print(locale.normalize('vi_VN.UTF-8'), type(locale).__name__)", "vi_VN.UTF-8 _PutOff"),
        ("print(locale.normalize('vi_vn'), locale.LC_ALL == __import__('_locale').LC_ALL)", "vi_VN.TCVN True"),
        ("print(hashlib.sha256(b'a').hexdigest()[:8], openssl())", "ca978112 False"),
        ("few = {hashlib.sha256(b'a').digest()[0] for _ in range(2999)}; print(few, openssl())", "{202} True"),
        ("long = hashlib.sha256(bytes(1 << 15)).name; print(long, type(hashlib).__name__)", "sha256 module"),
        ("slow = hashlib.sha256(); slow.update(b'a'); print(slow.hexdigest()[:8], openssl())", "ca978112 True"),
        ("print(hashlib.sha256(b'a', usedforsecurity=False).digest()[0], hashlib.blake2b().name)", "202 blake2b"),
        ("print(hmac.compare_digest('a', 'a'), hmac.compare_digest(b'a', b'b'), openssl())", "True False False"),
        ("print(hmac.new(b'k', b'm', 'sha256').digest()[0], hmac.compare_digest(b'a', b'a'))", "182 True"),
        ("import uuid; print(uuid.UUID(int=5), type(uuid.UUID(int=5)) is uuid.UUID, uuid.uuid4().version)",
         "00000000-0000-0000-0000-000000000005 True 4"),
        ("print(gettext.gettext('a'), gettext.ngettext('a', 'b', 2), type(gettext).__name__)", "a b _PutOff"),
        ("print(gettext.NullTranslations().gettext('a'), gettext.gettext('a'))", "a a"),
        ("print(hasattr(ipaddress, 'nothing'), type(ipaddress).__name__)", "False module"),
    ],
)  # fmt: skip
def test_what_is_put_off_is_there_when_it_is_wanted(line: str, said: str) -> None:
    assert asked(line) == said


@pytest.mark.parametrize(
    "text", ["", "Một dòng.", "  \tMột dòng. ", "Hai\n    dòng\n", "\n\n  a\n  b\n"]
)
def test_the_short_answers_are_those_of_the_module(text: str) -> None:
    answers, before = SELDOM["inspect"], inspect.Parameter
    assert answers["cleandoc"](text) == inspect.cleandoc(text)
    for value in (len, str, inspect.cleandoc, lambda: 1):
        assert answers["isfunction"](value) == inspect.isfunction(value)
    names = ("C", "C.UTF-8", "en_US.UTF-8", "vi_VN.UTF-8", "vi_VN", "de_DE@euro", "")
    assert [SELDOM["locale"]["normalize"](name) for name in names] == list(
        map(locale.normalize, names)
    )
    assert inspect.Parameter is before, "a module that is whole was run again"


def test_another_thread_never_finds_half_a_module() -> None:
    line = """
import threading
found = []
def look():
    found.append(inspect.getsource and inspect.Signature.empty)
threads = [threading.Thread(target=look) for _number in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(found))
"""
    assert asked(line) == "8"


def test_dates_are_the_compiled_ones_and_all_of_them() -> None:
    said = asked(
        "from counter_app.cli.seldom import take_compiled_dates; take_compiled_dates(); import datetime, pickle;"
        "now = datetime.datetime(2026, 2, 28, 9, tzinfo=datetime.UTC); assert pickle.loads(pickle.dumps(now)) == now;"
        "assert datetime.datetime.strptime('28/02/2026', '%d/%m/%Y').date() == now.date();"
        "print('__builtins__' in vars(datetime), *datetime.__spec__.name.split(), *sorted(vars(datetime)))"
    ).split()
    assert said[:2] == [str(sys.version_info >= (3, 12)), "datetime"]
    assert set(datetime.__all__) <= set(said)
    assert "datetime_CAPI" in said
