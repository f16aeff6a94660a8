"""Texts as they come out of OCR, for properties: every kind of character that a law might stumble over."""

from hypothesis import strategies as st

PIECES = (
    "春耕", "本报讯", "的", "𠮷", "⽂", "豈", "e\u0301", "が\u3099",  # Han of every plane, radicals, combining marks
    "，", "。", "、", "；", "：", "“", "”", "「", "（", "）", "…", "—",
    ",", ".", ";", ":", "!", "?", "(", ")", '"', "58.8%", "A", "ａ", "９",
    " ", "\t", "\u3000", "\u3000\u3000", "\xa0", "\n", "\n\n", "\r\n", "\r", "\r\n\r\n\r\n", "\x0c", "\u2028",
    "\u200b", "\ufeff", "\u00ad", "\u200d", "\ufe0f", "\x00", "\x1c", "\x85", "\ufffd", "\ue000",
)  # fmt: skip
SURROGATES = ("\ud800", "\udc00")

# What a UTF-8 file can hold, and what a record of a JSONL file may hold besides.
file_texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
texts = st.lists(st.sampled_from(PIECES + SURROGATES), max_size=24).map("".join)
