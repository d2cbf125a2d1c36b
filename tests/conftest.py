"""What many tests need: the lexicon, small documents, and graphs that are built of them once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from files import write_files
from hypothesis import settings

import innograph as ig
from innograph import resources
from innograph.documents import lay_out
from innograph.lexicon import Lexicon, read_lexicon
from innograph.model import Document
from innograph.settings import Settings

ROOT = Path(__file__).parent.parent

MAKERS = """\
---
title: Makers of Nanshan
place: Shenzhen, China
date: 2017-03
---

# Who is there

Tencent is located in Shenzhen. In 2016, Shenzhen had 1,643 makerspaces.

# What should be done

Shenzhen should establish the Pingshan Gene Laboratory.
"""
PARTNERS = """\
Partners of industry

Huawei cooperates with Tsinghua University.  Comment by Anna Lee: rewrite this sentence
The lack of talent is a serious problem for Huawei.
"""
FUNDS = """\
# Funds

Sequoia Capital invested in DJI in 2015. Shenzhen will establish the Qianhai Seed Fund by the end of 2020.
"""
TINY = {"makers.md": MAKERS, "partners.txt": PARTNERS, "more/funds.md": FUNDS}


# The same examples each time, and no limit that a busy machine could miss.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A folder of three tiny documents, to change and to build from."""
    return write_files(tmp_path / "tiny", TINY)


@pytest.fixture(scope="session")
def tiny_graph(tmp_path_factory: pytest.TempPathFactory) -> ig.KnowledgeGraph:
    """The graph of the three tiny documents, to read only."""
    folder = tmp_path_factory.mktemp("tiny")
    return ig.build(write_files(folder / "documents", TINY), out=folder / "kg")


@pytest.fixture(scope="session")
def corpus_graph(tmp_path_factory: pytest.TempPathFactory) -> ig.KnowledgeGraph:
    """The graph of the documents in data/corpus, to read only."""
    return ig.build(ROOT / "data" / "corpus", out=tmp_path_factory.mktemp("corpus") / "kg")


@pytest.fixture(scope="session")
def singapore_graph(tmp_path_factory: pytest.TempPathFactory) -> ig.KnowledgeGraph:
    """The graph of the documents in data/singapore, to read only."""
    return ig.build(ROOT / "data" / "singapore", out=tmp_path_factory.mktemp("singapore") / "kg")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The English lexicon."""
    return read_lexicon("en")


@pytest.fixture(scope="session")
def ontology_folder() -> Path:
    """The folder of the ontology."""
    return resources.ontology_folder()


@pytest.fixture
def laid_out() -> Callable[..., Document]:
    """Makes a document of a text: `laid_out(text, markdown=True)`."""

    def make(text: str, *, markdown: bool = False, source: str = "report.txt") -> Document:
        return lay_out(text, source, Settings(), markdown=markdown)

    return make
