// What single signs and command names stand for: Unicode beside TeX, letters, operators, relations, fonts.

enum LaTeXSymbols {
  /// Greek letters by command name; the value is the name of the plain language.
  static let letters: [String: String] = {
    var table: [String: String] = [:]
    for name in [
      "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
      "nu",
      "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma", "Delta",
      "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega", "ell",
    ] { table[name] = name }
    for name in ["epsilon", "theta", "phi", "rho", "sigma", "kappa", "pi"] {
      table["var" + name] = "var" + name
    }
    return table
  }()

  /// The TeX of a letter of the plain language, perhaps with an accent: `\sigma`, `\hat x`.
  static func command(forLetter name: String) -> String {
    let pieces = name.split(separator: "_", maxSplits: 1).map(String.init)
    if pieces.count == 2, accents[pieces[1]] != nil {
      return "\\\(pieces[1]) " + command(forLetter: pieces[0])
    }
    return letters[name] == nil ? name : "\\" + name
  }

  /// Relations by command name, with the sign of the plain form.
  static let relations: [String: DisplayRelation] = [
    "equiv": .identical, "doteq": .defined, "triangleq": .defined, "coloneqq": .defined, "coloneq": .defined,
    "eqdef": .defined, "approx": .approximately, "simeq": .approximately,
    "cong": .approximately, "propto": .proportional, "le": .lessOrEqual, "leq": .lessOrEqual,
    "leqslant": .lessOrEqual, "ge": .greaterOrEqual, "geq": .greaterOrEqual, "geqslant": .greaterOrEqual,
    "lt": .less, "gt": .greater, "ne": .notEqual, "neq": .notEqual, "succ": .greater,
    "succeq": .greaterOrEqual,
    "prec": .less, "preceq": .lessOrEqual, "in": .member, "ll": .less, "gg": .greater,
  ]

  /// Arrows between statements.
  static let implications: [String: DisplayConnective] = [
    "implies": .implies, "Rightarrow": .implies, "Longrightarrow": .implies, "therefore": .implies,
    "iff": .equivalent, "Leftrightarrow": .equivalent, "Longleftrightarrow": .equivalent, "because": .reason,
    "impliedby": .reason, "Leftarrow": .reason, "leadsto": .implies, "rightsquigarrow": .implies,
  ]

  /// Arrows inside a statement: maps and limits.
  static let arrows: Set<String> = ["to", "rightarrow", "longrightarrow", "mapsto", "longmapsto"]

  /// Operators with two operands.
  static let operators: Set<String> = [
    "cdot", "times", "circ", "odot", "otimes", "oslash", "star", "boxtimes", "ast", "bullet", "oplus",
    "ominus",
    "div", "pm", "mp", "sim", "wedge", "setminus", "cup", "cap", "bigodot", "bigotimes",
  ]

  /// Commands that change the letters of their argument and nothing else.
  static let fonts: [String: String] = [
    "mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "pmb": "bold", "bold": "bold", "mathbfit": "bold",
    "symbf": "bold", "symbfit": "bold", "mathrm": "roman", "mathsf": "sans", "mathtt": "type",
    "mathit": "italic",
    "mathnormal": "italic", "mathcal": "script", "mathscr": "script", "mathfrak": "fraktur",
    "mathbb": "double",
    "Bbb": "double", "vec": "vector", "overrightarrow": "vector", "mathds": "double", "mathbbm": "double",
    "symbol": "italic", "cal": "script", "vect": "vector", "vectorbold": "bold", "bs": "bold",
  ]

  /// Switches that hold up to the end of the group.
  static let switches: [String: String] = [
    "bf": "bold", "bfseries": "bold", "rm": "roman", "it": "italic", "tt": "type", "sf": "sans",
    "cal": "script",
    "frak": "fraktur", "boldmath": "bold", "mit": "italic", "sl": "italic", "Bbb": "double",
  ]

  /// Commands with a text argument, with its font.
  static let texts: [String: String] = [
    "text": "text", "mbox": "text", "hbox": "text", "textrm": "text", "textnormal": "text", "textsf": "text",
    "textup": "text", "textbf": "bold", "textit": "italic", "texttt": "type", "emph": "italic",
    "fbox": "text",
    "intertext": "text", "shortintertext": "text",
  ]

  /// Accents that belong to the name of a letter.
  static let accents: [String: String] = [
    "hat": "hat", "widehat": "hat", "tilde": "tilde", "widetilde": "tilde", "bar": "bar", "overline": "bar",
    "dot": "dot", "ddot": "ddot", "check": "check", "breve": "breve", "underline": "underline",
    "ring": "ring",
    "mathring": "ring", "acute": "acute", "grave": "grave", "underbar": "underline",
  ]

  /// Commands that print a space within a formula.
  static let spaces: Set<String> = [
    ",", ";", ":", ">", " ", "thinspace", "medspace", "thickspace", "enspace", "enskip", "hspace", "space",
    "nobreakspace",
  ]

  /// Commands that end a row.
  static let rowBreaks: Set<String> = ["\\", "cr", "newline", "tabularnewline"]

  /// Commands that print a space of a length that follows.
  static let measuredSpaces: Set<String> = ["hspace", "kern", "hskip", "mkern", "mskip"]

  /// Commands that leave no trace in what is said, with the number of arguments that go with them.
  static let silent: [String: Int] = [
    ",": 0, ";": 0, ":": 0, "!": 0, ">": 0, " ": 0, "/": 0, "-": 0, "thinspace": 0, "medspace": 0,
    "thickspace": 0,
    "negthinspace": 0, "negmedspace": 0, "enspace": 0, "enskip": 0, "displaystyle": 0, "textstyle": 0,
    "scriptstyle": 0, "scriptscriptstyle": 0, "limits": 0, "nolimits": 0, "notag": 0, "nonumber": 0,
    "hline": 0,
    "hfill": 0, "strut": 0, "mathstrut": 0, "allowbreak": 0, "nobreak": 0, "relax": 0, "mathord": 0,
    "mathop": 0,
    "mathbin": 0, "mathrel": 0, "mathopen": 0, "mathclose": 0, "mathpunct": 0, "mathinner": 0,
    "normalsize": 0,
    "small": 0, "large": 0, "Large": 0, "noindent": 0, "displaylimits": 0, "smash": 0, "qedhere": 0,
    "hfil": 0,
    "left<": 0, "tag": 1, "label": 1, "color": 1, "vspace": 1, "phantom": 1, "hphantom": 1,
    "vphantom": 1, "eqref": 1, "ref": 1, "cite": 1, "footnote": 1, "textcolor": 1, "colorbox": 1,
    "class": 1,
    "mathclap": 0, "mathllap": 0, "mathrlap": 0, "boxed": 0, "bbox": 0, "arraycolsep": 0,
    "allowdisplaybreaks": 0,
    "ensuremath": 0, "blacksquare": 0, "qed": 0, "qedsymbol": 0, "unicode": 1, "protect": 0, "mathchoice": 0,
    "space": 0, "nobreakspace": 0, "negthickspace": 0, "nolinebreak": 0, "nopagebreak": 0, "linebreak": 0,
    "qty": 0, "quantity": 0, "pqty": 0,
    "bqty": 0, "tiny": 0, "footnotesize": 0, "middle": 0,
  ]

  /// Sizes of delimiters; the value says whether the command fixes the side of a bar.
  static let delimiterSizes: [String: Side] = [
    "big": .either, "Big": .either, "bigg": .either, "Bigg": .either, "bigl": .left, "Bigl": .left,
    "biggl": .left, "Biggl": .left, "bigr": .right, "Bigr": .right, "biggr": .right, "Biggr": .right,
    "bigm": .either, "Bigm": .either, "biggm": .either, "Biggm": .either,
  ]

  enum Side: Sendable { case left, right, either }

  /// Environments whose rows are rows of the display.
  static let rowEnvironments: Set<String> = [
    "align", "align*", "aligned", "alignat", "alignat*", "alignedat", "eqnarray", "eqnarray*", "gather",
    "gather*",
    "gathered", "split", "multline", "multline*", "equation", "equation*", "flalign", "flalign*",
    "displaymath",
    "math", "IEEEeqnarray", "IEEEeqnarray*", "dcases*", "subequations", "eqalign", "eqalignno",
  ]

  /// Environments whose rows are entries of a matrix.
  static let matrixEnvironments: Set<String> = [
    "matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "array", "pmatrix*",
    "bmatrix*",
  ]

  /// Words for what is no function of its own and is written out in others: `\operatorname{sym} A = (A + A^T)/2`.
  static let writtenOut: [String: String] = [
    "inv": "inv", "kron": "kron", "cof": "cof", "cofactor": "cof", "sym": "sym", "Sym": "sym", "skew": "skew",
    "Skew": "skew",
  ]

  /// Words for derivatives, with their order.
  static let derivativeWords: [String: Int] = ["Hess": 2, "hess": 2, "grad": 1, "Grad": 1]

  /// Signs that stand for a command.
  static let unicodeCommands: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [
      "∂": "partial", "𝜕": "partial", "∇": "nabla", "▽": "nabla", "⊙": "odot", "∘": "circ", "◦": "circ",
      "⊗": "otimes", "⊘": "oslash", "⋆": "star", "⊠": "boxtimes", "·": "cdot", "⋅": "cdot", "•": "cdot",
      "∙": "cdot", "×": "times", "∑": "sum", "∏": "prod", "≤": "le", "≥": "ge", "≠": "ne", "≈": "approx",
      "≡": "equiv", "∝": "propto", "∈": "in", "⇒": "implies", "⟹": "implies", "⇔": "iff", "⟺": "iff",
      "∴": "therefore", "→": "to", "⟶": "to", "↦": "mapsto", "⟨": "langle", "⟩": "rangle", "〈": "langle",
      "〉": "rangle", "∣": "mid", "ℓ": "ell", "⊤": "top", "′": "prime", "≔": "coloneqq", "≜": "triangleq",
      "≐": "doteq", "∞": "infty", "…": "dots", "⋯": "cdots", "⊺": "intercal", "√": "surd", "≻": "succ",
      "≽": "succeq", "⪰": "succeq", "∗": "ast", "¬": "neg", "∀": "forall", "∎": "relax",
    ]
    let greek = [
      "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
      "nu",
      "xi", "omicron", "pi", "rho", "", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ]
    for (index, name) in greek.enumerated() where !name.isEmpty {
      if let small = Unicode.Scalar(0x3B1 + UInt32(index)) { table[small] = name }
      let capital = name.prefix(1).uppercased() + name.dropFirst()
      if let large = Unicode.Scalar(0x391 + UInt32(index)), letters[capital] != nil { table[large] = capital }
    }
    table["ϵ"] = "epsilon"
    table["ϕ"] = "phi"
    table["φ"] = "phi"
    table["ϑ"] = "vartheta"
    return table
  }()

  /// Signs that stand for another character.
  static let unicodeCharacters: [Unicode.Scalar: String] = [
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "´": "'", "＝": "=", "（": "(",
    "）": ")",
    "，": ",", "∕": "/", "÷": "/", "∶": ":", "＊": "*", "ℝ": "ℝ",
  ]

  /// The plain characters of a raised or lowered sign, and whether it is raised.
  static func script(_ scalar: Unicode.Scalar) -> (plain: String, isSuper: Bool)? {
    switch scalar {
    case "ᵀ", "ᵗ": ("T", true)
    case "⁰": ("0", true)
    case "¹": ("1", true)
    case "²": ("2", true)
    case "³": ("3", true)
    case "⁴"..."⁹": (String(scalar.value - 0x2070), true)
    case "⁻": ("-", true)
    case "⁺": ("+", true)
    case "ⁿ": ("n", true)
    case "ⁱ": ("i", true)
    case "₀"..."₉": (String(scalar.value - 0x2080), false)
    case "ᵢ": ("i", false)
    case "ⱼ": ("j", false)
    case "ₖ": ("k", false)
    case "ₘ": ("m", false)
    case "ₙ": ("n", false)
    case "ₓ": ("x", false)
    case "ₜ": ("t", false)
    default: nil
    }
  }

  /// The letter behind a character of the block of mathematical letters, with the command of its font.
  static func mathematicalLetter(_ scalar: Unicode.Scalar) -> (font: String, letter: String)? {
    let fonts = [
      "mathbf", "mathit", "mathbf", "mathcal", "mathcal", "mathfrak", "mathbb", "mathfrak", "mathsf",
      "mathsf",
      "mathsf", "mathsf", "mathtt",
    ]
    guard (0x1D400...0x1D6A3).contains(scalar.value) else { return nil }
    let place = Int(scalar.value - 0x1D400)
    let position = UInt32(place % 52)
    let base: UInt32 = position < 26 ? 0x41 + position : 0x61 + position - 26
    guard let letter = Unicode.Scalar(base) else { return nil }
    return (fonts[place / 52], String(Character(letter)))
  }
}
