// What is computed, in which order, without saying in which language: a graph of array operations.
//
// Arrays have no, one or two axes; rows and columns are both one-dimensional. Equal operations on equal operands
// are one value, so a common subexpression is computed once however the formula wrote it.

import Expressions

/// The identity of a value in its program; operands have smaller numbers.
struct ValueID: Hashable, Comparable {
  let index: Int
  static func < (a: ValueID, b: ValueID) -> Bool { a.index < b.index }
}

/// How many axes an array has.
enum Rank: Int, Hashable {
  case scalar, vector, matrix
}

/// An array operation.
///
/// Numbers, sizes and names are part of it, other operands stand beside it.
enum Operation: Hashable {
  /// An argument of the function.
  case argument(String)
  /// The running index of a loop, from 1.
  case index(SymbolID)
  case number(Rational)
  case constant(MathematicalConstant)
  case size(Size)
  case identity
  case ones
  case zeros
  /// Adds; a true flag subtracts.
  case sum(subtracts: [Bool])
  /// Multiplies entry by entry; scalars fit anywhere.
  case product
  /// Divides entry by entry; the second may be a scalar.
  case quotient
  /// Entry by entry to an exponent.
  case power
  /// Matrix times matrix or vector, or the inner product of two vectors.
  case multiply
  case outer
  case transpose
  case inverse
  /// A⁻¹B by a factorisation.
  case solve
  case matrixPower
  /// The sum of entrywise products of two matrices.
  case innerProduct
  case kronecker
  /// Multiplies the rows of the second operand by the entries of the first.
  case scaleRows
  /// Multiplies the columns of the first operand by the entries of the second.
  case scaleColumns
  /// The rows or columns of the operand from behind one index up to another.
  case slice(Axis, after: Size, upTo: Size)
  /// The operand with rows or columns of zeros before and behind it.
  case pad(Axis, before: Size, after: Size)
  case call(FunctionName)
  /// A vector as a matrix of one column, of one row, a scalar as a 1×1 matrix, and back.
  case column
  case row
  case single
  case flattened
  case item
  case block(columns: Int)
  /// One entry; the offset from the language's 1 is the writer's.
  case entry
  case member
  /// The sum or product of the operand over a loop index.
  case loop(Loop, SymbolID, Size)

  enum Loop: Hashable { case sum, product }
  enum Axis: Hashable { case rows, columns }
}

/// The array operations of one function.
struct Program {
  struct Value: Hashable {
    let operation: Operation
    let operands: [ValueID]
    /// The shape; of one-dimensional arrays that of a column.
    let shape: Shape
  }

  private(set) var values: [Value] = []
  /// The loop indices that each value changes with.
  private(set) var indices: [Set<SymbolID>] = []
  /// The author's name for a value.
  var names: [ValueID: String] = [:]
  /// The count of each loop index.
  private(set) var counts: [SymbolID: Size] = [:]
  private var index: [Value: ValueID] = [:]

  subscript(id: ValueID) -> Value { values[id.index] }

  mutating func add(_ operation: Operation, _ operands: [ValueID] = [], _ shape: Shape) -> ValueID {
    let value = Value(operation: operation, operands: operands, shape: shape)
    if let known = index[value] { return known }
    let id = ValueID(index: values.count)
    values.append(value)
    var free = operands.reduce(into: Set<SymbolID>()) { $0.formUnion(indices[$1.index]) }
    switch operation {
    case .index(let symbol): free.insert(symbol)
    case .loop(_, let symbol, let count):
      free.remove(symbol)
      counts[symbol] = count
    default: break
    }
    indices.append(free)
    index[value] = id
    return id
  }

  func rank(_ id: ValueID) -> Rank {
    if self[id].operation == .column || self[id].operation == .row || self[id].operation == .single {
      return .matrix
    }
    let shape = self[id].shape
    return shape.isScalar ? .scalar : shape.columns.isOne ? .vector : .matrix
  }

  /// Everything below and including a value, operands first.
  func reachable(from root: ValueID) -> [ValueID] {
    var seen = [Bool](repeating: false, count: root.index + 1)
    seen[root.index] = true
    var result: [ValueID] = []
    for position in stride(from: root.index, through: 0, by: -1) where seen[position] {
      result.append(ValueID(index: position))
      for operand in values[position].operands { seen[operand.index] = true }
    }
    result.reverse()
    return result
  }

  /// The names of the arguments that a value depends on.
  func argumentNames(of root: ValueID) -> Set<String> {
    Set(
      reachable(from: root).compactMap { id in
        if case .argument(let name) = self[id].operation { name } else { nil }
      }
    )
  }
}
