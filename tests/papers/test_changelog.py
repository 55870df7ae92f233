"""The changelog is complete about settings."""

import re

from chassis.process import Settings
from contracts.published import published
from contracts.topics import PARTITIONS, TOPICS
from stack.folders import ROOT
from web.settings import Settings as ScreensSettings

PAGE = (ROOT / "CHANGELOG.md").read_text()


def test_every_setting_is_told() -> None:
    told = set(re.findall(r"`ZHIFATONG_(\w+)`", PAGE))
    assert told == {name.upper() for name in (*Settings.model_fields, *ScreensSettings.model_fields)}


def test_the_numbers_are_right() -> None:
    assert f"{len(published().by_type)} events in {len(TOPICS)} topics" in PAGE
    assert f"Topics have {PARTITIONS} partitions" in PAGE
