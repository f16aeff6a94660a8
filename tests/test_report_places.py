"""Places: every unit agrees with the document's own account of it."""

from hypothesis import given
from hypothesis import strategies as st

from cnlint.document import Document
from cnlint.report.places import places

texts = st.text(st.sampled_from("字,a\n\r𠀀\u0301\ud800"), max_size=40)


@given(texts, st.lists(st.integers(0, 40)), st.booleans())
def test_places_are_those_of_the_document(text: str, wanted: list[int], bom: bool) -> None:
    document = Document(text, bom=bom)
    offsets = {min(offset, len(text)) for offset in wanted}
    found = places(document, offsets)
    assert found.keys() == offsets
    for offset, place in found.items():
        assert (place.line, place.column) == document.position(offset)
        assert place.offset == offset
        assert place.byte == document.byte_offset(offset)
        assert place.utf16 == document.utf16_column(offset) + 1


def test_units_differ_where_characters_do() -> None:
    place = places(Document("首行\r\n𠀀字,", bom=True), [6])[6]
    assert place == (2, 3, 6, 3 + 6 + 2 + 4 + 3, 4)
