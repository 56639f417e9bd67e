// How each operation, number and size is written in Python.

import Expressions
import Functions

extension PythonWriter {
  func bracketed(_ id: ValueID, _ wanted: Binding, continuing joint: String = "") -> String {
    guard let piece = pieces[id] else { return "" }
    if piece.binding > wanted { return piece.text }
    let goesOn = piece.binding == wanted && (wanted == .sum || (!joint.isEmpty && piece.joint == joint))
    return goesOn ? piece.text : "(\(piece.text))"
  }

  private func atom(_ id: ValueID) -> String { bracketed(id, .power) }
  private func plain(_ id: ValueID) -> String { pieces[id]?.text ?? "" }

  private func chained(_ operands: [ValueID], _ joint: String) -> Piece {
    var text = ""
    for (place, operand) in operands.enumerated() {
      if place == 0 {
        text = bracketed(operand, .product, continuing: joint)
      } else {
        text += " \(joint) " + bracketed(operand, .product)
      }
    }
    return Piece(text: text, binding: .product, joint: joint)
  }

  private func call(_ function: String, _ arguments: String...) -> Piece {
    Piece(
      text: "\(library.name(of: "np." + function) ?? function)(\(arguments.joined(separator: ", ")))",
      binding: .atom
    )
  }

  /// A template with its arguments, which are whole arguments of calls in it.
  private func made(_ template: String, _ arguments: String...) -> Piece {
    Piece(text: filled(template, arguments.map { ($0, $0) }), binding: .atom)
  }

  /// A value as an array, where the library tells numbers from arrays.
  func array(_ id: ValueID) -> String {
    guard let template = library.creation.number, isOfHost(id) else { return plain(id) }
    return made(template, plain(id)).text
  }

  func write(_ value: Program.Value) -> Piece {
    let operands = value.operands
    switch value.operation {
    case .argument(let name): return Piece(text: name, binding: .atom)
    case .index(let symbol): return Piece(text: indexNames[symbol] ?? "i", binding: .atom)
    case .number(let number): return PythonWriter.number(number)
    case .constant(let constant):
      return Piece(text: library.name(of: "np.\(constant.rawValue)") ?? constant.rawValue, binding: .atom)
    case .size(let size): return self.size(size)
    case .identity: return made(library.creation.identity, plain(value.shape.rows))
    case .ones: return made(library.creation.ones, extent(value.shape))
    case .zeros: return made(library.creation.zeros, extent(value.shape))
    case .sum(let subtracts): return sum(operands, subtracts)
    case .product: return product(operands)
    case .quotient: return chained(operands, "/")
    case .power:
      return Piece(text: "\(atom(operands[0]))**\(bracketed(operands[1], .power))", binding: .power)
    case .multiply:
      // A transpose before a vector is the vector before the matrix: XLA would write the transpose out, at three times the
      // time of the product (n = 1000).
      if library == .jax, operands.count == 2, program[operands[0]].operation == .transpose,
        program.rank(operands[1]) == .vector
      {
        return chained([operands[1], program[operands[0]].operands[0]], "@")
      }
      return chained(operands, "@")
    case .outer: return call("outer", plain(operands[0]), plain(operands[1]))
    case .transpose: return Piece(text: atom(operands[0]) + ".T", binding: .atom)
    case .inverse: return call("linalg.inv", plain(operands[0]))
    case .solve: return call("linalg.solve", plain(operands[0]), plain(operands[1]))
    case .matrixPower: return call("linalg.matrix_power", plain(operands[0]), exponent(operands[1]))
    case .innerProduct: return call("sum", chained(operands, "*").text)
    case .kronecker: return call("kron", plain(operands[0]), plain(operands[1]))
    case .scaleRows:
      let text = "\(atom(operands[0]))[:, None] * \(bracketed(operands[1], .product))"
      return Piece(text: text, binding: .product, joint: "*")
    case .scaleColumns: return chained(operands, "*")
    case .slice(let axis, let first, let last):
      let range = (first.terms.isEmpty ? "" : plain(first)) + ":" + plain(last)
      let text = "\(atom(operands[0]))[\(axis == .rows ? range : ":, " + range)]"
      return Piece(text: text, binding: .atom)
    case .pad(let axis, let before, let after):
      let creation = library.creation
      let template =
        program.rank(operands[0]) != .matrix
        ? creation.paddedVector : axis == .rows ? creation.paddedRows : creation.paddedColumns
      return made(template, plain(operands[0]), plain(before), plain(after))
    case .call(let function): return apply(function, operands)
    case .column: return Piece(text: atom(operands[0]) + "[:, None]", binding: .atom)
    case .row: return Piece(text: atom(operands[0]) + "[None, :]", binding: .atom)
    case .single: return call("reshape", plain(operands[0]), "(1, 1)")
    case .flattened: return call("ravel", plain(operands[0]))
    case .item: return Piece(text: call("ravel", plain(operands[0])).text + "[0]", binding: .atom)
    case .block(let columns): return block(columns, operands, value.shape)
    case .entry: return Piece(text: "\(atom(operands[0]))[\(places(operands.dropFirst()))]", binding: .atom)
    case .member: return Piece(text: "\(atom(operands[0]))[\(places(operands.dropFirst()))]", binding: .atom)
    case .loop: return Piece(text: "", binding: .atom)
    }
  }

  private func sum(_ operands: [ValueID], _ subtracts: [Bool]) -> Piece {
    var text = ""
    for (place, operand) in operands.enumerated() {
      if place == 0 {
        text = plain(operand)
      } else {
        text += subtracts[place] ? " - " : " + "
        text += pieces[operand]?.binding == .sum ? "(\(plain(operand)))" : plain(operand)
      }
    }
    return Piece(text: text, binding: .sum)
  }

  private func product(_ operands: [ValueID]) -> Piece {
    guard program[operands[0]].operation == .number(-1), operands.count > 1 else {
      return chained(operands, "*")
    }
    if operands.count == 2 { return Piece(text: "-" + bracketed(operands[1], .sign), binding: .sign) }
    let rest = chained(Array(operands.dropFirst()), "*")
    return Piece(text: "-" + rest.text, binding: .product, joint: "*")
  }

  private func exponent(_ id: ValueID) -> String {
    if case .number = program[id].operation { return plain(id) }
    return "int(\(plain(id)))"
  }

  private func places(_ operands: ArraySlice<ValueID>) -> String {
    operands.map { operand in
      switch program[operand].operation {
      case .number(let value): (value - 1).description
      case .index, .size: "\(plain(operand)) - 1"
      default: "int(\(plain(operand))) - 1"
      }
    }.joined(separator: ", ")
  }

  private func block(_ columns: Int, _ operands: [ValueID], _ shape: Shape) -> Piece {
    let creation = library.creation
    let areScalars = operands.allSatisfy { program.rank($0) == .scalar }
    func list(_ texts: [String]) -> String { texts.joined(separator: ", ") }
    if shape.columns.isOne {
      return made(areScalars ? creation.vector : creation.joined, list(operands.map(array)))
    }
    // A number among matrices is a matrix of one entry, which libraries that join arrays want to be told.
    let texts = operands.map { operand in
      areScalars || creation.number == nil || program.rank(operand) != .scalar
        ? array(operand) : call("reshape", array(operand), "(1, 1)").text
    }
    let rows = stride(from: 0, to: texts.count, by: columns).map { start in
      made(
        areScalars ? creation.row : creation.blockRow,
        list(Array(texts[start..<min(start + columns, texts.count)]))
      ).text
    }
    return made(areScalars ? creation.rows : creation.blocks, list(rows))
  }

  private func apply(_ name: FunctionName, _ operands: [ValueID]) -> Piece {
    guard let function = functions(name), let form = function.python.form(over: library) else {
      return Piece(text: "", binding: .atom)
    }
    let arguments = zip(operands, function.signature.parameters).map { operand, parameter in
      // Places and sizes stay numbers.
      library.creation.number != nil && parameter.isMatrix && isOfHost(operand)
        ? (array(operand), array(operand)) : (plain(operand), atom(operand))
    }
    return Piece(text: filled(form.expression, arguments), binding: .atom)
  }

  private func filled(_ template: String, _ arguments: [(plain: String, bracketed: String)]) -> String {
    var text = PythonWriter.filling("{like}", in: template, with: like, orBracketed: like)
    for (place, argument) in arguments.enumerated() {
      text = PythonWriter.filling(
        "{\(place)}",
        in: text,
        with: argument.plain,
        orBracketed: argument.bracketed
      )
    }
    return text
  }

  /// A template with its mark replaced, bracketed unless it is a whole argument of a call.
  private static func filling(
    _ mark: String,
    in template: String,
    with plain: String,
    orBracketed bracketed: String
  )
    -> String
  {
    let pieces = split(template, at: mark)
    var result = pieces[0]
    for piece in pieces.dropFirst() {
      let opens = result.hasSuffix("(") || result.hasSuffix(", ")
      let closes = piece.hasPrefix(")") || piece.hasPrefix(",")
      result += (opens && closes ? plain : bracketed) + piece
    }
    return result
  }

  static func split(_ text: String, at mark: String) -> [String] {
    var pieces: [String] = []
    var rest = text[...]
    var current = ""
    while let character = rest.first {
      if rest.hasPrefix(mark) {
        pieces.append(current)
        current = ""
        rest = rest.dropFirst(mark.count)
      } else {
        current.append(character)
        rest.removeFirst()
      }
    }
    return pieces + [current]
  }

  // MARK: - Numbers and sizes

  /// A number: digits, a decimal that ends soon, or a quotient of integers.
  static func number(_ value: Rational) -> Piece {
    if value.isInteger { return Piece(text: value.description, binding: value.isNegative ? .sign : .atom) }
    var scaled = value.magnitude
    var places = 0
    while !scaled.isInteger, places < 16 {
      scaled = scaled * 10
      places += 1
    }
    let sign = value.isNegative ? "-" : ""
    guard scaled.isInteger else {
      return Piece(text: "\(value.numerator) / \(value.denominator)", binding: .product, joint: "/")
    }
    let digits = scaled.description
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let text = padded.dropLast(places) + "." + padded.suffix(places)
    return Piece(text: sign + text, binding: value.isNegative ? .sign : .atom)
  }

  private func extent(_ shape: Shape) -> String {
    shape.columns.isOne ? plain(shape.rows) : "(\(plain(shape.rows)), \(plain(shape.columns)))"
  }

  private func plain(_ size: Size) -> String { self.size(size).text }

  func sum(_ size: Size, plus more: Int) -> String { plain(size + Size(more)) }

  private func size(_ size: Size) -> Piece { PythonWriter.piece(of: size, sizes: sizes) }

  /// A size in the names of Python.
  static func text(of size: Size, sizes: [String: String]) -> String { piece(of: size, sizes: sizes).text }

  private static func piece(of size: Size, sizes: [String: String]) -> Piece {
    guard !size.terms.isEmpty else { return Piece(text: "0", binding: .atom) }
    var text = ""
    var binding = Binding.atom
    for (place, term) in size.terms.enumerated() {
      if place > 0 { text += term.coefficient < 0 ? " - " : " + " }
      if place == 0, term.coefficient < 0 { text += "-" }
      var factors: [String] = []
      if abs(term.coefficient) != 1 || term.names.isEmpty { factors.append("\(abs(term.coefficient))") }
      for name in term.names {
        if let side = Size.triangleSide(of: name) {
          let side = sizes[side] ?? side
          factors.append("(\(side) * (\(side) + 1) // 2)")
        } else {
          factors.append(sizes[name] ?? name)
        }
      }
      text += factors.joined(separator: " * ")
      if factors.count > 1 { binding = .product }
    }
    if size.terms.count > 1 || size.terms[0].coefficient < 0 { binding = .sum }
    return Piece(text: text, binding: binding, joint: binding == .product ? "*" : "")
  }
}
