// The tables of `Benchmarks identities`.

/// The figures of the published identities, as text.
struct IdentityReport {
  let answers: [IdentityJudgement]
  let claims: [ClaimJudgement]
  /// Whether each record that is not right is listed.
  let isVerbose: Bool

  /// The tables.
  var text: String {
    var parts = [derivations, claimTable]
    if isVerbose {
      let notRight = answers.filter { $0.outcome != .right }.map {
        "\($0.record.id) (\($0.record.kind.rawValue)): \($0.outcome.rawValue)"
          + ($0.value.map { "\n    derived: \($0)" } ?? "") + "\n    \($0.reason)"
      }
      let notTrue = claims.filter { !$0.isRight }.map {
        "\($0.record.id) (\($0.record.kind.rawValue)): the claim is \($0.outcome.rawValue)\n    \($0.reason)"
      }
      parts.append((notRight + notTrue).joined(separator: "\n"))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var derivations: String {
    var table = TextTable(
      "derivatives",
      "records",
      "verified",
      "of them as published",
      "undecided",
      "wrong",
      "SELF-REFUTED",
      "no answer",
      "lines: median",
      "most",
      "leaves to published: median",
      "90 %"
    )
    func add(_ name: String, _ answers: [IdentityJudgement]) {
      func count(_ outcomes: IdentityJudgement.Outcome...) -> String {
        String(answers.count { outcomes.contains($0.outcome) })
      }
      let lines = Distribution(answers.compactMap { $0.lines.map(Double.init) })
      let leaves = Distribution(answers.compactMap(\.leavesRatio))
      table.add([
        name, String(answers.count), count(.right, .verified), count(.right), count(.undecided),
        count(.wrong), count(.selfRefuted),
        count(.unanswered), lines.median.fixed(0), lines.maximum.fixed(0), leaves.median.fixed(2),
        leaves.quantile(0.9).fixed(2),
      ])
    }
    for kind in IdentityRecord.Kind.allCases {
      let ofKind = answers.filter { $0.record.kind == kind }
      if !ofKind.isEmpty { add(kind.rawValue, ofKind) }
    }
    add("all", answers)
    return table.text
  }

  private var claimTable: String {
    var table = TextTable(
      "claims",
      "records",
      "held",
      "refuted as expected",
      "undecided",
      "unread",
      "FALSE ALARM",
      "MISSED"
    )
    func add(_ name: String, _ claims: [ClaimJudgement]) {
      let counts = ClaimJudgement.Outcome.allCases.map { outcome in
        String(claims.count { $0.outcome == outcome })
      }
      table.add([name, String(claims.count)] + counts)
    }
    for kind in IdentityRecord.Kind.allCases {
      let ofKind = claims.filter { $0.record.kind == kind }
      if !ofKind.isEmpty { add(kind.rawValue, ofKind) }
    }
    add("all", claims)
    return table.text
  }
}
