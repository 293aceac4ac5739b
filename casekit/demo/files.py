"""The export files of the demo story, in the formats that phones and carriers write."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from casekit.demo import carrier_files, media_files, phone_files, scenes
from casekit.demo.cast import MARK, MOTHER, PEOPLE
from casekit.demo.events import Said
from casekit.demo.follow_up import PAPERS
from casekit.demo.storyline import MOTHERS_PERIODS, SEED, Story, tell

PHONE, CARRIER, MOTHERS, RECORDINGS, SCREENSHOTS = "手机备份", "联通详单", "母亲的移动详单", "录音", "截图"
DOCUMENTS = "材料"
# The phone keeps a limited log, so the second backup starts late: the two overlap by two weeks.
FIRST_BACKUP, SECOND_BACKUP = datetime(2026, 1, 5, 21, 30), datetime(2026, 3, 1, 9, 0)
LOG_REACHES_BACK_TO = date(2025, 12, 20)
UNICOM_FILES = (
    ("2025年11月语音通信", date(2025, 11, 1), date(2025, 11, 30)),
    ("2025年12月语音通信", date(2025, 12, 1), date(2025, 12, 31)),
    ("2026年01-02月语音通信", date(2026, 1, 1), date(2026, 2, 28)),
)


def write_exports(folder: Path | str, seed: int = SEED) -> list[Path]:
    """Write every file of the story below a folder; the same bytes every time.

    The sub-folders say whose files they are: 手机备份, 联通详单, 母亲的移动详单, 录音, 截图, 材料.
    """
    story = tell(seed)
    root = Path(folder)
    places = {name: root / name for name in (PHONE, CARRIER, MOTHERS, RECORDINGS, SCREENSHOTS, DOCUMENTS)}
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    (root / "说明.txt").write_text(f"{MARK}。\n", encoding="utf-8")
    return [
        *_phone(places[PHONE], story),
        *_carrier(places[CARRIER], story),
        *_mothers(places[MOTHERS], story),
        *(media_files.write_recording(places[RECORDINGS], story.call(said.scene)) for said in recorded()),
        *(media_files.write_screenshot(places[SCREENSHOTS], scene) for scene in media_files.SCREENSHOTS),
        *(media_files.write_paper(places[DOCUMENTS], name) for name in PAPERS),
    ]


def recorded() -> list[Said]:
    """The scenes of which there is a recording."""
    return [said for said in scenes.SAID if said.recording]


def _phone(folder: Path, story: Story) -> list[Path]:
    first = [call for call in story.calls if call.start <= FIRST_BACKUP]
    second = [call for call in story.calls if call.start.date() >= LOG_REACHES_BACK_TO]
    return [
        phone_files.write_calls(folder / f"calls-{FIRST_BACKUP:%Y%m%d%H%M%S}.xml", first, FIRST_BACKUP),
        phone_files.write_calls(folder / f"calls-{SECOND_BACKUP:%Y%m%d%H%M%S}.xml", second, SECOND_BACKUP),
        phone_files.write_messages(folder / f"sms-{SECOND_BACKUP:%Y%m%d%H%M%S}.xml", story.messages, SECOND_BACKUP),
    ]


def _carrier(folder: Path, story: Story) -> list[Path]:
    return [
        carrier_files.write_unicom(
            folder / f"{name}.xlsx", (call for call in story.calls if first <= call.picked_up.date() <= last)
        )
        for name, first, last in UNICOM_FILES
    ]


def _mothers(folder: Path, story: Story) -> list[Path]:
    return [
        carrier_files.write_mobile(
            folder / f"通话详单_{period[0]:%Y%m%d}-{period[1]:%Y%m%d}.csv",
            story.mothers_calls, period, PEOPLE[MOTHER].line,
        )
        for period in MOTHERS_PERIODS
    ]  # fmt: skip
