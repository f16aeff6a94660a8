"""What findings saw, in words of English and of Chinese: the kinds of evidence (law 6) and the changes only suggested.

Rules bring their own messages. A kind that the catalogue does not know is shown as it is called.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cnlint.findings import Evidence, Finding, Safety, Value
from cnlint.messages import Words, say

NOTHING: Final = "∅"  # what stands before an insertion and after a removal


class Saying(NamedTuple):
    """How a kind of evidence is told.

    `speaks_for` is said of text, of whole numbers and of weights above zero. A weight is a floating-point number: the
    share that this part has in a score, in log-odds; below zero `against` is said. `{value}` stands where the value
    goes; words without it have the value put after them.
    """

    speaks_for: Words
    against: Words | None = None


EVIDENCE: Final[Mapping[str, Saying]] = {
    # seams: the two sides of a place where a paragraph may be cut
    "probability": Saying(Words("probability {value} that both sides are one", "两侧同属一段的概率为 {value}")),
    "straddling-quote": Saying(
        Words("a quotation mark or bracket opens on one side and closes on the other", "引号或括号跨在断处两侧"),
        Words("the quotation marks and brackets do not need the other side", "引号和括号不需要另一侧来配对"),
    ),
    "straddling-frame": Saying(
        Words("a construction begins on one side and goes on on the other", "一个语法结构跨在断处两侧"),
        Words("no construction needs the other side", "没有语法结构需要另一侧"),
    ),
    "cut-word": Saying(Words("a word is cut in two", "一个词被断成两截"), Words("no word is cut", "没有词被断开")),
    "cut-number": Saying(
        Words("a figure is cut from its rest or its unit", "数字与其余部分或单位断开"),
        Words("the figure before the break is complete", "断处之前的数字是完整的"),
    ),
    "pause-mark": Saying(Words("the left side ends in a mark that ends no paragraph", "左侧以不能结束段落的标点收尾")),
    "no-final-mark": Saying(Words("the left side has no final mark", "左侧没有句末标点")),
    "ending": Saying(
        Words("the left side ends as paragraphs do not end", "左侧的收尾不像段落的结束"),
        Words("the left side ends as paragraphs end", "左侧的收尾像段落的结束"),
    ),
    "opening": Saying(
        Words("the right side opens as paragraphs do not open", "右侧的开头不像段落的起始"),
        Words("the right side opens as paragraphs open", "右侧的开头像段落的起始"),
    ),
    "language": Saying(
        Words("the words on both sides continue each other", "两侧的文字前后相续"),
        Words("the words on both sides do not continue each other", "两侧的文字互不相续"),
    ),
    "collocation": Saying(
        Words("the words at the break seldom end or start sentences", "断处两侧的词很少用作句末或句首"),
        Words("the words at the break often end or start sentences", "断处两侧的词常用作句末或句首"),
    ),
    "cut-page": Saying(
        Words("the page has paragraphs that are cut beyond doubt", "本页另有确凿无疑的断段"),
        Words("nothing else on the page is cut beyond doubt", "本页别处没有确凿的断段"),
    ),
    "echo": Saying(
        Words("what the break parts stands elsewhere on the page in one piece", "断处分开的字串在本页别处连写"),
        Words("nothing that the break parts stands elsewhere on the page", "断处两侧的字串在本页别处未见连写"),
    ),
    "full-measure": Saying(
        Words("the line before the break fills the column", "断处之前的一行排满了栏宽"),
        Words("the line before the break ends short of the column", "断处之前的一行没有排满栏宽"),
    ),
    "same-block-width": Saying(
        Words("both sides have the same line width", "两侧的行宽相同"),
        Words("the two sides differ in line width", "两侧的行宽不同"),
    ),
    "indent": Saying(
        Words("the right side has no indent where paragraphs have one", "右侧没有段首空格，而本文段落都有"),
        Words("the right side is indented as a paragraph is", "右侧像段落一样空格起行"),
    ),
    "blank-run": Saying(
        Words("the blank lines between fit a column or page end", "中间的空行像是栏尾或页尾"),
        Words("the blank lines between fit the end of a paragraph", "中间的空行像是段落的间隔"),
    ),
    "habit": Saying(
        Words("this text often breaks off without a final mark", "本文常在没有句末标点处断开"),
        Words("this text seldom breaks off without a final mark", "本文很少在没有句末标点处断开"),
    ),
    "between": Saying(
        Words("what stands between belongs elsewhere", "夹在中间的内容另有所属"),
        Words("what stands between may end a paragraph", "夹在中间的内容可能分隔段落"),
    ),
    "role": Saying(
        Words("lines of this kind are often spread over two blocks", "这一类文字常被拆成两块"),
        Words("lines of this kind are seldom spread over two blocks", "这一类文字很少被拆成两块"),
    ),
    "length": Saying(
        Words("the lengths fit one text cut in two", "长度像是一段断成两截"),
        Words("the lengths fit two texts", "长度像是两段文字"),
    ),
    "bias": Saying(
        Words("most places of this kind are cuts", "这一类位置多为断开之处"),
        Words("few places of this kind are cuts", "这一类位置很少是断开之处"),
    ),
    # forms of lines
    "byline-form": Saying(Words("has the form of a byline", "具有署名行的格式")),
    "credit-form": Saying(Words("has the form of a photo credit", "具有图片署名的格式")),
    "picture-form": Saying(Words("opens as captions do", "具有图片说明的开头")),
    "folio-form": Saying(Words("has the form of a folio or a date", "具有版次或日期的格式")),
    "masthead-form": Saying(Words("names a newspaper", "含有报刊名称")),
    "jump-form": Saying(Words("has the form of a jump line", "具有转版提示的格式")),
    "imprint-form": Saying(Words("has the form of an imprint", "具有版权信息或联系方式的格式")),
    "slogan-form": Saying(Words("has the even limbs of a slogan", "具有标语的对称句式")),
    # lines and headings
    "full-lines": Saying(Words("lines that fill the column: {value}", "排满栏宽的行：{value}")),
    "missing-number": Saying(Words("the number that is left out: {value}", "缺少的序号：{value}")),
    "no-body": Saying(Words("no text stands under it", "其下没有正文")),
    # places and repetition
    "repeats": Saying(Words("times that it stands here: {value}", "出现次数：{value}")),
    "learned-line": Saying(
        Words("learned from your corpus, where it stands on {value} files", "从语料中学得：在 {value} 个文件中出现")
    ),
    "position": Saying(Words("position on the page", "在版面上的位置")),
    "stands-twice": Saying(Words("a half stands twice around a picture", "半段在图片前后重复出现")),
    "twin": Saying(Words("the same text stands at", "相同的文字位于")),
    "stands-elsewhere": Saying(
        Words(
            "the index of your corpus has a copy with no more damage at {value}",
            "语料索引中，{value} 有一份损坏不多于此的文本",
        )
    ),
    "aligned": Saying(Words("aligned with it, {value} of the characters are the same", "逐字对齐后 {value} 的字相同")),
    "copies": Saying(Words("copies in the corpus: {value}", "语料中的份数：{value}")),
    "neighbour": Saying(Words("the neighbouring text decides", "由相邻文字决定")),
    # figures
    "no-such-date": Saying(Words("no calendar has this day", "历法中没有这一天")),
    "no-such-time": Saying(Words("no hour has so many minutes", "一小时没有这么多分钟")),
    "weekday-is": Saying(Words("this day was {value}", "这一天是{value}")),
    "share-is": Saying(Words("the share reckoned from the two figures: {value}", "由两数算得的占比：{value}")),
    "change-is": Saying(Words("the change reckoned from the two figures: {value}", "由两数算得的增减：{value}")),
    "sum-is": Saying(Words("the parts add up to {value}", "各部分合计 {value}")),
    # paragraphs that are glued or broken off
    "indent-inside": Saying(Words("an indent stands inside the line", "行内有段首缩进")),
    "speaker-inside": Saying(
        Words("other paragraphs that open with this name: {value}", "以此名开头的其他段落：{value} 段"),
    ),
    "starts-inside": Saying(Words("it begins with {value}", "以“{value}”开头")),
    "ends-inside": Saying(Words("it ends in {value}", "以“{value}”结尾")),
    "read-as": Saying(Words("the encoding it was read in: {value}", "误用的编码：{value}")),
    # the whole document
    "lost_characters": Saying(Words("characters lost or unassigned: {value}", "缺失或无定义的字符：{value} 个")),
    "fluency": Saying(
        Words("its characters follow each other badly: {value} of 1.5", "字与字的连贯程度：{value}（通常为 1.5）")
    ),
    "upper_latin": Saying(Words("letters of the upper half of Latin-1: {value}", "Latin-1 高位字母：{value} 个")),
    "common_characters": Saying(Words("share of the commonest characters: {value}", "最常用字所占比例：{value}")),
    "kana": Saying(Words("kana: {value}", "假名：{value} 个")),
    "hangul": Saying(Words("Hangul syllables: {value}", "谚文：{value} 个")),
    "han_characters": Saying(Words("Han characters: {value}", "汉字：{value} 个")),
}


def describe(evidence: Evidence, lang: str) -> str:
    """One piece of evidence in words, without a final mark."""
    saying = EVIDENCE.get(evidence.kind)
    if saying is None:
        return _with_value(evidence.kind, evidence.value, lang)
    words = saying.speaks_for
    if _is_against(evidence) and saying.against is not None:
        words = saying.against
    template = words.zh if lang == "zh" else words.en
    if "{value}" in template:
        return template.replace("{value}", str(evidence.value))
    return _with_value(template, evidence.value, lang)


def _is_against(evidence: Evidence) -> bool:
    return isinstance(evidence.value, float) and evidence.value < 0


def explain(finding: Finding, lang: str) -> Iterator[str]:
    """What a reader is told below a finding's message, a line each.

    What speaks for it, what speaks against it, and the change that is suggested if its fix is only shown.
    """
    semicolon = "；" if lang == "zh" else "; "
    for key, against in (("because", False), ("although", True)):
        parts = [describe(part, lang) for part in finding.evidence if _is_against(part) is against]
        if parts:
            yield say(key, lang, what=semicolon.join(parts))
    if finding.fix is not None and finding.fix.safety is Safety.DISPLAY:
        changes = (f"{edit.old or NOTHING} → {edit.new or NOTHING}" for edit in finding.fix.edits)
        yield say("suggestion", lang, what=semicolon.join(changes))


def _with_value(words: str, value: Value, lang: str) -> str:
    if value == "":
        return words
    if isinstance(value, float):
        return f"{words}（{value:+g}）" if lang == "zh" else f"{words} ({value:+g})"
    return f"{words}：{value}" if lang == "zh" else f"{words}: {value}"
