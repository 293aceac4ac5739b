"""docs/channels is what the channels' files say."""

from __future__ import annotations

import pytest

from casekit.channels.catalog import channel_ids
from tests.channels.channel_pages import PAGES, page


@pytest.mark.parametrize("tag", PAGES)
def test_a_page_is_current(tag: str) -> None:
    assert PAGES[tag].read_text("utf-8") == page(tag), "write it anew: python -m tests.channels.channel_pages"


@pytest.mark.parametrize("tag", PAGES)
def test_a_page_names_every_channel(tag: str) -> None:
    assert [one for one in channel_ids() if f"`{one}`" not in page(tag)] == []
