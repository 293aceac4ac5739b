"""Filing: from findings to finished papers, and from papers to answers.

- `channels/`: where a matter can be taken, as YAML data; `channel`, `catalog`, `proposal` read, list and rank them
- `dossier`: everything a paper is made from, worked out once
- `letters/`: one Jinja template per letter and language, as a page and as a Word file
- `pack`: a folder and zip for one channel: letter, report, exhibits, tables, field sheet, checklist
- `fieldsheet` (filled by `fillers` and `telling`), `tables`, `nuisance`: what to copy, list and type in; `missing` says what is
  lacking and where to fill it
- `honesty`, `calmer`: what is confirmed before a paper leaves, and which of the user's own words could be calmer
- `deadlines`, `working_days`, `calendar_file`, `following`: what comes after filing

Nothing is ever sent from here; the user hands in.
"""
