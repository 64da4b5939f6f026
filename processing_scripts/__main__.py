"""Where the command line begins: what ends it is heard before all that takes a while to import."""

from __future__ import annotations

from .stopping import end_when_stopped


def main() -> None:
    """Runs the command line."""
    end_when_stopped()
    from .command_line import main as run

    run()


if __name__ == "__main__":
    main()
