// Notations that are known and have no meaning that could be checked: each is unread, and says why.

import Diagnostics

/// A notation that is recognized and not read.
enum UnreadNotation: CaseIterable {
  /// `x \sim \mathcal N(0, \Sigma)`, `f \sim g`.
  case distribution
  /// `\pm X`, `\mp X`.
  case sign
  /// `\sum_{k=0}^\infty`.
  case infinity
  /// `a + b + \cdots`.
  case dots
  /// `\mathbb E[x]`, `\operatorname{Var}(x)`.
  case expectation
  /// `p(x \mid y)`, `\mathbb P(A)`.
  case probability
  /// `A \oplus B`.
  case directSum
  /// `A \star B`.
  case star
  /// `A \ast B` of two arrays.
  case asterisk
  /// `A \boxtimes B`.
  case boxedProduct
  /// `\operatorname{Re} z`.
  case complexPart

  /// Why it is not read.
  var reason: String {
    switch self {
    case .distribution: "'\\sim' states a distribution or a limit, which nothing here computes"
    case .sign: "'\\pm' states two formulas at once: write a row for each sign"
    case .infinity: "an infinite range has no value that is computed here"
    case .dots: "what dots leave out is not guessed: write a sum over an index"
    case .expectation:
      "expectations and variances are not read: what is random, and how, is not said in a formula"
    case .probability: "probabilities are not read: the distribution is not said in a formula"
    case .directSum:
      "'\\oplus' is the direct sum to some and the Kronecker sum to others: write its blocks, or $A \\otimes I + I \\otimes B$"
    case .star: "'\\star' has no one meaning: a product of tensors, a convolution or the author's own"
    case .asterisk:
      "'\\ast' between two arrays is their product to some, that of the entries to others, and a convolution to a third: write AB or A \\odot B"
    case .boxedProduct:
      "'\\boxtimes' has no one meaning: write the product with \\otimes and the order of its indices"
    case .complexPart: "real and imaginary parts are not read: all that is declared here is real"
    }
  }

  /// A row for each that has it.
  var example: String {
    switch self {
    case .distribution: #"x \sim y"#
    case .sign: #"A = \pm X"#
    case .infinity: #"A = \sum_{k=0}^{\infty} X"#
    case .dots: #"x = a + u + \cdots + v"#
    case .expectation: #"\mathbb E[x] = u"#
    case .probability: #"p(x \mid y) = t"#
    case .directSum: #"A \oplus B = X"#
    case .star: #"A \star B = X"#
    case .asterisk: #"A \ast B = X"#
    case .boxedProduct: #"A \boxtimes B = X"#
    case .complexPart: #"\operatorname{Re}(x) = u"#
    }
  }

  /// The notation that an atom belongs to.
  init?(_ atom: LaTeXAtom) {
    switch atom.kind {
    case .operator("sim"): self = .distribution
    case .operator("pm"), .operator("mp"): self = .sign
    case .command("infty"): self = .infinity
    case .command(let name) where name.hasSuffix("dots") || ["dotsc", "dotsb"].contains(name): self = .dots
    case .symbol("mid"): self = .probability
    case .operator("oplus"), .operator("ominus"): self = .directSum
    case .operator("star"): self = .star
    case .operator("boxtimes"): self = .boxedProduct
    case .text(let word): self.init(word: word)
    case .unknown(let name) where name.hasPrefix("\\"): self.init(word: String(name.dropFirst()))
    case .letter("E") where atom.font == "double": self = .expectation
    case .letter("P") where atom.font == "double": self = .probability
    default: return nil
    }
  }

  /// The notation that a word belongs to.
  init?(word: String) {
    switch word {
    case "E", "Var", "var", "Cov", "cov", "Corr", "corr": self = .expectation
    case "P", "Pr", "Prob", "KL": self = .probability
    case "Re", "Im": self = .complexPart
    default: return nil
    }
  }

  func unreadable(_ range: SourceRange) -> UnreadableFormula {
    UnreadableFormula("latex.notation", reason, range)
  }
}
