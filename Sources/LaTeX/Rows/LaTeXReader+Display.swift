// What the rows of a display tell of each other: the name that varies, and what an apostrophe stands for.

import Diagnostics
import Syntax

extension LaTeXReader {
  /// What is wrong with a definition whose left side is a call of a function that is known: `\sigma(t) = …`.
  func takenName(_ formulas: [DisplayFormula], in text: String, _ range: SourceRange) -> Diagnostic? {
    guard formulas.count > 1,
      case .call(let function, let place, _, let arguments) = formulas[0].tree.plainWay.kind,
      names[function] == nil, names.isKnown(function: function), !arguments.isEmpty
    else { return nil }
    let written = String(
      decoding: text.utf8.dropFirst(place.start).prefix(place.end - place.start),
      as: UTF8.self
    )
    return Diagnostic(
      code: "latex.not-a-definition",
      message: "'\(written)' is the function '\(function)' already, so that this defines nothing",
      range: range,
      hints: [
        "take another letter, or define '\(written.filter(\.isLetter))' in a cell before: the name is then yours"
      ]
    )
  }

  /// The name that varies where a derivative in a direction names none: the only one right under a d or ∂ of the rows.
  static func unsaidVariable(of rows: [DisplayRow], _ names: NameTable) -> String? {
    var varying: [String] = []
    var isUnsaid = false
    func vary(_ tree: SyntaxTree) {
      var tree = tree.withoutBrackets
      while case .transpose(let inner) = tree.kind { tree = inner.withoutBrackets }
      guard case .name(let name, _) = tree.kind, names[name]?.isDefined != true, !varying.contains(name)
      else {
        return
      }
      varying.append(name)
    }
    for case .chain(let formulas, _) in rows.flatMap(\.statements).map(\.kind) {
      var work = formulas.map(\.tree)
      while let tree = work.popLast() {
        work += tree.children
        switch tree.kind {
        case .directional(_, let wrt, let along):
          if wrt.isEmpty, !along.isEmpty { isUnsaid = true }
          wrt.forEach(vary)
        case .derivative(_, _, let wrt): wrt.forEach(vary)
        case .differential(let inner): vary(inner)
        default: continue
        }
      }
    }
    return isUnsaid && varying.count == 1 ? varying[0] : nil
  }

  /// Whether e stands with an exponent somewhere.
  static func hasExponential(_ atoms: [LaTeXAtom]) -> Bool {
    atoms.levels.contains { list in
      zip(list, list.dropFirst()).contains { base, atom in
        if case .script(isSuper: true, _) = atom.kind { base.letter == "e" } else { false }
      }
    }
  }

  /// Whether an apostrophe stands right on the name of a vector or matrix.
  static func hasApostropheOnArray(_ atoms: [LaTeXAtom], _ names: NameTable) -> Bool {
    marksLetter(in: atoms) { letter, atom in
      switch names[letter]?.kind {
      case .vector, .row, .matrix: isApostrophe(atom)
      case .scalar, .function, .family, .size, .other, nil: false
      }
    }
  }

  private static func isApostrophe(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .prime: true
    case .script(isSuper: true, let content):
      !content.visible.isEmpty && content.visible.allSatisfy { $0.kind == .prime }
    default: false
    }
  }

  /// Whether a dagger stands above a vector: pseudo-inverses of vectors are hardly written so, transposes are.
  static func hasDaggerOnVector(_ atoms: [LaTeXAtom], _ names: NameTable) -> Bool {
    marksLetter(in: atoms) { letter, atom in
      guard case .script(isSuper: true, let content) = atom.kind,
        content.visible.map(\.kind) == [.command("dagger")]
      else { return false }
      return switch names[letter]?.kind {
      case .vector, .row, .function(_, .vector?): true
      default: false
      }
    }
  }

  /// Whether right behind a letter, in formulas however deep, an atom stands of which something holds.
  private static func marksLetter(in atoms: [LaTeXAtom], _ holds: (String, LaTeXAtom) -> Bool) -> Bool {
    atoms.levels.contains { list in
      let visible = list.visible
      return zip(visible, visible.dropFirst()).contains { base, atom in
        base.letter.map { holds($0, atom) } ?? false
      }
    }
  }
}
