"""What a document loses on its way through nabla, measured against pandoc's reading of the same file.

usage: documents.py NABLA FOLDER [--latex] [--verbose] [--list FILE]

For every .md, .qmd, .Rmd, .tex and .ipynb file below FOLDER, or those that FILE names one a line, the words, formulas, images, links, table cells, references
and blocks of code of pandoc's reading are looked for in the page that nabla builds. What is not there is lost; a formula
that the page shows as source is refused; a page that shows markup to the reader is mangled. Losses that a diagnostic
names are counted as said, the others as silent. With --latex every LaTeX report is compiled.
"""

import collections
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

MARKDOWN = (
    "markdown-latex_macros+tex_math_single_backslash+tex_math_double_backslash+lists_without_preceding_blankline"
    "+autolink_bare_uris-blank_before_header-blank_before_blockquote+task_lists-example_lists"
)
# What notebooks show is set by MathJax, which knows environments and brackets, and by tools that know divisions and spans.
IPYNB = "ipynb+tex_math_single_backslash+tex_math_double_backslash+raw_tex+fenced_divs+bracketed_spans"
# These tools know no lists such as `a.` and `(1)`.
WITHOUT_FANCY_LISTS = ("myst", "jekyll", "github")
READERS = {".md": MARKDOWN, ".qmd": MARKDOWN, ".Rmd": MARKDOWN, ".tex": "latex", ".ipynb": IPYNB}
# Lines that say how something is set, and are no text: options of directives and cells, marks of divisions.
OPTION_LINES = re.compile(
    r"^\s*(?::[\w-]+:.*|#\|.*|:::+.*|```+\{[\w:.=-].*|\{%.*%\}|\(?[\w:.-]+\)=|<!--.*|\{:.*\}|\+\+\+.*|\{\{<.*>\}\})\s*$"
)


def words(text):
    """The words of a text, without marks and case."""
    text = unicodedata.normalize("NFKC", text)
    # Chinese and Japanese have no blanks between words; their characters are counted one by one.
    return re.findall(r"[\u3040-\u9fff]|[^\W_\u3040-\u9fff]+", text.lower())


def normal_formula(tex):
    """The TeX without blanks, labels, numbers and the environments that only number."""
    tex = re.sub(r"(?<!\\)%[^\n]*", "", tex)
    tex = tex.replace("$", "")
    tex = re.sub(r"\(\\#[^)]*\)", "", tex)
    tex = re.sub(r"\\(eq)?ref\{[^}]*\}|\\text\{\(?[\d.]+\)?\}", "", tex)
    tex = re.sub(r"\\cr\b", "", re.sub(r"\\\\\[[^\]]*\]", "", tex)).replace("\\*", "*")
    tex = re.sub(r"\\(label|tag\*?)\s*\{[^{}]*\}|\\(nonumber|notag)\b", "", tex)
    tex = re.sub(r"\\(begin|end)\s*\{(equation|align|aligned|gather|gathered|split|eqnarray|displaymath|math)\*?\}", "", tex)
    tex = re.sub(r"\\(re|provide)?newcommand\b|\\DeclareMathOperator\*?", "\\\\newcommand", tex)
    return re.sub(r"[\s&.,;]|\\\\|\\[,;:! ]|\\quad|\\qquad", "", tex)


def is_misread(tex):
    """Whether pandoc took the text between two formulas for one: there are dollars in it outside of text."""
    return re.search(r"(?<!\\)\$", re.sub(r"\\(?:text\w*|mbox|hbox|textrm)\s*\{[^{}]*\}", "", tex)) is not None


class Content:
    """What a reader finds in a document."""

    def __init__(self):
        self.words = collections.Counter()
        self.formulas = collections.Counter()
        self.images = []
        self.links = []
        self.cells = 0
        self.references = []
        self.code = collections.Counter()
        self.code_texts = {}
        self.refused = []
        self.leaks = []


class PandocContent(Content):
    """The content of pandoc's syntax tree."""

    def __init__(self, tree, option_words):
        super().__init__()
        self.option_words = option_words
        pieces = []
        for key in ("title", "subtitle", "abstract", "author", "date"):
            if key in tree.get("meta", {}):
                self.visit(tree["meta"][key], pieces)
        self.visit(tree["blocks"], pieces)
        self.words.update(words(" ".join("".join(pieces).split())))
        self.words.subtract(option_words)
        self.words = +self.words

    def visit(self, node, pieces):
        if isinstance(node, list):
            for item in node:
                self.visit(item, pieces)
            return
        if not isinstance(node, dict):
            return
        kind, content = node.get("t"), node.get("c")
        if kind == "Str":
            pieces.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            pieces.append(" ")
        elif kind == "Note":
            pieces.append(" ")
            self.visit(content, pieces)
            pieces.append(" ")
        elif kind in ("Code", "CodeBlock"):
            if kind == "CodeBlock":
                self.code["".join(content[1].split())] += 1
                self.code_texts["".join(content[1].split())] = content[1]
            pieces.append(" " + content[1] + " ")
        elif kind == "Math" and is_misread(content[1]):
            pieces.append(" " + content[1] + " ")
        elif kind == "Math":
            self.formulas[normal_formula(content[1])] += 1
            pieces.append(" ")
        elif kind in ("RawInline", "RawBlock"):
            self.raw(content[0], content[1], pieces)
        elif kind == "Image":
            self.images.append(content[2][0])
            self.visit(content[1], pieces)
        elif kind == "Link":
            self.links.append(content[2][0])
            # References of LaTeX have the label for their text, of which a reader sees the number.
            if not any(key == "reference-type" for key, _ in content[0][2]):
                self.visit(content[1], pieces)
        elif kind == "Cite":
            self.references += [citation["citationId"] for citation in content[0]]
            self.visit([citation["citationPrefix"] + citation["citationSuffix"] for citation in content[0]], pieces)
        elif kind == "Quoted":
            pieces.append(" ")
            self.visit(content[1], pieces)
            pieces.append(" ")
        elif kind in ("Span", "Div"):
            blocks = content[1]
            if "output" in content[0][1] and len(blocks) > 1:
                # What a cell showed stands there in several forms, of which a reader sees the best.
                blocks = [block for block in blocks if block.get("t") != "CodeBlock"] or blocks[:1]
            self.visit(blocks, pieces)
            pieces.append(" " if kind == "Div" else "")
        elif kind == "Header":
            self.visit(content[2], pieces)
            pieces.append(" ")
        elif kind == "Table":
            self.cells += count_cells(content)
            self.visit(content, pieces)
        elif kind in ("MetaInlines", "MetaBlocks", "MetaList"):
            self.visit(content, pieces)
            pieces.append(" ")
        elif kind == "MetaMap":
            for key in ("name", "affiliation"):
                self.visit(content.get(key), pieces)
        elif kind == "MetaString":
            pieces.append(content + " ")
        else:
            self.visit(content, pieces)
            if kind in ("Para", "Plain", "BlockQuote", "BulletList", "OrderedList"):
                pieces.append(" ")

    def raw(self, form, text, pieces):
        if form == "html":
            if not text.startswith("<!--"):
                pieces.append(" " + re.sub(r"<[^>]*>", " ", text) + " ")
        elif form in ("tex", "latex"):
            stripped = text.strip()
            if stripped.startswith("\\begin"):
                self.formulas[normal_formula(stripped)] += 1
            elif re.match(r"\\(eq|c|auto)?ref\b|\\cite", stripped):
                self.references += re.findall(r"\{([^}]*)\}", stripped)


def count_cells(node):
    if isinstance(node, list):
        # A cell is [attributes, alignment, row span, column span, blocks].
        if len(node) == 5 and isinstance(node[1], dict) and str(node[1].get("t", "")).startswith("Align"):
            return 1
        return sum(count_cells(item) for item in node)
    return 0


class PageContent(Content, html.parser.HTMLParser):
    """The content of a page of nabla's."""

    VOID = {"meta", "link", "br", "hr", "img", "input", "col"}

    def __init__(self, page):
        Content.__init__(self)
        html.parser.HTMLParser.__init__(self, convert_charrefs=True)
        self.stack = []
        self.pieces = []
        self.prose = []
        self.code_text = None
        self.formula = None
        self.hidden = 0
        self.feed(page)
        self.close()
        self.words.update(words(" ".join(self.pieces)))
        text = "".join(self.prose)
        for pattern in (
            r"\\begin\{\w+\*?\}", r"\\(?:eq|auto|c)?ref\{[^}]*\}", r"\\label\{[^}]*\}", r"\\(?:re)?newcommand", r"(?m)^:::+",
            r"\$\$", r"<!--", r"</?(?:b|i|em|sub|sup|br|center|img|a|div|span|strong|p|table|tr|td)\b[^>]*>",
            r"\[U\+[0-9A-F]+\]", r"\{#[\w:-]+\}", r"\{(?:eq|ref|cite|numref)\}", r"\[@[\w:-]+",
        ):
            self.leaks += re.findall(pattern, text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = (attributes.get("class") or "").split()
        if tag not in self.VOID:
            self.stack.append((tag, classes))
        if tag in ("style", "script", "title") or "katex-html" in classes or "contents" in classes or "problems" in classes \
                or "diagnostic" in classes or "skip" in classes or "unread" in classes:
            self.hidden += 1
            self.stack[-1] = (tag, classes + ["HIDDEN"])
        if self.hidden:
            return
        if tag == "annotation":
            self.formula = []
        if tag == "img":
            self.images.append(attributes.get("data-source") or attributes.get("src") or "")
            self.pieces.append(" " + (attributes.get("alt") or "") + " ")
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        if tag in ("td", "th") and not any("checks" in c or "rules" in c for _, c in self.stack):
            self.cells += 1
        if tag == "pre":
            self.code_text = []
        if tag == "code" and "failed" in classes:
            self.refused.append("")
        if tag in ("p", "li", "td", "th", "div", "h1", "h2", "h3", "h4", "h5", "h6", "br", "pre", "dt", "dd", "figcaption",
                   "summary", "aside", "section"):
            self.pieces.append(" ")
            self.prose.append("\n")

    def handle_endtag(self, tag):
        if tag in self.VOID or not any(open_tag == tag for open_tag, _ in self.stack):
            return
        while True:
            open_tag, classes = self.stack.pop()
            if "HIDDEN" in classes:
                self.hidden -= 1
            if open_tag == tag:
                break
        if tag == "annotation" and self.formula is not None:
            self.formulas[normal_formula("".join(self.formula))] += 1
            self.formula = None
        if tag == "pre" and self.code_text is not None:
            self.code["".join("".join(self.code_text).split())] += 1
            self.code_text = None

    def handle_data(self, data):
        if self.hidden:
            return
        if self.formula is not None:
            self.formula.append(data)
            return
        if any("katex" in classes for _, classes in self.stack):
            return
        if any(tag == "code" and "failed" in classes for tag, classes in self.stack):
            self.refused[-1] += data
            self.formulas[normal_formula(data)] += 1
            return
        self.pieces.append(data)
        in_code = any(tag in ("code", "pre") for tag, _ in self.stack)
        if self.code_text is not None:
            self.code_text.append(data)
        if not in_code:
            self.prose.append(data)


def source_option_words(path):
    """The words of lines that are options, which nobody expects to read."""
    if path.endswith(".ipynb"):
        return collections.Counter()
    found = collections.Counter()
    with open(path, errors="replace") as file:
        lines = file.read().split("\n")
    if path.endswith(".tex"):
        return found
    in_front = bool(lines) and lines[0].strip() in ("---", "+++")
    in_comment = False
    in_head = False
    for index, line in enumerate(lines):
        if in_front and index > 0 and line.strip() in ("---", "...", "+++"):
            in_front = False
        if in_front and lines[0].strip() == "+++":
            # Pandoc takes the front matter of Hugo for text.
            found.update(words(line))
        if "<!--" in line:
            in_comment = True
        if re.match(r"^\s*(```+|:::+)\s*\{[a-z]", line):
            in_head = index + 1 < len(lines) and lines[index + 1].strip() == "---"
            head_start = index + 1
        if OPTION_LINES.match(line) or in_comment or in_head or re.match(r"^\s*\\(re|provide)?newcommand|^\s*\\DeclareMath|^\s*\\def\b", line):
            found.update(words(line))
        # Roles of MyST name labels, of which a reader sees the numbers.
        found.update(words(" ".join(re.findall(r"\{[\w:]+\}`[^`]*`", line))))
        # The labels behind displays are numbers in a page, too.
        found.update(words(" ".join(re.findall(r"\$\$\s*\(([\w:.-]+)\)\s*$", line))))
        # Those of bookdown are numbers as well.
        found.update(words(" ".join(re.findall(r"\\@ref\([^)]*\)|\(\\#[^)]*\)", line))))
        # Kramdown puts a table of contents in place of the item before this mark.
        if line.strip() == "{:toc}" and index > 0:
            found.update(words(lines[index - 1]))
        # What stands in braces behind something is no text either.
        found.update(words(" ".join(re.findall(r"\{[#.:][^{}\n]*\}", line))))
        if "-->" in line:
            in_comment = False
        if in_head and index > head_start and line.strip() == "---":
            in_head = False
    return found


def run(arguments, **options):
    """What a program says; one that does not end in its time has failed, and the other documents are measured."""
    try:
        return subprocess.run(arguments, capture_output=True, text=True, errors="replace", **options)
    except subprocess.TimeoutExpired as error:
        return subprocess.CompletedProcess(arguments, 124, "", f"no end after {error.timeout} s")


def known_to_pandoc(path):
    """The text of a file, with the fences of cells and directives, which pandoc takes for code spans, as fences it knows.

    Directives with Markdown in them become divisions; the lines of options at the head of a cell are taken out.
    """
    with open(path, errors="replace") as file:
        text = file.read()
    if path.endswith((".tex", ".ipynb")):
        return text
    result = []
    # What is open: the marks that close it, what stands for them, and whether Markdown stands inside.
    opened = []
    head = None
    for line in text.split("\n"):
        if head is not None:
            if head == "yaml":
                head = None if line.strip() == "---" else head
                continue
            if line.strip() == "---" and head == "first":
                head = "yaml"
                continue
            if re.match(r"^\s*(#\||//\||:[\w-]+:)", line):
                head = "options"
                continue
            head = None
        if opened and re.match(r"^\s*" + re.escape(opened[-1][0]) + r"+\s*$", line):
            marks, closing, _ = opened.pop()
            if closing is not None:
                result.append(re.match(r"\s*", line).group(0) + closing)
            continue
        if opened and not opened[-1][2]:
            # A formula of a directive may hold blank lines, and pandoc's may not.
            if opened[-1][1] is not None and (opened[-1][1] != "$$" or line.strip()):
                result.append(line.strip() if opened[-1][1] == "$$" else line)
            continue
        directive = re.match(r"^(\s*)(`{3,}|~{3,}|:{3,})\s*\{([\w:-][\w:.-]*)[^}]*\}\s*(.*)$", line)
        if directive and not directive.group(3).startswith((".", "=")):
            indent, marks, name, argument = directive.groups()
            head = "first"
            if name in ("figure", "image"):
                result += [f"{indent}::: {name}", "", f"{indent}![]({argument})", ""]
                opened.append((marks, ":::", True))
            elif name in DIVISIONS or name.startswith(("prf:", "proof:")):
                result += [f"{indent}::: division", "" if name in ("exercise", "solution") else indent + argument, ""]
                opened.append((marks, ":::", True))
            elif name in ("exercise-start", "exercise-end", "solution-start", "solution-end", "raw", "bibliography"):
                opened.append((marks, None, False))
            elif name == "math":
                result.append(indent + "$$")
                opened.append((marks, "$$", False))
            else:
                fence = marks.replace(":", "`")
                result.append(indent + fence + re.sub(r"\W.*", "", name))
                opened.append((marks, fence, False))
            continue
        fence = re.match(r"^\s*(`{3,}|~{3,})", line)
        if fence:
            opened.append((fence.group(1), fence.group(1), False))
        result.append(line)
    return "\n".join(result)


DIVISIONS = set(
    "note tip hint important warning caution danger error attention seealso admonition dropdown margin sidebar epigraph "
    "theorem lemma proof exercise solution example definition remark table list-table tab-set tab-item grid grid-item card "
    "grid-item-card topic".split()
)


def measure(nabla, path, kind, source, with_latex):
    extension = os.path.splitext(path)[1]
    result = {"path": path, "lost": [], "mangled": [], "refused": [], "foreign": [], "said": 0, "formulas": 0, "latex": None, "status": None}
    reader = READERS[extension]
    if extension == ".md" and kind in WITHOUT_FANCY_LISTS:
        reader += "-fancy_lists-example_lists"
    # Packages of one's own that pandoc cannot read are left out, as TeX's are.
    for place in (os.path.dirname(os.path.abspath(path)), "/"):
        reading = run(
            ["pandoc", "-f", reader, "-t", "json", "--ipynb-output=all"],
            input=known_to_pandoc(path), timeout=120, cwd=place,
        )
        if reading.returncode == 0:
            break
    has_packages = place != "/"
    expected = PandocContent(json.loads(reading.stdout or '{"blocks": []}'), source_option_words(path))
    if reading.returncode != 0:
        result["note"] = "pandoc does not read it: " + reading.stderr.strip()[:100]
    with tempfile.TemporaryDirectory() as folder:
        built = run([nabla, "build", path, "-o", folder, "--to", "html,latex", "--no-cache"], timeout=120)
        result["status"] = built.returncode
        pages = [name for name in os.listdir(folder) if name.endswith(".html")]
        if not pages:
            result["lost"].append("everything: " + (built.stderr or built.stdout).strip()[:120])
            return result
        with open(os.path.join(folder, pages[0]), encoding="utf-8") as file:
            page = file.read()
        found = PageContent(page)
        said = built.stderr + page
        result["formulas"] = sum(expected.formulas.values())
        if not has_packages:
            # Formulas with macros that pandoc had to leave as they are can only be counted.
            expected.formulas = collections.Counter({"(counted)": max(0, sum(expected.formulas.values()) - sum(found.formulas.values()))})
        compare(result, expected, found, said)
        # Without a bibliography citations are text for pandoc, too, and the page says so.
        said_citations = "citation.no-bibliography" in said
        leaks = [leak for leak in found.leaks if not (said_citations and leak.startswith("[@"))]
        result["mangled"] += sorted(set(leaks))
        result["refused"] = found.refused
        result["foreign"] = refused_by_their_own(found.refused, source, with_latex)
        if with_latex:
            result["latex"] = compile_latex(folder, os.path.splitext(pages[0])[0])
    return result


def compare(result, expected, found, said):
    def lose(kind, what):
        result["lost"].append(f"{kind}: {what}")
        if what and what[:24] in said:
            result["said"] += 1

    missing = expected.formulas - found.formulas
    extra = found.formulas - expected.formulas
    whole = "".join(extra.elements()) + " " + " ".join(found.code)
    for tex in missing.elements():
        if tex and tex not in whole and "newcommand" not in tex:
            lose("formula", tex[:90])
    gone = expected.words - found.words
    for word in ("begin", "end", "align", "aligned", "equation"):
        # pandoc takes an environment that it cannot read for text; the formulas are compared by themselves.
        gone.pop(word, None)
    # A display that pandoc does not read is text to it, with raised and lowered parts.
    formulas = " ".join(found.formulas)
    texts = formulas + " ".join(found.code) + re.sub(r"[\^_{}\\]", "", formulas)
    gone = collections.Counter({word: n for word, n in gone.items() if word not in texts.lower()})
    # pandoc reads a word with marks inside as several pieces, or the other way round; what stands in a longer word is there.
    inside = " ".join(found.words)
    gone = collections.Counter({word: n for word, n in gone.items() if word not in found.words or n > 3})
    gone = collections.Counter({word: n for word, n in gone.items() if not (len(word) > 3 and word in inside)})
    count = sum(gone.values())
    # A word here and there is cut differently by the two readers.
    if count > max(2, sum(expected.words.values()) // 400):
        lose("words", f"{count}, {' '.join(list(gone)[:12])}")
    if result["path"].endswith(".ipynb"):
        # Pictures of outputs have names that pandoc makes.
        expected.images = expected.images[len(found.images):]
    names = collections.Counter(os.path.basename(image.split("?")[0]) for image in found.images)
    for image in expected.images:
        name = os.path.basename(image.split("?")[0])
        # Pandoc adds an end to names that have none, for a file that may be of another kind.
        name = name if names[name] > 0 else os.path.splitext(name)[0]
        if names[name] > 0:
            names[name] -= 1
        elif image not in said:
            lose("image", image[:80])
    hrefs = {href.rstrip("/") for href in found.links}
    for link in expected.links:
        plain = link.rstrip("/")
        if plain not in hrefs and plain.replace("%20", " ") not in hrefs and not plain.startswith("#") and plain:
            if not any(plain[:40] in href for href in hrefs):
                lose("link", link[:80])
    if expected.cells > found.cells:
        lose("table cells", f"{expected.cells - found.cells} of {expected.cells}")
    shown = "".join(found.code)
    for code in expected.code:
        if code and code not in shown and not is_directive(expected.code_texts[code], found):
            lose("code", code[:60])


def is_directive(code, found):
    """Whether the words of what pandoc takes for code stand in the page as text."""
    plain = re.sub(r"<[^>]*>|\$[^$]*\$|\\\(.*?\\\)", " ", code, flags=re.S)
    inside = collections.Counter(words(plain))
    return bool(inside) and not inside - found.words


def compile_latex(folder, name):
    engine = shutil.which("lualatex") or shutil.which("pdflatex")
    if engine is None:
        return "no TeX"
    with open(os.path.join(folder, name + ".tex"), encoding="utf-8") as file:
        source = file.read()
    if "pdflatex" in os.environ.get("NABLA_LATEX", "") or "program = lualatex" not in source[:200]:
        engine = shutil.which("pdflatex") or engine
    environment = dict(os.environ, openin_any="p", openout_any="p", max_print_line="1000")
    try:
        done = run(
            [engine, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", name + ".tex"],
            cwd=folder, env=environment, timeout=120,
        )
    except subprocess.TimeoutExpired:
        return "no end after 120 s"
    if done.returncode == 0:
        return "compiles"
    lines = [line for line in done.stdout.split("\n") if line.startswith("!") or line.startswith("l.")]
    return " ".join(lines[:2])[:160]


DEFINITION = re.compile(
    r"\\(?:(?:re|provide)?newcommand|DeclareMathOperator|DeclareRobustCommand)\*?\s*\{?\\([A-Za-z]+)"
    r"|\\(?:gdef|def|let)\s*\\([A-Za-z]+)|[\"']?\\{0,2}([A-Za-z]+)[\"']?\s*:\s*\[?\s*[\"'{]\\"
)
TEXTS = (".tex", ".sty", ".cls", ".md", ".qmd", ".Rmd", ".yml", ".yaml", ".html", ".js", ".json", ".ipynb", ".py")
# What the renderers of these documents know, all of them being versions of AMS-LaTeX.
PREAMBLE = r"""\documentclass{article}
\usepackage{amsmath,amssymb,amsthm,mathtools,bm,mathrsfs,xcolor,graphicx}
\newcommand{\cancel}[1]{#1}\newcommand{\mathbbm}[1]{#1}\newcommand{\mathds}[1]{#1}\newcommand{\ket}[1]{#1}\newcommand{\bra}[1]{#1}
\begin{document}
"""


def refused_by_their_own(formulas, source, with_latex):
    """The refused formulas that no renderer of their authors sets: commands that no file of the source defines, and errors of TeX."""
    if not formulas or not with_latex:
        return []
    text = ""
    for root, _, names in os.walk(source):
        for name in names:
            if name.endswith(TEXTS):
                with open(os.path.join(root, name), errors="replace") as file:
                    text += file.read() + "\n"
    defined = {name for match in DEFINITION.finditer(text) for name in match.groups() if name}
    return [tex for tex in formulas if not is_set_by_latex(tex, defined)]


def is_set_by_latex(tex, defined):
    """Whether LaTeX sets a formula when the commands that its source defines are given some meaning."""
    shown = re.sub(r"\\(begin|end)\{(align|gather|equation|eqnarray|multline|split)\*?\}", r"\\\1{aligned}", tex)
    used = set(re.findall(r"\\([A-Za-z]+)", shown)) & defined
    given = "".join(f"\\ifdefined\\{name}\\else\\def\\{name}{{x}}\\fi\n" for name in sorted(used))
    rows = "\\begin{aligned}" + shown + "\\end{aligned}" if "aligned" not in shown and re.search(r"\\\\|&", shown) else shown
    rows = re.sub(r"\\(label|tag)\*?\{[^}]*\}|\n\s*(?=\n)", "", rows)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "f.tex"), "w", encoding="utf-8") as file:
            file.write(PREAMBLE + given + "\\[" + rows.strip() + "\\]\n\\end{document}\n")
        done = run(["pdflatex", "-no-shell-escape", "-halt-on-error", "-interaction=nonstopmode", "f.tex"], cwd=folder,
                   env=dict(os.environ, openin_any="p", openout_any="p"), timeout=60)
    return done.returncode == 0


def main():
    arguments = sys.argv[1:]
    wanted = None
    if "--list" in arguments[:-1]:
        place = arguments.index("--list")
        with open(arguments[place + 1], encoding="utf-8") as file:
            wanted = {line.strip() for line in file if line.strip()}
        del arguments[place : place + 2]
    with_latex, verbose = "--latex" in arguments, "--verbose" in arguments
    arguments = [argument for argument in arguments if not argument.startswith("--")]
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    nabla, folder = os.path.abspath(arguments[0]), arguments[1]
    if shutil.which("pandoc") is None:
        print("pandoc is not installed; 'apt-get install pandoc' installs it", file=sys.stderr)
        return 2
    paths = sorted(
        os.path.join(root, name)
        for root, _, names in os.walk(folder) for name in names if os.path.splitext(name)[1] in READERS
    )
    if wanted is not None:
        paths = [path for path in paths if os.path.relpath(path, folder) in wanted]
    results = []
    for path in paths:
        parts = os.path.relpath(path, folder).split(os.sep)
        kind, source = parts[0], os.path.join(folder, *parts[:-1][:2])
        result = measure(nabla, path, kind, source, with_latex)
        results.append(result)
        whole = not result["lost"] and not result["mangled"]
        latex = "" if result["latex"] in (None, "compiles") else f"  LaTeX: {result['latex']}"
        print(f"{'=' if whole else '-'} {os.path.relpath(path, folder)}  exit {result['status']}{latex}")
        result["ours"] = [tex for tex in result["refused"] if with_latex and tex not in result["foreign"]]
        for kind in ("lost", "mangled", "refused", "ours"):
            items = result[kind]
            for item in items[: None if verbose else 6]:
                print(f"    {kind}: {item[:150]!r}")
            if len(items) > 6 and not verbose:
                print(f"    {kind}: and {len(items) - 6} more")
        if "note" in result:
            print("    " + result["note"])
        sys.stdout.flush()
    report(results, with_latex)
    return 0


def report(results, with_latex):
    count = len(results)
    whole = sum(not result["lost"] and not result["mangled"] for result in results)
    lost = collections.Counter(item.split(":")[0] for result in results for item in result["lost"])
    formulas = sum(result["formulas"] for result in results)
    refused = sum(len(result["refused"]) for result in results)
    print(f"\n{whole} of {count} documents lose nothing")
    print("lost: " + (", ".join(f"{number} {kind}" for kind, number in lost.most_common()) or "nothing"))
    print(f"shown as markup: {sum(len(result['mangled']) for result in results)} kinds in "
          f"{sum(bool(result['mangled']) for result in results)} documents")
    foreign = sum(len(result["foreign"]) for result in results)
    print(f"formulas refused: {refused} of {formulas}")
    if with_latex:
        print(f"of these, {foreign} that the renderers of their authors cannot set either: no file of the source defines what "
              f"they use, or they are no TeX; {refused - foreign} are ours, {100 * (refused - foreign) / max(1, formulas):.2f} %")
    if with_latex:
        good = sum(result["latex"] == "compiles" for result in results)
        print(f"LaTeX compiles: {good} of {count}")


if __name__ == "__main__":
    sys.exit(main())
