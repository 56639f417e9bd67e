// A right row of a display with one slip in it does not hold.

import Answers
import Judging
import Findings
import Foundation
import Testing

extension MarkedRow {
  /// Right rows of derivatives and differentials: what stands after the first bar of a mark is a slip.
  static let slipsInDerivatives = [
    MarkedRow(
      #"\nabla_x (x^\top A x) = «(A + A^\top)x¦Ax¦A^\top x¦2Ax¦(A - A^\top)x¦-(A + A^\top)x¦2(A + A^\top)x»"#
    ),
    MarkedRow(#"\nabla_x \|Rx - b\|^2 = «2¦¦-2¦4»R«^\top¦»(Rx «-¦+» b)"#),
    MarkedRow(
      #"\frac{\partial \operatorname{tr}(AXB)}{\partial X} = «A^\top B^\top¦AB¦B^\top A^\top¦2A^\top B^\top¦-A^\top B^\top»"#
    ),
    MarkedRow(
      #"\frac{\partial\det X}{\partial X} = «\det(X)X^{-\top}¦\det(X)X^{-1}¦X^{-\top}¦-\det(X)X^{-\top}»"#,
      after: [#"\nabla_X \operatorname{tr}(AX) = A^\top"#]
    ),
    MarkedRow(
      #"d(X^{-1}) = «-X^{-1}\,dX\,X^{-1}¦X^{-1}\,dX\,X^{-1}¦-X^{-1}X^{-1}\,dX¦-X^{-1}\,dX¦-X^{-\top}\,dX\,X^{-1}»"#
    ),
    MarkedRow(#"d(AXB) = «A\,dX\,B¦dX\,AB¦AB\,dX¦A\,dX¦2A\,dX\,B»"#),
    MarkedRow(#"d(X^2) = «dX\,X + X\,dX¦2X\,dX¦dX\,X¦X\,dX¦dX\,X - X\,dX»"#),
    MarkedRow(#"\frac{d}{dt}\, t^2 e^{t} = «2te^t + t^2e^t¦2te^t¦t^2e^t¦2te^t - t^2e^t»"#),
    MarkedRow(#"\frac{d}{dt}\left[t\sin t\right] = «\sin t + t\cos t¦\sin t¦t\cos t¦\sin t - t\cos t»"#),
    MarkedRow(
      #"\nabla_x\, (u^\top x)(v^\top x) = «u\,(v^\top x) + v\,(u^\top x)¦u\,(v^\top x)¦v\,(u^\top x)»"#
    ),
    MarkedRow(
      #"\nabla_x \left[(u^\top x)(v^\top x)\right] = «u\,(v^\top x) + v\,(u^\top x)¦u\,(v^\top x)¦2u\,(v^\top x)»"#
    ),
    MarkedRow(
      #"\nabla_x \log(1 + e^{u^\top x}) = «\sigma(u^\top x)u¦\sigma(u^\top x)¦(1-\sigma(u^\top x))u¦u»"#
    ),
    MarkedRow(
      #"\frac{\partial \ln\det X}{\partial X} = X^{«-\top¦-1¦\top»}"#,
      after: [#"\nabla_X \operatorname{tr}(AX) = A^\top"#]
    ),
    MarkedRow(#"\nabla_x\|x\| = «\frac{x}{\|x\|}¦\frac{x}{\|x\|^2}¦2x¦-\frac{x}{\|x\|}»"#),
    MarkedRow(#"\nabla_x^2 (x^\top A x) = «A + A^\top¦2A¦A¦A - A^\top»"#),
    MarkedRow(
      #"\nabla_x \left(\tfrac12 x^\top S x - u^\top x\right) = «Sx - u¦Sx + u¦Sx¦2Sx - u¦\tfrac12 Sx - u»"#
    ),
    MarkedRow(
      #"d\operatorname{tr}(X^\top A X) = «\operatorname{tr}(dX^\top A X) + \operatorname{tr}(X^\top A\,dX)¦2\operatorname{tr}(X^\top A\,dX)¦\operatorname{tr}(X^\top A\,dX)»"#
    ),
    MarkedRow(
      #"\frac{\partial}{\partial X}\, u^\top X^{-1} v = «-X^{-\top}uv^\top X^{-\top}¦X^{-\top}uv^\top X^{-\top}¦-X^{-1}uv^\top X^{-1}¦-X^{-\top}vu^\top X^{-\top}»"#
    ),
    MarkedRow(
      #"D f(x)[v] = «x^\top(A + A^\top)v¦x^\top A v¦2x^\top A v¦x^\top(A - A^\top)v»"#,
      names: "f(x) = x'*A*x",
      varying: ["x"]
    ),
    MarkedRow(
      #"\frac{\partial p}{\partial x} = «\operatorname{diag}(p) - pp^\top¦\operatorname{diag}(p)¦\operatorname{diag}(p) + pp^\top¦-pp^\top»"#,
      names: "p = softmax(x)",
      varying: ["x"]
    ),
  ]

  /// Right rows of entries, of algebra, and of conditions.
  static let slipsInEntriesAndAlgebra = [
    MarkedRow(#"\frac{\partial x_i}{\partial x_j} = «\delta_{ij}¦1¦2\delta_{ij}¦-\delta_{ij}»"#),
    MarkedRow(
      #"\frac{\partial (Ax)_i}{\partial A_{jk}} = «\delta_{ij}x_k¦x_k¦\delta_{ij}x_j¦\delta_{ik}x_j¦\delta_{ij}»"#
    ),
    MarkedRow(
      #"\frac{\partial A_{ij}}{\partial A_{kl}} = «\delta_{ik}\delta_{jl}¦\delta_{ij}\delta_{kl}¦\delta_{ik}¦\delta_{il}\delta_{jk}»"#
    ),
    MarkedRow(
      #"\frac{\partial}{\partial x_j}\frac{x_i}{\|x\|} = «\frac{\delta_{ij}}{\|x\|}¦\frac{1}{\|x\|}¦0» «-¦+» \frac{x_ix_j}{\|x\|^3}"#
    ),
    MarkedRow(#"\sum_{i=1}^n x_i^2 = «x^\top x¦2x^\top x¦\mathbf 1^\top x»"#),
    MarkedRow(
      #"\operatorname{vec}(AXB) = («B^\top \otimes A¦A\otimes B^\top¦B\otimes A»)\operatorname{vec}(X)"#
    ),
    MarkedRow(#"\operatorname{tr}(ABX) = \operatorname{tr}(«BXA¦BAX¦XBA»)"#),
    MarkedRow(#"(AB)^\top = «B^\top A^\top¦A^\top B^\top¦BA»"#),
    MarkedRow(#"\det(AX) = «\det(A)\det(X)¦\det(A)+\det(X)¦\det(A)»"#),
    MarkedRow(
      #"\implies «R^\top Rx = R^\top b¦R^\top Rx = 2R^\top b¦R^\top Rx = -R^\top b¦R^\top Rx = 0¦Rx = b»"#,
      after: [#"\nabla_x g = 0"#],
      names: "g = norm2(R*x - b)^2"
    ),
    MarkedRow(
      #"«2R^\top Rx¦R^\top Rx¦3R^\top Rx» - 2R^\top b = 0"#,
      after: [#"\nabla_x g = 0"#],
      names: "g = norm2(R*x - b)^2"
    ),
    MarkedRow(
      #"\implies x = «S^{-1}u¦-S^{-1}u¦2S^{-1}u¦Su¦u»"#,
      after: [#"\nabla_x g = 0"#],
      names: "g = 1/2*x'*S*x - u'*x"
    ),
  ]

  static let slips = slipsInDerivatives + slipsInEntriesAndAlgebra
}

@Suite("A right row with one slip in it") struct MutantLawTests {
  private func last(_ row: MarkedRow, _ text: String) throws -> CheckedLine {
    let lines = try SmallNotebook(row.cell).lines(row.before + [text], varying: row.varying)
    return lines[lines.count - 1]
  }

  @Test("held before", arguments: MarkedRow.slips)
  func right(_ row: MarkedRow) throws {
    let line = try last(row, row.plain)
    #expect(line.isTicked, "\(line.verdict): \(line.message)")
  }

  @Test("is called wrong", arguments: MarkedRow.slips)
  func wrong(_ row: MarkedRow) throws {
    #expect(!row.variants.isEmpty)
    for variant in row.variants {
      let line = try last(row, variant)
      #expect(line.isCalledWrong, "\(variant): \(line.verdict) \(line.message)")
    }
  }

  @Test("stands in a table of every kind of slip") func breadth() {
    #expect(MarkedRow.slips.count >= 25)
  }

  /// The rows of a display as they stand between its breaks.
  private static func rows(of text: String) -> [String] {
    let inside = text.replacing(#/\\(begin|end)\{(aligned|align|split|gathered|eqnarray)\*?\}/#, with: "")
    return inside.split(separator: "\\\\").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  @Test("of the gallery is called wrong: its last side doubled, or of the other sign")
  func gallery() throws {
    var mutants = 0
    for notebook in PastedReadingTests.notebooks {
      var session = Session()
      var options = AnswerOptions()
      options.drawsFigures = false
      for block in PastedReadingTests.blocks(of: try String(contentsOf: notebook, encoding: .utf8)) {
        switch block {
        case .cell(let text):
          // What a cell asks takes time and gives no names.
          let given = text.replacing(#/(?m)^(gradient|jacobian|hessian|evaluate|claim) .*$/#, with: "")
          _ = session.run(cell: given, options: options)
        case .display(let text, let attributes):
          let request = Self.request(text, attributes)
          if request.roles.contains(.check), !attributes.contains("expect") {
            mutants += Self.mutate(Self.rows(of: text), request, session)
          }
          if request.roles.contains(.define) { _ = session.run(display: request) }
        }
      }
    }
    #expect(mutants > 20, "\(mutants)")
  }

  private static func request(_ text: String, _ attributes: String) -> DisplayRequest {
    let of = attributes.firstMatch(of: #/of=["']?([A-Za-z_0-9]+)/#).map { String($0.output.1) }
    let wrt = attributes.firstMatch(of: #/wrt=["']?([A-Za-z_0-9, ]+)/#)?.output.1 ?? ""
    return DisplayRequest(
      text: text,
      roles: [(".check", DisplayRole.check), (".define", .define)].filter { attributes.contains($0.0) }.map(
        \.1
      ),
      subject: of,
      variables: wrt.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init),
      macros: ""
    )
  }

  /// Writes the last side of an equation that held otherwise, the last one of the display; says how many there were.
  private static func mutate(_ rows: [String], _ request: DisplayRequest, _ session: Session) -> Int {
    func lines(_ rows: [String]) -> [CheckedLine] {
      var copy = session
      var request = request
      request.text = rows.joined(separator: " \\\\\n")
      guard case .checked(let statement)? = copy.run(display: request).outcomes.last else { return [] }
      return statement.lines.count == rows.count ? statement.lines : []
    }
    let held = lines(rows).enumerated().filter(\.element.isTicked).map(\.offset)
    let equations = held.filter { place in
      let sides = rows[place].split(separator: "=", omittingEmptySubsequences: false)
      return sides.count == 2 && sides[1].trimmingCharacters(in: .whitespaces) != "0"
    }
    guard let place = equations.last, let sign = rows[place].firstIndex(of: "=") else { return 0 }
    let right = rows[place][sign...].dropFirst().trimmingCharacters(in: CharacterSet(charactersIn: " .,;&\n"))
    let factor = place.isMultiple(of: 2) ? "2" : "-"
    var changed = Array(rows[...place])
    changed[place] = #"\#(rows[place][...sign]) \#(factor)\left(\#(right)\right)"#
    guard let mutant = lines(changed).last else { return 0 }
    #expect(mutant.isCalledWrong, "\(changed[place]): \(mutant.verdict) \(mutant.message)")
    return 1
  }
}
