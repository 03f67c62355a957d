"""Draw docs/map.md and docs/images/map.svg again: .venv/bin/python scripts/draw_map.py"""

from pathlib import Path

from autograder.course.authoring import course_map

docs = Path(__file__).parents[1] / "docs"
course = course_map.chapters(docs.parent / "notebooks")
(docs / "map.md").write_text(course_map.page(course), encoding="utf-8")
(docs / "images" / "map.svg").write_text(course_map.picture(course), encoding="utf-8")
