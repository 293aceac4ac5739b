"""Print the guides for a README: `python -m casekit.importers.howto zh` or `en`."""

import sys

from casekit.importers.howto import as_markdown

print(as_markdown(sys.argv[1] if sys.argv[1:] else "zh"), end="")
