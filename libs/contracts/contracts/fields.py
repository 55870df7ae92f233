"""Fields of enforcement, for which officers are qualified (domain §7.2 A-H), and the trades of firms.

Events have them as plain text: a code that is not here is shown without a word: counties name more.
"""

from collections.abc import Mapping
from typing import Final

ENFORCEMENT: Final[Mapping[str, str]] = {
    "planning": "规划建设与村镇面貌",
    "environment": "生态环境",
    "safety": "应急与安全生产",
    "fire": "消防",
    "resources": "自然资源与林草",
    "water-roads": "水利与交通",
    "agriculture": "农业农村",
    "health-market": "卫生健康与市场监管",
}

TRADES: Final[Mapping[str, str]] = {
    "catering": "餐饮服务",
    "food-shop": "食品销售",
    "retail": "日用百货零售",
    "lodging": "住宿与民宿",
    "manufacturing": "加工制造",
    "quarrying": "矿山采石",
    "building": "建筑施工",
    "farming": "种植养殖",
    "orchard": "林果经营",
    "fuel": "加油与燃气",
    "transport": "道路运输",
    "culture": "文化旅游与娱乐",
}
