// How a plain name is written: Greek letters, indices after `_` or in trailing digits, accents, upright words.

package import Findings

extension Layout {
  /// The layout of a plain name such as `W`, `W1`, `x_hat`, `Sigma`, `loss`, in the letters of its author.
  package static func name(_ name: String, in letters: AuthorsLetters = AuthorsLetters()) -> Layout {
    var pieces = name.split(separator: "_").map(String.init)
    guard let head = pieces.first else { return .identifier(latex: "\\_", text: "_") }
    pieces.removeFirst()
    var indices: [Layout] = []
    var stem = head
    let digits = String(head.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    if !digits.isEmpty, digits.count < head.count {
      stem = String(head.dropLast(digits.count))
      indices.append(.number(digits))
    }
    var result = self.letters(stem)
    if let letter = letters.letter(of: name) { result = .identifier(latex: letter, text: result.text) }
    for piece in pieces {
      if let accent = Accent(rawValue: piece) {
        result = .accented(accent, result)
      } else if piece.allSatisfy({ $0.isASCII && $0.isNumber }) {
        indices.append(.number(piece))
      } else {
        indices.append(self.letters(piece))
      }
    }
    guard !indices.isEmpty else { return result }
    var index: [Layout] = []
    for (place, part) in indices.enumerated() { index += place == 0 ? [part] : [.sign(.comma), part] }
    return .subscripted(result, .joined(index))
  }

  private static func letters(_ name: String) -> Layout {
    if let letter = GreekLetter.named(name) { return .identifier(latex: letter.latex, text: letter.text) }
    if name.count == 1 {
      guard let character = name.first, character.isASCII, character.isLetter else {
        return .identifier(latex: "\\text{\(escaped(name))}", text: name)
      }
      return .identifier(latex: name, text: name)
    }
    return .identifier(latex: "\\mathrm{\(escaped(name))}", text: name)
  }

  /// A name's characters that mean something to TeX, made harmless.
  private static func escaped(_ name: String) -> String {
    var result = ""
    for character in name {
      switch character {
      case "_", "#", "$", "%", "&", "{", "}": result += "\\\(character)"
      case "\\", "^", "~": continue
      default: result.append(character)
      }
    }
    return result
  }
}

/// The Greek letters that mathematics tells from Latin ones.
enum GreekLetter {
  private static let lower: [(String, String)] = [
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ϵ"), ("varepsilon", "ε"),
    ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"), ("iota", "ι"), ("kappa", "κ"),
    ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"), ("pi", "π"), ("varpi", "ϖ"), ("rho", "ρ"),
    ("varrho", "ϱ"), ("sigma", "σ"), ("varsigma", "ς"), ("tau", "τ"), ("upsilon", "υ"), ("phi", "ϕ"),
    ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"), ("ell", "ℓ"),
  ]
  private static let upper: [(String, String)] = [
    ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"), ("Pi", "Π"),
    ("Sigma", "Σ"), ("Upsilon", "Υ"), ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"),
  ]
  private static let table: [String: (latex: String, text: String)] = {
    var table: [String: (latex: String, text: String)] = [:]
    for (name, text) in lower + upper {
      table[name] = ("\\" + name, name == "phi" ? "φ" : text)
      if table[text] == nil { table[text] = ("\\" + name, text) }
    }
    table["φ"] = ("\\phi", "φ")
    return table
  }()

  static func named(_ name: String) -> (latex: String, text: String)? { table[name] }
}
