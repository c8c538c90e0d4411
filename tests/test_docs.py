"""The documentation is held to what the program does."""

import re
from pathlib import Path

import click

from chatbot.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_opens_with_the_two_commands() -> None:
    blocks = re.findall(r"```\n(.*?)\n```", README, re.DOTALL)

    assert blocks[:2] == [
        "pip install . && chatbot rehearse agendas/ietf117-ipsecme.yaml",
        "pip install -e '.[test]' && pytest",
    ]


def test_every_setting_that_is_read_is_in_the_readme() -> None:
    source = (ROOT / "chatbot" / "config.py").read_text(encoding="utf-8")
    settings = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)+|AGENDAS)"', source))

    assert [name for name in sorted(settings) if f"`{name}`" not in README] == []


def test_every_program_command_and_option_is_in_the_readme() -> None:
    documented = README.split("## Commands of the program")[1].split("\n## ")[0]
    options = [
        (name, parameter.opts[0])
        for name, command in main.commands.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
    ]
    missing = [name for name in main.commands if f"`chatbot {name}" not in documented]
    missing += [f"{name} {option}" for name, option in options if option not in documented]

    assert missing == []


def test_every_module_that_the_architecture_names_exists() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_/]+(?:\.py|/))`", text))
    known = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py")}
    known |= {f"{path.rpartition('/')[0]}/" for path in known}

    assert [name for name in sorted(named) if not any(f"/{one}".endswith(f"/{name}") for one in known)] == []


def test_the_smallest_agenda_of_the_readme_loads() -> None:
    from chatbot.importers import yaml

    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert block is not None
    loaded = yaml.load_text(block[1], "readme.yaml")

    assert [str(problem) for problem in loaded.problems] == []
