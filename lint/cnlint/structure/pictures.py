"""What captions and credits look like: the words and marks that point to a picture, who took it, where it is from.

Grammar of the trade in both scripts, never names; the role model weighs it. Sources: the style guides of the People's
Daily and Xinhua on pictures, usage in newspapers of the mainland, Hong Kong and Taiwan.
"""

from typing import Final

from cnlint.structure.form import Either, Form
from cnlint.structure.forms import SURNAMES

# What engines read for 摄: only where a photographer's name must stand before it.
_MISREAD: Final = "提撮揖接"
_CREDIT_WORD: Final = Form(
    "图圖照供稿视視社片翻",
    r"(?:供图|供圖|制图|製圖|绘图|繪圖|配图|图片来源|資料圖|资料图|资料图片|資料圖片|资料照片|資料照片|供稿|截图|翻攝|"
    r"视觉中国|視覺中國|社发|社發|美聯社|路透社|法新社|中央社|[网網][上络絡][图圖]片)[)）]?[。.]?\Z"
    r"|(?:[图圖照片资資][^。！？]{0,24}|[（(][^（()）]{1,30})提供[)）]?[。.]?\Z",
    ends="图圖源片稿攝国國发發社供",
)
_PHOTOGRAPHER: Final = Form(
    f"摄攝影{_MISREAD}",
    r"(?:(?:摄影|攝影)|[（(][^（()）]{2,30}[摄攝]|(?P<name>[\u3400-\u9fff]{1,8})\s?[/／]?\s?[摄攝])[)）]?[。.]?\Z"
    rf"|(?:[（(]|记者|記者|通讯员|通訊員)[\u3400-\u9fff]{{2,4}}[{_MISREAD}][)）]?\Z",
    lambda match: not match["name"] or _took_picture(match["name"], match.string[: match.start("name")]),
    ends=f"影摄攝{_MISREAD}",
)
CREDIT_END: Final = Either(_CREDIT_WORD, _PHOTOGRAPHER)


def _took_picture(name: str, before: str) -> bool:
    """True for who stands before 摄: 拍摄 and 统摄 are the last word of many a sentence, and a credit of none."""
    if name[-1] in "拍统統":
        return False
    is_set_off = len(name) > 1 and before.endswith((" ", "\u3000", "/", "／", "丨"))
    return is_set_off or name[-1] == "者" or not SURNAMES.isdisjoint(name[-3:-1])  # OCR drops the blank before it


# A credit behind its word (摄：…, 图：…), and the agencies and photographers that foreign pictures name.
CREDIT_NAMED: Final = Form(
    "：:︰丨|/IRBAPSX",
    r"(?:摄|攝|摄影|攝影|图|圖|供图|供圖|制图|製圖|图片|圖片|照片|来源|來源|插画|插畫|Photo|photo)[：:︰丨|/][^。！？，]{2,30}\Z"
    r"|(?:Getty Images|Reuters|Bloomberg|AFP|AP|Press|Shutterstock|Xinhua|Images?|Photos?)[)）]?\Z",
)
# A line that is a credit and nothing else. 图为, 图片说明： and 资料图： begin a caption.
CREDIT_WHOLE: Final = Form(
    "图圖照摄攝漫供",
    r"^[(（]?(?:本版|本文|文中|题|題)?(?:(?:图片|圖片|照片|摄影|攝影|插图|插圖|漫画|漫畫)"
    r"(?:\s?[：:︰/／丨|][^。]{1,30}|(?:[均皆都]?[由系]|[均皆都][为為]|[来來]源|提供|\s)[^。]{1,30})?"
    r"|(?:资料|資料)(?:[图圖]片?|照片?)|[图圖](?:\s?[：:︰/／丨|][^。，]{1,12}|(?:[均皆都]?由|[来來]?源)[^。]{1,30}))[)）]?[。.]?\Z"
    r"|^[(（][^()（）]{1,30}(?:摄|攝|供图|供圖|提供)[)）]\Z",
)
CREDIT_TAIL: Final = Form(
    "(（",
    r"[(（][^()（）]{1,40}(?:摄|攝|供图|供圖|提供|资料图片?|資料圖片?|来源|來源)[^()（）]{0,8}[)）][。.]?\Z"
    rf"|[(（][\u3400-\u9fff]{{2,4}}[{_MISREAD}][)）]\Z",
)
# Words that tell which picture is meant. Engines read 圖 as 圓.
PICTURE_WORD: Final = Form(
    "图圖照圆圓",
    r"^[▲△▼▽↑↓←→◀▶●■◆◎]?\s?(?:压题|壓題)?(?:(?:[上下左右本题題主附]|[上下左右][上下左右中])?[图圖]"
    r"(?:为|為|片|[①-⑨]|[一二三四五1-9]|[上下左右中]?[：:︰]|[上下左右中][为為])|[上下左右]{1,2}[图圖]"
    r"|(?:资料|資料|效果|示意)[图圖]片?[：:︰]|(?:资料|資料)照片?[：:︰]|[图圖]片?[说說]明?[：:︰]|照片[：:︰为為]"
    r"|[（(][上下左右]{1,2}[图圖][)）]|[圆圓][为為])",
)
# Those with which no paragraph begins.
PICTURE_TOLD: Final = Form(
    "图圖",
    r"^(?:[▲△▼▽]?\s?(?:(?:[上下左右]|[上下][左右中]|[左右][上下])?[图圖](?:[①-⑨]|[一二三四五1-9](?!\d))?[为為](?![媒此了])"
    r"|(?:[上下左右]|[上下][左右中]|[左右][上下])[图圖][：:︰]|[图圖](?:[①-⑨]|片[说說]明)[：:︰]))",
)
# A mark that points from a caption to its picture.
PICTURE_POINTER: Final = Form("▲△▼▽↑↓←→◀▶◄►", r"^[▲△▼▽↑↓←→◀▶◄►]")
PICTURE_START: Final = Either(PICTURE_WORD, PICTURE_POINTER)
# Where in the picture somebody stands: （左二）, （前排中）, 左起：. A bare （中） at the end counts parts of a series.
PLACED: Final = Form(
    "左右中",
    r"[（(](?:[前后後中]排|[前后後图圖])?(?:[左右](?:[一二三四五六七八九十1-9]{1,2}|起|者|[侧側])?|[居正]中|中[间間])[)）]"
    r"|[（(](?:[前后後]排)?中[)）](?!\Z)|[左右]起(?:依次)?[：:︰为為]|[从從]左[至到往向]右",
)
# What pictures show and how they were made: words that a caption ends with.
SCENE: Final = Form(
    "场場角景拍图圖照报報影瞰式",
    r"(?:现场|現場|一角|[外全夜]景|航拍|剧照|劇照|海报|海報|[书書]影|俯瞰|合影|[仪儀]式"
    r"|(?:航拍|效果|示意)[图圖]|(?:资料|資料)(?:[图圖]片?|照片?))[)）]?[。.]?\Z",
    ends="场場角景拍图圖片照报報影瞰式",
)


# Of 38,587 long paragraphs of clean news one ends in a credit, of 73 long captions of a daily 70 do.
LONGEST_CAPTION: Final = 150  # characters; 99 % of 991 captions in clean news have 130 at most
_CREDIT_ROOM: Final = 55  # characters of the longest `CREDIT_TAIL`
_POINTER_ROOM: Final = 12  # characters, more than those of any `PICTURE_START`


def is_edged(text: str) -> bool:
    """Whether a long line begins with what points to a picture, or ends in a credit in brackets, as captions do."""
    if len(text) > LONGEST_CAPTION:
        return False
    if text.rstrip("。.")[-1:] in "）)" and (CREDIT_TAIL.search(text[-_CREDIT_ROOM:]) or CREDIT_END.search(text)):
        return True
    return PICTURE_START.search(text[:_POINTER_ROOM]) is not None
