"""Lists of calls and messages that carriers give out, as tables, web pages, answers of their sites and PDF."""
