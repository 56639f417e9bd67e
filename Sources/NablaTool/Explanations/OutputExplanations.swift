// Diagnostics of the writers: formulas on the page, LaTeX, PDF, the output folder.

extension DiagnosticExplanations {
  static let output = """
    output.outside
    A build writes inside its output folder only. The name of this report leads out of it, through
    '..' or through a symbolic link.

    emit.label
    'nabla emit' takes a notebook and the label of a cell or display in it, 'notes.md#eq-loss'. A cell
    gets its label by a line '#| label: eq-loss', a display by '{#eq-loss}' behind it.

    emit.result
    The result has no code: it is a claim rather than a question, does not hold, has an index that
    nothing binds, or calls a function that the library has not. The second result of a cell is
    '#eq-loss.2'.

    output.lost
    The results of the command could not be written where standard output leads: the disk is full, or
    the file may not grow. What was written is not all of it, so the command ends with 2.

    check.summary
    '--format github' writes the summary of the step to the file that the environment variable
    GITHUB_STEP_SUMMARY names. That file cannot be written.

    merge.report
    'nabla merge' joins what 'nabla check --shard i/n --format json' printed. This file is none of
    these: another format, cut off, or not JSON.

    merge.shards
    The files are not the shards of one check, each once. Run the missing ones, or leave the doubled
    ones out.

    serve.request
    'nabla serve --check' reads one JSON object a line, with the text of a cell under 'cell' or that
    of a notebook under 'notebook', and an 'id' of any kind that the answer repeats.

    serve.too-long
    A request has at most the bytes named; the rest of the line was passed over.

    serve.time
    The request took longer than '--seconds' allows. Its process was ended and another stands in its
    place; other requests were not touched.

    serve.failed
    The process that answered this request ended. That is a fault of the program, which an issue
    with the text of the request helps to mend. Other requests were not touched.

    output.unwritable
    The system refused to write a file of the output folder, for the reason given: the folder is not
    yours, a file stands where a folder is needed, or the disk is full. Name another folder with '-o'.

    output.clash
    Two notebooks have one name, so that the reports of the second would replace those of the first.
    Build them into different folders with '-o', or name the folder that holds both, whose sub-folders
    are kept.

    pdf.no-latex
    PDFs are made by latexmk and pdflatex of a TeX Live, and the search path has none. Install them
    with the line given, or ask for '--to latex' and compile the document elsewhere.

    pdf.latex-failed
    LaTeX stopped at the error quoted, most of the time in the notebook's own TeX: a macro that the
    front matter does not define, for example. Build with '--to latex' and compile the document by
    hand to see the whole log.

    math.katex-missing
    KaTeX sets the formulas of the page while it is built. It was not found in the places named.
    Install it with the line given, or point the environment variable at a folder that holds katex.js,
    katex.css and the fonts.

    math.katex-unusable
    KaTeX was found but cannot be loaded: the file is not readable, not whole, or not KaTeX. Install
    it again.

    math.syntax
    KaTeX cannot read the formula; its reason is quoted. The page shows the source in its place. A
    macro that only LaTeX knows can be defined in the front matter under 'macros'.

    math.definitions
    The TeX definitions of the front matter, under 'macros', cannot be read. They are a block of
    '\\newcommand', '\\def' and '\\DeclareMathOperator' and nothing else.

    math.refused
    TeX in a notebook is mathematics. Commands that would load, link or write HTML are refused on the
    page.

    math.too-large
    The formula is longer, deeper or slower to set than the bound named. Divide it.

    latex.refused-command
    The LaTeX report passes on the author's formulas, but no command that reads or writes files, runs
    programs or changes how TeX reads, such as '\\input', '\\write' and '\\catcode'. The formula is
    shown as text in its place.

    latex.unbalanced
    Braces or environments of the formula do not match, so that LaTeX would read past its end. It is
    shown as text. Balance the formula.
    """
}
