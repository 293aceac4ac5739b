"""Letters: one small HTML template each, filled from the case, as a page to print and as a Word file to edit.

- `letters.yaml`, `catalog`: which there are, in which languages and countries, who signs, what they need
- `templates/`: their words; law is never typed there but comes from the rulebook
- `context`: the names that templates know (the list stands in its docstring), taken from `filing/facts/`
- `writing` fills one; `blocks` takes it apart, `page` and `word` set the same blocks, `saving` writes the files
"""
