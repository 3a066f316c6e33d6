"""The grammar of a citation, for pyparsing: it takes long to load, and few letters need it.

It works on normal text (match/normal.py), behind the keyword; pyparsing never scans with it.
"""

from __future__ import annotations

import pyparsing as pp

_WORDS = {
    "twelve": "12", "fourteen": "14", "twenty one": "21", "twenty two": "22",
    "twenty three": "23", "twenty four": "24", "twenty six": "26", "twenty seven": "27",
    "twenty eight": "28", "twenty nine": "29", "thirty": "30", "thirty one": "31",
    "thirty two": "32", "thirty three": "33", "thirty four": "34", "thirty five": "35",
    "thirty six": "36", "thirty seven": "37", "thirty eight": "38", "thirty nine": "39",
    "forty": "40", "forty one": "41", "forty two": "42", "forty three": "43", "forty four": "44",
}  # fmt: skip


def _grammar() -> pp.ParserElement:
    """reference = number, limbs, then any number of continuations."""
    gap = pp.Opt(pp.Literal(" ")).suppress()
    word_number = pp.Regex(
        "|".join(sorted((w.replace(" ", "[ -]") for w in _WORDS), key=len, reverse=True))
        + r"(?!\w)"
    ).add_parse_action(lambda tokens: _WORDS[tokens[0].replace("-", " ")])
    digits = pp.Regex(r"\d{1,3}[a-c]?(?![\w£%]|[.,]\d{3}|:\d|/\d{1,2}/)") | pp.Regex(
        r"\d{1,3}(?=s\d|ofthe|of\b)"
    )
    inner = pp.Regex(r"\d{1,2}[a-z]{0,2}|[a-z]{1,4}")
    bracketed = pp.Regex(r"[(\[] ?").suppress() + inner + pp.Regex(r" ?[)\]]").suppress()
    dotted = pp.Regex(r"\.(?=\d{1,2}[a-b]?(?!\d|\.\d))").suppress() + pp.Regex(r"\d{1,2}[a-b]?")
    spaced = pp.Regex(r" (?=\d[ab]? ?\()").suppress() + pp.Regex(r"\d[ab]?")
    limb = pp.Group(bracketed).set_results_name("limb")
    first_limb = pp.Group(dotted | spaced) | (gap + pp.Group(bracketed))
    title = pp.Regex(r" ?\([a-z][^()\n]{5,60}\)").suppress()
    subsection = pp.Regex(
        r"[ ,:-]{1,3}(?:sub-?[ ]?(?:section|paragraph|regulation)s?|subs?\.?|ss|para(?:graph)?s?) ?"
    ).suppress()
    more_limbs = pp.ZeroOrMore((gap + limb) | (subsection + gap + limb))
    titled = (title + pp.Opt(subsection) + gap + limb + more_limbs) | (
        pp.Opt(title) + subsection + (limb | pp.Group(pp.Regex(r"\d[ab]?(?!\w)"))) + more_limbs
    )
    direct = first_limb + more_limbs
    # "three limbs of section 36 of FOIA: (2)(b)(i), (2)(b)(ii) and (2)(c)"
    of_the_act = (
        r"(?: of (?:the )?(?:[a-z()]+ ){0,6}(?:act|foia|foisa|regulations|eirs?)(?: \d{4})?)"
    )
    announced = pp.Regex(rf"{of_the_act}? ?: (?=\(\d)").suppress() + limb + more_limbs
    aside = pp.Opt(title + pp.FollowedBy(pp.Regex(r",? ?(?:and|or|&) ?\d|, ?\d\d[ab]? ?\(")))
    number = word_number | digits
    reference = pp.Group(
        number.set_results_name("number")
        + pp.Group(pp.Opt(titled | direct | announced)).set_results_name("limbs")
        + aside
    )
    keyword = pp.Regex(r"(?:sect[il1]ons?|sect?s?|ss?|§|regulations?|regs?|adran)\.? ?").suppress()
    joint = pp.Regex(r" ?(?:, ?(?:and|or)?|;|&|/|\+|\band/or\b|\band\b|\bor\b|\ba(?= \d)|\bac\b) ?")
    # "Section 41(1) - section 7 of the report": a title and what it is about, no range.
    to = pp.Regex(r" ?(?:-(?! (?:sect|reg|s\.? ?\d))|\bto\b|\bthrough\b) ?").set_parse_action(
        lambda tokens: "dash" if tokens[0] == " - " else "to"
    )
    later_number = pp.Opt(keyword) + pp.Regex(r"\d{1,3}[a-c]?(?![\w£]|[.,:]\d|/\d{1,2}/|'| ?%)")
    later = pp.Group(
        (pp.Opt(keyword) + word_number | later_number).set_results_name("number")
        + pp.Group(pp.Opt(titled | direct)).set_results_name("limbs")
        + aside
    )
    # "31(1)(d) and (c) under section 43(2)": a label of the next item, not a limb.
    no_label = pp.Regex(r"(?! (?:under|is|are|was|were|falls|by virtue|section)\b)").suppress()
    only_limbs = pp.Group(pp.Group(limb + more_limbs).set_results_name("limbs") + no_label)
    step = pp.Group(
        (to.set_results_name("joint") + pp.Opt(subsection) + (only_limbs | later))
        | (
            joint.copy().set_parse_action(lambda: "and").set_results_name("joint")
            + pp.Opt(subsection)
            + (only_limbs | later)
        )
    )
    end = pp.Empty().add_parse_action(lambda text, location, tokens: location)
    # Blanks are part of the grammar; the default of skipping them must not change for others.
    whole = reference + pp.ZeroOrMore(step) + end.set_results_name("end")
    return whole.leave_whitespace(recursive=True)


REFERENCE = _grammar()
