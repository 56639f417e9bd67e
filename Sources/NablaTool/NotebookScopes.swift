// Where the names of a notebook begin anew, and in which letters its formulas write them there.

import Diagnostics
import Findings
import LaTeX
import Markdown
import Notebook

/// The scopes of a notebook, each with the letters of its names.
struct NotebookScopes {
  /// The parts at which the author lets a scope begin.
  private var marked: Set<Int> = []
  /// The letters of the scopes, by the part that each begins with.
  private var letters: [Int: AuthorsLetters] = [:]

  /// Finds the scopes of a notebook.
  ///
  /// The first one begins with the text; what stands between the last part of a scope and the first of the next belongs to
  /// the latter, which it introduces.
  init(_ notebook: Notebook) {
    var starts = [(part: 0, place: 0)]
    var sections = notebook.sectionStarts[...]
    for (index, part) in notebook.parts.enumerated() {
      var place = part.options?.scope == .new ? (index > 0 ? notebook.parts[index - 1].range.end : 0) : nil
      while let start = sections.first, start <= part.range.start {
        sections.removeFirst()
        place = start
      }
      guard let place else { continue }
      marked.insert(index)
      if index > 0 { starts.append((index, place)) }
    }
    for start in starts { letters[start.part] = AuthorsLetters() }
    let macros = notebook.metadata.macros?.text ?? ""
    guard !notebook.parts.isEmpty, LetterCount.changesLetters(notebook.file.text) else { return }
    var formulas = notebook.document.formulas.map(\.formula)[...]
    let empty = LetterCount(macros: macros)
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].place : Int.max
      var count = empty
      while let formula = formulas.first, formula.range.start < end {
        formulas.removeFirst()
        count.note(
          formula.tex.text,
          decides: notebook.display(of: formula)?.roles.contains(.define) ?? false
        )
      }
      letters[start.part] = count.letters
    }
  }

  /// The letters of the scope that begins with a part; nil for parts inside of one.
  func letters(ofScopeFrom part: Int) -> AuthorsLetters? { letters[part] }

  /// Whether the author lets a scope begin with a part.
  func isMarked(_ part: Int) -> Bool { marked.contains(part) }
}

extension Notebook {
  /// Where sections begin that have a scope of their own: the headings of the highest level that occurs.
  fileprivate var sectionStarts: [Int] {
    guard metadata.scopeOfSections else { return [] }
    let headings = document.blocks.compactMap { block -> (level: Int, start: Int)? in
      if case .heading(let heading) = block.content { (heading.level, block.range.start) } else { nil }
    }
    let top = headings.map(\.level).min()
    return headings.filter { $0.level == top }.map(\.start)
  }
}
