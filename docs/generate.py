"""Write the pages that come from the code, such as rules and the command line, and the tables of peers.

python docs/generate.py            write the pages
python docs/generate.py --check    exit 1 where a page is not what the code says
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import click
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).resolve().parent))
from measured import filled

from bidinorm import cli, lexicons, profiles, rules
from bidinorm.cli.show import visible
from bidinorm.names import schemes
from bidinorm.pipeline import Pipeline
from bidinorm.rule import Rule
from bidinorm.text import replay

REFERENCE = Path(__file__).resolve().parent / "reference"
PEERS = REFERENCE.parent / "peers.md"
MADE = "<!-- Written by `python docs/generate.py` from the code. Change the code, then run it. -->"
WIDTH = 88
LETTERS = "ءبتثجحخدذرزسشصضطظعغفقكلمنهويةى"


def rule_pages() -> str:
    """Return the docstrings of all rules as one page, in the order in which they run."""
    opening = (
        "# Rules\n\nIn the order in which they run. Each is one file in `src/bidinorm/rules/`; "
        "this page is made of their docstrings.\n"
    )
    listed = "\n".join(f"* [`{rule.name}`](#{rule.name}): {rule.summary}" for rule in rules.everything())
    return "\n".join([MADE, "", opening, listed, "", *map(rule_page, rules.everything())])


def rule_page(rule: Rule) -> str:
    """Return the page of one rule, its headings one level down."""
    users = [f"`{name}`" for name in profiles.names() if rule in profiles.load(name).rules]
    facts = [f"Stage: {rule.stage.name}", f"in the profiles {', '.join(users)}" if users else "in no profile"]
    if rule.options:
        facts.append("options " + ", ".join(f"`{name} = {shown(value)}`" for name, value in rule.options.items()))
    lines = [f"#{line}" if line.startswith("## ") else line for line in rule.page.strip().split("\n")]
    return "\n".join([f"## {rule.name}", "", *lines, "", f"*{'; '.join(facts)}.*", ""])


def shown(value: object) -> str:
    """Return an option's value as TOML writes it."""
    return str(value).lower() if isinstance(value, bool) else repr(value)


def profile_pages() -> str:
    """Return what each profile is for, and which rule runs in which."""
    names = profiles.names()
    lines = [MADE, "", "# Profiles", ""]
    lines += ["A profile is a choice of rules with their options.", ""]
    for name in names:
        text = (files("bidinorm.profiles") / f"{name}.toml").read_text("utf-8")
        lines += [
            f"## {name}",
            "",
            tomllib.loads(text)["description"],
            "",
            "```toml",
            text.strip(),
            "```",
            "",
        ]
    lines += [
        "## Which rule runs where",
        "",
        f"| rule | {' | '.join(names)} |",
        "|---|" + ":-:|" * len(names),
    ]
    for rule in rules.everything():
        marks = ["yes" if rule in profiles.load(name).rules else "" for name in names]
        lines.append(f"| [`{rule.name}`](rules.md#{rule.name}) | {' | '.join(marks)} |")
    return "\n".join([*lines, ""])


def scheme_pages() -> str:
    """Return what each scheme is, how it writes what schemes differ in, and its examples."""
    lines = [MADE, "", "# Schemes", ""]
    lines += [
        "Each is one file in `lexicons/schemes/`; the tests run its examples. Vowel marks in the input decide;",
        "where there are none, the lexicon, the rules and the model do.",
        "",
    ]
    for name in schemes.names():
        lines += scheme_page(schemes.get(name))
    return "\n".join(lines)


def scheme_page(scheme: schemes.Scheme) -> list[str]:
    """Return the page of one scheme."""
    meta = scheme.meta
    facts = [f"{meta['authority']}, {meta['year']}", meta["kind"]]
    if scheme.transliterates:
        facts.append("can be read back" if scheme.reversible else "cannot be read back")
    else:
        facts += [f"article `{scheme.article}`", "sun letters shown" if scheme.sun else "sun letters not shown"]
    if "loses" in meta:
        facts.append(f"loses {meta['loses']}")
    signs = [(sign, latin) for (sign, context), latin in scheme.signs.items() if not context and len(sign) == 1]
    shown = " ".join(f"{sign} `{latin}`" for sign, latin in signs if sign in LETTERS and latin and "`" not in latin)
    lines = [f"## {scheme.name}", "", f"{scheme.title}.", "", f"*{'; '.join(facts)}.*", "", shown, ""]
    if "url" in meta:
        lines += [f"Read it at <{meta['url']}>.", ""]
    lines += ["| Arabic | Latin |", "|---|---|"]
    return [
        *lines,
        *(f"| {arabic} | {latin.replace('|', chr(92) + '|')} |" for arabic, latin in scheme.examples[:12]),
        "",
    ]


def command_pages() -> str:
    """Return the help of the program and of each verb, as the terminal shows it."""
    lines = [MADE, "", "# Command line", ""]
    lines += ["Each verb is a function of the library; see [Python](api.md).", ""]
    lines += ["## bidinorm", "", *help_of(), ""]
    for verb in sorted(commands()):
        lines += [f"## {verb}", "", *help_of(verb), ""]
    return "\n".join(lines)


def defects() -> list[tuple[str, Pipeline, str, str]]:
    """Return the rows of `docs/defects.tsv`: kind, pipeline, what is broken, what it should become."""
    table = REFERENCE.parent / "defects.tsv"
    found = []
    for kind, profile, broken, repaired in lexicons.parse(table.name, table.read_text("utf-8")).rows:
        name, *switches = profile.split()
        pipeline = Pipeline.load(name)
        for switch in switches:
            rule, _, option = switch.partition(".")
            pipeline = pipeline.set(rule, **{option: True})
        found.append((kind, pipeline, broken, repaired))
    return found


def defect_pages() -> str:
    """Return for each kind of damage what is broken, what becomes of it, and what the explanation says."""
    lines = [MADE, "", "# Repairs", ""]
    lines += ["What is broken, what `clean` makes of it with the profile `repair`, and what `explain` says. "]
    lines[-1] += "Characters that nobody sees are written out. Tests run all of it."
    kind = ""
    for own, pipeline, broken, _ in defects():
        if own != kind:
            kind = own
            certain = kind != MENTIONED
            head = "| broken | repaired | explanation |" if certain else "| text | what it may be | what `check` says |"
            lines += ["", f"## {kind}", "", *NOTES.get(kind, ()), head, "|---|---|---|"]
        explained = pipeline.explain(broken)
        changes = explained.changes if kind != MENTIONED else pipeline.check(broken)
        after = str(explained) if kind != MENTIONED else replay(broken, [replace(c, certain=True) for c in changes])
        said = dict.fromkeys(f"`{change.rule}`: {cell(change.reason)}" for change in changes)
        lines.append(f"| `{cell(broken)}` | `{cell(after)}` | {'<br>'.join(said)} |")
    return "\n".join([*lines, ""])


MENTIONED = "Mentioned only"
NOTES = {
    MENTIONED: [
        "Nothing is changed: the text may be right. `check` says what it may be and how far it is from certain.",
        "",
    ],
    "Pasted twice": ["With the profile `newsroom`.", ""],
    "Wrong keyboard layout": ["With the option `change` of the rule `keyboard-layout`, which no profile sets.", ""],
}
"""What stands above the table of a kind."""


def cell(text: str) -> str:
    """Return a text as a cell of a table shows it."""
    return visible(text).replace("|", "\\|")


def commands() -> dict[str, click.Command]:
    """Return the verbs of the command line by name."""
    group = cli.bidinorm
    context = click.Context(group, info_name="bidinorm")
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in found.items() if command and not command.hidden}


def help_of(*verb: str) -> list[str]:
    """Return the help of one verb as a fenced block."""
    done = CliRunner().invoke(
        cli.bidinorm,
        [*verb, "--help"],
        prog_name="bidinorm",
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        color=False,
    )
    if done.exit_code:
        raise SystemExit(f"bidinorm {' '.join(verb)} --help failed: {done.output}")
    return ["```text", done.output.strip(), "```"]


def pages() -> dict[Path, str]:
    """Return what each generated page should hold."""
    return {
        REFERENCE / "rules.md": rule_pages(),
        REFERENCE / "profiles.md": profile_pages(),
        REFERENCE / "repairs.md": defect_pages(),
        REFERENCE / "schemes.md": scheme_pages(),
        REFERENCE / "cli.md": command_pages(),
        PEERS: filled(PEERS.read_text("utf-8")),
    }


def main() -> int:
    """Write the pages, or with `--check` say which are stale."""
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path} is stale; run python docs/generate.py", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_text(pages()[path], "utf-8", newline="\n")
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
