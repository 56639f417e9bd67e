/// A symbolic size: a polynomial with integer coefficients in size names, such as `n`, `2`, `n*m` or `n + 1`.
///
/// Kept in one canonical form (terms sorted, like terms added), so that equality is equality of sizes.
package struct Size: Hashable, Sendable {
  /// One term: a coefficient other than 0 times a sorted list of names.
  package struct Term: Hashable, Sendable {
    /// The integer factor, never 0.
    package let coefficient: Int
    /// The names, sorted, with repetition.
    package let names: [String]
  }

  /// The terms, sorted by names; empty for the size 0.
  package let terms: [Term]

  private init(canonical terms: [Term]) { self.terms = terms }

  /// A fixed size.
  package init(_ value: Int) {
    terms = value == 0 ? [] : [Term(coefficient: value, names: [])]
  }

  /// The size with a name.
  package init(named name: String) { terms = [Term(coefficient: 1, names: [name])] }

  /// The size 1.
  package static let one = Size(1)

  /// The value when no name occurs.
  package var constant: Int? {
    if terms.isEmpty { return 0 }
    guard terms.count == 1, terms[0].names.isEmpty else { return nil }
    return terms[0].coefficient
  }

  /// Whether it is the size 1 as a polynomial, which is what makes a matrix a vector or a scalar.
  package var isOne: Bool { constant == 1 }

  /// The name when the size is just that.
  package var name: String? {
    guard terms.count == 1, terms[0].coefficient == 1, terms[0].names.count == 1,
      Size.triangleSide(of: terms[0].names[0]) == nil
    else { return nil }
    return terms[0].names[0]
  }

  /// The names that occur, sorted, each once.
  package var names: [String] {
    Array(Set(terms.flatMap(\.names).map { Size.triangleSide(of: $0) ?? $0 })).sorted()
  }

  /// The value under an assignment of the names; nil when a name is missing or on overflow.
  package func value(_ sizes: [String: Int]) -> Int? {
    var total = 0
    for term in terms {
      var product = term.coefficient
      for name in term.names {
        guard let value = Size.value(of: name, sizes) else { return nil }
        let (next, overflow) = product.multipliedReportingOverflow(by: value)
        if overflow { return nil }
        product = next
      }
      let (next, overflow) = total.addingReportingOverflow(product)
      if overflow { return nil }
      total = next
    }
    return total
  }

  /// The size with every name replaced as the closure says.
  package func substituting(_ replacement: (String) -> Size?) -> Size {
    var result = Size(0)
    for term in terms {
      var product = Size(term.coefficient)
      for name in term.names { product = product * Size.substituting(name, replacement) }
      result = result + product
    }
    return result
  }

  private static func collect(_ terms: [Term]) -> Size {
    let sorted = terms.sorted {
      $0.names.count != $1.names.count
        ? $0.names.count > $1.names.count : $0.names.lexicographicallyPrecedes($1.names)
    }
    var result: [Term] = []
    for term in sorted {
      if let last = result.last, last.names == term.names {
        let (sum, overflow) = last.coefficient.addingReportingOverflow(term.coefficient)
        result[result.count - 1] = Term(coefficient: overflow ? Int.max : sum, names: term.names)
      } else {
        result.append(term)
      }
    }
    return Size(canonical: result.filter { $0.coefficient != 0 })
  }

  /// The sum.
  package static func + (a: Size, b: Size) -> Size { collect(a.terms + b.terms) }
  /// The difference.
  package static func - (a: Size, b: Size) -> Size { a + Size(-1) * b }
  /// The product; a coefficient past the range of integers stays at the largest one.
  package static func * (a: Size, b: Size) -> Size {
    var terms: [Term] = []
    for x in a.terms {
      for y in b.terms {
        let (product, overflow) = x.coefficient.multipliedReportingOverflow(by: y.coefficient)
        terms.append(
          Term(coefficient: overflow ? Int.max : product, names: (x.names + y.names).sorted())
        )
      }
    }
    return collect(terms)
  }
}

extension Size: CustomStringConvertible, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  /// A fixed size.
  package init(integerLiteral value: Int) { self.init(value) }
  /// A size name.
  package init(stringLiteral name: String) { self.init(named: name) }

  /// `n*m`, `n + 1`, `2*n`; powers as `n^2`.
  package var description: String {
    if terms.isEmpty { return "0" }
    var text = ""
    for (index, term) in terms.enumerated() {
      let magnitude = abs(term.coefficient)
      if index == 0 {
        text += term.coefficient < 0 ? "-" : ""
      } else {
        text += term.coefficient < 0 ? " - " : " + "
      }
      var factors: [String] = magnitude == 1 && !term.names.isEmpty ? [] : ["\(magnitude)"]
      var position = 0
      while position < term.names.count {
        let name = term.names[position]
        var count = 0
        while position < term.names.count, term.names[position] == name {
          count += 1
          position += 1
        }
        let text = Size.triangleSide(of: name).map { "\($0)*(\($0) + 1)/2" } ?? name
        factors.append(count == 1 ? text : text == name ? "\(name)^\(count)" : "(\(text))^\(count)")
      }
      text += factors.joined(separator: "*")
    }
    return text
  }
}
