// Under which conditions something holds and at which sizes it was tried, in words: one place for all writers.

package import Findings
import Notation

/// The words beside a verdict that say how far it reaches.
package enum TrialWords {
  /// The most numbers that are listed.
  private static let listedNumbers = 10

  // MARK: - Conditions

  /// `where m ≥ n, t > 0`, as text and formulas; nothing without conditions.
  static func pieces(of conditions: [Formula]) -> [ProsePiece] {
    conditions.enumerated().flatMap { place, condition in
      [.text(place == 0 ? "where " : ", "), .formula(condition.latex)]
    }
  }

  /// The same in Unicode text; empty without conditions.
  package static func text(of conditions: [Formula]) -> String {
    conditions.isEmpty ? "" : "where " + conditions.map(\.unicode).joined(separator: ", ")
  }

  // MARK: - Sizes

  /// `tried at n = 2, 3, 4, 5`; empty where the verdict does not rest on sizes.
  package static func sizes(of answer: Answer) -> String {
    let sizes = list(answer.sizesOfVerdict)
    return sizes.isEmpty ? "" : "tried at \(sizes)"
  }

  /// The same for rows, with their numbers where they were tried at different sizes: `rows 1–3 tried at n = 2, 3; …`.
  package static func sizes(of statement: CheckedStatement) -> String {
    var groups: [(sizes: String, rows: [Int])] = []
    for (place, line) in statement.lines.enumerated() where line.verdict != .definition {
      let sizes = list(line.sizesOfVerdict)
      if let known = groups.firstIndex(where: { $0.sizes == sizes }) {
        groups[known].rows.append(place + 1)
      } else {
        groups.append((sizes, [place + 1]))
      }
    }
    let isAlike = groups.count == 1
    return groups.filter { !$0.sizes.isEmpty }.map { group in
      isAlike ? "tried at \(group.sizes)" : "\(rows(group.rows)) tried at \(group.sizes)"
    }
    .joined(separator: "; ")
  }

  /// Where a check was made: `n = 2, 3, 4, 5`, `all sizes`.
  static func place(of check: Check) -> String {
    switch check.place {
    case .sizes(let sizes): list(sizes)
    case .everywhere, .givenValues: check.place.description
    }
  }

  /// Sizes in words, in the order in which they were tried: `n = 2, 3, 4, 5`, `(m,n) = (3,2), (3,3)`; many of them
  /// are counted, `8 choices of m, n, k up to 5`.
  static func list(_ instances: [SizeInstance]) -> String {
    var groups: [(names: [String], values: [[Int]])] = []
    for instance in instances where !instance.sizes.isEmpty {
      let names = instance.sizes.map(\.name)
      let values = instance.sizes.map(\.value)
      if let known = groups.firstIndex(where: { $0.names == names }) {
        if !groups[known].values.contains(values) { groups[known].values.append(values) }
      } else {
        groups.append((names, [values]))
      }
    }
    return groups.map { group(of: $0.names.map { Layout.name($0).text }, $0.values) }.joined(separator: "; ")
  }

  private static func group(of names: [String], _ values: [[Int]]) -> String {
    guard values.count * names.count <= listedNumbers else {
      let list = names.joined(separator: ", ")
      return "\(values.count) choices of \(list) up to \(values.joined().max() ?? 0)"
    }
    if values.count == 1 { return zip(names, values[0]).map { "\($0) = \($1)" }.joined(separator: ", ") }
    // Without blanks a choice is never broken over two lines.
    let numbers = values.map { $0.map(String.init).joined(separator: ",") }
    return names.count == 1
      ? "\(names[0]) = \(numbers.joined(separator: ", "))"
      : "(\(names.joined(separator: ","))) = \(numbers.map { "(\($0))" }.joined(separator: ", "))"
  }

  /// `row 2`, `rows 1–3, 5`.
  private static func rows(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    let words = runs.map { run in
      switch run.count {
      case 1: "\(run.lowerBound)"
      case 2: "\(run.lowerBound), \(run.upperBound)"
      default: "\(run.lowerBound)–\(run.upperBound)"
      }
    }
    return (numbers.count == 1 ? "row " : "rows ") + words.joined(separator: ", ")
  }
}
