/// A matrix expression as a sum of terms over the ring of matrices: the shape in which equality is decided.
///
/// Terms stand in the order they first appeared, so a polynomial can be built back in reading order; for
/// comparison `NormalForm` sorts them.
struct Polynomial: Sendable, Hashable {
  /// A scalar atom with its exponent.
  struct Power: Sendable, Hashable {
    let base: ExpressionID
    let exponent: Rational
  }

  /// What is multiplied in a term, apart from its coefficient.
  struct Monomial: Sendable, Hashable {
    /// Scalar atoms, in canonical order, each base once, no exponent 0.
    var scalars: [Power] = []
    /// The chain of matrix atoms; empty exactly when the polynomial is scalar.
    var chain: [ExpressionID] = []
  }

  /// A monomial with its coefficient.
  struct Term: Sendable, Hashable {
    var coefficient: Rational
    var monomial: Monomial
  }

  /// The shape of the value.
  let shape: Shape
  /// The terms, each monomial once, no coefficient 0.
  private(set) var terms: [Term] = []
  private var places: [Monomial: Int] = [:]

  init(shape: Shape) { self.shape = shape }

  init(shape: Shape, _ term: Term) {
    self.shape = shape
    add(term)
  }

  var isZero: Bool { terms.isEmpty }

  /// The value when the polynomial is a number.
  var number: Rational? {
    if terms.isEmpty { return shape.isScalar ? 0 : nil }
    guard terms.count == 1, shape.isScalar, terms[0].monomial.scalars.isEmpty else { return nil }
    return terms[0].coefficient
  }

  mutating func add(_ term: Term) {
    if term.coefficient.isZero { return }
    guard let place = places[term.monomial] else {
      places[term.monomial] = terms.count
      terms.append(term)
      return
    }
    let sum = terms[place].coefficient + term.coefficient
    if sum.isZero {
      terms.remove(at: place)
      places[term.monomial] = nil
      for index in place..<terms.count { places[terms[index].monomial] = index }
    } else {
      terms[place].coefficient = sum
    }
  }

  mutating func add(_ other: Polynomial) { for term in other.terms { add(term) } }

  func scaled(by factor: Rational) -> Polynomial {
    var result = Polynomial(shape: shape)
    for term in terms { result.add(Term(coefficient: factor * term.coefficient, monomial: term.monomial)) }
    return result
  }

  static func == (a: Polynomial, b: Polynomial) -> Bool {
    a.shape == b.shape && a.terms.count == b.terms.count
      && a.terms.allSatisfy { term in
        guard let place = b.places[term.monomial] else { return false }
        return b.terms[place].coefficient == term.coefficient
      }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(shape)
    hasher.combine(terms.count)
  }
}
