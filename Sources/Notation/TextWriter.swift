// Layouts as one line of Unicode text, for the terminal and for titles.

extension Layout {
  /// The layout as one line of text: `2(xyᵀWᵀ + Wᵀxyᵀ)`, `∂φ/∂W`, `X⁻¹`.
  package var text: String {
    switch self {
    case .row(let parts): Layout.text(parts)
    case .number(let digits): digits
    case .identifier(_, let text): text
    case .sign(let sign): Layout.text(sign)
    case .functionName(let name): name
    case .space: " "
    case .fraction(let top, let bottom):
      Layout.operand(top, isDenominator: false) + "/" + Layout.operand(bottom, isDenominator: true)
    case .root(let inner): "√" + (inner.isOneSymbol ? inner.text : "(\(inner.text))")
    case .superscript(let base, let exponent):
      base.text + Layout.raised(exponent.text, Layout.superscripts, "^")
    case .subscripted(let base, let index): base.text + Layout.raised(index.text, Layout.subscripts, "_")
    case .fenced(let fence, let inner):
      switch fence {
      case .bar: "|\(inner.text)|"
      case .doubleBar: "‖\(inner.text)‖"
      case .parenthesis: "(\(inner.text))"
      case .floor: "⌊\(inner.text)⌋"
      }
    case .matrix(let columns, let entries):
      "["
        + stride(from: 0, to: entries.count, by: max(columns, 1)).map { start in
          entries[start..<min(start + columns, entries.count)].map(\.text).joined(separator: ", ")
        }.joined(separator: "; ") + "]"
    case .evaluated(let inner, let place): "(\(inner.text))|_{\(place.text)}"
    case .accented(let accent, let inner): inner.text + Layout.combining(accent)
    case .largeOperator(let name, let lower, let upper):
      (name == .sum ? "∑" : "∏") + "_{\(lower.text)}^{\(upper.text)} "
    case .mark(let inner): inner.text
    case .ellipsis: "…"
    }
  }

  private static func text(_ parts: [Layout]) -> String {
    var result = ""
    for (place, part) in parts.enumerated() {
      // TeX sets function names apart by itself.
      if place > 0, case .functionName = parts[place - 1] {
        if case .fenced = part {} else { result += " " }
      }
      result += part.text
    }
    return result
  }

  private static func operand(_ layout: Layout, isDenominator: Bool) -> String {
    let text = layout.text
    switch layout {
    case .row(let parts):
      let loose = parts.contains {
        switch $0 {
        case .sign(.plus), .sign(.minus), .sign(.negative), .sign(.solidus), .sign(.colon), .sign(.hadamard),
          .sign(.hadamardQuotient), .sign(.kronecker), .fraction:
          true
        default: false
        }
      }
      if loose { return "(\(text))" }
      // ∂φ and f(x) are one thing; two factors below a bar are not.
      let single = parts.first == .sign(.partial) && parts.count == 2
      let call = parts.count == 2 && { if case .fenced = parts[1] { true } else { false } }()
      return isDenominator && !single && !call ? "(\(text))" : text
    case .fraction: return "(\(text))"
    default: return text
    }
  }

  private var isOneSymbol: Bool {
    switch self {
    case .number, .identifier, .ellipsis: true
    case .accented(_, let inner), .mark(let inner): inner.isOneSymbol
    default: false
    }
  }

  /// Small characters where Unicode has them all, else the mark with the text behind it.
  private static func raised(_ text: String, _ table: [Character: Character], _ mark: String) -> String {
    let small = text.compactMap { table[$0] }
    if small.count == text.count { return String(small) }
    return text.count == 1 ? mark + text : "\(mark)(\(text))"
  }

  private static let superscripts: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    "−": "⁻", "+": "⁺", "⁺": "⁺", "n": "ⁿ", "i": "ⁱ", "k": "ᵏ", "m": "ᵐ", "p": "ᵖ", "ᵀ": "ᵀ", "t": "ᵗ",
    "x": "ˣ",
  ]

  private static let subscripts: [Character: Character] = [
    "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈", "9": "₉",
    "i": "ᵢ", "j": "ⱼ", "k": "ₖ", "l": "ₗ", "m": "ₘ", "n": "ₙ", "p": "ₚ", "s": "ₛ", "t": "ₜ", "+": "₊",
  ]

  private static func combining(_ accent: Accent) -> String {
    switch accent {
    case .hat: "\u{302}"
    case .bar: "\u{304}"
    case .tilde: "\u{303}"
    case .dot: "\u{307}"
    case .vec: "\u{20D7}"
    }
  }

  private static func text(_ sign: Sign) -> String {
    switch sign {
    case .plus: " + "
    case .minus: " − "
    case .negative: "−"
    case .equal: " = "
    case .questionedEqual: " ≟ "
    case .notEqual: " ≠ "
    case .approximately: " ≈ "
    case .less: " < "
    case .greater: " > "
    case .atLeast: " ≥ "
    case .atMost: " ≤ "
    case .colon: " : "
    case .hadamard: " ⊙ "
    case .entrywise: "⊙"
    case .hadamardQuotient: " ⊘ "
    case .kronecker: " ⊗ "
    case .times: "·"
    case .solidus: "/"
    case .comma: ","
    case .transpose: "ᵀ"
    case .differential: "d"
    case .partial: "∂"
    case .nabla: "∇"
    case .element: " ∈ "
    case .cross: "×"
    case .mapsTo: " ↦ "
    case .range: ":"
    }
  }
}
