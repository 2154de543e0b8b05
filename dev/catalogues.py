"""The catalogues of the interface's words, in locale/.

python dev/catalogues.py compile   .po to .mo, in pure Python (`make run` does it by itself)
python dev/catalogues.py update    collects the words from the code: needs gettext
python dev/catalogues.py check     fails where `update` would change something, or a word is
                                   untranslated or marked fuzzy
"""

import os
import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CHECKOUT = Path(__file__).resolve().parents[1]
LOCALE = CHECKOUT / "locale"
LANGUAGES = ["fr", "nl"]  # the words in the code are English


def main():
    commands = {"compile": compile_all, "update": update, "check": check}
    if sys.argv[1:] and sys.argv[1] in commands:
        return commands[sys.argv[1]]()
    return __doc__


def sources():
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def compile_all():
    for source in sources():
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            with compiled.open("wb") as file:
                write_mo(file, read(source))


def read(source):
    with source.open("rb") as file:
        return read_po(file, locale=source.parts[-3])


def update():
    LOCALE.mkdir(exist_ok=True)
    # Collecting words needs the settings, but no database and no secret.
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": "postgres:///none",
    }
    command = [sys.executable, "manage.py", "makemessages", "--no-obsolete", "--add-location=file"]
    for language in LANGUAGES:
        command += ["--locale", language]
    for folder in (".venv/*", ".local/*", "tests/*", "dev/*"):
        command += ["--ignore", folder]
    return subprocess.run(command, env=environment, cwd=CHECKOUT).returncode


def check():
    before = {source: source.read_bytes() for source in sources()}
    words_before = words()
    try:
        if update():
            return "makemessages failed: its own words are above."
        words_now = words()
        problems = [
            f"{language}: {'missing' if word in words_now[language] else 'unused'}: {word[1]!r}"
            for language in LANGUAGES
            for word in words_now[language] ^ words_before.get(language, set())
        ]
    finally:
        for source, content in before.items():
            source.write_bytes(content)
    problems += [f"{source.parts[-3]}: {problem}" for source in before for problem in gaps(source)]
    if problems:
        print("\n".join(problems))
        return (
            f"{len(problems)} problems in the catalogues; 'make messages' collects the words anew."
        )


def words():
    """What is asked for, language by language. Line numbers, dates and wrapping don't count."""
    return {
        source.parts[-3]: {(message.context, message.id) for message in read(source) if message.id}
        for source in sources()
    }


def gaps(source):
    for message in read(source):
        if message.id and message.fuzzy:
            yield f"fuzzy: {message.id!r}"
        texts = message.string if isinstance(message.string, (tuple, list)) else [message.string]
        if message.id and not all(texts):
            yield f"untranslated: {message.id!r}"


if __name__ == "__main__":
    sys.exit(main())
