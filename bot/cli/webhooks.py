"""`suar webhooks`: where providers must post, and telling Telegram so."""

from __future__ import annotations

import click

from bot.channels.telegram import TelegramChannel
from bot.cli.parts import running


@click.group()
def webhooks() -> None:
    """Show and register webhook addresses."""


@webhooks.command("list")
def listed() -> None:
    """Print the addresses to enter at the providers."""
    parts = running()
    base, accounts = parts.settings.public_base_url, parts.hotline.accounts
    for bot in accounts.telegram:
        click.echo(f"telegram  {bot.key:16} {base}/webhook/telegram/{bot.key}")
    for number in accounts.twilio:
        click.echo(f"twilio    {number.key:16} {base}/webhook/twilio/{number.key}#rc=2&rp=5xx,ct,rt")
        click.echo(f"twilio    {number.key + ' status':16} {base}/webhook/twilio/{number.key}/status")


@webhooks.command("set")
def register() -> None:
    """Tell Telegram the addresses and secrets of every bot."""
    parts = running()
    for bot in parts.hotline.accounts.telegram:
        channel = parts.hotline.switchboard.of(bot.key, "staff" if bot.staff else "telegram")
        if isinstance(channel, TelegramChannel):
            channel.set_webhook(f"{parts.settings.public_base_url}/webhook/telegram/{bot.key}", bot.secret)
            click.echo(f"{bot.key}: registered")


@webhooks.command("status")
def status() -> None:
    """Ask Telegram how many updates wait and what failed last."""
    parts = running()
    for bot in parts.hotline.accounts.telegram:
        channel = parts.hotline.switchboard.of(bot.key, "staff" if bot.staff else "telegram")
        if isinstance(channel, TelegramChannel):
            info = channel.webhook_info()
            trouble = f"{info.last_error or '-'} {info.last_error_at or ''}"
            click.echo(f"{bot.key}: {info.pending} waiting; last error: {trouble}")
