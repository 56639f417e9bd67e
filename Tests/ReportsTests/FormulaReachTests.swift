import Testing

@testable import Reports

@Suite("The reach of formulas")
struct FormulaReachTests {
  private func contained(_ tex: String) -> String { FormulaReach.contained(TeXToken.tokens(tex)).tex }

  @Test(
    "is left alone where signs are put together and rows are spaced",
    arguments: [
      #"\begin{aligned} a &= b \\[6pt] c \\[1ex] d \\[2em] e \\[3mm] f \\ [x] g\end{aligned}"#,
      #"\mathrel{\rlap{\bullet}\circ} \smash{\sum} x \mathclap{i<j} \smash[b]{y} \llap{/}"#,
      #"a \kern-2pt b \! c \!\! d \hspace{1cm} e \mkern3mu f \raisebox{0.2ex}{g} \rule{1em}{0.4pt} \hskip 1em h"#,
      #"\rule[-.3ex]{0pt}{2ex} \mspace{-3mu} \hspace*{-0.5em} x"#, #"\frac{a}{b} \left[ c \right]"#,
    ]
  )
  func left(_ tex: String) {
    #expect(contained(tex) == TeXToken.tokens(tex).tex)
  }

  @Test(
    "is held back where one thing could be laid over another",
    arguments: [
      (#"\kern-100em x"#, #"\kern-8.00em x"#), (#"\hspace{99999em}"#, #"\hspace{60.00em}"#),
      (#"\raisebox{-9em}{x}\raisebox{2em}{y}"#, #"\raisebox{-2.00em}{x}\raisebox{0.00em}{y}"#),
      (#"a\\[-50em]b\\[3pt]c"#, #"a\\[-2.00em]b\\[3pt]c"#),
      (#"\rlap{\quad\quad\quad x}"#, #"{\quad\quad\quad x}"#),
      (#"\smash{\begin{matrix}a\\b\end{matrix}}"#, #"{\begin{matrix}a\\b\end{matrix}}"#),
      (#"\smash[b]{a b c d e f g h i j k l m n o p q r}"#, #"{a b c d e f g h i j k l m n o p q r}"#),
      (#"\rule{-5em}{1e}"#, #"\rule{0.00em}{1e}"#),
      (#"\rule[9em]{300em}{1em}"#, #"\rule[2.00em]{60.00em}{1em}"#),
      (#"\mkern--18mu x"#, #"\mkern--18mu x"#),
    ]
  )
  func held(_ tex: String, _ expected: String) {
    #expect(contained(tex) == expected)
  }

  @Test("over all spaces of a formula, wherever they come from")
  func altogether() {
    #expect(contained(String(repeating: #"\!"#, count: 300)).count < 120)
    var renderer = FormulaRenderer(definitions: #"\newcommand{\up}[1]{\raisebox{-20em}{#1}}"#)
    let html = try? renderer.html(of: #"\up{\text{x}}"#, display: false).get()
    #expect(html?.contains("-20em") == false && html?.contains("20em;") == false)
  }
}
