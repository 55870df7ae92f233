"""Rules by which the store refuses: nothing there, somebody was faster, no answer."""

from contracts.refusal import Category, Rule

UNKNOWN = Rule("not-found", "没有这项记录，或者不在您可以查看的范围内", category=Category.UNKNOWN)
"""Says the same of what is not there and of what the caller must not see."""
TAKEN = Rule("already-exists", "编号 {id} 已经存在", category=Category.CONFLICT)
OVERTAKEN = Rule("overtaken", "他人正在同时办理 {id}", category=Category.CONFLICT, remedy="请重新读取后再试")
STALE = Rule(
    "stale-version",
    "记录已更新到第 {now} 版，您依据的是第 {then} 版",
    category=Category.CONFLICT,
    remedy="请重新读取后再办",
)
KEY_REUSED = Rule(
    "key-reused",
    "该 Idempotency-Key 已用于另一项请求",
    category=Category.MALFORMED,
    remedy="请换用新的 Idempotency-Key",
)
UNCERTAIN = Rule(
    "outcome-unknown",
    "存储未应答，结果未知",
    category=Category.UNAVAILABLE,
    remedy="请用同一 Idempotency-Key 重试，不会重复办理",
)
NEWER = Rule("newer-shape", "记录由更新版本的系统写入", category=Category.UNAVAILABLE, remedy="请稍后重试")
TOO_LARGE = Rule("event-too-large", "单项内容不得超过 256 KB", category=Category.MALFORMED, remedy="附件请先上传再引用")
