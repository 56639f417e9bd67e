// A checked notebook in the form of the JSON interface.

import Diagnostics
import Findings
import Hashing
import JSON
import Markdown
import Notebook
import Reports

extension CheckedNotebook {
  /// The object of one notebook.
  var value: JSONValue {
    let outcomes = run?.outcomes ?? []
    let results = AnswersJSON.results(outcomes)
    let standings = outcomes.compactMap { outcome -> Standing? in
      switch outcome {
      case .answer(let answer): answer.standing
      case .checked(let statement): statement.standing
      case .declaration, .definition, .failure: nil
      }
    }
    let judged = zip(results, standings).map { result, standing in
      guard case .object(var members) = result else { return result }
      members["asExpected"] = .boolean(standing != .unexpected)
      return JSONValue.object(members)
    }
    let said = zip(diagnostics, fingerprints).map { located, fingerprint in
      guard case .object(var members) = AnswersJSON.diagnostic(located) else { return JSONValue.null }
      members["fingerprint"] = .string(fingerprint)
      return .object(members)
    }
    return .object([
      "path": .string(path), "exit": .integer(Int(status.rawValue)), "results": .array(judged),
      "diagnostics": .array(said),
    ])
  }

  /// Of each diagnostic what stays the same while the row that it is about does, wherever the row moves.
  ///
  /// Two rows of one notebook that say the same are told apart by their order.
  private var fingerprints: [String] {
    let rows = run?.rowsWithPlaces ?? []
    var seen: [String: Int] = [:]
    // A line may be as long as a file and have ten thousand diagnostics: it is read once.
    var lines: [String: [Int: String]] = [:]
    func line(of located: LocatedDiagnostic) -> String {
      let number = located.start.line
      if let known = lines[located.file.path]?[number] { return known }
      let line = located.file.line(number)
      let name = line.utf8.count > 1000 ? SHA256.digest(of: Array(line.utf8)).hexadecimal : line
      lines[located.file.path, default: [:]][number] = name
      return name
    }
    return diagnostics.map { located in
      let diagnostic = located.diagnostic
      let place = diagnostic.range?.start ?? 0
      let row = rows.first { $0.range.start <= place && place < max($0.range.end, $0.range.start + 1) }
      let about = row?.text ?? (diagnostic.range == nil ? "" : line(of: located))
      let key = "\(diagnostic.code)\n\(about)\n\(row == nil ? diagnostic.message : "")"
      let count = seen[key, default: 0]
      seen[key] = count + 1
      let digest = SHA256.digest(of: Array("\(key)\n\(count)".utf8))
      return digest.bytes.prefix(16).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }
      .joined()
    }
  }
}

extension NotebookRun {
  /// Every row with its place in the file: what was read of it, or else what was written.
  fileprivate var rowsWithPlaces: [(range: SourceRange, text: String)] {
    zip(notebook.parts, results).flatMap { part, result -> [(range: SourceRange, text: String)] in
      result.outcomes.flatMap { outcome -> [(range: SourceRange, text: String)] in
        guard case .checked(let statement) = outcome else { return [] }
        let text =
          switch part {
          case .cell(let cell): cell.text
          case .display(let display): display.formula.tex
          case .inlineResult(let inline): inline.expression
          }
        return statement.lines.map { (text.fileRange($0.range), $0.reading ?? $0.latex) }
      }
    }
  }
}
