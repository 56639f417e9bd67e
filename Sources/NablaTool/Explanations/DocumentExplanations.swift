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

    citation.style
    The front matter or the project names a citation style ('csl'). Pandoc sets citations and the list of
    works in it, from the style's file; nothing is fetched. Where pandoc or the file is not there, works are
    cited by numbers if the style is one of numbers, else by author and year, and the list has one form.

    citation.unread-file
    Bibliographies are files of BibTeX or of CSL in JSON. CSL in YAML, RIS and EndNote are not read.

    include.missing
    '{{< include part.qmd >}}', '{include}' of MyST and '\\input' of LaTeX take a file in, whose path is read
    from the folder of the file that includes it. There is none. In LaTeX this is a warning, since the
    name may be that of a file of TeX's own.

    include.endless
    A file includes itself, straight away or by way of others, or inclusions are more than eight deep.

    include.refused
    Texts are included whose names end with those of Markdown, LaTeX or web pages, up to 1 MiB each, 256
    files and 8 MiB altogether.

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
