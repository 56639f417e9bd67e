// Before rows are judged: they are read with the names that they themselves give, and what varies in them is found.

import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension RowJudge {
  /// The rows, read with the names that they themselves give.
  mutating func prepare(_ given: DisplayRequest) -> [DisplayRow] {
    var request = given
    var rows = self.rows(request, state.reader)
    if declareNames(in: rows) { rows = self.rows(request, request.reader(in: scope)) }
    if declareCompanions(in: rows) { rows = self.rows(request, request.reader(in: scope)) }
    scope.takeRanges(of: rows)
    if releaseDeclaredNames(in: rows, besides: request.variables) {
      rows = self.rows(request, request.reader(in: scope))
    }
    request.ownFunctions = ownFunctions(in: rows, request)
    if !request.ownFunctions.isEmpty { rows = self.rows(request, request.reader(in: scope)) }
    let read = request
    request.entryForms = scope.entryForms(&rows) { forms in
      var request = read
      request.entryForms = forms
      return self.rows(request, request.reader(in: scope))
    }
    state.reader.entryForms = request.entryForms
    state.reader.ownFunctions = request.ownFunctions
    takeAttributes(of: request)
    let known = scope.graph.symbols.count
    introduceNames(besides: rows, state.reader)
    if scope.graph.symbols.count > known {
      // A name that has a meaning is no function before a bracket, and no differential.
      rows = self.rows(request, request.reader(in: scope))
    }
    state.variables = variables(of: rows, request)
    state.settled = settledHabits(rows)
    state.pending = RowJudge.definitions(in: rows)[...]
    return rows
  }

  /// The definitions of all rows, in order.
  private static func definitions(in rows: [DisplayRow]) -> [DisplayState.PendingDefinition] {
    rows.enumerated().flatMap { place, row in
      row.statements.compactMap { statement in
        // Of what was spoken of before, `\sigma^2 = …` is a claim.
        guard let definition = statement.definition, definition.form != .square,
          case .chain(let formulas, _) = statement.kind
        else {
          return nil
        }
        let isLast = statement.range == row.statements.last?.range
        return DisplayState.PendingDefinition(
          row: place,
          definition: definition,
          formulas: formulas,
          terms: isLast ? terms(after: place, of: rows) : []
        )
      }
    }
  }

  /// What `of=` and `wrt=` say, once their names mean something; a row may give them their meaning.
  mutating func takeAttributes(of request: DisplayRequest) {
    if state.subject == nil, let text = request.subject { state.subject = known(text) }
    if state.variable == nil, request.variables.count == 1 { state.variable = known(request.variables[0]) }
  }

  /// The expression of an attribute; nil while a name in it means nothing.
  private mutating func known(_ text: String) -> ExpressionID? {
    scope.attempt(keeping: .expressions) { trial -> ExpressionID? in
      let read = PlainParser.expression(text, in: trial.context)
      guard trial.knowsNames(in: [read.tree]) else { return nil }
      return trial.lower(text: text)
    }
  }

  /// Declares the names whose shapes rows state, which may stand before the place that says it; whether there are any.
  private mutating func declareNames(in rows: [DisplayRow]) -> Bool {
    var isDeclaring = false
    for statement in rows.flatMap(\.statements) {
      guard case .declaration(let declaration) = statement.kind else { continue }
      let made = scope.attempt { trial -> Bool? in
        _ = trial.perform(declaration)
        return trial.takeDiagnostics().allSatisfy { $0.severity != .error } ? true : nil
      }
      if made != nil { isDeclaring = true }
    }
    return isDeclaring
  }

  /// Declares the names with a mark above that no row gives a meaning, as what they are without it; whether there are any.
  private mutating func declareCompanions(in rows: [DisplayRow]) -> Bool {
    let given = Set(rows.flatMap(\.statements).compactMap { $0.definition?.name.text })
    let known = scope.graph.symbols.count
    for formula in rows.flatMap(\.formulas) {
      for (name, base) in formula.companions.sorted(by: { $0.key < $1.key }) where !given.contains(name) {
        scope.declare(companion: Statement.Name(name, range: formula.range), of: base)
      }
    }
    return scope.graph.symbols.count > known
  }

  /// The rows, read again when a ∇ without its variable stands among them and only one name varies.
  private func rows(_ request: DisplayRequest, _ reader: LaTeXReader) -> [DisplayRow] {
    let rows = reader.rows(of: request.text)
    guard request.variables.isEmpty else { return rows }
    let lacksVariable = rows.flatMap(\.formulas).flatMap(\.tree.all).contains { tree in
      if case .derivative(_, _, let wrt) = tree.kind { wrt.isEmpty } else { false }
    }
    let varying = variables(of: rows, request)
    guard lacksVariable, varying.count == 1, let only = varying.first else { return rows }
    return request.reader(in: scope, varying: [scope.graph[only].name]).rows(of: request.text)
  }

  // MARK: - What varies

  /// The names under an explicit d, ∂ or ∇ anywhere in the display, and those of `wrt=`.
  private func variables(of rows: [DisplayRow], _ request: DisplayRequest) -> Set<SymbolID> {
    let trees = rows.flatMap(\.formulas).map(\.tree)
    var result = Set<SymbolID>()
    var defined: [SymbolID] = []
    func add(_ names: [String]) {
      for name in names {
        guard let symbol = scope.symbol(named: name) else { continue }
        switch scope.graph[symbol].role {
        case .declared, .family: result.insert(symbol)
        case .defined, .definedFamily: defined.append(symbol)
        case .index: break
        }
      }
    }
    add(request.variables + trees.flatMap(\.varyingNames))
    if result.isEmpty { add(trees.flatMap(\.namesUnderDifferentials)) }
    // Where dz stands and nothing that z is made of is said to vary, all of it varies.
    for symbol in defined where variableParts(of: symbol).isDisjoint(with: result) {
      result.formUnion(variableParts(of: symbol))
    }
    return result
  }

  /// The declared names that a defined one is made of, but for constants; none for a declared one.
  func variableParts(of symbol: SymbolID) -> Set<SymbolID> {
    let roots = [scope.graph.definition(of: symbol)].compactMap { $0 }
    return Set(scope.graph.symbols(in: roots, throughDefinitions: true)).filter {
      guard case .declared = scope.graph[$0].role else { return false }
      return !scope.graph[$0].properties.contains(.constant)
    }
  }
}
