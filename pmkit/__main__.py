"""The entry point, which answers `--version` before anything is imported."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run pmkit on the process's arguments."""
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        from pmkit import __version__

        try:
            print(f"pmkit {__version__}", flush=True)
        except OSError:
            os._exit(2)  # what cannot be written has not been answered
        return
    # Plugins of pydantic would be other people's code in a reader of strangers' files, and looking
    # for them costs a scan of everything that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from pmkit.cli.app import main as run
    except KeyboardInterrupt:
        os._exit(130)
    run()


if __name__ == "__main__":
    main()
