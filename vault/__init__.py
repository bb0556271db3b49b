"""Files <-> values. Headless: scanning, index, watching, writing, undo. No Textual.

Map: `vault.Vault` owns everything and is the only door for the screen and the command line;
`scanner`, `watcher`, `obsidian` and `daily_notes` read; `indexer` keeps up, with `note_reader` and
`knowledge` below it; `first_read` shares work with a second process, `cache` is the warm start;
`index`, `identity`, `dependencies`, `people` and `view` hold and answer;
`config` is the list of settings, `config_layers` says what holds;
`edits` plans, `writer` writes, `journal` remembers; `events` and `errors` are what comes back.
"""
