// `\sigma'(z) \odot a`: the derivative of an entrywise function is its Jacobian, or the derivative of every entry.

extension Habit {
  /// `\sigma'(z) \odot a`: the derivative of an entrywise function is its Jacobian, or the derivative of every entry.
  package static let primeEntryByEntry = Habit(
    "an apostrophe acts entry by entry",
    .typing,
    ways: [
      "the Jacobian, a diagonal matrix",
      #"the derivative of every entry: write $\operatorname{diag}\left(\frac{\partial\tanh(x)}{\partial x}\right)$"#,
    ],
    examples: [
      Example(#"\tanh'(x) \odot y = u"#, "diag(jacobian tanh.(x) wrt x) .* y == u"),
      Example(#"\tanh'(x) y = u"#, "(jacobian tanh.(x) wrt x)*y == u"),
      Example(#"\tanh'(x) = A"#, "jacobian tanh.(x) wrt x == A"),
    ]
  )
}
