import ArgumentParser
import Diagnostics
import JSON
import Records

/// `nabla diff`: what changed mathematically from one record to another.
struct DiffCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says what changed mathematically between two records.",
    discussion: """
      Names that were only renamed are said as such; what is written otherwise and equal is no change. Ends with 0 when \
      the mathematics is the same, with 1 when it is not, and with 2 when a file cannot be read.

        nabla diff old/quartic-form.record.json Output/quartic-form.record.json
        git show HEAD:Output/pca.record.json | nabla diff - Output/pca.record.json
      """
  )

  @Argument(help: "The old record, or - for standard input.")
  var old: String

  @Argument(help: "The new record.")
  var new: String

  func run(on console: Console) async -> ExitStatus {
    do throws(Unreadable) {
      let difference = RecordDifference(from: try Self.record(old), to: try Self.record(new))
      for line in difference.renamings + difference.changes { console.write(line) }
      guard difference.changes.isEmpty else { return .unexpected }
      if difference.renamings.isEmpty { console.write("the mathematics is the same") }
      return .asExpected
    } catch {
      console.writeError(TerminalRenderer(style: .plain).short(error.diagnostic))
      return .usage
    }
  }

  /// A file that is no record.
  private struct Unreadable: Error { let diagnostic: LocatedDiagnostic }

  private static func record(_ path: String) throws(Unreadable) -> JSONValue {
    func failure(_ diagnostic: Diagnostic) -> Unreadable {
      Unreadable(diagnostic: LocatedDiagnostic(diagnostic, in: SourceFile(path: path, text: "")))
    }
    switch InputFile.read(path) {
    case .failure(let problem): throw failure(problem.diagnostic)
    case .success(let bytes):
      do throws(JSONReader.Failure) {
        let record = try JSONReader.read(bytes)
        if record["schema"]?.integer == RecordVerifier.schema { return record }
      } catch {
        throw failure(
          Diagnostic(code: "record.form", message: "byte \(error.offset + 1): \(error.message)", range: nil)
        )
      }
      throw failure(
        Diagnostic(
          code: "record.form",
          message: "this is no record of version \(RecordVerifier.schema)",
          range: nil,
          hints: ["'nabla build … --to record' writes one"]
        )
      )
    }
  }
}
