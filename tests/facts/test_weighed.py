"""Relations weighed: the sites where two entities may be related, what speaks there, and what is made of it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from innograph.errors import LexiconError
from innograph.facts import WeighedRelationFinder
from innograph.facts.circumstances import CircumstanceFinder
from innograph.facts.forests import Forest, read_forest, read_weights
from innograph.facts.options import Option, OptionFinder
from innograph.facts.pairs import PairFinder
from innograph.facts.rivals import RivalReader, gather
from innograph.facts.scenes import Name, Scene
from innograph.gazetteer import read_gazetteer
from innograph.lexicon import read_lexicon
from innograph.model import BlockKind, Claim, Entity, Parse, Sentence, Token
from innograph.ontology import read_ontology

ENTITIES = [
    Entity("Enterprise", "Beta Robotics", (), ()),
    Entity("Enterprise", "Gamma", (), ()),
    Entity("City", "Port Alder", (), ()),
    Entity("Person", "Ann Lee", (), ()),
    Entity("Platform", "Port Alder Blue Hub", (), ()),
    Entity("City", "Shenzhen", (), (), known="Shenzhen"),
    Entity("Country", "China", (), (), known="China"),
]
BETA, GAMMA, ALDER, LEE, HUB, SHENZHEN, CHINA = range(len(ENTITIES))


def scene(text: str, *, index: int = 0, block: int = 0, kind: BlockKind = "paragraph", place: int = -1) -> Scene:
    """A sentence of words whose first is the head of all, with every known name in it that no longer one holds."""
    tokens, at = [], 0
    for number, word in enumerate(text.split()):
        at = text.index(word, at)
        tokens.append(Token(number, word, word.lower(), "NOUN", "NN", "dep", 0, at, at + len(word), ""))
    names: list[Name] = []
    for number, entity in sorted(enumerate(ENTITIES), key=lambda pair: -len(pair[1].label)):
        begin = text.find(entity.label)
        if begin >= 0 and not any(name.begin <= begin < name.end for name in names):
            core = read_ontology().core(entity.type)
            names.append(Name(begin, begin + len(entity.label), number, entity.type, core, "name", entity.label))
    sentence = Sentence(index, text, tuple(range(len(text))), 0, block, kind)
    return Scene(Parse(sentence, tuple(tokens)), tuple(sorted(names, key=lambda n: n.begin)), (), place, -1, -1, "")


def sites(*scenes: Scene) -> dict[tuple[int, int], tuple[str, ...]]:
    cores = [read_ontology().core(entity.type) for entity in ENTITIES]
    found = PairFinder(scenes, ENTITIES, cores, frozenset({"Enterprise", "Place"})).sites()
    return {(site.first.entity, site.second.entity): site.ties for site in found}


def options(*scenes: Scene, claims: tuple[Claim, ...] = ()) -> dict[tuple[int, int], Option]:
    finder = OptionFinder(read_lexicon("en"), read_ontology(), read_gazetteer())
    return {(option.subject, option.object): option for option in finder.find(scenes, ENTITIES, claims)}


@pytest.fixture(scope="module")
def finder() -> WeighedRelationFinder:
    return WeighedRelationFinder(read_lexicon("en"), read_ontology(), read_gazetteer())


def test_names_of_one_sentence_are_a_site_without_ties():
    assert sites(scene("Beta Robotics moved to Port Alder .")) == {(BETA, ALDER): ()}


def test_a_name_is_tied_to_the_place_of_the_document_and_to_what_was_named_just_before():
    first = scene("Gamma grew .", place=ALDER)
    second = scene("Beta Robotics shrank .", index=1, place=ALDER)
    found = sites(first, second)
    assert "place" in found[ALDER, BETA]
    assert "block back 1" in found[GAMMA, BETA]


def test_a_name_is_tied_to_what_its_own_name_holds():
    assert sites(scene("Port Alder Blue Hub opened ."))[ALDER, HUB] == ("in name",)


def test_an_entity_is_never_tied_to_itself():
    found = sites(scene("Gamma grew ."), scene("Gamma shrank .", index=1))
    assert found == {}


def test_options_are_what_the_ontology_allows():
    found = options(scene("Ann Lee leads Beta Robotics ."))
    assert "affiliatedWith" in found[LEE, BETA].predicates
    assert all("affiliatedWith" not in option.predicates for pair, option in found.items() if pair != (LEE, BETA))


def test_a_relation_without_direction_is_one_option():
    found = options(scene("Beta Robotics works with Gamma ."))
    assert "cooperatesWith" in found[BETA, GAMMA].predicates
    assert "cooperatesWith" not in found[GAMMA, BETA].predicates


def test_a_country_may_not_lie_in_its_city():
    found = options(scene("Shenzhen is a city of China ."))
    assert "locatedIn" in found[SHENZHEN, CHINA].predicates
    assert "locatedIn" not in found[CHINA, SHENZHEN].predicates


def test_a_known_place_lies_only_where_it_is_known_to_lie():
    found = options(scene("Shenzhen and Port Alder met ."), scene("Shenzhen is in China .", index=1))
    assert "locatedIn" in found[SHENZHEN, ALDER].predicates
    assert "locatedIn" in found[SHENZHEN, CHINA].predicates
    assert "first known to lie in second" in {trait[1:] for trait in found[SHENZHEN, CHINA].traits}


def test_what_a_rule_says_is_a_trait_of_its_option_only():
    claim = Claim(LEE, "affiliatedWith", BETA, (0,), "affiliatedWith 1", 0.8)
    found = options(scene("Ann Lee leads Beta Robotics ."), claims=(claim,))
    assert "rule affiliatedWith" in found[LEE, BETA].traits
    assert not any(trait.startswith("rule") for trait in found[BETA, LEE].traits)


def test_candidates_are_gathered_over_their_sites_and_compared_with_rivals():
    scenes = (scene("Beta Robotics moved to Port Alder ."), scene("Beta Robotics and Port Alder .", index=1))
    found = list(OptionFinder(read_lexicon("en"), read_ontology(), read_gazetteer()).find(scenes, ENTITIES, ()))
    chances = [[0.4 if p == "locatedIn" and o.site.at == 0 else 0.1 for p in o.predicates] for o in found]
    candidates = gather(found, chances)
    located = next(c for c in candidates if (c.subject, c.predicate, c.object) == (BETA, "locatedIn", ALDER))
    assert [chance for chance, _ in located.options] == [0.4, 0.1]
    cores = [read_ontology().core(entity.type) for entity in ENTITIES]
    reader = RivalReader(candidates, found, scenes, ENTITIES, cores, sorted(read_ontology().relations))
    assert len({len(reader.read(candidate)) for candidate in candidates}) == 1


def test_a_forest_asks_codes_and_bounds():
    tree = {
        "at": [0, 0, 1, 0, 0],
        "bound": [0, 0, 0.5, 0, 0],
        "left": [1, 0, 3, 0, 0],
        "right": [2, 0, 4, 0, 0],
        "value": [0, 1.0, 0, 2.0, 3.0],
        "codes": [[1, 3], None, None, None, None],
    }
    chances = Forest(-2.0, [tree]).chances(np.array([[3.0, 9.0], [2.0, 0.5], [7.0, 0.6]]))
    assert np.log(chances / (1 - chances)).round(6).tolist() == [-1.0, 0.0, 1.0]


def test_files_that_hold_no_weights_say_so(tmp_path: Path):
    path = tmp_path / "relation-weights.tsv"
    path.write_text("\tleads=0.1\nhead\tleads\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"Line 2 of relation-weights.tsv"):
        read_weights(path)
    path.write_text("head\tleads=0.1\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="base"):
        read_weights(path)
    forest = tmp_path / "relation-forest.json"
    forest.write_text(json.dumps({"base": 0.0}), encoding="utf-8")
    with pytest.raises(LexiconError, match="holds no forest"):
        read_forest(forest)


def test_what_rules_find_keeps_their_name_and_is_as_sure_as_it_was_weighed(finder: WeighedRelationFinder):
    claims = finder.find([scene("Ann Lee , founder of Beta Robotics , spoke .")], ENTITIES)
    claim = next(c for c in claims if c.predicate == "affiliatedWith")
    assert (claim.subject, claim.object) == (LEE, BETA)
    assert claim.rule.startswith("affiliatedWith")
    assert 0.3 <= claim.confidence <= 1.0


def test_a_relation_has_the_status_and_time_of_its_own_clause():
    told = scene("Beta Robotics will move to Port Alder ; Gamma did so in 2016 .")
    circumstances = CircumstanceFinder(read_lexicon("en"))
    assert circumstances.find(told, told.text.index("Alder")) == ("planned", "", "")
    assert circumstances.find(told, told.text.index("Gamma")) == ("stated", "2016", "2016")


def test_a_document_without_names_has_no_claims(finder: WeighedRelationFinder):
    assert finder.find([scene("Nothing happened .")], ENTITIES) == []
