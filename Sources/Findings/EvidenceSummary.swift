/// All that vouches for a result in one line: `proved; exact at 4 sizes; 50 digits; slope 2.00`.
package struct EvidenceSummary: Sendable, Hashable {
  /// Its parts, the strongest first; empty where nothing vouches for it.
  package let parts: [String]
  /// Whether some check speaks against it.
  package let hasContradiction: Bool

  /// The line.
  package var text: String { parts.joined(separator: "; ") }

  /// The line of an answer.
  package init(_ answer: Answer) {
    let slope = answer.figures.slopeWith
    self.init(
      whole: answer.verdict == .holds ? answer.evidence : nil,
      checks: answer.checks,
      slope: slope.isEmpty ? nil : Double(slope) == nil ? "affine" : "slope \(slope)"
    )
  }

  /// The line of a claim, proof or display.
  package init(_ statement: CheckedStatement) {
    let sizes = statement.lines.filter { $0.evidence?.kind == .exact }.flatMap(\.sizes)
    self.init(
      whole: statement.verdict == .holds ? statement.evidence : nil,
      checks: statement.checks,
      sizes: sizes
    )
  }

  private init(whole: Evidence?, checks: [Check], slope: String? = nil, sizes: [SizeInstance] = []) {
    var parts: [String] = []
    for kind in Evidence.Kind.allCases {
      let found = checks.filter { $0.evidence.kind == kind && $0.result == .equal }
      guard !found.isEmpty || whole?.kind == kind else { continue }
      switch kind {
      case .exact:
        let count = Set(found.flatMap(\.sizes) + (found.isEmpty ? sizes : [])).count
        parts.append(
          "exact" + (count == 0 ? "" : count == 1 ? " at 1 size" : " at \(count) sizes")
        )
      case .enclosed: parts.append(found.compactMap(\.digits).max().map { "\($0) digits" } ?? kind.rawValue)
      case .numeric where slope != nil: continue
      case .oracle:
        parts.append(
          "as \(found.map(\.method).joined(separator: " and ")) \(found.count == 1 ? "has" : "have") it"
        )
      case .proved, .numeric, .refuted: parts.append(kind.rawValue)
      }
    }
    if let slope { parts.append(slope) }
    hasContradiction = checks.contains(where: \.isAgainst)
    self.parts = hasContradiction ? ["refuted"] + parts : parts
  }
}

extension Check {
  /// Whether it speaks against the claim.
  package var isAgainst: Bool { evidence.kind == .refuted || result == .different }
}
