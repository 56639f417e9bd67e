// The parts of a record from top to bottom: what names there are before the results of each, from its text alone.

import Diagnostics
import Expressions
import Findings
import JSON
import Syntax

/// The names of a record, part by part.
struct RecordReplay {
  private(set) var names = RecordScope.empty
  /// The texts that made the names, by which two scopes are known to be the same.
  private(set) var said = ""

  /// Goes on to a part; the statements of a cell, or nil where the names of the part cannot be read.
  ///
  /// A cell's names are those of its own text; a display's those that its outcomes list, since TeX is not read here.
  mutating func enter(_ part: JSONValue) -> [LoweredStatement]? {
    let options = part["options"]
    if options?["scope"]?.string == "new" {
      names = RecordScope.empty
      said = ""
    }
    names.scope.layout = Self.layout(options)
    if part["kind"]?.string == "cell" {
      let source = part["source"]?.string ?? ""
      said += source + "\n"
      return names.perform(source)
    }
    var statements: [LoweredStatement] = []
    for outcome in part["outcomes"]?.array ?? [] {
      guard ["declaration", "definition"].contains(outcome["kind"]?.string),
        let line = outcome["plain"]?.string
      else { continue }
      said += line + "\n"
      let read = names.scope.perform(cell: line)
      names.note(read, isWrittenInLaTeX: true)
      guard !names.scope.takeDiagnostics().contains(where: { $0.severity == .error }) else { return nil }
      statements += read
    }
    return statements
  }

  /// The layout that options fix.
  static func layout(_ options: JSONValue?) -> LayoutConvention {
    options?["layout"]?.string.flatMap(LayoutConvention.init) ?? .mixed
  }

  /// How structured variables are meant.
  static func structure(_ options: JSONValue?) -> StructureConvention {
    options?["structured"]?.string.flatMap(StructureConvention.init) ?? .projected
  }

  /// The sizes that the option `instance` fixes, `n = 3, m = 2`.
  static func sizes(_ options: JSONValue?) -> [String: Int] {
    var sizes: [String: Int] = [:]
    for pair in (options?["instance"]?.string ?? "").split(separator: ",") {
      let words = pair.split(separator: "=").map { $0.split(separator: " ").joined() }
      if words.count == 2 { sizes[words[0]] = Int(words[1]) }
    }
    return sizes
  }

  /// The names of an answer: those of the notebook, and what its derivation named; nil where one cannot be read.
  func names(of answer: JSONValue) -> RecordScope? {
    var inside = names
    inside.scope.layout = Self.layout(answer)
    for helper in (answer["indices"]?.strings ?? []) + (answer["helpers"]?.strings ?? []) {
      guard inside.perform(helper) != nil else { return nil }
    }
    return inside
  }

  /// An equation `left == right` of an answer, in which the names given vary; nil where it cannot be read.
  static func equation(
    _ text: String,
    varying: [String],
    of answer: JSONValue,
    _ options: JSONValue?,
    in names: RecordScope
  ) -> RecordedClaim? {
    var names = names
    let texts = sides(of: text)
    guard texts.count == 2 else { return nil }
    var symbols = Set<SymbolID>()
    for name in varying {
      guard let symbol = names.scope.symbol(named: name) else { return nil }
      symbols.insert(symbol)
    }
    let read = names.scope.perform(cell: "claim " + text)
    guard !names.scope.takeDiagnostics().contains(where: { $0.severity == .error }),
      case .claim(let row)? = read.last
    else { return nil }
    let expressions = row.formulas.compactMap(\.expression)
    guard expressions.count == 2, row.formulas.allSatisfy(\.fits) else { return nil }
    return RecordedClaim(
      expressions,
      varying: symbols,
      structure(answer),
      in: names,
      sizes: sizes(options)
    )
  }

  /// The formulas of a chain `a == b == c`.
  static func sides(of text: String) -> [String] {
    var sides: [String] = []
    var rest = text[...]
    while let sign = rest.firstRange(of: " == ") {
      sides.append(String(rest[..<sign.lowerBound]))
      rest = rest[sign.upperBound...]
    }
    return sides + [String(rest)]
  }

  /// The formulas of the claim that a reading ends with; none where it claims nothing.
  static func claimedSides(of reading: String) -> [String] {
    guard let last = reading.split(separator: "\n").last, last.hasPrefix("claim ") else { return [] }
    return sides(of: String(last.dropFirst(6)))
  }
}
