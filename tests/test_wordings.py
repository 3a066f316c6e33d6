"""A phrase knows a family of wordings, not the sentence of one letter: each is tried on several
sentences that stand in no letter, and on some that look alike and mean something else."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker

SAID = {
    "request-opening": [
        "Your message of 3 May, which reads as follows:",
        "We have your letter; the questions were worded as follows:",
        "You wrote to us with the following queries:",
        "On 2 June you put to us the following questions:",
    ],
    "response-opening": [
        "To each of your questions the answer is the same.",
        "On both of your points the position has not changed.",
        "Having searched the shared drive, the team has found three files.",
    ],
    "seeks-clarification": [
        "May I ask you to clarify which depot you have in mind?",
        "I am seeking some clarification of the second point.",
        "We cannot proceed with the search until you name a year.",
        "It would help us to understand which of these you want.",
        "Could you give us further details of the scheme?",
        "We are not able to take your request any further.",
        "As soon as you have replied we will start.",
    ],
    "not-held": [
        "There were no figures kept for that year.",
        "The team located no records.",
        "There is no such policy.",
        "No correspondence is held on the subject.",
        "None could be found.",
    ],
    "refuses-whole-request": [
        "Your request is therefore refused.",
        "The material you asked for is wholly exempt.",
        "Everything that you have sought is being withheld.",
    ],
    "separate-reasons": [
        "Our grounds were set out fully in our earlier decision.",
        "The reasons, already given in my last e-mail, have not changed.",
        "The balance was described in our first answer.",
    ],
    "discloses": [
        "Below is what we can share.",
        "The file holds all the pages that we are free to release.",
        "I enclose what I am able to provide.",
    ],
    "not-relied-on": [
        "We do not think that the public interest in withholding them outweighs openness.",
        "I do not find that any harm would come of it.",
        "The exemption could never have been made out.",
        "It does not suit the circumstances.",
        "We do not accept that either section is met.",
        "Neither limb was made out.",
        "For the second page the balance clearly favours release.",
    ],
    "procedural-sentence": [
        "Our silence is not to be read as an admission. It should not be read as an admission.",
        "This must not be understood to mean that there is a file.",
        "No conclusions should be drawn from this.",
    ],
    "recital": [
        "It relates only to personal data whose release is unlawful.",
        "It extends to any information held for that purpose.",
        "It is both a qualified and a class-based exemption.",
    ],
    "hypothetical": [
        "They will decide whether all of it is exempt.",
        "We shall look if some of the information you want might be exempt.",
        "They can say whether any of this may be excepted.",
    ],
    "balance-concluded": [
        "The delay speaks more strongly against disclosure.",
        "These points weigh against publication more.",
        "That was where the balance came to rest, and that is where the balance rests.",
    ],
    "reviews": [
        "The initial refusal therefore stands.",
        "The earlier decision was right.",
        "The first answer withheld two pages.",
    ],
    "promises-reply": [
        "We will write to you again shortly.",
        "She will be in touch with you soon, and will respond in due course.",
        "We have until 5 May, namely twenty working days.",
    ],
    "no-review-procedure": [
        "We run no formal system for handling complaints.",
        "The Board does not currently provide any separate process for reviewing decisions.",
        "Ours is a body without an appeals process.",
        "The Trust doesn't offer reviews.",
        "No internal review is available.",
    ],
    "withdrawn": [
        "Please ignore our earlier reference to section 43.",
        "Please disregard anything my colleague said on this.",
    ],
    "asks-for": [
        "2. A breakdown by ward",
        "(b) Whether the post was advertised",
        "And if so, when?",
    ],
    "signs-off": ["With my best wishes", "Yours very truly", "Kindest regards,"],
    "next-step": ["Secondly, go to the Commissioner.", "You may subsequently apply."],
}

OTHER = {
    "request-opening": ["Section 43 reads as follows:", "The reasons are as follows:"],
    "seeks-clarification": [
        "We cannot begin to list them without exceeding the limit.",
        "On 8 May we asked for clarification.",
        "When you reply please quote the number above.",
    ],
    "not-held": ["No fee is payable.", "The records are kept at the depot."],
    "discloses": [
        "Tell us if there is other information we can provide.",
        "We will advise what we can provide within the limit.",
    ],
    "not-relied-on": [
        "The information would not be available elsewhere.",
        "We cannot meet your request.",
        "We do not believe that disclosure is safe, as harm would follow.",
        "It is not open to us; maintaining the exemption outweighs disclosure.",
        "It is not a small matter, and the exemption is engaged.",
        "The public interest factors that favour disclosure are few.",
    ],
    "no-review-procedure": ["There is no need for complaints.", "We have a procedure for reviews."],
    "hypothetical": ["We decided that all of it is exempt."],
    "asks-for": ["If we said so, thieves would learn it.", "The cost of the case was £4."],
    "reviews": ["The earlier decision was taken by the committee."],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, sentence) for name, sentences in table.items() for sentence in sentences]


@pytest.mark.parametrize(("name", "sentence"), cases(SAID))
def test_a_phrase_finds_its_family(checker: Checker, name: str, sentence: str) -> None:
    assert checker.matcher.scan(sentence).of(name)


@pytest.mark.parametrize(("name", "sentence"), cases(OTHER))
def test_a_phrase_leaves_what_only_looks_alike(checker: Checker, name: str, sentence: str) -> None:
    hits = checker.matcher.scan(sentence).of(name)
    if name == "asks-for":
        hits = tuple(hit for hit in hits if hit.span.start == 0)
    assert not hits
