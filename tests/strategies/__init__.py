"""What hypothesis makes up for the property tests: letters, citations, rules, and files of every
format.

    pytest --hypothesis-profile=deep tests/test_any_*.py       looks fifty times as long
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

_ORDINARY = 100
"""Examples of a test under the ordinary profile of hypothesis."""
DEEP = 50
"""How many times as many there are under the deep one (tests/conftest.py)."""


def register_profiles() -> None:
    """The ordinary profile and that of long runs; called before the options are read.

    How long an example takes tells of the machine and not of the program.
    """
    slow = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
    settings.register_profile("ordinary", max_examples=_ORDINARY, **slow)
    settings.register_profile("deep", max_examples=_ORDINARY * DEEP, print_blob=True, **slow)
    settings.load_profile("ordinary")


def examples(count: int) -> settings:
    """So many examples, and in proportion under another profile; without a limit of time each.

    The ordinary profile tries the same ones every time, so that no change is blamed for what an
    older one has done; the deep one draws anew.
    """
    most = settings.default.max_examples
    return settings(
        max_examples=count * most // _ORDINARY,
        derandomize=most == _ORDINARY,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
