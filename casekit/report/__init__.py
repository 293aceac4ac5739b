"""The case report: one HTML file that says who asks what of whom, and on what grounds.

- `write.py`: the doors: `write_report`, `save_notebook`, `write_list`
- `compose.py`: a masked view, findings and charts → a notebook in memory, no kernel
- `sections/`: one file per section, in the order of a complaint
- `exporter.py`, `casereport/`: notebook → HTML; `jupyter nbconvert --to casereport any.ipynb` uses the same
- `markup.py`: the only way text gets into the page
"""
