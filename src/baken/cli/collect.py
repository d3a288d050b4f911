"""`baken collect`: files, crawls and evidence. What is not the name of a subcommand is a file to read."""

import importlib
from typing import Any

import click

from baken.cli.collect_file import command as read_file

SUBCOMMANDS = {
    "crawl": "Fetch a platform's pages as its profile says.",
    "verify": "Prove that an evidence package is whole.",
}
"""Each with the line that `baken collect --help` shows; its module is named after it."""


class FilesAndMore(click.Group):
    """Reads a file unless its first argument is the name of a subcommand; a file that has such a name is
    given with its place, as ./crawl."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(SUBCOMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in SUBCOMMANDS:
            return None
        command: click.Command = importlib.import_module(f"baken.cli.collect_{name}").command
        return command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        asks_help = args in (["--help"], ["-h"])
        if asks_help or (args and args[0] in SUBCOMMANDS):
            return super().make_context(info_name, args, parent, **extra)
        return read_file.make_context(info_name, args, parent, **extra)

    def invoke(self, context: click.Context) -> Any:
        if context.command is not self:
            return context.command.invoke(context)
        return super().invoke(context)

    def format_usage(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(context.command_path, "[OPTIONS] IN")
        formatter.write_usage(context.command_path, "COMMAND [ARGS]...", prefix=" " * len("Usage: "))

    def format_help_text(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        read_file.format_help_text(context, formatter)

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        read_file.format_options(context, formatter)
        with formatter.section("Commands"):
            formatter.write_dl(sorted(SUBCOMMANDS.items()))


command = FilesAndMore(name="collect")
