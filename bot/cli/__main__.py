"""`python -m bot.cli` is `suar`."""

from bot.cli import main

main()
