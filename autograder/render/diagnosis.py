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
    lines = [HELPED] if verdict.helped else []
    if verdict.needs:
        lines.append(f"First make {', '.join(verdict.needs)} pass.")
    if verdict.diagnosis:
        lines += _lines(verdict.diagnosis)
    return "\n".join(lines)


def _lines(diagnosis: Diagnosis) -> list[str]:
    causes = [diagnosis.cause, *diagnosis.more]
    lines = [_cause(cause) for cause in causes if cause]
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
