// Layouts from the LaTeX that this module writes, and from the plain formulas of authors, so that a message can be shown
// where nothing sets TeX. What is not understood makes no layout: never half of one.

extension Layout {
  /// The layout of a formula; nil when something in it is not understood.
  package init?(latex: String) {
    var reader = LayoutReader(latex)
    guard let parts = reader.parts(), reader.isAtEnd else { return nil }
    self = .row(parts)
  }
}

private struct LayoutReader {
  private static let nestingBound = 64

  private let tokens: [Substring]
  private var position = 0
  private var nesting = 0

  init(_ latex: String) {
    var tokens: [Substring] = []
    var rest = latex[...]
    while let first = rest.first {
      let word = first == "\\" ? rest.dropFirst().prefix { $0.isASCII && $0.isLetter } : ""
      let length = first == "\\" ? max(word.count + 1, min(2, rest.count)) : 1
      tokens.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    self.tokens = tokens
  }

  var isAtEnd: Bool { position >= tokens.count }

  private mutating func next() -> Substring? {
    guard position < tokens.count else { return nil }
    defer { position += 1 }
    return tokens[position]
  }

  private mutating func skipBlanks() {
    while position < tokens.count, tokens[position].allSatisfy(\.isWhitespace) { position += 1 }
  }

  private mutating func take(_ token: String) -> Bool {
    skipBlanks()
    guard position < tokens.count, tokens[position] == token else { return false }
    position += 1
    return true
  }

  /// What stands before one of the given tokens, or before the end; nil when something is not understood.
  mutating func parts(until ends: Set<Substring> = []) -> [Layout]? {
    guard nesting < Self.nestingBound else { return nil }
    nesting += 1
    defer { nesting -= 1 }
    var parts: [Layout] = []
    while true {
      skipBlanks()
      guard position < tokens.count else { return ends.isEmpty ? parts : nil }
      if ends.contains(tokens[position]) { return parts }
      switch tokens[position] {
      case "^", "_": guard attachScript(&parts) else { return nil }
      case "'":
        position += 1
        parts.append(.identifier(latex: "'", text: "′"))
      default:
        guard let part = atom(after: parts.last) else { return nil }
        if case .number(let digits) = part, case .number(let before)? = parts.last {
          parts[parts.count - 1] = .number(before + digits)
        } else {
          parts.append(part)
        }
      }
    }
  }

  /// What stands before a token, which is taken.
  private mutating func parts(before end: Substring) -> Layout? {
    guard let parts = parts(until: [end]) else { return nil }
    position += 1
    return parts.count == 1 ? parts[0] : .row(parts)
  }

  private mutating func attachScript(_ parts: inout [Layout]) -> Bool {
    guard let mark = next(), let script = argument(), let base = parts.popLast() else { return false }
    parts.append(mark == "^" ? .superscript(base, script) : .subscripted(base, script))
    return true
  }

  /// One argument: a group, or one token.
  private mutating func argument() -> Layout? {
    if take("{") { return parts(before: "}") }
    skipBlanks()
    switch atom(after: nil) {
    case .sign(.hadamard): return .sign(.entrywise)
    case .sign(.plus): return .identifier(latex: "+", text: "⁺")
    case let part: return part
    }
  }

  /// The text of a group that holds no mathematics.
  private mutating func word() -> String? {
    guard take("{") else { return nextLetter() }
    var text = ""
    while let token = next() {
      if token == "}" { return text }
      if token == "\\_" {
        text += "_"
      } else if token.first == "\\" || token == "{" {
        return nil
      } else {
        text += token
      }
    }
    return nil
  }

  private mutating func nextLetter() -> String? {
    skipBlanks()
    guard let token = next(), token.first?.isLetter == true else { return nil }
    return String(token)
  }

  // MARK: - Atoms

  private mutating func atom(after before: Layout?) -> Layout? {
    guard let token = next() else { return nil }
    if token == "{" { return parts(before: "}") }
    if let (fence, end) = Self.fences[token] { return parts(before: end).map { .fenced(fence, $0) } }
    if token == "-" { return .sign(Self.isOperand(before) ? .minus : .negative) }
    if let sign = Self.signs[String(token)] { return .sign(sign) }
    if let symbol = Self.symbols[String(token)] { return .identifier(latex: String(token), text: symbol) }
    if token.first == "\\" { return command(String(token.dropFirst())) }
    guard token.count == 1, let character = token.first else { return nil }
    if character.isASCII, character.isNumber || character == "." { return .number(String(token)) }
    return character.isLetter || "[]|!;*".contains(character)
      ? .identifier(latex: String(token), text: String(token)) : nil
  }

  private static func isOperand(_ layout: Layout?) -> Bool {
    switch layout {
    case nil, .sign(.plus), .sign(.minus), .sign(.negative), .sign(.equal), .sign(.comma), .sign(.colon),
      .functionName:
      false
    case .identifier("[", _): false
    default: true
    }
  }

  private mutating func command(_ name: String) -> Layout? {
    switch name {
    case "frac", "tfrac", "dfrac":
      guard let top = argument(), let bottom = argument() else { return nil }
      return .fraction(top, bottom)
    case "sqrt":
      return tokens.indices.contains(position) && tokens[position] == "[" ? nil : argument().map { .root($0) }
    case "operatorname", "operatorname*": return word().map { .functionName($0) }
    case "mathrm", "text", "mathit", "textrm":
      guard let word = word() else { return nil }
      return word == "d" ? .sign(.differential) : .identifier(latex: "\\\(name){\(word)}", text: word)
    case "mathbf", "boldsymbol", "bm":
      guard let inner = argument() else { return nil }
      return inner == .number("1") ? .identifier(latex: "\\mathbf 1", text: "𝟏") : inner
    case "mathbb", "mathcal":
      guard let letter = word() else { return nil }
      return .identifier(latex: "\\\(name) \(letter)", text: letter == "R" ? "ℝ" : letter)
    case "hat", "bar", "tilde", "dot", "vec":
      return Layout.Accent(rawValue: name).flatMap { accent in argument().map { .accented(accent, $0) } }
    case "sum", "prod": return largeOperator(name == "sum" ? .sum : .product)
    case "overset": return overset()
    case "left": return fenced()
    case "begin": return matrix()
    case "nablamark": return argument().map { .mark($0) }
    case "displaystyle", "!", "bigl", "bigr", "big", "Bigl", "Bigr": return .row([])
    default:
      if let letter = GreekLetter.named(name) { return .identifier(latex: letter.latex, text: letter.text) }
      return Self.functions.contains(name) ? .functionName(name) : nil
    }
  }

  private mutating func largeOperator(_ name: Layout.LargeOperator) -> Layout? {
    guard take("_"), let lower = argument() else { return nil }
    guard take("^") else {
      return .subscripted(
        .identifier(latex: name == .sum ? "\\sum" : "\\prod", text: name == .sum ? "∑" : "∏"),
        lower
      )
    }
    return argument().map { .largeOperator(name, lower: lower, upper: $0) }
  }

  private mutating func overset() -> Layout? {
    guard take("{"), take("?"), take("}"), take("{"), take("="), take("}") else { return nil }
    return .sign(.questionedEqual)
  }

  private mutating func fenced() -> Layout? {
    guard let left = fence(), let inner = parts(before: "\\right"), let right = fence() else { return nil }
    switch (left, right) {
    case ("(", ")"): return .fenced(.parenthesis, inner)
    case ("|", "|"): return .fenced(.bar, inner)
    case ("‖", "‖"): return .fenced(.doubleBar, inner)
    default: break
    }
    return .row([.identifier(latex: left, text: left), .row([inner]), .identifier(latex: right, text: right)])
  }

  private mutating func fence() -> String? {
    skipBlanks()
    guard let token = next() else { return nil }
    if token == "." { return "" }
    return Self.symbols[String(token)] ?? ("()[]|".contains(token) ? String(token) : nil)
  }

  private mutating func matrix() -> Layout? {
    guard let name = word(), name.hasSuffix("matrix") else { return nil }
    var rows: [[Layout]] = [[]]
    while let cell = parts(until: ["&", "\\\\", "\\end"]), let token = next() {
      rows[rows.count - 1].append(cell.count == 1 ? cell[0] : .row(cell))
      if token == "\\\\" { rows.append([]) }
      guard token == "\\end" else { continue }
      guard word() == name, let columns = rows.first?.count, rows.allSatisfy({ $0.count == columns }) else {
        return nil
      }
      return .matrix(columns: columns, rows.flatMap { $0 })
    }
    return nil
  }

  // MARK: - Tables

  private static let fences: [Substring: (FunctionNotation.Fence, Substring)] = [
    "(": (.parenthesis, ")"), "|": (.bar, "|"), "\\|": (.doubleBar, "\\|"),
    "\\lVert": (.doubleBar, "\\rVert"),
    "\\lvert": (.bar, "\\rvert"), "\\lfloor": (.floor, "\\rfloor"),
  ]

  private static let signs: [String: Layout.Sign] = [
    "+": .plus, "=": .equal, "\\neq": .notEqual, "\\ne": .notEqual, "\\approx": .approximately, "<": .less,
    ">": .greater, "\\geq": .atLeast, "\\ge": .atLeast, "\\leq": .atMost, "\\le": .atMost, ":": .colon,
    "\\odot": .hadamard, "\\circ": .hadamard, "\\oslash": .hadamardQuotient, "\\otimes": .kronecker,
    "\\cdot": .times,
    "/": .solidus, ",": .comma, "\\top": .transpose, "\\partial": .partial, "\\nabla": .nabla,
    "\\in": .element,
    "\\times": .cross, "\\mapsto": .mapsTo,
  ]

  private static let symbols: [String: String] = [
    "\\|": "‖", "\\lVert": "‖", "\\rVert": "‖", "\\Vert": "‖", "\\lvert": "|", "\\rvert": "|", "\\vert": "|",
    "\\lfloor": "⌊", "\\rfloor": "⌋", "\\langle": "⟨", "\\rangle": "⟩", "\\{": "{", "\\}": "}",
    "\\infty": "∞",
    "\\cdots": "…", "\\ldots": "…", "\\dots": "…", "\\,": " ", "\\;": " ", "\\:": " ", "\\ ": " ", "~": " ",
    "\\quad": "  ", "\\qquad": "   ", "\\dagger": "†", "\\succ": " ≻ ", "\\succeq": " ⪰ ", "\\star": "⋆",
    "\\implies": " ⟹ ", "\\iff": " ⟺ ", "\\to": " → ",
  ]

  private static let functions: Set<String> = [
    "exp", "log", "ln", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "det",
    "max",
    "min", "dim", "sup", "inf", "arg", "ker",
  ]
}
