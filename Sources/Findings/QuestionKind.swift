/// What a question asks for; the raw values are the words of the cell language.
package enum QuestionKind: String, Sendable, Hashable, CaseIterable {
  case gradient, jacobian, hessian, differential, directional, simplify, evaluate, stationary
}
