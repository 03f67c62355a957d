"""A reset blanks one function and leaves every other byte alone, however odd the file is."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.core.errors import NoSuchStub
from autograder.core.stubs import blank

HEADS = (
    ("def relu(x):", "    "),
    ("def relu(x):  # mine", "    "),
    ("def relu(x: float = {':': ')'}[':'],  # )\n):", "    "),
    ('def relu(x):\n  """Two spaces."""', "  "),
    ('def relu(x):\n   """Three.\n\nText in column 0:\ndef tanh(x):\n    return 1\n   """', "   "),
    ("def relu(x):\n        '''Eight.\n\nimport numpy\nx = 1\n        '''", "        "),
    ('def relu(x):\n\t"""A tab."""', "\t"),
    ('def relu(x):\n\t\t"""Two tabs,"""  # and a comment', "\t\t"),
    ('def relu(x):\n    # before it\n    """A comment before it."""', "    "),
    ("def relu(x):\n    'one' \\\n    \" and another\"", "    "),
    ('def relu(x):\n  r"""Raw: \\"""  end."""', "  "),
    ("async def relu (x) -> int:", "    "),
    ('def relu(x):\n    """A quote in it: it\'s \\""" good."""', "    "),
)
"""Signature and docstring, and the indent of the body."""
BODIES = (
    "\n@return x",
    "\n@# the answer\n@return (x\n+ 1)",
    '\n@text = """\ndef tanh(x):\n    return 1\n\nSIZE = 3\n@"""\n@return x',
    "\n@return x\n# a note in column 0\n@# and one that is not",
    "\n\n@x = 1 + \\\n2\n\n@return x",
    '\n@f"{x!r:>{3}}"\n@def inner(y):\n@@return y\n@return inner(x)',
    "\n@return '# no comment' + \"'''\"",
    "\n@if x: return {\n'a': 1,\n}",
)
"""What parses; ``@`` is the indent."""
BROKEN = (
    "\n@return ((((",
    "\n@return )",
    "\n@x = np.maximum(x, 0",
    "\n@return [x,\n\n@y = {",
    '\n@text = """never closed\n@return text',
    "\n@say 'never closed",
    "\n@don't = 1",
    "\n@@x = 1\n@y = 2",
    "\n@if x\n@@return 2",
)
OTHERS = (
    "import numpy as np\n",
    "SIZE = 3\n",
    "print\n",
    "(a, b) = 1, 2\n",
    "# a comment in column 0\nSIZE: int = 3  # and behind\n",
    "x = '''\ndef relu(x):\n    return 1\n'''\n",
    '"""About relu:\n\nclass relu:\n    pass\n"""\n',
    "value = f(\nx = 1,\ny = 2,\n)\n",
    "def tanh(x):\n\treturn x\n",
    "@cache\n@other(1)\ndef helper(x): return x\n",
    "class Own:\n  def relu(self): return 1\n",
    "if True:\n    def relu2(x):\n        return x\n",
    "\f\ndef paged(x):\n    return x\n",
    "lines = [\n1,\n2,\n] + [x\nfor x in y\nif x]\n",
    "match = 1\nmatch.x = 2\n",
)


STUB = st.sampled_from(HEADS)
AROUND = st.lists(st.sampled_from(OTHERS), max_size=4).map("\n".join)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def check(before: str, head: tuple[str, str], body: str, after: str, end: str = "\n") -> str:
    """Blank the stub between the two; returns the file, which must be what it has to be."""
    signature, indent = head
    body = body.replace("@", indent)
    text = f"{before}{signature}{body}\n{after}".replace("\n", end)
    raised = f'\n{indent}raise NotImplementedError("m.relu")'
    wanted = f"{before}{signature}{raised}\n{after}".replace("\n", end)
    assert blank(text, {"relu": "m.relu"}) == wanted
    assert blank(wanted, {"relu": "m.relu"}) == wanted, "a second time changes nothing"
    return text


@settings(max_examples=300)
@given(AROUND, STUB, st.sampled_from(BODIES), AROUND, ENDS)
def test_a_reset_changes_its_own_stub_alone(
    before: str, head: tuple[str, str], body: str, after: str, end: str
) -> None:
    ast.parse(check(before, head, body, after, end))


@settings(max_examples=100)
@given(AROUND, STUB, st.sampled_from(BODIES), AROUND, st.sampled_from(BROKEN[:4]))
def test_a_neighbour_that_does_not_parse_stays(
    before: str, head: tuple[str, str], body: str, after: str, broken: str
) -> None:
    broken = f"\ndef unfinished(:{broken}\n".replace("@", "  ")
    check(broken + before, head, body, after + broken)


@pytest.mark.parametrize("body", BROKEN)
def test_a_body_that_does_not_parse_is_reset_without_its_neighbours(body: str) -> None:
    is_torn = '"""' in body  # then a definition in a string looks like one of the file
    for head in (head for head in HEADS if not is_torn or " tanh" not in head[0]):
        for after in ("", *(text for text in OTHERS[1:] if not is_torn or " relu" not in text)):
            text = check(OTHERS[0], head, body, f"\n{after}\n\ndef tanh(x):\n    return x")
            with pytest.raises(SyntaxError):
                ast.parse(text)


CLASS = """class f(A):
\t'''Doc.
\tdef no(self):
'''
\ttext = '''
\tdef no(self):
'''
\tdef __init__(self): self.x = 1
\tdef g(self):
\t\t'''Doc.'''
\t\treturn 1
\tdef h(self):
\t\treturn ((
\tdef i(self): return 1
# mine
y = 1
"""
BLANK_CLASS = """class f(A):
\t'''Doc.
\tdef no(self):
'''

\tdef __init__(self):
\t\t@

\tdef g(self):
\t\t'''Doc.'''
\t\t@

\tdef h(self):
\t\t@

\tdef i(self):
\t\t@
# mine
y = 1
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("def f(x): return 1; y = 2\nz = 3\n", "def f(x):\n    @\nz = 3\n"),
        ("def f(x): 'Doc.'; return 1\n", "def f(x):\n    'Doc.'\n    @\n"),
        ("def f(x): 'Doc,\\\n  more.'\n", "def f(x):\n    'Doc,\\\n  more.'\n    @\n"),
        ("def f(x):\n  f'No docstring.'\n", "def f(x):\n    @\n"),
        ("def f(x):\n  'no docstring' + x\n", "def f(x):\n    @\n"),
        ("def f(x):\n  'Doc.'; return 1\n", "def f(x):\n  'Doc.'\n  @\n"),
        ("def f(x):\n    return 1", "def f(x):\n    @"),
        ("def f(x):\n\nx = 1\n", "def f(x):\n    @\n\nx = 1\n"),
        ("def f(x): return 1\n\n\n\n\nx = 1\n", "def f(x):\n    @\n\n\n\n\nx = 1\n"),
        ("def f(x):\n  return 1\n  # it's\n# g:\ng = 1\n", "def f(x):\n    @\n# g:\ng = 1\n"),
        ("def f():\n  x = ((\nif 1:\n  y = 1\n", "def f():\n    @\nif 1:\n  y = 1\n"),
        ("\ufeffdef f(x):\n    return 1\n", "\ufeffdef f(x):\n    @\n"),
        (CLASS, BLANK_CLASS),
    ],
)
def test_odd_layouts(text: str, wanted: str) -> None:
    wanted = wanted.replace("@", 'raise NotImplementedError("m.f")')
    assert blank(text, {"f": "m.f"}) == wanted
    ast.parse(wanted.removeprefix("\ufeff"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def f(x:\n    return 1\n\n\ndef g(x):\n    return x\n", "close its brackets"),
        ("def f(x)\n    return {1: 2}\n", "end it with a colon"),
        ('def f(x):\n    """Doc.\n    x\n\n\ndef g(x):\n    """Doc."""\n', "close its quotes"),
        ("x = '''\ndef f(x):\n    return 1\n'''\n", "defines no `f`"),
    ],
)
def test_what_cannot_be_reset_is_refused_with_the_way_out(text: str, said: str) -> None:
    with pytest.raises(NoSuchStub, match=said):
        blank(text, {"f": "m.f"})
