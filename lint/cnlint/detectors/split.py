"""Characters read as their two halves: 氵工 for 江, 讠兑 for 说.

Only halves that never stand alone in text are looked for. Halves that are words (女子 for 好, 木寸 for 村) are left
alone: 女子 is right 2,000 times for each time that it is a broken 好.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from cnlint.findings import Match, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

# Left half -> right halves and the characters they make, in pairs. Decomposition: GF 0014-2009 (components of the
# characters in common use); simplified and traditional forms of characters in newspapers.
_PAIRS: Final[Mapping[str, str]] = {
    "亻": (
        "也他 门们 尔你 壬任 牛件 介价 分份 本体 吏使 弋代 五伍 中仲 二仁 十什 专传 言信 主住 立位 更便 呆保 建健 故做 "
        "象像 以似 氐低 可何 半伴 衣依 共供 列例 到倒 固個 韦伟 韋偉 义仪 乍作"
    ),
    "氵": (
        "工江 可河 胡湖 每海 去法 酉酒 由油 主注 先洗 羊洋 也池 少沙 青清 气汽 殳没 州洲 台治 永泳 干汗 包泡 林淋 肖消 "
        "皮波 及汲 又汉 舌活 则测 則測 斤沂 木沐 甫浦 相湘 原源 曷渴 王汪 朝潮 余涂"
    ),
    "讠": (
        "兑说 吾语 舌话 己记 井讲 人认 只识 平评 式试 午许 方访 义议 周调 青请 寺诗 射谢 司词 果课 卖读 仑论 正证 十计 "
        "川训 寸讨 殳设 成诚 某谋 羊详 吴误 迷谜 炎谈 皆谐 隹谁"
    ),
    "钅": "失铁 艮银 冈钢 帛锦 中钟 昔错 同铜 占钻 令铃 吕铝 易锡 十针 肖销 竟镜 真镇",
    "扌": (
        "丁打 巴把 安按 户护 八扒 戈找 立拉 斤折 是提 受授 屈掘 妾接 包抱 白拍 台抬 合拾 旨指 广扩 军挥 非排 舌括 支技 "
        "止扯 召招 甫捕 殳投 卓掉 隹推 罢摆 卜扑 夫扶"
    ),
    "纟": (
        "工红 及级 己纪 屯纯 且组 合给 充统 冬终 吉结 录绿 责绩 戋线 田细 周绸 勺约 内纳 只织 召绍 宗综 隹维 扁编 宿缩"
    ),
    "饣": "反饭 欠饮 并饼 官馆 包饱 我饿",
    "忄": "夬快 亡忙 青情 生性 每悔 白怕 曼慢 贯惯 董懂 昔惜 灰恢 尤忧 不怀 感憾",
    "犭": "句狗 者猪 苗猫 王狂 良狼 师狮 虫独 侯猴",
    "礻": "土社 申神 见视 且祖 兄祝 畐福 羊祥",
    "衤": "皮被 刀初 由袖 库裤 果裸 卜补",
}
_HALVES: Final[Mapping[tuple[str, str], str]] = {
    (left, pair[0]): pair[1] for left, row in _PAIRS.items() for pair in row.split()
}
_HALF: Final = lazy(f"[{''.join(_PAIRS)}](?=[\u4e00-\u9fff])")
# A text that speaks of halves, and where it says so: characters on each side.
_SPEAKS_OF_HALVES: Final = lazy("偏旁|部首|字旁|汉字|漢字|笔画|筆畫|边旁|旁")
_NEAR: Final = 20


def split_character(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Two halves in a row that make a character, where the text does not speak of halves."""
    text = snapshot.text
    for found in _HALF.finditer(text):
        start, end = found.start(), found.start() + 2
        whole = _HALVES.get((text[start], text[start + 1]))
        if whole is not None and _SPEAKS_OF_HALVES.search(text, max(0, start - _NEAR), end + _NEAR) is None:
            yield Match(start, end, {"found": text[start:end], "wanted": whole})
