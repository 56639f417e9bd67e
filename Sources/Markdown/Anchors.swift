// What links of a document can lead to.

extension MarkdownDocument {
  /// The anchors of headings, those made from titles too.
  package var anchors: Set<String> {
    var anchors: Set<String> = []
    var pending = blocks
    while let block = pending.popLast() {
      switch block.content {
      case .heading(let heading): anchors.insert(heading.identifier)
      case .blockQuote(let blocks): pending += blocks
      case .division(let division): pending += division.blocks
      case .list(let list): pending += list.items.flatMap(\.blocks)
      case .figure(let figure): pending += figure.blocks
      case .codeBlock(let code): if let label = code.label { anchors.insert(label) }
      case .paragraph, .htmlBlock, .thematicBreak, .table, .displayMath, .definitionList, .raw: continue
      }
    }
    return anchors
  }
}

extension Reference {
  /// The name of a chunk of knitr that bookdown's `fig:name` and `tab:name` mean.
  package var chunkName: String {
    for prefix in ["fig:", "tab:"] where label.hasPrefix(prefix) {
      return String(label.dropFirst(prefix.count))
    }
    return label
  }
}
