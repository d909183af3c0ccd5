"""Which files are read, and what is said about the ones that cannot be."""

import gzip
import io
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from audit.errors import InputError
from audit.read.walk import input_files


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    return tmp_path / "scratch"


def written(path: Path, data: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def names(paths: list[Path], scratch: Path) -> list[str]:
    return [file.name for file in input_files(paths, scratch)]


def test_files_are_named_from_the_given_folder_and_sorted(tmp_path: Path, scratch: Path) -> None:
    shop = tmp_path / "shop"
    written(shop / "b.csv")
    written(shop / "Poczta" / "x.mbox")

    assert names([shop], scratch) == ["shop/Poczta/x.mbox", "shop/b.csv"]


def test_a_given_file_is_named_by_its_name(tmp_path: Path, scratch: Path) -> None:
    assert names([written(tmp_path / "a" / "x.eml")], scratch) == ["x.eml"]


def test_a_file_given_twice_is_read_once(tmp_path: Path, scratch: Path) -> None:
    file = written(tmp_path / "shop" / "x.eml")

    assert names([tmp_path / "shop", file], scratch) == ["shop/x.eml"]


def test_two_folders_of_one_name_stay_apart(tmp_path: Path, scratch: Path) -> None:
    written(tmp_path / "a" / "shop" / "x.eml")
    written(tmp_path / "b" / "shop" / "x.eml")

    found = names([tmp_path / "a" / "shop", tmp_path / "b" / "shop"], scratch)

    assert len(set(found)) == 2


def test_hidden_files_are_left_out_but_not_maildir_folders(tmp_path: Path, scratch: Path) -> None:
    shop = tmp_path / "shop"
    written(shop / ".DS_Store")
    written(shop / ".git" / "config")
    written(shop / "__MACOSX" / "x")
    written(shop / ".Sent" / "cur" / "1:2,S")

    assert names([shop], scratch) == ["shop/.Sent/cur/1:2,S"]


def test_a_symlinked_folder_is_not_followed(tmp_path: Path, scratch: Path) -> None:
    shop = tmp_path / "shop"
    written(shop / "x.eml")
    (shop / "again").symlink_to(shop, target_is_directory=True)

    assert names([shop], scratch) == ["shop/x.eml"]


def test_every_mistake_is_named_at_once(tmp_path: Path, scratch: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    shop = tmp_path / "shop"
    written(shop / "x.eml")
    (shop / "gone.eml").symlink_to(tmp_path / "nowhere")

    with pytest.raises(InputError) as raised:
        input_files([tmp_path / "missing", empty, shop], scratch)

    missing, nothing, dangling = str(raised.value).split("\n")
    assert missing.endswith("missing: no such file or folder: expected an existing path")
    assert nothing.endswith("empty: no files in it: expected at least one input file")
    assert dangling.startswith("shop/gone.eml: cannot be read (")
    assert raised.value.exit_code == 3


def test_an_archive_is_unpacked_also_inside_of_another(tmp_path: Path, scratch: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"b.eml": b"B"}).read_bytes()
    outer = zipped(tmp_path / "in" / "mail.zip", {"Poczta/a.eml": b"A", "inner.zip": inner})

    files = input_files([outer], scratch)

    assert [(file.name, file.path.read_bytes()) for file in files] == [
        ("mail.zip!/Poczta/a.eml", b"A"),
        ("mail.zip!/inner.zip!/b.eml", b"B"),
    ]
    assert all(file.path.is_relative_to(scratch) for file in files)


def test_an_archive_is_known_by_its_bytes_and_a_workbook_is_none(
    tmp_path: Path, scratch: Path
) -> None:
    zipped(tmp_path / "in" / "takeout.bin", {"a.eml": b"A"})
    zipped(tmp_path / "in" / "book.xlsx", {"[Content_Types].xml": b"<x/>"})

    assert names([tmp_path / "in"], scratch) == ["in/book.xlsx", "in/takeout.bin!/a.eml"]


def test_polish_names_from_windows_archives_are_readable(tmp_path: Path, scratch: Path) -> None:
    path = zipped(tmp_path / "mail.zip", {"XXXXXXXXXX.eml": b"A"})
    path.write_bytes(path.read_bytes().replace(b"XXXXXXXXXX", "Wysłane_ąę".encode("cp852")))

    assert names([path], scratch) == ["mail.zip!/Wysłane_ąę.eml"]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"../../etc/passwd": b"x"}, "mail.zip!/../../etc/passwd: climbs out of the archive"),
        ({"/abs.eml": b"x"}, "mail.zip!//abs.eml: climbs out of the archive"),
        ({"zeros": b"\x00" * 5_000_000}, "mail.zip: an archive that grows more than 200 times"),
    ],
)
def test_a_hostile_archive_is_refused(
    tmp_path: Path, scratch: Path, members: dict[str, bytes], expected: str
) -> None:
    path = zipped(tmp_path / "mail.zip", members)

    with pytest.raises(InputError, match=r"expected") as raised:
        input_files([path], scratch)

    assert str(raised.value).startswith(expected)


def test_an_encrypted_member_is_refused(tmp_path: Path, scratch: Path) -> None:
    path = zipped(tmp_path / "mail.zip", {"a.eml": b"A"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)

    with pytest.raises(InputError, match=r"a\.eml: encrypted: expected an archive without"):
        input_files([path], scratch)


def test_a_damaged_archive_is_refused(tmp_path: Path, scratch: Path) -> None:
    whole = zipped(tmp_path / "mail.zip", {"a.eml": b"A" * 1000}).read_bytes()
    cut = written(tmp_path / "cut.zip", whole[:-30])

    with pytest.raises(InputError, match=r"cut\.zip: a damaged ZIP archive"):
        input_files([cut], scratch)


def test_unpacked_members_are_plain_files(tmp_path: Path, scratch: Path) -> None:
    info = zipfile.ZipInfo("link.eml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "mail.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")

    (file,) = input_files([tmp_path / "mail.zip"], scratch)

    assert not file.path.is_symlink()
    assert file.path.read_bytes() == b"/etc/passwd"


def tarred(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.eml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return packed.getvalue()


def test_gzip_files_and_tar_archives_are_unpacked(tmp_path: Path, scratch: Path) -> None:
    takeout = tarred({"Takeout/Mail/Wysłane.mbox": b"A", "Takeout/.DS_Store": b"x"})
    written(tmp_path / "in" / "takeout.tgz", takeout)
    written(tmp_path / "in" / "box.mbox.gz", gzip.compress(b"B"))
    zipped(tmp_path / "in" / "mail.zip", {"c.csv.gz": gzip.compress(b"C")})

    files = input_files([tmp_path / "in"], scratch)

    assert [(file.name, file.path.read_bytes()) for file in files] == [
        ("in/box.mbox.gz!/box.mbox", b"B"),
        ("in/mail.zip!/c.csv.gz!/c.csv", b"C"),
        ("in/takeout.tgz!/takeout.tar!/Takeout/Mail/Wysłane.mbox", b"A"),
    ]
    assert len(list(scratch.iterdir())) == 3


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (tarred({"../x.eml": b"x"}), r"a\.gz!/a!/\.\./x\.eml: climbs out of the archive"),
        (gzip.compress(b"\x00" * 5_000_000), r"a\.gz: an archive that grows more than 200 times"),
        (gzip.compress(b"abc" * 100)[:-9], r"a\.gz: a damaged gzip file"),
        (gzip.compress(tarred({"a": b"a"})[:40]), r"a\.gz!/a: a damaged gzip file"),
    ],
    ids=["climbs", "bomb", "cut", "cut within"],
)
def test_a_hostile_or_damaged_gzip_file_is_refused(
    tmp_path: Path, scratch: Path, data: bytes, expected: str
) -> None:
    with pytest.raises(InputError, match=expected):
        input_files([written(tmp_path / "a.gz", data)], scratch)


def test_an_archive_in_an_archive_without_end_is_refused(tmp_path: Path, scratch: Path) -> None:
    data = b"x"
    for _ in range(6):
        data = gzip.compress(data)

    with pytest.raises(InputError, match="archives nested too deep"):
        input_files([written(tmp_path / "a.gz", data)], scratch)


def test_mail_that_never_arrived_in_a_maildir_is_left_out(tmp_path: Path, scratch: Path) -> None:
    for name in ("cur/1.a:2,S", "new/2.b", "tmp/3.c", ".Sent/cur/4.d:2,ST"):
        written(tmp_path / "Maildir" / name)

    found = names([tmp_path / "Maildir"], scratch)

    assert found == ["Maildir/.Sent/cur/4.d:2,ST", "Maildir/cur/1.a:2,S", "Maildir/new/2.b"]


def test_a_loop_of_links_is_named(tmp_path: Path, scratch: Path) -> None:
    written(tmp_path / "in" / "a.eml")
    (tmp_path / "in" / "b.eml").symlink_to(tmp_path / "in" / "c.eml")
    (tmp_path / "in" / "c.eml").symlink_to(tmp_path / "in" / "b.eml")

    with pytest.raises(InputError, match=r"in/b\.eml: cannot be read"):
        input_files([tmp_path / "in"], scratch)
