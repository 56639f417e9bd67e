// Which sides of its kinks an evaluation met. An identity that holds on one side of a kink need not hold on the other, so
// whoever evaluates it at points must know where the points lay.

package import Expressions

/// The sides of a kink.
package struct KinkSides: OptionSet, Sendable, Hashable {
  /// The sides as bits.
  package let rawValue: UInt8
  /// The sides of the bits.
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  /// Below it.
  package static let negative = KinkSides(rawValue: 1 << 0)
  /// On it.
  package static let zero = KinkSides(rawValue: 1 << 1)
  /// Above it.
  package static let positive = KinkSides(rawValue: 1 << 2)
}

/// One kink: an entry of the argument of a function with order or sign, at one place of the expressions.
package struct KinkPlace: Hashable, Sendable {
  /// The expression whose value was being computed.
  package let expression: ExpressionID
  /// The number of the application among those for the expression, since a kernel may apply several.
  package let application: Int
  /// The column-major index of the entry.
  package let entry: Int
}

/// What was met at one kink.
package struct KinkVisit: Sendable, Hashable {
  /// The sides.
  package var sides: KinkSides
  /// The first argument that was met, rounded.
  package let argument: Double
  /// Whether another argument was met.
  package var varies = false
  /// Whether the function has no jump or bend there but joins two branches, as ln|x| does.
  package let joinsBranches: Bool

  /// Adds what another evaluation met there.
  package mutating func merge(_ other: KinkVisit) {
    sides.formUnion(other.sides)
    varies = varies || other.varies || argument != other.argument
  }
}

/// The kinks that one evaluation passes, in the order in which it does.
///
/// `@unchecked`: it belongs to one evaluation, which runs on one thread.
package final class KinkRecord: @unchecked Sendable {
  /// The kinks and what was met.
  package private(set) var visits: [KinkPlace: KinkVisit] = [:]
  /// The kinks in the order of their first visit.
  package private(set) var order: [KinkPlace] = []
  private var expression: ExpressionID?
  private var application = 0

  /// A record of nothing.
  package init() {}

  /// Forgets everything, for the next point.
  package func clear() {
    visits.removeAll(keepingCapacity: true)
    order.removeAll(keepingCapacity: true)
    expression = nil
  }

  /// What is computed from now on belongs to an expression; for nil it is not noted.
  ///
  /// Reverse mode asks for signs again on its way back, when no expression is being computed.
  package func enter(_ expression: ExpressionID?) {
    self.expression = expression
    application = 0
  }

  /// Takes note of the arguments of one application of a function with a kink at 0.
  func note(
    _ function: ElementaryFunction,
    count: Int,
    _ argument: (Int) -> (side: KinkSides, value: Double)
  ) {
    guard let expression else { return }
    for entry in 0..<count {
      let place = KinkPlace(expression: expression, application: application, entry: entry)
      let (side, value) = argument(entry)
      let visit = KinkVisit(sides: side, argument: value, joinsBranches: function == .logMagnitude)
      if visits[place] == nil { order.append(place) }
      visits[place, default: visit].merge(visit)
    }
    application += 1
  }
}

extension ElementaryFunction {
  /// Whether the function has a kink or a jump at 0, or joins two branches there.
  var hasKink: Bool {
    switch self {
    case .abs, .sign, .positivePart, .step, .logMagnitude: true
    case .exp, .log, .sqrt, .sin, .cos, .tan, .sinh, .cosh, .tanh, .arcsin, .arccos, .arctan, .arsinh,
      .arcosh, .artanh, .erf, .gamma, .logGamma, .digamma, .trigamma:
      false
    }
  }
}
