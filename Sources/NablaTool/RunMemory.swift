// What the parts of a notebook came to when it was run before: while an author writes, most of them stay as they are.

import Answers
import Diagnostics
import Findings
import Judging
import Markdown
import Notebook
import Reports

/// The outcomes of the parts of one notebook, by everything that they depend on.
///
/// A part is looked up by its own text and options and by the parts before it, as far back as its names reach. What was not
/// met in the last run is forgotten.
final class RunMemory {
  /// What the outcome of a part depends on.
  private struct Key: Hashable {
    /// Which session it was run in.
    var session: Int
    /// The letters of the scope that begins with the part; nil inside of one.
    var letters: AuthorsLetters?
    /// Notes name lines.
    var line: Int
    /// The part as it stands in the file, and how far its attributes stand behind its beginning.
    var text: String
    var attributes: [String]
    var places: [Int]
    var macros: String
  }

  private struct Entry {
    /// The session behind the part, by number and value.
    var number: Int
    var session: Session
    var part: ReportedPart
    /// Where the part began in the file.
    var start: Int
  }

  private var known: [Key: Entry] = [:]
  private var met: [Key: Entry] = [:]
  /// How many parts were run and not remembered.
  private(set) var sessions = 0
  private var current = 0

  /// Begins a run with an empty session.
  func begin() {
    current = 0
    met = [:]
  }

  /// Ends a run.
  func end() { known = met }

  /// The outcome of a part, from before or from `run`; `session` becomes that behind the part.
  func part(
    _ part: Notebook.Part,
    in notebook: Notebook,
    beginsScopeIn letters: AuthorsLetters?,
    _ session: inout Session,
    run: (inout Session) -> ReportedPart
  ) -> ReportedPart {
    let key = key(of: part, in: notebook, letters)
    if let entry = met[key] ?? known[key] {
      met[key] = entry
      current = entry.number
      session = entry.session
      return entry.part.moved(by: part.range.start - entry.start)
    }
    let result = run(&session)
    sessions += 1
    current = sessions
    met[key] = Entry(number: sessions, session: session, part: result, start: part.range.start)
    return result
  }

  private func key(of part: Notebook.Part, in notebook: Notebook, _ letters: AuthorsLetters?) -> Key {
    let file = notebook.file
    let start = part.range.start
    let bytes = file.text.utf8.dropFirst(start).prefix(part.range.end - start)
    var attributes = ["\(AnswerOptions(notebook.metadata.defaults))"]
    var places: [Int] = []
    func note(_ options: CellOptions) {
      attributes.append("\(AnswerOptions(options)) \(options.draft.map(\.rawValue) ?? "")")
    }
    switch part {
    case .cell(let cell): note(cell.options)
    case .display(let display):
      note(display.options)
      attributes += display.roles.map { "\($0)" } + ["\(display.isOffered)"]
      for attribute in [display.of].compactMap({ $0 }) + display.wrt {
        attributes.append(attribute.text)
        places.append(attribute.fileOffset(0) - start)
      }
    case .inlineResult: break
    }
    return Key(
      session: current,
      letters: letters,
      line: file.position(at: start).line,
      text: String(decoding: bytes, as: UTF8.self),
      attributes: attributes,
      places: places,
      macros: notebook.metadata.macros?.text ?? ""
    )
  }
}

extension ReportedPart {
  /// The part further down in the file: outcomes name places in the text of the part, diagnostics those of the file.
  fileprivate func moved(by distance: Int) -> ReportedPart {
    guard distance != 0 else { return self }
    var part = self
    part.diagnostics = diagnostics.map { diagnostic in
      var moved = diagnostic
      moved.range = diagnostic.range.map { SourceRange($0.start + distance, $0.end + distance) }
      return moved
    }
    return part
  }
}
