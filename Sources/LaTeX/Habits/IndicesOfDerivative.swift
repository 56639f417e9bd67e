// `[\frac{\partial F}{\partial X}]_{ijkl}`: the indices of the variable stand first, or those of the function.

extension Habit {
  /// `[\frac{\partial F}{\partial X}]_{ijkl}`: the indices of the variable stand first, or those of the function.
  package static let indicesOfDerivative = Habit(
    "the order of the indices of a derivative",
    .convention,
    ways: [
      #"those of the variable first: write $\frac{\partial F_{kl}}{\partial X_{ij}}$"#,
      #"those of the function first: write $\frac{\partial F_{ij}}{\partial X_{kl}}$"#,
    ],
    examples: [
      Example(
        #"\left[\frac{\partial (AX^\top)}{\partial X}\right]_{1234} = c"#,
        "gradient (A*X')[3, 4] wrt X[1, 2] == c",
        "gradient (A*X')[1, 2] wrt X[3, 4] == c"
      )
    ]
  )
}
