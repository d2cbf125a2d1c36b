from __future__ import annotations

import pytest

from innograph.encoder import Encoder, read_encoder
from innograph.encoder.windows import FORMS, LONGEST, Window, cut_windows, shape_of
from innograph.model import BlockKind, Sentence


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = read_encoder("en")
    assert found is not None
    return found


def sentence(index: int, text: str, block: int = 0, kind: BlockKind = "paragraph") -> Sentence:
    return Sentence(index, text, tuple(range(len(text))), -1, block, kind)


def windows(encoder: Encoder, *sentences: Sentence) -> list[Window]:
    return cut_windows(sentences, encoder._tokenizer)


def words_of(window: Window, sentences: dict[int, str]) -> list[str]:
    """What the pieces of a window read, joined where they go on with a word."""
    starts = set(window.words.tolist())
    words: list[str] = []
    for at, (number, begin, end) in enumerate(zip(window.sentences, window.begins, window.ends, strict=True)):
        if number >= 0:
            piece = sentences[int(number)][begin:end]
            if at in starts:
                words.append(piece)
            else:
                words[-1] += piece
    return words


def test_the_pieces_of_a_window_lead_back_to_the_characters(encoder: Encoder):
    text = "The Čakovec R&D-hub's 1,250 m² “Žar” laboratory (中关村) opened."
    (window,) = windows(encoder, sentence(0, text))
    assert "".join(words_of(window, {0: text})) == text.replace(" ", "")
    begin = text.index("R&D-hub")
    first, last = window.pieces(0, begin, begin + len("R&D-hub")) or (0, 0)
    assert text[window.begins[first] : window.ends[last - 1]] == "R&D-hub"
    assert window.pieces(1, 0, 4) is None


def test_a_mark_stands_before_each_block_and_not_before_each_sentence(encoder: Encoder):
    (window,) = windows(encoder, sentence(0, "Aims", 0, "heading"), sentence(1, "One.", 1), sentence(2, "Two.", 1))
    assert [int(number) for number in window.sentences].count(-1) == 4  # the first piece, two marks, the last piece


def test_sentences_that_do_not_fit_go_into_the_next_window(encoder: Encoder):
    texts = [f"Sentence number {n} says that the park has grown again." for n in range(100)]
    found = windows(encoder, *(sentence(n, text) for n, text in enumerate(texts)))
    assert all(len(window.ids) <= LONGEST for window in found)
    where = [{int(number) for number in window.sentences} - {-1} for window in found]
    assert set().union(*where) == set(range(100))
    assert sum(map(len, where)) == 100, "each sentence stands in one window"


def test_a_sentence_longer_than_a_window_is_parted_and_nothing_is_lost(encoder: Encoder):
    text = " ".join(f"park{n}," for n in range(500))
    found = windows(encoder, sentence(0, text))
    assert len(found) > 1
    assert all(len(window.ids) <= LONGEST for window in found)
    assert "".join("".join(words_of(window, {0: text})) for window in found) == text.replace(" ", "")


def test_no_sentences_make_no_window(encoder: Encoder):
    assert windows(encoder) == []


@pytest.mark.parametrize(
    ("word", "shape"),
    [("park", 1), ("Park", 2), ("A", 2), ("PARK", 3), ("iPark", 4), ("5G", 5), ("1990", 5), ("-", 6), ("“", 6)],
)
def test_the_shape_of_a_word_is_how_it_is_written(word: str, shape: int):
    assert shape_of(word) == shape


def test_a_word_that_begins_a_line_has_a_shape_of_its_own(encoder: Encoder):
    text = "The park Helps firms"
    lined = Sentence(0, text, tuple(range(len(text))), -1, 0, "paragraph", (0, text.index("Helps")))
    (window,) = windows(encoder, lined)
    assert window.shapes[window.words].tolist() == [FORMS + 2, 1, FORMS + 2, 1]
