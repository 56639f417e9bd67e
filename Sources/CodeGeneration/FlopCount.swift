// Costs as polynomials in the sizes, so that orders of evaluation compare without numbers for the sizes.

package import Expressions

/// A number of floating-point operations, as a polynomial with rational coefficients in size names.
package struct FlopCount: Sendable, Hashable {
  /// One term: a coefficient other than 0 times a sorted list of names.
  struct Term: Sendable, Hashable {
    var coefficient: Rational
    var names: [String]
  }

  /// The terms, highest degree first, then by names; none for 0.
  private(set) var terms: [Term]

  private init(collecting given: [Term]) {
    let sorted = given.sorted {
      $0.names.count != $1.names.count
        ? $0.names.count > $1.names.count : $0.names.lexicographicallyPrecedes($1.names)
    }
    var result: [Term] = []
    for term in sorted {
      if let last = result.last, last.names == term.names {
        result[result.count - 1].coefficient = last.coefficient + term.coefficient
      } else {
        result.append(term)
      }
    }
    terms = result.filter { !$0.coefficient.isZero }
  }

  /// No operation.
  package static let zero = FlopCount(collecting: [])

  /// A fixed number of operations.
  package init(_ value: Rational) { self.init(collecting: [Term(coefficient: value, names: [])]) }

  /// As many operations as a size says.
  package init(of size: Size) {
    var total = FlopCount.zero
    for term in size.terms {
      var product = FlopCount(Rational(term.coefficient))
      for name in term.names {
        if let side = Size.triangleSide(of: name) {
          let n = FlopCount(named: side)
          product = product * FlopCount(Rational(1, 2)) * n * (n + FlopCount(1))
        } else {
          product = product * FlopCount(named: name)
        }
      }
      total = total + product
    }
    self = total
  }

  /// As many operations as an unknown quantity, such as an exponent, says.
  init(named name: String) { self.init(collecting: [Term(coefficient: 1, names: [name])]) }

  /// A polynomial such as `2/3*n^3 + n*m`, its names replaced by sizes; nil when it is not of that form.
  package init?(_ text: String, binding sizes: [String: Size]) {
    var total = FlopCount.zero
    for term in text.split(separator: "+") {
      var product = FlopCount(1)
      for factor in term.split(separator: "*") {
        let trimmed = factor.filter { $0 != " " }
        let parts = trimmed.split(separator: "^")
        guard let base = parts.first, parts.count <= 2 else { return nil }
        let exponent = parts.count == 2 ? Int(parts[1]) : 1
        guard let exponent, (0...16).contains(exponent) else { return nil }
        let value: FlopCount
        if let number = Rational(base) {
          value = FlopCount(number)
        } else if let size = sizes[String(base)] {
          value = FlopCount(of: size)
        } else {
          return nil
        }
        for _ in 0..<exponent { product = product * value }
      }
      total = total + product
    }
    self = total
  }

  /// The sum.
  package static func + (a: FlopCount, b: FlopCount) -> FlopCount {
    if a.terms.isEmpty { return b }
    if b.terms.isEmpty { return a }
    return FlopCount(collecting: a.terms + b.terms)
  }

  /// The product.
  package static func * (a: FlopCount, b: FlopCount) -> FlopCount {
    var terms: [Term] = []
    for x in a.terms {
      for y in b.terms {
        terms.append(Term(coefficient: x.coefficient * y.coefficient, names: (x.names + y.names).sorted()))
      }
    }
    return FlopCount(collecting: terms)
  }

  /// The count when every size is large and the same: it decides by degree, then by coefficients.
  var magnitude: Double {
    var total = 0.0
    for term in terms {
      var product = term.coefficient.double
      for name in term.names { product *= name.hasPrefix("log2(") ? 4 : 1000 }
      total += product
    }
    return total
  }
}

extension FlopCount: CustomStringConvertible {
  /// The terms of the two highest degrees: `9*n^2 + 4*n`.
  package var description: String {
    guard let top = terms.first?.names.count else { return "0" }
    let second = terms.first { $0.names.count < top }?.names.count
    var text = ""
    for (place, term) in terms.enumerated() where term.names.count >= (second ?? top) {
      if place > 0 { text += term.coefficient.isNegative ? " - " : " + " }
      if place == 0, term.coefficient.isNegative { text += "-" }
      let magnitude = term.coefficient.magnitude
      var factors: [String] = magnitude.isOne && !term.names.isEmpty ? [] : [magnitude.description]
      var position = 0
      while position < term.names.count {
        let name = term.names[position]
        let count = term.names[position...].prefix { $0 == name }.count
        position += count
        factors.append(count == 1 ? name : "\(name)^\(count)")
      }
      text += factors.joined(separator: "*")
    }
    return text
  }
}
