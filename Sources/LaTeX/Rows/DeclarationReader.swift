// Declarations written as membership: `W \in \mathbb R^{n \times n}`, `A \in \mathbb S_{++}^n`, `t \in \mathbb R`.

import Diagnostics
import Expressions
import Syntax

struct DeclarationReader {
  let context: FormulaContext

  /// The declaration, or nil when the set is not one of shapes.
  func declaration(_ atoms: [LaTeXAtom], range: SourceRange) throws(UnreadableFormula) -> Statement? {
    guard let place = atoms.firstIndex(where: { $0.kind == .relation(.member) }) else { return nil }
    let names = try self.names(Array(atoms[..<place]).visible)
    let set = Array(atoms[(place + 1)...]).visible
    guard let (type, attributes) = try type(set, range: range) else { return nil }
    return Statement(
      .declaration(names: names, indices: [:], type: type, attributes: attributes),
      range
    )
  }

  /// What the declared names are, for the formulas that follow.
  func entries(of statement: Statement) -> [NameTable.Entry] {
    guard case .declaration(let names, _, let type, _) = statement.kind else { return [] }
    let kind: NameTable.Kind =
      switch type {
      case .scalar, .index: .scalar
      case .vector: .vector
      case .matrix: .matrix
      }
    return names.map { NameTable.Entry($0.text, kind) }
  }

  private func names(_ atoms: [LaTeXAtom]) throws(UnreadableFormula) -> [Statement.Name] {
    var names: [Statement.Name] = []
    for part in atoms.split(whereSeparator: { $0.isSymbol(",") }).map({ Array($0) }) {
      let place = part.range ?? SourceRange(0, 0)
      if let step = stepName(part.visible, place) {
        names.append(step)
        continue
      }
      var unnamed = FormulaContext(names: NameTable(), subject: nil, variables: [])
      unnamed.bracketsAreFactors = true
      unnamed.raisedNames = context.raisedNames
      var parser = FormulaParser(part, context: unnamed, place: place)
      let tree = try parser.formula().tree
      switch tree.kind {
      case .name(let name, let latex):
        if let letter = FormulaParser.subscriptText(Array(part.dropFirst())), part.count == 1, letter == "i" {
          continue
        }
        names.append(Statement.Name(name, latex: latex, range: place))
      case .call(FormulaParser.unitVector, _, _, let arguments):
        // What is declared is no unit vector: `e_k \in \mathbb R^n` is the error at a step.
        guard arguments.count == 1, case .name(let letter, _) = arguments[0].kind else {
          throw unnamedPlace(place)
        }
        names.append(Statement.Name(CanonicalName.plain("e_" + letter), range: place))
      default: throw unnamedPlace(place)
      }
    }
    return names
  }

  /// `\Delta\theta` and `\delta x`: a step, which is a name of its own and no differential.
  private func stepName(_ atoms: [LaTeXAtom], _ place: SourceRange) -> Statement.Name? {
    guard atoms.count == 2, let mark = atoms[0].letter, mark == "Delta" || mark == "delta",
      let letter = atoms[1].letter
    else { return nil }
    let latex = "\\\(mark) \(LaTeXSymbols.command(forLetter: letter))"
    return Statement.Name(mark + letter, latex: latex, range: place)
  }

  private func unnamedPlace(_ place: SourceRange) -> UnreadableFormula {
    UnreadableFormula("latex.declaration", "only names can be declared", place)
  }

  /// The type of a set that is one of shapes.
  func shape(of set: [LaTeXAtom], range: SourceRange) throws(UnreadableFormula) -> (
    Statement.TypeForm, [Statement.Name]
  ) {
    guard let result = try type(set, range: range) else {
      throw UnreadableFormula("latex.declaration", "this set is not read", set.range ?? range)
    }
    return result
  }

  /// The type of a set: ℝ, ℝⁿ, ℝⁿˣᵐ, 𝕊ⁿ and its cones.
  private func type(_ set: [LaTeXAtom], range: SourceRange) throws(UnreadableFormula) -> (
    Statement.TypeForm, [Statement.Name]
  )? {
    guard let head = set.first, let letter = head.letter,
      head.font == "double" || head.font == "script" || letter == "R" || letter == "S"
    else { return nil }
    var power: [LaTeXAtom] = []
    var cone = ""
    for atom in set.dropFirst() {
      guard case .script(let isSuper, let content) = atom.kind else {
        throw UnreadableFormula("latex.declaration", "this set is not read", atom.range)
      }
      if isSuper {
        power = content.visible
      } else {
        cone = content.visible.map { $0.isSymbol("+") ? "+" : "?" }.joined()
      }
    }
    var sizes: [SyntaxTree] = []
    var sizeContext = context
    sizeContext.bracketsAreFactors = true
    for part in power.split(whereSeparator: { $0.kind == .operator("times") }).map({ Array($0) }) {
      var parser = FormulaParser(part, context: sizeContext, place: part.range ?? range)
      sizes.append(try parser.formula().tree)
    }
    func attribute(_ name: String) -> Statement.Name { Statement.Name(name, range: head.range) }
    switch (letter, sizes.count) {
    case ("R", 0):
      return (.scalar, cone.isEmpty ? [] : [attribute(cone == "++" ? "positive" : "nonnegative")])
    case ("R", 1):
      return (.vector(sizes[0]), cone.isEmpty ? [] : [attribute(cone == "++" ? "positive" : "nonnegative")])
    case ("R", 2): return (.matrix(sizes[0], sizes[1]), [])
    case ("S", 1), ("S", 2):
      let attributes =
        switch cone {
        case "++": [attribute("symmetric"), attribute("positive-definite")]
        case "+": [attribute("symmetric"), attribute("positive-semidefinite")]
        default: [attribute("symmetric")]
        }
      return (.matrix(sizes[0], sizes[sizes.count - 1]), attributes)
    default: return nil
    }
  }
}
