"""Databases and backups of iPhones, and the tables that computer programs make of them."""
