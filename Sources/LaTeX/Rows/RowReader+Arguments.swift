// Names that stand behind a value in brackets: `f(x)` of a number f says what it depends on, and is the number itself.

import Diagnostics
import Syntax

extension RowReader {
  /// Refuses a row in which a value of the notebook stands behind unlike lists of names: `g(t) = g(s)` says that values differ
  /// in what is put in, and into a number nothing is put.
  func refuseUnlikeArguments(_ atoms: [LaTeXAtom]) throws(UnreadableFormula) {
    var lists: [String: [String]] = [:]
    let visible = atoms.visible
    for (place, atom) in visible.enumerated() {
      guard let letter = atom.letter, let entry = context.names[letter], entry.isDefined,
        place + 1 < visible.count, visible[place + 1].isSymbol("("),
        let list = RowReader.names(in: visible[(place + 2)...])
      else { continue }
      if case .function = entry.kind { continue }
      guard let before = lists[letter] else {
        lists[letter] = list
        continue
      }
      guard before != list else { continue }
      throw UnreadableFormula(
        "latex.argument",
        "'\(entry.name)' is a value here, into which nothing is put",
        atom.range,
        hints: ["define it as a function in a cell: '\(entry.name)(x) = …'"]
      )
    }
  }

  /// The names up to the bracket that closes, where nothing else stands there.
  private static func names(in atoms: ArraySlice<LaTeXAtom>) -> [String]? {
    var found: [String] = []
    for atom in atoms {
      if atom.isSymbol(")") { return found }
      if atom.isSymbol(",") { continue }
      if let letter = atom.letter {
        found.append(letter)
      } else if case .script(isSuper: false, let content) = atom.kind,
        let text = FormulaParser.subscriptText(content), !found.isEmpty
      {
        found[found.count - 1] += "_" + text
      } else {
        return nil
      }
    }
    return nil
  }
}
