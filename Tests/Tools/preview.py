"""Looks at a preview as a reader does, in a browser, while its notebook is written.

usage: preview.py ADDRESS FOLDER NOTEBOOK ROUNDS

ADDRESS is that of `nabla serve FOLDER`; NOTEBOOK is the name of a notebook of FOLDER in whose text 'Round 0' stands. Prints one
JSON object: the seconds from each save until the text stands in the page, and what was found on the way.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time


class Browser:
    """A headless Chromium, spoken to through pipes in Chromium's DevTools protocol."""

    def __init__(self, profile):
        program = os.environ.get("NABLA_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
        if program is None:
            raise SystemExit("chromium was not found; 'make setup' installs it")
        to_browser, self.output = os.pipe()
        self.input, from_browser = os.pipe()

        def pipes():
            # The protocol wants descriptors 3 and 4; they may be taken by the pipes themselves.
            first, second = os.dup(to_browser), os.dup(from_browser)
            high_first, high_second = os.dup2(first, 103), os.dup2(second, 104)
            os.dup2(high_first, 3)
            os.dup2(high_second, 4)

        self.process = subprocess.Popen(
            [
                program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-extensions", "--disable-background-networking", f"--user-data-dir={profile}",
                "--window-size=1000,800", "--remote-debugging-pipe", "about:blank",
            ],
            close_fds=False, preexec_fn=pipes, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self.waiting = b""
        self.count = 0

    def send(self, method, parameters=None, session=None):
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = session
        os.write(self.output, json.dumps(message).encode() + b"\0")
        return self.count

    def answer(self, number):
        while True:
            while b"\0" not in self.waiting:
                more = os.read(self.input, 1 << 16)
                if not more:
                    raise SystemExit("the browser has ended")
                self.waiting += more
            text, self.waiting = self.waiting.split(b"\0", 1)
            message = json.loads(text)
            if message.get("id") == number:
                if "error" in message:
                    raise SystemExit(f"the browser refuses: {message['error']}")
                return message["result"]

    def call(self, method, parameters=None, session=None):
        return self.answer(self.send(method, parameters, session))

    def open(self, address):
        target = self.call("Target.createTarget", {"url": address})["targetId"]
        return Tab(self, self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"])

    def close(self):
        self.process.kill()
        self.process.wait()


class Tab:
    def __init__(self, browser, session):
        self.browser, self.session = browser, session

    def ask(self, script):
        """Asks the page for the value of an expression, or of its promise."""
        return self.value(self.asked(script))

    def asked(self, script):
        parameters = {"expression": script, "awaitPromise": True, "returnByValue": True}
        return self.browser.send("Runtime.evaluate", parameters, self.session)

    def value(self, number):
        result = self.browser.answer(number)
        if "exceptionDetails" in result:
            raise SystemExit(f"the page refuses: {result['exceptionDetails']}")
        return result["result"].get("value")

    def until(self, condition, seconds=60):
        """Asks for a condition until it holds, through loads of other pages too."""
        deadline = time.time() + seconds
        while time.time() < deadline:
            try:
                if self.ask(condition):
                    return True
            except SystemExit:
                pass
            time.sleep(0.02)
        return False


def when(condition):
    """A promise of the time at which a condition of the page holds."""
    return f"""new Promise(function (done) {{
        function look() {{ if ({condition}) {{ observer.disconnect(); done(Date.now() / 1000); }} }}
        var observer = new MutationObserver(look);
        observer.observe(document, {{ subtree: true, childList: true, characterData: true, attributes: true }});
        look();
    }})"""


def main():
    address, folder, name, rounds = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    file = folder / f"{name}.md"
    text = file.read_text()
    found = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile)
        try:
            tab = browser.open(f"{address}{name}.html")
            found["opened"] = tab.until("document.readyState === 'complete' && document.querySelector('main') !== null")
            index = browser.open(address)
            found["gallery"] = index.until(f"document.querySelector('a[href$=\"{name}.html\"]') !== null")
            # A reader in the middle of the page, with a panel open.
            tab.ask("""(function () {
                window.alive = true;
                var panels = document.querySelectorAll("main details");
                panels[panels.length - 1].open = true;
                panels[panels.length - 1].dataset.mine = "yes";
                var blocks = document.querySelector("main").children;
                window.scrollTo(0, document.documentElement.scrollHeight / 2);
            })()""")
            time.sleep(0.3)
            top = """(function () {
                var blocks = Array.prototype.slice.call(document.querySelector("main").children);
                var block = blocks.filter(function (block) {
                    var box = block.getBoundingClientRect(); return box.height > 0 && box.bottom > 300; })[0];
                window.reading = window.reading || block;
                return window.reading.getBoundingClientRect().top;
            })()"""
            before = tab.ask(top)
            latencies = []
            for number in range(1, rounds + 1):
                # Above what is read the text grows and shrinks.
                more = "\n\nAnother paragraph.\n\n" * (number % 3)
                changed = text.replace("Round 0", f"Round {number} ends.{more}")
                promise = tab.asked(when(f"document.body.textContent.includes('Round {number} ends.')"))
                if number % 2:
                    start = time.time()
                    file.write_text(changed)
                else:
                    # As most editors save: another file takes the name.
                    beside = folder / ".saved.tmp"
                    beside.write_text(changed)
                    start = time.time()
                    beside.rename(file)
                latencies.append(tab.value(promise) - start)
                time.sleep(0.05)
            found["latencies"] = latencies
            time.sleep(0.3)
            found["scrolled"] = abs(tab.ask(top) - before)
            found["kept"] = tab.ask("window.alive === true && document.querySelector('main details[data-mine]').open")
            # An error is on the page, and its link leads to the line.
            line = text.count("\n") + 3
            promise = tab.asked(when("document.querySelector('#preview a[href*=\"#L\"]') !== null"))
            file.write_text(text + "\n```{nabla}\ngradient nothing wrt W\n```\n")
            tab.value(promise)
            link = tab.ask("document.querySelector('#preview a[href*=\"#L\"]').getAttribute('href')")
            tab.ask("document.querySelector('#preview details').open = true")
            tab.ask("document.querySelector('#preview a[href*=\"#L\"]').click()")
            found["jumped"] = link.endswith(f"#L{line}") and tab.until(
                f"location.hash === '#L{line}' && document.querySelector('#L{line}:target p') !== null")
            tab.ask("history.back()")
            tab.until("document.querySelector('#preview') !== null")
            # Another name, a new notebook, none at all.
            file.rename(folder / "renamed.md")
            found["renamed"] = tab.until("location.pathname === '/renamed.html' && document.querySelector('main') !== null")
            (folder / "second.md").write_text("---\ntitle: A second notebook\n---\n\nText.\n")
            found["created"] = index.until("document.body.textContent.includes('A second notebook')")
            (folder / "renamed.md").unlink()
            found["deleted"] = tab.until("document.body.textContent.includes('the notebook is gone')")
            found["unlisted"] = index.until("document.querySelector('a[href$=\"renamed.html\"]') === null")
        finally:
            browser.close()
    print(json.dumps(found))


main()
