"""A diagnosis in words: the cause first, then the case, then the fact."""

from __future__ import annotations

from autograder.core.verdict import CaseInputs, Cause, Diagnosis, Match, Verdict

HELPED = "It scores higher with the model solutions of earlier assignments. With your own files:"
EVIDENCE = {
    Match.OUTPUT: "Your output is exactly that of this known mistake: ",
    Match.ERRORS: "What is wrong in your output is exactly this known mistake: ",
    Match.PROPERTIES: "Your output fails in the same way as this known mistake: ",
    Match.ANSWERED: "Wherever your function returns a wrong output, it shows this known mistake: ",
}


def diagnosis_text(verdict: Verdict) -> str:
    """All that a student reads about a verdict, in lines; empty if there is nothing to say."""
    return "\n".join(part for part in parts(verdict) if part)


def parts(verdict: Verdict) -> tuple[str, str, str]:
    """What comes before the cause, the cause, and what comes after it."""
    before = [HELPED] if verdict.helped else []
    if verdict.needs:
        before.append(f"First make {', '.join(verdict.needs)} pass.")
    said = verdict.diagnosis
    cause = _cause(said.cause) if said and said.cause else ""
    return "\n".join(before), cause, "\n".join(_after(said) if said else [])


def _after(diagnosis: Diagnosis) -> list[str]:
    lines = [_cause(cause) for cause in diagnosis.more]
    if diagnosis.case:
        lines += _case(diagnosis.case)
    return [*lines, diagnosis.fact.text]


def _cause(cause: Cause) -> str:
    if cause.match is Match.SOME:
        evidence = f"{cause.cases} of the {cause.of} failing cases show this known mistake: "
    else:
        evidence = EVIDENCE[cause.match] if cause.match else ""
    return f"{evidence}{cause.sentence}"


def _case(case: CaseInputs) -> list[str]:
    name = "a hidden case" if case.hidden else "case"
    inputs = f": {case.inputs}" if case.inputs else ""
    return [f'{name} "{case.name}"{inputs}', *(f"  {value}" for value in case.values)]
