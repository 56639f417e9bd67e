// The author's text: what the Markdown writer does, with headings, formulas, references and cells done better.

import Findings
import Diagnostics
import Markdown

extension HTMLPage {
  /// The writer of the text.
  var writer: HTMLWriter {
    HTMLWriter(
      rawHTML: report.notebook.rawHTML == .verbatim ? .verbatim : .escaped,
      headingIdentifiers: .written,
      replaceBlock: { [self] in replacement(of: $0)?.source },
      replaceInline: { [self] in replacement(of: $0)?.source },
      holdsNextSign: { [self] in isShort($0) }
    )
  }

  /// Whether a formula in the line is so short that it need not break.
  private func isShort(_ inline: Inline) -> Bool {
    switch inline {
    case .math(let formula):
      formula.placement != .display && formula.tex.text.count <= Self.longestHeldFormula
    case .inlineResult(let result):
      (report.inlineResultsByStart[result.range.start]?.value?.latex.count ?? .max) <= Self.longestHeldFormula
    default: false
    }
  }

  private static let longestHeldFormula = 24

  /// A writer for places that are links themselves.
  var linkless: HTMLWriter {
    HTMLWriter(
      rawHTML: .escaped,
      replaceInline: { [self] inline in
        switch inline {
        case .link(let link), .image(let link): linkless.html(of: link.content)
        case .footnoteReference: ""
        case .reference(let reference):
          report.target(of: reference).map { HTML.text(report.text(of: reference, $0)).source }
        default: replacement(of: inline)?.source
        }
      }
    )
  }

  private func replacement(of block: Block) -> HTML? {
    switch block.content {
    case .heading(let heading):
      guard let numbered = report.headingsByStart[block.range.start] else { return nil }
      let level = min(numbered.depth + 1, 6)
      return .lines([
        .element(
          "h\(level)",
          ["id": placeName(heading.identifier)],
          (numbered.number.isEmpty || !report.notebook.numbersSections
            ? [] : [.element("span", ["class": "number"], text: numbered.number), .text(" ")]) + [
              .trusted(writer.html(of: heading.content))
            ]
        ), .empty,
      ])
    case .codeBlock:
      if let part = report.cellsByStart[block.range.start] { return .lines([cell(part), .empty]) }
      return documentBlock(block)
    case .displayMath(let formula):
      return .lines([display(formula), .empty])
    case .paragraph(let content):
      return content.contains(where: isLive) ? .lines(split(content)) : nil
    case .figure, .division, .table, .raw, .htmlBlock:
      return documentBlock(block)
    case .blockQuote, .list, .thematicBreak, .definitionList:
      return nil
    }
  }

  private func isLive(_ inline: Inline) -> Bool {
    guard case .math(let formula) = inline else { return false }
    return report.displaysByStart[formula.range.start] != nil
  }

  /// A paragraph around live displays, whose cards cannot stand inside a paragraph.
  private func split(_ content: [Inline]) -> [HTML] {
    content.split(omittingEmptySubsequences: false, whereSeparator: isLive)
      .map { piece in
        let text = writer.html(of: Array(piece))
        let isBlank = text.utf8.allSatisfy { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: " ") }
        return isBlank ? .empty : HTML.element("p", [:], [.trusted(text)])
      }
      .enumerated()
      .flatMap { index, text in index == 0 ? [text] : [liveDisplay(index, of: content), text] } + [.empty]
  }

  private func liveDisplay(_ number: Int, of content: [Inline]) -> HTML {
    let live = content.filter(isLive)
    guard number <= live.count, case .math(let formula) = live[number - 1] else { return .empty }
    return display(formula)
  }

  private func replacement(of inline: Inline) -> HTML? {
    switch inline {
    case .math(let formula):
      formula.placement == .display ? display(formula) : self.formula(formula)
    case .reference(let reference): link(to: reference)
    case .inlineResult(let result): inlineResult(result)
    case .image(let link): image(link)
    case .citation(let citation): self.citation(citation)
    case .text(let text): HTML.text(report.typography.quoted(text))
    case .span(let span): self.span(span)
    case .link(let link) where report.address(ofLink: link.destination) != nil:
      .element(
        "a",
        ["href": report.address(ofLink: link.destination), "title": link.title.isEmpty ? nil : link.title],
        [.trusted(writer.html(of: link.content.isEmpty ? [.text(link.destination)] : link.content))]
      )
    case .link(let link) where !LaTeXEscaping.hasKnownScheme(link.destination):
      .trusted(writer.html(of: link.content))
    default: nil
    }
  }

  /// A span with the classes that mean something for text; others could be those that verdicts are set with.
  private func span(_ span: Span) -> HTML {
    let classes = span.attributes.classes.map(\.text).filter(DocumentStyle.textClasses.contains)
    return .element(
      "span",
      [
        "id": placeName(span.attributes.identifier?.text),
        "class": classes.isEmpty ? nil : classes.joined(separator: " "),
      ],
      [.trusted(writer.html(of: span.content))]
    )
  }

  /// A box of its own for what may be wider than the page; the keyboard reaches it where it is.
  func scrolling(_ content: HTML, label: String) -> HTML {
    .lines([
      .element(
        "div",
        ["class": "scroll", "data-label": label],
        [content]
      ),
      .empty,
    ])
  }

  private func display(_ formula: TeXFormula) -> HTML {
    if let part = report.displaysByStart[formula.range.start] {
      let cards = self.cards(part)
      if part.outcomes.contains(where: { $0.item != nil }) { return cards }
      return .lines([equation(formula), cards])
    }
    return equation(formula)
  }

  private func equation(_ formula: TeXFormula) -> HTML {
    let content = HTML.element("span", ["class": "scroll"], [self.formula(formula)])
    if let items = report.rowItemsByStart[formula.range.start] {
      let anchors = items.compactMap(\.self).map { HTML.element("span", ["id": $0.anchor], []) }
      return .element("span", ["class": "equation"], anchors + [content])
    }
    guard let item = report.equationsByStart[formula.range.start] else {
      return .element("span", ["class": "equation"], [content])
    }
    return .element(
      "span",
      ["class": "equation numbered", "id": item.anchor],
      [
        content, .element("a", ["class": "tag", "href": "#\(item.anchor)"], text: item.name),
      ]
    )
  }

  private func link(to reference: Reference) -> HTML {
    guard let target = report.target(of: reference) else {
      return .element(
        "span",
        ["class": "unresolved", "title": "nothing has this label"],
        text: "@\(reference.label)"
      )
    }
    return .element(
      "a",
      ["class": "reference", "href": target.address, "title": target.hover],
      text: report.text(of: reference, target)
    )
  }

  private func inlineResult(_ result: InlineResult) -> HTML {
    guard let found = report.inlineResultsByStart[result.range.start], let value = found.value else {
      let messages = report.inlineResultsByStart[result.range.start]?.diagnostics.map(\.message) ?? []
      return .element(
        "span",
        ["class": "failed"],
        [
          .element("code", text: result.expression.text), .text(" ✗ "),
          .text(messages.first ?? "this has no result"),
        ]
      )
    }
    return .element(
      "span",
      ["class": "result-inline", "title": result.expression.text],
      [formula(value.latex)]
    )
  }
}
