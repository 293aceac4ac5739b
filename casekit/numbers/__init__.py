"""Telephone numbers: folding to one form, naming the class, masking."""

from casekit.numbers.classes import CLASS_IDS, class_label, classify
from casekit.numbers.folding import fold, mask

__all__ = ["CLASS_IDS", "class_label", "classify", "fold", "mask"]
