"""A file to a `Document`: its text, how it is laid out, what is furniture and what reviewers remarked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from innograph.documents.comments import find_comments
from innograph.documents.files import read_file
from innograph.documents.frontmatter import read_front_matter
from innograph.documents.furniture import find_furniture
from innograph.documents.layout import Layout, split_lines
from innograph.documents.markdown import find_marks
from innograph.errors import DocumentError
from innograph.lexicon import Lexicon, read_lexicon
from innograph.model import Document, Span
from innograph.plugins import text_readers
from innograph.settings import Settings

TEXT_SUFFIXES = frozenset({".txt", ".text"})
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})


def find_files(sources: Sequence[Path], *, leave_out: Path | None = None) -> Iterator[tuple[Path, str]]:
    """The files behind the sources, each with the name it goes by in the graph.

    A file goes by its name, a file of a folder by its path below that folder; folders are read in the order of names,
    hidden files and README files left out.

    Args:
        sources: files and folders.
        leave_out: a folder whose files are not read: that of the graph, which may lie below a source.
    """
    own = leave_out.resolve() if leave_out else None
    for source in sources:
        if not source.is_dir():
            yield source, source.name
            continue
        for path in sorted(source.rglob("*")):
            below = path.relative_to(source)
            hidden = any(part.startswith(".") for part in below.parts)
            if own and own in path.resolve().parents:
                continue
            if path.is_file() and not hidden and path.stem.upper() != "README":
                yield path, below.as_posix()


def read_text(path: Path) -> str:
    """The text of a file of a known format.

    Raises:
        DocumentError: the file cannot be read, or is of an unknown format.
    """
    suffix = path.suffix.lower()
    if not path.exists():
        raise DocumentError(f"{str(path)!r} does not exist. Check the path.")
    if suffix in TEXT_SUFFIXES | MARKDOWN_SUFFIXES:
        return read_file(path)
    if suffix in text_readers():
        return text_readers()[suffix](path)
    known = ", ".join(sorted(TEXT_SUFFIXES | MARKDOWN_SUFFIXES | set(text_readers())))
    raise DocumentError(f"{str(path)!r} has the unknown format {suffix!r}. Formats read: {known}.")


def read_document(path: Path, *, source: str = "", settings: Settings | None = None) -> Document:
    """Read one file.

    Args:
        path: the file.
        source: the name it goes by in the graph; its own where not given.
        settings: the language of the lexicon, and the place where the document names none.

    Raises:
        DocumentError: the file cannot be read.
    """
    chosen = settings or Settings()
    return lay_out(read_text(path), source or path.name, chosen, markdown=path.suffix.lower() in MARKDOWN_SUFFIXES)


def lay_out(text: str, source: str, settings: Settings, *, markdown: bool = False) -> Document:
    """A document of a text that is already there.

    Raises:
        DocumentError: the front matter is not YAML.
    """
    lexicon = read_lexicon(settings.language)
    front = read_front_matter(text, source)
    lines = split_lines(text, front.body or int(text.startswith("\ufeff")))
    comments = find_comments(text, lines, lexicon)
    cuts = [comment.span for comment in comments]
    cuts += find_marks(text) if markdown else []
    cuts += find_furniture(text, lines, lexicon)
    sections, blocks = Layout(lexicon).blocks(text, lines, sorted(_disjoint(cuts)))
    digest = sha256(text.encode()).hexdigest()
    title = front.title or next((s.title for s in sections), "") or Path(source).stem
    return Document(
        iri=f"{settings.base}document/{digest[:16]}",
        source=source,
        sha256=digest,
        text=text,
        title=title,
        place=front.place or settings.place,
        date=front.date,
        sections=tuple(sections),
        blocks=tuple(blocks),
        comments=tuple(comments),
        place_span=front.place_span,
    )


def _disjoint(cuts: Sequence[Span]) -> Iterator[Span]:
    """The same characters in spans that do not meet, in order."""
    open_cut: Span | None = None
    for cut in sorted(cuts):
        if open_cut and cut.begin <= open_cut.end:
            open_cut = Span(open_cut.begin, max(open_cut.end, cut.end))
        else:
            if open_cut:
                yield open_cut
            open_cut = cut
    if open_cut:
        yield open_cut


__all__ = ["Lexicon", "find_files", "lay_out", "read_document", "read_text"]
