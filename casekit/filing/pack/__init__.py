"""A pack for one channel: everything that is handed in there, as a folder to look through and a zip.

- `building`: the whole of it, from a case to folder and zip
- `papers`: letters, report, list of evidence, tables, field sheet, each made once; `evidence_list`, `incident_table` and
  `nuisance_numbers` are made here
- `enclosures`: which evidence goes along, in which form (`extract` of a list, `smaller_pictures`); `budget`: what fits
- `first_page` with its `notes`: what the complainant reads before filing; never handed in
- `parcel`: files, hashes and zip, whole or not at all
"""

from casekit.filing.pack.building import Pack, build_pack

__all__ = ["Pack", "build_pack"]
