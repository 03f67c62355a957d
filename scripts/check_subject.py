"""Check the subject of a commit: one imperative line of at most 72 characters.

Git calls it with the file that holds the message. What a machine cannot see is left to people:
whether it is *one* subject, and the right one.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

LONGEST = 72
BY_GIT = ("Merge ", "Revert ", "fixup! ", "squash! ", "amend! ")
NO_VERB = re.compile(
    "an?|the|th(is|at|ese|ose)|its?|wh(at|ere|en|o|y)|how|t?here|i|we|you|they|all|both|each|every|"
    "some|no|not|one|two|in|on|at|of|for|from|to|with|by|as|after|before|more|less|also|now|new"
)
INFLECTED = re.compile("[a-z-]*([^e]ed|ing|[^su]s)")
"""Added, adding, adds."""
IMPERATIVE = re.compile("(br|cl|fl|p|r|s|spr|st|str|sw)ing|alias|embed|shr?ed")
"""Verbs that end like that all the same."""


def problems(message: str) -> list[str]:
    """What is wrong with the subject, one sentence each; nothing if Git wrote it itself."""
    lines = [line.rstrip() for line in message.splitlines() if not line.startswith("#")]
    subject, *rest = lines or [""]
    if subject.startswith(BY_GIT):
        return []
    found = {
        "Start with a subject.": not subject.strip(),
        f"Shorten it to {LONGEST} characters; it has {len(subject)}.": len(subject) > LONGEST,
        "Leave out the full stop.": subject.endswith("."),
        "Start with a capital letter.": subject[:1] != subject[:1].upper(),
        "Name one subject; a semicolon joins two.": ";" in subject,
        "Leave the line below it empty.": bool(rest and rest[0]),
        "Start with a verb in the imperative, such as 'Add' or 'Reject'.": not _imperative(subject),
    }
    return [sentence for sentence, holds in found.items() if holds]


def _imperative(subject: str) -> bool:
    """Whether the first word could be one: no 'Added', 'Adding', 'Adds', 'The' or 'Worker:'."""
    word = subject.partition(" ")[0].lower()
    if not re.fullmatch("[a-z]+(-[a-z]+)*", word) or NO_VERB.fullmatch(word):
        return False
    return bool(IMPERATIVE.fullmatch(word)) or not INFLECTED.fullmatch(word)


if __name__ == "__main__":
    wrong = problems(Path(sys.argv[1]).read_text(encoding="utf-8"))
    for sentence in wrong:
        print(f"Subject of the commit: {sentence}", file=sys.stderr)
    sys.exit(bool(wrong))
