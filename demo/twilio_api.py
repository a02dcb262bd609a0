"""Twilio's REST and Content API over HTTP, each host under its own name: `/api.twilio.com/...` and so on."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, request

from demo.broken import cut_off, silence
from demo.faults import Faults, SendFault
from demo.twilio_line import TwilioLine
from demo.twilio_records import API, Media, Record, TwilioError
from demo.twilio_rules import Outgoing, read_variables

MESSAGES = f"/api.twilio.com{API}/Accounts/<account_sid>/Messages"
CONTENT = "/content.twilio.com/v1/Content"


def create_blueprint(*, line: TwilioLine, faults: Faults) -> Blueprint:
    """Build the stand-in of Twilio.

    Args:
        line: the account.
        faults: what is to go wrong.
    """
    blueprint = Blueprint("twilio", __name__)
    account = line.account

    @blueprint.before_request
    def authenticate() -> None:
        given = request.authorization
        pairs = ((account.api_key, account.api_secret), (account.account_sid, account.auth_token))
        known = given is not None and any(
            hmac.compare_digest((given.username or "").encode(), user.encode())
            and hmac.compare_digest((given.password or "").encode(), password.encode())
            for user, password in pairs
        )
        sid = (request.view_args or {}).get("account_sid", account.account_sid)
        if not known or sid != account.account_sid:
            raise TwilioError(401, 20003, "Authenticate")

    @blueprint.errorhandler(TwilioError)
    def refused(problem: TwilioError) -> tuple[Response, int]:
        line.world.wire(
            inward=False,
            what=f"{account.account} · {request.method}",
            result=f"{problem.status}/{problem.code}",
        )
        body = {
            "code": problem.code,
            "message": problem.message,
            "more_info": f"https://www.twilio.com/docs/errors/{problem.code}",
            "status": problem.status,
        }
        response = jsonify(body)
        if problem.status == 429:
            response.headers["Retry-After"] = "1"
        return response, problem.status

    _sending(blueprint, line, faults)
    _log(blueprint, line)
    _media(blueprint, line)
    _content(blueprint, line)
    return blueprint


def _sending(blueprint: Blueprint, line: TwilioLine, faults: Faults) -> None:
    account = line.account

    @blueprint.post(f"{MESSAGES}.json")
    def create_message(account_sid: str) -> tuple[Response, int]:
        planned = faults.next_send(account.account)
        if planned and planned.fault is SendFault.TIMEOUT:
            return silence(planned), 200
        if planned and planned.fault is SendFault.TOO_MANY:
            raise TwilioError(429, 20429, "Too Many Requests")
        if planned and planned.fault is SendFault.FORBIDDEN:
            raise TwilioError(403, 20403, "Forbidden")
        if planned and planned.fault is SendFault.SERVER:
            raise TwilioError(500, 20500, "Internal Server Error")
        form = request.form
        record = line.create(
            Outgoing(
                sender=form.get("From", ""),
                to=form.get("To", ""),
                body=form.get("Body", ""),
                content_sid=form.get("ContentSid", ""),
                variables=read_variables(form.get("ContentVariables", "")),
                callback=form.get("StatusCallback", ""),
            )
        )
        line.world.wire(inward=False, what=f"{account.account} · Messages", result="201")
        if planned and planned.fault is SendFault.LOST:
            return cut_off(), 201
        return jsonify(record.view(account_sid)), 201


def _log(blueprint: Blueprint, line: TwilioLine) -> None:
    @blueprint.get(f"{MESSAGES}.json")
    def list_messages(account_sid: str) -> Response:
        with line.world.lock:
            found = [r for r in reversed(line.records.values()) if _wanted(r)]
            size = min(max(request.args.get("PageSize", 50, int), 1), 1000)
            page = max(request.args.get("Page", 0, int), 0)
            rows = [r.view(account_sid) for r in found[page * size : (page + 1) * size]]
        base = f"{API}/Accounts/{account_sid}/Messages.json"
        query = urlencode([(name, value) for name, value in request.args.items() if name != "Page"])
        following = f"{base}?{query}&Page={page + 1}" if len(found) > (page + 1) * size else None
        return jsonify(
            {
                "messages": rows,
                "page": page,
                "page_size": size,
                "start": page * size,
                "end": page * size + max(len(rows) - 1, 0),
                "uri": f"{base}?{query}&Page={page}",
                "first_page_uri": f"{base}?{query}&Page=0",
                "next_page_uri": following,
                "previous_page_uri": None,
            }
        )

    @blueprint.get(f"{MESSAGES}/<sid>.json")
    def fetch_message(account_sid: str, sid: str) -> Response:
        return jsonify(_record(line, sid).view(account_sid))

    @blueprint.post(f"{MESSAGES}/<sid>.json")
    def update_message(account_sid: str, sid: str) -> Response:
        record = _record(line, sid)
        with line.world.lock:
            if request.form.get("Status") == "canceled":
                line.cancel(record)
            elif request.form.get("Body") == "":
                record.body = ""
                record.updated = line.world.now()
            else:
                raise TwilioError(400, 21609, "Only an empty Body or Status=canceled can be set")
            return jsonify(record.view(account_sid))

    @blueprint.delete(f"{MESSAGES}/<sid>.json")
    def delete_message(account_sid: str, sid: str) -> tuple[str, int]:  # noqa: ARG001 - part of the address
        line.delete(_record(line, sid))
        return "", 204


def _media(blueprint: Blueprint, line: TwilioLine) -> None:
    @blueprint.get(f"{MESSAGES}/<sid>/Media.json")
    def list_media(account_sid: str, sid: str) -> Response:
        record = _record(line, sid)
        rows = [record.media_view(account_sid, media) for media in record.media.values()]
        return jsonify({"media_list": rows, "page": 0, "page_size": 50, "next_page_uri": None})

    @blueprint.get(f"{MESSAGES}/<sid>/Media/<media_sid>.json")
    def fetch_media(account_sid: str, sid: str, media_sid: str) -> Response:
        record = _record(line, sid)
        return jsonify(record.media_view(account_sid, _medium(record, media_sid)))

    @blueprint.get(f"{MESSAGES}/<sid>/Media/<media_sid>")
    def download_media(account_sid: str, sid: str, media_sid: str) -> Response:  # noqa: ARG001 - part of the address
        media = _medium(_record(line, sid), media_sid)
        return Response(media.content, content_type=media.content_type)

    @blueprint.delete(f"{MESSAGES}/<sid>/Media/<media_sid>.json")
    def delete_media(account_sid: str, sid: str, media_sid: str) -> tuple[str, int]:  # noqa: ARG001 - part of the address
        record = _record(line, sid)
        _medium(record, media_sid)
        del record.media[media_sid]
        return "", 204


def _content(blueprint: Blueprint, line: TwilioLine) -> None:
    sid_of = line.account.account_sid

    @blueprint.post(CONTENT)
    def create_content() -> tuple[Response, int]:
        with line.world.lock:
            content = line.contents.create(request.get_json(silent=True), now=line.world.now())
        return jsonify(content.view(sid_of)), 201

    @blueprint.get(CONTENT)
    def list_contents() -> Response:
        with line.world.lock:
            rows = [content.view(sid_of) for content in line.contents.all()]
        meta = {
            "key": "contents",
            "page": 0,
            "page_size": 50,
            "next_page_url": None,
            "previous_page_url": None,
        }
        return jsonify({"contents": rows, "meta": meta})

    @blueprint.get(f"{CONTENT}/<sid>")
    def fetch_content(sid: str) -> Response:
        return jsonify(line.contents.get(sid).view(sid_of))

    @blueprint.delete(f"{CONTENT}/<sid>")
    def delete_content(sid: str) -> tuple[str, int]:
        with line.world.lock:
            line.contents.delete(sid)
        return "", 204


def _record(line: TwilioLine, sid: str) -> Record:
    found = line.records.get(sid)
    if found is None:
        raise TwilioError(404, 20404, f"The requested resource /Messages/{sid}.json was not found")
    return found


def _medium(record: Record, sid: str) -> Media:
    found = record.media.get(sid)
    if found is None:
        raise TwilioError(404, 20404, f"The requested resource /Media/{sid} was not found")
    return found


def _wanted(record: Record) -> bool:
    args = request.args
    if args.get("To", record.to) != record.to or args.get("From", record.sender) != record.sender:
        return False
    # Twilio compares `DateSent>` and `DateSent<` inclusively; a bare day in `DateSent` means that whole day.
    moment = record.created.replace(microsecond=0)
    tests: tuple[tuple[str, Callable[[datetime], bool]], ...] = (
        ("DateSent>", lambda bound: moment >= bound),
        ("DateSent<", lambda bound: moment <= bound),
        ("DateSent", lambda bound: bound <= moment < bound + timedelta(days=1)),
    )
    return all(test(_moment(args[name])) for name, test in tests if name in args)


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise TwilioError(400, 20001, "Dates are YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
