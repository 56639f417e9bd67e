// HTML of the values of this module. With nothing replaced and raw HTML verbatim it is, byte for byte, what
// libcmark writes for the same text, which the tests hold it to; reports replace the parts they do better.

/// Writes blocks and inlines as HTML.
package struct HTMLWriter {
  /// What becomes of HTML that stands in the text.
  package enum RawHTML: Sendable, Hashable {
    /// It is shown as text, and addresses that run something are left out.
    case escaped
    /// It is passed on as written, and so are all addresses.
    case verbatim
  }

  /// What is written for headings.
  package enum HeadingIdentifiers: Sendable, Hashable {
    /// No `id`, as libcmark has it.
    case omitted
    /// The heading's identifier as `id`.
    case written
  }

  /// What becomes of HTML that stands in the text.
  package var rawHTML: RawHTML
  /// Whether headings can be linked to.
  package var headingIdentifiers: HeadingIdentifiers
  /// HTML that stands for a block instead of what this writer would write; nil leaves it to the writer.
  package var replaceBlock: (Block) -> String?
  /// HTML that stands for an inline instead of what this writer would write; nil leaves it to the writer.
  package var replaceInline: (Inline) -> String?
  /// Whether the sign that ends a clause behind a replaced part stands on one line with it.
  package var holdsNextSign: (Inline) -> Bool

  /// A writer; safe unless asked otherwise.
  package init(
    rawHTML: RawHTML = .escaped,
    headingIdentifiers: HeadingIdentifiers = .omitted,
    replaceBlock: @escaping (Block) -> String? = { _ in nil },
    replaceInline: @escaping (Inline) -> String? = { _ in nil },
    holdsNextSign: @escaping (Inline) -> Bool = { _ in false }
  ) {
    self.rawHTML = rawHTML
    self.headingIdentifiers = headingIdentifiers
    self.replaceBlock = replaceBlock
    self.replaceInline = replaceInline
    self.holdsNextSign = holdsNextSign
  }

  /// The HTML of a whole document, its footnotes at the end.
  package func html(of document: MarkdownDocument) -> String {
    html(of: document.blocks) + html(of: document.footnotes)
  }

  /// The HTML of some blocks.
  package func html(of blocks: [Block]) -> String {
    var output = Output()
    write(blocks, .loose, to: &output)
    return output.text
  }

  /// The HTML of some running text.
  package func html(of inlines: [Inline]) -> String {
    var output = Output()
    write(inlines, to: &output)
    return output.text
  }

  /// The HTML of the notes at the end of a document; empty when there are none.
  package func html(of footnotes: [Footnote]) -> String {
    guard !footnotes.isEmpty else { return "" }
    var output = Output()
    output.write("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n")
    for footnote in footnotes {
      output.write("<li id=\"fn-\(footnote.number)\">")
      write(footnote.blocks, .loose, to: &output)
      output.writeLineBreakUnlessAtStart()
      output.write("<a href=\"#fnref-\(footnote.number)\" role=\"doc-backlink\">↩</a></li>\n")
    }
    output.write("</ol>\n</section>\n")
    return output.text
  }
}

/// Text that knows whether it ends in a line break.
private struct Output {
  var text = ""
  private var isAtLineStart = true

  mutating func write(_ addition: String) {
    guard let last = addition.utf8.last else { return }
    text += addition
    isAtLineStart = last == UInt8(ascii: "\n")
  }

  mutating func writeLineBreakUnlessAtStart() {
    if !isAtLineStart { write("\n") }
  }
}

extension HTMLWriter {
  private func write(_ blocks: [Block], _ spacing: List.Spacing, to output: inout Output) {
    for block in blocks {
      if let replacement = replaceBlock(block) {
        output.writeLineBreakUnlessAtStart()
        output.write(replacement)
      } else {
        write(block, spacing, to: &output)
      }
    }
  }

  private func write(_ block: Block, _ spacing: List.Spacing, to output: inout Output) {
    switch block.content {
    case .paragraph(let content):
      if spacing == .tight {
        write(content, to: &output)
      } else {
        output.writeLineBreakUnlessAtStart()
        output.write("<p>")
        write(content, to: &output)
        output.write("</p>\n")
      }
    case .heading(let heading):
      output.writeLineBreakUnlessAtStart()
      let identifier =
        headingIdentifiers == .written ? " id=\"\(heading.identifier.escapedForHTML)\"" : ""
      output.write("<h\(heading.level)\(identifier)>")
      write(heading.content, to: &output)
      output.write("</h\(heading.level)>\n")
    case .blockQuote(let blocks):
      output.writeLineBreakUnlessAtStart()
      output.write("<blockquote>\n")
      write(blocks, .loose, to: &output)
      output.writeLineBreakUnlessAtStart()
      output.write("</blockquote>\n")
    case .list(let list):
      write(list, to: &output)
    case .codeBlock(let code):
      output.writeLineBreakUnlessAtStart()
      let language = code.info.utf8.prefix { !isSpace($0) }
      let name = String(decoding: Array(language), as: UTF8.self).escapedForHTML
      output.write(name.isEmpty ? "<pre><code>" : "<pre><code class=\"language-\(name)\">")
      output.write(code.code.text.escapedForHTML)
      output.write("</code></pre>\n")
    case .htmlBlock(let html):
      output.writeLineBreakUnlessAtStart()
      output.write(rawHTML == .verbatim ? html : "<p>\(html.escapedForHTML)</p>")
      output.writeLineBreakUnlessAtStart()
    case .thematicBreak:
      output.writeLineBreakUnlessAtStart()
      output.write("<hr />\n")
    case .table(let table):
      write(table, to: &output)
    case .displayMath(let formula):
      output.writeLineBreakUnlessAtStart()
      output.write("<div class=\"math display\"\(Self.identifier(of: formula))>")
      output.write(formula.tex.text.escapedForHTML)
      output.write("</div>\n")
    case .division, .figure, .definitionList, .raw:
      writeDocumentBlock(block, to: &output)
    }
  }

  /// Blocks that libcmark does not know.
  private func writeDocumentBlock(_ block: Block, to output: inout Output) {
    output.writeLineBreakUnlessAtStart()
    switch block.content {
    case .division(let division):
      output.write("<div\(Self.attributes(of: division.attributes))>\n")
      if !division.title.isEmpty {
        output.write("<p><strong>")
        write(division.title, to: &output)
        output.write("</strong></p>\n")
      }
      write(division.blocks, .loose, to: &output)
      output.writeLineBreakUnlessAtStart()
      output.write("</div>\n")
    case .figure(let figure):
      output.write("<figure\(Self.attributes(of: figure.attributes))>\n")
      write(figure.blocks, .tight, to: &output)
      if !figure.caption.isEmpty {
        output.write("<figcaption>")
        write(figure.caption, to: &output)
        output.write("</figcaption>")
      }
      output.write("</figure>\n")
    case .definitionList(let definitions):
      output.write("<dl>\n")
      for definition in definitions {
        output.write("<dt>")
        write(definition.term, to: &output)
        output.write("</dt>\n")
        for meaning in definition.meanings {
          output.write("<dd>")
          write(meaning, meaning.count == 1 ? .tight : .loose, to: &output)
          output.write("</dd>\n")
        }
      }
      output.write("</dl>\n")
    default: break
    }
  }

  private static func attributes(of attributes: Attributes) -> String {
    let identifier = attributes.identifier.map { " id=\"\($0.text.escapedForHTML)\"" } ?? ""
    let classes = attributes.classes.map(\.text).joined(separator: " ")
    return identifier + (classes.isEmpty ? "" : " class=\"\(classes.escapedForHTML)\"")
  }

  private func write(_ list: List, to output: inout Output) {
    output.writeLineBreakUnlessAtStart()
    let name: String
    switch list.marker {
    case .bullet:
      name = "ul"
      output.write("<ul>\n")
    case .ordered(let start):
      name = "ol"
      output.write(start == 1 ? "<ol>\n" : "<ol start=\"\(start)\">\n")
    case .numbered(let numbering):
      name = "ol"
      let kind =
        numbering.delimiter == .period
        ? "" : " class=\"\(numbering.style.rawValue) \(numbering.delimiter.rawValue)\""
      let type = numbering.type.map { " type=\"\($0)\"" } ?? ""
      output.write("<ol\(kind)\(type)\(numbering.start == 1 ? "" : " start=\"\(numbering.start)\"")>\n")
    }
    for item in list.items {
      output.writeLineBreakUnlessAtStart()
      output.write(item.task == nil ? "<li>" : "<li class=\"task\">")
      if let task = item.task { output.write(task == .done ? "☑ " : "☐ ") }
      write(item.blocks, list.spacing, to: &output)
      output.write("</li>\n")
    }
    output.write("</\(name)>\n")
  }

  private func write(_ table: Table, to output: inout Output) {
    output.writeLineBreakUnlessAtStart()
    output.write("<table>\n")
    if !table.caption.isEmpty {
      output.write("<caption>")
      write(table.caption, to: &output)
      output.write("</caption>\n")
    }
    output.write("<thead>\n")
    writeRow(table.header, "th", table.alignments, to: &output)
    output.write("</thead>\n")
    if !table.rows.isEmpty {
      output.write("<tbody>\n")
      for row in table.rows { writeRow(row, "td", table.alignments, to: &output) }
      output.write("</tbody>\n")
    }
    output.write("</table>\n")
  }

  private func writeRow(
    _ cells: [Table.Cell],
    _ element: String,
    _ alignments: [Table.Alignment],
    to output: inout Output
  ) {
    output.write("<tr>\n")
    for (cell, alignment) in zip(cells, alignments) {
      let style =
        switch alignment {
        case .natural: ""
        case .left: " style=\"text-align: left\""
        case .center: " style=\"text-align: center\""
        case .right: " style=\"text-align: right\""
        }
      output.write("<\(element)\(style)>")
      write(cell.content, to: &output)
      output.write("</\(element)>\n")
    }
    output.write("</tr>\n")
  }

  private func write(_ inlines: [Inline], to output: inout Output) {
    var rest = inlines[...]
    while let inline = rest.popFirst() {
      guard let replacement = replaceInline(inline) else {
        write(inline, to: &output)
        continue
      }
      guard holdsNextSign(inline), case .text(let text)? = rest.first, let sign = text.first,
        Self.closingSigns.contains(sign)
      else {
        output.write(replacement)
        continue
      }
      // A browser ends lines behind a box, also before a comma.
      output.write("<span class=\"held\">\(replacement)\(String(sign).escapedForHTML)</span>")
      rest[rest.startIndex] = .text(String(text.dropFirst()))
    }
  }

  private static let closingSigns: Set<Character> = [
    ".", ",", ";", ":", "!", "?", ")", "]", "’", "”", "-", "–",
  ]

  private func write(_ inline: Inline, to output: inout Output) {
    switch inline {
    case .text(let text): output.write(text.escapedForHTML)
    case .softBreak: output.write("\n")
    case .lineBreak: output.write("<br />\n")
    case .code(let code): output.write("<code>\(code.escapedForHTML)</code>")
    case .html(let html): output.write(rawHTML == .verbatim ? html : html.escapedForHTML)
    case .emphasis(let content):
      output.write("<em>")
      write(content, to: &output)
      output.write("</em>")
    case .strong(let content):
      output.write("<strong>")
      write(content, to: &output)
      output.write("</strong>")
    case .link(let link):
      output.write("<a href=\"\(address(of: link))\"\(title(of: link))>")
      write(link.content, to: &output)
      output.write("</a>")
    case .image(let image):
      let description = image.content.plainText.escapedForHTML
      output.write("<img src=\"\(address(of: image))\" alt=\"\(description)\"\(title(of: image)) />")
    case .math(let formula):
      let kind = formula.placement == .display ? "display" : "inline"
      output.write("<span class=\"math \(kind)\"\(Self.identifier(of: formula))>")
      output.write(formula.tex.text.escapedForHTML)
      output.write("</span>")
    case .footnoteReference(let reference):
      let mention = reference.occurrence == 1 ? "" : "-\(reference.occurrence)"
      output.write("<sup><a href=\"#fn-\(reference.number)\" id=\"fnref-\(reference.number)\(mention)\"")
      output.write(" role=\"doc-noteref\">\(reference.number)</a></sup>")
    case .reference(let reference):
      output.write("<a href=\"#\(reference.label.escapedAsAddress)\">\(reference.label.escapedForHTML)</a>")
    case .inlineResult(let result):
      output.write("<code>\(result.expression.text.escapedForHTML)</code>")
    case .superscript(let content): write(content, in: "sup", to: &output)
    case .subscript(let content): write(content, in: "sub", to: &output)
    case .strikethrough(let content): write(content, in: "del", to: &output)
    case .span(let span):
      output.write("<span\(Self.attributes(of: span.attributes))>")
      write(span.content, to: &output)
      output.write("</span>")
    case .citation(let citation): output.write(citation.source.escapedForHTML)
    case .raw(let source):
      if source.format == "html", rawHTML == .verbatim { output.write(source.source) }
    }
  }

  private func write(_ content: [Inline], in element: String, to output: inout Output) {
    output.write("<\(element)>")
    write(content, to: &output)
    output.write("</\(element)>")
  }

  private func address(of link: Link) -> String {
    rawHTML == .escaped && link.destination.isDangerousAddress ? "" : link.destination.escapedAsAddress
  }

  private func title(of link: Link) -> String {
    link.title.isEmpty ? "" : " title=\"\(link.title.escapedForHTML)\""
  }

  private static func identifier(of formula: TeXFormula) -> String {
    formula.attributes?.identifier.map { " id=\"\($0.text.escapedForHTML)\"" } ?? ""
  }
}
