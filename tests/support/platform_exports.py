"""What platforms give out, each with the names that it writes itself.

The names are those of the platforms' documentation or source: Canvas' ``content_zipper.rb``,
Moodle's ``assign/locallib.php``, Sakai's folders as ``AssignmentService`` zips them, gh-classroom's
``student-repos.go``; of Blackboard, Brightspace, Gradescope, Teams and Google Drive, of which no
source is public, those that their users' scripts read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from support.collect_world import NOTEBOOK, STUB, write, zipped

TIME = "2026-11-20-09-01-00"
DOWNLOADED = 1_795_000_000.0
FORGED = "z_ada_attempt_2030-01-01-00-00-00_h"
METADATA = """---
submission_17:
  :submitters:
  - :name: Ada Lovelace
    :sid: '4711'
    :email: ada@example.org
  :created_at: 2026-11-20 09:01:00.123456789 Z
submission_18:
  :submitters:
  - :name: Ada Lovelace
    :sid: '4712'
    :email: ada2@example.org
  - :name: Grace Hopper
    :email: grace@example.org
  :created_at: 2026-11-20 10:01:00.000000000 +01:00
"""
RECEIPT = """Name: Jane Doe ({username})
Assignment: HW 1
Date Submitted: Friday, November 20, 2026 9:01:00 AM EST
Current Grade: Needs Grading

Submission Field:
There is no student submission text data for this assignment.

Files:
\tOriginal filename: work.zip
\tFilename: {attempt}_work.zip
"""

FORGERY = "# forged"

Content = bytes | str
Files = dict[str, Content]


def mark_of(student: str) -> str:
    """What is in the files of this student alone."""
    return f"# by {student} alone"


@dataclass(frozen=True)
class HandedIn:
    """What one student uploads: a zip, a zip with odd names in it, or single files."""

    student: str
    """The id that they get."""

    @property
    def stub(self) -> str:
        return f"{mark_of(self.student)}\n"

    @property
    def notebook(self) -> str:
        about = {"nbgrader": {"grade_id": "backprop-relu", "grade": True}}
        cell = {"cell_type": "code", "source": 'check("backprop.relu")', "metadata": about}
        cells = [{**cell, "id": "relu", "outputs": [], "execution_count": None}]
        metadata = {"title": mark_of(self.student)}
        return json.dumps(
            {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
        )

    def zip(self, inside: str = "") -> bytes:
        return zipped({f"{inside}{STUB}": self.stub, f"{inside}{NOTEBOOK}": self.notebook})

    def tricky(self) -> bytes:
        """With a zip, and a folder, named as if they were Ada's from another platform."""
        return zipped(
            {
                STUB: self.stub,
                NOTEBOOK: self.notebook,
                f"{FORGED}.zip": zipped({STUB: FORGERY}),
                f"{FORGED}/{STUB}": FORGERY,
                f"Ada Lovelace_99_assignsubmission_file_/{STUB}": FORGERY,
                f"submission_17/{STUB}": FORGERY,
            }
        )


def canvas() -> dict[str, Files]:
    one = {
        name: HandedIn(name)
        for name in ("lovelaceada_1", "lovelaceada_2", "o_brien_jane_123", "4711_9", "zhang_77")
    }
    return {
        "cs231n-hw-1-submissions.zip": {
            "lovelaceada_1_2_work.zip": one["lovelaceada_1"].tricky(),
            "lovelaceada_LATE_2_31_work.zip": one["lovelaceada_2"].zip(),
            "o_brien_jane_123_456_backprop.py": one["o_brien_jane_123"].stub,
            f"o_brien_jane_123_457_{NOTEBOOK}": one["o_brien_jane_123"].notebook,
            f"4711_9_58_{FORGED}.zip": one["4711_9"].zip(),
            "zhang_77_59_1_2_work.zip": one["zhang_77"].zip("hw1/"),
        },
        "submissions (1).zip": {
            "anon_Ab3dE_460_work.zip": HandedIn("anon_Ab3dE").zip(),
            "LATE_anon_67890_461_work.zip": HandedIn("anon_67890").zip(),
            "anon_12345_462_work-1.zip": HandedIn("anon_12345").zip(),
        },
    }


def moodle() -> dict[str, Files]:
    ada, ben = HandedIn("Ada_Lovelace_99"), HandedIn("Ben_Bit_101")
    blind = HandedIn("Teilnehmer_70007")

    def zip_of(student: str) -> bytes:
        return HandedIn(student).zip()

    return {
        "CS231n-HW 1-4260983.zip": {
            "Ada Lovelace_98_assignsubmission_file_/work.zip": zip_of("Ada_Lovelace_98"),
            "Ada Lovelace_99_assignsubmission_file_/work.zip": ada.tricky(),
            "Group A-Ben Bit_100_assignsubmission_file_/work.zip": zip_of("Group_A-Ben_Bit_100"),
            "Ben Bit_101_assignsubmission_file/src/cs_cnn/backprop.py": ben.stub,
            f"Ben Bit_101_assignsubmission_file/{NOTEBOOK}": ben.notebook,
            "Ben Bit_101_assignsubmission_onlinetext/onlinetext.html": "<p>Hello</p>",
        },
        "CS231n-HW 1 blind-4260984.zip": {
            "Participant_70005_assignsubmission_file_/work.zip": zip_of("Participant_70005"),
            "Participant_70006_assignsubmission_file_/work.zip": zip_of("Participant_70006"),
            "Teilnehmer_70007_assignsubmission_file_backprop.py": blind.stub,
        },
    }


def blackboard() -> dict[str, Files]:
    jane, john = f"HW 1_jane_doe_attempt_{TIME}", f"HW 1_john_doe_attempt_{TIME}"
    earlier = "HW 1_jane_doe_attempt_2026-11-19-09-01-00"
    return {
        f"gradebook_CS231n_HW201_{TIME}.zip": {
            f"{jane}.txt": RECEIPT.format(username="jane_doe", attempt=jane),
            f"{jane}_work.zip": HandedIn("jane_doe").tricky(),
            f"{earlier}.txt": RECEIPT.format(username="jane_doe", attempt=earlier),
            f"{earlier}_work.zip": zipped({STUB: "# an earlier attempt"}),
            f"{john}.txt": RECEIPT.format(username="john_doe", attempt=john),
            f"{john}_backprop.py": HandedIn("john_doe").stub,
            f"{john}_{NOTEBOOK}": HandedIn("john_doe").notebook,
        }
    }


def brightspace() -> dict[str, Files]:
    def zip_of(student: str) -> bytes:
        return HandedIn(student).zip()

    return {
        "HW 1 Download Nov 21, 2026 1129 PM.zip": {
            "index.html": "<html>",
            "12-34 - Ada Lovelace - Nov 20, 2026 901 AM/work.zip": zip_of("Ada_Lovelace_12"),
            "12-34 - Ada Lovelace - Nov 19, 2026 1159 PM/work.zip": zipped({STUB: "# earlier"}),
            "13-34 - Ada Lovelace - Nov 20, 2026 1201 PM/work.zip": zip_of("Ada_Lovelace_13"),
            "14-34 - Mary-Ann Smith - Nov 20, 2026 902 AM/my - work.zip": zip_of(
                "Mary-Ann_Smith_14"
            ),
        }
    }


def gradescope() -> dict[str, Files]:
    one, other = HandedIn("Ada_Lovelace_4711"), HandedIn("Ada_Lovelace_4712")
    return {
        "assignment_1234_export.zip": {
            "assignment_1234_export/submission_metadata.yml": METADATA,
            f"assignment_1234_export/submission_17/{STUB}": one.stub,
            f"assignment_1234_export/submission_17/{NOTEBOOK}": one.notebook,
            "assignment_1234_export/submission_18/hw1/backprop.py": other.stub,
        }
    }


def sakai() -> dict[str, Files]:
    def of(person: str, student: str) -> Files:
        return {
            f"HW 1/{person}/timestamp.txt": "20261120090100000",
            f"HW 1/{person}/comments.txt": "",
            f"HW 1/{person}/Submission attachment(s)/work.zip": HandedIn(student).zip(),
        }

    return {
        "bulk_download.zip": {
            "HW 1/grades.csv": "HW 1,Points",
            **of("Doe, Sue(sue)", "sue"),
            **of("Doe, Sue(sue2)", "sue2"),
        }
    }


def teams() -> dict[str, Files]:
    def zip_of(student: str) -> bytes:
        return HandedIn(student).zip()

    return {
        "OneDrive_2026-11-21.zip": {
            "Submitted files/Tess T/HW 1/Version 1/work.zip": zipped({STUB: "# earlier"}),
            "Submitted files/Tess T/HW 1/Version 2/work.zip": zip_of("Tess_T"),
            "Submitted files/Tom T/HW 1/Version 1/work.zip": zip_of("Tom_T"),
        }
    }


def classroom() -> dict[str, Files]:
    """Google's: the copies that it makes for each student bear the student's name."""
    return {
        "drive-download-20261121T100000Z-001.zip": {
            f"Gina G - {NOTEBOOK}": HandedIn("Gina_G").notebook,
            f"Gus G - {NOTEBOOK}": HandedIn("Gus_G").notebook,
        }
    }


def github() -> dict[str, Files]:
    def of(student: str) -> Files:
        return {
            f"hw1-submissions/hw1-{student}/{STUB}": HandedIn(student).stub,
            f"hw1-submissions/hw1-{student}/{NOTEBOOK}": HandedIn(student).notebook,
            f"hw1-submissions/hw1-{student}/README.md": "# HW 1",
        }

    return {"hw1.zip": {**of("hub-ada"), **of("hubben")}}


def by_hand() -> dict[str, Files]:
    """What people send by mail, and a shared folder."""
    return {
        "shared.zip": {
            f"max/notebook/{NOTEBOOK}": HandedIn("max").notebook,
            "max/code/backprop.py": HandedIn("max").stub,
            "mia/hw1/backprop.py": HandedIn("mia").stub,
            "moe/hw1/backprop.py": HandedIn("moe").stub,
            "uma/work.zip": HandedIn("uma").zip(),
            "una/work.zip": HandedIn("una").tricky(),
            "vic/src/cs_cnn/backprop.py": HandedIn("vic").stub,
            "vik/src/cs_cnn/backprop.py": HandedIn("vik").stub,
        },
        "zoe.zip": {STUB: HandedIn("zoe").stub, NOTEBOOK: HandedIn("zoe").notebook},
    }


PLATFORMS = {
    "Canvas": canvas,
    "Moodle": moodle,
    "Blackboard": blackboard,
    "Brightspace": brightspace,
    "Gradescope": gradescope,
    "Sakai": sakai,
    "Teams": teams,
    "Google Classroom": classroom,
    "GitHub Classroom": github,
    "by hand": by_hand,
}
STUDENTS = {
    "Canvas": "lovelaceada_1 lovelaceada_2 o_brien_jane_123 4711_9 zhang_77 anon_Ab3dE anon_67890 "
    "anon_12345",
    "Moodle": "Ada_Lovelace_98 Ada_Lovelace_99 Group_A-Ben_Bit_100 Ben_Bit_101 Participant_70005 "
    "Participant_70006 Teilnehmer_70007",
    "Blackboard": "jane_doe john_doe",
    "Brightspace": "Ada_Lovelace_12 Ada_Lovelace_13 Mary-Ann_Smith_14",
    "Gradescope": "Ada_Lovelace_4711 Ada_Lovelace_4712",
    "Sakai": "sue sue2",
    "Teams": "Tess_T Tom_T",
    "Google Classroom": "Gina_G Gus_G",
    "GitHub Classroom": "hub-ada hubben",
    "by hand": "max mia moe uma una vic vik zoe",
}
"""Everybody's id, by platform."""


def exported(platform: str, folder: Path) -> list[Path]:
    """The zips that one platform gives out, all of them made at the time of the download."""
    found = PLATFORMS[platform]()
    return [write(folder / name, zipped(files), DOWNLOADED) for name, files in found.items()]
