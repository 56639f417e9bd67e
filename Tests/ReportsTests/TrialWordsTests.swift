import Diagnostics
@_spi(Granting) import Findings
import Testing

@testable import Reports

/// How far a verdict reaches: the words are made in one place, and every form for readers has them.
@Suite("The conditions and sizes that something was tried under") struct TrialWordsTests {
  private static let conditions = [
    Formula(plain: "n >= m", latex: "n \\geq m", unicode: "n ≥ m"),
    Formula(plain: "t > 0", latex: "t > 0", unicode: "t > 0"),
  ]

  private func instances(_ names: [String], _ values: [[Int]]) -> [SizeInstance] {
    values.map { numbers in
      SizeInstance(zip(names, numbers).map { SizeInstance.Size(name: $0, value: $1) })
    }
  }

  private func row(_ verdict: Verdict, _ evidence: Evidence.Kind?, sizes: [SizeInstance] = []) -> CheckedLine
  {
    var line = CheckedLine(latex: "a = b", plain: "a = b", verdict: verdict, range: SourceRange(0, 1))
    line.evidence = evidence.map { Evidence($0) }
    line.sizes = sizes
    return line
  }

  private func statement(_ kind: StatementKind, _ lines: [CheckedLine]) -> CheckedStatement {
    CheckedStatement(
      kind: kind,
      label: nil,
      verdict: lines.map(\.verdict).worst,
      expected: .holds,
      lines: lines,
      range: SourceRange(0, 1)
    )
  }

  /// What came out in all forms that are for readers.
  private func forms(_ outcome: Outcome) -> (text: String, html: String, latex: String) {
    var notebook = SampleReport.report().notebook
    notebook.cells = []
    for place in notebook.displays.indices { notebook.displays[place].outcomes = [outcome] }
    let report = Report(notebook)
    return (
      TextReportWriter().text(of: [outcome]), HTMLReportWriter().write(report).html,
      LaTeXReportWriter().write(report).latex
    )
  }

  private func expectConditions(_ outcome: Outcome, _ comment: String) {
    let (text, html, latex) = forms(outcome)
    #expect(text.contains("where n ≥ m, t > 0"), "\(comment): \(text)")
    #expect(latex.contains("where $n \\geq m$, $t > 0$"), "\(comment): \(latex)")
    let line = html.matches(of: /<p class="condition">(.*)<\/p>/).map { String($0.1) }.first ?? ""
    #expect(line.hasPrefix("where "), "\(comment): \(line)")
    #expect(line.contains(">n \\geq m<") && line.contains(">t &gt; 0<"), "\(comment): \(line)")
  }

  @Test("stand in text, HTML and LaTeX for whatever has them in JSON", arguments: Verdict.allCases)
  func conditions(_ verdict: Verdict) {
    for kind in StatementKind.allCases {
      for count in 1...2 {
        var line = row(verdict, verdict == .holds ? .exact : nil)
        line.conditions = Self.conditions
        let lines = Array(repeating: row(.holds, .proved), count: count - 1) + [line]
        expectConditions(.checked(statement(kind, lines)), "\(kind), \(count) rows, \(verdict)")
      }
    }
    var answer = SampleReport.answer()
    answer.verdict = verdict
    answer.conditions = Self.conditions
    expectConditions(.answer(answer), "an answer, \(verdict)")
  }

  @Test("are not spoken of where there are none")
  func nothing() {
    for kind in StatementKind.allCases {
      let (text, html, latex) = forms(.checked(statement(kind, [row(.holds, .proved)])))
      for form in [text, html, latex] {
        #expect(!form.contains("where ") && !form.contains("tried at"))
        #expect(!form.contains("<p class=\"condition\">") && !form.contains("<span class=\"trials\">"))
      }
    }
  }

  @Test("sizes stand in text, HTML and LaTeX where a verdict rests on them", arguments: Verdict.allCases)
  func sizes(_ verdict: Verdict) {
    let sizes = instances(["n"], [[2], [3], [4], [5]])
    for kind in StatementKind.allCases {
      for evidence in [Evidence.Kind.proved, .exact, .enclosed] {
        let (text, html, latex) = forms(.checked(statement(kind, [row(verdict, evidence, sizes: sizes)])))
        let isSaid =
          switch verdict {
          case .holds, .undecided, .unread: evidence != .proved
          case .definition, .refuted, .illTyped: false
          }
        #expect(text.contains("tried at n = 2, 3, 4, 5") == isSaid, "\(kind), \(evidence): \(text)")
        #expect(html.contains("<span class=\"trials\">tried at n = 2, 3, 4, 5</span>") == isSaid)
        #expect(latex.contains("tried at n = 2, 3, 4, 5") == isSaid)
      }
    }
  }

  @Test("sizes of a check stand in its table, in the same words")
  func table() {
    let sizes = instances(["n", "m"], [[3, 2], [2, 3]])
    var claim = statement(.claim, [row(.holds, .exact, sizes: sizes)])
    claim.checks = [
      Check(.exact, method: "GF", points: 4, at: .sizes(sizes), bound: "", result: .equal)
    ]
    let (text, html, latex) = forms(.checked(claim))
    #expect(text.contains("tried at (n,m) = (3,2), (2,3)"))
    #expect(html.contains("<td>(n,m) = (3,2), (2,3)</td>") && !html.contains("<span class=\"trials\">"))
    // Paper has the line of evidence, and the table on request.
    #expect(latex.contains("exact at 2 sizes") && !latex.contains("tried at"))
    var notebook = SampleReport.report().notebook
    for place in notebook.displays.indices {
      notebook.displays[place].outcomes = [.checked(claim)]
      notebook.displays[place].presentation.showsFigures = true
    }
    #expect(LaTeXReportWriter().write(Report(notebook)).latex.contains("& (n,m) = (3,2), (2,3) &"))
  }

  @Test("rows that were tried at different sizes are told apart, and what is proved or defined is left out")
  func rows() {
    let one = instances(["n"], [[2], [3]])
    let other = instances(["n"], [[4]])
    func words(_ lines: CheckedLine...) -> String { TrialWords.sizes(of: statement(.display, lines)) }
    let exact = row(.holds, .exact, sizes: one)
    let late = row(.holds, .enclosed, sizes: other)
    let proved = row(.holds, .proved, sizes: one)
    #expect(words(exact, exact) == "tried at n = 2, 3")
    #expect(words(row(.definition, nil, sizes: other), exact) == "tried at n = 2, 3")
    #expect(words(proved, exact) == "row 2 tried at n = 2, 3")
    #expect(
      words(exact, exact, exact, late, exact) == "rows 1–3, 5 tried at n = 2, 3; row 4 tried at n = 4"
    )
    #expect(words(exact, exact, late) == "rows 1, 2 tried at n = 2, 3; row 3 tried at n = 4")
    #expect(words(proved, proved) == "")
  }

  @Test("sizes are listed while they are few, else counted, each choice once")
  func lists() {
    #expect(TrialWords.list([]) == "")
    #expect(TrialWords.list(instances([], [[], []])) == "")
    #expect(TrialWords.list(instances(["m", "n"], [[3, 2]])) == "m = 3, n = 2")
    #expect(TrialWords.list(instances(["N1", "lambda"], [[3, 2]])) == "N₁ = 3, λ = 2")
    #expect(TrialWords.list(instances(["m", "n"], [[3, 2], [3, 3], [3, 2]])) == "(m,n) = (3,2), (3,3)")
    #expect(
      TrialWords.list(instances(["n"], [[2]]) + instances(["n", "m"], [[3, 2], [2, 3]]))
        == "n = 2; (n,m) = (3,2), (2,3)"
    )
    for count in 2...40 {
      let one = (1...count).map { [$0] }
      let single = TrialWords.list(instances(["n"], one))
      #expect(single == TrialWords.list(instances(["n"], one + one)))
      let several = TrialWords.list(instances(["n", "m", "k"], (1...count).map { [$0, 1, 2] }))
      for words in [single, several] { #expect(words.count <= 60, "\(words)") }
      if count > 10 { #expect(single == "\(count) choices of n up to \(count)") }
      if count > 3 { #expect(several == "\(count) choices of n, m, k up to \(count)") }
    }
  }
}

@Suite("The badge of what was checked") struct BadgeTests {
  private func row(_ verdict: Verdict, _ kind: Evidence.Kind?) -> CheckedLine {
    var line = CheckedLine(latex: "a = b", plain: "a = b", verdict: verdict, range: SourceRange(0, 1))
    line.evidence = kind.map { Evidence($0) }
    return line
  }

  private func badge(_ lines: CheckedLine...) -> String {
    VerdictMark(
      CheckedStatement(
        kind: .claim,
        label: nil,
        verdict: lines.map(\.verdict).worst,
        expected: .holds,
        lines: lines,
        range: SourceRange(0, 1)
      )
    ).text
  }

  /// A claim was `exact` in its header and `proved` in its row.
  @Test("has the word of its row where one was checked", arguments: Evidence.Kind.allCases)
  func single(_ kind: Evidence.Kind) {
    let line = row(.holds, kind)
    #expect(badge(line) == VerdictMark(line.verdict, line.evidence).text)
    #expect(badge(row(.definition, nil), line) == badge(line))
  }

  @Test("has the word of the weakest of several rows, and nothing of rows that were not checked")
  func several() {
    #expect(badge(row(.holds, .proved), row(.holds, .proved)) == "✓ proved")
    #expect(badge(row(.holds, .proved), row(.holds, .exact)) == "✓ exact")
    #expect(badge(row(.holds, .proved), row(.holds, .enclosed)) == "✓ enclosed")
    #expect(badge(row(.holds, .proved), row(.holds, nil)) == "✓ holds")
    #expect(badge(row(.definition, nil), row(.holds, .exact), row(.holds, .exact)) == "✓ exact")
    #expect(badge(row(.definition, nil)) == "✗ nothing checked")
  }

  @Test("is the same in text, HTML and LaTeX", arguments: [Evidence.Kind.proved, .exact, .enclosed])
  func forms(_ kind: Evidence.Kind) {
    var statement = SampleReport.statement()
    statement.verdict = .holds
    statement.lines = [row(.holds, kind)]
    var notebook = SampleReport.report().notebook
    for place in notebook.displays.indices { notebook.displays[place].outcomes = [.checked(statement)] }
    let report = Report(notebook)
    let word = kind.rawValue
    #expect(TextReportWriter().text(of: statement).contains("display  @eq-wrong  ✓ \(word)"))
    #expect(HTMLReportWriter().write(report).html.contains("<span class=\"badge good\">✓ \(word)</span>"))
    #expect(LaTeXReportWriter().write(report).latex.contains("{\\small \\nablagood{\(word)}}"))
  }
}
