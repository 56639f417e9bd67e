// The log that code scanning reads: SARIF 2.1.0 of OASIS.

import Foundation
import JSON

/// Writes a report as a SARIF log of one run.
struct SARIFLog {
  private let report: CheckReport

  init(_ report: CheckReport) { self.report = report }

  /// The log.
  var value: JSONValue {
    let codes = Set(report.diagnostics.map(\.code)).sorted()
    let places = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    var columns = LineColumns()
    let results = report.diagnostics.map { result($0, places[$0.code] ?? 0, &columns) }
    let driver: JSONValue = .object([
      "name": .string("Nabla"), "rules": .array(codes.map(Self.rule)),
    ])
    let run: JSONValue = .object([
      "tool": .object(["driver": driver]), "columnKind": .string("unicodeCodePoints"),
      "results": .array(results),
      "invocations": .array([
        .object([
          "executionSuccessful": .boolean(report.exit != .usage),
          "exitCode": .integer(Int(report.exit.rawValue)),
        ])
      ]),
    ])
    return .object([
      "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"), "version": .string("2.1.0"),
      "runs": .array([run]),
    ])
  }

  /// A rule is the code of a diagnostic, which stays what it is from version to version.
  private static func rule(_ code: String) -> JSONValue {
    var members: [String: JSONValue] = ["id": .string(code)]
    if let explanation = DiagnosticExplanations.all.first(where: { $0.code == code }) {
      members["fullDescription"] = .object([
        "text": .string(explanation.text.replacingOccurrences(of: "\n", with: " "))
      ])
    }
    return .object(members)
  }

  private func result(_ entry: CheckReport.Entry, _ rule: Int, _ columns: inout LineColumns) -> JSONValue {
    var region: [String: JSONValue] = ["startLine": .integer(entry.line), "endLine": .integer(entry.endLine)]
    if let start = columns.codePoints(entry.column, line: entry.line, of: entry.file),
      let end = columns.codePoints(entry.endColumn, line: entry.endLine, of: entry.file)
    {
      region["startColumn"] = .integer(start)
      region["endColumn"] = .integer(end)
    }
    let location: JSONValue = .object([
      "physicalLocation": .object([
        "artifactLocation": .object(["uri": .string(Self.uri(entry.file))]), "region": .object(region),
      ])
    ])
    return .object([
      "ruleId": .string(entry.code), "ruleIndex": .integer(rule),
      "level": .string(entry.isError ? "error" : "warning"),
      "message": .object(["text": .string(entry.lines.joined(separator: "\n"))]),
      "locations": .array([location]),
      "partialFingerprints": .object(["nablaRow/v1": .string(entry.fingerprint)]),
    ])
  }

  /// A path as a relative reference, so that the log means the same in every checkout; an absolute one as a file.
  private static func uri(_ path: String) -> String {
    let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: ":"))
    let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
    return path.hasPrefix("/") ? "file://" + escaped : escaped
  }
}
