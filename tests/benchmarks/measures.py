"""What is measured: (title, aim, our action, the reference action) each; an action may give its memory in MB."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

Measure = tuple[str, float, Callable[[], object], Callable[[], object]]
BEGIN = datetime(2025, 11, 1, tzinfo=UTC)


def records(count: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Calls of rotating numbers, as an importer hands them over; the same ones every time."""
    chance = random.Random(seed)
    for index in range(count):
        number = f"1700000{chance.randrange(400):04d}"
        talked = chance.random() < 0.4
        yield {
            "start": BEGIN + timedelta(seconds=chance.randrange(120 * 86400)), "zone": "Asia/Shanghai",
            "precision": "second", "time_basis": "epoch", "channel": "call", "direction": "in",
            "outcome": "conversation" if talked else "rang_no_answer",
            "duration_s": chance.randrange(1, 200) if talked else 0, "number_raw": number, "number": number,
            "person": "debtor", "line": "13800000001", "row": str(index), "raw": {"number": number},
        }  # fmt: skip


def case_of(folder: Path, count: int) -> Any:
    """A case with `count` imported calls, all of the lender's numbers."""
    from casekit import create_case, open_case

    place = folder / f"case-{count}"
    if place.exists():
        return open_case(place)
    case = create_case(
        place, lender="演示消费金融", lender_type="consumer_finance", product="花呗", own_numbers=["13800000001"]
    )
    source = folder / "source.xml"
    source.write_text("synthetic", encoding="utf-8")
    case.import_batch(
        lambda _index: records(count), source="smsbr_xml", source_kind="phone_log", path=source, name="source.xml",
        summary=lambda: {"read": count},
    )  # fmt: skip
    lender = case.background().lenders()[0].id
    case.mark_numbers([f"1700000{tail:04d}" for tail in range(400)], party=lender)
    return case


def run(*arguments: str, folder: Path | None = None) -> None:
    subprocess.run(arguments, check=True, capture_output=True, cwd=folder, env={**os.environ, "CASEKIT_LANG": "zh"})


def peak_of(*arguments: str) -> float | None:
    """Run a program; the most memory it held, in MB, or None on Windows, which does not tell."""
    if sys.platform == "win32":
        return run(*arguments)
    started = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    _process, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    assert started.returncode == 0, arguments
    return used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def empty_notebook_converted(folder: Path) -> Callable[[], object]:
    """The reference for documents: `jupyter nbconvert --execute --to html` of an empty notebook."""
    import nbformat

    path = folder / "empty.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("")]), path)
    command = (sys.executable, "-m", "nbconvert", "--execute", "--to", "html", str(path))
    return lambda: run(*command)


def demo_case(folder: Path) -> Path:
    """The demo case."""
    demo = folder / "demo"
    if not demo.exists():
        run(sys.executable, "-m", "casekit", "demo", "-o", str(demo))
    return demo


def report_command(folder: Path) -> tuple[str, ...]:
    """Writes the report of the demo case."""
    return (sys.executable, "-m", "casekit", "report", str(demo_case(folder)), "-o", str(folder / "demo.html"))


def demo_report(folder: Path) -> Measure:
    """The demo report as a whole process: open the demo case, write its report."""
    command = report_command(folder)
    return "demo report, whole process / empty nbconvert", 0.8, lambda: run(*command), empty_notebook_converted(folder)


def demo_pack(folder: Path) -> Measure:
    """The pack for 12378 as a whole process, against the report that it holds."""
    place = ("--channel", "12378", "--lender", "all", "--true", "-o", str(folder / "pack"))
    command = (sys.executable, "-m", "casekit", "pack", str(demo_case(folder)), *place)
    report = report_command(folder)
    return "demo pack, whole process / demo report", 1.5, lambda: run(*command), lambda: run(*report)


def large_report(folder: Path) -> Measure:
    """The report of 10,000 incidents as a whole process."""
    case = case_of(folder, 10_000)
    command = (sys.executable, "-m", "casekit", "report", str(case.folder), "-o", str(folder / "large.html"))
    return "report of 10,000 incidents / empty nbconvert", 1.2, lambda: run(*command), empty_notebook_converted(folder)


def rule_pass(folder: Path) -> Measure:
    """The whole rulebook over 1,000,000 events against reading them from CSV."""
    import pandas as pd

    from casekit.rules import check

    case = case_of(folder, 100_000)
    background = case.background()
    events = pd.concat([case.events()] * 10, ignore_index=True)
    events["id"] = [f"{index:016x}" for index in range(len(events))]
    events["contact"] = events["id"]
    path = folder / "events.csv"
    events.to_csv(path, index=False)
    return (
        "rules over 1,000,000 events / pandas.read_csv of them",
        1.0,
        lambda: check(events, background),
        lambda: pd.read_csv(path, engine="c", dtype={"words": str, "note": str, "text": str}),
    )


def one_save(folder: Path) -> Measure:
    """One save into a large and into a small case, both open."""
    large, small = case_of(folder, 100_000), case_of(folder, 100)

    def save_into(case: Any) -> Callable[[], object]:
        def save() -> None:
            for _repeat in range(50):
                case.log(start="2026-03-01T22:30", number="17000000001", words="演示")

        return save

    return "50 saves into a case of 100,000 / of 100", 1.5, save_into(large), save_into(small)


def backup_of_calls(path: Path, count: int) -> Path:
    """An XML backup as SMS Backup & Restore writes it, of the calls of `records`."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<calls count=\"{count}\">\n")
        for one in records(count):
            file.write(
                f'  <call number="{one["number"]}" duration="{one["duration_s"]}" date="{one["start"].timestamp() * 1000:.0f}" '
                f'type="{1 if one["duration_s"] else 3}" presentation="1" subscription_id="1" contact_name="(Unknown)" />\n'
            )
        file.write("</calls>\n")
    return path


def bill_of_calls(path: Path, count: int) -> Path:
    """A bill as China Mobile gives it, of the calls of `records`."""
    with path.open("w", encoding="gb18030", newline="") as file:
        bill = csv.writer(file)
        bill.writerow(
            ("起始时间", "通信地点", "通信方式", "对方号码", "通信时长", "通信类型", "套餐优惠", "实收通信费(元)")
        )
        for one in records(count):
            start, length = one["start"] + timedelta(hours=8), one["duration_s"]
            bill.writerow((f"{start:%Y-%m-%d %H:%M:%S}", "杭州", "被叫", one["number"], f"{length // 60}分{length % 60}秒",
                           "国内通话", "套餐", "0.00"))  # fmt: skip
    return path


def import_of(folder: Path, path: Path, reading: str) -> tuple[Callable[[], object], Callable[[], object]]:
    """(taking a file into a new case, reading it with the standard library alone), each as a whole process."""
    from casekit import create_case

    def take_in() -> object:
        case = create_case(folder / f"import-{uuid4().hex}", own_numbers=["13800000001"])
        return peak_of(sys.executable, "-m", "casekit", "import", str(case.folder), str(path))

    return take_in, lambda: run(sys.executable, "-c", reading, str(path))


def import_of_backup(folder: Path) -> Measure:
    """100,000 calls from XML: looked through, taken in as a batch, kept as evidence."""
    reading = """
import sys, datetime, xml.etree.ElementTree
for _event, one in xml.etree.ElementTree.iterparse(sys.argv[1]):
    if one.tag == "call":
        datetime.datetime.fromtimestamp(int(one.get("date")) / 1000, datetime.UTC), int(one.get("duration"))
    one.clear()
"""
    take_in, reference = import_of(folder, backup_of_calls(folder / "calls.xml", 100_000), reading)
    return "import of 100,000 calls in XML / xml.etree reads them", 25.0, take_in, reference


def import_of_bill(folder: Path) -> Measure:
    """100,000 rows of a carrier's CSV in GB18030, with columns found, times and durations read, numbers folded."""
    reading = """
import sys, csv, datetime
for one in csv.DictReader(open(sys.argv[1], encoding="gb18030", newline="")):
    datetime.datetime.strptime(one["起始时间"], "%Y-%m-%d %H:%M:%S")
"""
    take_in, reference = import_of(folder, bill_of_calls(folder / "bill.csv", 100_000), reading)
    return "import of 100,000 rows of a bill in CSV / csv reads them", 25.0, take_in, reference


def import_cost(folder: Path) -> Measure:
    """`import casekit` against `import pandas`, each as a whole process."""
    program = "import {0}"
    return (
        "import casekit / import pandas",
        0.2,
        lambda: run(sys.executable, "-c", program.format("casekit")),
        lambda: run(sys.executable, "-c", program.format("pandas")),
    )


ALL = (import_cost, import_of_backup, import_of_bill, one_save, rule_pass, demo_report, demo_pack, large_report)
