// `\log p/q`: the logarithm of p over q, or the logarithm of p/q.

extension Habit {
  /// `\log p/q`: the logarithm of p over q, or the logarithm of p/q.
  package static let wordBeforeSlash = Habit(
    "a function's word before a slash",
    .print,
    ways: [
      #"the word takes only what stands before the slash: write $(\log p)/q$"#,
      #"the word takes the quotient: write $\log(p/q)$"#,
    ],
    examples: [
      Example(#"\log a/b = c"#, "log(a)/b == c", "log(a/b) == c")
    ]
  )
}
