"""Messages to measure with: everyday ones and cries for help, signed as Twilio signs them."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

from bench.ground import Ground

STORIES = (
    "halo",
    "1",
    "2",
    "umur berapa boleh kerja di Malaysia?",
    "paspor saya ditahan majikan, gaji tiga bulan belum dibayar",
    "tolong kami disekap di rumah dekat perbatasan",
    "di Sajingan, dekat pasar",
    "tiga orang, satu masih anak",
    "PT Contoh Sejahtera resmi tidak?",
    "selesai",
    "menu",
    "adek kamek dibawak urang issok brangkat ke kucing",
)


@dataclass(frozen=True, kw_only=True)
class SignedForm:
    """A form with the signature Twilio would send, and the path it goes to."""

    path: str
    fields: dict[str, str]
    signature: str


def sms_form(ground: Ground, sender: str, body: str, *, number: int) -> SignedForm:
    """One inbound SMS."""
    (account,) = [
        item
        for item in ground.running.hotline.accounts.twilio
        if item.taskforce == ground.settings.taskforces[0]
    ]
    path = f"/webhook/twilio/{account.key}"
    fields = {
        "MessageSid": f"SM{number:032x}",
        "SmsSid": f"SM{number:032x}",
        "AccountSid": account.account_sid,
        "From": sender,
        "To": account.sms_number or "",
        "Body": body,
        "NumMedia": "0",
        "NumSegments": "1",
        "SmsStatus": "received",
        "ApiVersion": "2010-04-01",
    }
    signed = ground.settings.public_base_url + path + "".join(name + fields[name] for name in sorted(fields))
    digest = hmac.new(account.auth_tokens[0].encode(), signed.encode(), hashlib.sha1).digest()
    return SignedForm(path=path, fields=fields, signature=base64.b64encode(digest).decode())
