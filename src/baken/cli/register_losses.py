"""What another standard can't hold of the register, or the register of it, as a command tells it."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from baken.cli.streams import say, whole_output

if TYPE_CHECKING:
    from baken.register.htcds.losses import Loss


def tell_losses(losses: "Sequence[Loss]", *, file: str | None, quiet: bool) -> None:
    """Each loss on a line of standard error, and as JSON lines in `file` where one is given."""
    if file:
        with whole_output(file) as stream:
            stream.write("".join(json.dumps(loss.as_dict()) + "\n" for loss in losses).encode())
    if losses:
        say("Lost on the way, by field:", quiet=quiet)
    for loss in losses:
        say(f"  {loss.sentence.en}", quiet=quiet)
