// One request of `serve --check`: a cell or a notebook in, what came out of it back, each on a line.

import Diagnostics
import Findings
import JSON
import Reports

/// A line that was sent.
struct CheckRequest: Sendable {
  /// What the sender knows the request by.
  let id: JSONValue
  private let text: Text

  private enum Text {
    case cell(String)
    case notebook(String)
  }

  /// The request of a line; nil where it is none.
  init?(_ line: [UInt8]) {
    guard let value = try? JSONReader.read(line), value.object != nil else { return nil }
    switch (value["cell"]?.string, value["notebook"]?.string) {
    case (let cell?, nil): text = .cell(cell)
    case (nil, let notebook?): text = .notebook(notebook)
    default: return nil
    }
    id = value["id"] ?? .null
  }

  /// The id of a line that is an object at least.
  static func id(of line: [UInt8]) -> JSONValue { (try? JSONReader.read(line))?["id"] ?? .null }

  /// The line that answers it.
  var answer: String {
    switch text {
    case .cell(let cell):
      let run = CellRun(Array(cell.utf8), path: "-")
      return CheckRequest.answer(id, run.outcomes, run.diagnostics)
    case .notebook(let notebook):
      let run = NotebookRun(Array(notebook.utf8), path: "-")
      return CheckRequest.answer(id, run.outcomes, run.diagnostics)
    }
  }

  /// The answer to what could not be answered.
  static func answer(_ id: JSONValue, _ problem: Diagnostic) -> String {
    answer(id, [], [LocatedDiagnostic(problem, in: SourceFile(path: "-", text: ""))])
  }

  private static func answer(_ id: JSONValue, _ outcomes: [Outcome], _ diagnostics: [LocatedDiagnostic])
    -> String
  {
    guard case .object(var members) = AnswersJSON.derive(outcomes, diagnostics) else { return "{}" }
    members["id"] = id
    return JSONValue.object(members).text(indented: false)
  }
}

extension Diagnostic {
  static let noRequest = Diagnostic(
    code: "serve.request",
    message: "a request is an object on one line with 'cell', the text of a cell, or 'notebook', and an 'id'",
    range: nil
  )

  static func requestTooLong(_ bound: Int) -> Diagnostic {
    Diagnostic(code: "serve.too-long", message: "the request is longer than \(bound >> 20) MiB", range: nil)
  }

  static func requestOutOfTime(_ seconds: Int) -> Diagnostic {
    Diagnostic(code: "serve.time", message: "the request was given up after \(seconds) s", range: nil)
  }

  static let requestFailed = Diagnostic(
    code: "serve.failed",
    message: "the program ended over this request, which is a fault of the program",
    range: nil
  )
}
