"""Many letters at once: sources in, tables out, and what can be said of the tables.

    run         an audit from its sources to its tables; it goes on where it was stopped
    sources     what a user names, as pieces and letters: lines, parquet, archives, places, given
    scheduler   who works; work, limits, shards, merge, plan, manifest, finish: on what
    tables      the columns; rows, store and query make, open and ask them
    figures     what the tables say in numbers: rates, weighted, evidence, summary, compare
    page        report.html: charts, words, templates/
    similar     letters that say nearly the same: fingerprint, plain_words, duplicates, boilerplate
    sample      letters to be checked by hand: questions, labelling, session, agreement, estimate

What needs pyarrow, duckdb or dask is imported where it is used: they are extras.
"""
