"""The demonstration: stand-ins of the Telegram Bot API and of Twilio, and `/phone`, two phones in a browser.

Nothing here runs outside demonstration mode, and nothing here ever speaks to another machine. The hotline
talks to the stand-ins through its real clients, and the stand-ins talk to the hotline's real webhooks with
valid secrets and signatures, so that what is seen on the page is what happens in service.
"""

from demo.app import create_app
from demo.config import BotAccount, DemoConfig, DemoOfficer, DemoTemplate, TwilioAccount
from demo.server import make_demo_server

__all__ = [
    "BotAccount",
    "DemoConfig",
    "DemoOfficer",
    "DemoTemplate",
    "TwilioAccount",
    "create_app",
    "make_demo_server",
]
