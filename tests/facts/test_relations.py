"""Relations read off the words between names, off lists and off what governs a sentence; records built by hand."""

from __future__ import annotations

import pytest

from innograph.facts.governors import leads
from innograph.facts.relations import RelationFinder
from innograph.facts.scenes import Name, Scene
from innograph.facts.spans import name_lists
from innograph.gazetteer import read_gazetteer
from innograph.lexicon import read_lexicon
from innograph.model import BlockKind, Entity, Parse, Sentence, Token
from innograph.ontology import read_ontology

CLASSES = {
    "Harbour Lab": "Platform",
    "HL": "Platform",
    "Alpha Bank": "FinancialInstitution",
    "Beta": "Enterprise",
    "Gamma University": "University",
    "Ministry of Trade": "GovernmentBody",
    "Seed Programme": "Programme",
    "Ann Lee": "Person",
    "Port Alder": "Place",
    "Blue Hub": "Platform",
    "robots": "Technology",
}
LABELS = sorted(set(CLASSES) - {"HL"})
NUMBERS = {label: number for number, label in enumerate(LABELS)} | {"HL": LABELS.index("Harbour Lab")}
ENTITIES = [Entity(CLASSES[label], label, (), ()) for label in LABELS]


def scene(text: str, *, index: int = 0, block: int = 0, kind: BlockKind = "paragraph", place: int = -1) -> Scene:
    """A sentence whose words have no parse, with every known name in it."""
    tokens, at = [], 0
    for number, word in enumerate(text.split()):
        at = text.index(word, at)
        tokens.append(Token(number, word, word.lower(), "X", "", "", number, at, at + len(word), ""))
    ontology = read_ontology()
    names = [
        Name(begin, begin + len(form), NUMBERS[form], kind_, ontology.core(kind_), "name", form)
        for form, kind_ in CLASSES.items()
        if (begin := text.find(form)) >= 0
    ]
    sentence = Sentence(index, text, tuple(range(len(text))), 0, block, kind)
    return Scene(Parse(sentence, tuple(tokens)), tuple(sorted(names, key=lambda n: n.begin)), (), place, -1, -1, "")


@pytest.fixture(scope="module")
def finder() -> RelationFinder:
    return RelationFinder(read_lexicon("en"), read_ontology(), read_gazetteer())


def found(finder: RelationFinder, *scenes: Scene) -> set[tuple[str, str, str]]:
    return {(LABELS[c.subject], c.predicate, LABELS[c.object]) for c in finder.find(scenes, ENTITIES)}


def test_all_of_a_list_that_describes_its_members_do_what_the_words_say(finder: RelationFinder):
    claims = found(
        finder, scene("The Harbour Lab, set up in 2010 by Alpha Bank, the broker Beta and Gamma University.")
    )
    assert {s for s, p, o in claims if (p, o) == ("establishes", "Harbour Lab")} == {
        "Alpha Bank",
        "Beta",
        "Gamma University",
    }


def test_a_short_form_in_brackets_does_not_part_a_name_from_what_follows(finder: RelationFinder):
    text = "The Harbour Lab (HL), run by Gamma University."
    assert [len(names) for names in name_lists(scene(text))] == [1, 1]
    assert ("Gamma University", "operates", "Harbour Lab") in found(finder, scene(text))


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("the Seed Programme of the Ministry of Trade", ("Ministry of Trade", "operates", "Seed Programme")),
        ("Ann Lee, founder of Beta", ("Ann Lee", "establishes", "Beta")),
        ("Beta, a spin-off of Gamma University", ("Gamma University", "establishes", "Beta")),
        ("Tenants of the Harbour Lab include Beta", ("Beta", "participatesIn", "Harbour Lab")),
        ("Beta, a maker of robots", ("Beta", "develops", "robots")),
        ("Ann Lee (Gamma University)", ("Ann Lee", "affiliatedWith", "Gamma University")),
    ],
)
def test_words_between_names_relate_them(finder: RelationFinder, text: str, claim: tuple[str, str, str]):
    assert claim in found(finder, scene(text))


def test_a_text_is_set_in_its_place_but_not_its_lists(finder: RelationFinder):
    place = LABELS.index("Port Alder")
    prose, item = scene("The Blue Hub has rooms", place=place), scene("Blue Hub", kind="item", place=place)
    assert ("Blue Hub", "locatedIn", "Port Alder") in found(finder, prose)
    assert not found(finder, item)


def test_the_parts_of_a_list_go_on_from_the_sentence_that_opens_it():
    opening = scene("Gamma University:", index=0, block=0)
    item = scene("opened a hub;", index=1, block=1, kind="item")
    after = scene("Much was done.", index=2, block=2)
    actors = frozenset({"University"})
    assert {at: LABELS[name.entity] for at, name in leads([opening, item, after], actors).items()} == {
        0: "Gamma University",
        1: "Gamma University",
    }
