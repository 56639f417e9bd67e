// What nobody knows proves nothing: a row in which a name, word, accent or relation is not known is neither right nor wrong.

import Findings
import Testing

extension MarkedRow {
  /// Right and wrong rows: what stands after the first bar of a mark is known to nobody.
  static let unknowns = [
    MarkedRow(
      #"«\nabla_x¦\boxminus_x» (x^\top «A¦Q¦\mathcal Q¦\hat{Q}» x) «=¦\bowtie¦\asymp» (A + «A¦Q¦\breve A»^\top)x"#
    ),
    MarkedRow(
      #"«\nabla_x¦\flubber_x» (x^\top A «x¦q¦\breve x») «=¦\bowtie» («A¦Q» + A^\top)«x¦\psi»2"#
    ),
    MarkedRow(
      #"«\operatorname{tr}¦\operatorname{foo}¦\text{Cov}¦\mathrm{Var}»(AB) = «\operatorname{tr}¦\operatorname{bar}»(«B¦F»A)"#
    ),
    MarkedRow(
      #"\operatorname{tr}(A«B¦F») = 2«\operatorname{tr}¦\operatorname{foo}¦\texttt{prox}»(BA)"#
    ),
    MarkedRow(#"«\det¦\operatorname{perm}¦\operatorname{Pf}»(2«A¦Q») «=¦\lessgtr» 2\det(«A¦\tilde A»)"#),
    MarkedRow(#"«\sin¦\operatorname{sinx}¦\operatorname{Li}»(a)^2 + \cos(«a¦q»)^2 = 1"#),
    MarkedRow(#"\sin(«a¦q¦\mathring a»)^2 + «\cos¦\operatorname{si}»(a)^2 «=¦\bumpeq» 2"#),
    MarkedRow(#"d(«X¦Q»^{-1}) = -X^{-1}\,d«X¦F»\,X^{-1}"#),
    MarkedRow(#"d(X^{-1}) «=¦\rightleftharpoons» X^{-1}\,dX\,«X¦F¦\grave X»^{-1}"#),
    MarkedRow(#"\frac{\partial\, «u¦q»^\top x}{\partial «x¦q»} «=¦\smile» «u¦\vartheta»"#),
    MarkedRow(#"\frac{\partial\, u^\top «x¦\vartheta»}{\partial x} = 2«u¦\vartheta»"#),
    MarkedRow(#"\|«R¦F»x - «b¦q»\|^2 «=¦\lesseqgtr» x^\top R^\top Rx - 2b^\top R«x¦q» + b^\top b"#),
    MarkedRow(#"\|Rx - b\|^2 = x^\top R^\top «R¦F»x - 2b^\top Rx + «b¦q»^\top b - 1"#),
    MarkedRow(#"(A «+¦\boxplus¦\star» B)x = Ax «+¦\boxplus¦\diamond» Bx"#),
    MarkedRow(#"(A «+¦\boxplus» B)x = «A¦F»x «-¦\amalg» Bx"#),
    MarkedRow(#"\frac{\partial x_i}{\partial x_j} = «\delta_{ij}¦\omega_{ij}¦q_{ij}»"#),
    MarkedRow(#"«A¦Q»_{ij} = 2«A¦F»_{ji}"#),
    MarkedRow(
      #"D f(«x¦q»)[«v¦q»] = x^\top(A + A^\top)v"#,
      names: "f(x) = x'*A*x",
      varying: ["x"]
    ),
    MarkedRow(#"«h¦g¦\hat h»(«x¦q») = x^\top A x + 1"#, names: "h(x) = x'*A*x", varying: ["x"]),
  ]
}

@Suite("A row with something in it that nobody knows") struct UnknownLawTests {
  @Test("was decided before", arguments: MarkedRow.unknowns)
  func known(_ row: MarkedRow) throws {
    let line = try SmallNotebook(row.cell).line(row.plain, varying: row.varying)
    #expect(line.isTicked || line.isCalledWrong, "\(line.verdict): \(line.message)")
  }

  @Test("is unread, undecided or a definition", arguments: MarkedRow.unknowns)
  func unknown(_ row: MarkedRow) throws {
    let notebook = try SmallNotebook(row.cell)
    #expect(!row.variants.isEmpty)
    for variant in row.variants {
      let line = try notebook.line(variant, varying: row.varying)
      #expect(!line.isCalledWrong, "\(variant): \(line.verdict) \(line.message)")
      #expect(!line.isTicked, "\(variant): \(line.verdict) \(line.message)")
    }
  }
}
