"""What newspapers print beside their text, put at every place of hand-written pages: each line is known for what it is.

The lines are of forms that papers use, with invented names; a share of the places may be missed, for the model weighs
a line's form against what stands around it.
"""

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import pytest

from cnlint.document import Document
from cnlint.structure.analysis import analyse
from cnlint.structure.model import FURNITURE_ROLES, PICTURE_ROLES, Role

PAGES = Path(__file__).parent / "pages" / "raw"
NAMES = ("clean-police", "mountain-school", "river-bridge", "harbour-lights", "school-canteen", "village-fair")

POINTED = """
上图为工人们正在检修设备。
图为工人们正在检修设备
下图：工人们正在检修设备。
左图：工人在检修设备
图①：工人们正在检修设备
▲工人们正在检修设备
▼新的生产线已经投产，每小时可以生产三百件产品。
资料图：工人们正在检修设备。
圖為工人們正在檢修設備。
"""
PLACED = """
工人（右一）正在检修设备
王小明（左二）与工人交流。
在车间里，方宁（左）和同事一起检修设备。
左起：方宁、王小明、吴越
新设备（效果图）
"""
CREDITED = """
图为车间一角。方宁 摄
工人们正在检修设备。 新华社发
工人们正在检修设备。资料图
检修设备的工人们。本报记者 方宁 摄
圖為工人檢修設備。記者方寧攝
車間一角（資料照片）
本版图片均由方宁摄
"""
REPORTED = """
入夏以来，临江市各家工厂抢抓订单，车间里机器日夜不停。市总工会给一线工人送去绿豆汤和防暑药品，还请来医生现场坐诊，一周里有两百多人前来问诊。图为工人们正在检修设备。（方宁摄）
五月六日，三百多名工人在厂区广场参加技能比武，六个工种的选手轮番登场，围观的家属不时喝彩。比武每年一次，今年已是第八届。这是电工组的决赛现场。（本报记者方宁摄）
今年春天，镇里的合作社添了三台烘干机，阴雨天也不怕稻谷发芽，十里八乡的农户都把新收的稻谷送到这里来烘干，一天能烘六十吨，机手们轮班吃住在场院里。（新华社发）
新落成的图书馆藏书八万册，座位天天坐满。周末还有退休教师来讲故事，孩子们听得入迷，一讲就是一个下午。（方宁摄）
河道清淤以后，两岸种上了垂柳和菖蒲，沿岸的居民傍晚常来散步。圖為志願者在河邊撿拾垃圾，他們每個週末都來，已經堅持了三年，走過的路加起來有兩千多公里。（記者方寧攝）
"""
PAGE_HEADS = """
临江日报
2024年5月6日 星期一
04 要闻
A03民生
第04版 综合新闻
2024.5.6 星期一 责任编辑：王明
责编 张三 美编 李四 校对 王五
国内统一连续出版物号 CN 33-0001
今日8版 总第12345期
民生·服务
要聞 A4
本报地址：临江市体育场路218号 邮编：310041
新闻热线 96068
"""
IN_COLUMNS = """
（下转第二版）
▶▶▶下转4版
▲上接第一版
（更多报道见3版）
→详见5版
讲文明 树新风
扫描二维码 关注本报微信公众号
欢迎拨打新闻热线 96068
垃圾要分类 生活更美好
"""
BYLINES = """
本报记者 张平 通讯员 李军
□ 本报记者 张平
张平 李军
文/图 张平
本报记者 张平/文 李军/图
記者張平／臨江報導
融媒体记者 张平 实习生 李军
见习记者 张平
"""


@cache
def _blocks(name: str) -> list[str]:
    return [block for block in (PAGES / f"{name}.txt").read_text(encoding="utf-8").split("\n\n") if block.strip()]


def _typed(line: str, places: str) -> Iterator[Role]:
    """The role of a line at all places of a kind: `column`, `page` (above and below all), `headline` (below it)."""
    for name in NAMES:
        blocks = _blocks(name)
        found = {"column": range(3, len(blocks)), "page": (0, len(blocks)), "headline": (1,)}[places]
        for at in found:
            text = "\n\n".join([*blocks[:at], line, *blocks[at:]])
            structure = analyse(Document(text))
            start = len("\n\n".join([*blocks[:at], ""]))
            yield next(
                role
                for piece, role in zip(structure.pieces, structure.roles, strict=True)
                if piece.start <= start < piece.end
            )


@pytest.mark.parametrize(
    ("lines", "places", "wanted", "least"),
    [  # reached: 0.83, 0.91, 0.98, 0.38, 0.98, 0.97, 0.94
        pytest.param(POINTED, "column", PICTURE_ROLES, 0.8, id="pointed"),
        pytest.param(PLACED, "column", PICTURE_ROLES, 0.85, id="placed"),
        pytest.param(CREDITED, "column", PICTURE_ROLES, 0.95, id="credited"),
        pytest.param(REPORTED, "column", PICTURE_ROLES, 0.35, id="reported"),
        pytest.param(PAGE_HEADS, "page", FURNITURE_ROLES, 0.95, id="page-heads"),
        pytest.param(IN_COLUMNS, "column", FURNITURE_ROLES, 0.95, id="in-columns"),
        pytest.param(BYLINES, "headline", {Role.BYLINE}, 0.85, id="bylines"),
    ],
)
def test_lines_are_known_by_their_form(lines: str, places: str, wanted: Collection[Role], least: float) -> None:
    roles = {line: list(_typed(line, places)) for line in lines.split("\n") if line}
    known = sum(role in wanted for found in roles.values() for role in found)
    missed = {line: [str(role) for role in found if role not in wanted] for line, found in roles.items()}
    assert known >= least * sum(map(len, roles.values())), missed
