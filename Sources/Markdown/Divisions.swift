// What a division is when it ends: a figure, a table with a caption, or blocks with a title.

import Diagnostics

extension BlockAssembly {
  mutating func closeDivision(_ part: Part, _ attributes: Attributes, _ range: SourceRange) {
    add(Block(Self.content(part, attributes), range: range))
  }

  private static func content(_ part: Part, _ attributes: Attributes) -> Block.Content {
    var blocks = part.blocks
    let label = attributes.identifier?.text ?? ""
    if let source = attributes["src"] { return .figure(directive(source, part, attributes)) }
    if label.hasPrefix("fig-") || label.hasPrefix("fig:") {
      let caption = captionAtEnd(&blocks)
      return .figure(
        Figure(
          blocks: blocks,
          caption: attributes["fig-cap"].map { [.text($0)] } ?? caption,
          attributes: attributes
        )
      )
    }
    if label.hasPrefix("tbl-") || label.hasPrefix("tab:") || attributes.has("table")
      || attributes.has("list-table")
    {
      var caption = part.title
      if caption.isEmpty, blocks.count == 2 { caption = captionAtEnd(&blocks) }
      let rows = attributes.has("list-table") ? listTable(blocks) : nil
      if var table = rows ?? blocks.onlyTable {
        if table.caption.isEmpty { table.caption = caption }
        table.attributes = attributes
        return .table(table)
      }
      blocks = part.blocks
    }
    var title = part.title
    // Quarto's titles are a heading that comes first.
    if title.isEmpty, case .heading(let heading)? = blocks.first?.content,
      !attributes.classes.isEmpty || !label.isEmpty
    {
      title = heading.content
      blocks.removeFirst()
    }
    if title.isEmpty, let given = attributes["title"] ?? attributes["name"] {
      title = MarkdownDocument.inlines(of: given)
    }
    return .division(Division(attributes: attributes, title: title, blocks: blocks))
  }

  /// Takes off a last paragraph of text.
  private static func captionAtEnd(_ blocks: inout [Block]) -> [Inline] {
    guard blocks.count > 1, case .paragraph(let text)? = blocks.last?.content,
      !text.allSatisfy({ if case .image = $0 { true } else { $0 == .softBreak } })
    else { return [] }
    blocks.removeLast()
    return text
  }

  /// The figure of a directive: its content is the caption, and what follows the legend.
  private static func directive(_ source: String, _ part: Part, _ attributes: Attributes) -> Figure {
    let caption = part.blocks.first.map { [$0].flattened } ?? []
    let image = Link(
      destination: source,
      title: "",
      content: attributes["alt"].map { [.text($0)] } ?? caption,
      attributes: attributes,
      range: attributes.range
    )
    let shown = Block(.paragraph([.image(image)]), range: attributes.range)
    return Figure(blocks: [shown] + part.blocks.dropFirst(), caption: caption, attributes: attributes)
  }

  /// A table that is written as a list of lists.
  private static func listTable(_ blocks: [Block]) -> Table? {
    guard case .list(let list)? = blocks.first?.content else { return nil }
    let rows: [[Table.Cell]] = list.items.map { row in
      guard case .list(let cells)? = row.blocks.first?.content else {
        return [Table.Cell(content: row.blocks.flattened, range: row.range)]
      }
      return cells.items.map { Table.Cell(content: $0.blocks.flattened, range: $0.range) }
    }
    let width = rows.map(\.count).max() ?? 0
    guard width > 0, let first = rows.first else { return nil }
    func filled(_ row: [Table.Cell]) -> [Table.Cell] {
      row + Array(repeating: Table.Cell(content: [], range: list.items[0].range), count: width - row.count)
    }
    return Table(
      alignments: Array(repeating: .natural, count: width),
      header: filled(first),
      rows: rows.dropFirst().map(filled)
    )
  }
}

extension [Block] {
  fileprivate var onlyTable: Table? {
    guard count == 1, case .table(let table) = self[0].content else { return nil }
    return table
  }
}

extension MarkdownDocument {
  /// A line of text that stands in an attribute.
  static func inlines(of text: String) -> [Inline] {
    let document = MarkdownDocument(SourceFile(path: "-", text: text), extensions: [.mathematics])
    guard document.blocks.count == 1, case .paragraph(let content) = document.blocks[0].content else {
      return [.text(text)]
    }
    return content
  }
}
