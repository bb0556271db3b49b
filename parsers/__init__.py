"""Text -> values. Pure: no files, threads, clock or screen; today's date is an argument.

Map: `lines` and `blocks` say where a task may stand, with `hidden` and `containers` behind them;
`candidates` looks there without reading every line, and `line_keys` reads what lists need of one;
`task` reads one line and edits it span by span, with `signifiers` and `dataview` as its two
dialects; `status`, `priority`, `tags`, `owners`, `dates`, `recurrence`, `urgency` own one part of
a task each; `frontmatter` and `note` read a whole note; `proposed` says which tasks wait for a
decision; `filter` reads what is typed after `/`. `moment_format` and `js_pattern` read what
Obsidian's settings hold for JavaScript.
"""
