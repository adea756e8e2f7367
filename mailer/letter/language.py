"""What may be written in `{{ }}` and `{% %}` of a letter: a small part of Jinja2, checked before it is filled in.

Conditions, loops (none within another), `set`, comparisons and some filters. Whatever could run for ever or grow
without end is no part of it: calls, macros, arithmetic, joining of texts. So each letter ends, and is about as long as
its words. Nor is what tells a text from a field without its value (`tracing.py`), such as the test `string`.
"""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from jinja2 import nodes

from mailer.letter.fields import GIVEN

FILTERS = (
    "capitalize",
    "count",
    "d",
    "default",
    "first",
    "last",
    "length",
    "lower",
    "title",
    "trim",
    "truncate",
    "upper",
)
TESTS = ("defined", "undefined", "none", "eq", "ne", "equalto", "in")
_LOOP = ("index", "index0", "revindex", "revindex0", "first", "last", "length")
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr, nodes.Getitem,
    nodes.Slice, nodes.If, nodes.CondExpr, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Test,
    nodes.Filter, nodes.Assign, nodes.For, nodes.List, nodes.Tuple, nodes.Keyword, nodes.Neg,
)  # fmt: skip
_CALLED = {
    nodes.Call: "a call, with “(”",
    nodes.Concat: "“~”: write the two beside each other",
    nodes.Include: "“include”",
    nodes.Import: "“import”",
    nodes.FromImport: "“import”",
    nodes.Extends: "“extends”",
    nodes.Macro: "“macro”",
}


class Slip(NamedTuple):
    """Something in a template that cannot be filled in."""

    line: int
    what: str


def slips(tree: nodes.Template, value_names: Collection[str]) -> Iterator[Slip]:
    """Yield what is wrong in a template, given the names of its values."""
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    yield from _of(tree, [*GIVEN, *value_names, *own], in_loop=False)


def _of(node: nodes.Node, known: list[str], *, in_loop: bool) -> Iterator[Slip]:
    if what := _wrong_name(node, known, in_loop=in_loop) or _wrong_part(node, in_loop=in_loop):
        yield Slip(node.lineno, what)
        return
    for child in node.iter_child_nodes():
        if not (isinstance(node, nodes.Getattr) and _is_given(child)):
            yield from _of(child, known, in_loop=in_loop or isinstance(node, nodes.For))


def _wrong_name(node: nodes.Node, known: list[str], *, in_loop: bool) -> str:
    match node:
        case nodes.Getattr(node=nodes.Name(name="loop"), attr=attribute) if in_loop and attribute in _LOOP:
            return ""
        case nodes.Getattr(node=nodes.Name(name=name), attr=attribute) if name in GIVEN:
            if attribute in GIVEN[name]:
                return ""
            return f"there is no “{name}.{attribute}”{_perhaps(attribute, GIVEN[name], f'{name}.')}"
        case nodes.Getattr(attr=attribute):
            return f"“.{attribute}” belongs to nothing that is known here"
        case nodes.Name(name=name, ctx="load") if name in GIVEN:
            return f"“{name}” is more than one thing: write for instance “{name}.{GIVEN[name][0]}”"
        case nodes.Name(name="loop", ctx="load"):
            return ""  # its attributes are looked at above; alone it prints nothing of use and does no harm
        case nodes.Name(name=name, ctx="load") if name not in known:
            return f"there is no value called “{name}”{_perhaps(name, known)}"
        case nodes.Name(name=name, ctx="store") if name in GIVEN:
            return f"“{name}” is there already and cannot be set"
    return ""


def _wrong_part(node: nodes.Node, *, in_loop: bool) -> str:
    match node:
        case nodes.For(recursive=recursive) if in_loop or recursive:
            return "a loop within a loop has no place in a letter"
        case nodes.Filter(name=name) if name not in FILTERS:
            return f"there is no filter “{name}”; there are {', '.join(FILTERS)}"
        case nodes.Test(name=name) if name not in TESTS:
            return f"there is no test “{name}”; there are {', '.join(TESTS)}"
        case _ if not isinstance(node, _ALLOWED):
            return f"{_CALLED.get(type(node), type(node).__name__.lower())} has no place in a letter"
    return ""


def _is_given(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and (node.name in GIVEN or node.name == "loop")


def _perhaps(name: str, known: Collection[str], before: str = "") -> str:
    near = get_close_matches(name, known, n=1)
    return f"; perhaps you mean “{before}{near[0]}”" if near else ""
