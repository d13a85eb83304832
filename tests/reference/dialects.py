"""Invented CSV files in every dialect, for compare.py: (name, bytes, charset of the HTTP answer)."""

import random

CHINESE = "日期,股票代码,名称,收盘价,最高价,最低价,开盘价,前收盘,涨跌额,涨跌幅,换手率,成交量,成交金额,总市值,流通市值,成交笔数"
ENGLISH = "Date,Open,High,Low,Close,Volume,Adj Close"
EXCHANGE = "日期,开盘价,最高价,最低价,收盘价,成交量,成交额"


def day(number):
    return f"2015-{1 + number // 28 % 12:02}-{1 + number % 28:02}"


def price(dice):
    return f"{dice.uniform(3, 90):.2f}"


def chinese(dice):
    """GB2312, 16 columns, the newest day first, None where a stock did not trade."""
    for number in range(1, 7):
        lines = [CHINESE]
        for past in range(250, 0, -1):
            cells = [day(past), f"'{number:06}", "虚构股份"] + [price(dice) for _ in range(13)]
            if dice.random() < 0.05:
                cells[8] = cells[9] = "None"
            lines.append(",".join(cells))
        text = "\r\n".join(lines) + "\r\n"
        charset = ("gb2312", "", "GBK")[number % 3]
        yield f"{number:06}", text.encode("gb2312"), charset


def english(dice):
    for number in range(1, 7):
        lines = [ENGLISH]
        for past in range(250):
            lines.append(",".join([day(past)] + [price(dice) for _ in range(6)]))
        charset = ("", "us-ascii", "utf-8")[number % 3]
        yield f"{number:06}", ("\n".join(lines) + "\n").encode("ascii"), charset


def exchange(dice):
    """UTF-8 with a Chinese header, as today's files have it; one with a byte order mark."""
    for number in range(1, 7):
        lines = [EXCHANGE]
        for past in range(250):
            lines.append(",".join([f"2024{past:04}"] + [price(dice) for _ in range(6)]))
        codec = "utf-8-sig" if number == 3 else "utf-8"
        yield f"{number:06}", "\n".join(lines).encode(codec), ("", "utf-8")[number % 2]


def nasty(_dice):
    """By hand: what a converter gets wrong."""
    for number, text in enumerate([
        'a,b\n"1,5","say ""ten"""\n',
        'a,b\r\n"two\r\nlines","\r"\r\n"\n",""\r\n',
        "a,b\r1,2\r3,4",
        "a,b\n\n\n1,2\n\r\n\r\n3,4\n",
        "a,b\n  , \t\n \t x \t , y\n",
        "a,b\n]]>,<b>&amp;</b>\n&#13;,<!-- -->\n",
        'a,b\n5" disk,it\'s\n "x",y"\n',
        "a,a,a\n1,2,3\n",
        ",a,,  ,\n1,2,3,4,5\n",
        "1st,-x,.y,a:b,P/E (x),100%,\u6da8\u8dcc\u5e45(%)\n1,2,3,4,5,6,7\n",
        'Adj Close," spaces ","tab\tand\nline","""q"""\n1,2,3,4\n',
        "e\u0301,\u00e9,\U00020000,\uff08\uff09,\U0001f402\n1,\u00e9,\U00020000,\ufffd,\U0001f402\n",
        "a\n\"\"\n\n\x7f\n\x85\n\u2028\n\ufeff\n",
        "only,a,header",
        "a,b\n" + "x" * 300000 + ",\n",
        "a,b\n" + "1,2\n" * 5000,
    ]):
        for codec in ("utf-8", "utf-8-sig", "utf-16"):
            yield f"{number:02}-{codec}", text.encode(codec), ""


def random_tables(dice):
    """Random cells, quoted where they must be and sometimes where not, in random encodings."""
    bits = ["1", "23.5", " ", "\t", ",", '"', "\r", "\n", "\r\n", "<", "&", "]]>", "'",
            "\u6536\u76d8", "\u00e9", "\u00b7", "None", ""]

    def cell(columns):
        text = "".join(dice.choices(bits, k=dice.randrange(5)))
        alone = columns == 1 and not text  # unquoted it would be a blank line
        if alone or set(text) & set(',"\r\n') or dice.random() < 0.3:
            return '"' + text.replace('"', '""') + '"'
        return text

    for number in range(300):
        columns = dice.randrange(1, 9)
        end = dice.choice(["\n", "\r\n", "\r"])
        rows = [",".join(cell(columns) for _ in range(columns)) for _ in range(dice.randrange(1, 30))]
        text = end.join(rows) + dice.choice(["", end])
        codec = dice.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
        charset = dice.choice(["", "gb18030"]) if codec == "gb18030" else ""
        yield f"{number:03}-{codec}", text.encode(codec), charset


def names(_dice):
    """Every character, alone and after a letter, as a header cell."""
    codes = [c for c in range(1, 0x11000) if not 0xD800 <= c < 0xE000]
    codes += [0x20000, 0x2A6D6, 0xE0100, 0x10FFFF]
    for begin in range(0, len(codes), 4096):
        characters = [chr(c) for c in codes[begin:begin + 4096]]
        for name, cells in ((f"alone-{begin}", characters),
                            (f"after-{begin}", ["a" + c for c in characters])):
            quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
            row = ",".join(str(column) for column in range(len(cells)))
            yield name, f"{quoted}\n{row}\n".encode(), ""


def refused(_dice):
    """Neither may make XML of these."""
    for number, data in enumerate([
        b"", b"\n\n", b"a,b\n1\n", b"a,b\n1,2,3\n", b'a,b\n"1,2\n', b'a,b\n"1"x,2\n',
        b"a,b\n1,\0\n", b"a\n\x01\n", b"a\n\x1f\n", b"a\n\xef\xbf\xbf\n", b"a\n\xef\xbf\xbe\n",
        b"a\n\xff\n", b"\xef\xbb\xbfa\n\xc8\xd5\n", b"a\n\xc8",
    ]):
        yield f"{number:02}", data, ""
    yield "charset", b"a\n\xc8\xd5\n", "utf-8"
    yield "ascii", b"a\n\xc8\xd5\n", "us-ascii"
    yield "unknown", b"a\n1\n", "klingon"


def all_dialects():
    for make in (chinese, english, exchange, nasty, random_tables, names):
        yield make.__name__, list(make(random.Random(3)))
