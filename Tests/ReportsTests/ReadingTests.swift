import Diagnostics
import Findings
import Testing

@testable import Reports

@Suite("What a row was read as")
struct ReadingTests {
  /// A statement of one row that was read so, by these habits.
  private func statement(_ reading: String?, habits: [String]) -> CheckedStatement {
    var statement = SampleReport.statement()
    var line = CheckedLine(latex: "a = b", plain: "a = b", verdict: .holds, range: SourceRange(0, 1))
    line.reading = reading
    line.habits = habits
    line.conditions = [Formula(plain: "n >= m", latex: "n \\geq m", unicode: "n ≥ m")]
    line.sizes = [SizeInstance(["n": 2], ["n"])]
    statement.lines = [line]
    return statement
  }

  private func report(_ statement: CheckedStatement) -> Report {
    var notebook = SampleReport.report().notebook
    for place in notebook.displays.indices { notebook.displays[place].outcomes = [.checked(statement)] }
    return Report(notebook)
  }

  /// The row in all forms that are for readers.
  private func forms(_ statement: CheckedStatement) -> [String] {
    let report = report(statement)
    return [
      HTMLReportWriter().write(report).html, LaTeXReportWriter().write(report).latex,
      TextReportWriter().text(of: statement),
    ]
  }

  @Test("is shown with its habits where a habit of writing was used")
  func habits() {
    let forms = forms(
      statement("claim det(A + eye(n)) == t", habits: ["a number beside a matrix", "a slash"])
    )
    #expect(
      forms[0].contains(
        "<p class=\"reading\">read as <code>claim det(A + eye(n)) == t</code> (a number beside a matrix; a slash)</p>"
      )
    )
    #expect(
      forms[1].contains("read as \\texttt{claim det(A + eye(n)) == t} (a number beside a matrix; a slash)")
    )
    #expect(forms[2].contains("read as `claim det(A + eye(n)) == t` (a number beside a matrix; a slash)"))
  }

  @Test("is shown with what it needs where a habit was used")
  func context() {
    for form in forms(statement("#| layout: numerator\ny = A*x\nclaim d y == A*d x", habits: ["a slash"])) {
      #expect(form.contains("read as"))
      #expect(form.contains(", with"))
    }
    let row = statement("i : index(n)\nz = 2*x\nclaim z == x", habits: ["a slash"]).lines[0]
    #expect(
      ShownReading(row)?.text == "read as `claim z == x`, with `i : index(n)`; `z = 2*x` (a slash)"
    )
  }

  @Test("is not shown where the row says it all, or nobody has said it")
  func plain() {
    for reading in ["claim a == b", "given d A == 0\nclaim d(A*x) == A*dx", nil] {
      for form in forms(statement(reading, habits: [])) { #expect(!form.contains("read as")) }
    }
  }

  @Test("stands in JSON and record with habits, conditions and sizes")
  func data() {
    let statement = statement("claim a == b", habits: ["a slash"])
    let record = RecordWriter().value(of: report(statement)).text(indented: false)
    let json = AnswersJSON.derive([.checked(statement)], []).text(indented: false)
    for text in [record, json] {
      #expect(text.contains("\"reading\":\"claim a == b\""))
      #expect(text.contains("\"habits\":[\"a slash\"]"))
      #expect(text.contains("\"conditions\":[\"n >= m\"]"))
      #expect(text.contains("\"sizes\":[\"n = 2\"]"))
    }
  }
}

@Suite("Messages where nothing sets formulas")
struct PlainMessageTests {
  @Test("have no TeX where there is a plain form, and whole TeX where there is none")
  func formulas() {
    #expect(
      PlainMessage.text(#"here stands $\lambda LU$, right is $2\,W^\top x$"#)
        == "here stands λLU, right is 2 Wᵀx"
    )
    #expect(
      PlainMessage.text(#"this holds: $\frac{\partial f}{\partial X} = \operatorname{tr}(A)\,X^{-1}$"#)
        == "this holds: ∂f/∂X = tr(A) X⁻¹"
    )
    #expect(PlainMessage.text(#"not $\strange{x}^2$ and `x'`"#) == #"not \strange{x}^2 and `x'`"#)
  }

  @Test("show what is to be written as it is written")
  func advice() {
    #expect(PlainMessage.text(#"write $\frac{a}{b}c$"#) == #"write '\frac{a}{b}c'"#)
  }

  @Test("leave dollars that are no formula alone")
  func dollars() {
    for text in ["'$$ … $$ {.check}'", "write '$$' before and after", "5 $ and 6 $", "'$' opens a formula"] {
      #expect(ProsePiece.pieces(of: text) == [.text(text)])
      #expect(PlainMessage.text(text) == text)
    }
  }
}
