"""The page and the API: a letter in, what it lacks and what to do next out; nothing is kept."""
