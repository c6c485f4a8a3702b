"""One file a language: its words for dates, said and read."""
