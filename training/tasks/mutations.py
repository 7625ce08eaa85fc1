"""Every way in which a correct function can be broken by one small edit: the families of bugs. Pure."""

from __future__ import annotations

import ast

from training.tasks.mutation import Finder, Mutation
from training.tasks.mutations_of_names import arguments, methods, names, normalisation
from training.tasks.mutations_of_operators import comparisons, logic, off_by_one, operators
from training.tasks.mutations_of_statements import returns, statements
from training.tasks.mutations_of_values import constants, signature_defaults
from training.tasks.source import Source

FINDERS: tuple[Finder, ...] = (
    operators, comparisons, logic, off_by_one, constants, signature_defaults, names, methods, normalisation, arguments, returns,
    statements,
)  # fmt: skip


def mutations(source: Source, function: ast.FunctionDef) -> list[Mutation]:
    """Every mutation of a function. Not all of them parse: ``parses`` tells."""
    return [mutation for finder in FINDERS for mutation in finder(source, function)]
