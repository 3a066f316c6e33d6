"""Who writes the letter: what a skeleton can fill in without asking the officer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Writer:
    """The authority that writes, as letters name it; what is empty becomes a prompt in them."""

    name: str = ""
    review_address: str = ""
    """Where to write for a review: a post or postal address on one line."""
    review_email: str = ""
    regulator: str = ""
    """Where the regulator is reached; that of the pack where it is empty."""
    type: str = ""
    """As in the rules: "central_government" has another cost limit than "local"."""
