"""How bytes become rows, elements and members of archives; nothing here knows what a call is."""
