// The author's text in LaTeX: all kinds of blocks and inlines.

import Findings
import Diagnostics
import Markdown

extension LaTeXDocument {
  /// Some blocks.
  func text(_ blocks: [Block]) -> String {
    blocks.map { block in
      let source = text(block)
      let notes = takePendingNotes()
      return notes.isEmpty ? source : source + "\n" + notes
    }
    .filter { !$0.isEmpty }
    .joined(separator: "\n\n")
  }

  private func text(_ block: Block) -> String {
    switch block.content {
    case .paragraph(let content): return text(content)
    case .heading(let heading): return self.heading(heading, block.range)
    case .blockQuote(let blocks): return environment("quote", text(nested: blocks))
    case .list(let list): return self.list(list)
    case .codeBlock(let code):
      if let part = report.cellsByStart[block.range.start] { return cell(part) }
      return self.code(code, block)
    case .raw(let source): return raw(source)
    case .division(let division): return self.division(division, block)
    case .figure(let figure): return self.figure(figure, block)
    case .definitionList(let definitions): return self.definitions(definitions)
    case .htmlBlock(let html): return listing(html)
    case .thematicBreak: return "\\begin{center}\\rule{0.3\\linewidth}{0.4pt}\\end{center}"
    case .table(let table): return self.table(table, block)
    case .displayMath(let formula): return display(formula)
    }
  }

  // MARK: - Blocks

  private func heading(_ heading: Heading, _ range: SourceRange) -> String {
    guard let numbered = report.headingsByStart[range.start] else { return text(heading.content) }
    let commands = ["section", "subsection", "subsubsection", "paragraph", "subparagraph"]
    let command = commands[min(numbered.depth, commands.count) - 1]
    let isNumbered = !numbered.number.isEmpty && report.notebook.numbersSections
    return
      "\\\(command)\(isNumbered ? "" : "*"){\(title(heading.content))}\\label{\(LaTeXEscaping.label(heading.identifier))}"
  }

  func text(nested blocks: [Block]) -> String {
    listDepth += 1
    defer { listDepth -= 1 }
    return text(blocks)
  }

  /// An environment that LaTeX counts as a list; past its bound the content stands alone.
  func environment(_ name: String, _ content: String) -> String {
    listDepth < 4 ? "\\begin{\(name)}\n\(content)\n\\end{\(name)}" : content
  }

  private func list(_ list: List) -> String {
    let isNumbered = list.marker != .bullet
    numberedDepth += isNumbered ? 1 : 0
    defer { numberedDepth -= isNumbered ? 1 : 0 }
    let items = list.items.map { item -> String in
      let box = item.task.map { $0 == .done ? "\\ensuremath{\\boxtimes} " : "\\ensuremath{\\square} " } ?? ""
      return box + text(nested: item.blocks)
    }
    let marks: [String] =
      if case .numbered(let numbering) = list.marker {
        items.indices.map { "[{\(LaTeXEscaping.text(numbering.mark(ofItem: $0)))}]" }
      } else {
        Array(repeating: "", count: items.count)
      }
    guard listDepth < 4 else {
      return items.map { "\\textbullet{} \($0)" }.joined(separator: "\n\n")
    }
    let rows = zip(marks, items).map { "\\item\($0)\\relax \($1)" }.joined(separator: "\n")
    let spacing = list.spacing == .tight ? "\\setlength{\\itemsep}{0pt}\\setlength{\\parskip}{0pt}" : ""
    switch list.marker {
    case .bullet: return "\\begin{itemize}\(spacing)\n\(rows)\n\\end{itemize}"
    case .numbered: return "\\begin{enumerate}\(spacing)\n\(rows)\n\\end{enumerate}"
    case .ordered(let start):
      // Numbered lists are named by how many of them stand around.
      let counter = ["i", "ii", "iii", "iv"][min(numberedDepth, 4) - 1]
      let first = start == 1 ? "" : "\\setcounter{enum\(counter)}{\(start - 1)}"
      return "\\begin{enumerate}\(first)\(spacing)\n\(rows)\n\\end{enumerate}"
    }
  }

  /// Code in a listing; the package reads no letters beyond ASCII, so that other code is set line by line.
  func listing(_ code: String, language: String = "") -> String {
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let text = (lines.last?.isEmpty == true ? lines.dropLast() : lines[...]).flatMap(Self.pieces)
    let isPlain = code.utf8.allSatisfy { $0 == 10 || (0x20...0x7e).contains($0) }
    if isPlain, !code.contains("\\end{lstlisting}") {
      let options = language.isEmpty ? "" : "[language=\(language)]"
      return "\\begin{lstlisting}\(options)\n\(text.joined(separator: "\n"))\n\\end{lstlisting}"
    }
    let rows = text.map { "\\mbox{}\(LaTeXEscaping.codeLine($0))" }.joined(separator: "\\\\\n")
    return "{\\ttfamily\\small\\raggedright\n\(rows)\\par}"
  }

  /// Lines too long for TeX to measure are cut.
  private static func pieces(_ line: String) -> [String] {
    guard line.utf8.count > 1000 else { return [line] }
    var pieces: [String] = []
    var rest = line[...]
    while !rest.isEmpty {
      pieces.append(String(rest.prefix(1000)))
      rest = rest.dropFirst(1000)
    }
    return pieces
  }

  private func table(_ table: Table, _ block: Block) -> String {
    let rows = [table.header] + table.rows
    let widths = table.header.indices.map { column in
      rows.map { column < $0.count ? $0[column].content.plainText.count : 0 }.max() ?? 0
    }
    let total = max(1, widths.reduce(0, +))
    let columns = table.alignments.enumerated().map { index, alignment -> String in
      // A table wider than the page gets columns in which text breaks.
      if total > 78, index < widths.count {
        let share = max(8, widths[index] * 88 / total)
        return ">{\\raggedright\\arraybackslash}p{0.\(share < 10 ? "0" : "")\(share)\\linewidth}"
      }
      switch alignment {
      case .natural, .left: return "l"
      case .center: return "c"
      case .right: return "r"
      }
    }
    func row(_ cells: [Table.Cell]) -> String {
      cells.map { note(inside: $0.content) }.joined(separator: " & ") + " \\tabularnewline"
    }
    let body = table.rows.map(row).joined(separator: "\n")
    let caption = self.caption(report.objects[block.key], table.caption)
    let header = table.header.allSatisfy(\.content.isEmpty) ? "" : "\(row(table.header))\n\\midrule\n"
    return
      "\\begin{center}\\small\n\\begin{tabular}{@{}\(columns.joined())@{}}\n\\toprule\n\(header)"
      + "\(body)\n\\bottomrule\n\\end{tabular}\(caption)\n\\end{center}"
  }

  // MARK: - Inlines

  /// Running text.
  func text(_ inlines: [Inline]) -> String { inlines.map { text($0, .running) }.joined() }

  /// A title, whose formulas are text in the bookmarks.
  func title(_ inlines: [Inline]) -> String { inlines.map { text($0, .title) }.joined() }

  /// Text in which a footnote is only marked.
  private func note(inside inlines: [Inline]) -> String { inlines.map { text($0, .table) }.joined() }

  private enum Setting { case running, title, table }

  private func text(_ inline: Inline, _ setting: Setting) -> String {
    func inner(_ content: [Inline]) -> String { content.map { text($0, setting) }.joined() }
    switch inline {
    case .text(let text): return LaTeXEscaping.text(report.typography.quoted(text))
    case .softBreak: return "\n"
    case .lineBreak: return setting == .running ? "\\leavevmode\\newline{}\n" : " "
    case .code(let code): return LaTeXEscaping.code(code)
    case .html(let html): return LaTeXEscaping.code(html)
    case .emphasis(let content): return "\\emph{\(inner(content))}"
    case .strong(let content): return "\\textbf{\(inner(content))}"
    case .link(let link): return self.link(link, inner(link.content), setting)
    case .image(let image): return setting == .title ? inner(image.content) : self.image(image)
    case .superscript(let content): return "\\textsuperscript{\(inner(content))}"
    case .subscript(let content): return "\\textsubscript{\(inner(content))}"
    case .strikethrough(let content): return "\\nablastruck{\(inner(content))}"
    case .span(let span):
      let place =
        span.attributes.identifier.map { "\\phantomsection\\label{\(LaTeXEscaping.label($0.text))}" } ?? ""
      let content =
        span.attributes.has("underline") ? "\\underline{\(inner(span.content))}" : inner(span.content)
      return setting == .title ? inner(span.content) : place + content
    case .citation(let citation): return self.citation(citation)
    case .raw(let source): return raw(source)
    case .math(let formula):
      guard formula.placement == .inline else {
        return setting == .running ? "\n\(display(formula))\n" : self.formula(formula)
      }
      guard setting == .title else { return self.formula(formula) }
      return "\\texorpdfstring{\(self.formula(formula))}{\(LaTeXEscaping.text(formula.tex.text))}"
    case .footnoteReference(let reference): return footnote(reference.number, setting)
    case .reference(let reference): return self.reference(reference)
    case .inlineResult(let result):
      guard let value = report.inlineResultsByStart[result.range.start]?.value else {
        return "\\nablabad{\(LaTeXEscaping.code(result.expression.text))}"
      }
      return "$\(own(value.latex))$"
    }
  }

  private func link(_ link: Link, _ content: String, _ setting: Setting) -> String {
    let known = report.address(ofLink: link.destination)
    let destination = known ?? link.destination
    guard setting != .title, LaTeXEscaping.isLink(destination), !destination.isEmpty else { return content }
    if destination.hasPrefix("#") {
      let label = String(destination.dropFirst())
      return report.target(of: label) == nil && !report.citations.lists(anchor: label)
        ? content : "\\hyperref[\(LaTeXEscaping.label(label))]{\(content)}"
    }
    // Paper has no page of another document to lead to.
    return known == nil ? "\\href{\(LaTeXEscaping.address(destination))}{\(content)}" : content
  }

  private func reference(_ reference: Reference) -> String {
    guard let target = report.target(of: reference) else {
      return "\\nablabad{\(LaTeXEscaping.text("@" + reference.label))}"
    }
    // Another document is another file of paper.
    guard target.chapter == nil else { return LaTeXEscaping.text(report.text(of: reference, target)) }
    let label = LaTeXEscaping.label(target.anchor)
    switch target.kind {
    case .section where reference.style == .named && report.notebook.numbersSections:
      return "Section~\\ref{\(label)}"
    case .equation where reference.style == .named || reference.style == .parenthesized:
      return "\\eqref{\(label)}"
    case .section, .equation, .object, .place, .whole:
      let words = LaTeXEscaping.text(report.text(of: reference, target)).replacing(" ", with: "~")
      return "\\hyperref[\(label)]{\(words)}"
    case .item, .row: return "\\hyperref[\(label)]{\(target.text.replacing(" ", with: "~"))}"
    }
  }

  // MARK: - Notes

  private func footnote(_ number: Int, _ setting: Setting) -> String {
    guard let note = footnotes[number] else { return "" }
    // A note that mentions itself ends here.
    guard writtenNotes.insert(number).inserted else { return "\\textsuperscript{\(number)}" }
    guard setting == .running, listDepth == 0 else {
      pendingNotes.append(number)
      return setting == .title ? "\\textsuperscript{\(number)}" : "\\footnotemark[\(number)]"
    }
    return "\\footnote[\(number)]{\(noteText(note))}"
  }

  private func noteText(_ note: Footnote) -> String {
    let outside = listDepth
    listDepth = max(listDepth, 1)
    defer { listDepth = outside }
    let isSimple = note.blocks.allSatisfy { if case .paragraph = $0.content { true } else { false } }
    guard isSimple else { return "See the notebook for this note." }
    return note.blocks.map { block in
      if case .paragraph(let content) = block.content { text(content) } else { "" }
    }
    .joined(separator: "\\par ")
  }

  private func takePendingNotes() -> String {
    guard listDepth == 0, !pendingNotes.isEmpty else { return "" }
    var result: [String] = []
    // A note may mention another one; each is written once, so that this ends.
    while !pendingNotes.isEmpty {
      let number = pendingNotes.removeFirst()
      guard let note = footnotes[number] else { continue }
      result.append("\\footnotetext[\(number)]{\(noteText(note))}")
    }
    return result.joined(separator: "\n")
  }
}
