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
    default: return nil
    }
  }

  func unreadable(_ range: SourceRange) -> UnreadableFormula {
    UnreadableFormula("latex.notation", reason, range)
  }
}
