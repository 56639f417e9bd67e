// Diagnostics about front matter, cells, options and labels.

extension DiagnosticExplanations {
  static let notebook = """
    notebook.bad-instance
    'instance' gives numbers to sizes by their names, for the points at which lines are checked:
    'instance: {n: 3}'.

    notebook.bad-label
    A label is made of letters, digits, '-', '_', ':' and '.', begins with a letter, and has no
    spaces.

    notebook.bad-limit
    A limit is how many times the usual work and memory a cell or row may take: a whole number with an x
    behind it, as in '#| limit: 10x'.

    notebook.bad-size
    A size of an instance is an integer from 1 up to the bound named.

    notebook.cell-options
    The options of a cell stand on lines '#| key: value' at its head, not behind '{nabla'.

    notebook.empty-inline
    An inline result is '`{nabla} expression`'. Here the expression is missing.

    notebook.idle-option
    Each attribute of a formula belongs to what the formula is for: 'method' to '.derive', 'expect' to
    '.check', 'of', 'wrt', 'structured', 'limit', 'instance' and 'draft' to both. Where nothing heeds it, its
    author is told rather than left to believe that it works. Leave it out, or add the class.

    notebook.not-a-cell
    A fence marked '{nabla}' runs; one marked 'nabla', without braces, only shows its text, and so does
    one of another program, with a warning. An error says that the mark looks as if '{nabla}' was
    meant: what was to be checked was not.

    notebook.nothing-to-check
    No derivation, claim, row or result in the text came out of the notebook, so that there is nothing
    a check could say. That is no error, but no pass either: with '--strict' it ends with 1. Often a
    class '.check' is missing, or the notebook only declares names.

    notebook.repeated-label
    Two things have one label, so that a reference to it would be ambiguous. Give one of them another.

    notebook.stray-attributes
    Attributes such as '{.check}' belong to the displayed formula that ends on the same line, directly
    before them: '$$ … $$ {.check}', '\\] {.check}', or behind either fence of a 'math' block. On the next
    line, after a blank line, behind a formula in the text, in raw HTML or without braces they are text,
    and the formula is not checked. Move them, or write '`{.check}`' where they are meant as text.

    notebook.unclosed-cell
    A fence of backticks opens a cell, and no line of as many closes it before the text ends. The rest
    of the notebook is taken as the cell.

    notebook.unclosed-code
    A fence opens a block of code, and nothing closes it before the text ends. All that follows is
    code.

    notebook.unknown-class
    The classes that make a display live are '.define', '.derive' and '.check'. Another class does
    nothing.

    notebook.unknown-key
    The front matter may have title, author, date, lang, abstract, bibliography, macros and nabla.
    Another key does nothing.

    notebook.unknown-label
    '@label' refers to an equation, a result or a row of one ('@eq-name-2'), and nothing has this
    label. The nearest labels are named.

    notebook.unknown-option
    A cell, display or 'nabla' block of the front matter has no such option. The nearest option is
    named.

    notebook.unknown-value
    An option has one of a few values, which are listed.

    notebook.unreachable-label
    References are '@eq-…', so that '@' stays usable in text. A label that does not begin with 'eq-'
    can be linked to, but not referred to.

    notebook.wrong-type
    The value of the key has another form than it needs, such as a list where a text is meant.

    notebook.yaml
    The front matter, or the options of a cell, is not YAML, or not lines 'key: value'; the YAML
    reader's reason is quoted. Text with a colon or a backslash needs quotes.

    reference.unknown
    '@label' refers to an equation, a result or a row of one ('@eq-name-2'), and nothing in the report
    has this label.
    """
}
