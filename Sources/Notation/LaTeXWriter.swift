// Layouts as LaTeX that KaTeX and a TeX engine with amsmath both read.

extension Layout {
  /// What becomes of highlighted parts in LaTeX.
  package enum MarkStyle: Sendable, Hashable {
    /// They are written like the rest.
    case plain
    /// They stand in the command `\nablamark{…}`, which the document defines.
    case command
  }

  /// The layout in LaTeX, without delimiters.
  package func latex(marks: MarkStyle = .plain) -> String {
    var writer = LaTeXWriter(marks: marks)
    writer.write(self)
    return writer.text
  }

  /// The name of the command that highlighted parts stand in.
  package static let markCommand = "\\nablamark"
}

private struct LaTeXWriter {
  let marks: Layout.MarkStyle
  private(set) var text = ""
  private var endsInCommand = false

  init(marks: Layout.MarkStyle) { self.marks = marks }

  /// Adds text; a letter after a control word needs a space.
  private mutating func add(_ piece: String) {
    guard let first = piece.unicodeScalars.first else { return }
    if endsInCommand, isLetter(first) { text += " " }
    text += piece
    endsInCommand = LaTeXWriter.endsInControlWord(piece)
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    (65...90).contains(scalar.value) || (97...122).contains(scalar.value)
  }

  private static func endsInControlWord(_ piece: String) -> Bool {
    let tail = piece.utf8.reversed().prefix { (65...90).contains($0) || (97...122).contains($0) }
    guard !tail.isEmpty, tail.count < piece.utf8.count else { return false }
    return piece.utf8.reversed().dropFirst(tail.count).first == UInt8(ascii: "\\")
  }

  mutating func write(_ layout: Layout) {
    switch layout {
    case .row(let parts): for part in parts { write(part) }
    case .number(let digits): add(digits)
    case .identifier(let latex, _): add(latex)
    case .sign(let sign): add(LaTeXWriter.latex(sign))
    case .functionName(let name): add(LaTeXWriter.functionName(name))
    case .space: add("\\,")
    case .fraction(let top, let bottom):
      add("\\frac")
      group(top)
      group(bottom)
    case .root(let inner):
      add("\\sqrt")
      group(inner)
    case .superscript(let base, let exponent):
      write(base)
      add("^")
      argument(exponent)
    case .subscripted(let base, let index):
      write(base)
      add("_")
      argument(index)
    case .fenced(let fence, let inner): fenced(fence, inner)
    case .matrix(let columns, let entries): matrix(columns, entries)
    case .evaluated(let inner, let place):
      add("\\left.")
      write(inner)
      add("\\right|_")
      group(place)
    case .accented(let accent, let inner):
      add("\\\(accent.rawValue)")
      argument(inner)
    case .largeOperator(let name, let lower, let upper):
      add(name == .sum ? "\\sum_" : "\\prod_")
      group(lower)
      add("^")
      group(upper)
      endsInCommand = false
    case .mark(let inner):
      guard marks == .command else { return write(inner) }
      add(Layout.markCommand)
      group(inner)
    case .ellipsis: add("\\cdots")
    }
  }

  private mutating func group(_ layout: Layout) {
    add("{")
    write(layout)
    add("}")
  }

  /// An argument of `^`, `_` or an accent: braces unless it is one token.
  private mutating func argument(_ layout: Layout) {
    switch layout {
    case .number(let digits) where digits.utf8.count == 1: add(digits)
    case .identifier(let latex, _) where LaTeXWriter.isOneToken(latex): add(latex)
    case .sign(.transpose), .sign(.entrywise): write(layout)
    default: group(layout)
    }
  }

  private static func isOneToken(_ latex: String) -> Bool {
    if latex.utf8.count == 1 { return true }
    return latex.first == "\\" && endsInControlWord(latex)
      && latex.utf8.dropFirst().allSatisfy { (65...90).contains($0) || (97...122).contains($0) }
  }

  private mutating func fenced(_ fence: FunctionNotation.Fence, _ inner: Layout) {
    let (left, right) =
      switch fence {
      case .bar: ("|", "|")
      case .doubleBar: ("\\|", "\\|")
      case .parenthesis: ("(", ")")
      case .floor: ("\\lfloor", "\\rfloor")
      }
    let tall = inner.isTall
    // `|` has no direction of its own: without \left, TeX spaces `|-x|` like a difference.
    let sized = tall || (fence != .parenthesis && fence != .floor && startsWithMinus(inner))
    add(sized ? "\\left\(left)" : left)
    write(inner)
    add(sized ? "\\right\(right)" : right)
  }

  private func startsWithMinus(_ layout: Layout) -> Bool { layout.leading == .sign(.negative) }

  private mutating func matrix(_ columns: Int, _ entries: [Layout]) {
    add("\\begin{bmatrix}")
    for (place, entry) in entries.enumerated() {
      if place > 0 { add(place % columns == 0 ? " \\\\ " : " & ") }
      write(entry)
    }
    add("\\end{bmatrix}")
  }

  private static func latex(_ sign: Layout.Sign) -> String {
    switch sign {
    case .plus: " + "
    case .minus: " - "
    case .negative: "-"
    case .equal: " = "
    case .questionedEqual: " \\overset{?}{=} "
    case .notEqual: " \\neq "
    case .approximately: " \\approx "
    case .less: " < "
    case .greater: " > "
    case .atLeast: " \\geq "
    case .atMost: " \\leq "
    case .colon: " : "
    case .hadamard: " \\odot "
    case .entrywise: "\\odot"
    case .hadamardQuotient: " \\oslash "
    case .kronecker: " \\otimes "
    case .times: "\\cdot"
    case .solidus: "/"
    case .comma: ","
    case .transpose: "\\top"
    case .differential: "\\mathrm d"
    case .partial: "\\partial"
    case .nabla: "\\nabla"
    case .element: " \\in "
    case .cross: " \\times "
    case .mapsTo: " \\mapsto "
    case .range: ":"
    }
  }

  private static let commands: Set<String> = [
    "exp", "log", "ln", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "det",
    "max",
    "min", "dim", "sup", "inf", "arg",
  ]

  private static func functionName(_ name: String) -> String {
    commands.contains(name) ? "\\\(name)" : "\\operatorname{\(name)}"
  }
}
