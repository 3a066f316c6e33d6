"""Configuration: files found and read, and what holds for one letter.

    find        which files there are; paths: which letters a pattern names
    read        what they say; schema: what they may say; faults, places: what is wrong, and where
    settings    what holds for one letter
    baseline    findings that are known

Only `find` is loaded where there is no file: a check without a configuration pays for a few looks
at folders, and for nothing else.
"""
