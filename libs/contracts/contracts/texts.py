"""Texts that people type: in one form, readable, and without numbers of persons where everybody may read them.

A text is kept in the composed form (NFC). Characters that nobody sees, that turn a line round or that stand for nothing
are refused, and so is what a file in another encoding left behind; 𠮷 and others outside the first plane stay.
"""

import re
import unicodedata

from contracts.identity_number import is_identity_number

UNREADABLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories of Unicode: control, format, unassigned, private, surrogate, and separators of lines and paragraphs."""
INVISIBLE = frozenset(
    (
        0x34F,
        0x115F,
        0x1160,
        0x17B4,
        0x17B5,
        0x2800,
        0x3164,
        0xFFA0,
        *range(0x180B, 0x1810),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    )
)
"""Code points of other categories that show nothing (Default_Ignorable_Code_Point), and the empty braille pattern."""
LEFT_BEHIND = ("\ufffd", "ï¿½", "锟斤拷")
"""What stands for bytes that were no character of the encoding: itself, read as Windows-1252, read as GBK."""
FOLLOWING = r"[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
HAN_AS_WINDOWS_1252 = re.compile(f"([ä-é]{FOLLOWING}{{2}}){{2}}")
"""Two Chinese characters of UTF-8, of three bytes each."""
LINE_BREAKS = re.compile(r"[\r\n\t]+")
LAYOUT = frozenset("\n\t")
PLAIN = re.compile("[ -~]*[0-9A-Za-z][ -~]*")
"""Text of ASCII that people see, with something to read in it."""
MIDDLE_DOTS = str.maketrans(dict.fromkeys("•‧∙⋅・･", "·"))
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"))
BETWEEN = r"[-\s_·()./:+|*]"
GAP, PARTED, BLANK = BETWEEN + "{0,3}", BETWEEN + "{1,3}", r"[-\s]{1,3}"
"""What people write between the digits of a number."""
DIGIT = "[0-9]"
BORN = (f"(?:1{GAP}[89]|2{GAP}0)", DIGIT, DIGIT, "[01]", DIGIT, "[0-3]", DIGIT)
IDENTITY_DIGITS = ("[1-9]", *5 * (DIGIT,), *BORN, *3 * (DIGIT,), "[0-9X]")
IDENTITY_NUMBER = re.compile(rf"(?<![0-9]){GAP.join(IDENTITY_DIGITS)}(?![0-9])")
LISTED = r"[-\s_·()./:+|*,;、]{0,3}"
LISTED_IDENTITY_NUMBER = re.compile(rf"(?<![0-9])(?=({LISTED.join((*17 * (DIGIT,), '[0-9X]'))})(?![0-9]))")
"""Digits parted as those of a list: a person's number if it has a region and its check character is right."""
WITHIN_DIGITS = re.compile("(?=([0-9]{17}[0-9X]))")
"""What a telephone or another number may directly precede or follow: judged like that of a list."""
SHORTEST_TELEPHONE, LONGEST_TELEPHONE = 7, 13
LONGEST_NUMBER = 64
HAN_DIGITS = str.maketrans("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789")
LETTERS_FOR_NOUGHTS = re.compile("(?<=[0-9])O+|O+(?=[0-9])")
NUMBER_SIGN = re.compile("(?<![A-Z])NO(?=[0-9])")
NUMBER_WORD = re.compile("(?:财政)?票据|收据|发票|凭证|缴款书|回单|流水|[编票单]号|号码|编码|[第号字]")
"""What says of a receipt's number only that it is one; 冀财 is a part of it."""
BRACKETED_COPY = re.compile(r"[(\[{〔【〈《「][^()\[\]{}〔〕【】〈〉《》「」]*(?:联|本|件)[)\]}〕】〉》」]")
COPY_WORD = re.compile(
    "第[0-9]{1,2}联|第?[一二三四五六七八九十]{1,3}联"
    "|(?:存根|收据|回单|记账|存查|备查|报销|(?:缴|交|付|收)款(?:人|方|单位)?|执收(?:单位)?|银行|财政)联"
    "|[正副]本|(?:复印|扫描|影印|原)件"
)
"""What says which copy of a receipt somebody looked at."""
BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
HAN_OF_UTF_8 = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){3,}")
ABROAD = rf"(?<![0-9])(?:(?:00)?86{GAP})?(?:0{GAP})?"
MEASURE = (
    r"(?![0-9]|\s?(?:平方|立方|[千公毫厘微兆])?(?:[元万亿角米吨斤克升伏瓦赫]|分(?!机)|(?:[KMC][MGVW]|V)(?![A-Z])))"
)
NEAR = 16
WHOLE_TELEPHONE_NUMBER = re.compile(rf"{ABROAD}1[3-9][0-9]{{9}}{MEASURE}")
NUMBERED = re.compile(r"(?:[许证批编款据第]|地块|[^0-9十百机话信系]号)(?:[\s:()\[\]]|\([\u4e00-\u9fff]{1,4}\))*$")
"""What goes before eleven digits of a licence, a batch or a contract; 手机号 and the number of a house do not."""
TELEPHONE_NUMBER = re.compile(
    rf"{ABROAD}(?:1[3-9][0-9]{PARTED}[0-9]{{4}}{GAP}[0-9]{{4}}|1[3-9][0-9]{{5}}{BLANK}[0-9]{{4}}"
    rf"|1[3-9][0-9]{{2}}{BLANK}[0-9]{{4}}{BLANK}[0-9]{{3}}|1[3-9]\s[0-9]{{4}}\s[0-9]{{5}}|1(?:\s[0-9]){{10}}){MEASURE}"
)
"""A mobile one in groups of 3, 4 and 4 digits, or in others that only blanks or dashes part."""
PART, COUNTED = r"\s?[-\s+|*,;、]\s?", "[元万亿角分条款项号米吨斤克升件个台套次户人亩页份日月年]"
LISTED_TELEPHONE_NUMBER = re.compile(
    rf"(?<![0-9])1[3-9][0-9]{PART}[0-9]{{4}}{PART}[0-9]{{4}}(?![0-9]|(?:{PART}[0-9]+)*\s?(?:平方|公|千)?{COUNTED})"
)
"""A mobile one in the usual groups of 3, 4 and 4 digits, no list of articles, amounts or things that are counted."""


def one_line(text: str) -> str:
    """Return the text as it is kept; raise ValueError with the reason, in Chinese, if nobody could read it.

    Line breaks and tabs, as cells of a table have them, become blanks.
    """
    return readable(LINE_BREAKS.sub(" ", text), frozenset())


def lines(text: str) -> str:
    """Return the text of several lines as it is kept; raise ValueError like `one_line`."""
    return readable(text.replace("\r\n", "\n"), LAYOUT)


def name(text: str) -> str:
    """Return a name as it is kept, with one kind of middle dot; raise ValueError like `one_line`."""
    return one_line(text.translate(MIDDLE_DOTS))


def public(text: str) -> str:
    """Return a text that is published; raise ValueError for the number of a person or a telephone in it."""
    as_written = spelled(text)
    for plain in (digits_of(as_written), digits_of(as_written.translate(HAN_DIGITS))):
        if is_identity_in(plain):
            raise ValueError("此项对外公开，不得写入身份证件号码")
        if is_telephone_in(plain):
            raise ValueError("此项对外公开，不得写入电话号码")
    return text


def is_identity_in(plain: str) -> bool:
    """Tell whether an identity number stands in the text, in groups or among other digits too."""
    judged = (*LISTED_IDENTITY_NUMBER.finditer(plain), *WITHIN_DIGITS.finditer(plain))
    return bool(IDENTITY_NUMBER.search(plain)) or any(map(is_listed_identity, judged))


def is_telephone_in(plain: str) -> bool:
    """Tell whether a mobile telephone stands in the text: in groups, or eleven digits that are nothing else."""
    if TELEPHONE_NUMBER.search(plain) or LISTED_TELEPHONE_NUMBER.search(plain):
        return True
    return any(
        not NUMBERED.search(plain[max(0, found.start() - NEAR) : found.start()])
        for found in WHOLE_TELEPHONE_NUMBER.finditer(plain)
    )


def is_listed_identity(found: re.Match[str]) -> bool:
    """True if the groups read together are an identity number; one list of figures in 10,000 is one by chance."""
    return is_identity_number("".join(filter(str.isalnum, found[1])))


def spelled(text: str) -> str:
    """Return the text with one width, case, dash and middle dot, and without characters that nobody sees."""
    compatible = unicodedata.normalize("NFKC", text).upper().translate(DASHES | MIDDLE_DOTS)
    return "".join(character for character in compatible if character.isspace() or not is_invisible(character))


def digits_of(text: str) -> str:
    """Return the text with the digits of scripts but Han as those of ASCII, and an O among them as a nought."""
    figures = (str(unicodedata.digit(character, character)) for character in text)
    return LETTERS_FOR_NOUGHTS.sub(lambda letters: "0" * len(letters[0]), "".join(figures))


def readable(text: str, allowed: frozenset[str]) -> str:
    """Return the text in composed form; raise ValueError for a character that is not allowed, or none to read."""
    if PLAIN.fullmatch(text):
        return text
    composed = unicodedata.normalize("NFC", text)
    if is_garbled(composed):
        raise ValueError("文字是乱码，请以 UTF-8 编码重新录入")
    for character in composed:
        if character not in allowed and is_invisible(character):
            raise ValueError(f"含有看不见的字符 U+{ord(character):04X}，请重新录入")
    if not any(unicodedata.category(character)[0] in "LN" for character in composed):
        raise ValueError("须含有文字或者数字")
    return composed


def is_invisible(character: str) -> bool:
    return unicodedata.category(character) in UNREADABLE or ord(character) in INVISIBLE


def is_garbled(text: str) -> bool:
    """True if it shows bytes of another encoding: what was lost, UTF-8 read as GBK, or either read as Windows-1252.

    What was read as Latin-1 is told by Han in its bytes, if half of it is beyond ASCII.
    """
    if any(trace in text for trace in LEFT_BEHIND) or HAN_AS_WINDOWS_1252.search(text):
        return True
    if any(is_utf_8_as_gbk(run) for run in BEYOND_ASCII.findall(text)):
        return True
    beyond = sum("\x80" <= character <= "\xff" for character in text)
    if not beyond or 2 * beyond < len(text) or max(text) > "\xff":
        return False
    return any(is_han(text.encode("latin-1"), encoding) for encoding in ("utf-8", "gbk"))


def is_utf_8_as_gbk(run: str) -> bool:
    """True if its bytes in GBK are Han in UTF-8, as where a table was opened wrongly: all of them, or three in a row.

    Two in a row occur in long texts by chance.
    """
    raw = run.encode("gbk", errors="ignore")
    if HAN_OF_UTF_8.search(raw):
        return True
    try:
        decoded = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return sum(is_han_character(character) for character in decoded) > 1


def is_han(raw: bytes, encoding: str) -> bool:
    try:
        decoded = raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return any(is_han_character(character) for character in decoded)


def is_han_character(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def folded(text: str) -> str:
    """Return the text with one width, one case and no blanks or invisible characters: equal if it reads the same."""
    compatible = unicodedata.normalize("NFKC", text).upper().translate(DASHES)
    seen = "".join(character for character in compatible if not character.isspace() and not is_invisible(character))
    return unicodedata.normalize("NFKC", seen)


def telephone(number: str) -> str:
    """Return a telephone number as it is kept, digits alone; raise ValueError if it is none."""
    digits = identifier(number)
    if not (digits.isascii() and digits.isdigit() and SHORTEST_TELEPHONE <= len(digits) <= LONGEST_TELEPHONE):
        raise ValueError("电话号码应为 7 至 13 位数字，固定电话可带区号")
    return digits


def number(text: str) -> str:
    """Return the canonical form of a number that a document carries; raise ValueError if nobody could read it."""
    canonical = readable(identifier(text), frozenset())
    if len(canonical) > LONGEST_NUMBER:
        raise ValueError(f"号码不得超过 {LONGEST_NUMBER} 个字符")
    return canonical


def identifier(text: str) -> str:
    """Return the canonical form of a number that a document carries: folded, without dashes."""
    return folded(text).replace("-", "")


def receipt_number(number: str) -> str:
    """Return the number of a finance receipt in one writing: code and digits, without signs and words for a number.

    Nor does it say which copy of the receipt it was read from.
    """
    written = identifier(number)
    left = "".join(filter(str.isalnum, BRACKETED_COPY.sub("", written) or written))
    while (shorter := NUMBER_WORD.sub("", COPY_WORD.sub("", left))) and shorter != left:
        left = shorter
    return NUMBER_SIGN.sub("", left)
