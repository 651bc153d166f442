"""The command line: thin. Options, a docstring, one call. Nothing heavy is imported until a command runs."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from markgen import __version__
from markgen.cli.debug import debug

COMMANDS = {
    "render": "Render one feeling: a tattoo on skin, a transparent PNG, or an SVG.",
    "batch": "Render a list of feelings, on all cores.",
    "list": "List motifs, tones, regions, bodies, styles or the canon.",
    "explain": "Say what a profile will become, and why.",
    "story": "Tell how a mark changes, as an animation or a film strip.",
    "turntable": "Turn an arm round once, as an animation.",
    "bearer": "Render many marks on one body.",
    "sheet": "Draw a contact sheet: motifs by intensities by skins.",
    "gallery": "Make the gallery page and its pictures again.",
    "new-motif": "Write a starting file for a motif of your own.",
    "bake": "Bake body templates again with Blender (optional extra).",
    "schema": "Print the JSON Schema of a profile, for editors.",
}


class Lazy(click.Group):
    """A group whose commands are imported when they are called for, so that --help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"markgen.cli.{cmd_name.replace('-', '_')}_command")
        found: click.Command = module.command
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command, or an error that offers the nearest one."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from markgen.errors import unknown

            raise click.UsageError(unknown("command", args[0], COMMANDS), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """What the command gives. A reader who leaves is heeded here, for click would call it a failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return unheard()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
@debug
def cli() -> None:
    """Turn a feeling into a soul mark: a living tattoo that somebody's feeling draws on somebody else's skin.

    \b
    markgen render --motif flame --tone devotion --intensity 0.9 --region upper-arm
    """


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 a render failed, 2 bad use or input."""
    sys.exit(run(sys.argv[1:] if argv is None else argv))


def run(argv: list[str]) -> int:
    """Run the command line; its exit code."""
    from markgen.errors import MarkgenError

    told: dict[str, bool] = {}
    try:
        result = cli.main(argv, prog_name="markgen", standalone_mode=False, obj=told)
        if sys.stdout is not None:
            sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        click.echo("stopped", err=True)
        return 130
    except BrokenPipeError:
        return unheard()
    except MarkgenError as error:
        if told.get("debug"):
            raise
        for line in str(error).splitlines() or ["failed"]:
            fault(line)
        return error.exit_code
    except Exception as error:
        if told.get("debug"):
            raise
        fault(f"{type(error).__name__}: {error} (this is a fault in markgen; --debug shows where)")
        return 1


def unheard() -> int:
    """Whoever read our output has left; that is their right, and what is still to come goes nowhere. Exit code 0."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def fault(text: str) -> None:
    """Print one error, in red on a terminal that wants colour."""
    color = False if os.environ.get("NO_COLOR") else None
    click.secho("error: ", fg="red", bold=True, err=True, nl=False, color=color)
    click.echo(text, err=True, color=color)


def note(text: str) -> None:
    """Print something worth knowing that is no result."""
    click.echo(text, err=True)
