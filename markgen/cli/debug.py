"""The option that shows where something failed."""

from __future__ import annotations

import click


def _heed(context: click.Context, _: click.Parameter, told: bool) -> None:
    if told:
        context.ensure_object(dict)["debug"] = True


debug = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    # Before all others: what is wrong with them may be what is to be shown.
    is_eager=True,
    callback=_heed,
    help="Show the traceback when something fails.",
)
"""Tells the dictionary that the command line was begun with (`obj`)."""
