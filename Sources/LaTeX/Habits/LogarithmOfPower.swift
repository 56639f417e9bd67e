// `\log (a)^{-1}`: a power of the logarithm, or the logarithm of the power.

extension Habit {
  /// `\log (a)^{-1}`: a power of the logarithm, or the logarithm of the power.
  ///
  /// A whole positive power, `\log(a)^2`, is one of the logarithm; other exponents are found with either meaning in print.
  package static let logarithmOfPower = Habit(
    "the logarithm of a bracket with a power",
    .print,
    ways: [
      "a power of the logarithm: write $(\\log a)^{-1}$",
      "the logarithm of the power: write $\\log\\left(a^{-1}\\right)$",
    ],
    examples: [
      Example(#"\log(a)^{-1} = c"#, "log(a)^-1 == c", "log(a^-1) == c"),
      Example(#"\log(a)^2 = c"#, "log(a)^2 == c"),
    ]
  )
}
