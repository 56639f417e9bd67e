// YAML as plain values with places, read by Yams. The only file that imports it.

import Diagnostics
import Markdown
import Yams

/// A YAML value and where it stands in the file.
struct YAMLValue {
  enum Content {
    /// A word or text; `nil` and `~` are empty.
    case scalar(SourceFragment, isNull: Bool)
    case list([YAMLValue])
    case mapping([Entry])
  }

  /// A key and its value.
  struct Entry {
    let key: String
    let keyRange: SourceRange
    let value: YAMLValue
  }

  let content: Content
  let range: SourceRange

  /// What the value is, in words of an author.
  var kind: String {
    switch content {
    case .scalar(_, let isNull): isNull ? "nothing" : "text"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The text of a scalar.
  var text: String? {
    if case .scalar(let fragment, isNull: false) = content { fragment.text } else { nil }
  }
}

/// Reads YAML that stands in a notebook.
struct YAMLReader {
  /// Deeper structures have no use in a notebook, and the parser recurses.
  private static let nestingBound = 64
  /// The most bytes that are given to the parser.
  private static let sizeBound = 1 << 16

  private let fragment: SourceFragment
  private let lines: [[Unicode.Scalar]]
  private let lineStarts: [Int]

  /// Reads a mapping; nil, with a diagnostic, for what is none, and empty for an empty text.
  static func mapping(
    of fragment: SourceFragment,
    _ what: String,
    _ diagnostics: inout [Diagnostic]
  ) -> [YAMLValue.Entry]? {
    if let problem = unfit(fragment.text) {
      diagnostics.append(.unreadableYAML(what, problem, at: fragment.fileRange))
      return nil
    }
    let reader = YAMLReader(fragment)
    do {
      guard let node = try Yams.compose(yaml: fragment.text, .default, .default, .utf8) else { return [] }
      let value = reader.value(node)
      switch value.content {
      case .mapping(let entries): return entries
      case .scalar(_, isNull: true): return []
      case .scalar, .list:
        diagnostics.append(.notAMapping(what, value.kind, at: value.range))
        return nil
      }
    } catch {
      diagnostics.append(reader.diagnostic(error, what))
      return nil
    }
  }

  /// Why a text is not given to the parser, which has no bounds of its own; nil when it can be.
  private static func unfit(_ text: String) -> String? {
    if text.utf8.count > sizeBound { return "it is longer than \(sizeBound) bytes" }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 && !"\t\n\r".unicodeScalars.contains($0) }) {
      return "it holds a control character"
    }
    var depth = 0
    var deepest = 0
    var hasAnchor = false
    var hasAlias = false
    var before: UInt8 = 0x20
    var previous: UInt8 = 0x0A
    var marks = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case 0x0A: marks = 0
      // Nested lists and keys on one line, and indentation, nest as well.
      case 0x20: if "-?: ".utf8.contains(previous) { marks += 1 }
      default: break
      }
      let isName = byte >= 0x80 || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
      let startsToken = " \n[{,".utf8.contains(before)
      if isName || (byte >= 0x30 && byte <= 0x39), startsToken {
        hasAnchor = hasAnchor || previous == UInt8(ascii: "&")
        hasAlias = hasAlias || previous == UInt8(ascii: "*")
      }
      deepest = max(deepest, depth + marks / 2)
      before = previous
      previous = byte
    }
    if deepest > nestingBound { return "it is nested more than \(nestingBound) deep" }
    // A chain of aliases stands for exponentially more than was written.
    return hasAnchor && hasAlias ? "it uses anchors and aliases" : nil
  }

  private init(_ fragment: SourceFragment) {
    self.fragment = fragment
    var lines: [[Unicode.Scalar]] = [[]]
    var starts = [0]
    var offset = 0
    var previous: Unicode.Scalar = " "
    for scalar in fragment.text.unicodeScalars {
      offset += UTF8.width(scalar)
      let isBreak = "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar)
      if isBreak, scalar == "\n", previous == "\r" {
        starts[starts.count - 1] = offset
      } else if isBreak {
        lines.append([])
        starts.append(offset)
      } else {
        lines[lines.count - 1].append(scalar)
      }
      previous = scalar
    }
    self.lines = lines
    lineStarts = starts
  }

  // MARK: - Places

  /// The offset in the fragment of a place as Yams counts it: from 1, columns in Unicode scalars.
  private func offset(_ mark: Mark?) -> Int {
    guard let mark, lines.indices.contains(mark.line - 1) else { return fragment.text.utf8.count }
    let before = lines[mark.line - 1].prefix(max(0, mark.column - 1))
    return lineStarts[mark.line - 1] + before.reduce(0) { $0 + UTF8.width($1) }
  }

  private func range(_ mark: Mark?, length: Int) -> SourceRange {
    let start = offset(mark)
    return fragment.fileRange(SourceRange(start, start + length))
  }

  // MARK: - Values

  private func value(_ node: Node) -> YAMLValue {
    switch node {
    case .scalar(let scalar): return value(scalar)
    case .sequence(let sequence):
      return YAMLValue(content: .list(sequence.map(value)), range: range(sequence.mark, length: 1))
    case .mapping(let mapping):
      let entries = mapping.map { pair in
        let key = pair.key.scalar?.string ?? ""
        return YAMLValue.Entry(
          key: key,
          keyRange: range(pair.key.mark, length: max(1, key.utf8.count)),
          value: value(pair.value)
        )
      }
      return YAMLValue(content: .mapping(entries), range: range(mapping.mark, length: 1))
    case .alias(let alias):
      return YAMLValue(
        content: .scalar(SourceFragment(at: fragment.fileOffset(offset(alias.mark))), isNull: true),
        range: range(alias.mark, length: 1)
      )
    }
  }

  private func value(_ scalar: Node.Scalar) -> YAMLValue {
    let isPlain = scalar.style == .plain || scalar.style == .any
    let isNull = isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    if scalar.style == .literal, let block = literal(scalar) {
      return YAMLValue(content: .scalar(block, isNull: false), range: block.fileRange)
    }
    let start = offset(scalar.mark)
    let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
    let textStart = isQuoted ? start + 1 : start
    let text = SourceFragment(text: scalar.string, fileStart: fragment.fileOffset(textStart))
    let length = scalar.string.utf8.count + (isQuoted ? 2 : 0)
    return YAMLValue(
      content: .scalar(text, isNull: isNull),
      range: fragment.fileRange(SourceRange(start, start + max(1, length)))
    )
  }

  /// A block after `|`, each line with its place: what stands there without the indentation.
  private func literal(_ scalar: Node.Scalar) -> SourceFragment? {
    guard let mark = scalar.mark else { return nil }
    var result: SourceFragment?
    var line = mark.line
    for text in scalar.string.split(separator: "\n", omittingEmptySubsequences: false) {
      guard lines.indices.contains(line) else { break }
      let width = lines[line].reduce(0) { $0 + UTF8.width($1) }
      let start = lineStarts[line] + max(0, width - text.utf8.count)
      var fragment = result ?? SourceFragment(at: self.fragment.fileOffset(start))
      if result != nil { fragment.append("\n", fileStart: self.fragment.fileOffset(lineStarts[line]) - 1) }
      fragment.append(String(text), fileStart: self.fragment.fileOffset(start))
      result = fragment
      line += 1
    }
    return result
  }

  // MARK: - Errors

  private func diagnostic(_ error: any Error, _ what: String) -> Diagnostic {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      .unreadableYAML(what, problem, at: range(mark, length: 1))
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      .unreadableYAML(
        what,
        "the key '\(keys.first ?? "")' stands twice",
        at: range(context.mark, length: 1)
      )
    case YamlError.reader(let problem, _, _, _):
      .unreadableYAML(what, problem, at: fragment.fileRange)
    default:
      .unreadableYAML(what, "it is no YAML", at: fragment.fileRange)
    }
  }
}
