"""The words of the interface: what reports say around the findings, in English and in Chinese."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from cnlint.findings import Value


class Words(NamedTuple):
    """One saying in both languages. `one` is the English singular, chosen when the parameter `n` is 1."""

    en: str
    zh: str
    one: str = ""


INTERFACE: Final[Mapping[str, Words]] = {
    # a finding in text
    "because": Words("because: {what}", "依据：{what}"),
    "although": Words("although: {what}", "反面：{what}"),
    "suggestion": Words("suggestion: {what}", "建议改为：{what}"),
    "preview": Words("preview", "试用"),
    # severities and safeties
    "error": Words("error", "错误"),
    "warning": Words("warning", "警告"),
    "advice": Words("advice", "建议"),
    "safe": Words("safe fix", "安全修复"),
    "unsafe": Words("unsafe fix", "不安全修复"),
    "display": Words("fix shown only", "仅显示修复"),
    "no-fix": Words("no fix", "无修复"),
    # the footer
    "n-findings": Words("{n} findings", "{n} 处问题", "{n} finding"),
    "n-files": Words("{n} files", "{n} 个文件", "{n} file"),
    "n-error": Words("{n} errors", "错误 {n}", "{n} error"),
    "n-warning": Words("{n} warnings", "警告 {n}", "{n} warning"),
    "n-advice": Words("{n} advice", "建议 {n}"),
    "total": Words("{findings} in {files}: {kinds}", "检查 {files}，发现 {findings}：{kinds}"),
    "total-none": Words("no findings in {files}", "检查 {files}，未发现问题"),
    "total-skipped": Words("; {files} skipped", "；跳过 {files}"),
    "fixed": Words("{n} repaired", "已修复 {n} 处"),
    "would-fix": Words("{n} would be repaired", "将修复 {n} 处"),
    "fixable-safe": Words("{mark} {n} fixable with --fix", "{mark} {n} 处可用 --fix 修复"),
    "fixable-more": Words(" ({mark} {n} more with --unsafe-fixes)", "（{mark} 另有 {n} 处可用 --unsafe-fixes 修复）"),
    "fixable-unsafe": Words("{mark} {n} fixable with --unsafe-fixes", "{mark} {n} 处可用 --unsafe-fixes 修复"),
    "incomplete": Words(
        "incomplete: {n} problems kept the run from checking everything",
        "不完整：有 {n} 个故障，部分内容未能检查",
        "incomplete: {n} problem kept the run from checking everything",
    ),
    "interrupted": Words("interrupted: the rest was not checked", "已中断：其余内容未检查"),
    "skipped": Words("skipped: {reason}", "已跳过：{reason}"),
    # a rule's page
    "stable": Words("stable", "稳定"),
    "off": Words("off by default", "默认关闭"),
    "always-on": Words("always on", "始终启用"),
    "why": Words("Why it matters", "为何重要"),
    "examples": Words("Examples", "示例"),
    "found": Words("Found:", "会发现："),
    "becomes": Words("Becomes:", "修复后："),
    "left-alone": Words("Left alone:", "不会发现："),
    "fix": Words("Fix", "修复"),
    "false-alarms": Words("Known false alarms", "已知误报"),
    "measured": Words("Measured precision", "实测精确率"),
    "measured-on": Words("{source}: {right} of {n} findings right{share}", "{source}：{n} 处中 {right} 处正确{share}"),
    "all-sources": Words("all sources", "全部来源"),
    "not-measured": Words("Not measured yet.", "尚未测量。"),
    "never-found": Words("none found in {where}", "{where}中未曾发现"),
    "interval": Words(" ({share}; 95 % interval {low} to {high})", "（{share}，95% 置信区间 {low} 至 {high}）"),
    "read-by-hand": Words("{where}, {n} of {of} read, at random", "{where}（{of} 处中随机抽读 {n} 处）"),
    "recall": Words("Measured recall", "实测召回率"),
    "recalled-on": Words("{source}: {right} of {n} defects found{share}", "{source}：{n} 处中找到 {right} 处{share}"),
    "found-by-others": Words(", {others} of the others by other rules", "，其余有 {others} 处由其他规则找到"),
    "options": Words("Options", "选项"),
    "option": Words("`{name}` (default `{default}`): {doc}", "`{name}`（默认 `{default}`）：{doc}"),
    "no-options": Words("It has none.", "无。"),
    "none-known": Words("None are known.", "尚未发现。"),
    "no-fix-why": Words("No fix: what should stand here, a person decides.", "不提供修复：此处应为何文，由人判断。"),
    "table": Words("Table", "对照表"),
    "row": Words("{wrong} → {right}: {because}", "{wrong} 应为 {right}：{because}"),
    "precision": Words("precision", "精确率"),
    "precision-of": Words("{share} of {n}", "{n} 处的 {share}"),
    "references": Words("References", "参考资料"),
    # the tables of rules
    "code": Words("code", "代码"),
    "name": Words("name", "名称"),
    "severity": Words("severity", "级别"),
    "status": Words("status", "状态"),
    "summary": Words("what it finds", "发现什么"),
    "count": Words("findings", "数量"),
    "fixable": Words("fixable", "可修复"),
    # the summary of `clean`
    "head-files": Words("files", "文件"),
    "head-articles": Words("articles", "文章"),
    "head-paragraphs": Words("paragraphs", "段落"),
    "head-joined": Words("joined", "已接合"),
    "head-likely": Words("of them likely", "其中推断"),
    "head-captions": Words("captions", "图注"),
    "head-furniture": Words("furniture", "版面文字"),
    "head-documents-twice": Words("files twice", "重复文件"),
    "head-exact": Words("exact copies", "相同段落"),
    "head-near": Words("near copies", "近似段落"),
    "head-repeated-lines": Words("repeated lines", "重复行"),
    "whole-copies": Words("Files with the same text, the best first:", "文本相同的文件，最好的在前："),
    "most-copied": Words("Most copied paragraphs, with the best copy:", "份数最多的段落，及其最好的一份："),
    "head-found": Words("found", "发现"),
    "head-repaired": Words("repaired", "已修复"),
    "head-left": Words("left for review", "待审"),
    "in-all": Words("in all", "合计"),
    # what rules cost
    "seconds": Words("seconds", "秒"),
    "share": Words("share", "占比"),
    "structure": Words("structure: what each piece is", "结构：各部分是什么"),
    "written": Words("written to {folder}: {files}", "已写入 {folder}：{files}"),
    "index-written": Words("index written to {folder}", "索引已写入 {folder}"),
    "converted": Words("converted from {encoding} to UTF-8", "已从 {encoding} 转换为 UTF-8"),
}


def say(key: str, lang: str, **params: Value) -> str:
    """The words of the interface under a key, filled with parameters.

    Raises:
        KeyError: the catalogue has no such key, or the words want a parameter that is not given.
    """
    words = INTERFACE[key]
    if lang == "zh":
        return words.zh.format(**params)
    return (words.one if words.one and params.get("n") == 1 else words.en).format(**params)
