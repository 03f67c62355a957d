"""How often the judge says why an answer is wrong.

    python benchmarks/explain.py                      all modules, 8 changes of every function
    python benchmarks/explain.py conv --changes 40    one module, 40 changes of every function
    python benchmarks/explain.py --json FILE          every verdict and its code, to be read

Three sets of wrong answers to the exercises of 01 to 06: those in ``tests/answers``, changes of
the syntax tree of every function in two styles, and pairs of such changes in one function. An
answer that passes is counted by itself: most of these changes change no answer. "named" is a cause
of any kind, "in common" only what the failing cases have in common. Whether a cause is true is for
a reader to say: ``--draw N`` prints verdicts at random.
"""

from __future__ import annotations

import argparse
import ast
import itertools
import json
import os
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from answers.corpus import CORPORA, Corpus
from answers.mutants import mutants

from autograder.core.exercise import Exercise
from autograder.core.verdict import Status, Verdict
from autograder.judge.conclude import is_explained
from autograder.render.diagnosis import diagnosis_text

STYLES = ("solution", "loops")
AT_ONCE = 50
ITSELF = "import sys\nright = sys.modules[__name__]\n"


@dataclass(frozen=True)
class Wrong:
    """A wrong answer: from which set, to which exercise, what is wrong in it, and its code."""

    kind: str
    exercise: Exercise
    label: str
    code: str
    above: str = ""
    """What the code needs: the rest of a hand-in in the same style."""


def in_tests(corpus: Corpus) -> Iterator[Wrong]:
    """The wrong answers in ``wrong/``."""
    for each in corpus.wrong():
        yield Wrong("in tests", corpus.light[each.stub], each.name, each.text)


def changed(corpus: Corpus, style: str, most: int, rng: random.Random) -> Iterator[Wrong]:
    """Functions of one style with one change, at most so many of each."""
    above, found = of_style(corpus, style)
    for stub, pairs in found.items():
        for label, code in rng.sample(pairs, min(most, len(pairs))):
            yield Wrong(f"changes, {style}", corpus.light[stub], label, code, above)


def twice_changed(corpus: Corpus, most: int, rng: random.Random) -> Iterator[Wrong]:
    """The solutions' functions with two changes."""
    above, found = of_style(corpus, "solution")
    for stub, pairs in found.items():
        for label, code in rng.sample(pairs, min(most, len(pairs))):
            again = [each for each in mutants(with_docstrings(code)) if each[0] == stub]
            if again:
                _, second, both = rng.choice(again)
                both_labels = f"{label}  and  {second}"
                yield Wrong("two changes", corpus.light[stub], both_labels, both, above)


def of_style(corpus: Corpus, style: str) -> tuple[str, dict[str, list[tuple[str, str]]]]:
    """A hand-in, and of every function the changes, as what changes and the code."""
    text = corpus.solution.read_text("utf-8") if style == "solution" else corpus.text(style)
    found = defaultdict(list)
    for stub, label, code in mutants(with_docstrings(text)):
        if stub in corpus.light:
            found[stub].append((label, code))
    return ITSELF + text.replace("from __future__ import annotations", ""), found


def with_docstrings(source: str) -> str:
    """``mutants`` takes the first statement of a function away."""
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is None:
            node.body.insert(0, ast.Expr(ast.Constant("-")))
    return ast.unparse(tree)


def verdicts(corpus: Corpus, wrongs: list[Wrong]) -> Iterator[tuple[Wrong, Verdict]]:
    """One worker judges some rounds: in each, no exercise comes twice."""
    rounds: list[dict[Exercise, Wrong]] = []
    for wrong in wrongs:
        place = next((one for one in rounds if wrong.exercise not in one), None)
        if place is None:
            rounds.append(place := {})
        place[wrong.exercise] = wrong
    for first in range(0, len(rounds), AT_ONCE):
        some = rounds[first : first + AT_ONCE]
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "cs_cnn").mkdir()
            (Path(folder) / "cs_cnn" / "__init__.py").touch()
            texts = ({ex: f"{w.above}\n{w.code}\n" for ex, w in one.items()} for one in some)
            said = corpus.judge_each(Path(folder), texts, most_asked_back=len(corpus.light))
            for one, by_stub in zip(some, said, strict=True):
                yield from ((wrong, by_stub[ex.function]) for ex, wrong in one.items())


def outcome(verdict: Verdict) -> str:
    """In one word."""
    said = verdict.diagnosis
    if verdict.status is not Status.FAILED or said is None:
        return str(verdict.status)
    if is_explained(said):
        return "named"
    return "in common" if said.cause else "none"


def main() -> None:
    arguments = _arguments()
    rng = random.Random(arguments.seed)
    kept = []
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for corpus in CORPORA:
        if arguments.modules and corpus.name not in arguments.modules:
            continue
        sets = [changed(corpus, style, arguments.changes, rng) for style in STYLES]
        sets.append(twice_changed(corpus, arguments.changes // 2, rng))
        if not arguments.no_tests:
            sets.insert(0, in_tests(corpus))
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for wrong, verdict in verdicts(corpus, list(itertools.chain(*sets))):
            counts[wrong.kind][outcome(verdict)] += 1
            said = verdict.diagnosis
            kept.append({
                "kind": wrong.kind, "id": wrong.exercise.id, "label": wrong.label,
                "outcome": outcome(verdict), "said": diagnosis_text(verdict), "code": wrong.code,
                "cause": said.cause.kind if said and said.cause else "",
            })  # fmt: skip
        for kind, count in counts.items():
            _print(corpus.name, kind, count)
            total[kind].update(count)
    for kind, count in total.items():
        _print("all", kind, count)
    if arguments.json:
        arguments.json.write_text(json.dumps(kept, indent=1))
    for each in rng.sample(kept, min(arguments.draw, len(kept))):
        print(f"\n## {each['id']}: {each['label']}\n{each['code']}\n--\n{each['said']}")


def _print(module: str, kind: str, count: Counter[str]) -> None:
    named, rest = count["named"], count["in common"] + count["none"]
    share = 100 * named / max(1, named + rest)
    others = {name: n for name, n in count.items() if name != "named"}
    print(f"{module:15}{kind:20}{named + rest:5} refused, {share:3.0f}% named", others, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--changes", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--no-tests", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
