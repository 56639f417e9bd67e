// Lists that CommonMark does not know: `a.`, `(1)`, `#.`, `(@label)`. To libcmark their marks are numbers of the same width, and a
// heading before the first item says how the items are counted.

import Diagnostics

extension Lifter {
  /// An item with a mark that CommonMark does not know.
  struct MarkedItem {
    let mark: ListMark
    /// How its list is counted, from its own number on.
    let numbering: ListNumbering
    /// Whether it goes on with the list before it.
    let continues: Bool
  }

  /// The item that begins at the cursor, where such an item can begin.
  func markedItem(_ cursor: LineCursor, _ matched: Int, _ context: BlockStart.Context) -> MarkedItem? {
    guard extensions.contains(.documents), cursor.indentation.columns < 4,
      let mark = ListMark(source, at: cursor.contentStart, to: cursor.end)
    else { return nil }
    if mark.example != nil {
      guard let number = exampleNumbers[cursor.contentStart] else { return nil }
      let numbering = ListNumbering(start: number, style: .decimal, delimiter: mark.readings[0].delimiter)
      let open = containers.dropFirst(matched).first?.numbering
      let continues = open?.isExample == true && open?.numbering.delimiter == numbering.delimiter
      return context == .fresh || continues
        ? MarkedItem(mark: mark, numbering: numbering, continues: continues) : nil
    }
    if matched < containers.count, let open = containers[matched].numbering, !open.isExample,
      let reading = mark.readings.first(where: { open.goesOn(with: $0) })
    {
      return MarkedItem(mark: mark, numbering: reading, continues: true)
    }
    switch context {
    case .fresh: break
    case .paragraph:
      // Inside of an item the first of a list needs no blank line before it.
      guard case .item? = containers.last?.kind, matched == containers.count,
        mark.readings.first?.start == 1
      else { return nil }
    case .lazyParagraph: return nil
    }
    let isAlone =
      source.hasBytes(of: "#", at: cursor.contentStart) || source.hasBytes(of: "(#", at: cursor.contentStart)
    let reading = mark.readings.first { isAlone || isOneOfSeveral($0, cursor, matched) }
    return reading.map { MarkedItem(mark: mark, numbering: $0, continues: false) }
  }

  /// The lines that are looked through for the next item of a list.
  private static let itemBound = 200

  /// Whether an item follows the one before it or is followed by the next one: `(63) shows` begins a sentence, not a list.
  private func isOneOfSeveral(_ numbering: ListNumbering, _ cursor: LineCursor, _ matched: Int) -> Bool {
    if lastNumbers[numbering.kind] == numbering.start - 1 { return true }
    let first = line(at: cursor.contentStart) + 1
    for next in first..<max(first, min(first + Self.itemBound, lines.count)) {
      let (inner, count) = match(next, upTo: matched)
      if inner.isBlank { continue }
      guard count == matched, !source.hasBytes(of: "#", at: inner.contentStart) else { return false }
      guard inner.indentation.columns == cursor.indentation.columns,
        let mark = ListMark(source, at: inner.contentStart, to: inner.end)
      else { continue }
      if mark.readings.contains(where: { $0.kind == numbering.kind && $0.start == numbering.start + 1 }) {
        return true
      }
    }
    return false
  }

  /// Puts the mark of an item into the output as libcmark knows it, and opens the item.
  mutating func begin(_ item: MarkedItem, _ cursor: inout LineCursor) {
    let start = cursor.contentStart
    let end = start + item.mark.length
    copy(upTo: start)
    if !item.continues {
      output.insert("###### ", for: emptyRange(start))
      output.insert(Lifted(content: .numbering(item.numbering), raw: "", range: emptyRange(start)))
      let columns = String(repeating: " ", count: cursor.indentation.columns)
      output.insert("\n" + prefix + columns, for: emptyRange(start))
    }
    // The number is that of the heading; a list that begins with one may follow a paragraph.
    let digits = min(item.mark.length - 1, 9)
    let number = String(repeating: "0", count: digits - 1) + "1."
    let blanks = String(repeating: " ", count: item.mark.length - number.count)
    output.insert(number + blanks, for: SourceRange(start, end))
    skip(to: end)
    var rest = cursor
    rest.skipContent(item.mark.length)
    let padding = rest.indentation.columns
    let indentation = padding > 4 ? 1 : padding
    if item.mark.example == nil { lastNumbers[item.numbering.kind] = item.numbering.start }
    push(.item(columns: cursor.indentation.columns + item.mark.length + indentation))
    containers[containers.count - 1].numbering = OpenNumbering(
      numbering: item.numbering,
      isExample: item.mark.example != nil
    )
    cursor.skipContent(item.mark.length)
    cursor.skipColumns(indentation)
    if let label = item.mark.example, !label.isEmpty, exampleLabels[label] != nil {
      copy(upTo: cursor.contentStart)
      let word = Attributes.Word(text: Self.anchor(ofExample: label), range: SourceRange(start, end))
      output.insert(
        Lifted(
          content: .anchor(Attributes(identifier: word, at: word.range)),
          raw: "",
          range: emptyRange(cursor.contentStart)
        )
      )
    }
  }

  // MARK: - Examples

  /// The anchor of a labelled example.
  static func anchor(ofExample label: String) -> String { "example-" + label }

  /// Counts the examples of the whole document, since text may mention one before it comes.
  mutating func collectExamples() {
    guard extensions.contains(.documents), source.contains(UInt8(ascii: "@")) else { return }
    var fence: UInt8?
    var number = 0
    for line in lines {
      var index = line.lowerBound
      while index < line.upperBound, BlockStart.isBlank(source[index]) || source[index] == UInt8(ascii: ">") {
        index += 1
      }
      guard index < line.upperBound else { continue }
      let byte = source[index]
      if source.hasBytes(of: "```", at: index) || source.hasBytes(of: "~~~", at: index) {
        if fence == nil { fence = byte } else if fence == byte { fence = nil }
      } else if fence == nil, let mark = ListMark(source, at: index, to: line.upperBound),
        let label = mark.example
      {
        // A label that is there again means the example that it named first.
        if let known = exampleLabels[label] {
          exampleNumbers[index] = known
        } else {
          number += 1
          exampleNumbers[index] = number
          if !label.isEmpty { exampleLabels[label] = number }
        }
      }
    }
  }
}

/// A list whose items CommonMark does not know, while it is open.
struct OpenNumbering {
  let numbering: ListNumbering
  /// Whether its items are counted through the document.
  let isExample: Bool

  /// Whether an item can belong to the list.
  func goesOn(with item: ListNumbering) -> Bool {
    item.style == numbering.style && item.delimiter == numbering.delimiter
  }
}
