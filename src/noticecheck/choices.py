"""What users choose from by name: the command line, configurations and reporters share these."""

from __future__ import annotations

from typing import Literal

Format = Literal[
    "terminal", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "html", "csv"
]
"""The formats of a report; report/formats.py has the function behind each."""
FailOn = Literal["must", "should", "unclear", "never"]
"""What makes a build fail, each including the ones before it, and `never`."""
