"""Stubs as text: a function is blank again, and whatever else the file holds stays as it was."""

from __future__ import annotations

import ast

import pytest

from autograder.core.stubs import blank

AFTER = "\n\ndef tanh(x):\n    return 2\n"
DOCSTRINGS = {
    "two spaces": 'def relu(x):\n  """Doc."""\n  return 1\n',
    "three spaces": 'def relu(x):\n   """Doc."""\n   return 1\n',
    "eight spaces": 'def relu(x):\n        """Doc.\n        """\n        return 1\n',
    "a tab": 'def relu(x):\n\t"""Doc."""\n\treturn 1\n',
    "a tab after a comment": 'def relu(x):  # mine\n\t# more\n\t"""Doc."""\n\treturn 1\n',
    "on the line of the signature": 'def relu(x): """Doc."""; return 1\n',
    "after an empty line": "def relu(x):\n\n  'Doc.'\n  return 1\n",
    "of several lines, its end indented less": 'def relu(x):\n   """Doc.\n  """\n   return 1\n',
    "a signature of several lines": 'def relu(\n  x,\n):\n  """Doc."""\n  return 1\n',
    "none": "def relu(x):\n  return 1\n",
}
TEXT_THAT_LOOKS_LIKE_CODE = {
    "a definition": 's = """\ndef tanh(x):\n    pass\n"""',
    "an import": "s = '''\nimport os\n'''",
    "an assignment": 's = """\nx = 1\n"""',
    "of that name": 's = """\ndef relu(x):\n    pass\n"""',
    "a decorator": 's = """\n@staticmethod\n"""',
}


@pytest.mark.parametrize("broken", ["", "\n\ndef unfinished(:\n    x = \n"], ids=["", "broken"])
@pytest.mark.parametrize("name", DOCSTRINGS)
def test_the_body_is_indented_as_the_docstring_is(name: str, broken: str) -> None:
    made = blank(DOCSTRINGS[name] + AFTER + broken, {"relu": "backprop.relu"})
    assert "return 1" not in made
    assert made.endswith(AFTER + broken)
    [relu, _] = ast.parse(made.removesuffix(broken)).body
    assert isinstance(relu, ast.FunctionDef)
    assert (ast.get_docstring(relu) or "")[:4] == ("" if name == "none" else "Doc.")
    assert isinstance(relu.body[-1], ast.Raise)
    assert blank(made, {"relu": "backprop.relu"}) == made


@pytest.mark.parametrize("broken", ["", "\n\ndef unfinished(:\n    x = \n"], ids=["", "broken"])
@pytest.mark.parametrize("name", TEXT_THAT_LOOKS_LIKE_CODE)
def test_text_in_column_0_of_a_body_goes_with_it(name: str, broken: str) -> None:
    if broken and name == "of that name":
        pytest.skip("a file that does not parse does not say what is text")
    body = f'def relu(x):\n    """Doc."""\n    {TEXT_THAT_LOOKS_LIKE_CODE[name]}\n    return s\n'
    made = blank(body + AFTER + broken, {"relu": "backprop.relu"})
    assert made.removesuffix(AFTER + broken).count("\n") == 3
    assert made.endswith(AFTER + broken)


def test_text_in_column_0_of_a_body_that_does_not_parse_goes_with_it() -> None:
    body = 'def relu(x):\n    """Doc."""\n    s = """\nx = 1\n"""\n    return s +\n'
    made = blank(body + AFTER, {"relu": "backprop.relu"})
    assert made.removesuffix(AFTER).count("\n") == 3


def test_text_elsewhere_that_looks_like_the_function_stays() -> None:
    first = '"""How to:\n\ndef relu(x):\n    return 1\n"""\n\n'
    made = blank(first + "def relu(x):\n    return 1\n" + AFTER, {"relu": "backprop.relu"})
    assert made.startswith(first)
    assert made.endswith(AFTER)
    ast.parse(made)


@pytest.mark.parametrize("after", ["(a, b) = 1, 2\n", "assert True\n", '"text"\n', "relu\n"])
def test_what_comes_after_the_function_stays_whatever_it_is(after: str) -> None:
    made = blank("def relu(x):\n    return 1\n" + after, {"relu": "backprop.relu"})
    assert made.endswith("\n\n" + after)


@pytest.mark.parametrize("indent", ["  ", "\t", "   "])
def test_methods_of_a_class_keep_their_indentation(indent: str) -> None:
    text = (
        'class Net:\n\t"""Doc."""\n\n\tdef __init__(self):\n\t\t"""Make."""\n\t\tself.a = 1\n'
        '\n\tdef step(self):\n\t\ts = """\n\tdef fake(self):\n"""\n\t\treturn s\n'
    ).replace("\t", indent)
    made = blank(text + AFTER, {"Net": "backprop.net"})
    [net, _] = ast.parse(made).body
    assert isinstance(net, ast.ClassDef)
    functions = [each for each in net.body if isinstance(each, ast.FunctionDef)]
    assert [each.name for each in functions] == ["__init__", "step"]
    assert all(isinstance(each.body[-1], ast.Raise) for each in functions)
    assert made.endswith(AFTER)


def test_a_mark_of_the_byte_order_changes_nothing() -> None:
    made = blank("\ufeffimport numpy\n\n\ndef relu(x):\n  'Doc.'\n  return 1\n", {"relu": "b.relu"})
    assert made.startswith("\ufeffimport numpy\n\n\ndef relu(x):\n  'Doc.'\n  raise")
