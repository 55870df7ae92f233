"""Fields of enforcement, for which officers are qualified (domain §7.2 A-H), and the trades of firms.

Events have them as plain text: a code that is not here is shown without a word, since counties name more.
"""

from contracts.code import Code


class EnforcementField(Code):
    PLANNING = "planning", "规划建设与村镇面貌"
    ENVIRONMENT = "environment", "生态环境"
    SAFETY = "safety", "应急与安全生产"
    FIRE = "fire", "消防"
    RESOURCES = "resources", "自然资源与林草"
    WATER_ROADS = "water-roads", "水利与交通"
    AGRICULTURE = "agriculture", "农业农村"
    HEALTH_MARKET = "health-market", "卫生健康与市场监管"


class Trade(Code):
    CATERING = "catering", "餐饮服务"
    FOOD_SHOP = "food-shop", "食品销售"
    RETAIL = "retail", "日用百货零售"
    LODGING = "lodging", "住宿与民宿"
    MANUFACTURING = "manufacturing", "加工制造"
    QUARRYING = "quarrying", "矿山采石"
    BUILDING = "building", "建筑施工"
    FARMING = "farming", "种植养殖"
    ORCHARD = "orchard", "林果经营"
    FUEL = "fuel", "加油与燃气"
    TRANSPORT = "transport", "道路运输"
    CULTURE = "culture", "文化旅游与娱乐"
