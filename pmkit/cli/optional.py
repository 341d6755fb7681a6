"""An option whose value may be left out, which the parser itself has no word for."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand


class TakesChanged(TyperCommand):
    """A command whose option `--changed` may stand without a value."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give `--changed` an empty value where none follows."""
        args = list(args)
        end = args.index("--") if "--" in args else len(args)
        for at in range(end):
            follows = args[at + 1] if at + 1 < len(args) else "-"
            if args[at] == "--changed" and follows.startswith("-"):
                args[at] = "--changed="
        return super().parse_args(ctx, args)
