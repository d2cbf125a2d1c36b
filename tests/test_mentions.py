from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from innograph.entities import EntityResolver
from innograph.entities.abbreviations import Abbreviations
from innograph.gazetteer import read_gazetteer
from innograph.lexicon import read_lexicon
from innograph.mentions import MentionFinder
from innograph.mentions.candidates import Candidate, Word, choose
from innograph.mentions.governors import Governors
from innograph.mentions.heads import HeadFinder
from innograph.mentions.numbered import NumberedFinder
from innograph.mentions.people import PeopleFinder
from innograph.mentions.phrases import PhraseFinder
from innograph.mentions.quoted import QuotedFinder
from innograph.mentions.references import ReferenceFinder
from innograph.mentions.rows import RowFinder
from innograph.model import Document, Mention, Parse, Sentence, Span, Token

LEXICON = read_lexicon("en")
HEADS = HeadFinder(LEXICON)


def tagged(text: str, tag: str = "NN", dep: str = "") -> list[Word]:
    """Words of a text; those with capitals are proper nouns."""
    found = []
    for match in re.finditer(r"\w[\w&/.'’-]*\w|\w|[^\w\s]", text):
        proper = match[0][0].isupper()
        found.append(Word(match[0], *match.span(), "PROPN" if proper else "NOUN", "NNP" if proper else tag, dep))
    return found


def sentence(text: str, index: int = 0) -> Sentence:
    return Sentence(index, text, tuple(range(len(text))), -1, 0, "paragraph")


def headed(text: str) -> set[tuple[str, str]]:
    return {(text[c.begin : c.end], c.type) for c in choose(HEADS.find(tagged(text)))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Plantomics and Dijle Diagnostics",
            {("Dijle Diagnostics", "Enterprise")},
        ),
        (
            "Harlem Steel Group and Velde Aviation Co., Ltd.",
            {("Harlem Steel Group", "Enterprise"), ("Velde Aviation Co., Ltd.", "Enterprise")},
        ),
        (
            "Northern Seeds Programme of the Coastal Promotion Agency",
            {("Northern Seeds Programme", "Programme"), ("Coastal Promotion Agency", "GovernmentBody")},
        ),
        (
            "Ministry of Communications, Innovation and Digital Economy",
            {("Ministry of Communications, Innovation and Digital Economy", "GovernmentBody")},
        ),
        (
            "Interim Measures for the Selection, Funding and Management of Talents",
            {("Interim Measures for the Selection, Funding and Management of Talents", "Policy")},
        ),
        ("VELDE UNIVERSITY", {("VELDE UNIVERSITY", "University")}),
        ("Velde Strategy 2030", {("Velde Strategy 2030", "Policy")}),
        ("Linhai Science City", {("Linhai Science City", "Zone")}),
    ],
)
def test_names_end_where_another_begins(text: str, names: set[tuple[str, str]]):
    assert headed(text) == names


@pytest.mark.parametrize("joiner", [" and ", " & ", " and the "])
def test_two_known_names_with_and_between_are_two(joiner: str, laid_out: Callable[..., Document]):
    text = f"Rolls-Royce{joiner}Nanyang Technological University."
    tokens = tuple(
        Token(at, w.text, w.text, w.pos, w.tag, "", at, w.begin, w.end, "") for at, w in enumerate(tagged(text))
    )
    found = MentionFinder(LEXICON, read_gazetteer()).find(laid_out(text), [Parse(sentence(text), tokens)])
    assert {(m.text, m.type) for m in found} == {
        ("Rolls-Royce", "Enterprise"),
        ("Nanyang Technological University", "University"),
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("under Decree 118 of 2016 the park", "Decree 118 of 2016"),
        ("by Decision No. 844/QD-TTg of the court", "Decision No. 844/QD-TTg"),
        ("see Law 27.506 there", "Law 27.506"),
    ],
)
def test_policies_are_named_by_their_number(text: str, name: str):
    (found,) = NumberedFinder(LEXICON).find(text)
    assert (text[found.begin : found.end], found.type) == (name, "Policy")


def test_the_second_decision_of_a_meeting_is_no_policy():
    assert list(NumberedFinder(LEXICON).find("Decision 2 was taken.")) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('the Innovation Centre "Suvchi" opened', "Platform"),
        ('the Venture Fund "Tomchi" opened', "Fund"),
        ('the sensor "Churi" was shown', "Technology"),
    ],
)
def test_a_quoted_name_is_what_the_words_before_it_call_it(text: str, kind: str):
    assert [c.type for c in QuotedFinder(LEXICON, HEADS).find(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was moved by Mr. Guidry today.", "Guidry"),
        ("The report of D. Kostas was heard.", "D. Kostas"),
        ("We grow, said Maria Lopez, here.", "Maria Lopez"),
        ("So it goes, Professor Gao Yuhe said.", "Gao Yuhe"),
    ],
)
def test_people_are_found_by_title_initials_and_speech(text: str, name: str):
    found = choose(PeopleFinder(LEXICON).find(Parse(sentence(text), ())))
    assert [text[c.begin : c.end] for c in found] == [name]


@pytest.mark.parametrize(
    ("text", "count"), [("in the province after", 1), ("in the Province Hall", 0), ("the city of X", 0)]
)
def test_references_are_followed_by_anything_but_a_name(text: str, count: int):
    assert len(list(ReferenceFinder(LEXICON).find(text))) == count


def phrases(text: str, *tokens: tuple[str, str, int]) -> set[tuple[str, str]]:
    """The phrases of a sentence whose words are (text, dependency, head)."""
    made, begin = [], 0
    for index, (word, dep, head) in enumerate(tokens):
        begin = text.index(word, begin)
        made.append(Token(index, word, word, "NOUN", "NNS", dep, head, begin, begin + len(word), ""))
        begin += len(word)
    found: list[Candidate] = list(PhraseFinder(LEXICON).find(tagged(text, "NNS"), (), Governors(made)))
    return {(text[c.begin : c.end], c.type) for c in found}


def test_enterprises_are_a_group_where_something_is_done_for_them():
    support = phrases("support enterprises", ("support", "ROOT", 0), ("enterprises", "dobj", 0))
    count = phrases("count enterprises", ("count", "ROOT", 0), ("enterprises", "dobj", 0))
    assert (support, count) == ({("enterprises", "StakeholderGroup")}, set())


def test_prizes_are_called_by_their_rank():
    text = "it won the grand prize and the 2021 best paper prize"
    found = PhraseFinder(LEXICON).awards(text)
    assert [text[c.begin : c.end] for c in found] == ["grand prize", "2021 best paper prize"]


@pytest.fixture
def resolve() -> Callable[..., set[tuple[str, str]]]:
    resolver = EntityResolver(LEXICON, read_gazetteer())

    def resolved(*names: tuple[str, str, str]) -> set[tuple[str, str]]:
        """The class and label of what mentions of (text, class, rule), one a sentence, come to."""
        sentences = [sentence(text, at) for at, (text, _, _) in enumerate(names)]
        mentions = [
            Mention(
                -1 if rule == "front matter" else at,
                0,
                len(text),
                Span(0, len(text)),
                text,
                kind,
                rule,
                kind="reference" if rule == "reference" else "name",
            )
            for at, (text, kind, rule) in enumerate(names)
        ]
        _, entities, _ = resolver.resolve(sentences, mentions)
        return {(entity.type, entity.label) for entity in entities}

    return resolved


def test_the_place_of_the_front_matter_is_named_there(resolve: Callable[..., set[tuple[str, str]]]):
    place = ("Qualmstadt", "Place", "front matter")
    assert resolve(place) == {("Place", "Qualmstadt")}
    assert resolve(place, ("the city", "City", "reference")) == {("Place", "Qualmstadt")}


def test_a_body_that_is_nowhere_named_is_named_by_its_reference(resolve: Callable[..., set[tuple[str, str]]]):
    assert resolve(("the Ministry", "GovernmentBody", "reference")) == {("GovernmentBody", "Ministry")}
    assert resolve(("the department", "GovernmentBody", "reference")) == set()


def test_a_surname_is_the_person_who_bears_it(resolve: Callable[..., set[tuple[str, str]]]):
    assert resolve(("Maria Lopez", "Person", "title"), ("Lopez", "Person", "title")) == {("Person", "Maria Lopez")}


def test_a_place_with_its_level_in_lower_case_is_the_place(resolve: Callable[..., set[tuple[str, str]]]):
    found = resolve(("Shenzhen region", "Region", "head"), ("Shenzhen City", "City", "head"))
    assert len(found) == 1


def test_a_place_is_no_short_form_of_the_university_that_bears_its_name(resolve: Callable[..., set[tuple[str, str]]]):
    university = ("Qualmstadt University", "University", "head")
    assert resolve(university, ("Qualmstadt", "Place", "model")) == {
        ("University", "Qualmstadt University"),
        ("Place", "Qualmstadt"),
    }


def test_the_first_words_of_a_firm_are_the_firm_also_where_it_is_named_in_two_lengths(
    resolve: Callable[..., set[tuple[str, str]]],
):
    firm = ("Qualm Optics Inc", "Enterprise", "head")
    shorter, shortest = ("Qualm Optics", "Enterprise", "encoder"), ("Qualm", "Enterprise", "encoder")
    assert resolve(firm, shorter, shortest) == {("Enterprise", "Qualm Optics Inc")}
    once_a_place = ("Qualm", "Place", "model")
    assert resolve(firm, shortest, shortest, once_a_place) == {("Enterprise", "Qualm Optics Inc")}
    other = ("Qualm Nordic AB", "Enterprise", "head")
    assert ("Enterprise", "Qualm") in resolve(firm, shortest, other), "it may be either"


def test_a_short_form_in_quotes_and_brackets_stands_for_the_name_before_it():
    text = 'Qualm Optics SE ("Qualm" or the "Company") makes lenses.'
    name = Mention(0, 0, 15, Span(0, 15), "Qualm Optics SE", "Enterprise", "head")
    forms = Abbreviations(LEXICON, read_gazetteer()).find([sentence(text)], [name])
    assert [form.reason for form in forms if form.short == "Qualm"] == ["'Qualm' stands in brackets after the name"]


def test_a_class_noun_alone_means_what_of_its_class_was_named(resolve: Callable[..., set[tuple[str, str]]]):
    institute = ("Institute of Quiet Motors", "ResearchInstitute", "head")
    alone = ("Institute", "ResearchInstitute", "encoder")
    assert resolve(institute, alone) == {("ResearchInstitute", "Institute of Quiet Motors")}
    assert resolve(alone) == {("ResearchInstitute", "Institute")}


def test_initials_are_a_name_where_one_alone_has_them(resolve: Callable[..., set[tuple[str, str]]]):
    institute = ("Institute of Quiet Motors", "ResearchInstitute", "head")
    short = ("IQM", "GovernmentBody", "model")
    assert resolve(institute, short) == {("ResearchInstitute", "Institute of Quiet Motors")}
    other = ("Inland Quarry Museum", "Platform", "head")
    assert ("GovernmentBody", "IQM") in resolve(institute, short, other)


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (
            ["| District | Firms |", "| Harrow Flats | 12 |", "| Low Mere (new) | 1,204 |", "| Total | 1,216 |"],
            [("Harrow Flats", "Place"), ("Low Mere", "Place")],
        ),
        (["| Tech hubs | Award |", "| Heartland BioWorks | 51 |"], [("Heartland BioWorks", "Platform")]),
        (["| Sector or field | Jobs |", "| Health and ageing | 51 |"], [("Health and ageing", "Industry")]),
        (["| Indicator | 2020 |", "| Patents | 51 |"], []),
        (["| District | Mayor |", "| Harrow Flats | Ann Lee |"], []),
    ],
)
def test_the_corner_of_a_table_tells_the_class_of_what_its_rows_name(table: list[str], names: list[tuple[str, str]]):
    rows = [Sentence(at, text, tuple(range(len(text))), -1, at, "row") for at, text in enumerate(table)]
    found = RowFinder(LEXICON).find([Parse(row, ()) for row in rows])
    assert [(table[at][c.begin : c.end], c.type) for at, c in found.items()] == names
