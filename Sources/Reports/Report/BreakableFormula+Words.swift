// The commands between which a line may end, and those that reach over a break.

extension BreakableFormula {
  static func kind(of text: String) -> Break? {
    if relations.contains(text) { return .relation }
    if sums.contains(text) { return .sum }
    if products.contains(text) { return .product }
    return nil
  }

  /// What begins a factor that is longer than a letter.
  static let factors: Set<String> = [
    "\\operatorname", "\\sqrt", "\\frac", "\\exp", "\\log", "\\sin", "\\cos", "\\tanh", "\\det", "\\min",
    "\\max",
    "\\sum", "\\prod",
  ]
  static let relations: Set<String> = [
    "=", "\\implies", "\\Rightarrow", "\\iff", "\\Leftrightarrow", "\\equiv", "\\approx", "\\leq", "\\geq",
    "\\le", "\\ge", "\\to", "\\Longrightarrow", "\\coloneqq", "\\neq", "\\ne", "\\overset", "\\stackrel",
  ]
  static let sums: Set<String> = ["+", "-", "\\pm", "\\mp", "\\oplus"]
  static let products: Set<String> = [
    ":", "\\colon", "\\odot", "\\circ", "\\otimes", "\\cdot", "\\times",
  ]
  /// What reaches over all that follows.
  static let unbreakable: Set<String> = [
    "\\over", "\\atop", "\\choose", "\\above", "\\brack", "\\brace", "\\color", "\\bf", "\\rm", "\\it",
    "\\cal",
    "\\middle", "&", "\\\\", "\\cr", "\\tag", "\\displaylimits", "\\scriptstyle", "\\textstyle", "\\large",
    "\\small", "\\tiny", "\\Large", "\\boldmath",
  ]
}
