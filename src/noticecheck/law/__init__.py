"""The law as data: provisions in normal form, and the catalogue of each enactment."""

from noticecheck.law.catalogue import ACT_PREFIX, Catalogue
from noticecheck.law.entry import AUTHORITY_TYPES, AuthorityType, Change, Entry
from noticecheck.law.law_days import LawDays
from noticecheck.law.load import list_provisions, load_catalogue
from noticecheck.law.provision import Provision
from noticecheck.law.runs import runs_of
from noticecheck.law.working_days import PARTS, BankHolidays, WorkingDays, load_bank_holidays

__all__ = [
    "ACT_PREFIX",
    "AUTHORITY_TYPES",
    "PARTS",
    "AuthorityType",
    "BankHolidays",
    "Catalogue",
    "Change",
    "Entry",
    "LawDays",
    "Provision",
    "WorkingDays",
    "list_provisions",
    "load_bank_holidays",
    "load_catalogue",
    "runs_of",
]
