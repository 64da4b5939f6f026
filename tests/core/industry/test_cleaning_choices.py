"""Several answers out of one cell."""

from __future__ import annotations

from typing import Optional

import pytest

from ir_plugin.core.industry.cleaning.choices import OTHER_WORDS, clean_choices
from ir_plugin.core.industry.regions import name_key
from ir_plugin.core.industry.value_lists import VALUE_LISTS


@pytest.mark.parametrize(
    ("text", "list_id", "codes", "repairs"),
    [
        ("LGS MED", "kanal_pasar", "{LGS,MED}", ()),
        ("{LGS,MED}", "kanal_pasar", "{LGS,MED}", ()),
        ("MED LGS", "kanal_pasar", "{LGS,MED}", ()),
        ("Media sosial, Langsung di rumah", "kanal_pasar", "{LGS,MED}", ()),
        ("warung dan pasar", "kanal_pasar", "{WRG,PSR}", ("pilihan",)),
        ("WA/Facebook; toko oleh-oleh", "kanal_pasar", "{TOK,MED}", ("pilihan",)),
        ("Souvenir shop, From home", "kanal_pasar", "{LGS,TOK}", ()),
        ("Pasar, agen beras", "kanal_pasar", "{PSR}", ("pilihan_dibuang",)),
        ("Kabupaten/kota, Provinsi", "jangkauan_pasar", "{KAB,PRV}", ()),
        ("Kredit usaha rakyat (KUR), Bank selain KUR", "sumber_modal", "{KUR,BNK}", ()),
        ("1 5", "layanan", "{1,5}", ()),
        ("Pendampingan, Sarana, prasarana dan peralatan, modal", "layanan", "{3,4,6}", ("pilihan",)),
        ("tidak ada", "layanan", None, ()),
        (" , ", "layanan", None, ()),
    ],
)
def test_several_answers(text: str, list_id: str, codes: Optional[str], repairs: tuple[str, ...]) -> None:
    assert clean_choices(text, list_id) == (codes, repairs, "")


@pytest.mark.parametrize("text", ["agen beras", "bukan pasar", "9", "x" * 2000])
def test_an_answer_is_not_guessed(text: str) -> None:
    assert clean_choices(text, "kanal_pasar") == (None, (), "pilihan_tak_dikenal")


@pytest.mark.parametrize("list_id", OTHER_WORDS)
def test_other_words_for_an_answer_mean_one_only(list_id: str) -> None:
    values = VALUE_LISTS[list_id].values
    own = [{name_key(each.code), name_key(each.label.id), name_key(each.label.en)} for each in values]
    words = [name_key(word) for words in OTHER_WORDS[list_id].values() for word in words]
    assert set(OTHER_WORDS[list_id]) <= {each.code for each in values}
    assert len(set().union(*own, words)) == sum(map(len, own)) + len(words)
