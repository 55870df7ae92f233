"""What a password must be (NIST SP 800-63B): long enough, no common one; nothing about the kinds of characters."""

import unicodedata

from contracts.refusal import Category, Rule, refuse

CONTROL = Rule(
    "identity/unprintable-password",
    "密码含有不可见的控制字符",
    category=Category.MALFORMED,
    remedy="请使用可以输入的字符",
)
COMMON = Rule(
    "identity/common-password",
    "密码过于常见，容易被猜中",
    category=Category.MALFORMED,
    remedy="请换用他人猜不到的密码，例如几个互不相干的词",
)
UNCHANGED = Rule(
    "identity/unchanged-password", "新密码与原密码相同", category=Category.MALFORMED, remedy="请设置不同的密码"
)

FEWEST_CHARACTERS = 4
ROWS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn")
WORDS = """
password12 password123 password1234 password12345 password123456 p@ssw0rd123 p@ssword123 passw0rd123 mypassword
newpassword adminadmin admin12345 admin123456 administrator administrator1 adminpassword root123456 welcome123
welcome1234 letmein123 iloveyou123 iloveyou520 woaini1314 woaini1314520 woaini5201314 5201314520 1314520520
qwerty12345 qwerty123456 qwertyuiop1 qwerty1234 qwer123456 asdf123456 zxcv123456 zxcvbnm123 abc1234567 abcd123456
abcd1234567 abcde12345 abc123456789 a1234567890 a123456789 aa12345678 aa123456789 q123456789 1q2w3e4r5t
1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 1qaz2wsx3edc 1qazxsw23edc !qaz2wsx3edc zaq12wsxcde3 changeme123 changeme1234
default123 test123456 test1234567 guest123456 user123456 1234567891 12345678910 123456789a 123456789q 1234567899
1111122222 1122334455 112233445566 123123123123 1231231234 123321123321 1472583690 159357159357 0987654321
9876543210 987654321a 12345qwert 123456qwerty 123qweasdzxc qweasdzxc123 qazwsxedc123 sunshine123 football123
baseball123 superman123 dragon12345 princess123 monkey12345 zhifatong1 zhifatong12 zhifatong123 zhifatong2026
zhifatong123456 fuping123456 zhifa123456 xingzhengzhifa
"""
"""Of published lists of leaked passwords, those that are long enough, and the words of this platform."""
KNOWN = frozenset(WORDS.split())


def check_password(password: str, login: str) -> None:
    """Refuse a password that nobody can type, or that others guess first; its length was checked before."""
    if any(unicodedata.category(character) == "Cc" for character in password):
        refuse(CONTROL)
    plain = password.lower()
    rows = [row[::step] for row in ROWS for step in (1, -1)]
    guessed = plain in KNOWN or any(plain in row for row in rows) or len(set(plain)) < FEWEST_CHARACTERS
    if guessed or plain.strip("0123456789!@#.") == login.lower() or plain == login.lower():
        refuse(COMMON)
