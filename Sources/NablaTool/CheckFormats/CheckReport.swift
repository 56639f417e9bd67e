// What `check --format json` prints, as data: the other formats are written from it, and shards are merged in it.

import Diagnostics
import JSON
import Reports

extension String {
  /// The text with its formulas as plain text.
  var plain: String { PlainMessage.text(self) }
}

/// The outcome of a check, or of one shard of it.
struct CheckReport {
  /// One share of the notebooks: the first of two is `1/2`.
  struct Shard: Hashable {
    /// From 1.
    let index: Int
    let count: Int
  }

  /// One notebook with what came out.
  struct Notebook {
    let path: String
    /// With what a check of this notebook alone ends.
    let exit: ExitStatus
    let rows: [Row]
    let diagnostics: [Entry]
    /// All of it.
    let value: JSONValue
  }

  /// A derivation, or a row of a claim, proof or display.
  struct Row: Hashable {
    /// What it is: `claim @eq-b`, `display @eq-a, row 2`.
    let name: String
    let verdict: String
    /// What was read, or else what was written.
    let text: String
    /// Whether it is as its author says.
    let isAsExpected: Bool
    let message: String
  }

  /// A diagnostic.
  struct Entry: Hashable {
    let code: String
    let isError: Bool
    let file: String
    /// From 1; columns in bytes.
    let line, column, endLine, endColumn: Int
    let message: String
    let notes: [String]
    let hints: [String]
    /// What stays the same while the row does, wherever it moves.
    let fingerprint: String
  }

  let notebooks: [Notebook]
  let shard: Shard?

  /// Notebooks that were just checked.
  init(_ notebooks: [CheckedNotebook], shard: Shard? = nil) {
    self.notebooks = notebooks.map { Notebook($0.value) }
    self.shard = shard
  }

  /// The report that a JSON value is; nil where it is none.
  init?(_ value: JSONValue) {
    guard value["version"]?.integer == 1, let notebooks = value["notebooks"]?.array else { return nil }
    self.notebooks = notebooks.map { Notebook($0) }
    guard let shard = value["shard"] else {
      self.shard = nil
      return
    }
    guard let index = shard["index"]?.integer, let count = shard["count"]?.integer, count > 0,
      (1...count).contains(index)
    else { return nil }
    self.shard = Shard(index: index, count: count)
  }

  private init(_ notebooks: [Notebook]) {
    self.notebooks = notebooks
    shard = nil
  }

  /// The object that is printed.
  var value: JSONValue {
    var members: [String: JSONValue] = ["version": .integer(1), "notebooks": .array(notebooks.map(\.value))]
    if let shard {
      members["shard"] = .object(["index": .integer(shard.index), "count": .integer(shard.count)])
    }
    return .object(members)
  }

  /// With what the check ends.
  var exit: ExitStatus { notebooks.map(\.exit).max() ?? .asExpected }

  /// The diagnostics of all notebooks in order.
  var diagnostics: [Entry] { notebooks.flatMap(\.diagnostics) }

  // MARK: - Shards

  /// One report of all shards; the notebooks are sorted by path, as a check of all of them at once has them.
  ///
  /// - Throws: a sentence where shards are missing, doubled, or of different checks.
  static func merged(_ shards: [(path: String, report: CheckReport)]) throws(MergeFailure) -> CheckReport {
    var paths: [Int: String] = [:]
    var count: Int?
    for (path, report) in shards {
      guard let shard = report.shard else { throw MergeFailure("'\(path)' is no shard of a check") }
      guard count ?? shard.count == shard.count else {
        throw MergeFailure("'\(path)' is a shard of \(shard.count), and others are of \(count ?? 0)")
      }
      count = shard.count
      if let other = paths[shard.index] {
        throw MergeFailure("'\(path)' and '\(other)' are the same shard, \(shard.index)/\(shard.count)")
      }
      paths[shard.index] = path
    }
    let missing = (0..<(count ?? 0)).map { $0 + 1 }.filter { paths[$0] == nil }
    guard missing.isEmpty, count != nil else {
      let names = missing.prefix(8).map { "\($0)/\(count ?? 0)" }.joined(separator: ", ")
      throw MergeFailure("shards are missing: \(names)\(missing.count > 8 ? ", …" : "")")
    }
    let notebooks = shards.flatMap(\.report.notebooks).sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
    if let doubled = zip(notebooks, notebooks.dropFirst()).first(where: { $0.path == $1.path }) {
      throw MergeFailure("'\(doubled.0.path)' stands in two shards")
    }
    return CheckReport(notebooks)
  }
}

/// Why reports are not merged, in words.
struct MergeFailure: Error, Hashable {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

extension CheckReport.Notebook {
  init(_ value: JSONValue) {
    self.value = value
    path = value["path"]?.string ?? ""
    exit = (value["exit"]?.integer).flatMap { ExitStatus(rawValue: Int32(clamping: $0)) } ?? .usage
    rows = (value["results"]?.array ?? []).flatMap(CheckReport.Row.rows)
    diagnostics = (value["diagnostics"]?.array ?? []).map { CheckReport.Entry($0) }
  }
}

extension CheckReport.Row {
  /// The rows of one result.
  fileprivate static func rows(of result: JSONValue) -> [CheckReport.Row] {
    let kind = result["kind"]?.string ?? ""
    let isAsExpected = result["asExpected"] != .boolean(false)
    guard let lines = result["lines"]?.array else {
      let subject = (result["of"]?.string ?? "") + (result["wrt"]?.string.map { " wrt \($0)" } ?? "")
      return [
        CheckReport.Row(
          name: "\(kind) \(subject)",
          verdict: result["verdict"]?.string ?? "",
          text: result["value"]?["plain"]?.string ?? "",
          isAsExpected: isAsExpected,
          message: ""
        )
      ]
    }
    let name = kind + (result["label"]?.string.map { " @\($0)" } ?? "")
    return lines.enumerated().map { place, line in
      let verdict = line["verdict"]?.string ?? ""
      return CheckReport.Row(
        name: lines.count == 1 ? name : "\(name), row \(place + 1)",
        verdict: verdict,
        text: line["reading"]?.string ?? line["latex"]?.string ?? "",
        // Of a whole that is not as expected, the rows that hold are not at fault, unless it should have been refuted.
        isAsExpected: isAsExpected
          || (["holds", "definition"].contains(verdict) && result["expected"] == .string("holds")),
        message: line["message"]?.string ?? ""
      )
    }
  }
}

extension CheckReport.Entry {
  fileprivate init(_ value: JSONValue) {
    code = value["code"]?.string ?? ""
    isError = value["severity"]?.string != "warning"
    file = value["file"]?.string ?? ""
    line = value["line"]?.integer ?? 1
    column = value["column"]?.integer ?? 1
    endLine = value["endLine"]?.integer ?? 1
    endColumn = value["endColumn"]?.integer ?? 1
    message = value["message"]?.string ?? ""
    notes = value["notes"]?.strings ?? []
    hints = value["hints"]?.strings ?? []
    fingerprint = value["fingerprint"]?.string ?? ""
  }

  /// The message with what else is known, formulas as plain text, on lines of their own.
  var lines: [String] {
    [message.plain] + notes.map(\.plain) + hints.map { "hint: \($0.plain)" }
  }
}
