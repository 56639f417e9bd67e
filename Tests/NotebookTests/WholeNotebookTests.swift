// A small notebook as an author writes it, read as a whole.

import Diagnostics
import Markdown
import Testing

@testable import Notebook

@Suite("A whole notebook") struct WholeNotebookTests {
  private let text = """
    ---
    title: The gradient of a quartic form
    ---
    Let $W \\in \\mathbb R^{n\\times n}$ and $x \\in \\mathbb R^n$.

    ```{nabla}
    #| label: eq-quartic
    W : matrix(n, n)
    x : vector(n)
    y   = (W^2)' * x
    phi = y' * y
    gradient phi wrt W
    ```

    By @eq-quartic-2 the gradient is `{nabla} gradient phi wrt W`. The line

    $$
    \\mathrm d\\phi = 2\\,y x^\\top : \\mathrm d (W^2)^\\top
    $$ {#eq-step .check}

    holds, and this one does not:

    $$ \\frac{\\partial \\phi}{\\partial W} = \\frac{\\partial W^2}{\\partial W}\\,\\frac{\\partial \\phi}{\\partial W^2} $$ {.check expect=refuted}

    > In a quotation directly after text:
    > $$
    > A = W^2
    > - B
    > $$ {.define}
    > and on.

    """

  @Test("is understood without complaint, every part at its place")
  func understood() throws {
    let (notebook, diagnostics) = read(text)
    #expect(diagnostics.isEmpty)
    #expect(notebook.metadata.title == "The gradient of a quartic form")
    #expect(notebook.parts.map { notebook.file.position(at: $0.range.start).line } == [6, 15, 17, 23, 26])
    #expect(notebook.displays.map(\.roles) == [[.check], [.check], [.define]])
    #expect(notebook.displays.map(\.options.expectation) == [nil, .refuted, nil])
    #expect(notebook.displays[2].formula.tex.text == "\nA = W^2\n- B\n")
    let cell = try #require(notebook.cells.first)
    let offset = try #require(cell.text.text.firstRange(of: "gradient"))
    let start = cell.text.text.utf8.distance(from: cell.text.text.startIndex, to: offset.lowerBound)
    let place = cell.text.fileRange(SourceRange(start, start + 8))
    #expect(notebook.text(place) == "gradient")
    #expect(notebook.file.position(at: place.start) == SourcePosition(line: 12, column: 1))
  }

  @Test("is written by the writer of Markdown with what is run in its place")
  func written() {
    let (notebook, _) = read(text)
    let writer = HTMLWriter(
      replaceBlock: { block in
        if notebook.cell(of: block) != nil { return "<cell/>\n" }
        if case .displayMath(let formula) = block.content, notebook.display(of: formula) != nil {
          return "<display/>\n"
        }
        return nil
      },
      replaceInline: { inline in
        switch inline {
        case .inlineResult: "<result/>"
        case .reference(let reference): "<ref>\(reference.label)</ref>"
        case .math(let formula): notebook.display(of: formula) == nil ? "<math/>" : "<display/>"
        default: nil
        }
      }
    )
    #expect(
      writer.html(of: notebook.document) == """
        <p>Let <math/> and <math/>.</p>
        <cell/>
        <p>By <ref>eq-quartic-2</ref> the gradient is <result/>. The line</p>
        <display/>
        <p>holds, and this one does not:</p>
        <display/>
        <blockquote>
        <p>In a quotation directly after text:
        <display/>
        and on.</p>
        </blockquote>

        """
    )
  }
}
