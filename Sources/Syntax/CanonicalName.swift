// One name, however it is written: `W_1`, `W1` and `W₁`; `Sigma` and `Σ`.

/// The plain form of names, shared by both readers.
package enum CanonicalName {
  /// The ASCII names of Greek letters.
  package static let greek: [Character: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu",
    "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau",
    "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma",
    "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Υ": "Upsilon",
    "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega", "ℓ": "ell",
  ]

  static let subscriptDigits: [Character: Character] = [
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9",
  ]

  /// The canonical plain form of a name as it was written.
  ///
  /// Greek letters are spelled out, index digits lose their underscore.
  package static func plain(_ written: String) -> String {
    var spelled: [Character] = []
    for character in written {
      if let name = greek[character] {
        spelled.append(contentsOf: name)
      } else {
        spelled.append(subscriptDigits[character] ?? character)
      }
    }
    var result = ""
    for (place, character) in spelled.enumerated() {
      let next = place + 1 < spelled.count ? spelled[place + 1] : nil
      let joinsDigits = place > 0 && spelled[place - 1].isLetter && next?.isNumber == true
      if character == "_", joinsDigits { continue }
      result.append(character)
    }
    return result
  }
}
