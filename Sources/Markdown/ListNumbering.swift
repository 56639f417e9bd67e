// How the items of a list are counted beyond CommonMark: by letters and Roman numbers, in parentheses, through the whole
// document, as pandoc has it.

/// How the items of a list are counted.
package struct ListNumbering: Sendable, Hashable {
  /// What the numbers are written in.
  package enum Style: String, Sendable, Hashable {
    case decimal
    case lowerAlpha = "lower-alpha"
    case upperAlpha = "upper-alpha"
    case lowerRoman = "lower-roman"
    case upperRoman = "upper-roman"
  }

  /// What stands around a number.
  package enum Delimiter: String, Sendable, Hashable {
    /// `1.`
    case period
    /// `1)`
    case parenthesis = "closed"
    /// `(1)`
    case parentheses = "enclosed"
  }

  /// The number of the first item.
  package let start: Int
  /// What the numbers are written in.
  package let style: Style
  /// What stands around a number.
  package let delimiter: Delimiter

  /// The numbering of an element of HTML with a type; nil for plain numbers.
  init?(type: String?, start: Int) {
    let styles: [String: Style] = ["a": .lowerAlpha, "A": .upperAlpha, "i": .lowerRoman, "I": .upperRoman]
    guard let style = type.flatMap({ styles[$0] }) else { return nil }
    self.init(start: start, style: style, delimiter: .period)
  }

  init(start: Int, style: Style, delimiter: Delimiter) {
    self.start = start
    self.style = style
    self.delimiter = delimiter
  }

  /// The style with what stands around it.
  var kind: String { "\(style) \(delimiter)" }

  /// What HTML calls the style; nil for plain numbers.
  var type: String? {
    switch style {
    case .decimal: nil
    case .lowerAlpha: "a"
    case .upperAlpha: "A"
    case .lowerRoman: "i"
    case .upperRoman: "I"
    }
  }

  /// The mark of an item, by its place from 0.
  package func mark(ofItem place: Int) -> String {
    let number = Self.text(of: start + place, in: style)
    return switch delimiter {
    case .period: number + "."
    case .parenthesis: number + ")"
    case .parentheses: "(\(number))"
    }
  }

  private static func text(of number: Int, in style: Style) -> String {
    switch style {
    case .decimal: String(number)
    case .lowerAlpha: letters(number)
    case .upperAlpha: letters(number).uppercased()
    case .lowerRoman: roman(number)
    case .upperRoman: roman(number).uppercased()
    }
  }

  /// `a` to `z`, then `aa`.
  private static func letters(_ number: Int) -> String {
    guard number > 0 else { return String(number) }
    var text = ""
    var rest = number
    while rest > 0 {
      text = String(UnicodeScalar(UInt8(ascii: "a") + UInt8((rest - 1) % 26))) + text
      rest = (rest - 1) / 26
    }
    return text
  }

  private static let romanParts = [
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
  ]

  /// Roman numbers end before 4000, and lists with so many items have others.
  fileprivate static func roman(_ number: Int) -> String {
    guard (1..<4000).contains(number) else { return String(number) }
    var text = ""
    var rest = number
    for (value, letters) in romanParts {
      while rest >= value {
        text += letters
        rest -= value
      }
    }
    return text
  }

  /// The number that Roman letters spell; nil when they spell none.
  fileprivate static func number(roman text: String) -> Int? {
    var value = 0
    var rest = text[...]
    for (part, letters) in romanParts {
      while rest.hasPrefix(letters), value < 4000 {
        value += part
        rest = rest.dropFirst(letters.count)
      }
    }
    return rest.isEmpty && roman(value) == text ? value : nil
  }
}

/// The mark before an item of a list that CommonMark does not know.
struct ListMark {
  /// What the mark can be read as, the usual reading first: `i.` is the first of Roman numbers and the ninth letter.
  let readings: [ListNumbering]
  /// Its bytes.
  let length: Int
  /// The label of an example that the document counts; empty without one, nil for other items.
  var example: String?
}

extension ListMark {
  /// Roman numbers of several letters beyond this are words, such as `mix`.
  private static let romanBound = 50
  /// Numbers in parentheses beyond this are years.
  private static let decimalBound = 99

  /// The mark at an offset of a line that ends at another one; nil for anything else.
  init?(_ source: [UInt8], at start: Int, to end: Int) {
    guard start < end else { return nil }
    let isEnclosed = source[start] == UInt8(ascii: "(")
    let first = isEnclosed ? start + 1 : start
    var index = first
    while index < end, index - first < Self.labelBound,
      isLetterOrDigit(source[index]) || "#@-_".utf8.contains(source[index])
    {
      index += 1
    }
    guard index > first, index < end else { return nil }
    let delimiter: ListNumbering.Delimiter
    switch source[index] {
    case UInt8(ascii: ")"): delimiter = isEnclosed ? .parentheses : .parenthesis
    case UInt8(ascii: ".") where !isEnclosed: delimiter = .period
    default: return nil
    }
    length = index + 1 - start
    let rest = source[(index + 1)..<end]
    let blanks = rest.prefix(while: BlockStart.isBlank).count
    // Names begin with a capital and a full stop.
    let isName = delimiter == .period && index == first + 1 && (0x41...0x5A).contains(source[first])
    guard blanks >= (isName ? 2 : 1), blanks < rest.count else { return nil }
    let word = String(decoding: source[first..<index], as: UTF8.self)
    if word.first == "@" {
      let label = word.dropFirst()
      guard !label.contains("@"), !label.contains("#") else { return nil }
      readings = [ListNumbering(start: 1, style: .decimal, delimiter: delimiter)]
      example = String(label)
      return
    }
    readings = Self.numbers(word, isEnclosed: isEnclosed).map {
      ListNumbering(start: $0.1, style: $0.0, delimiter: delimiter)
    }
    if readings.isEmpty || Self.isText(word, delimiter, rest.dropFirst(blanks)) { return nil }
  }

  private static let labelBound = 64

  private static func numbers(_ word: String, isEnclosed: Bool) -> [(ListNumbering.Style, Int)] {
    if word == "#" { return [(.decimal, 1)] }
    // Other numbers are lists of CommonMark.
    if let number = Int(word), isEnclosed { return number <= decimalBound ? [(.decimal, number)] : [] }
    guard word.utf8.allSatisfy(isLetter) else { return [] }
    let lowered = word.lowercased()
    guard lowered == word || word.uppercased() == word else { return [] }
    let isLower = lowered == word
    var result: [(ListNumbering.Style, Int)] = []
    if let number = ListNumbering.number(roman: lowered), word.count == 1 || number <= romanBound {
      result.append((isLower ? .lowerRoman : .upperRoman, number))
    }
    if word.count == 1, let byte = lowered.utf8.first {
      let letter = (isLower ? ListNumbering.Style.lowerAlpha : .upperAlpha, Int(byte - UInt8(ascii: "a")) + 1)
      // A list that begins with `c` is one of letters, one that begins with `i` is not.
      if lowered == "i" { result.append(letter) } else { result.insert(letter, at: 0) }
    }
    return result
  }

  /// `i. e.` and `z. B.` are abbreviations, `(c) 2020` is a notice.
  private static func isText(_ word: String, _ delimiter: ListNumbering.Delimiter, _ rest: ArraySlice<UInt8>)
    -> Bool
  {
    let next = rest.prefix(while: { !BlockStart.isBlank($0) })
    if delimiter == .period { return next.count == 2 && next.last == UInt8(ascii: ".") }
    return ["c", "C", "r", "R"].contains(word) && next.first.map(isDigit) == true
  }
}
