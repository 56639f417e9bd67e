// Statements that give something a name: definitions, maps, and braces with a name below.

import Diagnostics
import Syntax

extension RowReader {
  /// `\underbrace{AX^{-1}}_{:=B}` gives what stands over the brace a name.
  mutating func namedParts(_ atoms: [LaTeXAtom]) -> [DisplayStatement] {
    var result: [DisplayStatement] = []
    for atom in atoms {
      guard case .labelled(let content, let label) = atom.kind else { continue }
      let name = label.filter { if case .relation = $0.kind { false } else { true } }
      guard name.visible.count < label.visible.count, let place = name.range,
        let head = try? formula(name), let body = try? formula(content),
        case .name(let text, let latex) = head.tree.kind, context.names[text] == nil,
        text != "I"
      else { continue }
      let definition = DisplayStatement.Definition(name: Statement.Name(text, latex: latex, range: place))
      note(definition, rank: nil)
      result.append(
        DisplayStatement(
          .chain([head, body], [.defined]),
          connective: .naming,
          continuation: .none,
          definition: definition,
          range: atom.range
        )
      )
    }
    return result
  }

  /// `Df_T : H \to …`: the derivative in the direction H; `f : X \mapsto …`: the definition of f.
  mutating func map(_ atoms: [LaTeXAtom], _ range: SourceRange) throws(UnreadableFormula)
    -> ([DisplayFormula], DisplayRelation, DisplayStatement.Definition?)?
  {
    guard let arrow = atoms.firstIndex(where: { if case .arrow = $0.kind { true } else { false } }) else {
      return nil
    }
    if atoms.contains(where: { $0.font == "double" && ["R", "S", "C"].contains($0.letter) }) { return nil }
    guard let colon = atoms[..<arrow].firstIndex(where: { $0.isSymbol(":") }) else {
      throw UnreadableFormula("latex.arrow", "an arrow here is not read", atoms[arrow].range)
    }
    let head = try formula(Array(atoms[..<colon]))
    let body = Array(atoms[(arrow + 1)...])
    if let second = try secondMap(head, Array(atoms[(colon + 1)..<arrow]), body) { return second }
    let variable = try formula(Array(atoms[(colon + 1)..<arrow]))
    let (first, direction) = (head.tree, variable.tree)
    let place = head.range.union(variable.range)
    if case .name(let name, let latex) = first.kind,
      case .name(let parameter, let parameterLaTeX) = direction.kind
    {
      let value = try formula(body)
      let call = SyntaxTree(
        .call(name: name, nameRange: first.range, isElementwise: false, arguments: [direction]),
        place
      )
      let definition = DisplayStatement.Definition(
        name: Statement.Name(name, latex: latex, range: first.range),
        parameters: [Statement.Name(parameter, latex: parameterLaTeX, range: direction.range)]
      )
      let isNew = context.names[name] == nil
      if isNew { note(definition, rank: nil) }
      return ([DisplayFormula(call, range: place), value], .defined, isNew ? definition : nil)
    }
    if case .call(let name, let nameRange, false, let arguments) = first.kind, arguments.count == 1,
      case .name = direction.kind
    {
      // `f : x \mapsto x^\top x` of a function that has a definition: what it says of f is a claim.
      let call = SyntaxTree(
        .call(name: name, nameRange: nameRange, isElementwise: false, arguments: [direction]),
        place
      )
      return ([DisplayFormula(call, range: place), try formula(body)], .equal, nil)
    }
    var map = first
    while case .ambiguous(_, let ways) = map.kind, let plain = ways.first { map = plain }
    guard case .derivative(_, let function, let wrt) = map.kind else {
      throw UnreadableFormula("latex.arrow", "only a derivative or a name can be stated as a map", head.range)
    }
    let directional = SyntaxTree(.directional(of: function, wrt: wrt, along: [direction]), place)
    let values = body.split { if case .relation(.equal) = $0.kind { true } else { false } }
    var formulas = [DisplayFormula(directional, range: place)]
    for value in values { formulas.append(try formula(Array(value))) }
    return (formulas, .equal, nil)
  }

  /// The left side of a definition: a name that is not known yet, perhaps with parameters or an index.
  func definition(
    _ chain: [DisplayFormula],
    _ relations: [DisplayRelation],
    _ continuation: DisplayContinuation,
    _ connective: DisplayConnective
  ) -> DisplayStatement.Definition? {
    guard chain.count > 1, continuation == .none, let relation = relations.first,
      [.equal, .defined, .identical].contains(relation)
    else { return nil }
    let left = chain[0].tree
    switch left.kind {
    case .name(let name, let latex):
      guard context.names[name] == nil, name != "I" else { return nil }
      return DisplayStatement.Definition(name: Statement.Name(name, latex: latex, range: left.range))
    case .call(let name, let nameRange, false, let arguments):
      guard context.names[name] == nil, !context.names.isKnown(function: name), !arguments.isEmpty else {
        return nil
      }
      var parameters: [Statement.Name] = []
      for argument in arguments {
        guard case .name(let parameter, let latex) = argument.kind else { return nil }
        parameters.append(Statement.Name(parameter, latex: latex, range: argument.range))
      }
      return DisplayStatement.Definition(name: Statement.Name(name, range: nameRange), parameters: parameters)
    default: return nil
    }
  }

  /// Takes the defined name up for the rows that follow.
  mutating func note(_ definition: DisplayStatement.Definition, rank: FormulaRank?) {
    let value = FormulaRank.kind(rank)
    let kind: NameTable.Kind =
      definition.parameters.map { .function(parameters: $0.map(\.text), value: value) } ?? value
    context.names.insert(NameTable.Entry(definition.name.text, kind, isDefined: true))
  }
}
