// Text of a cell -> words; total, each unreadable character is one diagnostic.

import Diagnostics
import Expressions

/// Cuts a cell into words, with ranges in UTF-8 offsets.
struct Lexer {
  private let scalars: [Unicode.Scalar]
  private let offsets: [Int]
  private var position = 0
  private(set) var tokens: [Token] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Digits of one number; longer ones serve nobody and cost quadratic time.
  static let digitBound = 400

  static func words(of text: String) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    var lexer = Lexer(text)
    lexer.run()
    return (lexer.tokens, lexer.diagnostics)
  }

  private init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var offset = 0
    var offsets: [Int] = []
    offsets.reserveCapacity(scalars.count + 1)
    for scalar in scalars {
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.offsets = offsets
  }

  private func scalar(_ distance: Int = 0) -> Unicode.Scalar? {
    let place = position + distance
    return place < scalars.count ? scalars[place] : nil
  }

  private mutating func run() {
    var isSpaced = true
    while let next = scalar() {
      if next == "\n" || next == "\r" {
        // A carriage return alone, or with its line feed, ends one line.
        let width = next == "\r" && scalar(1) == "\n" ? 2 : 1
        add(.newline, width, isSpaced)
        isSpaced = true
      } else if next.properties.isWhitespace || next == "\u{FEFF}" {
        position += 1
        isSpaced = true
      } else if next == "#" {
        while let inside = scalar(), inside != "\n", inside != "\r" { position += 1 }
      } else {
        word(next, isSpaced)
        isSpaced = false
      }
    }
    tokens.append(Token(kind: .end, range: SourceRange(offsets[position], offsets[position]), isSpaced: true))
  }

  private mutating func add(_ kind: Token.Kind, _ width: Int, _ isSpaced: Bool) {
    let range = SourceRange(offsets[position], offsets[position + width])
    tokens.append(Token(kind: kind, range: range, isSpaced: isSpaced))
    position += width
  }

  private mutating func word(_ first: Unicode.Scalar, _ isSpaced: Bool) {
    if Lexer.isDigit(first) || (first == "." && scalar(1).map(Lexer.isDigit) == true) {
      number(isSpaced)
    } else if Lexer.superscripts[first] != nil || first == "⁻" {
      superscript(isSpaced)
    } else if Lexer.startsName(first) {
      name(isSpaced)
    } else if first == ".", !isSpaced, endsOperand, scalar(1).map(Lexer.startsName) == true {
      // `A.T` is a transpose; before any other name the dot is that of `np.exp(x)` and `x.sum()`.
      let isTranspose = scalar(1) == "T" && scalar(2).map(Lexer.continuesName) != true
      add(.mark(isTranspose ? "'" : "."), isTranspose ? 2 : 1, isSpaced)
    } else if first == "\\", endsOperand, isSpaced, scalar(1).map({ $0 == " " || $0 == "(" }) == true {
      // `A \ b` solves; before a letter it would be a command of TeX.
      add(.mark("\\"), 1, isSpaced)
    } else if let second = scalar(1), let mark = Lexer.pairs[String([first, second].map(Character.init))] {
      add(.mark(mark), 2, isSpaced)
    } else if let mark = Lexer.marks[first] {
      add(.mark(mark), 1, isSpaced)
    } else {
      let range = SourceRange(offsets[position], offsets[position + 1])
      // One diagnostic for a run of unreadable characters, however long it is.
      if tokens.last?.kind != .invalid || tokens.last?.range.end != range.start {
        diagnostics.append(.unreadableCharacter(first, range))
      }
      add(.invalid, 1, isSpaced)
    }
  }

  /// Whether the word before ends an operand: a name, a closing bracket or a transpose.
  private var endsOperand: Bool {
    switch tokens.last?.kind {
    case .name, .mark(")"), .mark("]"), .mark("'"): true
    default: false
    }
  }

  private mutating func name(_ isSpaced: Bool) {
    var width = 1
    while let next = scalar(width), Lexer.continuesName(next) { width += 1 }
    var written = String(String.UnicodeScalarView(scalars[position..<position + width]))
    if written.hasSuffix("_"), let (below, end) = bracedSubscript(width) {
      written += below
      width = end
    }
    add(.name(CanonicalName.plain(written)), width, isSpaced)
  }

  /// What braces after `_` add to a name, as in print: the `kgivenkminus1` of `P_{k|k-1}`; nil where they hold other things.
  private func bracedSubscript(_ start: Int) -> (text: String, end: Int)? {
    guard scalar(start) == "{" else { return nil }
    var text = ""
    var place = start + 1
    while let next = scalar(place), next != "}" {
      switch next {
      case "+" where !text.isEmpty: text += "plus"
      case "-" where !text.isEmpty: text += "minus"
      case "|" where !text.isEmpty: text += "given"
      case " " where !text.isEmpty: break
      default:
        guard Lexer.continuesName(next), next != "_" else { return nil }
        text.unicodeScalars.append(next)
      }
      place += 1
    }
    return scalar(place) == "}" && !text.isEmpty ? (text, place + 1) : nil
  }

  private mutating func number(_ isSpaced: Bool) {
    var width = 0
    while let next = scalar(width), Lexer.isDigit(next) { width += 1 }
    // `2.*x` and `1..m` go on with an operator, `2.5` with decimals.
    if scalar(width) == ".", let next = scalar(width + 1), Lexer.isDigit(next) {
      width += 1
      while let next = scalar(width), Lexer.isDigit(next) { width += 1 }
    }
    if let mark = scalar(width), mark == "e" || mark == "E" {
      let sign = scalar(width + 1).map { $0 == "-" || $0 == "+" } == true ? 1 : 0
      if let digit = scalar(width + 1 + sign), Lexer.isDigit(digit) {
        width += 1 + sign
        while let next = scalar(width), Lexer.isDigit(next) { width += 1 }
      }
    }
    let text = String(String.UnicodeScalarView(scalars[position..<position + width]))
    let range = SourceRange(offsets[position], offsets[position + width])
    let exact = text.hasPrefix(".") ? "0" + text : text
    guard width <= Lexer.digitBound, let value = Rational(exact) else {
      diagnostics.append(.numberTooLong(range))
      add(.invalid, width, isSpaced)
      return
    }
    add(.number(value, text: text), width, isSpaced)
  }

  private mutating func superscript(_ isSpaced: Bool) {
    let isNegative = scalar() == "⁻"
    var width = isNegative ? 1 : 0
    var value = 0
    while let next = scalar(width), let digit = Lexer.superscripts[next] {
      // Past the bound of exponents the digits no longer matter.
      value = min(value * 10 + digit, 1_000_000_000)
      width += 1
    }
    add(.superscript(isNegative ? -value : value), width, isSpaced)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar == "_" || scalar.properties.isAlphabetic }
    return scalar.properties.isAlphabetic && scalar != "ᵀ"
  }

  private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    startsName(scalar) || isDigit(scalar) || ("₀"..."₉").contains(scalar)
      || scalar.properties.generalCategory == .nonspacingMark
  }

  private static let superscripts: [Unicode.Scalar: Int] = [
    "⁰": 0, "¹": 1, "²": 2, "³": 3, "⁴": 4, "⁵": 5, "⁶": 6, "⁷": 7, "⁸": 8, "⁹": 9,
  ]

  private static let pairs: [String: String] = [
    "==": "==", ".*": ".*", "./": "./", ".^": ".^", ".+": ".+", ".-": ".-", ".(": ".(", ".'": "'",
    "..": "..", "!=": "!=", ">=": ">=", "<=": "<=", "**": "^", ":=": "=", "||": "‖", ".>": ">", ".<": "<",
  ]

  private static let marks: [Unicode.Scalar: String] = [
    "(": "(", ")": ")", "[": "[", "]": "]", ",": ",", ";": ";", ":": ":", "=": "=", "+": "+", "-": "-",
    "*": "*", "/": "/", "@": "*", "‖": "‖", "∈": "∈", "^": "^", "'": "'", "’": "'", "′": "'", "ᵀ": "'",
    "⊤": "'", "−": "-", "–": "-",
    "·": "*", "⋅": "*", "×": "*", "÷": "/", "⊗": "⊗", "⊙": ".*", "∘": ".*", "⊘": "./",
    ">": ">", "<": "<", "≠": "!=", "≥": ">=", "≤": "<=",
  ]
}
