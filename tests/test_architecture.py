"""The plan of the house, read from the imports: arrows point down, each heavy library has one gate, nothing calls out.

The table of floors is that of ARCHITECTURE.md.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import casekit

PACKAGE = Path(casekit.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
FLOORS = {
    "errors": 0, "text": 0, "data_files": 0, "model": 1, "numbers": 1, "clock": 1, "outgoing": 1, "casebook": 2, "rules": 3, "analysis": 3,
    "importers": 3, "charts": 4, "repayment": 4, "channels": 4, "report": 5, "demo": 5, "filing": 6, "widgets": 7, "cli": 8, "lab": 8,
}  # fmt: skip
# Rooms of one floor that do not know each other.
STRANGERS = ("rules", "analysis", "importers", "charts", "repayment", "channels", "report", "demo")

# The only places where a library may be imported.
GATES = {
    "ipywidgets": ("widgets/",), "matplotlib": ("charts/", "demo/drawing.py"), "nbconvert": ("report/exporter.py",),
    "nbformat": ("report/notebook_cells.py", "report/write.py", "lab/notebooks.py"), "jupyterlab": ("lab/",), "lxml": ("importers/",), "ijson": ("importers/reading/json_stream.py",), "pdfplumber": ("importers/reading/",), "pdfminer": ("importers/reading/pdf_reader.py",),
    "mutagen": ("importers/media/",), "PIL": ("importers/media/", "filing/pack/smaller_pictures.py"),
    "python_calamine": ("importers/",), "phonenumbers": ("numbers/classes.py",), "pydantic": ("model/", "casebook/"),
    "sqlite3": ("casebook/ledger.py", "importers/reading/database.py"), "typer": ("cli/",), "rich": ("cli/",), "babel": ("text/compile.py",),
    "xlsxwriter": ("report/spreadsheet.py", "demo/carrier_files.py"), "jsonschema": ("rules/schema.py", "channels/schema.py"), "jinja2": ("filing/letters/", "report/exporter.py"), "docxtpl": ("filing/letters/",), "docx": ("filing/letters/",), "icalendar": ("filing/calendar_file.py",), "chinese_calendar": ("channels/working_days.py",), "holidays": ("rules/primitives/on_holiday.py", "channels/working_days.py"), "pyxirr": ("rules/yardsticks.py", "repayment/cost.py"),
    "yaml": ("data_files.py", "rules/loading.py", "rules/locations.py"), "pygments": ("report/exporter.py",),
    "traitlets": ("report/exporter.py", "widgets/"), "numpy": ("casebook/", "rules/", "analysis/", "importers/media/", "charts/", "widgets/"),
    "pandas": ("casebook/", "rules/", "analysis/", "importers/media/", "charts/", "demo/", "report/", "widgets/"),
}  # fmt: skip
# What could carry anything out of the machine.
OUTWARD = {
    "requests", "httpx", "aiohttp", "urllib3", "urllib.request", "http.client", "smtplib", "ftplib", "socketserver", "xmlrpc", "websocket",
}  # fmt: skip

LINES = 300
PUBLIC_NAMES = 10
# Boxes of small tools of one kind; a limit of their own keeps them from becoming attics.
TOOLBOXES = (
    "charts/style.py",
    "report/markup.py",
    "report/names.py",
    "report/rows.py",
    "widgets/fields.py",
    "widgets/wording.py",
)
TOOLS = 20


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Every dotted name that a module imports, wherever in it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: imports are absolute"
            assert node.module is not None
            yield from (f"{node.module}.{name.name}" for name in node.names)


def rooms_entered(path: Path) -> set[str]:
    names = (name.split(".") for name in imported(path))
    return {parts[1] for parts in names if parts[0] == "casekit" and len(parts) > 1 and parts[1] in FLOORS}


def test_every_module_stands_on_a_floor() -> None:
    doors = {"__init__", "__main__", "notebooks"}
    assert {room_of(path) for path in MODULES} - doors == set(FLOORS)


def test_the_floors_are_those_of_the_architecture() -> None:
    text = (PACKAGE.parent / "ARCHITECTURE.md").read_text("utf-8")
    told = {
        room: int(floor)
        for floor, rooms in re.findall(r"^\| (\d) \| (.+?) \|", text, re.MULTILINE)
        for room in re.findall(r"`(\w+)(?:/|\.py)`", rooms)
    }
    assert {room: floor for room, floor in told.items() if room in FLOORS} == FLOORS


def test_arrows_point_down() -> None:
    upward = [
        (name_of(path), room)
        for path in MODULES
        if room_of(path) in FLOORS
        for room in rooms_entered(path)
        if FLOORS[room] > FLOORS[room_of(path)]
    ]
    assert upward == []


def test_rooms_side_by_side_do_not_know_each_other() -> None:
    met = [
        (name_of(path), room)
        for path in MODULES
        for room in rooms_entered(path)
        if room != room_of(path) and {room, room_of(path)} <= set(STRANGERS) and FLOORS[room] == FLOORS[room_of(path)]
    ]
    assert met == []


def test_among_the_importers_only_the_intake_and_the_keeping_of_media_write_to_a_case() -> None:
    writing = {
        path.name
        for path in MODULES
        if room_of(path) == "importers"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and node.attr in ("import_batch", "log", "amend", "attach", "_append", "writing")
        if ast.unparse(node.value) in ("case", "self.case")
    }
    assert writing == {"intake.py", "keeping.py"}


@pytest.mark.parametrize("library", GATES)
def test_a_library_is_imported_at_its_gate_only(library: str) -> None:
    outside = [
        name_of(path)
        for path in MODULES
        if any(name.split(".")[0] == library for name in imported(path))
        and not name_of(path).startswith(GATES[library])
    ]
    assert outside == []


def test_every_library_has_a_gate() -> None:
    foreign = {name.split(".")[0] for path in MODULES for name in imported(path)} - {
        "casekit",
        *sys.stdlib_module_names,
    }
    assert foreign <= set(GATES)


def test_nothing_calls_out() -> None:
    calling = [
        (name_of(path), name)
        for path in MODULES
        for name in imported(path)
        if any(name == one or name.startswith(f"{one}.") for one in OUTWARD)
    ]
    assert calling == []


def test_files_are_short() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length >= LINES} == {}


def test_modules_offer_few_names() -> None:
    offered = {
        name_of(path): [
            node.name
            for node in tree_of(path).body
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        ]
        for path in MODULES
    }
    limits = dict.fromkeys(TOOLBOXES, TOOLS)
    assert {name: len(names) for name, names in offered.items() if len(names) > limits.get(name, PUBLIC_NAMES)} == {}


def test_every_function_and_class_is_used_by_the_program_itself() -> None:
    used: set[str] = set()
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Name):
                used.add(node.id)
            elif isinstance(node, ast.Attribute):
                used.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
                used.add(node.value)
    # What is decorated is called by whatever decorates it, such as the command line.
    unused = [
        f"{name_of(path)}: {node.name}"
        for path in MODULES
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list
        if node.name not in used and not node.name.startswith("__")
    ]
    assert unused == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        name_of(path) for path in MODULES if not ast.get_docstring(tree_of(path)) and path.read_text("utf-8").strip()
    ]
    assert silent == []


def test_importing_casekit_loads_no_heavy_library() -> None:
    program = "import sys, casekit; print(*sorted(name for name in sys.modules if '.' not in name))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert set(loaded) & {*GATES, "IPython", "jupyter_core"} == set()


def test_opening_a_case_loads_no_table_and_no_chart(tmp_path: Path) -> None:
    program = (
        "import sys, casekit; case = casekit.create_case(sys.argv[1], lender='花呗'); case.log(start='2026-01-05'); "
        "casekit.open_case(sys.argv[1]).incidents(); print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "case")], capture_output=True, text=True, check=True
    ).stdout.split()
    assert set(loaded) & {"pandas", "numpy", "matplotlib", "ipywidgets", "nbconvert", "phonenumbers"} == set()
