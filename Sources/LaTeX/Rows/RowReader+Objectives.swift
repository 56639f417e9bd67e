// `\hat\beta = \arg\min_\beta f`, `\min_w f(w)`: a row that states a problem, which sets the gradient of its objective to zero.

import Diagnostics
import Expressions
import Syntax

extension RowReader {
  /// The statements of a part of a row that states a problem: that the gradient by each name is zero, and what else is
  /// said of the solution; nil where there is no problem.
  mutating func problem(_ segment: Segment, _ range: SourceRange, isFirst: Bool) throws(UnreadableFormula)
    -> [DisplayStatement]?
  {
    let (parts, relations) = RowReader.sides(segment.atoms)
    if let objective = try objectiveSaid(parts, relations, segment, range) {
      return statements(objective, isFirst: isFirst)
    }
    guard let place = parts.firstIndex(where: { Problem($0) != nil }), let problem = Problem(parts[place]),
      place > 0 ? problem.isArgument : parts.count == 1 && !problem.isArgument
    else { return nil }
    guard relations.prefix(place).allSatisfy({ [.equal, .defined, .member].contains($0) }) else { return nil }
    if let constraint = context.constraint { throw RowReader.underConditions(constraint) }
    let objective = try formula(problem.objective)
    var statements: [DisplayStatement] = []
    for name in try variables(of: problem, objective, range) {
      let gradient = SyntaxTree(.derivative(.gradient, of: objective.tree, wrt: [name]), range)
      let zero = SyntaxTree(.number(.zero, text: "0"), range)
      statements.append(
        DisplayStatement(
          .chain(
            [
              DisplayFormula(
                gradient,
                range: range,
                isCut: objective.isCut,
                companions: objective.companions
              ),
              DisplayFormula(zero, range: range),
            ],
            [.equal]
          ),
          connective: segment.connective,
          continuation: .none,
          definition: nil,
          optimum: problem.optimum,
          range: range
        )
      )
    }
    guard place + 1 < parts.count else { return statements }
    // `\hat\beta = \arg\min_\beta f = …`: the solution is stated, too.
    var rest = Segment(atoms: parts[0], connective: .and)
    for later in parts.indices.dropFirst(place + 1) {
      rest.atoms.append(LaTeXAtom(.relation(relations[later - 1]), RowReader.range(of: parts[later])))
      rest.atoms += parts[later]
    }
    return statements + self.statements(rest, isFirst: isFirst)
  }

  /// `\min_v E(v) = …`: what is to be least, said of the function by its name, without the word; nil where the row says
  /// something else, such as the least value.
  ///
  /// The right side says the function where it depends on what varies; `\min_v E(v) = 0` states a value.
  private func objectiveSaid(
    _ parts: [[LaTeXAtom]],
    _ relations: [DisplayRelation],
    _ segment: Segment,
    _ range: SourceRange
  ) throws(UnreadableFormula) -> Segment? {
    guard parts.count > 1, [.equal, .defined, .identical].contains(relations[0]),
      let problem = Problem(parts[0]), !problem.isArgument, let head = try? formula(problem.objective).tree,
      let said = try? formula(parts[1]).tree
    else { return nil }
    switch head.kind {
    case .name: break
    case .call(_, _, false, let arguments):
      guard arguments.allSatisfy({ if case .name = $0.kind { true } else { false } }) else { return nil }
    default: return nil
    }
    let varying = Set(problem.variables.flatMap { (try? formula($0))?.tree.names ?? [] })
    let isFunction = said.names.contains { varying.contains($0) || context.names[$0]?.isDefined == true }
    guard isFunction else { return nil }
    if let constraint = context.constraint { throw RowReader.underConditions(constraint) }
    guard let equals = segment.atoms.firstIndex(where: { $0.kind == .relation(relations[0]) }) else {
      return nil
    }
    var result = segment
    result.atoms = problem.objective + segment.atoms[equals...]
    return result
  }

  private static func underConditions(_ place: SourceRange) -> UnreadableFormula {
    UnreadableFormula(
      "latex.problem",
      "a minimum under conditions is not read",
      place,
      hints: ["write the Lagrangian and set its gradient to zero"]
    )
  }

  /// The names by which the objective is to be least or greatest.
  private func variables(of problem: Problem, _ objective: DisplayFormula, _ range: SourceRange)
    throws(UnreadableFormula) -> [SyntaxTree]
  {
    var names: [SyntaxTree] = []
    for part in problem.variables {
      // `\min_{w \in \mathbb R^d}` leaves w free.
      let sides = part.split { if case .relation = $0.kind { true } else { false } }.map { Array($0) }
      let set = sides.count == 2 ? sides[1].visible : []
      let isFree =
        sides.count == 1
        || (part.contains { $0.kind == .relation(.member) } && set.first?.letter == "R"
          && set.dropFirst().allSatisfy {
            if case .script(isSuper: true, _) = $0.kind { true } else { false }
          })
      guard let first = sides.first, isFree, let name = try? formula(first).tree,
        case .name(let text, _) = name.kind, isVariable(text)
      else {
        throw UnreadableFormula(
          "latex.problem",
          "only a minimum over all values of a declared name is read",
          RowReader.range(of: part)
        )
      }
      names.append(name)
    }
    if names.isEmpty {
      names = context.variables.filter { objective.tree.names.contains($0) }
        .map { SyntaxTree(.name($0, latex: nil), range) }
    }
    guard !names.isEmpty else {
      throw UnreadableFormula("latex.problem", "by which name this is to be least is not said", range)
    }
    return names
  }

  /// Whether a name is declared as something that can vary; an index, or a name that nobody declared, is none.
  private func isVariable(_ name: String) -> Bool {
    switch context.names[name]?.kind {
    case .scalar, .vector, .row, .matrix: context.isUndeclared(name) == false
    case .function, .family, .size, .other, nil: false
    }
  }

  /// The formulas of a part of a row, and the relations between them.
  static func sides(_ atoms: [LaTeXAtom]) -> (parts: [[LaTeXAtom]], relations: [DisplayRelation]) {
    var parts: [[LaTeXAtom]] = [[]]
    var relations: [DisplayRelation] = []
    var depth = 0
    for atom in atoms {
      if case .symbol(let sign) = atom.kind {
        if ["(", "[", "\\{", "langle", "eval("].contains(sign) { depth += 1 }
        if [")", "]", "\\}", "rangle", "eval)"].contains(sign) { depth = max(0, depth - 1) }
      }
      if depth == 0, case .relation(let relation) = atom.kind {
        relations.append(relation)
        parts.append([])
      } else {
        parts[parts.count - 1].append(atom)
      }
    }
    return (parts, relations)
  }

  /// The words with which a display states conditions of a problem; nil without any.
  static func constraint(in atoms: [LaTeXAtom]) -> SourceRange? {
    for atom in atoms {
      switch atom.kind {
      case .text(let words):
        let text = words.lowercased().filter { $0 != " " && $0 != "." }
        if ["st", "subjectto", "suchthat", "underthecondition", "constrain"].contains(where: text.hasPrefix) {
          return atom.range
        }
      case .unknown("\\st"), .unknown("\\subjectto"), .word("st"), .word("s.t."), .word("subjectto"):
        return atom.range
      default: continue
      }
    }
    return nil
  }
}

/// `\arg\min_x f`, `\min_x f`: what is to be least or greatest, and by which names.
private struct Problem {
  let optimum: Optimum
  /// Whether the place of the optimum is meant, not its value.
  let isArgument: Bool
  /// The atoms of each name below the word.
  let variables: [[LaTeXAtom]]
  let objective: [LaTeXAtom]

  init?(_ side: [LaTeXAtom]) {
    var rest = side.filter { $0.kind != .wideSpace }.drop { $0.isInvisible }
    guard let word = Problem.word(Array(rest)) else { return nil }
    (optimum, isArgument) = (word.optimum, word.isArgument)
    rest = rest.dropFirst(word.atoms).drop { $0.isInvisible }
    guard case .script(isSuper: false, let content)? = rest.first?.kind else {
      guard isArgument else { return nil }
      variables = []
      objective = Array(rest)
      return
    }
    variables = content.visible.split { $0.isSymbol(",") }.map { Array($0) }
    objective = Array(rest.dropFirst())
  }

  /// The word at the beginning, and how many atoms it has.
  private static func word(_ atoms: [LaTeXAtom]) -> (optimum: Optimum, isArgument: Bool, atoms: Int)? {
    switch atoms.first?.kind {
    case .word("min"): return (.least, false, 1)
    case .word("max"): return (.greatest, false, 1)
    case .word("argmin"), .unknown("\\argmin"): return (.least, true, 1)
    case .word("argmax"), .unknown("\\argmax"): return (.greatest, true, 1)
    case .word("arg"), .unknown("\\arg"):
      guard let next = atoms.dropFirst().firstIndex(where: { !$0.isInvisible }) else { return nil }
      switch atoms[next].kind {
      case .word("min"): return (.least, true, next + 1)
      case .word("max"): return (.greatest, true, next + 1)
      default: return nil
      }
    case .letter:
      switch atoms.prefix(6).compactMap(\.letter).joined() {
      case "argmin": return (.least, true, 6)
      case "argmax": return (.greatest, true, 6)
      default: return nil
      }
    default: return nil
    }
  }
}
