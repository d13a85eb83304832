"""CSV bytes in, XML bytes out, by the rules of common/text_encoding.hpp, csv.hpp and xml.hpp.

Written from those rules with Python's own csv, codecs and ElementTree, so that it can be wrong only
in other places than the C++ is.
"""

import codecs
import csv
import functools
import io
import re
import xml.etree.ElementTree as ElementTree
from xml.parsers import expat

csv.field_size_limit(1 << 30)

# Labels that browsers read as a larger encoding.
WIDER = {"gb2312": "gbk", "iso-8859-1": "cp1252", "latin1": "cp1252"}
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data, charset=""):
    """The charset of the HTTP answer, else a byte order mark, else UTF-8, else GBK."""
    charset = charset.strip(" \t\"'").lower()
    if charset:
        return data.decode(WIDER.get(charset, charset)).removeprefix("\ufeff")
    for mark, codec in MARKS:
        if data.startswith(mark):
            return data.decode(codec)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gbk")


def rows_of(text):
    """The header and the rows, each row with as many cells as the header."""
    if "\0" in text:
        raise ValueError("a NUL byte")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows = []
    for row in reader:
        if row and rows and len(row) != len(rows[0]):
            raise ValueError(f"line {reader.line_num}: {len(row)} cells")
        if row:
            rows.append(row)
    if not rows:
        raise ValueError("the file is empty")
    return rows


def is_xml(text):
    try:
        expat.ParserCreate("utf-8").Parse(text.encode(), True)
        return True
    except expat.ExpatError:
        return False


@functools.cache
def legal_character(character):
    """Whether a name may hold this character, and whether it may begin with it."""
    if character == ":":
        return False, False
    return is_xml(f"<a{character}b/>"), is_xml(f"<{character}/>")


@functools.cache
def tag_of(cell, column):
    name = ""
    for character in cell.replace(" ", ""):
        inside, first = legal_character(character)
        if not name and inside and not first:
            name = "_"
        name += character if inside else "_"
    return name or f"column{column}"


def to_xml(data, charset=""):
    """Raises ValueError (or csv.Error, or LookupError) for what cannot be converted."""
    text = decode(data, charset)
    header, *rows = rows_of(text)
    suspicious = NOT_IN_XML.search(text) is not None  # in the header it would do no harm
    tags = [tag_of(cell, column) for column, cell in enumerate(header, 1)]
    root = ElementTree.Element("data")
    for cells in rows:
        row = ElementTree.SubElement(root, "row")
        for tag, cell in zip(tags, cells):
            if suspicious and NOT_IN_XML.search(cell):
                raise ValueError("a character that XML cannot hold")
            ElementTree.SubElement(row, tag).text = cell
    ElementTree.indent(root, "\t")
    xml = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    # ElementTree writes carriage returns plainly, and would read them back as line feeds.
    return xml.replace(b"\r", b"&#13;")
