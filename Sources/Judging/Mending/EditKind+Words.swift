// What an edit of a row says of the slip it mends.

import Verification

extension EditKind {
  /// Whether an edit mends the part it was found in; a term that is missing belongs to the whole.
  var isOfOnePart: Bool {
    switch self {
    case .transpose, .order, .sign, .factor, .inverse, .exponent, .index, .variable: true
    case .diagonal, .symmetricPart, .productRule, .missingTerm, .elementwise, .missingFactor, .layout: false
    }
  }

  /// What was done to a row that the edit mends.
  var words: String {
    switch self {
    case .transpose: "a transpose is missing or too many"
    case .order: "two factors stand in the wrong order"
    case .sign: "a sign is wrong"
    case .factor: "a numerical factor is wrong"
    case .missingTerm: "a term is missing or too many"
    case .diagonal:
      "the diagonal is counted twice: two entries opposite each other are one variable, an entry of the diagonal is one alone"
    case .symmetricPart: "the transposed partner is missing"
    case .productRule:
      "the product rule gives one term for each place of the factor, and these do not commute"
    case .inverse: "an inverse is missing or too many"
    case .exponent: "an exponent is wrong"
    case .index: "an index is wrong"
    case .elementwise: "the product is taken entry by entry (⊙, or diag of the vector)"
    case .variable: "a name is wrong"
    case .missingFactor: "a factor is missing or too many"
    case .layout: "terms in numerator layout and terms in denominator layout stand in one sum"
    }
  }
}
