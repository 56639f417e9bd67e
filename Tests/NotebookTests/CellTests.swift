// Cells and their options.

import Diagnostics
import Findings
import Testing

@testable import Notebook

@Suite("Cells") struct CellTests {
  @Test("have options at their head, and text whose places are those of the file")
  func options() throws {
    let (notebook, diagnostics) = read(
      """
      > - a
      >
      >   ```{nabla}
      >   #| label: eq-a
      >   #| method: all
      >   #| instance: {n: 3}
      >   #| expect: ill-typed
      >   #| echo: false
      >   #| structured: tied
      >   W : matrix(n, n)
      >     y = W
      >   ```
      """
    )
    #expect(diagnostics.isEmpty)
    let cell = try #require(notebook.cells.first)
    #expect(cell.text.text == "W : matrix(n, n)\n  y = W\n")
    #expect(cell.options.label?.name == "eq-a")
    #expect(notebook.text(try #require(cell.options.label).range) == "eq-a")
    #expect(cell.options.method == .all)
    #expect(cell.options.layout == nil)
    #expect(cell.options.instance?.map(\.value) == [3])
    #expect(cell.options.expectation == .illTyped)
    #expect(cell.options.echo == .hidden)
    #expect(cell.options.structured == .tied)
    let y = cell.text.fileRange(SourceRange(19, 24))
    #expect(notebook.text(y) == "y = W")
    #expect(notebook.file.position(at: y.start) == SourcePosition(line: 11, column: 7))
    #expect(notebook.text(cell.range).hasPrefix("```{nabla}\n"))
    #expect(notebook.text(cell.range).hasSuffix("  ```"))
  }

  @Test("say how their results are shown, and the front matter says it for all that do not")
  func presentation() {
    let cells =
      "```{nabla}\n#| hint: true\n#| exercise: false\n#| steps: brief\nx\n```\n\n```{nabla}\nx\n```\n"
    let (notebook, diagnostics) = read("---\nnabla:\n  exercise: true\n  figures: true\n---\n" + cells)
    #expect(diagnostics.isEmpty)
    let options = notebook.cells.map(\.options)
    #expect(options.map(\.exercise) == [.off, .on] && options.map(\.hint) == [.on, nil])
    #expect(options.map(\.figures) == [.on, .on] && options.map(\.steps) == [.brief, nil])
    #expect(options.map(\.collapse) == [nil, nil])
  }

  @Test("can expect each verdict, and a display can too")
  func expectations() {
    for expectation in Findings.Expectation.allCases {
      let (notebook, diagnostics) = read(
        "```{nabla}\n#| expect: \(expectation.rawValue)\nx\n```\n\n$$ a = b $$ {.check expect=\(expectation.rawValue)}\n"
      )
      #expect(diagnostics.isEmpty)
      #expect(notebook.cells.map(\.options.expectation) == [expectation])
      #expect(notebook.displays.map(\.options.expectation) == [expectation])
    }
  }

  @Test("are drafts where they, or the front matter, say so")
  func drafts() {
    let (notebook, diagnostics) = read(
      """
      ---
      nabla: {draft: true}
      ---
      ```{nabla}
      x
      ```

      ```{nabla}
      #| draft: false
      x
      ```

      $$ a = b $$ {.check draft=false}
      """
    )
    #expect(diagnostics.isEmpty)
    #expect(notebook.cells.map(\.options.draft) == [.open, .closed])
    #expect(notebook.displays.map(\.options.draft) == [.closed])
  }

  @Test("take what they do not say from the front matter")
  func defaults() {
    let (notebook, _) = read(
      "---\nnabla: {method: index, layout: numerator}\n---\n```{nabla}\n#| method: all\nx\n```\n"
    )
    #expect(notebook.cells.map(\.options.method) == [.all])
    #expect(notebook.cells.map(\.options.layout) == [.numerator])
  }

  @Test("are fences marked {nabla}, and no other code is run")
  func marks() {
    let text = "```nabla\na\n```\n\n    {nabla}\n\n~~~ {nabla}\nb\n~~~\n\n`````{nabla}\n```\n`````\n"
    let (notebook, diagnostics) = read(text)
    #expect(notebook.cells.map(\.text.text) == ["b\n", "```\n"])
    #expect(diagnostics.isEmpty)
    #expect(notebook.document.blocks.map { notebook.cell(of: $0) != nil } == [false, false, true, true])
  }

  @Test("that are nearly right are named")
  func wrong() {
    #expect(complaints("```{nabla} label=x\n```") == ["notebook.cell-options 1:11"])
    #expect(complaints("```{nabla, label=x}\n```") == ["notebook.cell-options 1:10"])
    #expect(complaints("```{nabal}\n```") == ["notebook.not-a-cell 1:4"])
    #expect(read("```{nabal}\n```").diagnostics[0].hints == ["did you mean '{nabla}'?"])
    #expect(complaints("a\n\n```{nabla}\nx") == ["notebook.unclosed-cell 3:1"])
    #expect(complaints("> ```{nabla}\n> x\n\n```\ny\n```\n") == ["notebook.unclosed-cell 1:3"])
    #expect(complaints("```\nx") == ["notebook.unclosed-code 1:1"])
    #expect(complaints("```{nabla}\n#| methd: all\n```") == ["notebook.unknown-option 2:4"])
    #expect(complaints("```{nabla}\n#| method: al\n```") == ["notebook.unknown-value 2:12"])
    #expect(complaints("```{nabla}\n#| label: [a]\n```") == ["notebook.bad-label 2:11"])
    #expect(complaints("```{nabla}\n#| label: a b\n```") == ["notebook.bad-label 2:11"])
    #expect(complaints("```{nabla}\n#| label: loss\n```") == ["notebook.unreachable-label 2:11"])
    #expect(complaints("```{nabla}\n#| instance: 3\n```") == ["notebook.bad-instance 2:14"])
    #expect(complaints("```{nabla}\n#| instance: {n: 0, m: 1000, k: x}\n```").count == 3)
    #expect(complaints("- ```{nabla}\n  #| a: [\n  ```") == ["notebook.yaml 2:10"])
    #expect(complaints("```{nabla}\n#| just words\n```") == ["notebook.yaml 2:4"])
    #expect(complaints("a `{nabla}` b") == ["notebook.empty-inline 1:3"])
  }

  @Test("displays and expressions come in the order of the file")
  func order() {
    let (notebook, diagnostics) = read(
      "| a |\n|---|\n| `{nabla} p` |\n\n$$x$$ {.define}\n\n```{nabla}\nc\n```\n\nas `{nabla} q` and\n$$y$$ {#eq-y .check}\nsays[^n], $$z$$\n\n[^n]: note `{nabla} r`\n"
    )
    #expect(diagnostics.isEmpty)
    let kinds = notebook.parts.map { part in
      switch part {
      case .cell(let cell): "cell \(cell.text.text)"
      case .display(let display): "display \(display.formula.tex.text)"
      case .inlineResult(let result): "inline \(result.expression.text)"
      }
    }
    #expect(kinds == ["inline p", "display x", "cell c\n", "inline q", "display y", "inline r"])
    for (index, part) in notebook.parts.enumerated() {
      #expect(notebook.index(ofPartAt: part.range.start) == index)
    }
  }
}
