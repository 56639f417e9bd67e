// Products and lists of which dots leave the middle out.

import Findings
import Testing

@Suite("Dots in a product or a list") struct DotsTests {
  private static let cell = "A : matrix(n, n)\nx, y : vector(n)\ntau : vector(q) positive\na : scalar"

  @Test(
    "stand for what the parts before them and after them agree on",
    arguments: [
      #"\det(\operatorname{diag}(\tau)) = \tau_1\tau_2\cdots\tau_q"#,
      #"\prod_{i=1}^q \tau_i = \tau_1\cdots\tau_q"#,
      #"\prod_i x_i = x_1 \cdot x_2 \cdots x_n"#, #"\prod_i x_i = x_1 \cdot x_2 \cdot \ldots \cdot x_n"#,
      #"\log(\tau_1\tau_2\dots\tau_q) = \sum_i \log\tau_i"#, #"(1+x_1)\cdots(1+x_n) = \prod_{i=1}^n (1+x_i)"#,
      #"\det(a\operatorname{diag}(x)) = a^n x_1\cdots x_n"#, #"x_1^2\cdots x_n^2 = \prod_i x_i^2"#,
      #"x = (x_1, \dots, x_n)^\top"#, #"x = (x_1, x_2, \ldots, x_n)"#, #"x^\top = [x_1, \dots, x_n]"#,
      #"x \odot y = (x_1y_1, \dots, x_ny_n)^\top"#,
      #"\operatorname{diag}(x_1, \dots, x_n) = \operatorname{diag}(x)"#, #"\|(x_1, \ldots, x_n)\| = \|x\|"#,
    ]
  )
  func holds(_ row: String) throws {
    let notebook = try SmallNotebook(Self.cell)
    let line = try notebook.line(row)
    #expect(line.isTicked, "\(line.message)")
    #expect(line.reading.flatMap { notebook.verdict(ofCell: $0) } == .holds, "\(line.reading ?? "")")
  }

  @Test(
    "between wrong parts are called wrong",
    arguments: [
      #"\det(\operatorname{diag}(\tau)) = 2\tau_1\cdots\tau_q"#, #"\prod_i x_i = x_1 + x_2 + \cdots + x_n"#,
      #"x \odot y = (x_1, \dots, x_n)^\top"#, #"x^\top x = x_1\cdots x_n"#,
    ]
  )
  func wrong(_ row: String) throws {
    #expect(try SmallNotebook(Self.cell).line(row).isCalledWrong)
  }

  @Test(
    "are unread, with the reason, where the parts agree on nothing",
    arguments: [
      #"\prod_i x_iy_i = x_1y_1 \cdots x_ny_n"#, #"\prod_i x_i = x_2 \cdots x_n"#, #"a = x_1 \cdots y_n"#,
      #"x = \begin{pmatrix} x_1 \\ \vdots \\ x_n \end{pmatrix}"#, #"x = (x_1, \dots, y_n)"#,
      #"x = (x_2, \dots, x_n)"#,
      #"A^n = A \cdots A"#, #"a = x_1 \cdots"#,
    ]
  )
  func unread(_ row: String) throws {
    let line = try SmallNotebook(Self.cell).line(row)
    #expect(line.verdict == .unread && line.message.contains("dots"), "\(line.verdict) \(line.message)")
  }
}
