/// How a function is written in mathematics; every printer draws on this one value.
package enum FunctionNotation: Sendable, Hashable {
  /// An operator name before its argument: tr(X), log det X; several words are several names.
  case named([String])
  /// A bracket pair around the argument with an optional subscript: ‖x‖₂, |x|.
  case fenced(left: Fence, right: Fence, subscripted: String?)
  /// A letter as a function: σ(x), Γ(x).
  case letter(latex: String, unicode: String)
  /// A superscript mark: X⁺.
  case superscript(latex: String, unicode: String)
  /// A letter with its arguments as subscripts: K_{n,m}, e_i.
  case subscripted(latex: String, unicode: String)
  /// A root sign over the argument.
  case root
  /// A function of every row of a matrix, by the name of that of a vector: softmax_rows(X).
  case alongRows(String)
  /// Rows of an identity, or of the factor behind it: I_{a:b,:}, x_{a:b}.
  case slice
  /// A choice by the sign of the first argument: where(X > 0, Y, Z).
  case choice
  /// The printer knows it (operators, constants).
  case structural

  /// The brackets a notation can use.
  package enum Fence: String, Sendable, Hashable { case bar, doubleBar, parenthesis, floor }
}
