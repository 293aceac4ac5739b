"""Exports of messengers: whoever "me" is has no telephone number there, and the others may have none either."""
