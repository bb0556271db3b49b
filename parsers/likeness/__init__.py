"""Whether two descriptions say the same piece of work in other words.

Map: `wording` reads a description into `units` that can be compared, and `likeness` compares two;
`tokens` splits the text, `reader` makes units of it, `times` gives dates one form, `clauses` cuts
off what is appended to any task, `pairing` finds words that differ by a slip of the pen, an
ending or an abbreviation. `actions`, `things` and `small_words` are the word lists,
`vocabulary` the tables made of them, `stems` what stays of a word.
"""
