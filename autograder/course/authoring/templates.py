"""The text of each piece of a new exercise; what is left to write is marked as such."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.course.authoring.placeholders import mark
from autograder.course.gradebook.cells import grade_id

WIDTH = 100
"""The formatter's."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of the stub, as text."""

    name: str
    annotation: str = "np.ndarray"
    default: str = ""

    @property
    def annotated(self) -> str:
        return f"{self.name}: {self.annotation}" + (f" = {self.default}" if self.default else "")

    @property
    def bare(self) -> str:
        return self.name + (f"={self.default}" if self.default else "")

    @property
    def is_array(self) -> bool:
        return self.annotation == "np.ndarray"

    @property
    def drawn(self) -> str:
        """What the first case passes."""
        return f"{self.name}={'signed(rng, 3, 5)' if self.is_array else self.default or None}"


@dataclass(frozen=True)
class Draft:
    """What is known of a new exercise before anything is written."""

    id: str
    points: int
    assignment: str
    parameters: tuple[Parameter, ...]
    gradients: tuple[str, ...] = ()
    """The inputs that have one; none in a forward exercise."""
    forward: str = ""
    """The reference of the forward exercise, of which autograd gives the gradients."""

    @property
    def module(self) -> str:
        return self.id.partition(".")[0]

    @property
    def word(self) -> str:
        return self.id.partition(".")[2]

    @property
    def definition(self) -> str:
        """The first line, or lines, of the student's function."""
        count = len(self.gradients)
        returned = f"tuple[{', '.join(['np.ndarray'] * count)}]" if count > 1 else "np.ndarray"
        annotated = [parameter.annotated for parameter in self.parameters]
        return _bracketed(f"def {self.word}", annotated, f" -> {returned}:")

    @property
    def bare(self) -> str:
        return ", ".join(parameter.bare for parameter in self.parameters)

    def todo(self, what: str) -> str:
        return mark(self.id, what)


def _bracketed(head: str, items: Sequence[str], tail: str = "", indent: str = "") -> str:
    """``head(items)tail`` on one line, or each item on its own, as the formatter has it."""
    line = f"{indent}{head}({', '.join(items)}){tail}"
    if len(line) <= WIDTH:
        return line
    each = "".join(f"{indent}    {item},\n" for item in items)
    return f"{indent}{head}(\n{each}{indent}){tail}"


def _tuple(names: Iterable[str]) -> str:
    return str(tuple(names)).replace("'", '"')


def stub(draft: Draft) -> str:
    """The student's function."""
    names = "\n".join(
        f"    {each.name}: {draft.todo(f'the shape and unit of {each.name}')}"
        for each in draft.parameters
    )
    return f'''{draft.definition}
    """{draft.todo("one sentence in the imperative")}

    {draft.todo("the formula")}

{names}
    Returns {draft.todo("the shape of what is returned, and what is raised")}

    Source: {draft.todo("author, title, year, link")}
    Exercise: {draft.id}
    """
    raise NotImplementedError("{draft.id}")
'''


def reference(draft: Draft) -> str:
    """PyTorch; the gradients of a forward exercise are complete."""
    if draft.forward:
        return f"{draft.word} = gradients({draft.forward}, of={_tuple(draft.gradients)})\n"
    tensors = ", ".join(f"{each.name}: torch.Tensor" for each in draft.parameters)
    return f'''def {draft.word}({tensors}) -> torch.Tensor:
    """{draft.todo("the shapes, in and out")}"""
    raise NotImplementedError("{draft.todo("the same in PyTorch, float64")}")
'''


def solution(draft: Draft) -> str:
    """NumPy, as a good student would write it."""
    return f'''{draft.definition}
    """{draft.todo("the thought that makes it short")}"""
    raise NotImplementedError("{draft.todo("the solution in NumPy")}")
'''


def answer(draft: Draft) -> str:
    """A right answer in another style, for the tests."""
    return f'''def {draft.word}({draft.bare}):
    raise NotImplementedError("{draft.todo("a right answer in this style")}")
'''


def wrong(draft: Draft) -> str:
    """Wrong answers with what the judge must say of them."""
    return f'''"""Wrong answers to {draft.id}; the judge must say what the docstring does."""

from autograder.solutions import {draft.module} as right


def {draft.word}__spoilt({draft.bare}):
    """{draft.todo("at least six wrong answers, one function each")}"""
    return right.{draft.word}({", ".join(each.name for each in draft.parameters)})
'''


def promises(draft: Draft) -> str:
    """The table of what the docstring promises."""
    return f'''[{draft.word}]
"{draft.todo("the clauses of the docstring, each with the wrong answers that break it")}" = []
'''


def declaration(draft: Draft) -> str:
    """Cases, hints and misconceptions."""
    outputs = _tuple(f"d{name}" for name in draft.gradients)
    named = f"\n    outputs={outputs}," if draft.gradients else ""
    case = ['"a small case"', *(each.drawn for each in draft.parameters)]
    first = draft.parameters[0].name
    mistake = "what = for += gives" if draft.gradients else "the likeliest mistake"
    return f'''"""Assignment {draft.assignment[:2]}: {draft.word}."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed
from autograder.reference import {draft.module} as ref


@exercise(
    "{draft.id}",
    points={draft.points},
    reference=ref.{draft.word},{named}
    hints=(
        "{draft.todo("a hint, such as a question or something to draw")}",
        "{draft.todo("a hint that says more and is not the answer")}",
    ),
)
def {draft.word}(rng: np.random.Generator) -> Iterator[Case]:
    """{draft.todo("the line that a student reads above the verdict")}"""
    # {draft.todo("a case for every promise of the docstring")}
{_bracketed("yield Case", case, indent="    ")}


@{draft.word}.misconception("{draft.todo(mistake)}")
def {draft.word}_mistaken({first}: Any, **case: Any) -> Any:
    return {first}
'''


def cells(draft: Draft) -> list[dict[str, Any]]:
    """The notebook's cells: the story, and the check that is graded."""
    name = grade_id(draft.id)
    graded = {
        "cell_type": "code", "grade": True, "grade_id": name, "locked": True,
        "points": draft.points, "schema_version": 3, "solution": False, "task": False,
    }  # fmt: skip
    story = f"**Exercise.** `{draft.word}`. {draft.todo('the story that leads to the exercise')}"
    return [
        {"cell_type": "markdown", "id": f"{name}-story", "metadata": {}, "source": [story]},
        {
            "cell_type": "code", "execution_count": None, "id": name,
            "metadata": {"nbgrader": graded}, "outputs": [],
            "source": [f'check("{draft.id}")'],
        },
    ]  # fmt: skip
