"""A class of some forty hand-ins under the names that learning platforms give them.

Every hand-in is right, and its notebook says in an answer whose it is: so a test sees a merge,
a loss and a swap.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from support.collect_world import write, zipped

from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.folders import SOLUTIONS, Course, notebook

NOTEBOOK = notebook(ASSIGNMENT)
ANSWER = "question-misprint"
Files = dict[str, bytes | str]

TIME = "2026-02-01-10-30-00"
RECEIPT = "Name: Jane Doe (jane_doe)\nDate Submitted: Sunday, February 1, 2026 10:30:00 AM EST\n"
METADATA = """---
submission_501:
  :submitters:
  - :name: Ida Ito
    :sid: '3031'
    :email: ida@example.org
  :created_at: 2026-02-01 09:30:00.123456789 Z
submission_502:
  :submitters:
  - :name: Ida Ito
    :sid: '3032'
  :created_at: 2026-02-01 09:31:00.000000000 Z
submission_503:
  :submitters:
  - :name: Jon Juul
    :email: jon@example.org
  - :name: Kay King
    :email: kay@example.org
  :created_at: 2026-02-01 09:32:00.000000000 Z
"""


@dataclass
class PlatformClass:
    """Files as an instructor has downloaded them, and what must come of them."""

    downloads: Path
    students: dict[str, str] = field(default_factory=dict)
    """What each student answered, by the id that they must get."""
    refused: tuple[str, ...] = ("report.pdf", "roster.csv", "hw1.zip", "Zed", "backprop.py")
    """Parts of names that no student is behind; each is refused in a sentence."""


def work(released: str, said: str) -> Files:
    """All exercises right, and one answer in words."""
    nb = json.loads(released)
    for cell in nb["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == ANSWER:
            cell["source"] = said
    stub = (SOLUTIONS / "backprop.py").read_text()
    return {NOTEBOOK: json.dumps(nb), "cs_cnn/backprop.py": stub}


def answered(course: Course, student: str) -> str:
    """What the collected notebook of a student says."""
    nb = json.loads((course.submitted(ASSIGNMENT, student) / NOTEBOOK).read_text())
    (said,) = [
        c for c in nb["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == ANSWER
    ]
    return "".join(said["source"])


def make(folder: Path, released: str) -> PlatformClass:
    """Write the class into ``folder``; ``released`` is the notebook that students got."""
    made = PlatformClass(folder)

    def handed_in(student: str) -> Files:
        made.students[student] = f"I am {student}."
        return work(released, made.students[student])

    def a_zip(student: str) -> bytes:
        return zipped(handed_in(student))

    for platform in (_canvas, _moodle, _blackboard, _brightspace, _others, _classrooms, _plain):
        for name, content in platform(handed_in, a_zip, released).items():
            write(folder / name, content)
    return made


HandedIn = Callable[[str], Files]
Zip = Callable[[str], bytes]


def _canvas(handed_in: HandedIn, a_zip: Zip, released: str) -> Files:
    ravi = handed_in("raoravi_9")
    named = {
        "lovelaceada_1_101_work.zip": a_zip("lovelaceada_1"),
        "lovelaceada_2_102_work.zip": a_zip("lovelaceada_2"),
        "hopper_grace_LATE_3_103_work-1.zip": a_zip("hopper_grace_3"),
        f"turingalan_44_104_z_ada_attempt_{TIME}_h.zip": a_zip("turingalan_44"),
        "doejane_5_105_7_8_work.zip": a_zip("doejane_5"),
        "raoravi_9_106_backprop-2.py": ravi["cs_cnn/backprop.py"],
        f"raoravi_9_107_{NOTEBOOK}": ravi[NOTEBOOK],
        "raoravi_9_108_readme.txt": "Two files and a letter.",
    }
    anonymous = {
        "anon_Ab3dE_201_work.zip": a_zip("anon_Ab3dE"),
        "anon_xY9Zk_202_work.zip": a_zip("anon_xY9Zk"),
        "LATE_anon_12345_203_work.zip": a_zip("anon_12345"),
    }
    return {"hw1_submissions.zip": zipped(named), "hw1_submissions (1).zip": zipped(anonymous)}


def _moodle(handed_in: HandedIn, a_zip: Zip, released: str) -> Files:
    flat = handed_in("Flat_Fay_72")
    named = {
        "Ada Lovelace_70_assignsubmission_file_/work.zip": a_zip("Ada_Lovelace_70"),
        "Ada Lovelace_71_assignsubmission_file/work.zip": a_zip("Ada_Lovelace_71"),
        "Flat Fay_72_assignsubmission_file_backprop.py": flat["cs_cnn/backprop.py"],
        f"Flat Fay_72_assignsubmission_file_{NOTEBOOK}": flat[NOTEBOOK],
        "Ben Bo_73_assignsubmission_file_/eve_1_2_work.zip": a_zip("Ben_Bo_73"),
        "Group A_8_assignsubmission_file_/work.zip": a_zip("Group_A_8"),
    }
    blind = {
        f"Participant_{n}_assignsubmission_file_/work.zip": a_zip(f"Participant_{n}")
        for n in (70005, 70006, 70007)
    }
    return {"CNN-Backprop-991.zip": zipped(named), "CNN-Blind-992.zip": zipped(blind)}


def _blackboard(handed_in: HandedIn, a_zip: Zip, released: str) -> Files:
    later = "2026-02-03-08-00-00"
    files = {
        f"HW 1_jane_doe_attempt_{TIME}.txt": RECEIPT,
        f"HW 1_jane_doe_attempt_{TIME}_work.zip": a_zip("jane_doe"),
        f"HW 1_john_doe_attempt_{TIME}_work.zip": a_zip("john_doe"),
        f"HW 1_kim_attempt_{TIME}_work.zip": zipped(work(released, "My first attempt.")),
        f"HW 1_kim_attempt_{later}_z_ada_attempt_2030-01-01-00-00-00_h.zip": a_zip("kim"),
    }
    return {f"gradebook_CNN_HW201_{later}.zip": zipped(files)}


def _brightspace(handed_in: HandedIn, a_zip: Zip, released: str) -> Files:
    first = zipped(work(released, "My first attempt."))
    files = {
        "index.html": "<html>",
        "501-900 - Lea Li - Nov 20, 2026 901 AM/work.zip": first,
        "501-900 - Lea Li - Nov 20, 2026 110 PM/work.zip": a_zip("Lea_Li_501"),
        "502-900 - Lea Li - Nov 20, 2026 901 AM/work.zip": a_zip("Lea_Li_502"),
        "503-900 - Jean-Luc P - Nov 20, 2026 1201 PM/work.zip": a_zip("Jean-Luc_P_503"),
    }
    return {"HW 1 Download Nov 21, 2026 800 AM.zip": zipped(files)}


def _others(handed_in: HandedIn, a_zip: Zip, released: str) -> Files:
    gradescope = {
        "assignment_7_export/submission_metadata.yml": METADATA,
        **_in("assignment_7_export/submission_501", handed_in("Ida_Ito_3031")),
        **_in("assignment_7_export/submission_502", handed_in("Ida_Ito_3032")),
        **_in("assignment_7_export/submission_503", handed_in("Jon_Juul_jon@example.org")),
    }
    sakai = {
        "HW 1/grades.csv": "Display ID,ID",
        "HW 1/Doe, Jo(jodoe)/timestamp.txt": "20260201103000123",
        "HW 1/Doe, Jo(jodoe)/Submission attachment(s)/work.zip": a_zip("jodoe"),
        "HW 1/Doe, Jo(jdoe2)/timestamp.txt": "20260202103000123",
        "HW 1/Doe, Jo(jdoe2)/Submission attachment(s)/work.zip": a_zip("jdoe2"),
    }
    return {"assignment_7_export.zip": zipped(gradescope), "bulk_download.zip": zipped(sakai)}


def _classrooms(handed_in: HandedIn, a_zip: Zip, released: str) -> Files:
    teams = "Student Work/Submitted files"
    return {
        f"{teams}/Mia Mo/HW 1/Version 1/work.zip": zipped(work(released, "Version 1.")),
        f"{teams}/Mia Mo/HW 1/Version 2/work.zip": a_zip("Mia_Mo"),
        f"{teams}/Ned No/HW 1/Version 1/work.zip": a_zip("Ned_No"),
        "Student Work/Working files/Zed Zu/HW 1/backprop.py": "# not handed in",
        "HW 1-20260201T103000Z-001.zip": zipped(
            {
                "HW 1/Oda Ott - work.zip": a_zip("Oda_Ott"),
                "HW 1/Pia Po - Kopie von work.zip": a_zip("Pia_Po"),
            }
        ),
        **_in("hw1-submissions/hw1-quinn", handed_in("quinn")),
        **_in("hw1-submissions/hw1-rosa", handed_in("rosa")),
    }


def _plain(handed_in: HandedIn, a_zip: Zip, released: str) -> Files:
    parts = handed_in("una")
    forged = {"z_vic_attempt_2030-01-01-00-00-00_h/cs_cnn/backprop.py": "# not Vic's"}
    return {
        "by mail/sam/hw1/work.zip": a_zip("sam"),
        "by mail/tom/hw1/work.zip": a_zip("tom"),
        f"by mail/una/notebook/{NOTEBOOK}": parts[NOTEBOOK],
        "by mail/una/code/backprop.py": parts["cs_cnn/backprop.py"],
        **_in("by mail/Group 3/src", handed_in("Group_3")),
        "vic.zip": a_zip("vic"),
        "wes.zip": zipped({**handed_in("wes"), **forged}),
        "xia.zip": zipped(_in("my work (2)", handed_in("xia"))),
        "report.pdf": "%PDF",
        "roster.csv": "name,id",
        "hw1.zip": zipped(work(released, "Whose?")),
        "backprop.py": "# whose?",
    }


def _in(folder: str, files: Files) -> Files:
    return {f"{folder}/{name}": content for name, content in files.items()}
