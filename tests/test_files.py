"""Law 5: bytes in, bytes out; other encodings named; nothing half written, nothing newer overwritten."""

import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint import files
from cnlint.decoding import decode as decode_bytes
from cnlint.document import BOM
from cnlint.files import InputError, decode, decode_any, digest, read, read_any, read_bytes, write_atomic
from texts import file_texts

SHORT = "本报讯 记者昨日从市农业局获悉，全市春耕备耕工作已经全面展开。"
LONG = SHORT + "\r\n" + "“今年雨水好，秧苗长得壮。”村民说，合作社的12台插秧机一天能插150亩，往年要用3天。\n" * 200
SHORT_TRADITIONAL = "市府昨（十五）日表示，「圖書館新館」預計明年三月開放，館藏逾八萬冊。"
LONG_TRADITIONAL = (
    SHORT_TRADITIONAL + "\n\n" + "圖書館館長說明，新館設有親子閱覽區、自習室及咖啡廳，開放時間至晚間九時。\r\n" * 200
)

ENCODED = [
    (text, codec, name)
    for texts, codecs in (
        ((SHORT, LONG), {"gbk": "GB18030", "gb18030": "GB18030"}),
        ((SHORT_TRADITIONAL, LONG_TRADITIONAL), {"big5": "Big5", "big5hkscs": "Big5", "gbk": "GB18030"}),
        ((SHORT, LONG, SHORT_TRADITIONAL, LONG_TRADITIONAL), {"utf_16_le": "UTF-16LE", "utf_16_be": "UTF-16BE"}),
    )
    for text in texts
    for codec, name in codecs.items()
]  # fmt: skip
MARKED = [
    (b"\xff\xfe", "utf_16_le", "UTF-16LE"),
    (b"\xfe\xff", "utf_16_be", "UTF-16BE"),
    (b"\xff\xfe\0\0", "utf_32_le", "UTF-32LE"),
    (b"\0\0\xfe\xff", "utf_32_be", "UTF-32BE"),
]
ELF = bytes.fromhex("7f454c46020101000000000000000000")


@given(file_texts, st.booleans())
def test_utf8_comes_back_byte_for_byte(text: str, bom: bool) -> None:
    data = (BOM if bom else b"") + text.replace("\0", "").encode()
    document = decode(data, "page.txt")
    assert document.encode() == data
    assert document.bom == data.startswith(BOM) and document.path == "page.txt"
    assert decode_any(data)[1] == "UTF-8"


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", BOM, BOM + BOM, "中".encode(), "𠮷\r\n".encode(), "\ufffd\ue000\x01".encode(), b"plain ASCII"],
)
def test_utf8_is_taken_for_nothing_else(data: bytes) -> None:
    assert decode(data).encode() == data


@pytest.mark.parametrize(("text", "codec", "name"), ENCODED)
def test_other_encodings_are_refused_by_name_and_converted(text: str, codec: str, name: str) -> None:
    data = text.encode(codec)
    with pytest.raises(InputError) as caught:
        decode(data, "old.txt")
    assert caught.value.path == "old.txt"
    assert name in caught.value.reason and "cnlint clean" in caught.value.hint
    document, encoding = decode_any(data, "old.txt")
    assert (document.text, document.path, document.bom, encoding) == (text, "old.txt", False, name)


@pytest.mark.parametrize(("mark", "codec", "name"), MARKED)
@pytest.mark.parametrize("text", ["", "-N", "晴", LONG])
def test_a_byte_order_mark_says_it_all(mark: bytes, codec: str, name: str, text: str) -> None:
    document, encoding = decode_any(mark + text.encode(codec))
    assert (document.text, document.bom, encoding) == (text, False, name)


@pytest.mark.parametrize("damage", [b"\xff", b"\xe4\xba", b"\xb0\xa1"])
@pytest.mark.parametrize("text", ["人", SHORT, LONG])
def test_damaged_utf8_is_never_read_as_another_encoding(text: str, damage: bytes) -> None:
    head, tail = text[:20].encode(), text[20:].encode()
    for data, place in (
        (head + damage + tail, len(head)),
        (head + tail + damage, len(head + tail)),
        ((head + damage) * 2, len(head)),
    ):
        with pytest.raises(InputError, match=rf"damaged UTF-8: byte {place + 1} "):
            decode_any(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ELF, "binary: byte 8 is NUL"),
        ((SHORT + "\0").encode(), "binary: byte"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4, "binary: byte 9 is NUL"),
        (b"\x80\x81\xff\xfe\xfd" * 9, "not recognised"),
        (SHORT.encode("gbk") + b"\x80", "not recognised"),  # a byte that no character of GBK begins with
        ("Les élèves étaient à l'école, près de la forêt.".encode("latin-1"), "not recognised"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    for reader in (decode, decode_any):
        with pytest.raises(InputError, match=reason) as caught:
            reader(data, "some.bin")
        assert caught.value.hint


def test_what_may_be_either_is_refused() -> None:
    data = "A股".encode("gbk")
    with pytest.raises(InputError, match=r"may be \S+ or \S+, too close to tell"):
        decode_any(data)


@given(st.binary(max_size=64))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        decoded = decode_bytes(data)
    except ValueError:
        return
    assert decoded.encoding != "UTF-8" or (BOM if decoded.bom else b"") + decoded.text.encode() == data


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "报纸.txt"
    path.write_bytes(BOM + SHORT.encode() + b"\r\n")
    document = read(path)
    assert (document.text, document.bom, document.path) == (SHORT + "\r\n", True, str(path))
    assert read_any(str(path))[1] == "UTF-8"
    path.write_bytes(SHORT.encode("gbk"))
    assert read_any(path)[0].text == SHORT
    with pytest.raises(InputError, match="GB18030"):
        read(path)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path, reason in (
        (tmp_path / "none.txt", "does not exist"),
        (tmp_path / "none" / "page.txt", "does not exist"),
        (tmp_path, "is a folder"),
        ("page\0.txt", "is no path"),
    ):
        with pytest.raises(InputError, match=reason) as caught:
            read(path)
        assert caught.value.path == str(path) and caught.value.hint
        assert str(caught.value) == f"{path}: {caught.value.reason} ({caught.value.hint})"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "may not be read: permission denied"),
        (OSError(5, "Input/output error"), "cannot be read: Input/output error"),
    ],
)
def test_what_the_system_refuses(error: OSError, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"")

    def refuse(*_args: object) -> bytes:
        raise error

    monkeypatch.setattr(os, "read", refuse)
    with pytest.raises(InputError, match=reason):
        read(path)


def test_the_limit_of_size_is_named(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"x" * 2_000_000)
    assert len(read_bytes(path, 2_000_000)) == 2_000_000
    with pytest.raises(InputError, match=r"larger than 1 MiB"):
        read_bytes(path, 1 << 20)
    with pytest.raises(InputError, match=r"larger than 1999999 bytes|larger than 1\.9"):
        read_bytes(path, 1_999_999)
    with path.open("ab") as file:
        file.truncate(files.MAX_BYTES + 1)  # a hole: takes no room
    with pytest.raises(InputError, match="larger than 512 MiB"):
        read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_read_to_its_end_or_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    for limit in (8, 5):
        writer = threading.Thread(target=path.write_bytes, args=(b"12345678",))
        writer.start()
        if limit == 8:
            assert read_bytes(path, limit) == b"12345678"
        else:
            with pytest.raises(InputError, match="larger than 5 bytes"):
                read_bytes(path, limit)
        writer.join()
    with pytest.raises(InputError, match="no regular file"):
        write_atomic(path, b"")


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"1234")
    really_read = os.read

    def read_and_append(descriptor: int, size: int) -> bytes:
        data = really_read(descriptor, size)
        if not data:
            with path.open("ab") as file:
                file.write(b"5")
        return data

    monkeypatch.setattr(os, "read", read_and_append)
    with pytest.raises(InputError, match="changed while it was read"):
        read_bytes(path)


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(".cnlint-"))


def test_a_file_is_written_whole_with_its_mode(tmp_path: Path) -> None:
    path = tmp_path / ("报" * 83 + ".txt")  # 253 bytes, near the limit for names
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomic(path, b"new", expected=digest(b"old"))
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert leftovers(tmp_path) == []


def test_a_new_file_gets_the_mode_of_new_files(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.txt", b"new")
    (tmp_path / "b.txt").write_bytes(b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "page.txt", tmp_path / "link.txt"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomic(link, b"new", expected=digest(b"old"))
    assert link.is_symlink() and target.read_bytes() == b"new"
    assert leftovers(tmp_path) == leftovers(target.parent) == []


def test_a_path_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_atomic("page.txt", b"new")
    assert read("page.txt").text == "new"


@pytest.mark.parametrize("now", [b"newer", b"", None])
def test_a_newer_file_is_not_overwritten(now: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    if now is not None:
        path.write_bytes(now)
    with pytest.raises(InputError, match="nothing was written") as caught:
        write_atomic(path, b"new", expected=digest(b"old"))
    assert caught.value.path == str(path)
    assert (path.read_bytes() if path.exists() else None) == now
    assert leftovers(tmp_path) == []


def test_files_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="no regular file"):
        write_atomic(tmp_path, b"new")
    with pytest.raises(InputError, match="does not exist"):
        write_atomic(tmp_path / "none" / "page.txt", b"new")
    path = tmp_path / "page.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_args: False)
    with pytest.raises(InputError, match="write-protected"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("step", ["replace", "fsync", "chmod"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_crash_while_writing_leaves_the_old_file_and_nothing_else(
    step: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"old")

    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr(os, step, fail)
    with pytest.raises((InputError, KeyboardInterrupt)) as caught:
        write_atomic(path, b"new", expected=digest(b"old"))
    if isinstance(caught.value, InputError):
        assert caught.value.reason == "cannot be written: No space left on device"
    assert path.read_bytes() == b"old" and leftovers(tmp_path) == []


@given(file_texts, st.data())
def test_a_changed_character_changes_only_its_bytes(text: str, data: st.DataObject) -> None:
    text = text.replace("\0", "") + "，"
    source = decode(BOM + text.encode())
    place = data.draw(st.integers(0, len(source.text) - 1))
    changed = source.with_text(source.text[:place] + "耕" + source.text[place + 1 :]).encode()
    start, end = source.byte_offset(place), source.byte_offset(place + 1)
    before = source.encode()
    assert changed == before[:start] + "耕".encode() + before[end:]
