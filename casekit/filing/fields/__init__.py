"""The fields of a channel's own form, filled from the case to be copied into it.

- `sheet`: the fields one below another, with what is missing and what is too long (`length`)
- `fillers`: one for each field; `narrative` has those that tell what happened
"""
