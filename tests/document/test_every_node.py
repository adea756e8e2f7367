"""No class of block or inline is left out by anything that writes documents out."""

import json
from dataclasses import fields, is_dataclass

import pytest

from backup.document.as_json import ALL_NODES, to_json
from backup.document.blocks import ALL_BLOCKS, Block, Document
from backup.document.html import safe_html
from backup.document.inlines import ALL_INLINES
from backup.document.text import plain_text, words
from backup.document.walk import images, walk
from tests.document.every_node import BLOCKS, FULL, words_of


def ids(block: Block) -> str:
    return block.kind


def test_every_class_has_a_kind_of_its_own() -> None:
    kinds = [node.kind for node in ALL_NODES]
    assert len(set(kinds)) == len(kinds)
    assert all(kind == kind.lower() and kind.replace("-", "").isalpha() for kind in kinds)


def test_every_node_is_frozen_slotted_and_by_keyword() -> None:
    for node in ALL_NODES:
        assert is_dataclass(node)
        assert all(field.kw_only for field in fields(node))
        assert "__slots__" in vars(node)
        assert node.__dataclass_params__.frozen  # type: ignore[union-attr]


@pytest.mark.parametrize("block", BLOCKS, ids=ids)
def test_every_word_of_a_block_is_in_the_plain_text(block: Block) -> None:
    text = plain_text(Document(blocks=(block,)))
    assert {word for word in words_of(block) if word not in text} - {"imagetitle", "linktitle"} == set()


@pytest.mark.parametrize("block", BLOCKS, ids=ids)
def test_every_word_of_a_block_is_in_the_safe_html(block: Block) -> None:
    html = safe_html(Document(blocks=(block,)))
    assert {word for word in words_of(block) if word not in html} - {"galleryalt"} == set()


def test_every_node_is_found_by_walking() -> None:
    found = {type(node) for node in walk(FULL)}
    assert found == set(ALL_NODES)


def test_walking_gives_blocks_before_footnotes_and_parents_before_children() -> None:
    kinds = [node.kind for node in walk(FULL)]
    assert kinds[0] == "document"
    assert kinds.index("raw") < kinds.index("footnote")
    assert kinds.index("gallery") < kinds.index("figure", kinds.index("gallery"))


def test_the_pictures_of_a_document_are_those_of_its_figures_galleries_and_lines() -> None:
    assert len(list(images(FULL))) == 3


def test_the_json_of_every_node_is_json_and_names_its_kind() -> None:
    value = to_json(FULL)
    assert json.loads(json.dumps(value)) == value
    text = json.dumps(value)
    assert all(f'"kind": "{node.kind}"' in text for node in (*ALL_BLOCKS, *ALL_INLINES))


def test_the_json_leaves_out_what_is_empty() -> None:
    assert to_json(Document(blocks=())) == {"kind": "document", "blocks": []}


@pytest.mark.parametrize("block", BLOCKS, ids=ids)
def test_only_the_writers_own_words_of_a_block_are_counted(block: Block) -> None:
    """Prose, code and captions are the writer's; what cards, embeds, buttons and pictures say is not."""
    own = {"paragraph": 2, "list": 2, "gallery": 2}
    one = {"heading", "quote", "pull-quote", "code-block", "verse", "figure", "callout", "audience-block", "raw"}
    expected = own.get(block.kind, 1 if block.kind in one | {"embed", "social-post"} else 0)
    assert words(Document(blocks=(block,))) == expected
