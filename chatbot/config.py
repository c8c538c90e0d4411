"""Typed settings from the environment; nothing else is read, and secrets never show."""

import base64
import configparser
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from chatbot.ports import Misconfigured

DEFAULT_PORT = 8080
KEY_BYTES = 32
IN_HEADERS = (
    "ZULIP_EMAIL",
    "ZULIP_API_KEY",
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
)
NEITHER = (
    "No chat is configured. For Zulip set ZULIP_SITE, ZULIP_EMAIL and ZULIP_API_KEY (or ZULIP_CONFIG); "
    "for Slack set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (or SLACK_SIGNING_SECRET). Either is enough. "
    "To try the bot without any account: chatbot rehearse agendas/ietf117-ipsecme.yaml"
)


@dataclass(frozen=True, slots=True)
class ZulipSettings:
    """How to reach Zulip."""

    site: str
    email: str
    api_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SlackInstallSettings:
    """What an app needs that people install into their workspaces; `token_keys` encrypt tokens, the first is used."""

    client_id: str
    client_secret: str = field(repr=False)
    token_keys: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """How to reach Slack: by Socket Mode with an `app_token`, by signed HTTP with a `signing_secret`.

    Either a `bot_token`, for one workspace, or `install`, for many. `api_url` is for a stand-in; `public_url` is where
    browsers reach our own server.
    """

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    api_url: str | None = None
    signing_secret: str = field(default="", repr=False)
    install: SlackInstallSettings | None = None
    public_url: str = ""

    @property
    def needs_web(self) -> bool:
        """Whether Slack or browsers have to reach us."""
        return bool(self.signing_secret or self.install)


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Where our own web server listens."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; the three times are seconds."""

    zulip: ZulipSettings | None
    slack: SlackSettings | None
    web: WebSettings | None
    database_url: str = field(repr=False)
    agendas: Path
    log_format: Literal["text", "json"]
    send_seconds: float
    claim_seconds: float
    settle_seconds: float


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How addresses are fetched for imports: whom servers may write to, and whether near addresses may be asked."""

    contact: str
    private_addresses: bool
    datatracker_url: str


def read_fetching(environ: Mapping[str, str]) -> FetchSettings:
    """The settings for imports, which need no chat; raises Misconfigured with a sentence for each mistake."""
    problems: list[str] = []
    private = environ.get("ALLOW_PRIVATE_ADDRESSES") or "0"
    if private not in ("0", "1"):
        problems.append("ALLOW_PRIVATE_ADDRESSES must be 1 or 0.")
    contact = environ.get("FETCH_CONTACT") or ""
    if not contact.isascii() or not contact.isprintable():
        problems.append("FETCH_CONTACT must be an address or e-mail in plain letters: it is sent to web servers.")
    datatracker = (environ.get("DATATRACKER_URL") or "https://datatracker.ietf.org").rstrip("/")
    if not datatracker.startswith(("https://", "http://")):
        problems.append("DATATRACKER_URL must begin with https://.")
    if problems:
        raise Misconfigured("\n".join(problems))
    return FetchSettings(contact, private == "1", datatracker)


def read_agendas(environ: Mapping[str, str]) -> Path:
    """The folder of agendas, whether or not it is there."""
    return Path(environ.get("AGENDAS") or "agendas")


def read(environ: Mapping[str, str]) -> Settings:
    """The settings; raises Misconfigured with a sentence for each thing that is wrong."""
    problems: list[str] = []
    zulip = _zulip(environ, problems)
    slack = _slack(environ, problems)
    problems += _ill_copied(environ)
    if zulip is None and slack is None and not problems:
        problems.append(NEITHER)
    log_format: Literal["text", "json"] = "json" if environ.get("LOG_FORMAT") == "json" else "text"
    if environ.get("LOG_FORMAT", "text") not in ("text", "json"):
        problems.append("LOG_FORMAT must be text or json.")
    settings = Settings(
        zulip=zulip,
        slack=slack,
        web=_web(environ, slack, problems),
        database_url=environ.get("DATABASE_URL") or "sqlite:///chatbot.db",
        agendas=read_agendas(environ),
        log_format=log_format,
        send_seconds=_seconds(environ, "SEND_SECONDS", 10.0, problems),
        claim_seconds=_seconds(environ, "CLAIM_SECONDS", 5.0, problems),
        settle_seconds=_seconds(environ, "SETTLE_SECONDS", 20.0, problems),
    )
    if problems:
        raise Misconfigured("\n".join(problems))
    return settings


def _zulip(environ: Mapping[str, str], problems: list[str]) -> ZulipSettings | None:
    names = ("ZULIP_SITE", "ZULIP_EMAIL", "ZULIP_API_KEY")
    given = _from_zuliprc(environ["ZULIP_CONFIG"], problems) if environ.get("ZULIP_CONFIG") else {}
    given |= {name: environ[name] for name in names if environ.get(name)}
    if not given:
        return None
    missing = [name for name in names if name not in given]
    if missing:
        problems.append(f"Zulip needs {' and '.join(missing)} too.")
        return None
    if environ.get("ZULIP_CONFIG"):
        problems += _ill_copied({name: value for name, value in given.items() if name not in environ})
    return ZulipSettings(given["ZULIP_SITE"], given["ZULIP_EMAIL"], given["ZULIP_API_KEY"])


def _ill_copied(given: Mapping[str, str]) -> list[str]:
    """Problems with settings that go into headers, where some characters cannot stand: nobody would say which."""
    odd = [name for name in IN_HEADERS if not (given.get(name, "").isascii() and given.get(name, "").isprintable())]
    return [
        f"{name} holds a character that does not belong there, such as … or a line break: copy it again."
        for name in odd
    ]


def _from_zuliprc(name: str, problems: list[str]) -> dict[str, str]:
    # Without interpolation: a key may hold a percent sign.
    parser = configparser.ConfigParser(interpolation=None)
    try:
        with Path(name).open(encoding="utf-8") as file:
            parser.read_file(file)
        section = parser["api"]
    except OSError as error:
        problems.append(f"ZULIP_CONFIG: {name} cannot be read: {error.strerror}.")
        return {}
    except (configparser.Error, UnicodeDecodeError, KeyError):
        problems.append(f"ZULIP_CONFIG: {name} is no zuliprc; it needs a section [api] with site, email and key.")
        return {}
    keys = {"ZULIP_SITE": "site", "ZULIP_EMAIL": "email", "ZULIP_API_KEY": "key"}
    return {name: section[key] for name, key in keys.items() if section.get(key)}


def _slack(environ: Mapping[str, str], problems: list[str]) -> SlackSettings | None:
    bot, app = environ.get("SLACK_BOT_TOKEN", ""), environ.get("SLACK_APP_TOKEN", "")
    secret = environ.get("SLACK_SIGNING_SECRET", "")
    install = _install(environ, problems)
    asked = any(environ.get(name) for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"))
    if not (bot or app or secret or asked):
        return None
    if not app and not secret:
        problems.append("Slack needs SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) too.")
    if not bot and not asked:
        problems.append("Slack needs SLACK_BOT_TOKEN too, or SLACK_CLIENT_ID to be installed in many workspaces.")
    if bot and asked:
        problems.append(
            "Leave SLACK_BOT_TOKEN out when SLACK_CLIENT_ID is set: each workspace installs the app itself."
        )
    for name, token, prefix in (("SLACK_BOT_TOKEN", bot, "xoxb-"), ("SLACK_APP_TOKEN", app, "xapp-")):
        if token and not token.startswith(prefix):
            problems.append(f"{name} must begin with {prefix}.")
    public_url = environ.get("PUBLIC_URL", "").rstrip("/")
    if public_url and not public_url.startswith(("http://", "https://")):
        problems.append("PUBLIC_URL must begin with https://.")
    api_url = environ.get("SLACK_API_URL") or None
    if api_url and not _is_web_address(api_url):
        problems.append(
            "SLACK_API_URL must be a web address, as https://slack.com/api/; leave it out for Slack itself."
        )
    return SlackSettings(bot, app, api_url, secret, install, public_url)


def _is_web_address(text: str) -> bool:
    try:
        return urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).hostname)
    except ValueError:
        return False


def _install(environ: Mapping[str, str], problems: list[str]) -> SlackInstallSettings | None:
    names = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "TOKEN_KEY")
    if not any(environ.get(name) for name in names[:2]):
        return None
    missing = [name for name in names if not environ.get(name)]
    if missing:
        problems.append(f"Many Slack workspaces need {' and '.join(missing)} too.")
        return None
    keys = tuple(key.strip() for key in environ["TOKEN_KEY"].split(","))
    if not all(map(_is_key, keys)):
        problems.append("TOKEN_KEY must be 32 random bytes as URL-safe base64: openssl rand -base64 32 | tr +/ -_")
    return SlackInstallSettings(environ["SLACK_CLIENT_ID"], environ["SLACK_CLIENT_SECRET"], keys)


def _is_key(key: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(key)) == KEY_BYTES
    except ValueError:
        return False


def _web(environ: Mapping[str, str], slack: SlackSettings | None, problems: list[str]) -> WebSettings | None:
    """A web server where something needs it, or where PORT asks for it."""
    given = environ.get("PORT")
    if not given and not (slack and slack.needs_web):
        return None
    try:
        port = int(given or DEFAULT_PORT)
    except ValueError:
        port = 0
    if not 0 < port < 65536:
        problems.append("PORT must be a number between 1 and 65535.")
    return WebSettings(environ.get("HOST") or "127.0.0.1", port)


def _seconds(environ: Mapping[str, str], name: str, default: float, problems: list[str]) -> float:
    try:
        seconds = float(environ.get(name) or default)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 3600:
        problems.append(f"{name} must be a number of seconds above 0.")
        return default
    return seconds
