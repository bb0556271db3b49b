"""Which note is read in Obsidian, by its workspace file of any version, or none at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.workspace import active_note


def leaf(name: str, file: str | None = None, kind: str = "markdown") -> dict[str, object]:
    """A leaf of the layout."""
    shown = {} if file is None else {"file": file, "mode": "source"}
    return {"id": name, "type": "leaf", "state": {"type": kind, "state": shown}}


def tabs(*leaves: dict[str, object], current: int | None = None) -> dict[str, object]:
    """Leaves of which one is to be seen."""
    group: dict[str, object] = {"id": "tabs", "type": "tabs", "children": list(leaves)}
    return group if current is None else group | {"currentTab": current}


def split(*children: dict[str, object]) -> dict[str, object]:
    """Things side by side."""
    return {"id": "split", "type": "split", "children": list(children)}


def layout(active: str, **parts: object) -> bytes:
    """A workspace file."""
    return json.dumps({**parts, "active": active, "lastOpenFiles": ["Old.md"]}).encode()


FILES = split(tabs(leaf("files", kind="file-explorer")))
TWO = split(tabs(leaf("a", "Meetings/A.md"), leaf("b", "B.md"), current=1))


def test_the_note_of_the_active_leaf_is_read() -> None:
    assert active_note(layout("a", main=TWO, left=FILES)) == "Meetings/A.md"


def test_while_the_list_of_files_is_active_the_tab_on_top_is_read() -> None:
    assert active_note(layout("files", main=TWO, left=FILES)) == "B.md"


def test_without_a_number_the_first_tab_is_on_top() -> None:
    two = split(tabs(leaf("a", "A.md"), leaf("b", "B.md")))
    assert active_note(layout("files", main=two, left=FILES)) == "A.md"


def test_before_there_were_tabs_leaves_stood_side_by_side() -> None:
    assert active_note(layout("b", main=split(leaf("a", "A.md"), leaf("b", "B.md")))) == "B.md"


def test_a_note_in_a_window_of_its_own_is_read() -> None:
    window = {"type": "floating", "children": [{"type": "window", "children": [TWO]}]}
    assert active_note(layout("a", main=split(tabs(leaf("c", "C.md"))), floating=window)) == (
        "Meetings/A.md"
    )


def test_the_links_of_a_note_belong_to_it() -> None:
    links = split(tabs(leaf("links", "A.md", kind="backlink")))
    assert active_note(layout("links", main=TWO, right=links)) == "A.md"


def test_on_a_phone_a_drawer_may_be_what_is_active() -> None:
    drawer = {"id": "d", "type": "mobile-drawer", "children": [leaf("files")], "currentTab": 0}
    assert active_note(layout("files", main=TWO, left=drawer)) == "B.md"


@pytest.mark.parametrize("file", ["Picture.png", "Board.canvas", "", None])
def test_what_is_no_note_is_not_read(file: str | None) -> None:
    assert active_note(layout("a", main=split(tabs(leaf("a", file))))) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b'{"main": 3}', b'{"main": {"type": "leaf"}, "active": []}',
     b'{"main": {"type": "tabs", "children": [1], "currentTab": 7}}', b"\xff", b"[" * 100_000],
)  # fmt: skip
def test_what_looks_otherwise_says_nothing(data: bytes) -> None:
    assert active_note(data) is None


JSON = st.recursive(
    st.none() | st.integers() | st.text() | st.sampled_from(["leaf", "tabs", "A.md"]),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["main", "type", "children", "state", "file", "currentTab", "active"]),
            inner,
        )
    ),
)


@given(JSON)
def test_no_file_is_an_error(value: object) -> None:
    found = active_note(json.dumps(value).encode())
    assert found is None or found.endswith(".md")
