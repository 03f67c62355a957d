"""Students' Markdown as HTML that cannot run anything in a grader's browser."""

from __future__ import annotations

import html
import re
from collections.abc import MutableMapping
from typing import Any

import bleach  # type: ignore[import-untyped]
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_TAGS = (
    "a abbr b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img input "
    "kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td th thead tr "
    "u ul var"
)
TAGS = frozenset(_TAGS.split())
_PLAIN = "title align alt width height colspan rowspan start disabled checked"
PLAIN = frozenset(_PLAIN.split())
PROTOCOLS = frozenset({"http", "https", "mailto", "data"})
_CLASSES = re.compile(r"[a-z][a-z0-9]?|err|highlight|task-list-item(-checkbox)?|language-\w+")


def allowed(tag: str, name: str, value: str) -> bool:
    """Whether an attribute stays; those that formgrader's own scripts look for do not.

    Nothing is loaded from elsewhere, which would tell whoever is there who reads the page.
    """
    if name == "class":
        return all(_CLASSES.fullmatch(word) for word in value.split())
    if name == "href":
        return tag == "a" and not value.lower().lstrip().startswith("data:")
    if name == "src":
        return tag == "img" and value.strip().lower().startswith("data:image/")
    return name in PLAIN or (name == "type" and value == "checkbox")


LONGEST = 20_000
"""The renderer may take a time that grows with the square of a cell's length. All cells of a page
together get what one of this length would take; what is longer is shown as it was written.
"""
_SPENT = "cs_cnn_markdown"


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """Markdown to HTML without scripts, handlers, forms, frames and styles.

    Replaces nbconvert's filter of that name in formgrader and in feedback.
    """
    if not _can_pay(context.get("resources", {}), source):
        return _as_written(source)
    attachments = context.get("cell", {}).get("attachments", {})
    renderer = IPythonRenderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    try:
        page = MarkdownWithMath(renderer=renderer).render(source)
        return str(bleach.clean(page, TAGS, allowed, PROTOCOLS))
    except Exception:  # a missing attachment, odd nesting: one answer must not break the page
        return _as_written(source)


def _can_pay(page: MutableMapping[str, Any], source: str) -> bool:
    """Whether a cell fits into what is left of its page's time; if so, it is taken off."""
    spent = page.get(_SPENT, 0) + len(source) ** 2
    if spent > LONGEST**2:
        return False
    page[_SPENT] = spent
    return True


def _as_written(source: str) -> str:
    return f"<pre>{html.escape(source)}</pre>"
