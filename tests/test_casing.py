from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from innograph.casing import true_cased
from innograph.lexicon import Lexicon
from innograph.model import Document, Sentence
from innograph.parses import parse_sentences
from innograph.sentences import split_sentences
from innograph.settings import Settings


def sentence(text: str) -> Sentence:
    """A sentence with lines as `text` has them."""
    joined = text.replace("\n", " ")
    lines = (0, *(at + 1 for at, character in enumerate(text) if character == "\n" and at + 1 < len(text)))
    return Sentence(0, joined, tuple(range(len(joined))), -1, 0, "paragraph", lines)


def cased(*texts: str) -> list[str]:
    return list(true_cased([sentence(text) for text in texts]))


def test_a_word_that_is_small_elsewhere_loses_the_capital_that_a_line_gave_it():
    broken, whole = cased("The city built a shared\nPlatform for all.", "Each platform is open.")
    assert broken == "The city built a shared platform for all."
    assert whole == "Each platform is open."


def test_a_name_keeps_its_capital_at_the_beginning_of_a_line():
    assert cased("It joined the\nTorch plan.", "The Torch plan is old.")[0] == "It joined the Torch plan."


def test_a_word_of_which_the_document_tells_nothing_stays():
    assert cased("It joined the\nTorch plan.") == ["It joined the Torch plan."]


def test_the_first_word_of_a_sentence_stays():
    assert cased("Platforms grew.", "All platforms are open, all platforms pay.")[0] == "Platforms grew."


def test_a_word_in_capitals_stays():
    assert cased("Spending on\nR and D rose.\nIT firms grew.", "Then it grew, and it fell.")[0].endswith(
        "IT firms grew."
    )


@given(st.lists(st.text(min_size=1), min_size=1))
def test_texts_keep_their_length_and_differ_in_case_alone(texts: list[str]):
    for made, text in zip(cased(*texts), texts, strict=True):
        assert len(made) == len(text)
        assert made.lower() == text.replace("\n", " ").lower()


def test_words_are_told_as_they_are_written(laid_out: Callable[..., Document], lexicon: Lexicon):
    document = laid_out("The city has built a\nPlatform for firms. A platform helps.")
    first, _ = parse_sentences(split_sentences(document, lexicon), Settings())
    word = next(token for token in first.tokens if token.lemma == "platform")
    assert (word.text, word.pos) == ("Platform", "NOUN")
