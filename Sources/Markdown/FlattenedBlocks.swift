// The running text of blocks, for places that hold no blocks: cells, captions, titles.

extension [Block] {
  /// The running text of some blocks, for places that hold no blocks.
  var flattened: [Inline] {
    var result: [Inline] = []
    for block in self {
      let content: [Inline]
      switch block.content {
      case .paragraph(let text): content = text
      case .heading(let heading): content = heading.content
      case .displayMath(let formula): content = [.math(formula)]
      case .figure(let figure):
        content = figure.blocks.flattened + (figure.caption.isEmpty ? [] : [.softBreak] + figure.caption)
      case .codeBlock(let code): content = [.code(code.code.text)]
      case .list(let list): content = list.items.map(\.blocks.flattened).joinedText(.lineBreak)
      case .blockQuote(let blocks): content = blocks.flattened
      case .division(let division): content = division.blocks.flattened
      case .htmlBlock(let html): content = [.html(html)]
      case .table(let table):
        content = (table.header + table.rows.flatMap { $0 }).map(\.content).joinedText(.softBreak)
      case .definitionList(let definitions):
        content = definitions.flatMap { $0.term + [.softBreak] + $0.meanings.flatMap(\.flattened) }
      case .raw(let raw): content = [.raw(raw)]
      case .thematicBreak: content = []
      }
      if !result.isEmpty, !content.isEmpty { result.append(.softBreak) }
      result += content
    }
    return result
  }
}

extension [[Inline]] {
  fileprivate func joinedText(_ separator: Inline) -> [Inline] { [Inline](joined(separator: [separator])) }
}
