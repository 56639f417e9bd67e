// `\frac{dg}{ds}(2)`: a derivative at what stands in the bracket, or times it.

extension Habit {
  /// `\frac{dg}{ds}(2)`: a derivative at what stands in the bracket, or times it.
  package static let derivativeAtBracket = Habit(
    "a bracket after the derivative of a function",
    .print,
    ways: [
      #"the derivative times what stands in the bracket: write $\frac{dg}{ds}\cdot a$"#,
      #"the derivative at it: write $\left.\frac{dg}{ds}\right|_{s=a}$"#,
    ],
    examples: [
      Example(
        #"\frac{dg}{dt}(2) = c"#,
        "(gradient g(t) wrt t)*2 == c",
        "(gradient g(t) wrt t at t = 2) == c"
      ),
      Example(#"\frac{\partial f}{\partial x}(y) = u"#, "(gradient f(x) wrt x at x = y) == u"),
      Example(#"\frac{\partial f}{\partial x}(c) = u"#, "(gradient f(x) wrt x)*c == u"),
    ]
  )
}
