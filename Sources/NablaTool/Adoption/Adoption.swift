// What a document lacks to be a notebook: which formulas declare, which displays can be checked, what is not read.

import Answers
import Diagnostics
import Findings
import Judging
import Markdown
import Notebook
import Reports

/// A document gone through from top to bottom, with the words that would make a notebook of it.
///
/// A formula that says a shape is proposed as a definition, a display whose rows are all read as one to check; what cannot be
/// read stays as it is and is listed with the reason. Nothing depends on the verdict of a row: a wrong one is proposed too.
struct Adoption: Sendable {
  /// What is proposed for one formula.
  struct Proposal: Sendable, Hashable {
    /// The formula.
    let formula: TeXFormula
    /// What it would be for; nil where it stays as it is.
    var role: DisplayRole?
    /// A formula that declares the names it lacks, to stand before it.
    var declarations: String?
    /// What its rows are worth; empty for a formula that declares.
    var verdicts: [Verdict] = []
    /// Why it stays as it is.
    var reason: String?
  }

  /// The file.
  let file: SourceFile
  /// The formulas that say a shape and the displays, in the order of the file; what has a role already is left out.
  private(set) var proposals: [Proposal] = []

  /// Goes through the bytes of a document.
  init(_ bytes: [UInt8], path: String) {
    var files = FilesRead()
    let (notebook, _) = NotebookReader.read(
      SourceFile.decoding(bytes, path: path).file,
      in: ProjectFolder.surroundings(of: path, &files).0
    )
    file = notebook.file
    var session = Session()
    let formulas = notebook.document.formulas
    var next = 0
    for part in notebook.parts {
      while next < formulas.count, formulas[next].formula.range.start < part.range.start {
        propose(formulas[next], notebook, &session)
        next += 1
      }
      if next < formulas.count, formulas[next].formula.range.start == part.range.start { next += 1 }
      switch part {
      case .cell(let cell): _ = NotebookRun.run(cell, &session, file)
      case .display(let display) where display.isOffered:
        var trial = DisplayTrial(display, notebook)
        if trial.saysShape(session), let after = trial.session { session = after }
      case .display(let display): _ = NotebookRun.run(display, notebook, &session)
      case .inlineResult: break
      }
    }
    for formula in formulas[next...] { propose(formula, notebook, &session) }
  }

  private mutating func propose(_ found: DocumentFormula, _ notebook: Notebook, _ session: inout Session) {
    let formula = found.formula
    guard formula.attributes == nil else { return }
    let macros = notebook.metadata.macros?.text ?? ""
    let options = AnswerOptions(notebook.metadata.defaults)
    var trial = DisplayTrial(formula.tex.text, macros: macros, options: options)
    if trial.saysShape(session) {
      proposals.append(Proposal(formula: formula, role: .define))
      session = trial.session ?? session
      return
    }
    if formula.placement == .inline { return }
    var proposal = Proposal(formula: formula)
    trial.check(session)
    proposal.declarations = trial.declarations
    proposal.verdicts = trial.verdicts
    proposal.reason = trial.reason
    if trial.reason == nil {
      proposal.role = trial.role
      session = trial.session ?? session
    }
    proposals.append(proposal)
  }

  // MARK: - The text

  /// The document with the words of the proposals, and the proposals whose place takes none.
  ///
  /// Each word is looked for where it was put: in a list or a table a formula may take no attributes.
  func adopted() -> (text: String, refused: [Proposal]) {
    var accepted = proposals.filter { $0.role != nil }
    var refused: [Proposal] = []
    while true {
      let text = text(with: accepted)
      let missing = missing(in: text, accepted)
      guard !missing.isEmpty else { return (text, refused) }
      refused += missing
      accepted.removeAll { missing.contains($0) }
    }
  }

  private func text(with accepted: [Proposal]) -> String {
    var bytes = Array(file.text.utf8)
    for proposal in accepted.reversed() {
      guard let role = proposal.role else { continue }
      let (start, end) = (proposal.formula.range.start, proposal.formula.range.end)
      bytes.insert(contentsOf: Array(" {.\(role.rawValue)}".utf8), at: end)
      guard let declarations = proposal.declarations else { continue }
      // At the head of the line the declaration stands in the same list or quotation as the display.
      let line = bytes[..<start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      let head = Array(bytes[line..<start])
      let own = Array("$$ \(declarations) $$ {.\(DisplayRole.define.rawValue)}\n".utf8)
      bytes.insert(contentsOf: own + head + Array("\n".utf8) + head, at: start)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The proposals that a document does not have as they were put: a place that takes no attributes.
  private func missing(in text: String, _ accepted: [Proposal]) -> [Proposal] {
    var files = FilesRead()
    let (notebook, _) = NotebookReader.read(
      SourceFile(path: file.path, text: text),
      in: ProjectFolder.surroundings(of: file.path, &files).0
    )
    var roles: [String: [DisplayRole]] = [:]
    for case .display(let display) in notebook.parts {
      for role in display.roles { roles[display.formula.tex.text, default: []].append(role) }
    }
    return accepted.filter { proposal in
      guard let role = proposal.role else { return false }
      return roles[proposal.formula.tex.text]?.contains(role) != true
    }
  }
}
