// Characters beyond ASCII in LaTeX: what every engine can set is passed on, Greek and mathematics become commands,
// and the rest is left to engines that have a font for it.

enum LaTeXCharacters {
  /// The command that sets a character in mathematics; nil when it is none of mathematics.
  static func mathematical(_ character: Character) -> String? { commands[character] }

  /// The letters of Greek, as they stand in running text for mathematics, and as they are.
  static let greekLetters: [(command: String, letter: String)] = commands.keys
    .filter { $0.unicodeScalars.allSatisfy { (0x370...0x3ff).contains($0.value) } }.sorted()
    .map { (text($0), String($0)) }

  /// A character of running text.
  static func text(_ character: Character) -> String {
    if let plain = textCommands[character] { return plain }
    if let command = commands[character] { return "\\ensuremath{\(command)}" }
    return literal(character)
  }

  /// A character that is no ASCII and no mathematics, in either mode.
  static func literal(_ character: Character) -> String {
    let scalars = Array(character.unicodeScalars)
    // The letters of European languages are in the fonts of every engine.
    if scalars.count == 1, let scalar = scalars.first,
      (0xc0...0x17e).contains(scalar.value) || latinSigns.contains(character)
    {
      return String(character)
    }
    return scalars.map { "\\nablachar{\(String($0.value, radix: 16, uppercase: true))}" }.joined()
  }

  private static let latinSigns: Set<Character> = ["§", "¶", "©", "®", "¡", "¿", "ß", "°", "£", "«", "»"]

  private static let textCommands: [Character: String] = [
    "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "„": "\\quotedblbase{}",
    "…": "\\ldots{}",
    "\u{a0}": "~", "\u{ad}": "\\-", "•": "\\textbullet{}", "€": "\\texteuro{}", "‚": "\\quotesinglbase{}",
    "\u{2009}": "\\,", "\u{202f}": "\\,", "\u{200b}": "", "\u{feff}": "", "✓": "\\ensuremath{\\checkmark}",
    "✗": "\\ensuremath{\\times}", "←": "\\ensuremath{\\leftarrow}", "⟨": "\\ensuremath{\\langle}",
    "⟩": "\\ensuremath{\\rangle}",
  ]

  private static let commands: [Character: String] = {
    var table: [Character: String] = [:]
    for (characters, names) in groups {
      for (character, name) in zip(characters, names.split(separator: " ")) { table[character] = "\\\(name)" }
    }
    for (character, digit) in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵏᵐᵖᵗᵢ", "0123456789+-=()niTkmpti") where character != "ᵢ"
    {
      table[character] = "{}^{\(digit)}"
    }
    for (character, digit) in zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₗₘₙₚₜₓ", "0123456789+-=()ijklmnptx") {
      table[character] = "{}_{\(digit)}"
    }
    for (character, letter) in zip("ℝℂℕℚℤℙ𝔼", "RCNQZPE") { table[character] = "\\mathbb{\(letter)}" }
    table["−"] = "-"
    table["½"] = "\\tfrac12"
    table["¼"] = "\\tfrac14"
    table["¾"] = "\\tfrac34"
    return table
  }()

  private static let groups: [(String, String)] = [
    (
      "αβγδεζηθικλμνξπρςστυφχψω",
      "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho varsigma sigma tau upsilon "
        + "varphi chi psi omega"
    ), ("ϕϑϵϱϖ", "phi vartheta epsilon varrho varpi"),
    ("ΓΔΘΛΞΠΣΥΦΨΩ", "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"),
    ("∂∇∞∑∏∫√∅∀∃¬∧∨", "partial nabla infty sum prod int surd emptyset forall exists neg wedge vee"),
    ("∈∉∋⊂⊆⊃⊇∪∩∖", "in notin ni subset subseteq supset supseteq cup cap setminus"),
    ("≤≥≠≈≡∼≃≅∝≪≫⪯⪰≺≻", "leq geq neq approx equiv sim simeq cong propto ll gg preceq succeq prec succ"),
    ("·×÷±∓∘⊙⊘⊗⊕⊖∗⋅⋆†", "cdot times div pm mp circ odot oslash otimes oplus ominus ast cdot star dagger"),
    (
      "→←↔⇒⇐⇔↦⟹⟺⟶",
      "to leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow mapsto Longrightarrow Longleftrightarrow longrightarrow"
    ),
    ("⟨⟩‖∣⌊⌋⌈⌉⊤⊥′″", "langle rangle Vert mid lfloor rfloor lceil rceil top perp prime prime"),
    ("⋯⋮⋱…ℓ≔□", "cdots vdots ddots ldots ell coloneqq square"),
  ]
}
