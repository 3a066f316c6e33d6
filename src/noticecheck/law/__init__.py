"""The law as data: provisions in normal form, and the catalogue of each enactment."""

from noticecheck.law.catalogue import AUTHORITY_TYPES, Catalogue, Change, Entry
from noticecheck.law.load import list_provisions, load_catalogue
from noticecheck.law.provision import Provision

__all__ = [
    "AUTHORITY_TYPES",
    "Catalogue",
    "Change",
    "Entry",
    "Provision",
    "list_provisions",
    "load_catalogue",
]
