"""Configuration: files found and read, and what holds for one letter.

Only `find` is loaded where there is no file: a check without a configuration pays for a few looks
at folders, and for nothing else.
"""
