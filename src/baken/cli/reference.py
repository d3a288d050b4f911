"""The reference page of the command line, out of the commands themselves."""

from collections.abc import Iterator

import click

from baken.cli.main import baken

INTRODUCTION = """\
# Commands

This page is made from the commands themselves. `baken COMMAND --help` prints the same.

`-` is standard input or output. Results go to standard output, messages to standard error. Exit status:
0 done; 1 the job failed and nothing was half-written; 2 wrong usage; 3 the input has bad records: they are
listed with line or offset and reason, the good ones went through.
"""


def commands_page() -> str:
    """Every command with its help, as Markdown."""
    return "\n".join([INTRODUCTION, *_sections(baken, "baken")])


def _sections(group: click.Group, path: str) -> Iterator[str]:
    context = click.Context(group, info_name=path, max_content_width=100, terminal_width=100)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield from _section(command, f"{path} {name}")


def _section(command: click.Command, path: str) -> Iterator[str]:
    context = click.Context(command, info_name=path, max_content_width=100, terminal_width=100)
    yield f"## {path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        yield from _sections(command, path)
