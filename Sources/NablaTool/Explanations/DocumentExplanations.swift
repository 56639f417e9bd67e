// Diagnostics about what documents bring along: pictures, bibliographies, other kinds of files.

extension DiagnosticExplanations {
  static let documents = """
    image.missing
    A picture is looked for in the folder of its notebook, and from the root of a site, in the folders
    above, when its address begins with '/'. There is none. The report shows its description.

    image.unknown
    The file is there, but its first bytes are not those of a PNG, JPEG, SVG, PDF, GIF or WebP picture.
    Nothing else is copied beside a report.

    image.remote
    A page shows pictures of the web; LaTeX includes files only. Save the picture beside the notebook.

    image.converter
    LaTeX includes PNG, JPEG and PDF. Pictures of other kinds go through a program that turns them into
    one of these, when it is installed: 'rsvg-convert' for SVG, ImageMagick for GIF and WebP.

    citation.unknown
    No entry of the bibliography has the key. Compare it with the .bib file; letters count as written.

    citation.no-bibliography
    Works are cited, as '[@key]', and the front matter names no bibliography, so that citations stand as
    they were written.

    citation.missing-file
    The front matter names a bibliography that is not there. Its path is read from the folder of the
    notebook.

    citation.unread-file
    Bibliographies are files of BibTeX. CSL in JSON or YAML is not read, and neither are citation styles
    ('csl'): works are cited by author and year.

    file.not-jupyter
    The name ends with '.ipynb', but the file is no JSON with cells.

    file.no-pandoc
    Files of this kind are turned into Markdown by pandoc, which is not on the search path. The displays
    of a .tex file are judged without it, by 'nabla check'.

    markdown.no-display
    A comment '% nabla: check' in a LaTeX file is about the next display, and none follows.

    pdf.missing-font
    The PDF was made, but no installed font has the signs named, which are missing in it. Install the
    package named; fonts are looked for when the PDF is made.

    latex.raw
    Source for LaTeX alone, a block '{=latex}', may set text, skip space and break pages. It is left out
    when it holds anything else, since TeX can read and write files.

    latex.large
    The macros of a formula call each other more often than any formula needs. It is shown as text.
    """
}
