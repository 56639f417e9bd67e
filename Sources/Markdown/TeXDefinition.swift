// Definitions of TeX commands, wherever they stand in a document: where one ends, and which a formula holds.

import Diagnostics

enum TeXDefinition {
  /// The commands that define others.
  static let commands: Set<String> = [
    "newcommand", "renewcommand", "providecommand", "DeclareMathOperator", "DeclarePairedDelimiter",
    "DeclareRobustCommand", "def", "gdef", "let", "newcommandx", "renewcommandx", "providecommandx",
    "NewDocumentCommand", "RenewDocumentCommand", "ProvideDocumentCommand", "DeclareDocumentCommand",
  ]

  /// The offset after a definition that begins with the backslash at `start`; nil when it is none.
  static func end(_ bytes: [UInt8], at start: Int, limit: Int) -> Int? {
    var index = start + 1
    func name() -> String {
      let from = index
      while index < limit, isLetter(bytes[index]) { index += 1 }
      return String(decoding: bytes[from..<index], as: UTF8.self)
    }
    func skipSpace() { while index < limit, isSpace(bytes[index]) { index += 1 } }
    func command() -> Bool {
      guard index + 1 < limit, bytes[index] == UInt8(ascii: "\\") else { return false }
      index += 1
      if isLetter(bytes[index]) { _ = name() } else { index += 1 }
      return true
    }
    let kind = name()
    guard commands.contains(kind) else { return nil }
    if index < limit, bytes[index] == UInt8(ascii: "*") { index += 1 }
    skipSpace()
    if kind == "let" {
      guard command() else { return nil }
      skipSpace()
      if index < limit, bytes[index] == UInt8(ascii: "=") { index += 1 }
      skipSpace()
      return command() ? index : nil
    }
    if kind == "def" || kind == "gdef" {
      guard command() else { return nil }
      while index < limit, bytes[index] != UInt8(ascii: "{"), bytes[index] != UInt8(ascii: "\n") {
        index += 1
      }
      return group(bytes, at: index, limit: limit)
    }
    if index < limit, bytes[index] == UInt8(ascii: "{") {
      guard let end = group(bytes, at: index, limit: limit) else { return nil }
      index = end
    } else if !command() {
      return nil
    }
    skipSpace()
    while index < limit, bytes[index] == UInt8(ascii: "["),
      let close = bytes[index..<limit].firstIndex(of: UInt8(ascii: "]"))
    {
      index = close + 1
      skipSpace()
    }
    guard let end = group(bytes, at: index, limit: limit) else { return nil }
    guard kind == "DeclarePairedDelimiter" || kind.hasSuffix("DocumentCommand") else { return end }
    index = end
    skipSpace()
    if kind.hasSuffix("DocumentCommand") { return group(bytes, at: index, limit: limit) }
    return index < limit && bytes[index] == UInt8(ascii: "{")
      ? group(bytes, at: index, limit: limit) : argument(bytes, at: index, limit)
  }

  private static func argument(_ bytes: [UInt8], at start: Int, _ limit: Int) -> Int? {
    guard start < limit else { return nil }
    guard bytes[start] == UInt8(ascii: "\\") else { return start + 1 }
    var index = start + 1
    while index < limit, isLetter(bytes[index]) { index += 1 }
    return max(index, min(start + 2, limit))
  }

  /// The offset after the braces that open at `start`.
  private static func group(_ bytes: [UInt8], at start: Int, limit: Int) -> Int? {
    guard start < limit, bytes[start] == UInt8(ascii: "{") else { return nil }
    var depth = 0
    var index = start
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// The definitions in a formula, and whether it holds nothing else.
  static func all(in tex: SourceFragment) -> (definitions: [SourceFragment], isWhole: Bool) {
    guard tex.text.utf8.contains(UInt8(ascii: "\\")) else { return ([], false) }
    let bytes = Array(tex.text.utf8)
    var definitions: [SourceFragment] = []
    var isWhole = true
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") {
        if let end = end(bytes, at: index, limit: bytes.count) {
          definitions.append(tex.part(SourceRange(index, end)))
          index = end
          continue
        }
        isWhole = false
        index += 2
        continue
      }
      if bytes[index] == UInt8(ascii: "%") {
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
        continue
      }
      if !isSpace(bytes[index]) { isWhole = false }
      index += 1
    }
    return (definitions, isWhole && !definitions.isEmpty)
  }

  /// Whether a text between dollars is prose: three words that no command takes.
  static func isProse(_ text: ArraySlice<UInt8>) -> Bool {
    var words = 0
    var index = text.startIndex
    var depth = 0
    while index < text.endIndex {
      let start = index
      while index < text.endIndex, isLetter(text[index]) { index += 1 }
      let isCommand = start > text.startIndex && text[start - 1] == UInt8(ascii: "\\")
      if index - start >= 3, !isCommand, depth == 0 { words += 1 }
      if words >= 3 { return true }
      if index == start {
        if text[index] == UInt8(ascii: "{") { depth += 1 }
        if text[index] == UInt8(ascii: "}") { depth -= 1 }
        index += 1
      }
    }
    return false
  }
}

/// Definitions of TeX commands in a text.
package enum TeXDefinitions {
  /// The definitions in a text, in the order written.
  package static func all(in text: SourceFragment) -> [SourceFragment] {
    TeXDefinition.all(in: text).definitions
  }
}

/// Environments of LaTeX.
enum TeXEnvironment {
  /// Those that are displays of their own.
  static let displays: Set<String> = {
    let numbered = [
      "equation", "align", "gather", "multline", "eqnarray", "alignat", "flalign", "displaymath", "math",
      "subequations",
      "IEEEeqnarray", "dmath",
    ]
    return Set(numbered + numbered.map { $0 + "*" })
  }()
}
