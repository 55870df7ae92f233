"""The places and bodies of Fuping County, by code."""

from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import AfterValidator

from contracts.values import TownshipCode

# Statistical division codes, list of 2024-11: eight towns, then five townships (domain §7.1).
TOWNSHIPS: Final[Mapping[str, str]] = {
    "130624100": "阜平镇",
    "130624101": "龙泉关镇",
    "130624102": "平阳镇",
    "130624103": "城南庄镇",
    "130624104": "天生桥镇",
    "130624105": "王林口镇",
    "130624106": "砂窝镇",
    "130624107": "北果园镇",
    "130624202": "台峪乡",
    "130624203": "大台乡",
    "130624204": "史家寨乡",
    "130624206": "吴王口乡",
    "130624207": "夏庄乡",
}

# A sample: the county has twelve departments, which ones is for its own list to say.
DEPARTMENTS: Final[Mapping[str, str]] = {
    "130624-natural-resources": "阜平县自然资源和规划局",
    "130624-housing": "阜平县住房和城乡建设局",
    "130624-environment": "保定市生态环境局阜平县分局",
    "130624-agriculture": "阜平县农业农村局",
    "130624-water": "阜平县水利局",
    "130624-emergency": "阜平县应急管理局",
    "130624-health": "阜平县卫生健康局",
    "130624-market": "阜平县市场监督管理局",
    "130624-transport": "阜平县交通运输局",
    "130624-forestry": "阜平县林业和草原局",
    "130624-fire": "阜平县消防救援大队",
    "130624-culture": "阜平县文化广电和旅游局",
}

OFFICES: Final[Mapping[str, str]] = {
    "130624-draw-office": "阜平县双随机办公室",
    "130624-justice": "阜平县司法局",
    "130624-hotline": "阜平县12345热线",
}

COUNTY: Final = "130624-county"
"""The county's own body: the agency of its administrator, and of what the platform does by itself."""

NAMES: Final[Mapping[str, str]] = {**TOWNSHIPS, **DEPARTMENTS, **OFFICES, COUNTY: "阜平县"}

# Bodies that stand for the county's own list until it is loaded.
SAMPLES: Final = frozenset(DEPARTMENTS)


def known_township(code: str) -> str:
    """Return the code; raise ValueError if the county has no such township."""
    if code not in TOWNSHIPS:
        raise ValueError(f"阜平县没有代码为 {code} 的乡镇")
    return code


# For commands. Events are read with the pattern alone: a township that was merged away stays in old histories.
KnownTownship = Annotated[TownshipCode, AfterValidator(known_township)]
