"""What a line looks like: the forms of bylines, folios, slogans and the other lines of a newspaper page.

A form is evidence, not a verdict: the role model weighs it together with length, marks, position and neighbours.
Forms are grammar of the trade (who writes, which page), never names of papers, places or people.
Both scripts are spelled out. Sources: style guides of the People's Daily and Xinhua (bylines, datelines),
GB/T 3179-2009 (mastheads and folios), usage in newspapers of the mainland, Hong Kong and Taiwan.
"""

from typing import Final

from cnlint.characters import is_han
from cnlint.lazy import lazy
from cnlint.structure.form import Form

_HAN: Final = "\u3007\u3400-\u9fff"
# The most frequent surnames (after the Ministry of Public Security's yearly name reports),
# with their traditional forms and the frequent two-character ones.
SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方"
    "白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝"
    "包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景"
    "党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓鄧馮蔣餘葉蘇呂盧鍾譚陸範賈韋鄒龍陶賀顧龔邵萬錢嚴湯莊聶魯歐關蘭紀畢單塗駱藍簡車連婁竇黨宮費衛閔鄔邊師榮叢鞏遲鄺談儲閻郟阎"
    "胡亓亢"
)
_COMPOUND_SURNAMES: Final = frozenset(
    {"欧阳", "歐陽", "上官", "司马", "司馬", "诸葛", "諸葛", "司徒", "东方", "東方", "夏侯", "皇甫"}
)
_NAME_SEPARATORS: Final = lazy(r"[\s、,，·/／]+")


_WRITER: Final = "(?:记者|記者|通讯员|通訊員|特派员|特派員|评论员|評論員|撰稿人?|编译|編譯|供稿|作者|主笔|主筆)"
_REPORTER: Final = (
    "(?:本报|本刊|本網|本网|本報|见习|見習|实习|實習|特约|特約|首席|全媒体|全媒體|融媒体|駐|驻|[\u3400-\u9fff]{2,5}[报社]"
    "|晨报|晚报|日报|早报|都市报|快报|商报|时报|新报|新华社|中新社|新華社|中央社|美聯社)?"
    f"(?:[\u3400-\u9fff]{{2}})?{_WRITER}"
)
# What a writer is called has one of these.
_WRITERS: Final = "者讯訊派评評稿译譯笔筆"

BYLINE: Final = Form(
    f"{_WRITERS}撰采採整述文",
    rf"^[■□●○◆◇▲△◎★\-—*]?\s*(?:文[/／、|｜丨]|撰文|撰稿|作者|采写|採寫|整理|口述|翻译|翻譯|{_REPORTER})[：:|｜丨/／\s]*[{_HAN}·\s、/／]{{2,30}}"
    rf"(?:[/／]?(?:文|图|摄|圖|攝|整理|编译|报道|報導|報道|撰文)+[/／]?(?:图|摄|圖|攝)?)?\Z",
)
BYLINE_SIGN: Final = Form(
    f"{_WRITERS}/／|｜丨：源",
    rf"{_WRITER}|^(?:文|图文|圖文|文图)[/／|｜丨：]|／.{{2,6}}(?:報導|報道|报道|電)\Z|[/／]文\Z|^發稿單位|"
    rf"^发稿单位|^来源|^來源",
)
DATELINE: Final = Form(
    "电電讯訊息者",
    r"^(?:本报|本報|本刊|本网|新华社|新華社|中新社|中新网|中央社|据?[\u3400-\u9fff]{2,6}(?:社|网|報|"
    r"报))[\u3400-\u9fff]{0,8}(?:讯|訊|\d{1,2}月\d{1,2}日)?[\u3400-\u9fff]{0,4}(?:电|電|讯|訊|消息)"
    r"|^[(（](?:本报)?(?:记者|記者)",
)
# Where an article goes on, or where more of it stands.
JUMP: Final = Form(
    "版转轉接见見",
    r"^[(（【▶►→▲△◀]*\s?(?:(?:紧|緊)?(?:下转|下轉|上接|转|轉|接|详见|詳見)|(?:相关|相關|更多|详细|詳細)?(?:报道|報道|報導|内容|內容)?(?:详|詳)?[见見])"
    r"(?:[^。]{0,8}版[^。]{0,10}|第?[A-ZＡ-Ｚ]?\d{1,3}[页頁]?)[)）】▶►]*\Z",
)
# Of these, the line at the top of the rest of an article, which names the page that its beginning is on.
BACKWARD: Final = Form("接", r"^[(（【▶►→▲△◀]*\s?(?:紧|緊)?上?接")
FOLIO: Final = Form(
    "第",
    r"^(?:第?\s*[A-Za-zＡ-Ｚ]?\d{1,3}\s*[版页頁]?|[A-ZＡ-Ｚ]\d{1,2}|第[一二三四五六七八九十]{1,3}版|"
    r"[·•\-—]\s*\d{1,3}\s*[·•\-—]|\d+/\d+)\Z",
    figured=True,
)
DATE: Final = Form(
    "年.-/·",
    r"(?:\d{2,4}|[〇零一二三四五六七八九○]{4})\s*[年.\-/·]\s*(?:\d{1,2}|"
    r"[一二三四五六七八九十]{1,3})\s*[月.\-/·]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})日?",
)
WEEKDAY: Final = Form("星周週礼", r"(?:星期|周|週|礼拜)[一二三四五六日天]")
MASTHEAD: Final = Form(
    "报報刊闻版.期办辦历曆邮郵",
    r"[日晚早晨商时時新周快都工农農青法学學导導画畫]\s*(?:报|報|刊)|周刊|週刊|时报|時報|新闻网|导报|本版|"
    r"版面|国内统一[^。]{0,4}[刊版]|[邮郵][发發]代[号號]|[Nn][Oo]\.\d+|[第总總]\d+期|今日\d+版|主[管办辦]主[办辦]|[农農][历曆]",
)
# The section that a page belongs to: the departments of a newspaper, not its names for them.
_SECTIONS: Final = (
    "要闻|要聞|综合|綜合|时政|時政|国际|國際|国内|國內|本[地市省]|地方|社会|社會|民生|经济|經濟|财经|財經|文化|体育|體育|教育|健康|科技|法治|评论|評論|"
    "副刊|专题|專題|专版|特刊|深度|视点|焦点|焦點|热点|关注|關注|观察|服务|服務|生活|城事|都市|县域|区域|區域|两岸|兩岸|港澳|理论|党建|读书|旅游|"
    "周末|人物|天下|广告|廣告|公告|娱乐|娛樂|影视|文艺|生态|基层|乡村|新闻|新聞|特别报道"
)
SECTION: Final = Form(
    "闻聞合政际際内內地市省会會生济濟经經化育康技治论論刊题題版度视点點注察务務活事域岸澳建书游末物下告乐樂影艺态层村道",
    rf"^(?:第?[A-Z]?\d{{0,3}}版?\s?[·•\-—/|｜]?\s?)(?:{_SECTIONS})(?:[·•/\s]?(?:{_SECTIONS}))?(?:版)?\s?[·•\-—/|｜]?\s?(?:[A-Z]?\d{{1,3}}版?)?\Z",
)
EDITOR: Final = Form(
    "编編版校值签图视筹",
    r"(?:^|[\s（(])(?:责任编辑|責任編輯|责编|責編|编辑|編輯|版式|校对|校對|美编|美編|值班|组版|組版|排版|"
    r"签发|審校|审校|校审|制图|版面设计|视觉设计|編審|编审|统筹)[：:\s]*[\u3400-\u9fff]{2,}",
)
ADDRESS: Final = Form(
    "址邮郵话話线線真箱m广廣发發价價售刷阅閱订訂稿微Q客爆",
    r"(?:地址|社址|邮政编码|郵遞區號|邮编|郵編|电话|電話|热线|熱線|传真|傳真|邮箱|郵箱|[Ee]-?mail|广告|廣告|"
    r"发行|發行|定价|定價|零售|印刷|订阅|訂閱|投稿|网址|網址|微信|QQ|客服|爆料)[^。]{0,10}[：:\d@]",
)
PHONE: Final = Form("@wh", r"\d{3,4}[-—一－]\d{6,8}|\b\d{8,11}\b|@|www\.|https?:", figured=True)
BULLET: Final = Form(
    "●■◆★▲○□◇※•·☆→（(、，.．)）①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳第：:",
    r"^(?:[●■◆★▲○□◇※•·☆→]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、，.．]|"
    r"\d{1,2}[.、．)）]|[①-⑳]|第[一二三四五六七八九十\d]{1,3}[，、：章节条届]|问[：:]|答[：:]|[问答問][：:]|"
    r"[\u3400-\u9fff]{2,6}[：:])",
)
# A place or body named first, as kickers do: at most twelve characters up to its generic term.
ORGANISATION: Final = Form(
    "省市县縣区區镇鎮乡鄉街村社大学學中小国國医醫公集研局委法检政协協银銀",
    rf"^[{_HAN}]{{1,12}}?(?:省|市|县|縣|区|區|镇|鎮|乡|鄉|街道|村|社区|社區|大学|大學|学院|學院|中学|小学|"
    rf"國中|國小|医院|醫院|公司|集团|集團|研究院|[\u3400-\u9fff]局|委员会|委員會|法院|检察院|政府|协会|協會|"
    rf"银行|銀行)",
)
# What a paper says of itself between its articles.
NOTICE: Final = Form(
    "码碼扫掃众眾端问問告线線",
    r"二维码|二維碼|[扫掃](?:码|碼|一[扫掃]|描)|公众号|公眾號|客户端|客戶端|法律[顾顧][问問]|公益[广廣]告|(?:新闻|新聞|投诉|报料|爆料|广告|廣告)[热熱][线線]",
)
MARKDOWN: Final = lazy(r"^(#{1,6})\s")
TABLE: Final = lazy(r"\t|\s{2,}\S+\s{2,}|\|.*\|")


_LIMB_ENDS: Final = lazy(r"[\s，、,]+")


def is_name(text: str) -> bool:
    """True for what may be a Chinese personal name: a surname and one or two characters."""
    if not all(map(is_han, text)):
        return False
    return (2 <= len(text) <= 3 and text[0] in SURNAMES) or (3 <= len(text) <= 4 and text[:2] in _COMPOUND_SURNAMES)


_NAME_STARTS: Final = SURNAMES | {name[0] for name in _COMPOUND_SURNAMES}


def is_names(text: str) -> bool:
    """True for one to six names with separators: 林远少 赵秀."""
    if text[:1] not in _NAME_STARTS:
        return False
    parts = _NAME_SEPARATORS.split(text)
    return len(parts) <= 6 and all(map(is_name, parts))


def is_names_glued(text: str) -> bool:
    """True for one to three names that OCR has run together: 林远少赵秀."""
    return _glued(text, 3)


def _glued(text: str, most: int) -> bool:
    if not text:
        return True
    if text[0] not in _NAME_STARTS:
        return False
    return most > 0 and any(is_name(text[:size]) and _glued(text[size:], most - 1) for size in (2, 3, 4))


def is_slogan(text: str) -> bool:
    """True for two or more limbs of equal length, three to nine Han characters each: 节约用水 人人有责."""
    limbs = text.rstrip("。！!")
    first = _LIMB_ENDS.search(limbs)
    if first:
        if not 3 <= first.start() <= 9:
            return False
        return all(len(limb) == first.start() for limb in _LIMB_ENDS.split(limbs))
    # OCR drops the blank: eight or ten Han characters and nothing else.
    return len(text) in (8, 10, 12, 14) and all(map(_is_plain_han, text))


def _is_plain_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char == "\u3007"
