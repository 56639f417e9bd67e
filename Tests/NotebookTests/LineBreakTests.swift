// Files from systems that end lines otherwise.

import Diagnostics
import Testing

@testable import Notebook

@Suite("Line breaks") struct LineBreakTests {
  @Test(
    "of Windows and of old Macintoshes mean the same and leave no trace in what is run",
    arguments: ["\r\n", "\r"]
  )
  func lineBreaks(_ lineBreak: String) throws {
    let text = """
      ---
      title: a
      macros: |
        \\x
      ---
      > ```{nabla}
      > #| method: index
      > #| label: eq-a
      > x = y
      >   z
      > ```

      $$
      a
      = b
      $$ {.check}

      ```math
      c
      ```
      """
    let (expected, _) = read(text)
    let (notebook, diagnostics) = read(text.replacing("\n", with: lineBreak))
    #expect(diagnostics.isEmpty)
    #expect(notebook.metadata.macros?.text == expected.metadata.macros?.text)
    #expect(notebook.cells.map(\.text.text) == ["x = y\n  z\n"])
    #expect(notebook.cells.map(\.options.method) == [.index])
    #expect(notebook.displays.map(\.formula.tex.text) == ["\na\n= b\n"])
    let cell = try #require(notebook.cells.first)
    #expect(notebook.text(cell.text.fileRange(SourceRange(8, 9))) == "z")
    #expect(notebook.text(try #require(cell.options.label).range) == "eq-a")
    #expect(notebook.document.blocks.count == 3)
  }
}
