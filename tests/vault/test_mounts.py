"""Where a folder lies, by the texts and bytes with which systems tell it, and by real mounts."""

import struct
from pathlib import Path

import pytest

from tests.vault.fuse import Mirror, mirror
from vault.mounts import Far, far_by_mounts, far_by_name, far_by_statfs, far_folder

__all__ = ["mirror"]

MOUNTS = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
30 27 0:30 / /mnt/nas rw,relatime shared:9 - nfs4 nas:/notes rw,vers=4.2
31 27 0:31 / /mnt/win rw - cifs //server/notes rw,vers=3.1.1
32 27 0:32 / /mnt/c rw,noatime - 9p C:\134 rw,dirsync,aname=drvfs;path=C:\;uid=1000
33 27 0:33 / /mnt/host rw - 9p hostshare rw,trans=virtio
34 27 0:34 / /home/ana/far rw,nosuid,nodev - fuse.sshfs ana@host:/notes rw,user_id=1000
35 27 0:35 / /home/ana/My\040Notes rw - fuse.rclone drive:notes rw,user_id=1000
36 27 0:36 / /media/stick rw - fuseblk /dev/sdb1 rw,user_id=0
37 27 0:37 / /home/ana/safe rw - fuse.gocryptfs /home/ana/.safe rw,user_id=1000
38 27 0:38 / /media/sf_notes rw - vboxsf notes rw
39 27 0:39 / /shared rw - virtiofs share rw
40 27 0:40 / /over rw - nfs nas:/old rw
41 40 8:1 / /over rw - ext4 /dev/sda1 rw
42 27 0:42 / /home/ana/vault/shared rw - smb3 //server/shared rw
43 27 0:43 / /run/user/1000/doc rw - fuse.portal portal rw
46 27 0:46 / /home/bo/.gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
44 27 0:44 / /mnt/wsl2 rw - virtiofs drvfsaC rw
45 27 0:45 @home /btrfs rw - btrfs /dev/sdc rw,subvol=/@home
"""


@pytest.mark.parametrize(
    ("root", "far"),
    [
        ("/home/ana/notes", None),
        ("/", Far.NETWORK),  # it has all of them below it
        ("/mnt/nas", Far.NETWORK),
        ("/mnt/nas/deep/er", Far.NETWORK),
        ("/mnt/nasty", None),
        ("/mnt/win/vault", Far.NETWORK),
        ("/mnt/c/Users/ana/vault", Far.SHARED),
        ("/mnt/host/vault", Far.NETWORK),
        ("/home/ana/far/vault", Far.NETWORK),
        ("/home/ana/My Notes", Far.NETWORK),
        ("/media/stick/vault", None),
        ("/home/ana/safe/vault", Far.FUSE),
        ("/media/sf_notes", Far.SHARED),
        ("/shared/vault", Far.SHARED),
        ("/over/vault", None),
        ("/home/ana/vault", Far.NETWORK),  # a folder in it is one of a server's
        ("/run/user/1000/doc/x", Far.FUSE),
        ("/home/bo", None),  # nothing is read in a hidden folder
        ("/mnt/wsl2/Users", Far.SHARED),
        ("/btrfs/vault", None),
    ],
)
def test_a_mount_tells_where_a_folder_lies(root: str, far: Far | None) -> None:
    assert far_by_mounts(MOUNTS, root) == far


@pytest.mark.parametrize(
    "text", ["", "\n", "nonsense\n", "1 2 3 - nfs\n", "1 2 0:1 / / rw nfs x\n"]
)
def test_a_text_that_is_no_list_of_mounts_tells_nothing(text: str) -> None:
    assert far_by_mounts(text, "/home/ana") is None


@pytest.mark.parametrize(
    ("name", "far"),
    [
        ("apfs", None), ("hfs", None), ("msdos", None), ("exfat", None), ("smbfs", Far.NETWORK),
        ("afpfs", Far.NETWORK), ("webdav", Far.NETWORK), ("nfs", Far.NETWORK),
        ("macfuse", Far.FUSE), ("osxfuse", Far.FUSE), ("fuse.vmhgfs-fuse", Far.SHARED),
        ("fuse.s3fs", Far.NETWORK), ("overlay", None), ("zfs", None), ("tmpfs", None),
    ],
)  # fmt: skip
def test_a_name_tells_what_it_is(name: str, far: Far | None) -> None:
    assert far_by_name(name) == far


def answer(name: bytes, *, local: bool) -> bytes:
    """As statfs of macOS lays it out: sizes, counts, ids, type, flags, subtype, the name."""
    head = struct.pack("<Ii5Q2i4I", 4096, 4096, 1, 2, 3, 4, 5, 6, 7, 501, 25, 0x1000 * local, 0)
    return head + name.ljust(16, b"\0") + b"\0" * 2080


def test_what_a_mac_answers_is_understood() -> None:
    assert far_by_statfs(answer(b"apfs", local=True)) is None
    assert far_by_statfs(answer(b"smbfs", local=False)) is Far.NETWORK
    assert far_by_statfs(answer(b"somethingnew", local=False)) is Far.NETWORK
    assert far_by_statfs(answer(b"macfuse", local=True)) is Far.FUSE


def test_a_folder_of_this_disk_is_not_far(tmp_path: Path) -> None:
    assert far_folder(str(tmp_path)) is None
    assert far_folder(str(tmp_path / "not there")) is None


def test_a_real_mount_is_recognised_and_so_is_a_link_to_it(mirror: Mirror, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(mirror.front)
    assert far_folder(str(mirror.front)) is Far.FUSE
    assert far_folder(str(tmp_path / "link")) is Far.FUSE
    assert far_folder(str(tmp_path)) is Far.FUSE
