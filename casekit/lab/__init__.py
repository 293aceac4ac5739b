"""JupyterLab around the workbook.

- `launch.py`: start JupyterLab on a working copy of the workbook, on this machine only
- `notebooks.py`: where the shipped notebooks are, and the working copy of one
- `labextensions/`: runs the workbook when it is opened and keeps what only programmers need away from it; a prebuilt
  extension written by hand, no build step
- `config/`, `config_zh/`: settings of server and interface; the second one for a Chinese interface
"""

from __future__ import annotations
