// From the keys and values of a cell, a display or the front matter to options, saying what is not understood.

import Diagnostics
import Findings
import Markdown

/// Reads options one by one.
struct OptionReader {
  static let keys = [
    "collapse", "draft", "echo", "exercise", "expect", "figures", "hint", "instance", "label", "layout",
    "limit",
    "method", "oracle", "scope", "steps", "structured",
  ]

  /// The most times that the standard work may be allowed.
  private static let limitBound = 1000

  /// The largest size that an instance may have.
  private static let sizeBound = 64

  private(set) var options = CellOptions()
  private(set) var diagnostics: [Diagnostic] = []
  private let kind: Label.Kind

  init(_ kind: Label.Kind) {
    self.kind = kind
  }

  /// Reads one option; one that is not known is named with the nearest that is.
  mutating func read(_ entry: YAMLValue.Entry, of what: String) {
    let value = entry.value
    switch entry.key {
    case "label": options.label = label(value)
    case "method": options.method = choice(value, entry.key)
    case "layout": options.layout = choice(value, entry.key)
    case "draft": options.draft = choice(value, entry.key)
    case "echo": options.echo = choice(value, entry.key)
    case "collapse": options.collapse = choice(value, entry.key)
    case "hint": options.hint = choice(value, entry.key)
    case "exercise": options.exercise = choice(value, entry.key)
    case "figures": options.figures = choice(value, entry.key)
    case "steps": options.steps = choice(value, entry.key)
    case "scope": options.scope = choice(value, entry.key)
    case "expect": options.expectation = choice(value, entry.key)
    case "structured": options.structured = choice(value, entry.key)
    case "oracle":
      options.oracles = oracles(value)
    case "limit": options.limit = limit(value)
    case "instance": options.instance = instance(value)
    default:
      diagnostics.append(.unknownOption(entry.key, of: what, known: Self.keys, at: entry.keyRange))
    }
  }

  private mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ value: YAMLValue,
    _ key: String
  ) -> Choice? where Choice.RawValue == String {
    let text = value.text
    if let text, let choice = Choice(rawValue: text.lowercased()) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    diagnostics.append(.unknownValue(text ?? value.kind, of: key, known: known, at: value.range))
    return nil
  }

  private mutating func oracles(_ value: YAMLValue) -> [Oracle]? {
    guard case .list(let values) = value.content else { return choice(value, "oracle").map { [$0] } }
    return values.compactMap { choice($0, "oracle") }
  }

  private mutating func label(_ value: YAMLValue) -> Label? {
    guard let name = value.text, Label.isName(name) else {
      diagnostics.append(.badLabel(value.text ?? value.kind, at: value.range))
      return nil
    }
    if !Reference.isLabel(name) { diagnostics.append(.unreachableLabel(name, at: value.range)) }
    return Label(name: name, kind: kind, range: value.range)
  }

  /// `10x`: ten times.
  private mutating func limit(_ value: YAMLValue) -> Int? {
    let text = value.text ?? value.kind
    guard text.hasSuffix("x"), let times = Int(text.dropLast()), (1...Self.limitBound).contains(times) else {
      diagnostics.append(.badLimit(text, Self.limitBound, at: value.range))
      return nil
    }
    return times
  }

  private mutating func instance(_ value: YAMLValue) -> [CellOptions.Size]? {
    guard case .mapping(let entries) = value.content else {
      diagnostics.append(.badInstance(at: value.range))
      return nil
    }
    return entries.compactMap { entry in
      guard let text = entry.value.text, let size = Int(text), (1...Self.sizeBound).contains(size) else {
        diagnostics.append(
          .badSize(entry.value.text ?? entry.value.kind, Self.sizeBound, at: entry.value.range)
        )
        return nil
      }
      return CellOptions.Size(name: entry.key, value: size, range: entry.keyRange.union(entry.value.range))
    }
  }
}

extension Label {
  /// Whether a word can be a label: letters, digits, hyphens and underscores, a letter first.
  static func isName(_ word: String) -> Bool {
    guard let first = word.first, first.isLetter else { return false }
    return word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }
}
