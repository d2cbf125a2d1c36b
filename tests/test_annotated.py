"""The annotated corpus is sound, its checks find what is wrong, and its annotators agree."""

from __future__ import annotations

import copy
import importlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "data" / "annotated"


@pytest.fixture(scope="module")
def corpus() -> Iterator[SimpleNamespace]:
    """The modules beside the corpus."""
    names = ("anchor", "passages", "check", "sizes", "agreement")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(CORPUS)
        yield SimpleNamespace(**{name: importlib.import_module(name) for name in names})


@pytest.fixture(scope="module")
def run() -> Iterator[SimpleNamespace]:
    """The benchmark's module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks" / "extraction")
        yield importlib.import_module("run")


@pytest.fixture
def gold(corpus) -> dict:
    """A sound annotation, to be spoilt."""
    return copy.deepcopy(corpus.passages.read_annotation(CORPUS / "gold" / "018.json"))


def test_nothing_is_wrong_with_the_corpus(corpus):
    assert corpus.check.faults() == []


def test_every_text_is_annotated_and_in_one_split(corpus):
    ids = [name.split("-")[0] for name in corpus.passages.read_texts()]
    splits = json.loads((CORPUS / "splits.json").read_text(encoding="utf-8"))
    assert sorted(i for split in splits.values() for i in split) == ids
    assert [path.stem for path in corpus.passages.annotation_files("gold")] == ids


def spoil(kind: str, field: str, value: object, number: int = 0) -> Callable[[dict], None]:
    """What sets a field of one item."""

    def do(gold: dict) -> None:
        gold[kind][number][field] = value

    return do


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (spoil("entities", "id", "e2"), "id e2 is used twice"),
        (spoil("entities", "type", "Firm"), "type Firm is none"),
        (spoil("entities", "label", "Pingtang County"), "is the label of 2 entities"),
        (spoil("entities", "mentions", []), "has no mention"),
        (spoil("entities", "mentions", [[0, 10]]), "outside the text"),
        (spoil("entities", "mentions", [[274, 327]]), "cuts through a word"),
        (spoil("entities", "mentions", [[364, 367]]), "overlap"),
        (spoil("entities", "mentions", [[911, 917]], number=7), "reads 'future'"),
        (spoil("relations", "subject", "e99"), "is no entity"),
        (spoil("relations", "predicate", "likes"), "predicate likes is none"),
        (spoil("relations", "object", "e1"), "of a thing with itself"),
        (spoil("relations", "evidence", [5000, 5001]), "outside the text"),
        (lambda gold: gold["relations"].append(gold["relations"][0]), "stands 2 times"),
        (spoil("observations", "kind", "amount"), "kind amount is none"),
        (spoil("observations", "value", "many"), "is no number"),
        (spoil("observations", "unit", " "), "no unit"),
        (spoil("observations", "start", "May 2017"), "time is 'May 2017'"),
        (spoil("observations", "start", "2017-13"), "time is '2017-13'"),
        (spoil("observations", "end", "2016-12", number=3), "before it starts"),
        (spoil("observations", "bound", "about"), "bound is 'about'"),
        (spoil("observations", "about", "Nowhere"), "the label of no entity"),
        (spoil("statements", "type", "Claim"), "statement type Claim is none"),
        (spoil("statements", "status", "done"), "a Strength has the status"),
        (spoil("statements", "status", "meant", number=1), "status is 'meant'"),
        (spoil("statements", "addresses", "hunger", number=1), "no challenge of the passage"),
    ],
)
def test_it_finds_what_is_spoilt(corpus, gold, fault, told):
    assert list(corpus.check.annotation_faults(gold)) == []
    fault(gold)
    assert any(told in line for line in corpus.check.annotation_faults(gold))


def test_the_sizes_count_every_passage(corpus):
    tables = corpus.sizes.tables()
    assert tables.count(f"| all | {len(corpus.passages.read_texts()):,} |") == 5


def test_an_annotation_agrees_with_itself(corpus):
    unfolded = corpus.agreement.unfold(corpus.passages.read_annotation(CORPUS / "gold" / "036.json"))
    for kind, rule in corpus.agreement.MEASURES.values():
        assert corpus.agreement.pair(unfolded[kind], unfolded[kind], rule) == (len(unfolded[kind]), [], [])


def test_pairs_are_found_in_either_direction_of_cooperation(corpus):
    one = {"subject": ["Huawei"], "predicate": "cooperatesWith", "object": ["Tsinghua University"]}
    other = {"subject": ["the Tsinghua University"], "predicate": "cooperatesWith", "object": ["HUAWEI"]}
    assert corpus.agreement.same_relation(one, other)
    assert not corpus.agreement.same_relation({**one, "predicate": "funds"}, {**other, "predicate": "funds"})


def test_the_annotators_agree(corpus):
    ids = corpus.agreement.twice()
    if not ids:
        pytest.skip("no passage is annotated twice")
    measures = corpus.agreement.compare(ids)
    assert all(0.7 < measure["f1"] <= 1 for measure in measures.values()), measures
    assert measures["entities"]["f1"] <= measures["entities, any type"]["f1"]
    assert len(corpus.agreement.table(ids).splitlines()) == 2 + len(measures)


def test_the_benchmark_has_an_interval_around_what_it_measures(run):
    tallies = [run.Tally(10, 8, right) for right in (2, 4, 6, 8)]
    low, high = run.interval(tallies)
    assert low < run.total(tallies).f1 < high
    assert (low, high) == run.interval(tallies)
    assert run.Tally().f1 == 0


def test_the_benchmark_cuts_a_graph_by_documents(run, tmp_path):
    a, b = "<https://w3id.org/innograph/document/a>", "<https://w3id.org/innograph/document/b>"
    claim, entity = "<https://w3id.org/innograph/claim/1>", "<https://w3id.org/innograph/entity/place/x>"
    sentence = a.replace(">", "#char=0,9>")
    quads = [
        f'{a} <http://purl.org/dc/terms/source> "a.txt" .\n',
        f'{b} <http://purl.org/dc/terms/source> "b.txt" .\n',
        f'{sentence} <http://example.org/says> "x" .\n',
        f"{claim} {run.DERIVED} {sentence} .\n",
        f'{entity} <http://example.org/label> "X" .\n',
        f"{entity} {run.DERIVED} {sentence} .\n",
        f"{entity} <http://example.org/is> {entity} {run.ONTOLOGY}",
    ]
    (tmp_path / "g.nq").write_text("".join(quads), encoding="utf-8")
    parts = {name: path.read_text() for name, path in run.cut(tmp_path / "g.nq", tmp_path / "parts").items()}
    assert parts == {"a.txt": "".join((quads[0], *quads[2:6])), "b.txt": "".join((quads[1], *quads[4:6]))}


def test_the_benchmark_does_not_score_the_test_split_unasked(run, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["run.py", "--split", "test"])
    with pytest.raises(SystemExit, match="2"):
        run.main()
    assert "--yes-score-the-test-split" in capsys.readouterr().err


def test_the_benchmark_says_that_there_is_no_scorer(run, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("sys.argv", ["run.py"])
    monkeypatch.setattr(run, "SHARED", tmp_path)
    run.main()
    assert re.match("Nothing was measured: .*score.py", capsys.readouterr().out)
