"""What a check of figures comes to, and the slips that explain a difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from innograph.audit.figures import Figure, Interval
from innograph.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Check:
    """Figures set against each other, and whether they agree.

    Args:
        rule: which check this is.
        figures: all that take part, in the order of the text.
        suspect: the figure that is off if they do not agree.
        expected: what it should be by the others; None where none can be said.
        held: whether they agree.
        arithmetic: how the expected value comes about, in words and numbers.
        slip: what may have gone wrong, if that is known.
        severity: how surely they do not agree.
        beside: sentences of the same document that speak for the expected value without a figure.
    """

    rule: str
    figures: tuple[Figure, ...]
    suspect: Figure
    expected: Decimal | None
    held: bool
    arithmetic: str
    slip: str = ""
    severity: Severity = "doubt"
    beside: tuple[int, ...] = ()

    def finding(self) -> Finding:
        """What the graph keeps of a check that did not hold."""
        sentences = {(figure.at[0], figure.found.sentence) for figure in self.figures}
        sentences |= {(self.suspect.at[0], number) for number in self.beside}
        return Finding(
            rule=self.rule,
            kind="observation",
            concerns=(self.suspect.at,),
            because=self.arithmetic,
            severity=self.severity,
            sentences=tuple(sorted(sentences)),
            expected=self.expected,
            slip=self.slip,
        )


def compare(
    rule: str,
    figures: Sequence[Figure],
    suspect: Figure,
    expected: Interval,
    arithmetic: str,
    slips: Mapping[str, str],
) -> Check:
    """A check of a figure against the values that it should have."""
    ordered = tuple(sorted(figures, key=lambda figure: (figure.begin, figure.at)))
    if suspect.interval.meets(expected):
        return Check(rule, ordered, suspect, expected.value, held=True, arithmetic=arithmetic)
    slip = find_slip(suspect, expected, slips)
    severity: Severity = "contradiction" if slip else "doubt"
    return Check(rule, ordered, suspect, expected.value, False, arithmetic, slip, severity)


def find_slip(said: Figure, expected: Interval, slips: Mapping[str, str]) -> str:
    """The slip that makes of an expected value the one that is said, in words; empty if none is known.

    Args:
        said: the figure.
        expected: the values that it should have.
        slips: words for a factor ("10", "10000"), for two digits that are `swapped` and one `digit` that differs.
    """
    for factor, words in slips.items():
        if factor.isdigit():
            number = Decimal(factor)
            if said.interval.times(1 / number).meets(expected) or said.interval.times(number).meets(expected):
                return words
    middle = expected.value
    if middle <= 0 or (expected.high - expected.low) > middle / 50:
        return ""
    one, two = _digits(said.found.value), _digits(middle.to_integral_value() if _is_whole(said) else middle)
    if len(one) < 3 or len(one) != len(two):
        return ""
    differing = [at for at in range(len(one)) if one[at] != two[at]]
    if len(differing) == 1:
        return slips.get("digit", "")
    swapped = len(differing) == 2 and differing[1] == differing[0] + 1
    return slips.get("swapped", "") if swapped and sorted(one) == sorted(two) else ""


def _is_whole(figure: Figure) -> bool:
    return figure.found.value == figure.found.value.to_integral_value()


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", "").replace("-", "").strip("0")


def shown(value: Decimal | None) -> str:
    """A number for people: six digits, thousands set apart.

    >>> shown(Decimal("127569897000"))
    '127,570,000,000'
    """
    if value is None:
        return ""
    rounded = Decimal(f"{value:.6g}")
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
