"""placeholder"""
from __future__ import annotations
from casekit.widgets import fields as f
from casekit.widgets.part import Part
class Questions(Part):
    def __init__(self, workbook):
        super().__init__(workbook); self.box=f.stack()
    def put(self, found): pass
