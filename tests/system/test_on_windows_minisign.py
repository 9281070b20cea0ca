"""Signatures that Debian's ``minisign`` 0.11 made, proved where there is no such program."""

from __future__ import annotations

import sys

import pytest

from counter_app.system.minisign import (
    SignatureError,
    public_keys,
    require_signed,
    secret_key,
    secret_text,
)

assert sys.platform == "win32"

CONTENT = "Quầy Một Cửa\n".encode()
SECRET = """\
untrusted comment: minisign encrypted secret key
RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAY9CeeS0T+yAFygAFQTIBIFqnNjkcd8gOzjnh+k01SODS+4PNJ/SHdHYGxqbdCWAAw6N9dciGU5gPz72D4jDtwAWYGQwPJlTrAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
"""
PUBLIC = """\
untrusted comment: minisign public key 20FB132D799ED063
RWRj0J55LRP7IHYGxqbdCWAAw6N9dciGU5gPz72D4jDtwAWYGQwPJlTr
"""
HASHED = """\
untrusted comment: signature from minisign secret key
RURj0J55LRP7IADWoQsa5bnbS+KtCPNIouaHnHmg+SxF0htcq0SOTbk+W4BCyeCAjN7WCU6wNx5pFu3FV14+O4UU7mf9tcjqQQg=
trusted comment: ngày 30/11/2026
KmR2L7SUgT7491vbgorTcBrrVADUdwTAfcPEs84qHW4/8CukIsZ9JHcalr20byYSgYdvG322nPDfPvsez5MrBg==
"""
PLAIN = """\
untrusted comment: signature from minisign secret key
RWRj0J55LRP7IAoH+NmzHl8R1zzZSzfAXW3WBsMMcNpwYm1y9wYOoDQ+sPrvUX/I1bMIrlsW/f/7UAzEPTfdHae8MI9M46ij4Q0=
trusted comment: ngày 30/11/2026
sH1mKJSScekRoUY4dXddZUVNxmagLhZw9FboZ9ZkP5jyZevDZCszFLLXy9ZZRY4Bt9KQXH9gbGYmBHUpV0U7AQ==
"""


@pytest.mark.parametrize("text", [HASHED, PLAIN])
def test_what_minisign_signed_is_proved(text: str) -> None:
    keys = list(public_keys(PUBLIC))
    assert require_signed(CONTENT, text, keys) == "ngày 30/11/2026"
    for content, said in ((CONTENT + b"x", text), (CONTENT, text.replace("30/11", "29/11"))):
        with pytest.raises(SignatureError, match="does not go with"):
            require_signed(content, said, keys)


def test_a_key_of_minisign_signs() -> None:
    key = secret_key(SECRET)
    assert list(public_keys(PUBLIC)) == [key.public]
    assert require_signed(CONTENT, key.sign(CONTENT, "lời"), [key.public]) == "lời"
    assert secret_key(secret_text(key)) == key
