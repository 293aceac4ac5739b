"""Lists that are neither Chinese nor of one phone: Google Voice, and carriers of other countries."""
