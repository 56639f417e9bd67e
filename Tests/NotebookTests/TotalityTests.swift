// Whatever the bytes, there is a notebook.

import Diagnostics
import Testing

@testable import Notebook

@Suite("Reading never fails") struct TotalityTests {
  @Test("bytes that are not UTF-8 are named with their place")
  func bytes() {
    let bytes = Array("line\nab".utf8) + [0xC3, 0x28] + Array(" $x$".utf8)
    let (notebook, diagnostics) = NotebookReader.read(bytes, path: "a.md")
    #expect(diagnostics.map(\.code) == ["file.not-utf8"])
    #expect(
      notebook.file.position(at: diagnostics[0].range?.start ?? 0) == SourcePosition(line: 2, column: 3)
    )
    #expect(diagnostics[0].message == "the byte 0xC3 is not UTF-8 text")
    for bytes: [UInt8] in [[0xFF], [0xED, 0xA0, 0x80], [0xF8], [0xE2, 0x82], [0xC0, 0x80]] {
      #expect(NotebookReader.read(bytes, path: "a.md").diagnostics.map(\.code) == ["file.not-utf8"])
    }
    #expect(NotebookReader.read(Array("é𝐀\u{FFFD}".utf8), path: "a.md").diagnostics.isEmpty)
  }

  @Test("notebooks cut off anywhere or with a byte changed are read, and every place lies in the file")
  func mutations() {
    let text = """
      ---
      title: "a"
      nabla: {method: index}
      ---
      # T {#sec-t}

      > - $$
      >   a
      >   $$ {#eq-a .check of=f wrt="X"}
      >
      >   ```{nabla}
      >   #| label: eq-b
      >   x = `y`
      >   ```

      By @eq-a[^n] `{nabla} x` | b
      --|--
      $x$ | `c`

      [^n]: ```math
          z
          ``` {#eq-z}
      """
    let bytes = Array(text.utf8)
    let replacements = Array("$`{}[]|>-#\n \\\"':\u{0}".utf8) + [0xFF]
    for index in bytes.indices {
      check(Array(bytes[..<index]))
      var changed = bytes
      changed[index] = replacements[index % replacements.count]
      check(changed)
    }
  }

  private func check(_ bytes: [UInt8]) {
    let (notebook, diagnostics) = NotebookReader.read(bytes, path: "a.md")
    let size = notebook.file.text.utf8.count
    for diagnostic in diagnostics {
      guard let range = diagnostic.range else { continue }
      #expect(range.start >= 0 && range.start <= range.end && range.end <= size, "\(diagnostic)")
    }
    for part in notebook.parts { #expect(part.range.end <= size && part.range.start < part.range.end) }
  }
}
