// The conditions under which a value and its derivative exist, gathered from what occurs in it.

public import Expressions
import Functions

extension Calculus {
  /// The conditions of an expression, each once, in reading order; what is declared to hold is left out.
  public mutating func conditions(of function: ExpressionID) -> [Condition] {
    var found: [Condition] = []
    func add(_ condition: Condition) { if !found.contains(condition) { found.append(condition) } }
    let order = graph.reachableThroughDefinitions(from: [function])
    let squared = onlySquared(order)
    for id in order where !squared.contains(id) {
      switch graph[id] {
      case .inverse(let x):
        if !graph.properties(x).contains(.invertible) { add(Condition(x, .invertible)) }
      case .power(let base, let exponent):
        guard let value = graph.number(exponent) else {
          if graph.shape(base).isScalar, !graph.properties(base).contains(.positive) {
            add(Condition(base, .positive))
          }
          continue
        }
        if !graph.shape(base).isScalar {
          if value.isNegative, !graph.properties(base).contains(.invertible) {
            add(Condition(base, .invertible))
          }
        } else if !value.isInteger {
          if !graph.properties(base).contains(.positive) { add(Condition(base, .positive)) }
        } else if value.isNegative, !graph.properties(base).contains(.positive) {
          add(Condition(base, .nonzero))
        }
      case .hadamardPower(let base, let exponent):
        if graph.properties(base).contains(.positive) { continue }
        guard let value = graph.number(exponent) else {
          add(Condition(base, .positive))
          continue
        }
        if !value.isInteger {
          add(Condition(base, .positive))
        } else if value.isNegative {
          add(Condition(base, .nonzero))
        }
      case .apply(let name, let arguments):
        guard let record = book.functions[name], !arguments.isEmpty else { continue }
        addConditions(of: record, arguments, to: &found)
      case .map(let name, let argument):
        guard let record = book.functions[name] else { continue }
        addConditions(of: record, [argument], to: &found)
      default: continue
      }
    }
    return found
  }

  /// The norms that occur under even powers only: ‖x‖² is smooth at 0, ‖x‖ is not.
  private func onlySquared(_ order: [ExpressionID]) -> Set<ExpressionID> {
    var squared = Set<ExpressionID>()
    var elsewhere = Set<ExpressionID>()
    for id in order {
      if case .power(let base, let exponent) = graph[id], case .apply = graph[base],
        let value = graph.number(exponent)?.integer, value > 0, value % 2 == 0
      {
        squared.insert(base)
      } else {
        elsewhere.formUnion(graph[id].children)
      }
    }
    return squared.subtracting(elsewhere)
  }

  private mutating func addConditions(
    of record: MatrixFunction,
    _ arguments: [ExpressionID],
    to found: inout [Condition]
  ) {
    for condition in record.conditions {
      guard let (name, relation) = Calculus.relation(condition),
        let place = record.signature.parameters.firstIndex(where: { $0.name == name }),
        place < arguments.count
      else { continue }
      let subject = arguments[place]
      if condition.scope == .derivative, !depends(subject) { continue }
      let known = graph.properties(subject)
      switch relation {
      case .positive: if known.contains(.positive) { continue }
      case .nonnegative: if known.contains(.nonnegative) { continue }
      case .invertible: if known.contains(.invertible) { continue }
      case .symmetric: if known.contains(.symmetric) { continue }
      case .nonzero: if known.contains(.positive) { continue }
      case .notZero, .cosineNonzero, .insideUnitInterval, .words: break
      }
      let result = Condition(subject, relation)
      if !found.contains(result) { found.append(result) }
    }
  }

  /// The name a condition of the catalogue speaks of, and what it says, as data.
  static func relation(_ condition: DomainCondition) -> (String, Condition.Relation)? {
    let text = condition.relation
    if condition.form == .words {
      guard let open = text.firstIndex(of: "{"), let close = text.firstIndex(of: "}"), open < close else {
        return nil
      }
      let name = String(text[text.index(after: open)..<close])
      return (name, .words(text))
    }
    let forms: [(prefix: String, suffix: String, relation: Condition.Relation)] = [
      ("det(", ") != 0", .invertible), ("norm2(", ") != 0", .notZero), ("normF(", ") != 0", .notZero),
      ("cos.(", ") != 0", .cosineNonzero), ("abs.(", ") < 1", .insideUnitInterval), ("", " > 0", .positive),
      ("", " >= 0", .nonnegative), ("", " != 0", .nonzero),
    ]
    for form in forms where text.hasPrefix(form.prefix) && text.hasSuffix(form.suffix) {
      return (String(text.dropFirst(form.prefix.count).dropLast(form.suffix.count)), form.relation)
    }
    return nil
  }
}
