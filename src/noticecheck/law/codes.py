"""Every error code of provisions.toml and bank-holidays.toml, with one line on what it means."""

from __future__ import annotations

CODES: dict[str, str] = {
    "P001": "a provisions.toml that cannot be read, or is not TOML in UTF-8",
    "P002": "a key that does not exist, is missing, or has a value that it cannot have",
    "P003": "a provision that is not in normal form, or a change that is not valid",
    "P004": "a provision without a table for the one above it",
    "P005": "a reference to a provision that the file does not have",
    "P006": "two versions of one provision that are in force on one day",
    "P007": "a bank-holidays.toml that cannot be read, or is not TOML in UTF-8",
    "P008": "days or years of bank-holidays.toml that are missing, or not in order",
}
