"""Filing: from findings to finished papers, and from papers to answers.

- `proposal`, `grounds`, `suitability`: which channels suit a case, what speaks for each, and what to mind there
- `dossier`: everything a paper is made from, worked out once; `matter`: whose matter it is where there are several lenders
- `facts/`: what papers tell of it, a module a noun
- `letters/`: one Jinja template per letter and language, as a page and as a Word file
- `pack/`: a folder and zip for one channel: letter, report, exhibits, tables, field sheet, checklist
- `fields/`: what a channel's own form asks, to be copied into it; `missing` says what is lacking and where to fill it
- `honesty`, `calmer`: what is confirmed before a paper leaves, and which of the user's own words could be calmer
- `following`, `further`, `calendar_file`: what comes after filing, and where a matter goes from there

Nothing is ever sent from here; the user hands in.
"""
