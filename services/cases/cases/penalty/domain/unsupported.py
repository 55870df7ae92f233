"""Steps that the law demands and this version cannot take: a case that needs one stops before it.

They are `unlawful`, not `unavailable`: to go on without the step would break the article, whatever the system can do.
"""

from contracts.refusal import Rule

CODE, TITLE = "cases/not-yet-supported", "系统尚不支持的步骤或者认定"

SIMPLE = Rule(CODE, "系统尚不支持简易程序（当场处罚）", law="APL 51, 52", remedy="请适用普通程序", title=TITLE)
HEARING = Rule(
    CODE,
    "拟作出的处罚应当告知听证权利（听证），系统尚不支持该步骤",
    law="APL 63, 64",
    remedy="请以书面方式办理",
    title=TITLE,
)
LEGAL_REVIEW = Rule(
    CODE, "决定前应当经法制审核，系统尚不支持该步骤", law="APL 58", remedy="请以书面方式办理", title=TITLE
)
DISCUSSION = Rule(
    CODE,
    "情节复杂或者重大违法行为应当集体讨论决定，系统尚不支持该步骤",
    law="APL 57(2)",
    remedy="请以书面方式办理",
    title=TITLE,
)
