// A report with one of everything: what the tests of all writers render.

import Diagnostics
@_spi(Granting) import Findings
import Markdown

@testable import Reports

enum SampleReport {
  /// A formula that is the same in all notations.
  static func formula(_ latex: String, _ unicode: String? = nil) -> Formula {
    Formula(plain: unicode ?? latex, latex: latex, unicode: unicode ?? latex)
  }

  /// The report, with `strange` put into every text that a user can write.
  static func report(strange: String = "") -> Report {
    let text = """
      ## The question {#sec-question}

      We want[^1] a gradient, `code \(strange)`, \(strange) *x* and [a link](https://example.org "\(strange)").

      ```{nabla}
      gradient phi wrt W
      ```

      By @eq-quartic and @eq-quartic-2 it is `{nabla} gradient phi wrt W`, see @sec-question and @eq-plain.

      $$ a = b $$ {#eq-plain}

      #### Deeper

      | a | b |
      | --- | --- |
      | 1 \(strange) | $x^2$ |

      1. one
         - two

      > quoted

      # Wrong

      $$ a = c $$ {#eq-wrong .check}

      ```{nabla}
      broken
      ```

      [^1]: A note with $x$.
      """
    let document = MarkdownDocument(SourceFile(path: "folder/sample.md", text: text))
    var notebook = ReportedNotebook(name: "sample", document: document)
    notebook.title = "A title \(strange)"
    notebook.authors = ["An author \(strange)"]
    notebook.date = strange
    notebook.language = "en"
    notebook.abstract = "Short. \(strange)"
    var cells: [Block] = []
    var live: SourceRange?
    for block in document.blocks {
      switch block.content {
      case .codeBlock: cells.append(block)
      case .displayMath(let formula) where formula.attributes?.classes.isEmpty == false: live = formula.range
      default: continue
      }
    }
    if cells.count == 2 {
      notebook.cells = [
        ReportedCell(
          blockRange: cells[0].range,
          source: "gradient phi wrt W # \(strange)",
          label: "eq-quartic",
          outcomes: [
            .declaration(formula("W \\in \\mathbb R^{n \\times n}")), .answer(answer(strange: strange)),
          ]
        ),
        ReportedCell(
          blockRange: cells[1].range,
          source: "broken \(strange)",
          outcomes: [.failure(SourceRange(0, 1))],
          diagnostics: [
            Diagnostic(
              code: "test.broken",
              message: "a message \(strange)",
              range: cells[1].range,
              notes: ["a note \(strange)"],
              hints: ["a hint \(strange)"]
            )
          ]
        ),
      ]
    }
    if let live {
      notebook.displays = [
        ReportedDisplay(formulaRange: live, outcomes: [.checked(statement(strange: strange))])
      ]
    }
    return Report(notebook)
  }

  /// A derivation of two lines with everything that can stand beside it.
  static func answer(strange: String = "") -> Answer {
    var answer = Answer(
      .gradient,
      of: formula("\\phi", "φ"),
      wrt: formula("W"),
      left: formula("\\frac{\\partial \\phi}{\\partial W}", "∂φ/∂W"),
      range: SourceRange(0, 1)
    )
    answer.label = "eq-quartic"
    answer.shape = ["n", "n"]
    answer.verdict = .holds
    answer.value = formula("2 W", "2W")
    let rule = RuleName(name: "a rule \(strange)", source: "a book \(strange)")
    for (left, right) in [(formula("\\mathrm d\\phi", "dφ"), "W : W"), (nil, "2 W : \\mathrm dW")] {
      answer.steps.append(
        AnswerStep(
          left: left,
          right: formula(right),
          markedLaTeX: "\\nablamark{\(right)}",
          rules: [rule],
          definitions: [formula("y = x")],
          verdict: .holds,
          evidence: Evidence(.exact)
        )
      )
    }
    answer.helpers = [formula("r = A x")]
    answer.conditions = [formula("\\det W \\neq 0", "det W ≠ 0")]
    answer.conventions = ["x is constant \(strange)"]
    answer.flops = "9*n^2"
    answer.flopsAsWritten = "6*n^3"
    answer.code = [CodeListing(language: .numpy, text: "import numpy as np  # \(strange)\n")]
    answer.checks = [
      Check(
        .exact,
        method: "exact \(strange)",
        points: 8,
        at: .sizes([SizeInstance([SizeInstance.Size(name: "n \(strange)", value: 2)])]),
        bound: "bound \(strange)",
        result: .equal
      )
    ]
    answer.figures.taylor = [("1e0", "3e0", "2e0"), ("1e-1", "3e-1", "2e-2"), ("1e-2", "3e-2", "2e-4")]
      .map { TaylorPoint(step: $0.0, withoutGradient: $0.1, withGradient: $0.2) }
    answer.figures.slopeWith = "2.00"
    answer.figures.slopeWithout = "1.00"
    answer.figures.matrices = [DecimalMatrix(caption: "derived \(strange)", rows: [["1.5", "-0.5"]])]
    return answer
  }

  /// A display of which the second row is wrong.
  static func statement(strange: String = "") -> CheckedStatement {
    var right = CheckedLine(latex: "a &= b", plain: "a = b", verdict: .holds, range: SourceRange(0, 1))
    right.evidence = Evidence(.exact)
    right.reason = "because \(strange)"
    right.reading = "i : index(n)\nclaim a == b' \(strange)"
    right.habits = ["a habit \(strange)"]
    var wrong = CheckedLine(latex: "&= c x", plain: "= c*x", verdict: .refuted, range: SourceRange(0, 1))
    wrong.fault = .transpose
    wrong.message = "the factor $x$ is not `x'` \(strange)"
    wrong.faultyPart = "c x"
    wrong.counterexample = Counterexample(
      sizes: SizeInstance(["n": 2], ["n"]),
      values: [Counterexample.NamedValue(name: "W_1", rows: [["0", "1"], ["-1/2", "0"]])],
      left: [["1"]],
      right: [["0"]],
      remark: "smallest \(strange)"
    )
    wrong.suggestions = ["b = c x^\\top"]
    return CheckedStatement(
      kind: .display,
      label: "eq-wrong",
      verdict: .refuted,
      expected: .holds,
      lines: [right, wrong],
      range: SourceRange(0, 1)
    )
  }

  /// Texts that mean something to HTML, TeX, JSON or a terminal.
  static let strangeTexts = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "]]></style><script>",
    "\\input{/etc/passwd}",
    "# $ % & _ { } ~ ^ \\ -- `` '' << >> ?` [x] *", "Σ ⊙ ᵀ é ß 中 \u{1F600} e\u{301}", "\u{1b}[31m\u{7}",
    "\\end{lstlisting}\\end{document}", "]{", "^^5cinput",
  ]
}
