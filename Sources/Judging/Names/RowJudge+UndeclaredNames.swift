// One line to paste for all names of a display that nobody declared.

import Diagnostics
import Expressions
import Findings
import Notation
import LaTeX
import Syntax

extension RowJudge {
  /// Puts a `.define` line for the undeclared names of a display into the first message about one of them, in place of the
  /// hints on each; each name is spoken of once.
  mutating func offerDeclarations(for rows: [DisplayRow]) {
    let isAbout: (Diagnostic) -> Bool = { $0.code == "scope.undeclared" || $0.code == "scope.inferred" }
    guard workspace.diagnostics.contains(where: isAbout), let offer = Declarations(rows, state.notebook)
    else { return }
    workspace.missingDeclarations = offer.formula
    var said = Set<String>()
    workspace.diagnostics.removeAll { isAbout($0) && !said.insert($0.message).inserted }
    let places = workspace.diagnostics.indices.filter { isAbout(workspace.diagnostics[$0]) }
      .sorted {
        (workspace.diagnostics[$0].range?.start ?? 0, $0) < (workspace.diagnostics[$1].range?.start ?? 0, $1)
      }
    for place in places {
      workspace.diagnostics[place].hints = []
      workspace.diagnostics[place].notes.removeAll { $0.hasPrefix("its shape does not follow") }
    }
    if let first = places.first { workspace.diagnostics[first].hints = [offer.hint] }
  }
}

/// The declarations that a display lacks.
private struct Declarations {
  /// The formula that declares the names whose shapes follow; nil where none does.
  let formula: String?
  /// What to write, and what is left to its author.
  let hint: String

  /// The declarations of the names in rows; nil where there is nothing to offer.
  init?(_ rows: [DisplayRow], _ scope: Scope) {
    let chains = rows.flatMap(\.statements).compactMap { statement -> [SyntaxTree]? in
      guard case .chain(let formulas, _) = statement.kind else { return nil }
      return formulas.map(\.tree.plainWay)
    }
    var definitions: [String: SyntaxTree] = [:]
    for statement in rows.flatMap(\.statements) {
      guard let definition = statement.definition, case .chain(let formulas, _) = statement.kind,
        formulas.count > 1
      else { continue }
      definitions[definition.name.text] = definitions[definition.name.text] ?? formulas[1].tree.plainWay
    }
    let names = scope.solvedNames(in: chains, definitions: definitions)
    guard !names.isEmpty else { return nil }
    var parts: [(shape: Shape, names: [String])] = []
    var open: [String] = []
    var sizes: [String] = []
    let bound = Set(
      chains.flatMap { $0 }.flatMap(\.all).compactMap { part in
        if case .indexed(_, let index, _, _) = part.kind { index } else { nil }
      }
    )
    var families: [String] = []
    for name in names {
      let pieces = name.name.text.split(separator: "_", maxSplits: 1)
      if pieces.count == 2, bound.contains(String(pieces[1])), case .value(let shape) = name.role {
        // The members of a family: as one thing, `.define` would declare what no sum runs over.
        families.append("\(pieces[0])[\(pieces[1])] : \(shape ?? .scalar)")
        continue
      }
      switch name.role {
      case .size: sizes.append(name.name.text)
      case .value(nil): open.append(name.name.text)
      case .value(let shape?):
        let latex = name.name.latex ?? Layout.name(name.name.text, in: scope.letters).latex()
        if let place = parts.firstIndex(where: { $0.shape == shape }) {
          parts[place].names.append(latex)
        } else {
          parts.append((shape, [latex]))
        }
      }
    }
    let used = Set(parts.flatMap { $0.shape.rows.names + $0.shape.columns.names })
    sizes.removeAll { used.contains($0) }
    let line = parts.map { part in "\(part.names.joined(separator: ", ")) \\in \(Self.set(part.shape))" }
    var words: [String] = []
    formula = line.isEmpty ? nil : line.joined(separator: ",\\; ")
    if let formula { words.append("write before it: $$ \(formula) $$ {.define}") }
    if !families.isEmpty { words.append("in a cell: " + families.map { "'\($0)'" }.joined(separator: ", ")) }
    if !open.isEmpty {
      let list = open.map { "'\($0)'" }.joined(separator: ", ")
      words.append(
        "the shape\(open.count == 1 ? "" : "s") of \(list) \(open.count == 1 ? "does" : "do") not follow from the rows"
      )
    }
    if !sizes.isEmpty {
      let list = sizes.map { "'\($0)'" }.joined(separator: ", ")
      words.append(
        "\(list) \(sizes.count == 1 ? "is a size" : "are sizes"), declared with what has it: 'x \\in \\mathbb R^\(sizes[0])'"
      )
    }
    hint = words.joined(separator: "; ")
  }

  /// ℝ, ℝⁿ or ℝᵐˣⁿ.
  private static func set(_ shape: Shape) -> String {
    func size(_ size: Size) -> String { size.description.replacing("*", with: " ") }
    if shape.isScalar { return "\\mathbb R" }
    if shape.columns.isOne { return "\\mathbb R^{\(size(shape.rows))}" }
    return "\\mathbb R^{\(size(shape.rows))\\times \(size(shape.columns))}"
  }
}
