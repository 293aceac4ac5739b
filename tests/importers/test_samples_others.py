"""Real pages of Google Voice, where they are at hand, against another way of reading them."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from tests.importers.files import read, source_of
from tests.importers.test_samples import SAMPLES, sample

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the collected samples are not beside the repository")


@pytest.mark.parametrize("name", ["sms", "mms", "missedcall", "voicemail"])
def test_every_time_of_a_page_is_a_record(name: str) -> None:
    path = sample(f"google_voice_html/psanford_{name}.html")
    assert source_of(path) == "google_voice"
    titles = re.findall(r'class="(?:dt|published)" title="([^"]+)"', path.read_text("utf-8"))
    seen = read(path)
    assert [one.start.timestamp() for one in seen.records] == [
        int(datetime.fromisoformat(one).timestamp()) for one in titles
    ]
    assert seen.skipped == {}


def test_what_the_pages_say() -> None:
    voicemail = read(sample("google_voice_html/psanford_voicemail.html")).records[0]
    assert (voicemail.outcome, voicemail.duration_s, voicemail.text[:8]) == ("voicemail", 18, "Hi Peter")
    missed = read(sample("google_voice_html/psanford_missedcall.html")).records[0]
    assert (missed.outcome, missed.number_raw, missed.contact_name) == ("rang_no_answer", "+66666", "Dwigt Rortugal")
    texts = read(sample("google_voice_html/psanford_sms.html"))
    assert texts.all("direction") == ["out", "out", "in", "in", "in"] and set(texts.all("number_raw")) == {"+333"}
    group = read(sample("google_voice_html/psanford_mms.html"))
    assert set(group.all("channel")) == {"group_message"} and len(group.records[0].attachments) == 2
