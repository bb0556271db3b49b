"""The command `duplicates`: tasks that say the same, or those most like a task."""

import json
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from parsers.likeness.likeness import Reason, Span
from parsers.lines import is_lossy
from tui.cli.arguments import Options
from tui.cli.opening import loaded_vault
from tui.cli.refs import expand, find_task, parse_ref, ref_of
from tui.cli.streams import read_input, takes_unicode, write_json, write_line, write_note
from tui.cli.task_record import Record, readable
from vault.duplicates import Alike, Cluster, Known, State, state_of
from vault.errors import VaultriageError
from vault.index import IndexedTask
from vault.vault import Vault

_MOST_WORDS: Final = 3
"""Words that are told of what one of two tasks lacks."""


def run(options: Options) -> int:
    """Print clusters, or with `--candidates` what each task is like.

    The exit code: 0, or the highest of what finding the references raised.
    """
    with loaded_vault(options) as vault:
        for problem in vault.problems:
            write_note(problem)
        if options.candidates is None:
            _print_clusters(vault.duplicates(), options)
            return 0
        tasks, code = _named(vault, options) if options.refs else (_live(vault), 0)
        _print_candidates(
            ((found, vault.like(found, options.candidates)) for found in tasks), options
        )
        return code


def _live(vault: Vault) -> Iterable[IndexedTask]:
    today = vault.today()
    live = (State.PROPOSED, State.OPEN)
    return (found for found in vault.tasks() if state_of(found, today) in live)


def _named(vault: Vault, options: Options) -> tuple[list[IndexedTask], int]:
    """The tasks that are there; of the others it is told why not, and the highest exit code."""
    named: list[IndexedTask] = []
    code = 0
    for text in expand(options.refs, read_input):
        try:
            named.append(find_task(vault, parse_ref(text), os.getcwd()))
        except VaultriageError as error:
            write_note(str(error))
            code = max(code, error.exit_code)
    return named, code


# Clusters


def _print_clusters(clusters: Iterable[Cluster], options: Options) -> None:
    if options.format == "text":
        for line in _cluster_lines(clusters):
            write_line(line)
        return
    records = [_cluster_record(cluster) for cluster in clusters]
    write_json(_encoder().encode(_decoded({"clusters": records})))


def _cluster_record(cluster: Cluster) -> Record:
    text = cluster.first.text
    tasks = [_known_record(cluster.first)]
    tasks += [_alike_record(alike, text) for alike in cluster.others]
    refs = [task["ref"] for task in tasks if task["ref"]]
    return {"score": cluster.score, "refs": refs, "tasks": tasks}


def _cluster_lines(clusters: Iterable[Cluster]) -> Iterator[str]:
    for number, cluster in enumerate(clusters):
        if number:
            yield ""
        yield f"{cluster.score:>3}  {_line(cluster.first)}"
        for alike in cluster.others:
            yield f"     {_line(alike.known)}"


# Candidates


def _print_candidates(
    found: Iterable[tuple[IndexedTask, tuple[Alike, ...]]], options: Options
) -> None:
    if options.format == "text":
        for line in chain.from_iterable(_candidate_lines(*pair) for pair in found):
            write_line(line)
        return
    encode = _encoder().encode
    if options.format == "json":
        write_json(encode([_decoded(_candidates_record(*pair)) for pair in found]))
        return
    for pair in found:
        write_json(encode(_decoded(_candidates_record(*pair))))


def _candidates_record(found: IndexedTask, alike: Iterable[Alike]) -> Record:
    text = found.task.description
    records = [_alike_record(one, text) for one in alike]
    return {"ref": ref_of(found), "text": text, "candidates": records}


def _candidate_lines(found: IndexedTask, alike: tuple[Alike, ...]) -> Iterator[str]:
    text = found.task.description
    yield f"{found.path}:{found.line}  {text}"
    for one in alike:
        yield f"  {one.likeness.score:>3}  {_line(one.known)}  ({_why(one, text)})"


# One task


def _known_record(known: Known) -> Record:
    return {
        "ref": ref_of(known.found) if known.found else None,
        "path": known.path,
        "state": known.state.value,
        "on": known.on.isoformat() if known.on else None,
        "reason": known.reason or None,
        "text": known.text,
    }


def _alike_record(alike: Alike, text: str) -> Record:
    likeness = alike.likeness
    return {
        **_known_record(alike.known),
        "score": likeness.score,
        "same": likeness.same,
        "why": _why(alike, text),
        "here": list(likeness.here),
        "there": list(likeness.there),
    }


def _why(alike: Alike, text: str) -> str:
    """The reason, with the words of which it speaks: `another number: 12, 20`."""
    likeness = alike.likeness
    if likeness.reason is Reason.LITTLE:
        return likeness.reason.value
    words = [*_words(text, likeness.here), *_words(alike.known.text, likeness.there)]
    return f"{likeness.reason}: {', '.join(words)}" if words else likeness.reason.value


def _words(text: str, spans: Iterable[Span]) -> list[str]:
    return [text[start:end] for start, end in spans if text[start:end]][:_MOST_WORDS]


def _line(known: Known) -> str:
    place = f"{known.path}:{known.found.line}" if known.found else known.path
    on = f" {known.on.isoformat()}" if known.on else ""
    because = f", {known.reason}" if known.reason else ""
    return f"{place}  {known.state.value}{on}{because}  {known.text}"


def _encoder() -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=not takes_unicode())


def _decoded(record: Record) -> Record:
    """The same without surrogates, which stand for bytes that are not UTF-8."""
    is_plain = not is_lossy(json.dumps(record, ensure_ascii=False))
    return record if is_plain else readable(record)
