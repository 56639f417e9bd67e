// A place in one line, counted in bytes and in columns: CommonMark measures indentation in columns, and a tab
// can stand half inside a list item and half before its text.

struct LineCursor {
  let source: [UInt8]
  /// The next byte.
  private(set) var offset: Int
  /// The offset after the last byte of the line, before its line break.
  let end: Int
  private var column = 0
  /// How many columns of the tab at `offset` are left.
  private(set) var tabRemainder = 0

  init(_ source: [UInt8], start: Int, end: Int) {
    self.source = source
    offset = start
    self.end = end
  }

  /// The columns of white space from here, and the first byte after it.
  var indentation: (columns: Int, next: Int) {
    var column = self.column
    var index = offset
    if tabRemainder > 0 {
      column += tabRemainder
      index += 1
    }
    while index < end {
      if source[index] == UInt8(ascii: " ") {
        column += 1
      } else if source[index] == UInt8(ascii: "\t") {
        column += 4 - column % 4
      } else {
        break
      }
      index += 1
    }
    return (column - self.column, index)
  }

  /// The first byte after white space.
  var contentStart: Int { indentation.next }

  /// Whether nothing but white space is left.
  var isBlank: Bool { indentation.next >= end }

  /// The byte after white space, nil at the end of the line.
  var firstByte: UInt8? {
    let next = indentation.next
    return next < end ? source[next] : nil
  }

  /// Moves over as many columns of white space as there are, up to a number.
  mutating func skipColumns(_ count: Int) {
    var left = count
    while left > 0, offset < end {
      if tabRemainder > 0 {
        let taken = min(left, tabRemainder)
        tabRemainder -= taken
        column += taken
        left -= taken
        if tabRemainder == 0 { offset += 1 }
      } else if source[offset] == UInt8(ascii: " ") {
        offset += 1
        column += 1
        left -= 1
      } else if source[offset] == UInt8(ascii: "\t") {
        tabRemainder = 4 - column % 4
      } else {
        return
      }
    }
  }

  /// Moves over white space and then over as many bytes, none of them a tab.
  mutating func skipContent(_ count: Int) {
    skipColumns(indentation.columns)
    offset += count
    column += count
  }
}
