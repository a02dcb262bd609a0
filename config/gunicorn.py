"""How gunicorn serves the web process; every figure comes from the settings."""

from __future__ import annotations

from config.settings import load_settings

_settings = load_settings()

bind = f"{_settings.host}:{_settings.port}"
workers = _settings.web_processes
worker_class = "gthread"
threads = _settings.web_threads
preload_app = False  # the Telegram loop and database connections must be made after the fork
timeout = 30
graceful_timeout = 20
keepalive = 5
limit_request_line = 4094
limit_request_fields = 60
accesslog = None  # request lines hold account keys and addresses of the caller; nothing of them is needed
errorlog = "-"
loglevel = "warning"
