// The number n(n + 1)/2 of entries in a triangle has no integer coefficients, yet `vech` and the duplication matrix
// have it as a size. It is kept as a name of its own, marked by a letter that no other name can begin with.

extension Size {
  private static let triangleMark: Character = "△"

  /// The number n(n + 1)/2 of entries on and below the diagonal of an n×n matrix.
  ///
  /// With T(a) = a(a + 1)/2: T(a + b) = T(a) + T(b) + ab, T(ca) = c T(a) + c(c − 1)/2 a², and
  /// T(ab) = 2 T(a) T(b) − b T(a) − a T(b) + ab, so it is a polynomial in names n and T(n).
  package static func triangle(_ n: Size) -> Size {
    var sum = Size(0)
    var result = Size(0)
    for term in n.terms {
      let part = term.names.reduce(Size.one) { $0 * Size(named: $1) }
      let c = term.coefficient
      let scaled = Size(c) * triangle(ofMonomial: term.names[...]) + Size(below(c)) * part * part
      let next = Size(c) * part
      result = result + scaled + sum * next
      sum = sum + next
    }
    return result
  }

  /// c(c − 1)/2; past the range of integers it stays at the largest one, as all coefficients do.
  private static func below(_ c: Int) -> Int {
    let (product, overflow) = c.multipliedReportingOverflow(by: c &- 1)
    return overflow ? Int.max : product / 2
  }

  private static func triangle(ofMonomial names: ArraySlice<String>) -> Size {
    guard let first = names.first else { return .one }
    let head = Size(named: "\(triangleMark)\(first)")
    let rest = names.dropFirst()
    guard !rest.isEmpty else { return head }
    let tail = triangle(ofMonomial: rest)
    let (a, b) = (Size(named: first), rest.reduce(Size.one) { $0 * Size(named: $1) })
    return Size(2) * head * tail - b * head - a * tail + a * b
  }

  /// Half of the size, where that is a size: of 2n, and of n² + n = n(n + 1).
  package var half: Size? {
    if let half = Size.halving(self) { return half }
    // With a² = 2 T(a) − a for every square the coefficients are even exactly if the size always is.
    var result = Size(0)
    for term in terms {
      guard term.names.count <= 8 else { return nil }
      var product = Size(term.coefficient)
      var names = term.names[...]
      while let name = names.popFirst() {
        if names.first == name {
          names.removeFirst()
          product = product * (Size(2) * Size(named: "\(Size.triangleMark)\(name)") - Size(named: name))
        } else {
          product = product * Size(named: name)
        }
      }
      result = result + product
    }
    return Size.halving(result)
  }

  private static func halving(_ size: Size) -> Size? {
    var result = Size(0)
    for term in size.terms {
      guard term.coefficient.isMultiple(of: 2) else { return nil }
      result =
        result + term.names.reduce(Size(term.coefficient / 2)) { $0 * Size(named: $1) }
    }
    return result
  }

  /// The name n of which a marked name is n(n + 1)/2; nil for any other name.
  package static func triangleSide(of name: String) -> String? {
    name.first == triangleMark ? String(name.dropFirst()) : nil
  }

  static func value(of name: String, _ sizes: [String: Int]) -> Int? {
    guard let side = triangleSide(of: name) else { return sizes[name] }
    guard let n = value(of: side, sizes) else { return nil }
    let (product, overflow) = n.multipliedReportingOverflow(by: n &+ 1)
    return overflow || n == Int.max ? nil : product / 2
  }

  static func substituting(_ name: String, _ replacement: (String) -> Size?) -> Size {
    guard let side = triangleSide(of: name) else { return replacement(name) ?? Size(named: name) }
    return triangle(substituting(side, replacement))
  }
}
