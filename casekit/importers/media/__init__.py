"""Recordings and screenshots: what a file tells of itself, which contact it belongs to, and keeping it with that.

`planning.plan` looks at a bunch of files and writes nothing; `keeping.keep` carries its proposals out.
"""
