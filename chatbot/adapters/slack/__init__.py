"""Slack: one app in one workspace."""

from chatbot.adapters.slack.chat import SlackChat

__all__ = ["SlackChat"]
