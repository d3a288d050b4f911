"""`baken words`: word lists of one's own as one encrypted file."""

from pathlib import Path

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.inputs import refuse_same_file
from baken.cli.keys import run_key
from baken.cli.streams import say, whole_output

key_option = click.option(
    "--word-key",
    metavar="FILE",
    required=True,
    help="The key: a file of at least 16 bytes that nobody can guess.",
)


@click.group()
def command() -> None:
    """Word lists of your own: encrypt them for the rules, and see what a file holds.

    They stay out of every repository: a list of sharp words tells those it is about how to write
    around it.
    """


@command.command("seal")
@click.argument("directory", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", metavar="OUT", required=True, help="The encrypted file.")
@key_option
def seal(directory: Path, output: str, word_key: str) -> None:
    """Encrypt the lists of DIR: one text file each, NAME.LANGUAGE.txt, one phrase a line.

    NAME is what a rule asks for with contains_any; under the name of a shipped list the phrases come on
    top of that. Blank lines and lines from # are for readers. A phrase holds no number, address or
    account, and no word for a protected trait: such a line is told by file and number, nothing is
    written, and the command exits 3.

    \b
    Examples:
      openssl rand -hex 32 > words.key
      baken words seal my-lists -o own.words --word-key words.key
      baken indicate records.jsonl -o signals.jsonl --word-lists own.words --word-key words.key
    """
    from baken.indicators.own_lists import NotOnAList, OwnLists, count_phrases, read_phrases, with_list
    from baken.indicators.word_file import seal_word_lists

    key = run_key(word_key)
    lists: OwnLists = {}
    wrong = []
    files = sorted(path for path in directory.iterdir() if path.suffix == ".txt")
    if not files:
        raise Failed(f"{directory} holds no list (NAME.LANGUAGE.txt)")
    for path in files:
        refuse_same_file(IN=str(path), OUT=output)
        name, _, language = path.stem.partition(".")
        try:
            lists = with_list(lists, name, language, read_phrases(path.read_text("utf-8-sig")))
        except NotOnAList as fault:
            wrong.append(
                f"{path}:{fault.line}: {WRONG[fault.why]}" if fault.line else f"{path}: {WRONG[fault.why]}"
            )
        except UnicodeDecodeError:
            wrong.append(f"{path}: is no text in UTF-8")
    if wrong:
        for line in wrong:
            click.echo(line, err=True)
        raise SystemExit(EXIT_BAD_RECORDS)
    with whole_output(output) as stream:
        stream.write(seal_word_lists(key, lists))
    say(f"{count_phrases(lists)} phrases in {len(lists)} lists, encrypted")


@command.command("count")
@click.argument("file", metavar="FILE")
@key_option
def count(file: str, word_key: str) -> None:
    """Say what an encrypted file holds: per list and language how many phrases, never which.

    \b
    Example:
      baken words count own.words --word-key words.key
    """
    from baken.indicators.own_lists import NotOnAList
    from baken.indicators.word_file import NotAWordFile, open_word_lists

    try:
        lists = open_word_lists(run_key(word_key), Path(file).read_bytes())
    except OSError as error:
        raise Failed(f"{file} can't be read ({error.strerror}); give a file that you may read") from error
    except (NotAWordFile, NotOnAList) as fault:
        raise Failed(f"{file} is no file of word lists under this key, or was changed") from fault
    for name, languages in sorted(lists.items()):
        for language, phrases in sorted(languages.items()):
            click.echo(f"{name}\t{language}\t{len(phrases)}")


WRONG = {
    "name": "call it NAME.LANGUAGE.txt, NAME in small letters and underscores",
    "language": "call it NAME.LANGUAGE.txt, LANGUAGE as two or three letters, such as nl",
    "contact": "a phrase holds no number, address or account",
    "protected": "no rule may look for a protected trait",
    "long": "a phrase has at most 60 characters",
    "empty": "a phrase has letters or digits",
    "many": "a list holds at most 5,000 phrases",
}
"""What is wrong, without the phrase."""
