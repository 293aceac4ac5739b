"""From export files into the case: one pure parser per source, one intake that writes.

`registry.SOURCES` lists the sources; `intake.preview_file` shows what a file would bring and
`intake.import_file` brings it.
"""
