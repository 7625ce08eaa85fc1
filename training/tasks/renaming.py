"""The same project in other words: identifiers that it defines itself get other names, consistently everywhere. Pure."""

from __future__ import annotations

import ast
import builtins
import keyword
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from training.tasks.project import Case, Project

SYNONYMS: dict[str, tuple[str, ...]] = {
    "amount": ("amt", "sum_", "value"), "quantity": ("qty", "amount", "units"), "qty": ("quantity", "number"),
    "price": ("cost", "unit_price"), "cost": ("price", "expense"), "total": ("overall", "sum_total", "grand_total"),
    "result": ("res", "out", "output", "answer"), "results": ("found", "matches", "output"), "value": ("val", "v", "number"),
    "values": ("vals", "numbers", "data"), "text": ("s", "string", "raw"), "line": ("row", "entry"), "lines": ("rows",),
    "name": ("label", "title"), "names": ("labels",), "number": ("num", "n"), "numbers": ("nums", "values"),
    "index": ("idx", "position", "i"), "position": ("pos", "place"), "item": ("entry", "element", "it"),
    "entry": ("record", "item"), "entries": ("records",), "record": ("entry", "row"), "records": ("entries", "rows"),
    "minutes": ("mins", "duration"), "seconds": ("secs",), "hours": ("hrs",), "message": ("msg", "note"), "limit": ("maximum", "cap"),
    "maximum": ("limit", "upper"), "minimum": ("lower", "least"), "start": ("begin", "first"), "end": ("stop", "last"),
    "left": ("lhs", "first"), "right": ("rhs", "second"), "width": ("w", "breadth"), "height": ("h",), "size": ("length", "extent"),
    "length": ("size",), "weight": ("mass", "load"), "rate": ("factor", "ratio"), "ratio": ("rate", "share"),
    "user": ("member", "account", "person"), "users": ("members", "people"), "customer": ("client", "buyer"),
    "order": ("purchase", "request"), "orders": ("purchases",), "cart": ("basket", "bag"), "product": ("article", "good"),
    "discount": ("rebate", "reduction"), "tax": ("vat", "duty"), "fee": ("charge",), "balance": ("funds", "saldo"),
    "payment": ("instalment",), "day": ("date_",), "days": ("num_days",), "score": ("points", "rating"), "scores": ("points",),
    "points": ("score_points",), "player": ("gamer", "contestant"), "team": ("squad", "side"), "word": ("term", "token"),
    "words": ("terms", "tokens"), "token": ("part", "piece"), "tokens": ("parts", "pieces"), "key": ("k", "field"),
    "char": ("c", "letter"), "chars": ("letters",), "parts": ("pieces", "fields"), "part": ("piece", "field"),
    "current": ("cur", "now"), "previous": ("prev", "before"), "temperature": ("temp", "degrees"), "speed": ("pace", "velocity"),
    "distance": ("dist", "span"), "message_": ("text_",), "buffer": ("buf",), "node": ("vertex",), "nodes": ("vertices",),
    "graph": ("network",), "path": ("route",), "stack": ("pile",), "room": ("chamber",), "rooms": ("chambers",),
    "book": ("volume", "copy_"), "books": ("volumes",), "task": ("job", "todo"), "tasks": ("jobs", "todos"),
    "event": ("occasion", "meeting"), "events": ("occasions", "meetings"), "level": ("tier", "grade"), "threshold": ("cutoff", "limit"),
    "factor": ("multiplier", "scale"), "first": ("a", "head"), "second": ("b", "other"), "row": ("r", "line_"), "column": ("col",),
    "columns": ("cols",), "best": ("top", "winner"), "average": ("mean_value", "avg"), "count": ("cnt", "num"), "counts": ("tally",),
    "allowed": ("permitted",), "remaining": ("rest", "left_over"), "extra": ("additional", "surplus"), "base": ("basis",),
    "code": ("identifier", "symbol"), "status": ("state", "condition"), "state": ("status",), "config": ("settings", "options"),
    "settings": ("options", "preferences"), "options": ("settings",), "queue": ("backlog", "line_up"), "visits": ("check_ins",),
    "guest": ("visitor",), "guests": ("visitors",), "nights": ("stay_nights",), "ticket": ("pass_",), "amounts": ("sums",),
    "compute": ("calculate", "calc", "get"), "calculate": ("compute", "calc"), "get": ("fetch", "find"), "find": ("locate", "search"),
    "is": ("check",), "parse": ("read", "decode"), "format": ("render", "show"), "make": ("build", "create"), "build": ("make", "create"),
    "create": ("make", "new"), "add": ("insert_", "put"), "remove": ("drop", "delete"), "update": ("refresh", "change"),
    "count_": ("number_of",), "merge": ("combine", "join_up"), "split": ("divide",), "apply": ("use",), "check": ("verify", "inspect"),
    "validate": ("check", "ensure"), "convert": ("to", "transform"), "list": ("all",), "sum": ("total",),
}  # fmt: skip

_RESERVED = (
    set(dir(builtins)) | set(keyword.kwlist) | {"self", "cls", "key", "reverse", "default", "sep", "end", "start", "maxsplit", "step"}
    | {name for kind in (str, list, dict, set, tuple, int, float, bytes) for name in dir(kind)}
)  # fmt: skip


def defined_names(project: Project) -> tuple[list[str], set[str]]:
    """Names that the project defines, and names that it reads as attributes of something that is not its own."""
    own: dict[str, None] = {}
    foreign: set[str] = set()
    for text in project.modules.values():
        for node in ast.walk(ast.parse(text)):
            match node:
                case ast.FunctionDef() | ast.ClassDef():
                    own[node.name] = None
                case ast.arg():
                    own[node.arg] = None
                case ast.Name(ctx=ast.Store()):
                    own[node.id] = None
                case ast.Attribute(value=ast.Name(id="self")):
                    own[node.attr] = None
                case ast.Attribute():
                    foreign.add(node.attr)
                case ast.ImportFrom():
                    if node.module not in project.modules:
                        foreign.update(alias.name for alias in node.names)
                case ast.Import():
                    foreign.update(alias.name for alias in node.names)
                case _:
                    pass
    return [name for name in own if not name.startswith("__")], foreign


def rename(project: Project, rng: random.Random, share: float) -> Project:
    """Rename about ``share`` of the names that have a synonym. The caller checks that the cases still run."""
    own, foreign = defined_names(project)
    blocked = _RESERVED | (foreign - set(own)) | set(project.modules)
    taken = set(own) | blocked
    mapping: dict[str, str] = {}
    for name in own:
        if name in blocked or rng.random() > share:
            continue
        new = _synonym(name, rng)
        if new != name and new not in taken and new.isidentifier():
            mapping[name] = new
            taken.add(new)
    return substitute(project, mapping) if mapping else project


_SYLLABLES = (
    "ba", "bel", "cor", "dan", "dri", "el", "fa", "fin", "gor", "hal", "ist", "ju", "kar", "kle", "lo", "mer", "mon", "nat", "nor", "ol",
    "pa", "pri", "quo", "ras", "rin", "sa", "ster", "tal", "tun", "ul", "vek", "ver", "win", "xa", "yor", "zet",
)  # fmt: skip


def words_of(projects: Iterable[Project]) -> list[str]:
    """The words that the projects' texts are made of, in a fixed order."""
    texts = (text for project in projects for text in project.modules.values())
    return sorted({word for text in texts for word in re.findall(r"[a-z]{3,10}", text)})


def invent(project: Project, rng: random.Random, share: float, words: Sequence[str]) -> Project:
    """Other names for modules and about ``share`` of what they define: two of ``words``, or words that are none.

    They say nothing about what they name, so that they must be copied from where they stand. The caller checks that the cases
    still run.
    """
    own, foreign = defined_names(project)
    blocked = _RESERVED | (foreign - set(own))
    taken = set(own) | blocked | set(project.modules)
    mapping: dict[str, str] = {}
    for name in (*project.modules, *own):
        module = name in project.modules
        if name in blocked or name in mapping or name.isupper() or (module and name in own):
            continue
        new = _invented(name, rng, words)
        if new not in taken and (module or rng.random() < share):
            mapping[name] = new
            taken.add(new)
    changed = substitute(project, mapping)
    return replace(changed, modules={mapping.get(name, name): text for name, text in changed.modules.items()})


def _invented(name: str, rng: random.Random, words: Sequence[str]) -> str:
    if rng.random() < 0.3:
        parts = ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 3))) for _ in name.strip("_").split("_")[:2]]
    else:
        parts = rng.sample(words, rng.choice([1, 2, 2]))
    if name[0].isupper():
        return "".join(part.capitalize() for part in parts)
    return ("_" if name.startswith("_") else "") + rng.choice(["", "_", "_"]).join(parts)


def _synonym(name: str, rng: random.Random) -> str:
    if name.isupper():
        return name
    prefix = "_" if name.startswith("_") else ""
    parts = name.removeprefix("_").split("_")
    changed = [rng.choice(SYNONYMS[part]).strip("_") if part in SYNONYMS else part for part in parts]
    return prefix + "_".join(changed)


def substitute(project: Project, mapping: dict[str, str]) -> Project:
    """Replace whole words everywhere."""
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(mapping, key=len, reverse=True))) + r")\b")

    def change(text: str) -> str:
        return pattern.sub(lambda match: mapping[match[1]], text)

    def change_path(path: str) -> str:
        module, rest = path.split(".", 1)
        return f"{mapping.get(module, module)}.{change(rest)}"

    return replace(
        project,
        modules={name: change(text) for name, text in project.modules.items()},
        cases=tuple(Case(change_path(c.function), tuple(map(change, c.statements))) for c in project.cases),
        about={change_path(path): words for path, words in project.about.items()},
    )
