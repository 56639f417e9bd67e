// A notebook from top to bottom: what each live part comes back with.

import Answers
import Judging
package import Findings
import Diagnostics
import Markdown
import Notebook
import Reports

/// A notebook with the outcomes of its parts.
package struct NotebookRun: Sendable {
  let notebook: Notebook
  /// In the order of `notebook.parts`.
  let results: [ReportedPart]
  /// What is wrong with the file itself.
  let readingDiagnostics: [Diagnostic]

  /// Reads and runs the bytes of a notebook.
  package init(_ bytes: [UInt8], path: String) {
    let (notebook, problems) = NotebookReader.read(bytes, path: path)
    self.init(notebook, readingDiagnostics: problems)
  }

  /// Runs a notebook; with a memory, the parts that are as they were come back as they did.
  ///
  /// `time` is what each cell or row may take by the clock.
  init(
    _ notebook: Notebook,
    readingDiagnostics: [Diagnostic],
    memory: RunMemory? = nil,
    within time: Duration? = nil
  ) {
    self.notebook = notebook
    self.readingDiagnostics = readingDiagnostics
    results =
      NotebookRun.running(notebook, through: notebook.parts.count - 1, memory: memory, within: time).parts
  }

  /// The parts of a notebook up to one of them, run, and the session after it.
  static func running(
    _ notebook: Notebook,
    through last: Int,
    memory: RunMemory? = nil,
    within time: Duration? = nil
  ) -> (session: Session, parts: [ReportedPart]) {
    var session = Session()
    var results: [ReportedPart] = []
    let scopes = NotebookScopes(notebook)
    memory?.begin()
    for (index, part) in notebook.parts.prefix(last + 1).enumerated() {
      let letters = scopes.letters(ofScopeFrom: index)
      func run(_ session: inout Session) -> ReportedPart {
        if let letters { session.beginScope(letters: letters) }
        return NotebookRun.run(part, notebook, &session, within: time)
      }
      var result =
        memory?.part(part, in: notebook, beginsScopeIn: letters, &session, run: run) ?? run(&session)
      if scopes.isMarked(index) { result.scope = .new }
      results.append(result)
    }
    memory?.end()
    return (session, results)
  }

  private static func run(
    _ part: Notebook.Part,
    _ notebook: Notebook,
    _ session: inout Session,
    within time: Duration?
  ) -> ReportedPart {
    switch part {
    case .cell(let cell): return run(cell, &session, notebook.file, within: time)
    case .display(let display) where display.isOffered:
      var trial = DisplayTrial(display, notebook)
      if trial.saysShape(session), let after = trial.session { session = after }
      return ReportedPart(outcomes: trial.declared, inline: nil, diagnostics: [])
    case .display(let display): return run(display, notebook, &session, within: time)
    case .inlineResult(let inline):
      let text = inline.expression
      let (formula, diagnostics) = session.inline(
        text.text,
        options: AnswerOptions(notebook.metadata.defaults, within: time)
      )
      return ReportedPart(outcomes: [], inline: formula, diagnostics: located(diagnostics, text))
    }
  }

  /// The notebook as the writers of reports take it.
  func reported(name: String, rawHTML: ReportedNotebook.RawHTML) -> ReportedNotebook {
    var reported = ReportedNotebook(
      name: name,
      notebook: notebook,
      parts: results,
      diagnostics: readingDiagnostics
    )
    reported.rawHTML = rawHTML
    return reported
  }

  /// Everything there is to say, in the order of the file.
  var diagnostics: [LocatedDiagnostic] {
    (readingDiagnostics + results.flatMap(\.diagnostics)).map { LocatedDiagnostic($0, in: notebook.file) }
      .sorted(by: LocatedDiagnostic.precedes)
  }

  /// The outcomes of all parts in order.
  package var outcomes: [Outcome] { results.flatMap(\.outcomes) }

  static func run(
    _ cell: Cell,
    _ session: inout Session,
    _ file: SourceFile,
    within time: Duration? = nil
  ) -> ReportedPart {
    let line = file.position(at: cell.text.fileOffset(0)).line
    let options = AnswerOptions(cell.options, within: time)
    let result = session.run(cell: cell.text.text, options: options, firstLine: line)
      .consulting(in: cell.text.text, session, options).completed(as: cell.options)
    return ReportedPart(
      outcomes: result.outcomes,
      inline: nil,
      diagnostics: located(result.diagnostics, cell.text)
    )
  }

  static func run(
    _ display: Display,
    _ notebook: Notebook,
    _ session: inout Session,
    within time: Duration? = nil
  ) -> ReportedPart {
    let options = AnswerOptions(display.options, within: time)
    var request = DisplayRequest(
      text: display.formula.tex.text,
      roles: display.roles,
      subject: display.of?.text,
      variables: display.wrt.map(\.text),
      macros: notebook.metadata.macros?.text ?? ""
    )
    let problems = problems(ofAttributes: display, request, session, options)
    if !problems.isEmpty { request.roles.removeAll { $0 != .define } }
    let result = session.run(display: request, options: options)
      .consulting(in: nil, session, options).completed(as: display.options)
    let failure = problems.isEmpty ? [] : [Outcome.failure(SourceRange(0, request.text.utf8.count))]
    return ReportedPart(
      outcomes: result.outcomes + failure,
      inline: nil,
      diagnostics: problems + located(result.diagnostics, display.formula.tex)
    )
  }

  /// What is wrong with `of=` and `wrt=`, after what the display itself defines.
  private static func problems(
    ofAttributes display: Display,
    _ request: DisplayRequest,
    _ session: Session,
    _ options: AnswerOptions
  ) -> [Diagnostic] {
    let attributes = [display.of].compactMap { $0 } + display.wrt
    guard display.roles.contains(where: { $0 != .define }), !attributes.isEmpty else { return [] }
    var session = session
    if request.roles.contains(.define) {
      var definition = request
      definition.roles = [.define]
      _ = session.run(display: definition, options: options)
    }
    return attributes.flatMap { located(session.problems(ofAttribute: $0.text, of: request), $0) }
  }

  /// Whether nothing came out of it that is checked: no derivation, claim, row or result in the text.
  var checksNothing: Bool { verdicts.isEmpty && results.allSatisfy { $0.inline == nil } }

  static func located(_ diagnostics: [Diagnostic], _ text: CellText) -> [Diagnostic] {
    diagnostics.map { diagnostic in
      var located = diagnostic
      located.range = diagnostic.range.map { text.fileRange($0) }
      return located
    }
  }
}

extension Notebook.Part {
  /// What the author asks of it; nil for an expression in the text.
  var options: CellOptions? {
    switch self {
    case .cell(let cell): cell.options
    case .display(let display): display.options
    case .inlineResult: nil
    }
  }
}

extension Session.CellResult {
  /// The result as the options of its cell or display say: as it is, or as that of a draft.
  func completed(as options: CellOptions) -> Session.CellResult {
    switch options.draft {
    case .open: inDraft()
    case .closed, nil: self
    }
  }
}
