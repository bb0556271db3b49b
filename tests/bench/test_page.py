"""What a whole run writes: the file of results, and its parts of a page of the docs."""

from pathlib import Path

from bench.others import SECTION
from bench.page import PAGE, write_page, write_results
from bench.table import Point, Row, Target

ROWS = [
    Row("reached", "1 s", ratio=1, target=Target(2, 1), points=(Point("a", 1_000, 0.1),)),
    Row("beside", "2 s", points=(Point("a", 10_000, 1.0),)),
    Row("another program", "3 s", section=SECTION),
]


def test_figures_go_between_their_marks_and_nothing_else_changes(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(
        "Before.\n<!-- figures -->\nold \\1\n<!-- end -->\nBetween.\n"
        "<!-- others -->\nold\n<!-- end -->\nAfter.\n"
    )
    write_page(ROWS, "- a machine", page)
    once = page.read_text()
    write_page(ROWS, "- a machine", page)
    assert page.read_text() == once
    assert "old" not in once
    assert [line for line in once.splitlines() if line[:1].isalpha()] == [
        "Before.", "Between.", "After.",
    ]  # fmt: skip
    figures, others = once.split("Between.")
    assert "| reached" in figures
    assert "- a machine" in figures
    assert "beside" not in once
    assert "another program" in others
    assert (tmp_path / "growth-light.svg").read_text().startswith("<svg")
    assert (tmp_path / "growth-dark.svg").read_text().startswith("<svg")


def test_the_page_of_the_docs_has_every_mark() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.count("<!-- figures -->") == text.count("<!-- others -->") == 1
    assert text.count("<!-- end -->") == 2


def test_results_hold_every_row_once(tmp_path: Path) -> None:
    write_results(ROWS, "- a machine", tmp_path / "results.md")
    text = (tmp_path / "results.md").read_text()
    assert [text.count(f"| {row.figure} ") for row in ROWS] == [1, 1, 1]
    assert text.endswith("- a machine\n")
