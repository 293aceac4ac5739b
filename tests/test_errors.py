"""Errors are finished sentences with the places where something is wrong."""

from __future__ import annotations

import errno

import pytest

from casekit.errors import CaseError, Fault, InputError, reason
from casekit.text import language


def test_a_sentence_and_its_faults_are_one_text() -> None:
    error = InputError("Some of it cannot be used.", [Fault("time", "not a time"), Fault("", "too much")])
    assert str(error) == "Some of it cannot be used.\n- time: not a time\n- too much"
    assert isinstance(error, CaseError) and error.faults[0].where == "time"
    with language("zh"):
        assert str(Fault("时间", "看不懂")) == "时间：看不懂"


@pytest.mark.parametrize(
    "code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ENOTDIR, errno.ENOENT, errno.EEXIST,
             errno.ENAMETOOLONG, errno.EIO, errno.EFBIG]
)  # fmt: skip
def test_the_system_s_reasons_speak_the_user_s_language(code: int) -> None:
    error = OSError(code, "as the system says")
    assert reason(error) != "as the system says"
    with language("zh"):
        assert not reason(error).isascii()


def test_a_rare_reason_is_given_as_the_system_says_it() -> None:
    assert reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert reason(OSError("no number")) == "no number"
