"""Backups and databases of Android phones."""
