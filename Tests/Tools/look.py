#!/usr/bin/env python3
"""Measures pages in headless Chromium, and tries them against WCAG 2.2 AA with axe-core.

    look.py FOLDER [--axe] [--widths 320,390,1280] [--schemes light,dark] [--rotate]

For every page of the folder: what is cut or wider than the window, the heights of mathematics, evidence and prose, the
characters of a line of text, the boxes that take the focus, the weight. With --axe (fetch-axe.sh brings axe-core) every
violation is named. With --rotate every page is looked at once: the first at the first width and scheme, the second at the
next, and so on. Prints one JSON object; exits 1 when a page violates a rule or is wider than the window.
"""

import argparse
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HARNESS = """<!doctype html><meta charset="utf-8"><body style="margin:0"><pre id="out"></pre><script>
const pages = %s, width = %d, wantsAxe = %s;
function lines(p) {
  const range = document.createRange(); range.selectNodeContents(p);
  const tops = [];
  for (const box of range.getClientRects()) {
    if (!tops.some((top) => Math.abs(top - box.bottom) < 9)) { tops.push(box.bottom); }
  }
  return tops.length;
}
function measure(doc) {
  const win = doc.defaultView, found = { cut: [], wide: false, heights: {}, tabs: 0, line: 0 };
  const name = (box) => (box.closest("[id]") || box).id + " " + box.className;
  for (const box of doc.querySelectorAll(".right, .value, .single > .scroll, .counterexample .scroll, .suggestions .scroll")) {
    if (box.scrollWidth > box.clientWidth + 1) { found.cut.push(name(box) + " " + box.scrollWidth + ">" + box.clientWidth); }
  }
  found.wide = doc.documentElement.scrollWidth > width + 1;
  const sum = (selector) => [...doc.querySelectorAll(selector)].reduce((all, box) => all + box.getBoundingClientRect().height, 0);
  found.heights.mathematics = sum(".steps, .result, .single, .equation, .given, .counterexample, .suggestions");
  found.heights.evidence = sum(".evidence, .footer");
  found.heights.prose = sum("main > p, main > ul, main > ol, main > dl, main > blockquote, .top, main > :is(h1,h2,h3,h4), .callout, .theorem, .proof");
  found.heights.all = sum(".top, main");
  found.tabs = [...doc.querySelectorAll("a[href], button, summary, [tabindex]")].filter((e) => e.offsetParent && e.tabIndex >= 0).length;
  const texts = [...doc.querySelectorAll("main > p")].map((p) => [p.innerText.length, lines(p), p.querySelector(".katex")]);
  const long = texts.filter((t) => t[1] >= 3 && !t[2]).map((t) => t[0] / (t[1] - 0.5)).sort((a, b) => a - b);
  found.line = long.length ? Math.round(long[Math.floor(long.length / 2)]) : 0;
  return found;
}
(async () => {
  const results = {};
  for (const page of pages) {
    const frame = document.createElement("iframe");
    frame.style = "border:0;width:" + width + "px;height:3000px";
    frame.src = page;
    document.body.append(frame);
    await new Promise((done) => { frame.onload = done; });
    const doc = frame.contentDocument;
    await doc.fonts.ready;
    await new Promise((done) => setTimeout(done, 400));
    const found = measure(doc);
    if (wantsAxe) {
      const report = await frame.contentWindow.axe.run(doc, { resultTypes: ["violations"],
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
      found.violations = report.violations.map((v) => ({ rule: v.id, count: v.nodes.length, first: v.nodes[0].html.slice(0, 160),
        why: v.nodes[0].failureSummary.slice(0, 300) }));
    }
    results[page] = found;
    frame.remove();
  }
  document.getElementById("out").textContent = JSON.stringify(results);
  document.title = "done";
})();
</script>"""

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def axe_script():
    file = pathlib.Path(__file__).resolve().parents[2] / ".build-cache" / "axe.min.js"
    if not file.is_file():
        sys.exit("axe-core was not found; 'make setup' fetches it")
    return file.read_text("utf-8")


def run(folder, work, pages, width, scheme, axe):
    names = []
    for page in pages:
        text = page.read_text("utf-8")
        if axe:
            text = POLICY.sub("", text).replace("</head>", '<script src="axe.js"></script></head>', 1)
        name = str(page.relative_to(folder)).replace("/", "--")
        (work / name).write_text(text, "utf-8")
        names.append(name)
    (work / "harness.html").write_text(HARNESS % (json.dumps(names), width, json.dumps(bool(axe))), "utf-8")
    command = [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-background-networking", "--allow-file-access-from-files", f"--user-data-dir={work}/profile",
        f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}", f"--window-size={max(width, 500)},3000",
        "--virtual-time-budget=600000", "--timeout=500000", "--dump-dom", f"file://{work}/harness.html",
    ]
    dom = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=560, text=True).stdout
    found = re.search(r'<pre id="out">(.*?)</pre>', dom, re.S)
    if not found or not found.group(1):
        sys.exit(f"the browser gave no answer at {width} px, {scheme}")
    return json.loads(html.unescape(found.group(1)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--axe", action="store_true")
    parser.add_argument("--widths", default="320,390,1280")
    parser.add_argument("--schemes", default="light,dark")
    parser.add_argument("--rotate", action="store_true")
    arguments = parser.parse_args()
    folder = pathlib.Path(arguments.folder)
    all_pages = sorted(folder.rglob("*.html"))
    axe = axe_script() if arguments.axe else None
    weights = [page.stat().st_size for page in all_pages]
    summary = {"pages": len(all_pages), "weight": sum(weights) // max(1, len(weights)), "heaviest": max(weights, default=0), "runs": []}
    is_bad = False
    views = [(int(width), scheme) for width in arguments.widths.split(",") for scheme in arguments.schemes.split(",")]
    for place, (width, scheme) in enumerate(views):
        pages = all_pages[place :: len(views)] if arguments.rotate else all_pages
        if not pages:
            continue
        with tempfile.TemporaryDirectory() as name:
            work = pathlib.Path(name)
            if axe:
                (work / "axe.js").write_text(axe, "utf-8")
            results = run(folder, work, pages, width, scheme, axe)
        heights = {}
        for found in results.values():
            for key, value in found["heights"].items():
                heights[key] = heights.get(key, 0) + round(value)
        lines = sorted(found["line"] for found in results.values() if found["line"])
        run_summary = {
            "width": width, "scheme": scheme, "heights": heights,
            "shares": {key: round(100 * value / max(1, heights["all"])) for key, value in heights.items() if key != "all"},
            "charactersOfALine": lines[len(lines) // 2] if lines else 0,
            "focusable": sum(found["tabs"] for found in results.values()),
            "cut": {page: found["cut"] for page, found in results.items() if found["cut"]},
            "wide": [page for page, found in results.items() if found["wide"]],
            "violations": {page: found["violations"] for page, found in results.items() if found.get("violations")},
        }
        is_bad = is_bad or bool(run_summary["wide"] or run_summary["violations"])
        summary["runs"].append(run_summary)
    print(json.dumps(summary, indent=1, ensure_ascii=False))
    sys.exit(1 if is_bad else 0)


main()
