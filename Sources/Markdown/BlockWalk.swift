// A walk over everything that stands in a document, for those who look for one kind of thing in it.

extension [Block] {
  /// Calls `body` with every inline, those inside of others after them; the document bounds its nesting.
  package func forEachInline(_ body: (Inline) -> Void) {
    for block in self {
      switch block.content {
      case .paragraph(let content): content.forEachInline(body)
      case .heading(let heading): heading.content.forEachInline(body)
      case .blockQuote(let blocks): blocks.forEachInline(body)
      case .list(let list): for item in list.items { item.blocks.forEachInline(body) }
      case .table(let table):
        table.caption.forEachInline(body)
        for cell in table.header + table.rows.joined() { cell.content.forEachInline(body) }
      case .displayMath(let formula): body(.math(formula))
      case .division(let division):
        division.title.forEachInline(body)
        division.blocks.forEachInline(body)
      case .figure(let figure):
        figure.blocks.forEachInline(body)
        figure.caption.forEachInline(body)
      case .definitionList(let definitions):
        for definition in definitions {
          definition.term.forEachInline(body)
          for meaning in definition.meanings { meaning.forEachInline(body) }
        }
      case .codeBlock, .htmlBlock, .thematicBreak, .raw: continue
      }
    }
  }
}

extension [Inline] {
  /// Calls `body` with every inline, those inside of others after them.
  package func forEachInline(_ body: (Inline) -> Void) {
    for inline in self {
      body(inline)
      switch inline {
      case .emphasis(let content), .strong(let content), .superscript(let content), .subscript(let content),
        .strikethrough(let content):
        content.forEachInline(body)
      case .link(let link), .image(let link): link.content.forEachInline(body)
      case .span(let span): span.content.forEachInline(body)
      case .text, .softBreak, .lineBreak, .code, .html, .math, .footnoteReference, .reference, .inlineResult,
        .citation,
        .raw:
        continue
      }
    }
  }
}
