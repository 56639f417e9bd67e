// `limit: 10x`: how many times what a cell may take.

import Testing

@testable import Notebook

@Suite("The limit of a cell") struct LimitOptionTests {
  @Test("is a number of times, of cells, displays and the whole notebook") func times() {
    let (notebook, diagnostics) = read(
      "---\nnabla: {limit: 3x}\n---\n\n```{nabla}\n#| limit: 10x\nx\n```\n\n```{nabla}\nx\n```\n\n"
        + "$$ a = b $$ {.check limit=2x}\n"
    )
    #expect(diagnostics.isEmpty)
    #expect(notebook.cells.map(\.options.limit) == [10, 3])
    #expect(notebook.displays.map(\.options.limit) == [2])
  }

  @Test("is nothing else", arguments: ["10", "0x", "-1x", "x", "1001x", "ten", "[1x]", "1.5x"])
  func refused(_ value: String) {
    let (notebook, diagnostics) = read("```{nabla}\n#| limit: \(value)\nx\n```\n")
    #expect(diagnostics.map(\.code) == ["notebook.bad-limit"])
    #expect(notebook.cells.map(\.options.limit) == [nil])
  }
}
