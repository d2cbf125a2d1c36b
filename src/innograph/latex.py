"""Tables as LaTeX."""

from __future__ import annotations

from collections.abc import Sequence

Cell = str | int | float | None

# What LaTeX takes for a command, and how it prints it.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
_TABLE = str.maketrans(_ESCAPES)


def write_latex(columns: Sequence[str], rows: Sequence[Sequence[Cell]], *, caption: str = "", note: str = "") -> str:
    r"""A table environment with the rules of booktabs; columns of numbers are set to the right.

    Args:
        columns: the heads.
        rows: text and numbers; numbers are shown to six digits, None as nothing.
        caption: above the table.
        note: below it.

    >>> print(write_latex(["name", "R&D_share"], [["50% club", -0.5]]))
    \begin{table}
      \centering
      \begin{tabular}{lr}
        \toprule
        name & R\&D\_share \\
        \midrule
        50\% club & $-0.5$ \\
        \bottomrule
      \end{tabular}
    \end{table}
    <BLANKLINE>
    """
    numbers = [
        any(row[at] is not None for row in rows) and all(isinstance(row[at], int | float | None) for row in rows)
        for at in range(len(columns))
    ]
    lines = [
        r"\begin{table}",
        r"  \centering",
        *([rf"  \caption{{{escape_latex(caption)}}}"] if caption else []),
        rf"  \begin{{tabular}}{{{''.join('r' if number else 'l' for number in numbers)}}}",
        r"    \toprule",
        _line(columns),
        r"    \midrule",
        *(_line([_shown(cell) for cell in row], escaped=True) for row in rows),
        r"    \bottomrule",
        r"  \end{tabular}",
        *([r"  \par\smallskip", rf"  \footnotesize {escape_latex(note)}"] if note else []),
        r"\end{table}",
    ]
    return "\n".join(lines) + "\n"


def escape_latex(text: str) -> str:
    r"""A text that LaTeX prints as it is.

    >>> escape_latex("R&D: 5% of {GDP}")
    'R\\&D: 5\\% of \\{GDP\\}'
    """
    return " ".join(text.split()).translate(_TABLE)


def _line(cells: Sequence[str], *, escaped: bool = False) -> str:
    return "    " + " & ".join(cell if escaped else escape_latex(cell) for cell in cells) + r" \\"


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return escape_latex(cell)
    shown = f"{cell:.6g}" if isinstance(cell, float) else str(cell)
    figure, _, power = shown.partition("e")
    if power:
        return rf"${figure} \times 10^{{{int(power)}}}$"
    return f"${shown}$" if shown.startswith("-") else shown
