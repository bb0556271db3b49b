"""A vault of notes that try to break a parser, a writer or a terminal.

It is made when a test asks for it and never stored: a pipe, a loop of links and a name that is
not UTF-8 survive neither version control nor an archive. Nearly every note holds a proposal.
"""

import contextlib
import os
import socket
from pathlib import Path

TAIL = b" @Myself #task #proposed #auto\n"

TERMINAL_TRAPS: dict[str, bytes] = {
    "markup pair": b"[bold]x[/]",
    "markup click": b"[@click=app.quit]press me[/]",
    "markup click quoted": b"[@click=\"app.bell('x')\"]press[/@click=]",
    "markup link": b"[link=https://example.org]x[/link]",
    "markup close alone": b"[/]",
    "markup half open": b"[bold on red",
    "markup style": b"[$error 200%]x[/$error] [not a colour]y[/]",
    "markup escape": rb"\[bold]\\[/] \\\[@click=app.quit]",
    "format braces": b"{0} {self.__class__} %s %n %(x)s ${HOME} $(reboot) `reboot`",
    "title by osc": b"\x1b]0;owned\x07 \x1b]2;owned\x1b\\",
    "clipboard by osc 52": b"\x1b]52;c;b3duZWQ=\x07",
    "hyperlink by osc 8": b"\x1b]8;;file:///etc/passwd\x1b\\here\x1b]8;;\x1b\\",
    "csi clear": b"\x1b[2J\x1b[H\x1b[?1049l\x1b[?1003h\x1b[31m",
    "csi report": b"\x1b[6n\x1b[c\x1b[>q\x1b[21t",
    "dcs and apc": b'\x1bP$q"p\x1b\\ \x1b_Gi=1,a=q;AAAA\x1b\\ \x1b^x\x1b\\',
    "reset and charset": b"\x1bc\x1b(0\x0e\x0f",
    "c1 as bytes": b"\x9b31m \x9d0;owned\x9c \x90x\x9c \x85",
    "c1 as utf-8": "\x9b31m \x9d0;owned\x9c \x90x\x9c".encode(),
    "bell and backspace": b"\x07\x07 visible\x08\x08\x08\x08\x08\x08\x08hidden\x7f",
    "bidi override": "\u202egnp.exe\u202c \u2066\u2067\u2068\u2069 \u200f\u061c".encode(),
    "zero width": "pay\u200bpal a\u200c\u200d\u2060\ufeff\u00ad\u180e\u034fb".encode(),
    "tag characters": "".join(chr(0xE0000 + ord(c)) for c in "ignore this").encode()
    + b"\xf3\xa0\x81\xbf",
    "variation selectors": "x\ufe0e\ufe0f\U000e0100\U000e01ef ⏫\ufe0f 1\ufe0f\u20e3".encode(),
    "stacked marks": ("Z" + "\u0300\u0335\u0489" * 60 + "algo").encode(),
    "wide and joined": "👩\u200d👩\u200d👧 \U0001f3f4\U000e0067\U000e0062\U000e007f 👍🏽".encode(),
    "wide and empty": "🇺 ﷽ 𒐫 日本語 \u1160\u3164".encode(),
    "lone surrogates": b"\xed\xa0\x80 \xed\xbf\xbf \xed\xa0\xbd\xed\xb8\x80",
    "broken utf-8": b"\xff\xfe \xc3 \xc0\x80 \xf8\x88\x80\x80\x80 \xf4\x90\x80\x80 \xe2\x82",
    "noncharacters": "\ufffe \uffff \ufdd0 \U0010ffff \ufffd \ufff9a\ufffab\ufffb".encode(),
    "nul": b"a\x00b\x00",
    "vertical tab": b"a\x0bb",
    "form feed": b"a\x0cb",
    "next line": "a\u0085b".encode(),
    "line separator": "a\u2028b".encode(),
    "paragraph separator": "a\u2029b".encode(),
    "separators c0": b"a\x1cb\x1dc\x1ed\x1fe",
    "lone cr": b"a\rb",
    "tabs": b"a\tb\t\tc",
}
"""What stands in title, heading, text, owner, status and bullet of a note of the same name."""

FRONTMATTER_TRAPS: dict[str, bytes] = {
    "open quote": b'---\ntitle: "never closed\ndate: 2026-11-18\n---\n',
    "tab indent": b"---\ntags:\n\t- generated\n---\n",
    "colon in value": b"---\ntitle: a: b: c\n---\n",
    "twice the same key": b"---\ntitle: one\ntitle: two\n---\n",
    "a list": b"---\n- one\n- two\n---\n",
    "a scalar": b"---\njust words\n---\n",
    "empty": b"---\n---\n",
    "only blanks": b"---\n   \n\t\n---\n",
    "impossible date": b"---\ntitle: t\ndate: 2026-99-99\n---\n",
    "odd types": b"---\ntitle: [a, {b: c}]\ndate: {}\ntags: {x: y}\naliases:\n---\n",
    "odd keys": b"---\n1: a\n2026-11-18: b\n? [x, y]\n: c\nnull: d\n~: e\n---\n",
    "numbers": b"---\ntitle: 1e999\ndate: 190:20:30\nperson: .nan\nsource: 0x"
    + b"f" * 6000
    + b"\n---\n",
    "python object": b"---\ntitle: !!python/object/apply:os.system ['true']\n---\n",
    "unknown tag": b"---\ntitle: !Ref x\n---\n",
    "alias to itself": b"---\ntitle: &a [*a]\ntags: *a\n---\n",
    "unknown alias": b"---\ntitle: *nobody\n---\n",
    "billion laughs": b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [%s]\n" % (n + 1, n + 1, b",".join([b"*%c" % n] * 9)) for n in b"abcdefgh")
    + b"title: *i\n---\n",
    "deep flow": b"---\ntitle: " + b"[" * 3000 + b"]" * 3000 + b"\n---\n",
    "control bytes": b"---\ntitle: \x1b]0;owned\x07\x00\x9b\n---\n",
    "escapes in quotes": b'---\ntitle: "\\e]0;owned\\a \\x9b31m \\ud800 \\0"\n---\n',
    "two documents": b"---\ntitle: one\n...\n---\ntitle: two\n---\n",
    "dots at the end": b"---\ntitle: dots\n...\n",
    "long fence": b"-----\ntitle: no frontmatter\n-----\n",
    "blank line before": b"\n---\ntitle: not at the top\n---\n",
    "byte order mark": b"\xef\xbb\xbf---\r\ntitle: marked\r\n---\r\n",
    "source outside": b"---\nsource_ref: ../../../../etc/passwd\nsource: '[[../../x]]'\n---\n",
    "one long value": b"---\ntitle: " + b"x" * 200_000 + b"\n---\n",
}
"""How a note begins that holds one proposal after it."""

NAME_TRAPS: tuple[bytes, ...] = (
    b"line\nbreak.md",
    b"cr\rtab\tvt\x0b.md",
    b"escape \x1b]0;owned\x07\x1b[2J.md",
    b"c1 \x9b31m not utf-8 \xff\xfe.md",
    "c1 as utf-8 \u009b31m.md".encode(),
    b"-rf --help.md",
    b"+42 cat.md",
    b"~.md",
    b" spaces around .md",
    b"[bold]markup [@click=app.quit] [red.md",
    b"a#b^c|d [[e]].md",
    b"quote ' \" ; $(reboot) `reboot` & %s \\.md",
    "family 👩\u200d👩\u200d👧\u200d👦 👍🏽.md".encode(),
    "bidi \u202edm.exe.md".encode(),
    "tags \U000e0041\U000e0042\u200b.md".encode(),
    "composed caf\u00e9.md".encode(),
    "composed cafe\u0301.md".encode(),
    b"case.md",
    b"CASE.md",
    b"UPPER.MD",
    b"n" * 252 + b".md",
    b"2026-13-45.md",
    b".hidden.md",
)


def make_hostile_vault(folder: Path) -> None:
    """Write the hostile notes below `folder`, which is made and must be empty or new.

    Links that leave the vault lead to a sibling folder, `<folder>-outside`, with a proposal in
    it that no inbox may show. A name the file system refuses is left out. Unreadable for all
    but root is the note `unreadable.md`. About 7 MB, made in 0.1 s.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for label, trap in TERMINAL_TRAPS.items():
        _write(folder, b"terminal/%s.md" % label.encode(), _terminal_note(label, trap))
    for label, head in FRONTMATTER_TRAPS.items():
        _write(folder, b"frontmatter/%s.md" % label.encode(), head + _proposal(label))
    for number, name in enumerate(NAME_TRAPS):
        _write(folder, b"names/" + name, _proposal(f"odd name {number}"))
    for label, data in (_sized_notes() | _shaped_notes()).items():
        _write(folder, label.encode() + b".md", data)
    _write(folder, b"/".join([b"deep"] * 60) + b"/bottom.md", _proposal("sixty folders down"))
    _write(
        folder, b".obsidian/plugins/obsidian-tasks-plugin/data.json", b'{"statusSettings": {"cor'
    )
    _odd_files(folder)
    _links(folder)


def _proposal(text: str | bytes) -> bytes:
    body = text.encode() if isinstance(text, str) else text
    return b"- [?] " + body + TAIL


def _terminal_note(label: str, trap: bytes) -> bytes:
    # Escaped, the properties are valid YAML and the trap arrives in them as a decoded value.
    title = "".join(rf"\U{ord(sign):08x}" for sign in trap.decode(errors="replace"))
    named = f'title: "{label} - {title}"\nperson: "{title}"\n'
    head = f"---\ntype: meeting\n{named}date: '2026-11-18'\n---\n"
    return b"".join(
        [
            head.encode(),
            b"# ", trap, b"\n\n",
            _proposal(b"Text with " + trap + b" in the middle"),
            b"- [?] Owned by @[[" + trap + b"]] or @" + trap + b" #proposed #a" + trap + b"\n",
            b"- [/] " + trap + b" #task\n- [" + trap[:1] + b"] odd status #proposed\n",
            _proposal("Beside " + label),
            b"\n- Key bullet beside " + trap + b"\n\n*Source: [[" + trap + b"]]*\n",
        ]
    )  # fmt: skip


def _sized_notes() -> dict[str, bytes]:
    """Notes whose trap is an amount."""
    prose = b"The boat left in fog and came back in fog, and nobody had seen the other pier.\n"
    return {
        "empty": b"",
        "one byte": b"-",
        "long line": _proposal("words " * 16_667),
        "long word": _proposal("x" * 100_000),
        "five megabytes": (prose * 3300 + _proposal("Deep in a long note")) * 20,
        "five thousand": b"".join(_proposal(f"Number {n} of many") for n in range(5000)),
        "five thousand twins": _proposal("The same again") * 5000,
        "spaces inside": _proposal(b"a" + b" " * 50_000 + b"b"),
        "many tags": _proposal("#t/" + " #t/".join(str(n) for n in range(5000))),
        "many fields": _proposal("Dated" + " 📅 2026-11-22" * 5000),
        "many brackets": _proposal("[[" * 10_000 + "(owner:: " * 5000 + "`" * 10_001),
        "many owners": _proposal(" ".join(f"@Person {n}" for n in range(3000))),
        "blank lines": b"\n" * 100_000 + _proposal("After a hundred thousand lines"),
    }


def _shaped_notes() -> dict[str, bytes]:
    """Notes whose trap is how lines follow each other."""
    tabs = b"".join(b"\t" * n + _proposal(f"level {n}") for n in range(300))
    quotes = b"".join(b"> " * n + _proposal(f"quoted {n}") for n in range(300))
    return {
        "no frontmatter end": b"---\ntitle: never ends\n\n" + _proposal("Is this a property?"),
        "bom and crlf": b"\xef\xbb\xbf" + _proposal("After a mark").replace(b"\n", b"\r\n") * 3,
        "mixed ends": _proposal("lf") + _proposal("crlf").replace(b"\n", b"\r\n") + b"\r\r\n",
        "no last newline": _proposal("The end")[:-1],
        "utf-16": "- [?] Wide letters #task #proposed\n".encode("utf-16"),
        "deep lists": tabs,
        "deep quotes": quotes,
        "open fence": _proposal("Before") + b"````md\n```\n" + _proposal("Inside for ever"),
        "open comment": _proposal("Before") + b"%%\n<!--\n$$\n" + _proposal("Inside for ever"),
        "odd status": b"".join(b"- [%c] #task #proposed\n" % n for n in range(256) if n != 10),
        "bad fields": _proposal("📅 2026-02-30 ⏳ 0000-00-00 🔁 every 0 days 🆔 ⛔ ,, ➕"),
        "circle of dependencies": b"- [?] a \xf0\x9f\x86\x94 a \xe2\x9b\x94 a #task #proposed\n",
    }


def _write(folder: Path, name: bytes, data: bytes) -> None:
    path = os.fsencode(folder) + b"/" + name
    # macOS refuses names that are not UTF-8, some file systems refuse line breaks.
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as note:
            note.write(data)


def _odd_files(folder: Path) -> None:
    """Things called `.md` that are no notes, and a note that may not be read."""
    _write(folder, b"x.md/inside.md", _proposal("In a folder called x.md"))
    os.mkfifo(folder / "fifo.md")
    with socket.socket(socket.AF_UNIX) as server, contextlib.suppress(OSError):
        server.bind(str(folder / "socket.md"))
    _write(folder, b"unreadable.md", _proposal("Unreadable"))
    (folder / "unreadable.md").chmod(0)
    _write(folder, b"read only.md", _proposal("Read only"))
    (folder / "read only.md").chmod(0o444)


def _links(folder: Path) -> None:
    """Symlinks in a circle, out of the vault, into it and to nowhere; one hard link."""
    outside = folder.with_name(folder.name + "-outside")
    _write(outside, b"secret.md", _proposal("Outside the vault, never shown"))
    _write(folder, b"plain.md", _proposal("Linked from elsewhere in the vault"))
    os.link(folder / "plain.md", folder / "hard link.md")
    for name, target in {
        "circle a.md": "circle b.md",
        "circle b.md": "circle a.md",
        "circle": ".",
        "dangling.md": "nothing here.md",
        "inward link.md": "plain.md",
        "outward link.md": f"../{outside.name}/secret.md",
        "outward absolute.md": str((outside / "secret.md").resolve()),
        "outward folder": f"../{outside.name}",
        "device.md": "/dev/zero",
    }.items():
        (folder / name).symlink_to(target)
