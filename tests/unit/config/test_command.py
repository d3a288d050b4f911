"""What a command says before it can act."""

import pytest

from baken.config.command import NotReady, organisation_session


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "two\nlines", "\udcff"])
def test_reason_is_one_line_that_fits_the_log(reason: str) -> None:
    with pytest.raises(NotReady, match="--reason"), organisation_session(None, reason=reason):
        pass
