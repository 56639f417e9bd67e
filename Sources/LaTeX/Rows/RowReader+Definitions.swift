// Statements that give something a name: definitions, maps, and braces with a name below.

import Diagnostics
import Expressions
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
    var left = chain[0].tree
    var form = DisplayStatement.Definition.Form.value
    switch left.plainWay.kind {
    case .binary(.power, let base, let exponent):
      if case .number(2, _) = exponent.kind { (left, form) = (base.withoutBrackets, .square) }
    case .transpose(let base):
      if case .name = base.kind { (left, form) = (base, .transpose) }
    default: break
    }
    switch left.kind {
    case .name(let name, let latex):
      guard isNew(name), name != "I", form == .value || name != "e" else { return nil }
      return DisplayStatement.Definition(
        name: Statement.Name(name, latex: latex, range: left.range),
        form: form
      )
    case .call(let name, let nameRange, false, let arguments) where form == .value:
      guard isNew(name) || context.ownFunctions.contains(name), !context.names.isKnown(function: name),
        !arguments.isEmpty
      else { return nil }
      if isNew(name), arguments.allSatisfy(isEntryOfVector) {
        // `f(x_1, x_2) = …`, `R(\theta_1) = …` of declared vectors: a value that depends on their entries.
        return DisplayStatement.Definition(name: Statement.Name(name, range: nameRange))
      }
      guard let parameters = names(arguments) else { return nil }
      return DisplayStatement.Definition(name: Statement.Name(name, range: nameRange), parameters: parameters)
    case .entry(let base, let indices):
      guard let entry = names(indices) else { return nil }
      switch base.withoutBrackets.kind {
      case .name(let name, let latex):
        guard context.namesByEntries.contains(name) else { return nil }
        let letter = FormulaContext.letter(ofEntryName: name)
        let isFamily = if case .family = context.names[name]?.kind { true } else { false }
        guard !isFamily || form == .value else { return nil }
        return DisplayStatement.Definition(
          name: Statement.Name(
            name,
            latex: letter.map { LaTeXSymbols.command(forLetter: $0) } ?? latex,
            range: base.range
          ),
          entry: entry,
          form: isFamily ? .member : form
        )
      case .call(let name, let nameRange, false, let arguments) where form == .value:
        guard context.namesByEntries.contains(name), let parameters = names(arguments) else { return nil }
        return DisplayStatement.Definition(
          name: Statement.Name(name, range: nameRange),
          parameters: parameters,
          entry: entry
        )
      default: return nil
      }
    default: return nil
    }
  }

  /// Whether a formula is a numbered entry of a vector that is declared.
  private func isEntryOfVector(_ tree: SyntaxTree) -> Bool {
    guard case .entry(let base, let indices) = tree.kind, indices.count == 1, case .number = indices[0].kind,
      case .name(let name, _) = base.kind
    else { return false }
    return context.names[name]?.kind == .vector
  }

  /// Whether nothing has a name before the rows of the display.
  private func isNew(_ name: String) -> Bool {
    context.names[name] == nil || context.namesByEntries.contains(name)
  }

  /// The names that formulas are; nil where one is more than a name.
  private func names(_ trees: [SyntaxTree]) -> [Statement.Name]? {
    var names: [Statement.Name] = []
    for tree in trees {
      guard case .name(let name, let latex) = tree.kind else { return nil }
      names.append(Statement.Name(name, latex: latex, range: tree.range))
    }
    return names
  }

  /// Takes the defined name up for the rows that follow.
  mutating func note(_ definition: DisplayStatement.Definition, rank: FormulaRank?) {
    // What is known of a name with entries was known before its rows were read.
    guard definition.entry.isEmpty else { return }
    if context.namesByEntries.contains(definition.name.text) {
      guard case .function(_, nil) = context.names[definition.name.text]?.kind else { return }
    }
    let value = FormulaRank.kind(definition.form == .transpose ? rank?.transposed : rank)
    let kind: NameTable.Kind =
      definition.parameters.map { .function(parameters: $0.map(\.text), value: value) } ?? value
    context.names.insert(NameTable.Entry(definition.name.text, kind, isDefined: true))
  }
}
