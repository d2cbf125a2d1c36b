from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.documents import find_files, read_document, read_text
from innograph.errors import DocumentError


def write(folder: Path, data: bytes, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "fact", "remedy"),
    [
        ("empty.txt", b"", "is empty", "Give a file with text, or leave it out."),
        ("blank.txt", b" \r\n\t\n", "is empty", "Give a file with text, or leave it out."),
        ("mark.txt", b"\xef\xbb\xbf\n", "is empty", "Give a file with text, or leave it out."),
        ("picture.md", b"\x89PNG\r\n\x1a\n\0\0\0", "is binary, not text", "Save it as UTF-8 text or Markdown."),
        ("latin.txt", b"Universit\xe9 ", "is not UTF-8: byte 9 cannot be decoded", "Save it as UTF-8."),
        ("odd.txt", "A".encode("utf-16") + b"B", "is not UTF-16: byte 4 cannot be decoded", "Save it as UTF-8."),
        ("report.xyz", b"text", "has the unknown format '.xyz'", "Formats read: .markdown, .md, .text, .txt."),
        ("report", b"text", "has the unknown format ''", "Formats read: .markdown, .md, .text, .txt."),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_fact_and_remedy(
    tmp_path: Path, name: str, data: bytes, fact: str, remedy: str
):
    path = write(tmp_path, data, name)
    with pytest.raises(DocumentError) as raised:
        read_document(path)
    assert str(raised.value) == f"{str(path)!r} {fact}. {remedy}"


def test_a_missing_file_is_named(tmp_path: Path):
    path = tmp_path / "none.txt"
    with pytest.raises(DocumentError) as raised:
        read_document(path)
    assert str(raised.value) == f"{str(path)!r} does not exist. Check the path."


def test_a_folder_with_the_suffix_of_a_text_is_named(tmp_path: Path):
    path = tmp_path / "folder.txt"
    path.mkdir()
    with pytest.raises(DocumentError, match=r"folder\.txt' cannot be read: .*\. Check the path\.$"):
        read_text(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_with_a_byte_order_mark_is_read(tmp_path: Path, encoding: str):
    mark = {"utf-16": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[encoding]
    path = write(tmp_path, mark + "深圳 grew.\n\U0001f600".encode(encoding))
    assert read_text(path) == "深圳 grew.\n\U0001f600"


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0")), max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_lines_are_the_same_whatever_ends_them(tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str):
    text = ["Title", *lines, "End."]
    path = write(tmp_path_factory.getbasetemp(), end.join(text).encode("utf-8"), "lines.txt")
    assert read_text(path) == "\n".join(text)


def test_crlf_makes_the_same_document_as_lf(tmp_path: Path):
    text = "# Head\n\nOne line\nand another.\n"
    unix = read_document(write(tmp_path, text.encode(), "a.md"))
    windows = read_document(write(tmp_path, text.replace("\n", "\r\n").encode(), "b.md"))
    assert (unix.text, unix.sha256, unix.iri, unix.blocks) == (
        windows.text,
        windows.sha256,
        windows.iri,
        windows.blocks,
    )


def test_a_byte_order_mark_is_no_part_of_a_heading(tmp_path: Path):
    document = read_document(write(tmp_path, b"\xef\xbb\xbf# Makers\n\nText.\n", "a.md"))
    assert [section.title for section in document.sections] == ["Makers"]


def test_a_suffix_may_have_capitals(tmp_path: Path):
    assert read_document(write(tmp_path, b"# Makers\n\nText.", "A.MD")).title == "Makers"


def test_a_document_goes_by_its_file_or_the_name_given(tmp_path: Path):
    path = write(tmp_path, b"Text.")
    assert read_document(path).source == "report.txt"
    assert read_document(path, source="below/report.txt").source == "below/report.txt"


def test_files_of_a_folder_go_by_their_path_below_it_in_order(tmp_path: Path):
    for name in ("b/z.md", "b/a.txt", "a.md", "README.md", "b/readme.txt", ".hidden.md", ".git/x.md", "c.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = list(find_files([tmp_path, tmp_path / "README.md"]))
    assert [source for _, source in found] == ["a.md", "b/a.txt", "b/z.md", "c.pdf", "README.md"]
    assert all(path == tmp_path / source for path, source in found)


def test_a_missing_source_is_passed_on_to_be_reported(tmp_path: Path):
    assert list(find_files([tmp_path / "none.md"])) == [(tmp_path / "none.md", "none.md")]
