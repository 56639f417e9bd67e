// The conditions under which a value and its derivative exist, gathered from what occurs in it.

package import Expressions
import Functions

extension Calculus {
  /// The conditions of an expression, each once, in reading order; what is declared to hold is left out.
  package mutating func conditions(of function: ExpressionID) -> [Condition] {
    var found: [Condition] = []
    func add(_ condition: Condition) { if !found.contains(condition) { found.append(condition) } }
    let order = graph.reachableThroughDefinitions(from: [function])
    let raised = onlyRaised(order).union(summedEigenvalues(order))
    for id in order where !raised.contains(id) {
      switch graph[id] {
      case .inverse(let x):
        if !graph.properties(x).contains(.invertible) { add(Condition(x, .invertible)) }
      case .power(let base, let exponent):
        guard let value = graph.number(exponent) else {
          if graph.shape(base).isScalar, !graph.properties(base).contains(.positive) {
            if let least = leastWhole(exponent) {
              if least < 1 { add(Condition(base, .nonzero)) }
            } else {
              add(Condition(base, .positive))
            }
          }
          if !graph.shape(base).isScalar, case .symbol(let name) = graph[exponent],
            graph[name].role == .declared
          {
            add(Condition(exponent, .words("{X} is a positive integer")))
          }
          continue
        }
        if !graph.shape(base).isScalar {
          if !value.isInteger {
            if !hasPositiveSpectrum(base) {
              add(Condition(base, .words("{X} has no eigenvalue that is zero or negative")))
            }
          } else if value.isNegative, !graph.properties(base).contains(.invertible) {
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
      case .indexedProduct(_, let body) where depends(body):
        // The rule divides by each factor.
        if !graph.properties(body).contains(.positive) { add(Condition(body, .nonzero)) }
      case .apply(let name, let arguments):
        guard let record = book.functions[name], !arguments.isEmpty else { continue }
        addConditions(of: record, arguments, to: &found)
      case .map(let name, let argument):
        guard let record = book.functions[name] else { continue }
        addConditions(of: record, [argument], to: &found)
      default: continue
      }
    }
    return needed(found)
  }

  /// The least value of an exponent that is an index of a sum with a number added: of k − 1 it is 0.
  private func leastWhole(_ exponent: ExpressionID) -> Int? {
    let terms: [ExpressionID]
    if case .sum(let operands) = graph[exponent] { terms = operands } else { terms = [exponent] }
    var least = 0
    for term in terms {
      if let number = graph.number(term) {
        guard let integer = number.integer else { return nil }
        least += integer
      } else if case .symbol(let symbol) = graph[term], case .index = graph[symbol].role {
        least += 1
      } else {
        return nil
      }
    }
    return least
  }

  /// The conditions of several expressions together.
  package func conditions(_ first: [Condition], and others: [Condition]) -> [Condition] {
    let all = first + others.filter { !first.contains($0) }
    return needed(all)
  }

  /// The conditions that say something: not those that others imply, nor those that numbers meet.
  func needed(_ given: [Condition]) -> [Condition] {
    let conditions = given.flatMap { reduced($0) }.reduce(into: [Condition]()) { unique, condition in
      if !unique.contains(condition) { unique.append(condition) }
    }
    return conditions.filter { condition in
      isAlwaysMet(condition) != true && !conditions.contains { isStronger($0, than: condition) }
    }
  }

  /// Whether a condition that speaks of a number, of a size or of a multiple of the identity is met; nil for another one.
  func isAlwaysMet(_ condition: Condition) -> Bool? {
    if case .size = graph[condition.subject], case .positive = condition.relation { return true }
    if case .size = graph[condition.subject], case .nonzero = condition.relation { return true }
    let parts = graph.parts(condition.subject)
    if parts.scalars.isEmpty, parts.chain.count == 1, case .identity = graph[parts.chain[0]] {
      switch condition.relation {
      case .invertible, .notZero: return !parts.coefficient.isZero
      default: return nil
      }
    }
    guard let value = graph.number(condition.subject) else { return nil }
    switch condition.relation {
    case .nonzero, .invertible, .notZero: return !value.isZero
    case .positive: return !value.isZero && !value.isNegative
    case .nonnegative: return !value.isNegative
    case .insideUnitInterval: return value.magnitude < 1
    case .cosineNonzero, .symmetric, .compared, .words: return nil
    }
  }

  /// Whether a condition on the derivative makes one on the value needless: x > 0 beside x ≥ 0.
  private func isStronger(_ strong: Condition, than weak: Condition) -> Bool {
    switch (strong.relation, weak.relation) {
    case (.positive, .nonnegative), (.positive, .nonzero): return strong.subject == weak.subject
    case (.compared(">", let a), .compared(">=", let b)): return strong.subject == weak.subject && a == b
    case (.compared(">=", let a), .compared(">=", let b)):
      guard strong.subject == weak.subject, let large = graph.argumentShape(a).size,
        let small = graph.argumentShape(b).size, let gap = (large - small).constant
      else { return false }
      return gap > 0
    case (.notZero, .nonzero):
      // ‖x‖ ≠ 0 says what x ≠ 0 does.
      if case .apply(let norm, let arguments) = graph[weak.subject], norm == "norm2" || norm == "normF" {
        return arguments == [strong.subject]
      }
      return false
    case (.insideUnitInterval, .compared("<=", _)):
      return graph[weak.subject].children == [strong.subject]
    default: return false
    }
  }

  /// Whether what is known of an argument is enough for a condition.
  private func isMet(_ condition: DomainCondition, by argument: ExpressionID) -> Bool {
    guard let enough = condition.metBy else { return false }
    if graph.properties(argument).isSuperset(of: enough) { return true }
    return enough == .positiveDefinite && hasPositiveSpectrum(argument)
  }

  /// Whether all eigenvalues are known to be positive: AB is similar to a positive-definite matrix where A and B are
  /// positive definite.
  private func hasPositiveSpectrum(_ id: ExpressionID) -> Bool {
    if graph.properties(id).contains(.positiveDefinite) { return true }
    let parts = graph.parts(id)
    return parts.chain.count == 2 && parts.coefficient > 0
      && parts.scalars.allSatisfy { graph.properties($0).contains(.positive) }
      && parts.chain.allSatisfy { graph.properties($0).contains(.positiveDefinite) }
  }

  private mutating func addConditions(
    of record: MatrixFunction,
    _ arguments: [ExpressionID],
    to found: inout [Condition]
  ) {
    for condition in record.conditions {
      if isMet(condition, by: arguments[0]) { continue }
      if record.differentialWhereTied != nil, let pieces = piecesThatMeet(arguments) {
        for (left, right) in pieces {
          let apart = unequal(left, right)
          if depends(apart.subject), !found.contains(apart) { found.append(apart) }
        }
        continue
      }
      guard let atArguments = self.stated(condition, record, arguments) else { continue }
      var stated = withNumberOnTheRight(atArguments)
      if case .compared("!=", let other) = stated.relation { stated = unequal(stated.subject, other) }
      if condition.scope == .derivative, !depends(stated.subject) { continue }
      if isDecided(stated) { continue }
      // A function of equals is what a law makes of it, which has a derivative.
      if case .compared("!=", let other) = stated.relation,
        graph.withoutIdleTranspose(stated.subject) == graph.withoutIdleTranspose(other)
      {
        continue
      }
      let known = graph.properties(stated.subject)
      switch stated.relation {
      case .positive: if known.contains(.positive) { continue }
      case .nonnegative: if known.contains(.nonnegative) { continue }
      case .invertible: if known.contains(.invertible) { continue }
      case .symmetric: if known.contains(.symmetric) { continue }
      case .nonzero: if known.contains(.positive) { continue }
      case .notZero, .cosineNonzero, .insideUnitInterval, .compared, .words: break
      }
      if !found.contains(stated) { found.append(stated) }
    }
    for (argument, assumed) in zip(arguments, record.assumed) {
      let known = graph.properties(argument)
      guard !known.isSuperset(of: assumed) else { continue }
      let relation: Condition.Relation =
        assumed.contains(.positiveDefinite) ? .words("{X} is symmetric and positive definite") : .symmetric
      let condition = Condition(argument, relation)
      if !found.contains(condition) { found.append(condition) }
    }
  }

  /// That two expressions are not equal, the one that varies on the left.
  private mutating func unequal(_ left: ExpressionID, _ right: ExpressionID) -> Condition {
    depends(left) ? Condition(left, .compared("!=", right)) : Condition(right, .compared("!=", left))
  }

  /// A comparison of sizes with the numbers on its right side: n − 1 ≥ 1 is n ≥ 2.
  private mutating func withNumberOnTheRight(_ condition: Condition) -> Condition {
    guard case .compared(">=", let bound) = condition.relation,
      let large = graph.argumentShape(condition.subject).size, let small = graph.argumentShape(bound).size
    else { return condition }
    let gap = large - small
    let number = gap.terms.first { $0.names.isEmpty }?.coefficient ?? 0
    let names = gap - Size(number)
    guard number < 0, names.terms.allSatisfy({ $0.coefficient > 0 }) else { return condition }
    return Condition(graph.size(names), .compared(">=", graph.number(Rational(-number))))
  }

  /// Whether sizes meet a condition whatever they are: n ≥ n, 3 ≥ 2.
  private func isDecided(_ condition: Condition) -> Bool {
    guard case .compared(">=", let bound) = condition.relation,
      let large = graph.argumentShape(condition.subject).size, let small = graph.argumentShape(bound).size,
      case let gap = large - small, gap.terms.allSatisfy({ $0.names.isEmpty || $0.coefficient > 0 })
    else { return false }
    // A size is at least 1, and so is a product of sizes.
    return gap.terms.reduce(0) { $0 + $1.coefficient } >= 0
  }

  /// A condition of the catalogue at real arguments.
  private mutating func stated(
    _ condition: DomainCondition,
    _ record: MatrixFunction,
    _ arguments: [ExpressionID]
  ) -> Condition? {
    if let (name, relation) = Calculus.relation(condition),
      let place = record.signature.parameters.firstIndex(where: { $0.name == name }),
      place < arguments.count
    {
      guard case .words(var words) = relation else { return Condition(arguments[place], relation) }
      // Sizes are put in here; what is left in braces is the matrix.
      let binding = book.binding(record, arguments, graph)
      for (size, value) in binding.sizes.sorted(by: { $0.key < $1.key }) {
        words = words.split(separator: "{\(size)}", omittingEmptySubsequences: false)
          .joined(separator: value.description)
      }
      // So are indices, which are letters: eigenvalue number i.
      for case (.size(let size), let value) in zip(record.signature.parameters, arguments) {
        guard let letter = graph.indexSymbol(value) else { continue }
        words = words.split(separator: "{\(size)}", omittingEmptySubsequences: false)
          .joined(separator: graph[letter].name)
      }
      return Condition(arguments[place], .words(words))
    }
    for sign in [" != ", " >= ", " <= ", " > ", " < "] {
      let sides = condition.relation.split(separator: sign)
      guard sides.count == 2 else { continue }
      let binding = book.binding(record, arguments, graph)
      guard let left = try? book.instance(String(sides[0]), binding, in: &graph),
        let right = try? book.instance(String(sides[1]), binding, in: &graph)
      else { return nil }
      if sign == " != ", graph.isZero(right), case .apply("det", let inner) = graph[left] {
        return Condition(inner[0], .invertible)
      }
      return Condition(left, .compared(String(sign.dropFirst().dropLast()), right))
    }
    return nil
  }

  /// The name a condition of the catalogue speaks of, and what it says, as data.
  static func relation(_ condition: DomainCondition) -> (String, Condition.Relation)? {
    let text = condition.relation
    if condition.form == .words {
      return ("X", .words(text))
    }
    let forms: [(prefix: String, suffix: String, relation: Condition.Relation)] = [
      ("det(", ") != 0", .invertible), ("norm2(", ") != 0", .notZero), ("normF(", ") != 0", .notZero),
      ("cos.(", ") != 0", .cosineNonzero), ("abs.(", ") < 1", .insideUnitInterval), ("", " > 0", .positive),
      ("", " >= 0", .nonnegative), ("", " != 0", .nonzero),
    ]
    for form in forms where text.hasPrefix(form.prefix) && text.hasSuffix(form.suffix) {
      let name = text.dropFirst(form.prefix.count).dropLast(form.suffix.count)
      if name.allSatisfy(\.isLetter) { return (String(name), form.relation) }
    }
    return nil
  }
}
