// A published identity, as a record states it, and the cells that ask for it.

/// A published identity: what is differentiated and what the literature says comes out.
struct IdentityRecord: Decodable, Sendable {
  /// What is stated.
  enum Kind: String, Decodable, Sendable, CaseIterable {
    case gradient, jacobian, hessian, differential, identity
    case structuredGradient = "structured-gradient"
  }

  /// A name with its shape and what is demanded of it.
  struct Variable: Decodable, Sendable {
    let name: String
    let shape: [RecordedSize]
    let structure: [String]
    let generator: [String]?
  }

  let id: String
  let kind: Kind
  let variables: [Variable]
  /// The variable of differentiation.
  let variable: String?
  /// For differentials: each variable with the name of its differential.
  let direction: [String: String]?
  /// What is differentiated, or the left side, in the cell language; nil where it cannot be said.
  let left: String?
  /// What is published.
  let published: String?
  /// What is right, where the published line is wrong.
  let corrected: String?
  /// Whether the line is wrong as printed.
  let isPublishedWrong: Bool
  /// Whether a complex variable is differentiated by.
  let isComplex: Bool
  /// How the published Jacobian is laid out: `vec`, or `tensor` with the axes of output and variable.
  let layout: String?

  private enum CodingKeys: String, CodingKey {
    case id, kind, variables, direction
    case variable = "wrt"
    case left = "plain_lhs"
    case published = "plain_rhs"
    case corrected = "plain_corrected"
    case isPublishedWrong = "published_wrong"
    case isComplex = "complex_derivative"
    case layout = "jac_layout"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    kind = try container.decode(Kind.self, forKey: .kind)
    variables = try container.decode([Variable].self, forKey: .variables)
    variable = try container.decodeIfPresent(String.self, forKey: .variable)
    direction = try container.decodeIfPresent([String: String].self, forKey: .direction)
    left = try container.decodeIfPresent(String.self, forKey: .left).map(IdentityRecord.inCellLanguage)
    published = try container.decodeIfPresent(String.self, forKey: .published)
      .map(IdentityRecord.inCellLanguage)
    corrected = try container.decodeIfPresent(String.self, forKey: .corrected)
      .map(IdentityRecord.inCellLanguage)
    isPublishedWrong = try container.decodeIfPresent(Bool.self, forKey: .isPublishedWrong) ?? false
    // Which derivative it is does not matter here.
    isComplex = try container.contains(.isComplex) && !container.decodeNil(forKey: .isComplex)
    layout = try container.decodeIfPresent(String.self, forKey: .layout)
  }

  /// The records write `K(n, m)` for `commutation(n, m)` and `D(n)` for `duplication(n)`.
  private static func inCellLanguage(_ text: String) -> String {
    text.replacing(/\bK\(/, with: "commutation(").replacing(/\bD\(/, with: "duplication(")
  }

  /// Demands that no declaration can state.
  private static let undeclarable: Set<String> = ["rank-deficient", "spectral-radius<1", "small"]

  /// Whether the cell language can state it.
  var isStatable: Bool {
    left != nil && !isComplex
      && !variables.contains { !Self.undeclarable.isDisjoint(with: $0.generator ?? []) }
  }

  /// Whether it asks for a derivative.
  var isDerivative: Bool { isStatable && kind != .identity }

  /// Whether the published line can be stated as a claim.
  var isClaim: Bool {
    isStatable && published != nil && layout != "tensor"
      && [.identity, .gradient, .jacobian, .hessian].contains(kind)
  }

  /// The formula that is right, as far as the literature gives one.
  var right: String? { corrected ?? published }

  /// The declarations, a line each.
  var declarations: String {
    let differentials = Set(direction?.values ?? [:].values)
    return variables.filter { !differentials.contains($0.name) }.map(\.declaration).joined(separator: "\n")
  }

  /// The question, in the cell language.
  var question: String {
    let function = left ?? ""
    switch kind {
    case .differential:
      let names = direction?.keys.sorted() ?? []
      return "differential \(function)" + (names.isEmpty ? "" : " wrt \(names.joined(separator: ", "))")
    case .structuredGradient: return "gradient \(function) wrt \(variable ?? "")"
    case .gradient, .jacobian, .hessian, .identity:
      return "\(kind.rawValue) \(function) wrt \(variable ?? "")"
    }
  }

  /// The published line as a claim, in the cell language.
  var claim: String { "claim \(kind == .identity ? left ?? "" : question) == \(published ?? "")" }
}

extension IdentityRecord.Variable {
  /// Attributes of the cell language by the words of the records.
  private static let attributes = [
    "symmetric": ["symmetric"], "positive-definite": ["symmetric", "positive-definite"],
    "invertible": ["invertible"], "diagonal": ["diagonal"], "orthogonal": ["orthogonal"], "skew": ["skew"],
    "positive": ["positive"], "upper-triangular": ["upper-triangular"],
    "lower-triangular": ["lower-triangular"], "toeplitz": ["toeplitz"],
  ]

  /// The declaration in the cell language.
  var declaration: String {
    let type =
      switch shape.count {
      case 0: "scalar"
      case 1: "vector(\(shape[0].text))"
      default: "matrix(\(shape.map(\.text).joined(separator: ", ")))"
      }
    let positive = (generator ?? []).filter { $0 == "positive" }
    var words: [String] = []
    for word in (structure + positive).flatMap({ Self.attributes[$0] ?? [] }) where !words.contains(word) {
      words.append(word)
    }
    return (["\(name) : \(type)"] + words).joined(separator: " ")
  }
}
