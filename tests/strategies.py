"""The one home of hypothesis strategies: task lines, other lines, whole notes."""

from hypothesis import strategies as st

from parsers.whitespace import LINE_ENDERS

WORDS = (
    "Prepare", "the deck.", "Ana's", "(draft)", "50%", "[[Note|alias]]", "@Myself", "@Ana Souza",
    "`code #x`", "https://a.example/#b", "日本語", "a\u00a0b", "x,", "!", "❌", "2026-01-01",
    "every", "[due::", "(owner:: Bo)", "\ufeff", "\x85", "\x1c", "\udcff", "%%", "^caret",
)  # fmt: skip
TAGS = (
    "#task",
    "#proposed",
    "#proposed/ai",
    "#Proposed",
    "#auto",
    "#a/b-c_d",
    "#proposed⏫",
    "#日本",
)
EMOJI_FIELDS = (
    "⏫", "🔽", "🔺\ufe0f", "📅 2026-12-01", "📅2026-02-30", "🗓\ufe0f 2026-11-30", "⏳ 2026-11-25",
    "⌛ 2026-11-26", "🛫 2026-11-20", "➕ 2026-11-01", "✅ 2026-11-02", "❌ 2026-11-03",
    "🔁 every week", "🔁 every 0 days", "🔁 every month on the 31st when done", "🏁 delete",
    "🏁 Keep", "🏁 other", "🆔 abc-1", "⛔ abc-1 , d_2", "📅 2026-1-5", "🔁", "🆔",
)  # fmt: skip
DATAVIEW_FIELDS = (
    "[priority:: high]", "(priority:: low),", "[due:: 2026-12-01]", "(due::2026-02-30)",
    "[ scheduled:: 2026-11-25 ]", "[start:: 2026-11-20],", "(created:: 2026-11-01)",
    "[completion:: 2026-11-02]", "[cancelled:: 2026-11-03]", "[repeat:: every week]",
    "[onCompletion:: delete]", "[id:: abc-1]", "[dependsOn:: abc-1 , d_2]", "[due:: 2026-12-01)",
    "[owner:: Bo]", "(repeat:: every day when done)",
)  # fmt: skip
STATUSES = " x/-?!X>*\udc80日"
DATES = st.dates().map(lambda day: day.isoformat())


def _joined(parts: st.SearchStrategy[list[str]]) -> st.SearchStrategy[str]:
    gaps = st.sampled_from(["", " ", " ", " ", "  ", "\t"])
    return st.tuples(parts, st.lists(gaps, min_size=14, max_size=14)).map(
        lambda both: "".join(part + gap for part, gap in zip(*both, strict=False))
    )


def task_texts(fields: tuple[str, ...] = EMOJI_FIELDS) -> st.SearchStrategy[str]:
    """What may stand behind the box: words, then a mix of words, tags and fields."""
    words = st.lists(st.sampled_from(WORDS + TAGS), max_size=5)
    ending = st.lists(st.sampled_from(fields + TAGS), max_size=7)
    return st.one_of(
        _joined(st.tuples(words, ending).map(lambda both: both[0] + both[1])),
        _joined(st.lists(st.sampled_from(WORDS + TAGS + fields), max_size=10)),
    )


def task_lines(
    fields: tuple[str, ...] = EMOJI_FIELDS, statuses: str = STATUSES
) -> st.SearchStrategy[str]:
    """Lines that are tasks while no global filter stands in the way."""
    return st.builds(
        "{}{}{}[{}]{}{}{}{}".format,
        st.sampled_from(["", "  ", "\t", "> ", "> > ", ">", "\u00a0"]),
        st.sampled_from(["-", "*", "+", "1.", "23)"]),
        st.sampled_from([" ", "   "]),
        st.sampled_from(statuses),
        st.sampled_from([" ", "", "  "]),
        task_texts(fields),
        st.sampled_from(["", " ^block-1", "\t ^b2", " ^ "]),
        st.sampled_from(["", "  ", "\r", "  \r", "\t", "\u2028rest", "\u3000"]),
    )


def proposal_lines(fields: tuple[str, ...] = EMOJI_FIELDS) -> st.SearchStrategy[str]:
    """Task lines that wait for a decision, or nearly."""
    return st.builds(
        "{}[?] {} #proposed{}{}".format,
        st.sampled_from(["- ", "  * ", "> - ", "\t1. "]),
        task_texts(fields),
        st.sampled_from(["", " #auto", " 📅 2026-12-01", "  #proposed/ai", " ^b-1"]),
        st.sampled_from(["", "  ", "\r", "  \r"]),
    )


def raw_lines() -> st.SearchStrategy[str]:
    """Any line at all, the odd characters of this program's formats among it."""
    odd = "-*+[] x?>#^:()📅⏫🔁🆔\ufe0f✅2026-1," + LINE_ENDERS[1:] + "\ufeff\xa0\t\x00\x85\udc80"
    return st.text(st.one_of(st.sampled_from(odd), st.characters(exclude_characters="\n")))


HOSTILE_PARTS = (
    *"🔺⏫🔼🔽⏬✅❌📅📆🗓⏳⌛🛫➕🔁🏁🆔⛔",
    *" \ufe0f\t\u00a0\u3000\ufeff\u2003\x1c\x85\r\u2028^#,!-_@[](){}:.é日\udcff",
    "2026-12-01", "2026-02-30", "2026-1-5", "#a", "#task", "#a/b", "every week", "abc", "delete",
    "a, b", " ^id", "[due:: ", "(id:: ", "]", ")", "::", "priority:: high",
)  # fmt: skip


def hostile_lines() -> st.SearchStrategy[str]:
    """Tasks made of the parts of all formats in any order and spelling, some with many of one."""
    parts = st.sampled_from(HOSTILE_PARTS + EMOJI_FIELDS + DATAVIEW_FIELDS + TAGS)
    usual = st.sampled_from(EMOJI_FIELDS + TAGS)
    text = st.one_of(
        st.lists(parts, max_size=16).map("".join),
        st.lists(parts, max_size=12).map(" ".join),
        st.tuples(st.lists(parts, max_size=4), st.lists(usual, max_size=8)).map(
            lambda both: "".join(both[0]) + " " + " ".join(both[1])
        ),
        st.builds(
            "{}{}{}".format,
            parts,
            st.builds(str.__mul__, usual.map(" {}".format), st.integers(19, 24)),
            st.lists(usual, max_size=4).map(" ".join),
        ),
    )
    heads = st.sampled_from(["- [ ] ", "- [?]", "> 1) [x] ", "\u00a0* [日]  ", "-[ ] ", "- [\r] "])
    return st.builds("{}{}".format, heads, text)


OTHER_LINES = (
    b"", b"# Monday", b"## Decisions", b"Text.", b"- plain bullet", b"> a quote", b"```", b"%%",
    b"\xff\xfe broken", "a\u2028b".encode(), b"---", b"\x00", b"- [ ] A real task", b"\t",
)  # fmt: skip


@st.composite
def notes(draw: st.DrawFn) -> bytes:
    """A note's bytes: BOM or not, mixed line ends, invalid UTF-8, a last line feed or not."""
    proposals = proposal_lines().map(lambda line: line.encode("utf-8", "surrogateescape"))
    lines = draw(
        st.lists(st.one_of(proposals, proposals, st.sampled_from(OTHER_LINES)), max_size=9)
    )
    ends = draw(st.lists(st.sampled_from([b"\n", b"\n", b"\r\n"]), min_size=9, max_size=9))
    body = b"".join(line + end for line, end in zip(lines, ends, strict=False))
    head = draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf", b"---\ntitle: T\n---\n"]))
    data = head + body
    return data[:-1] if data.endswith(b"\n") and draw(st.booleans()) else data


MARKDOWN_PIECES = (
    *(" ", "  ", "    ", "\t", ">", "> ", "- ", "1. ", "+", "* * *", "=", "---", "#", "## b", "\r"),
    *("`", "```", "~~~", "%%", "<!--", "-->", "$$", "\\", "- [ ] t", "a", "b", "\v", "\xa0"),
)


def markdown_notes() -> st.SearchStrategy[bytes]:
    """Notes of any marks, blocks and tasks, more often broken than not."""
    lines = st.one_of(
        st.lists(st.sampled_from(MARKDOWN_PIECES), max_size=5).map("".join),
        st.builds(
            "{}{}- [{}] t".format,
            st.sampled_from(["", ">", "> ", "\ufeff", "1. "]),
            st.sampled_from(["", " ", "\t", "    ", "     "]),
            st.sampled_from([" ", "x", "é", "[", "]"]),
        ),
        st.sampled_from(
            ["", "# A", "   ## B #", "text", "    code", "a [x] b", "[ ]", "[[a]] [ ]"]
        ),
    )
    heads = st.sampled_from(
        ["", "", "\ufeff", "---\na: - [ ] t\n---\n", "---\n---\n", "---\n...\n"]
    )
    ends = st.sampled_from(["\n", "\n", "\r\n"])
    notes = st.builds(
        lambda head, body, end: head + end.join(body), heads, st.lists(lines, max_size=12), ends
    )
    return notes.map(str.encode)
