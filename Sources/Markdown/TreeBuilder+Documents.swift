// What the blocks of documents mean beyond CommonMark: boxes before items, alerts of GitHub, pictures that stand alone.

import Diagnostics

extension TreeBuilder {
  /// The content of an item without its box, and the box.
  func task(of blocks: [Block]) -> ([Block], List.Item.Task?) {
    guard lifter.extensions.contains(.documents), let first = blocks.first,
      case .paragraph(var content) = first.content,
      case .text(let text)? = content.first
    else { return (blocks, nil) }
    let task: List.Item.Task
    if text.hasPrefix("[ ] ") {
      task = .open
    } else if text.hasPrefix("[x] ") || text.hasPrefix("[X] ") {
      task = .done
    } else {
      return (blocks, nil)
    }
    content[0] = .text(String(text.dropFirst(4)))
    return ([Block(.paragraph(content), range: first.range)] + blocks.dropFirst(), task)
  }

  /// A quotation, or the callout that GitHub sees in one that begins with `[!NOTE]`.
  func quotation(_ blocks: [Block], _ range: SourceRange) -> Block.Content {
    guard lifter.extensions.contains(.documents), let first = blocks.first,
      case .paragraph(var content) = first.content,
      case .text(let text)? = content.first, text.hasPrefix("[!"), let close = text.firstIndex(of: "]")
    else { return .blockQuote(blocks) }
    let name = text[text.index(text.startIndex, offsetBy: 2)..<close].lowercased()
    guard ["note", "tip", "important", "warning", "caution"].contains(name) else {
      return .blockQuote(blocks)
    }
    let rest = String(text[text.index(after: close)...].drop { $0 == " " })
    content[0] = .text(rest)
    if rest.isEmpty { content.removeFirst() }
    content.trimBreaks()
    let attributes = Attributes(classes: ["callout-\(name)"], at: first.range)
    let shown = content.isEmpty ? [] : [Block(.paragraph(content), range: first.range)]
    return .division(Division(attributes: attributes, title: [], blocks: shown + blocks.dropFirst()))
  }

  /// Where an address stands in the file, by a search that goes on where the last one ended.
  mutating func place(of address: String, in block: SourceRange?) -> SourceRange {
    let block = block ?? SourceRange(0, 0)
    let wanted = Array(address.utf8)
    guard let first = wanted.first else { return block }
    var index = max(block.start, min(searchStart, block.end))
    let last = min(block.end, lifter.source.count) - wanted.count
    while index <= last {
      if lifter.source[index] == first, lifter.source[index..<index + wanted.count].elementsEqual(wanted) {
        searchStart = index + wanted.count
        return SourceRange(index, index + wanted.count)
      }
      index += 1
    }
    return block
  }
}

extension Link {
  /// Whether an image that stands alone is a figure: it has a caption or can be referred to.
  var isFigure: Bool { !content.isEmpty || attributes?.identifier != nil }
}

extension Figure {
  /// The figure of an image that stands alone, whose description is the caption.
  init(_ image: Link, _ range: SourceRange) {
    self.init(
      blocks: [Block(.paragraph([.image(image)]), range: range)],
      // Pandoc writes a blank where there is no caption.
      caption: image.content.plainText.utf8.allSatisfy(isSpace) ? [] : image.content,
      attributes: image.attributes ?? Attributes(at: range)
    )
  }
}

extension [Inline] {
  /// Takes off line breaks and blanks at both ends, and doubled breaks, which stay where something was taken out.
  mutating func trimBreaks() {
    func isBlank(_ inline: Inline) -> Bool {
      switch inline {
      case .softBreak: true
      case .text(let text): text.utf8.allSatisfy(isSpace)
      default: false
      }
    }
    while let first, isBlank(first) { removeFirst() }
    while let last, isBlank(last) { removeLast() }
    var result: [Inline] = []
    for inline in self where !(inline == .softBreak && result.last == .softBreak) { result.append(inline) }
    self = result
  }
}
