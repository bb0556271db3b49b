"""The command line: headless commands, and the one that opens the screen. No Textual, no rich.

Map: `main` runs a command and turns every end into an exit code; `arguments` reads what was typed;
`settings` gathers what counts of them; `opening` finds and opens the vault; `listing`, `verbs`,
`past`, `duplicates`, `config`, `vaults` and `screen` are the commands; `task_record` is a task as
JSON, `task_table` as lines and cells; `refs` names tasks, `reports` says what came of each; `diff`
shows a rehearsal; `streams` is what may be written where; `failures` is what people read when
something went wrong.
"""
