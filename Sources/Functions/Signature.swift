package import Expressions

/// The shape rule of a function as data: `logdet(X: n×n) -> scalar`, `exp.(X: n×m) -> n×m`, `eye(n) -> n×n`.
///
/// Size names are bound by the arguments; a result size may be a product or sum of them (`n*m`).
package struct Signature: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// What an argument must be.
  package enum Parameter: Sendable, Hashable {
    /// A matrix whose sizes are bound to (or must equal) the two patterns.
    case matrix(name: String, rows: Size, columns: Size)
    /// A size given as a number, bound to its own name.
    case size(name: String)

    /// The name in formulas.
    package var name: String {
      switch self {
      case .matrix(let name, _, _), .size(let name): name
      }
    }

    /// Whether it is a matrix and not a size.
    package var isMatrix: Bool {
      if case .matrix = self { true } else { false }
    }

    /// Whether a size is a product or sum, which is checked but binds no name.
    var isCompound: Bool {
      guard case .matrix(_, let rows, let columns) = self else { return false }
      return [rows, columns].contains { $0.name == nil && $0.constant == nil }
    }
  }

  /// The name of the function.
  package let name: FunctionName
  /// Whether it works entry by entry (the signature is written with a dot).
  package let isElementwise: Bool
  /// The arguments.
  package let parameters: [Parameter]
  /// The shape of the value, in the sizes that the arguments bind.
  package let result: Shape
  /// The signature as it was written.
  package let description: String

  /// Reads a signature; our own data, so a wrong one is a programming error.
  package init(stringLiteral text: String) {
    guard let signature = Signature(text) else {
      preconditionFailure("the signature '\(text)' cannot be read")
    }
    self = signature
  }

  /// Reads a signature, nil when it is not of the form above.
  package init?(_ text: String) {
    guard let open = text.firstIndex(of: "("), let arrow = Signature.firstRange(of: "->", in: text),
      let close = text[..<arrow.lower].lastIndex(of: ")"), open < close
    else { return nil }
    var name = text[..<open]
    isElementwise = name.hasSuffix(".")
    if isElementwise { name = name.dropLast() }
    var parameters: [Parameter] = []
    let inside = text[text.index(after: open)..<close]
    for part in inside.split(separator: ",") {
      let fields = part.split(separator: ":").map(Signature.trimmed)
      if fields.count == 1 {
        parameters.append(.size(name: String(fields[0])))
      } else if fields.count == 2, let shape = Signature.shape(fields[1]) {
        parameters.append(.matrix(name: String(fields[0]), rows: shape.rows, columns: shape.columns))
      } else {
        return nil
      }
    }
    guard let result = Signature.shape(Signature.trimmed(text[arrow.upper...])) else { return nil }
    self.name = FunctionName(String(name))
    self.parameters = parameters
    self.result = result
    description = text
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }

  private static func firstRange(of mark: String, in text: String) -> (
    lower: String.Index, upper: String.Index
  )? {
    var position = text.startIndex
    while position < text.endIndex {
      if text[position...].hasPrefix(mark) { return (position, text.index(position, offsetBy: mark.count)) }
      position = text.index(after: position)
    }
    return nil
  }

  private static func shape(_ text: Substring) -> Shape? {
    if text == "scalar" { return .scalar }
    let sides = text.split(separator: "×")
    guard sides.count == 2, let rows = size(sides[0]), let columns = size(sides[1]) else { return nil }
    return Shape(rows, columns)
  }

  /// A size pattern: a sum of products of names and integers, with `+ - *` and no brackets.
  ///
  /// The one exception is `n*(n+1)/2`, the number of entries in a triangle.
  static func size(_ text: Substring) -> Size? {
    let triangle = "*(\(text.prefix { $0 != "*" })+1)/2"
    if text.hasSuffix(triangle) {
      return .triangle(Size(named: String(text.dropLast(triangle.count))))
    }
    var total = Size(0)
    for term in signedTerms(of: text) {
      var product = term.isNegative ? Size(-1) : Size.one
      for factor in term.text.split(separator: "*").map(trimmed) {
        if let value = Int(factor) {
          product = product * Size(value)
        } else {
          product = product * Size(named: String(factor))
        }
      }
      total = total + product
    }
    return total
  }

  private static func signedTerms(of text: Substring) -> [(text: Substring, isNegative: Bool)] {
    var terms: [(text: Substring, isNegative: Bool)] = []
    for sum in text.split(separator: "+") {
      for (place, term) in sum.split(separator: "-").enumerated() { terms.append((term, place > 0)) }
    }
    return terms
  }

  /// The shape of the value for arguments of the given shapes.
  package func shape(of arguments: [ArgumentShape]) throws(ShapeFailure) -> Shape {
    guard arguments.count == parameters.count else {
      throw ShapeFailure(
        "'\(name)' takes \(parameters.count) argument\(parameters.count == 1 ? "" : "s"), found \(arguments.count)"
      )
    }
    var bound: [String: Size] = [:]
    for case (.size(let name), let argument) in zip(parameters, arguments) {
      guard let size = argument.size else {
        throw ShapeFailure("'\(self.name)' needs a size for '\(name)', found a \(argument.shape)")
      }
      bound[name] = size
    }
    func unify(_ pattern: Size, _ found: Size) -> Bool {
      if let name = pattern.name, bound[name] == nil {
        bound[name] = found
        return true
      }
      return pattern.substituting { bound[$0] } == found
    }
    // A compound pattern such as `n*m` binds nothing, so arguments that have one wait until names are bound.
    let simpleFirst = parameters.indices.sorted {
      let (a, b) = (parameters[$0].isCompound, parameters[$1].isCompound)
      return a == b ? $0 < $1 : b
    }
    for index in simpleFirst {
      guard case .matrix(let name, let rows, let columns) = parameters[index] else { continue }
      let found = arguments[index].shape
      guard unify(rows, found.rows), unify(columns, found.columns) else {
        let isRow = columns.isOne && !rows.isOne && found.isRow
        throw ShapeFailure(
          "'\(self.name)' needs \(Signature.needed(rows, columns, bound)) for '\(name)', found a \(found)",
          hints: isRow ? ["transpose the argument"] : []
        )
      }
    }
    return Shape(
      result.rows.substituting { bound[$0] },
      result.columns.substituting { bound[$0] }
    )
  }

  /// What an argument must be, in words, with the sizes that are known.
  private static func needed(_ rows: Size, _ columns: Size, _ bound: [String: Size]) -> String {
    if rows == columns, !rows.isOne, rows.name != nil { return "a square matrix" }
    let shape = Shape(rows.substituting { bound[$0] }, columns.substituting { bound[$0] })
    if columns.isOne, !rows.isOne, rows.name != nil { return "a vector" }
    return "a \(shape)"
  }

  /// The traits that readers and graphs need.
  package func traits(
    isLinear: Bool,
    hasDomain: Bool,
    words: [String],
    writing: FunctionWriting = .call,
    properties: @escaping @Sendable ([Properties]) -> Properties
  ) -> FunctionTraits {
    var traits = FunctionTraits(
      name: name,
      arity: parameters.count...parameters.count,
      isElementwise: isElementwise,
      isLinear: isLinear,
      hasDomain: hasDomain,
      words: words,
      writing: writing,
      shape: { (arguments) throws(ShapeFailure) in try self.shape(of: arguments) },
      properties: properties
    )
    traits.place = place
    return traits
  }

  /// The last argument where it is a number that no shape depends on: it is a place in the first one.
  private var place: Int? {
    guard parameters.count == 2, case .size(let name)? = parameters.last else { return nil }
    var patterns = [result.rows, result.columns]
    if case .matrix(_, let rows, let columns) = parameters[0] { patterns += [rows, columns] }
    return patterns.contains { $0.names.contains(name) } ? nil : 1
  }
}
