"""One registration entered with the keyboard alone on the real page: keys, fields, and what that comes to.

    python -m tests.benchmarks.register_entry [--state DIRECTORY] [--most 300] [--story larger] [--pace]

A browser fills in an invented registration, key by key, on the desk of `baken serve`. Counted are the keys
pressed, the questions answered and the time that pages take. The time of a person is not measured but
estimated with the keystroke-level model (Card, Moran and Newell, "The keystroke-level model for user
performance time with interactive systems", CACM 23(7), 1980), of which these operators are used:

    K  a key: 0.20 s for an average skilled typist, 0.28 s for an average person who does not type for work
    M  mentally preparing: 1.35 s, once before each question and once before each part is left
    R  waiting for the machine: as measured here

P (pointing) and H (hand to the mouse) do not occur: there is no mouse. What the model leaves out, and so does
the number printed here: reading the source, finding an answer in it, doubting, mistakes and mending them. It
is a floor for somebody who knows the form and the case, not the time that a registration takes.

`--story larger` is one with two persons, two platforms with their roles and two means of coercion. With
`--pace` nothing is estimated: each key takes 0.2 s and each question 1.5 s of thought, and the clock tells.
"""

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from tests.benchmarks.desk import BAKEN, ROOT, _served
from tests.browser.conftest import CHROMIUM, QUIET

SCALE = "0.005"
PACE_KEY, PACE_THOUGHT = 0.2, 1.5
SKILLED, ORDINARY, MENTAL = 0.20, 0.28, 1.35
"""Seconds: K of two kinds of people, and M."""
MOST_TABS = 120
PARTS = ("bron", "vermoeden", "personen", "platforms", "rollen", "plaats", "samenvatting")
BUTTON = "button[name=do][value={}][data-key]"


@dataclass
class Hands:
    """A person at the keyboard, and what they did: keys, questions, parts left, and seconds waited."""

    page: Any
    keys: int = 0
    fields: int = 0
    parts: int = 0
    waited: float = 0.0
    pace: bool = False
    part_keys: dict[str, int] = field(default_factory=dict)

    def press(self, key: str) -> None:
        """One key."""
        if self.pace:
            sleep(PACE_KEY)
        self.page.keyboard.press(key)
        self.keys += 1

    def think(self) -> None:
        """Before each question."""
        self.fields += 1
        if self.pace:
            sleep(PACE_THOUGHT)

    def to(self, selector: str) -> None:
        """With Tab until the focus is there."""
        for _ in range(MOST_TABS):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            self.press("Tab")
        raise SystemExit(f"{selector} can't be reached with the Tab key")

    def tick(self, selector: str, *, downs: int = 0) -> None:
        """Answers a question with choices: to its first answer, down, and chosen."""
        self.think()
        self.to(selector)
        self.press("Space")
        for _ in range(downs):
            self.press("ArrowDown")

    def write(self, selector: str, text: str) -> None:
        """Answers a question by typing, in a field or to find something in a list."""
        self.think()
        self.to(selector)
        self.page.keyboard.type(text, delay=PACE_KEY * 1000 if self.pace else 0)
        self.keys += len(text)

    def enter(self) -> None:
        """Enter, and what comes."""
        began = perf_counter()
        with self.page.expect_navigation():
            self.press("Enter")
        self.page.wait_for_load_state("networkidle")
        self.waited += perf_counter() - began

    def onwards(self, slug: str, how: str = "next") -> None:
        """Leaves a part by its button."""
        self.to(BUTTON.format(how))
        before = self.page.url
        self.enter()
        if self.page.url == before:
            raise SystemExit(f"{slug} was not accepted: {self.page.inner_text('main')}")
        self.parts += 1
        self.part_keys[slug] = self.keys - sum(self.part_keys.values())

    def seconds(self, key: float) -> float:
        """The estimate with this K."""
        return self.keys * key + (self.fields + self.parts) * MENTAL + self.waited


def entered(page: Any, address: str, reference: str, *, larger: bool = False, pace: bool = False) -> Hands:
    """Enters the registration: a person, a platform with two roles, a municipality, and what happened; a
    larger one two of each, and means of coercion."""
    hands = Hands(page, pace=pace)
    page.goto(f"{address}/register/")
    hands.to("form[action='/register/nieuw/'] button")
    hands.enter()
    hands.tick("input[name=source_kind]", downs=2)
    hands.write("input[name=reference]", reference)
    # days that are days in both orders of day and month
    hands.write("input[name=registered_on]", "02022026")
    hands.write("input[name=incident_from]", "11112025")
    hands.write("input[name=incident_until]", "01012026")
    hands.onwards(PARTS[0])
    hands.tick("input[name=form]")
    hands.tick("input[name=scope]")
    hands.tick("input[name=allegation_status]")
    if larger:
        hands.to("details.more:last-of-type summary")
        hands.press("Enter")
        hands.tick("input[name=coercion_means]")
        hands.press("Tab")
        hands.press("Tab")
        hands.press("Space")
    hands.onwards(PARTS[1])
    hands.tick("input[name=person_roles]")
    hands.tick("input[name=sex]")
    hands.write("input[name=age]", "31")
    hands.write("select[name=birth_group]", "ned")
    if larger:
        hands.to(BUTTON.format("another"))
        hands.enter()
        hands.tick("input[name=person_roles]")
        hands.press("Tab")
        hands.press("Space")
        hands.tick("input[name=sex]", downs=1)
        hands.write("input[name=age]", "44")
    hands.onwards(PARTS[2])
    for platform in ("insta", "snap")[: 1 + larger]:
        hands.write("input[name=name]", platform)
        page.wait_for_load_state("networkidle")
        hands.enter()
    hands.onwards(PARTS[3])
    for number in range(1, 2 + larger):
        one = f".platform:nth-of-type({number}) .toggle input" if larger else ".toggle input"
        hands.tick(one)
        hands.press("Tab")
        hands.tick(one)
    hands.onwards(PARTS[4])
    hands.write("select[name=municipality]", "tilb")
    hands.onwards(PARTS[5])
    hands.onwards(PARTS[6], "save")
    return hands


def _window(driver: Any, address: str, cookies: dict[str, str]) -> Any:
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": name, "value": one, "url": address} for name, one in cookies.items()])
    return context.new_page()


def _registrar() -> dict[str, str]:
    """Somebody who registers, signed in: the cookies of their session."""
    from django.test import Client

    from baken.accounts.queries import find_organisation
    from baken.tenancy.acting import acting_for
    from tests.factories.users import make_user, sign_in

    organisation = find_organisation("demo")
    with acting_for(organisation.id):
        client = sign_in(Client(), make_user(organisation, "registrar"))
    return {name: one.value for name, one in client.cookies.items()} | {"django_language": "nl"}


def _what_was_registered(reference: str) -> str:
    from baken.accounts.queries import find_organisation
    from baken.register.queries import stored_records
    from baken.tenancy.acting import acting_for

    with acting_for(find_organisation("demo").id):
        (record,) = stored_records([reference])
    named = ", ".join(f"{mention.platform} with {len(mention.roles)} roles" for mention in record.mentions)
    means = len(record.coercion_means)
    return (
        f"{record.municipality} in {record.province}, {named}, {len(record.persons)} persons, {means} means"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="One registration, entered with the keyboard")
    parser.add_argument("--state", type=Path, help="an installation in which the demo has run already")
    parser.add_argument("--most", type=float, help="seconds that the higher estimate may come to")
    parser.add_argument("--story", choices=("ordinary", "larger"), default="ordinary")
    parser.add_argument("--pace", action="store_true", help="at the speed of a person, by the clock")
    options = parser.parse_args()
    state = options.state or ROOT / "var" / "bench" / "register-entry"
    os.environ["BAKEN_STATE"] = str(state)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    if not (state / "whole").exists() and not options.state:
        made = [*BAKEN, "demo", "--no-serve", "--scale", SCALE, "--quiet"]
        subprocess.run(made, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        (state / "whole").touch()
    subprocess.run([*BAKEN, "migrate", "--quiet"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    from playwright.sync_api import sync_playwright

    from baken.config.command import database

    with database():
        cookies = _registrar()
        with _served() as port, sync_playwright() as driver:
            address = f"http://127.0.0.1:{port}"
            reference = f"BENCH-{os.getpid()}-{int(perf_counter())}"
            began = perf_counter()
            window = _window(driver, address, cookies)
            hands = entered(window, address, reference, larger=options.story == "larger", pace=options.pace)
            took = perf_counter() - began
        print(f"registered: {_what_was_registered(reference)}\n")
    print(f"{'part':<14} {'keys':>6}")
    for slug, keys in hands.part_keys.items():
        print(f"{slug:<14} {keys:>6}")
    print(
        f"{'all':<14} {hands.keys:>6}\n\n"
        f"{hands.fields} questions answered in {hands.parts} parts, no mouse\n"
        f"machine: {hands.waited:.1f} s waiting for pages; the whole script took {took:.1f} s"
        f"{', at the speed of a person' if hands.pace else ''}\n"
        f"estimate (keystroke-level model, without reading the source, doubt or mistakes):\n"
        f"  skilled typist  {hands.seconds(SKILLED):>6.0f} s  ({hands.keys} K of {SKILLED} s, "
        f"{hands.fields + hands.parts} M of {MENTAL} s, R {hands.waited:.1f} s)\n"
        f"  anybody else    {hands.seconds(ORDINARY):>6.0f} s  (K of {ORDINARY} s)"
    )
    if options.most is not None and hands.seconds(ORDINARY) > options.most:
        sys.exit(f"{hands.seconds(ORDINARY):.0f} s estimated, more than {options.most:g}")


if __name__ == "__main__":
    main()
