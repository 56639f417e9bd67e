// Whether a formula of a vector is taken entry by entry, as its expression says: maps, entrywise products, numbers beside.

import Expressions
import Syntax

/// How a formula depends on a vector, where it mixes no entries of it.
enum EntrywiseForm {
  /// Not at all: it is a number, or the same number at every place.
  case number
  /// Each entry of it is one function of the entry of the vector at that place.
  case entries

  /// The form of a formula of the vector named `variable`; nil where entries may be mixed, or places differ.
  ///
  /// `isNumber` tells the names of numbers, `isMap` the functions that are taken entry by entry.
  init?(
    _ tree: SyntaxTree,
    of variable: String,
    isNumber: (String) -> Bool,
    isMap: (_ function: String, _ isDotted: Bool) -> Bool
  ) {
    func form(_ inner: SyntaxTree) -> EntrywiseForm? {
      EntrywiseForm(inner, of: variable, isNumber: isNumber, isMap: isMap)
    }
    switch tree.kind {
    case .number: self = .number
    case .name(variable, _): self = .entries
    case .name(let name, _):
      guard isNumber(name) else { return nil }
      self = .number
    case .negative(let inner), .parenthesized(let inner):
      guard let known = form(inner) else { return nil }
      self = known
    case .binary(let operation, let left, let right):
      guard let left = form(left), let right = form(right), operation.keepsEntries(left, right) else {
        return nil
      }
      self = left == .number && right == .number ? .number : .entries
    case .call("ones", _, _, _): self = .number
    case .call(let function, _, let isDotted, let arguments):
      guard arguments.count == 1, let argument = form(arguments[0]), isMap(function, isDotted) else {
        return nil
      }
      self = argument
    case .ambiguous(_, let ways):
      // Of a vector the one way that has a shape is meant: all that can be taken must agree.
      let forms = ways.compactMap { form($0) }
      guard let first = forms.first, forms.allSatisfy({ $0 == first }) else { return nil }
      self = first
    case .transpose, .entry, .argument, .matrix, .differential, .derivative, .directional, .indexed,
      .evaluated,
      .unreadable:
      return nil
    }
  }
}

extension SyntaxTree.BinaryOperator {
  /// Whether it joins two forms place by place.
  fileprivate func keepsEntries(_ left: EntrywiseForm, _ right: EntrywiseForm) -> Bool {
    switch self {
    case .elementwiseMultiply, .elementwiseDivide, .elementwisePower, .elementwiseAdd, .elementwiseSubtract,
      .add, .subtract:
      true
    case .multiply: left == .number || right == .number
    case .divide, .power: right == .number && (self == .divide || left == .number)
    case .frobenius, .kronecker, .dot: false
    }
  }
}
