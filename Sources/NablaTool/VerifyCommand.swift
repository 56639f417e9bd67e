import ArgumentParser
import Diagnostics
import Foundation
import Records

/// `nabla verify`: whether records are right, from their text alone.
struct VerifyCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks records again, from their text alone.",
    discussion: """
      Every line of every derivation, every claim, every value and every hash is checked by the reader of cells and \
      the evaluator. What derived them, reads LaTeX or keeps results takes no part. Ends with 0 when all is as the \
      records say, with 1 when something is not or cannot be checked again, and with 2 when a file cannot be read.

        nabla verify Output/quartic-form.record.json
        nabla verify Output                       every record of a folder
      """
  )

  @Argument(help: "Records, or folders of them.")
  var paths: [String]

  func run(on console: Console) async -> ExitStatus {
    let (files, problems) = InputFile.records(at: paths)
    let checked = await Workers.map(files, count: Workers.standardCount, start: {}) { path, _ in
      CheckedRecord(path)
    }
    let terminal = TerminalRenderer(style: console.errorStyle)
    for record in checked {
      for diagnostic in record.diagnostics { console.writeError(terminal.short(diagnostic)) }
      console.write(record.summary)
    }
    for problem in problems { console.writeError(terminal.short(problem)) }
    let worst = checked.map(\.status).max() ?? .asExpected
    return problems.isEmpty ? worst : .usage
  }
}

/// One record, checked.
struct CheckedRecord: Sendable {
  /// All is as it says, something is not, or the file is at fault.
  let status: ExitStatus
  /// What is at fault.
  let diagnostics: [LocatedDiagnostic]
  /// One line for the terminal.
  let summary: String

  init(_ path: String) {
    let file = SourceFile(path: path, text: "")
    switch InputFile.read(path) {
    case .failure(let problem):
      status = .usage
      diagnostics = [LocatedDiagnostic(problem.diagnostic, in: file)]
      summary = "✗ \(path): not read"
    case .success(let bytes):
      let verdict = RecordVerifier.verdict(on: bytes)
      diagnostics = verdict.findings.map { LocatedDiagnostic(.finding($0), in: file) }
      status = verdict.findings.isEmpty ? .asExpected : .unexpected
      let counts = verdict.counts
      let checked =
        "\(counts.answers) answers, \(counts.steps) steps, \(counts.rows) rows, \(counts.values) values"
      summary =
        verdict.findings.isEmpty
        ? "✓ \(path): \(checked)" : "✗ \(path): \(verdict.findings.count) not as it says; \(checked)"
    }
  }
}

extension InputFile {
  /// The records at the given paths: files as they are, folders with all records below them, sorted.
  fileprivate static func records(at paths: [String]) -> ([String], [LocatedDiagnostic]) {
    var found: [String] = []
    var problems: [LocatedDiagnostic] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
        found.append(path)
        continue
      }
      let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      let prefix = path.hasSuffix("/") ? path : path + "/"
      let inside = names.filter { $0.hasSuffix(ReportFormat.record.suffix) }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      if inside.isEmpty {
        problems.append(LocatedDiagnostic(.noRecords(path), in: SourceFile(path: path, text: "")))
      }
      found += inside.map { prefix + $0 }
    }
    var seen = Set<String>()
    return (found.filter { seen.insert($0).inserted }, problems)
  }
}

extension Diagnostic {
  fileprivate static func noRecords(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "record.none",
      message: "the folder '\(path)' holds no record",
      range: nil,
      hints: ["'nabla build … --to record' writes them, NAME.record.json"]
    )
  }

  /// What a check of a record found.
  fileprivate static func finding(_ finding: RecordFinding) -> Diagnostic {
    let code =
      switch finding.kind {
      case .hash: "record.hash"
      case .form: "record.form"
      case .reading: "record.reading"
      case .outcome: "record.outcome"
      case .equation: "record.equation"
      case .chain: "record.chain"
      case .value: "record.value"
      case .condition: "record.condition"
      case .open: "record.open"
      }
    return Diagnostic(code: code, message: "\(finding.place): \(finding.message)", range: nil)
  }
}
