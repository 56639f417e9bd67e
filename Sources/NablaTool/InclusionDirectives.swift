// The places of a text at which others are taken in.

import Diagnostics

/// A place where a file is included, or the definitions of packages.
struct InclusionDirective: Sendable, Hashable {
  let range: SourceRange
  let names: [String]
  /// Whether only definitions are taken, and the text of the directive stays.
  var isPackage = false
}

enum MarkdownInclusion {
  /// The inclusions that stand on lines of their own outside of code.
  static func all(in text: String) -> [InclusionDirective] {
    var directives: [InclusionDirective] = []
    var start = 0
    var fence: Substring?
    var opened: (start: Int, name: String)?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let length = line.utf8.count
      defer { start += length + 1 }
      let trimmed = line.drop { $0 == " " }
      let indentation = line.utf8.count - trimmed.utf8.count
      let marks = trimmed.prefix { $0 == trimmed.first && ($0 == "`" || $0 == "~") }
      if let open = fence {
        guard marks.count >= open.count, marks.first == open.first,
          trimmed.dropFirst(marks.count).allSatisfy(\.isWhitespace)
        else { continue }
        if let (from, name) = opened {
          directives.append(
            InclusionDirective(range: SourceRange(from, start + indentation + marks.count), names: [name])
          )
        }
        (fence, opened) = (nil, nil)
      } else if marks.count >= 3 {
        fence = marks
        let info = trimmed.dropFirst(marks.count).drop { $0 == " " }
        if info.hasPrefix("{include}") {
          opened = (start + indentation, name(info.dropFirst(9)))
        }
      } else if trimmed.hasPrefix("{{<") {
        let end = trimmed.lastIndex { !$0.isWhitespace }.map { trimmed[...$0] } ?? trimmed
        let inside = end.dropFirst(3).drop { $0 == " " }
        guard end.hasSuffix(">}}"), inside.hasPrefix("include "),
          !inside.dropFirst(8).dropLast(3).contains("}}")
        else { continue }
        let first = start + indentation
        directives.append(
          InclusionDirective(
            range: SourceRange(first, first + end.utf8.count),
            names: [name(inside.dropFirst(8).dropLast(3))]
          )
        )
      }
    }
    return directives
  }

  private static func name(_ text: Substring) -> String {
    String(text).trimmingBlanks.filter { $0 != "\"" && $0 != "'" }
  }
}

enum TeXInclusion {
  /// The inclusions of a text of LaTeX outside of comments.
  static func all(in text: String) -> [InclusionDirective] {
    let bytes = Array(text.utf8)
    var directives: [InclusionDirective] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%") {
        index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        continue
      }
      guard bytes[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      let start = index
      index += 1
      while index < bytes.count, isLetter(bytes[index]) { index += 1 }
      if index == start + 1 { index += 1 }
      let command = String(decoding: bytes[(start + 1)..<min(index, bytes.count)], as: UTF8.self)
      guard let isPackage = commands[command] else { continue }
      var open = index
      if open < bytes.count, bytes[open] == UInt8(ascii: "["),
        let close = bytes[open...].firstIndex(of: UInt8(ascii: "]"))
      {
        open = close + 1
      }
      guard open < bytes.count, bytes[open] == UInt8(ascii: "{"),
        let close = bytes[open...].firstIndex(of: UInt8(ascii: "}"))
      else { continue }
      let names = String(decoding: bytes[(open + 1)..<close], as: UTF8.self).split(separator: ",").map {
        String($0).trimmingBlanks
      }
      directives.append(
        InclusionDirective(range: SourceRange(start, close + 1), names: names, isPackage: isPackage)
      )
      index = close + 1
    }
    return directives
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  /// Commands that include files, and whether only what they define is taken.
  private static let commands = [
    "input": false, "include": false, "subfile": false, "usepackage": true, "RequirePackage": true,
    "documentclass": true, "LoadClass": true,
  ]

  /// The document that a part of it names in its first lines.
  static func root(of text: String) -> String? {
    for line in text.split(separator: "\n", maxSplits: 12, omittingEmptySubsequences: true).prefix(10) {
      let words = line.drop { $0 == "%" || $0 == " " }
      guard words.lowercased().hasPrefix("!tex root"), let equals = words.firstIndex(of: "=") else {
        continue
      }
      return String(words[words.index(after: equals)...]).trimmingBlanks
    }
    return nil
  }
}

extension String {
  /// The text without white space at its ends.
  fileprivate var trimmingBlanks: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
