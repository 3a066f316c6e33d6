"""Many letters at once: sources in, tables out, and what can be said of the tables."""
