"""Telephone numbers and accounts: folding to one form, naming the class, masking."""

from casekit.numbers.classes import CLASS_IDS, class_label, classify
from casekit.numbers.folding import account, fold, is_account, mask

__all__ = ["CLASS_IDS", "account", "class_label", "classify", "fold", "is_account", "mask"]
