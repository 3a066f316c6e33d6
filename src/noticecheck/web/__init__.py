"""The page and the API: a letter in, what it lacks and what to do next out; nothing is kept.

app         the wiring; pages and api: the routes for people and for programs
forms       what comes in; limits: how much of it; guard and metrics: what stands around answers
workers     processes beside the server; work: what one does; service: their lanes
result      reports as the page shows them; said: what a reader corrects; carried, texts
"""
