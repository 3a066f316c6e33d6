"""All texts of the page that are its own, by name: another language is another such table.

What is said of a letter comes from report/words.py and the rules.
"""

from __future__ import annotations

LANGUAGE = "en-GB"
TEXTS: dict[str, str] = {
    "name": "noticecheck",
    "skip": "Skip to the content",
    "title": "Check a freedom of information refusal",
    "lead": "An authority has refused your request. Paste or upload its letter to see what the law "
    "requires that the letter leaves out, and what to ask for.",
    "text": "Paste the letter",
    "text_hint": "All of it, from the date to the part about complaints.",
    "file": "Or choose a file",
    "file_hint": "PDF, Word, OpenDocument, RTF, e-mail (.eml, .msg), a saved web page, a scan, or "
    "a ZIP archive of these; up to {megabytes} MB. Several letters of one request can be chosen "
    "together.",
    "dates": "Dates, if you know them",
    "dates_hint": "They show whether the letter came in time, and which law applied.",
    "received": "Day on which the authority got your request",
    "dated": "Day on which the letter was sent",
    "check": "Check the letter",
    "checking": "Checking…",
    "examples": "No letter at hand? Try one that we made up",
    "silence_title": "No answer at all?",
    "silence_lead": "An authority has twenty working days. Where they are over, here are a "
    "reminder and a complaint to send, and the days for each.",
    "silence_since": "Day on which the authority got your request",
    "silence_authority": "Name of the authority, if you like",
    "silence_law": "The law",
    "silence_go": "What to do now",
    "silence_found": "No answer to your request of {day}",
    "letter_reminder": "A letter to the authority: a reminder",
    "kept_title": "What happens to your letter",
    "kept_1": "It is checked in this server's memory and forgotten when the answer has been sent. "
    "It is not saved, logged or sent on.",
    "kept_file": "A file in an old format (.doc, .odt, .rtf) is put into a temporary folder "
    "of the server for the seconds that it takes to convert.",
    "kept_2": "There are no accounts, no cookies and no trackers, and nothing is loaded from other "
    "sites.",
    "kept_3": "The server notes which of its pages were asked for, when, and how long that took; "
    "not what was in a letter. Your network address is kept in memory only, to limit how many "
    "letters one address may send.",
    "kept_4": "A letter may hold personal data of others. You can blank it before you paste.",
    "judged": "It shows what a letter contains, not whether the refusal is right. It is no legal "
    "advice.",
    "new": "Check another letter",
    "by_hand": "For programs: the API",
    "not_taken": "Not all of it could be taken",
    "error_title": "The letter was not checked",
    "letters": "{count} letters",
    "case_title": "What the letters show together",
    "case_letter": "Letter {number}",
    "case_none": "Nothing that each of them does not show by itself.",
    "next_title": "What to do next",
    "basis_required": "Required by law",
    "basis_usual": "Usual",
    "contact": "Where: {where}.",
    "letter_review": "A letter to the authority: ask for a review",
    "letter_commissioner": "A letter to the regulator: complain",
    "letter_hint": "Fill in what stands in square brackets, and change what you like. Correct "
    "the check first: whenever the letter is checked again, this one is written anew.",
    "letter_unsaved": "You have changed the letter that is to be sent. To check again writes it "
    "anew. Check again all the same?",
    "letter_asserts": "It asserts only what is almost surely missing.",
    "letter_asks": "Nothing is sure enough here to assert, so it asks.",
    "letter_empty": "The check found nothing missing, so what speaks for you is yours to say.",
    "letter_subject": "Subject",
    "letter_text": "The letter",
    "letter_docx": "Get it as a Word file",
    "letter_mail": "Open it as an e-mail",
    "letter_paste": "(too long for a link: copy the text into the mail)",
    "relied_title": "What the letter relies on",
    "asks": "The law asks:",
    "write": "Ask the authority to:",
    "law": "Law:",
    "certain": "Sure: of findings like this one, about {share} in 100 hold.",
    "not_certain": "Not certain: of findings like this one, about {share} in 100 hold.",
    "if_not": "If not:",
    "met_title": "What is fine",
    "met_none": "Nothing of what the law requires was found with certainty.",
    "cannot_title": "What this check cannot tell",
    "cannot_1": "Whether the refusal is right, or the information should have been given to you.",
    "cannot_2": "What is in other letters, telephone calls or annexes that it has not seen.",
    "cannot_3": "Whether what the letter says is true.",
    "wrong": "Wrong?",
    "wrong_about": "Wrong? Correct {subject}",
    "wrong_claim": "Is this not what the letter says? Correct it, and the letter is checked again.",
    "wrong_letter": "This is about the letter as a whole, so there is no section to correct. "
    "If the letter does say it, or need not, set the point aside: all else stays as it is.",
    "wrong_dates": "If a day is wrong, correct it under “Dates and corrections”. If the days are "
    "right and the point is not, set the point aside.",
    "wrong_unnamed": "If the letter does name its section, give that under “Something is missing "
    "here”. If the letter refuses nothing, set the point aside.",
    "not_claim": "The letter does not rely on {subject}",
    "limb": "It relies on another provision:",
    "limb_hint": "For example {example}",
    "missed": "Something is missing here",
    "missed_lead": "If the letter relies on a section that is not listed, name it.",
    "missed_claim": "Section or regulation",
    "missed_words": "The words of the letter that rely on it (copy them; needed where the letter "
    "does not name the section)",
    "reason_explanation": "These words of the letter are the reason for {subject}:",
    "reason_public_interest": "These words of the letter weigh the public interest for {subject}:",
    "aside": "Set this point aside",
    "aside_hint": "It is then listed as set aside by you, and counts no more.",
    "again": "Check again",
    "again_title": "Dates and corrections",
    "said_title": "You have said:",
    "undo": "Take back",
    "said_not_claim": "The letter does not rely on {about}.",
    "said_limb": "What was taken for {about} is {limb}.",
    "said_claim": "The letter relies on {about}.",
    "said_explanation": "The reason for {about} is: “{words}”",
    "said_public_interest": "The public interest for {about} is weighed here: “{words}”",
    "said_aside": "The point “{about}” is set aside.",
    "print": "To keep the result, print this page or save it as PDF.",
    "rules": "noticecheck {version}; rules {packs}",
    "api_title": "The API",
    "api_lead": "One address checks one letter and answers with the report as JSON.",
    "api_send": "Send",
    "api_answers": "Answers",
    "own_options": "With noticecheck, give what you know by --received and --dated.",
    "own_dates": "Give the days that you know above, under “Dates and corrections”.",
}
ALONE: dict[str, str] = TEXTS | {
    "file_hint": "PDF or plain text; up to {megabytes} MB. Of anything else copy the text and "
    "paste it.",
    "kept_1": "It is checked by this page itself, in your browser, and forgotten when you close "
    "the page. It does not leave your device.",
    "loading": "Getting ready: the check is being loaded into your browser. You can fill in the "
    "form meanwhile.",
    "loaded": "Ready. From here on the check needs no network.",
    "not_loaded": "The check could not be loaded. Load the page again, or use a newer browser.",
    "no_script": "Here the check runs in your browser and needs JavaScript, which is turned off.",
}
"""Of the page that no server shows."""
ERRORS: dict[str, str] = {
    "empty": "There is no letter: paste its text, or choose a file.",
    "both": "There are two letters: either paste the text or choose a file, not both.",
    "bad_date": "{detail} is not a date: write it like 2025-03-27 or 27/03/2025.",
    "future": "{detail} is still to come: on which day did the authority get your request?",
    "no_day": "On which day did the authority get your request?",
    "gone": "Your letter is not kept here: paste or upload it again to check it.",
    "too_many": "Send at most {detail} letters at once.",
    "letter_too_long": "A Word file takes {detail} characters: shorten the letter, or copy it.",
    "bad_provision": "{detail} is not a section: write it like s40(2) or reg12(5)(e).",
    "bad_form": "The form could not be read ({detail}). Go back and send it again.",
    "broken_form": "The page's form was changed on its way: check the letter anew.",
    "bad_json": "The body is not JSON as described in /openapi.json: {detail}.",
    "bad_type": "Send application/json or multipart/form-data, not {detail}.",
    "bad_pack": "There are no rules called {detail}.",
    "too_large": "That is more than {detail} MB: send the letter alone, without its annexes.",
    "too_long": "The letter has more than {detail} characters: send the refusal alone.",
    "too_slow": "It takes longer to check than any letter does. Send the refusal alone, as text.",
    "crashed": "It makes the check fail. Send the refusal alone, as text.",
    "memory": "It needs more memory than any letter does. Send the refusal alone, as text.",
    "unreadable": "It cannot be read: {detail}.",
    "several": "The file holds {detail} letters: send them one by one.",
    "wrong": "{detail}",
    "busy": "Many letters are being checked just now. Try again in a minute.",
    "rate": "You have sent many letters in a short time. Try again in {detail} seconds.",
    "fault": "Something went wrong here, not with you. Try again, or paste the text.",
    "not_found": "There is nothing at this address.",
    "method": "This address does not take {detail}.",
}
LAWS: dict[str, str] = {
    "foia2000": "Freedom of Information Act 2000 (England, Wales, Northern Ireland, UK bodies)",
    "foisa2002": "Freedom of Information (Scotland) Act 2002",
    "eir2004": "Environmental Information Regulations 2004",
}
"""By pack, for who has no letter that names one."""
EXAMPLES: dict[str, str] = {
    "fails_silent": "A refusal in a table, without a word of reason",
    "fails_pending": "“We need more time”, without saying how long",
    "everything_met": "A refusal that says all that it has to",
}
"""Of the letters in web/examples/, by the name of the file."""


def error(code: str, detail: str = "") -> str:
    """What is said of an error."""
    return ERRORS[code].format(detail=detail)
