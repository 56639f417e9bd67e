// Why derivatives with three or four indices cannot be multiplied as matrices, and the contraction that was meant.

import Expressions
import Findings
import LaTeX
import Syntax

extension Workspace {
  /// The explanation of a row in which a derivative with three or four indices stands as if it were a matrix.
  func tensorProduct(_ formulas: [DisplayFormula]) -> String? {
    var three: String?
    for formula in formulas {
      for tree in formula.tree.all {
        guard case .derivative(let form, let of, let wrt) = tree.kind, form != .hessian,
          let variable = wrt.first
        else { continue }
        var trial = scope
        guard let f = trial.lower(of), let x = trial.lower(variable) else { continue }
        let isMatrixF = isMatrix(trial.graph.shape(f))
        let isMatrixX = isMatrix(trial.graph.shape(x))
        let indices =
          Workspace.indices(trial.graph.shape(f), isMatrixF)
          + Workspace.indices(trial.graph.shape(x), isMatrixX)
        guard indices > 2, isMatrixF || isMatrixX else { continue }
        let printer = FormulaPrinter(trial)
        let text = Workspace.contraction(
          printer.factor(f),
          isMatrixF,
          printer.factor(x),
          isMatrixX
        )
        if indices == 4 { return text }
        if three == nil { three = text }
      }
    }
    return three
  }

  private func isMatrix(_ shape: Shape) -> Bool { !shape.rows.isOne && !shape.columns.isOne }

  private static func indices(_ shape: Shape, _ isMatrix: Bool) -> Int {
    isMatrix ? 2 : shape.isScalar ? 0 : 1
  }

  /// The sum over the indices of F, in components and on vec.
  private static func contraction(
    _ name: String,
    _ isMatrixF: Bool,
    _ variable: String,
    _ isMatrixX: Bool
  ) -> String {
    let innerIndices = isMatrixF ? "ij" : "i"
    let outerIndices = isMatrixX ? "kl" : "k"
    let count = isMatrixF && isMatrixX ? "four" : "three"
    let kinds = "a \(isMatrixF ? "matrix" : "vector") by a \(isMatrixX ? "matrix" : "vector")"
    func vec(_ isMatrix: Bool) -> String { isMatrix ? "\\operatorname{vec} " : "" }
    let inner = "\\frac{\\partial\\phi}{\\partial \(name)}"
    let outer = "\\frac{\\partial\\phi}{\\partial \(variable)}"
    return
      "the derivative $\\frac{\\partial \(name)}{\\partial \(variable)}$ of \(kinds) has \(count) indices; "
      + "a matrix product contracts only one of them, so this product has no meaning. "
      + "Sum over \(isMatrixF ? "both indices" : "the index") of the inner function instead: "
      + "$\\frac{\\partial\\phi}{\\partial \(variable)_{\(outerIndices)}} = "
      + "\\sum_{\(isMatrixF ? "i,j" : "i")} \\frac{\\partial \(name)_{\(innerIndices)}}"
      + "{\\partial \(variable)_{\(outerIndices)}}\\,"
      + "\\frac{\\partial\\phi}{\\partial \(name)_{\(innerIndices)}}$, "
      + "or on vec: $\(vec(isMatrixX))\(outer) = "
      + "\\left(\\frac{\\partial\(vec(isMatrixF).isEmpty ? " " : vec(isMatrixF))\(name)}"
      + "{\\partial\(vec(isMatrixX).isEmpty ? " " : vec(isMatrixX))\(variable)}\\right)^\\top "
      + "\(vec(isMatrixF))\(inner)$"
  }
}
