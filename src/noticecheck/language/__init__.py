"""The rule language: `.rule` text to a RuleSet. Knows no letters.

Import from the modules, so that a cached rule set can be used without the parser:

    roots       where rule files are and what their hash is
    load        load(roots, packs) -> RuleSet, parse_phrase(text) -> Pattern
    conditions  format_condition; walk
    format      format_text (`rules fmt`)
    lint        lint(ruleset, used_by_python)
    scaffold    scaffold(rule_id, pack, element) (`rules new`)
"""
