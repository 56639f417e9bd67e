// Diagnostics of the Markdown reader.

extension DiagnosticExplanations {
  static let markdown = """
    markdown.bare-environment
    '\\begin{align}' and its like outside of dollar signs are text in Markdown. Put '$$' around them.

    markdown.empty-math
    Two dollar signs with nothing between them are shown as they stand. Write '\\$' for a dollar sign
    that is meant as one.

    markdown.lost-cells
    A row of the table has more cells than its heading; the cells past the last column are not shown.
    A stroke inside a cell is written '\\|'.

    markdown.private-characters
    Formulas are carried through the Markdown parser under characters of Unicode's private use area
    that the text does not have. This text has all of them, which no text does that was not made for
    it.

    markdown.repeated-footnote
    Two definitions begin with the same '[^label]:'. The first is shown, the second is not.

    markdown.too-deep
    Lists, quotations or emphasis are nested deeper than the bound named. What is deeper is shown as
    text.

    markdown.unclosed-front-matter
    A first line '---' begins front matter, which a line '---' must close. Without it, everything is
    text.

    markdown.unclosed-math
    A dollar sign opens a formula, and nothing in the same paragraph closes it, so that it is shown as
    it stands. Close the formula, or write '\\$' if a dollar sign is meant.

    markdown.undefined-footnote
    '[^label]' refers to a note that is defined nowhere with '[^label]: text'. It is shown as it
    stands.

    markdown.unreadable-attributes
    Braces after a closing '$$' hold attributes, '{#eq-label .class key=value}'. What stands in these
    cannot be read as such, and is shown as text.

    markdown.unused-footnote
    A note is defined, and nothing refers to it. Notes are shown where they are referred to, so this
    one is not.
    """
}
