// What an answer was asked for, as the formulas that the two sides of its claim may be.

import JSON

/// The question of an answer.
struct RecordedQuestion {
  /// What the left side may be: the question as a formula, on vec where a matrix takes part; none where it is no formula.
  let forms: [String]
  /// What the right side may be.
  let values: [String]
  /// Whether every answer of this kind has a claim.
  let isPlain: Bool

  init(_ answer: JSONValue) {
    let value = answer["value"]?.string ?? ""
    let kind = answer["kind"]?.string ?? ""
    let along = answer["along"]?.strings ?? []
    let other = answer["and"]?.string
    let isDerivative = ["gradient", "jacobian", "hessian"].contains(kind)
    values =
      kind == "stationary" ? answer["wrt"]?.string.map { ["0*\($0)"] } ?? [] : [value, "vec(\(value))"]
    isPlain =
      isDerivative && along.isEmpty && other == nil
      && answer["wrt"]?.string?.contains(where: { "[,".contains($0) }) == false
    guard let of = answer["of"]?.string else {
      forms = []
      return
    }
    let wrt = answer["wrt"]?.string ?? ""
    // By several names the claim is about all blocks.
    let isWhole = wrt.contains(",") && !wrt.contains("[")
    // Directions are along the variable itself, whose entries a question may ask for.
    let base = String(wrt.prefix { $0 != "[" })
    let isMixed = answer["layout"]?.string ?? "mixed" == "mixed"
    switch (kind, along.count) {
    case ("differential", 0): forms = ["(differential \(of))"]
    case ("simplify", _): forms = [of]
    case ("stationary", _): forms = ["(gradient \(of) wrt \(wrt) at \(wrt) = \(value))"]
    case ("hessian", 1) where isMixed: forms = ["(hessian \(of) wrt \(base))*vec(\(along[0]))"]
    case ("hessian", 2) where isMixed:
      forms = ["vec(\(along[0]))'*(hessian \(of) wrt \(base))*vec(\(along[1]))"]
    case (_, 1) where isMixed && kind != "hessian":
      forms = [
        "(gradient \(of) wrt \(base)) : (\(along[0]))", "(jacobian \(of) wrt \(base))*vec(\(along[0]))",
        "(\(along[0]))*(jacobian \(of) wrt \(base))",
      ]
    case (_, 0) where isDerivative && other != nil && isMixed:
      forms = other.map { ["(jacobian vec(gradient \(of) wrt \(wrt)) wrt \($0))"] } ?? []
    case (_, 0) where isDerivative && other == nil && !isWhole: forms = ["\(kind) \(of) wrt \(wrt)"]
    default: forms = []
    }
  }
}
