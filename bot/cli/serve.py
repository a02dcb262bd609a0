"""`suar migrate`, `suar worker` and `suar poll`: the long-running parts beside the web process."""

from __future__ import annotations

import threading

import click

from bot import bootstrap
from bot.channels.telegram import TelegramChannel
from bot.cli.parts import running, settings_with_logging
from bot.intake import HotlineIntake
from bot.poll import Poller
from bot.worker import run_worker
from models import migrate as migrations


@click.command()
def migrate() -> None:
    """Bring the database to the newest form, and make keys where there are none."""
    settings = settings_with_logging()
    bootstrap.prepare(settings)
    storage = bootstrap.open_storage(settings)
    before = migrations.current(storage.engine)
    migrations.upgrade(storage.engine)
    after = migrations.current(storage.engine)
    storage.close()
    click.echo(
        f"database: {before or 'empty'} -> {after}"
        if before != after
        else f"database: {after}, nothing to do"
    )


@click.command()
@click.option("--threads", type=click.IntRange(1, 64), help="Jobs at once (default: SUAR_WORKER_THREADS).")
def worker(threads: int | None) -> None:
    """Send messages, fire timers, pick up what a crash left behind."""
    parts = running()
    parts.hotline.bundles.keep_current()
    run_worker(parts.hotline, parts.jobs, threads=threads or parts.settings.worker_threads)


@click.command()
@click.option("--once", is_flag=True, help="Fetch what waits now, then stop.")
def poll(*, once: bool) -> None:
    """Ask Telegram for messages instead of being called; for a machine without a public address."""
    parts = running()
    hotline = parts.hotline
    hotline.bundles.keep_current()
    intake = HotlineIntake(hotline)
    stop = threading.Event()
    threads = []
    for account in hotline.accounts.telegram:
        channel = hotline.switchboard.of(account.key, "staff" if account.staff else "telegram")
        if not isinstance(channel, TelegramChannel):
            continue
        channel.delete_webhook()
        poller = Poller(hotline, account, channel, intake)
        if once:
            click.echo(f"{account.key}: {poller.once(timeout=0)} updates")
            continue
        threads.append(
            threading.Thread(target=poller.forever, args=(stop,), name=f"poll-{account.key}", daemon=True)
        )
    for thread in threads:
        thread.start()
        click.echo(f"polling as {thread.name}")
    try:
        for thread in threads:
            thread.join()
    except KeyboardInterrupt:
        stop.set()
