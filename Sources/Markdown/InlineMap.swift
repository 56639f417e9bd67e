// A document with its running text changed, everything around it as it was.

package import Diagnostics

extension [Block] {
  /// The blocks with every run of text replaced by what `body` makes of it.
  ///
  /// What stands inside of an inline is changed before the inline is; the document bounds its nesting.
  package func mapInlines(_ body: ([Inline]) -> [Inline]) -> [Block] {
    map { Block($0.content.mapInlines(body), range: $0.range) }
  }
}

extension Block.Content {
  fileprivate func mapInlines(_ body: ([Inline]) -> [Inline]) -> Block.Content {
    switch self {
    case .paragraph(let content): return .paragraph(content.mapInlines(body))
    case .heading(let heading):
      return .heading(
        Heading(
          level: heading.level,
          content: heading.content.mapInlines(body),
          identifier: heading.identifier,
          identifierRange: heading.identifierRange,
          classes: heading.classes
        )
      )
    case .blockQuote(let blocks): return .blockQuote(blocks.mapInlines(body))
    case .list(let list):
      let items = list.items.map {
        List.Item(blocks: $0.blocks.mapInlines(body), task: $0.task, range: $0.range)
      }
      return .list(List(marker: list.marker, spacing: list.spacing, items: items))
    case .table(let table):
      func cells(_ cells: [Table.Cell]) -> [Table.Cell] {
        cells.map { Table.Cell(content: $0.content.mapInlines(body), range: $0.range) }
      }
      var result = Table(
        alignments: table.alignments,
        header: cells(table.header),
        rows: table.rows.map(cells)
      )
      result.caption = table.caption.mapInlines(body)
      result.attributes = table.attributes
      return .table(result)
    case .division(let division):
      return .division(
        Division(
          attributes: division.attributes,
          title: division.title.mapInlines(body),
          blocks: division.blocks.mapInlines(body)
        )
      )
    case .figure(let figure):
      return .figure(
        Figure(
          blocks: figure.blocks.mapInlines(body),
          caption: figure.caption.mapInlines(body),
          attributes: figure.attributes
        )
      )
    case .definitionList(let definitions):
      return .definitionList(
        definitions.map {
          Definition(
            term: $0.term.mapInlines(body),
            meanings: $0.meanings.map { $0.mapInlines(body) }
          )
        }
      )
    case .codeBlock, .htmlBlock, .thematicBreak, .displayMath, .raw: return self
    }
  }
}

extension [Inline] {
  /// The text with every run of it replaced by what `body` makes of it, those inside of others first.
  package func mapInlines(_ body: ([Inline]) -> [Inline]) -> [Inline] {
    body(
      map { inline in
        switch inline {
        case .emphasis(let content): .emphasis(content.mapInlines(body))
        case .strong(let content): .strong(content.mapInlines(body))
        case .superscript(let content): .superscript(content.mapInlines(body))
        case .subscript(let content): .subscript(content.mapInlines(body))
        case .strikethrough(let content): .strikethrough(content.mapInlines(body))
        case .link(let link): .link(link.mapInlines(body))
        case .image(let link): .image(link.mapInlines(body))
        case .span(let span):
          .span(Span(attributes: span.attributes, content: span.content.mapInlines(body)))
        case .text, .softBreak, .lineBreak, .code, .html, .math, .footnoteReference, .reference,
          .inlineResult, .citation, .raw:
          inline
        }
      }
    )
  }
}

extension Link {
  fileprivate func mapInlines(_ body: ([Inline]) -> [Inline]) -> Link {
    Link(
      destination: destination,
      title: title,
      content: content.mapInlines(body),
      attributes: attributes,
      range: range
    )
  }
}

// MARK: - Text that a program puts together

extension Inline {
  /// A link.
  package static func link(to destination: String, _ content: [Inline], at range: SourceRange) -> Inline {
    .link(Link(destination: destination, title: "", content: content, attributes: nil, range: range))
  }

  /// Text in capitals of the height of small letters.
  package static func smallCapitals(_ content: [Inline], at range: SourceRange) -> Inline {
    .span(Span(attributes: Attributes(classes: ["smallcaps"], at: range), content: content))
  }

  /// A formula in the line.
  package static func formula(_ tex: String, at range: SourceRange) -> Inline {
    .math(
      TeXFormula(
        tex: SourceFragment(text: tex, fileStart: range.start),
        placement: .inline,
        range: range,
        attributes: nil
      )
    )
  }
}

extension FootnoteReference {
  /// The mention with another number.
  package func renumbered(_ number: Int) -> FootnoteReference {
    FootnoteReference(label: label, number: number, occurrence: occurrence, range: range)
  }

  /// The only mention of a note.
  package init(label: String, number: Int, at range: SourceRange) {
    self.init(label: label, number: number, occurrence: 1, range: range)
  }
}

extension Footnote {
  /// The note with another number and another text.
  package func renumbered(_ number: Int, _ blocks: [Block]) -> Footnote {
    Footnote(label: label, number: number, blocks: blocks, range: range)
  }

  /// A note of one paragraph.
  package init(label: String, number: Int, text: [Inline], at range: SourceRange) {
    self.init(label: label, number: number, blocks: [Block(.paragraph(text), range: range)], range: range)
  }
}
