// Displays with attributes, labels and what refers to them.

import Diagnostics
import Testing

@testable import Notebook

@Suite("Labels and displays") struct LabelTests {
  @Test("a display says what it is for, of what, and with respect to what")
  func displays() throws {
    let (notebook, diagnostics) = read(
      "$$\nG = A^T\n$$ {#eq-g .check of=\"tr(A*X)\" wrt=\"X, y z\" expect=refuted layout=numerator instance=\"{n: 2}\"}\n"
    )
    #expect(diagnostics.isEmpty)
    let display = try #require(notebook.displays.first)
    #expect(display.roles == [.check])
    #expect(display.of?.text == "tr(A*X)")
    #expect(notebook.text(try #require(display.of).fileRange) == "tr(A*X)")
    #expect(display.wrt.map(\.text) == ["X", "y", "z"])
    #expect(display.wrt.map { notebook.text($0.fileRange) } == ["X", "y", "z"])
    #expect(display.options.expectation == .refuted)
    #expect(display.options.layout == .numerator)
    #expect(display.options.instance?.map(\.value) == [2])
    #expect(display.options.label?.name == "eq-g")
    #expect(display.formula.tex.text == "\nG = A^T\n")
    #expect(notebook.display(of: display.formula) == display)
  }

  @Test("what a display cannot be or have is named")
  func wrong() {
    #expect(complaints("$$x$$ {.chek}") == ["notebook.unknown-class 1:9"])
    #expect(read("$$x$$ {.chek}").diagnostics[0].hints == ["did you mean 'check'?"])
    #expect(complaints("$$x$$ {.check expct=refuted}") == ["notebook.unknown-option 1:15"])
    #expect(complaints("$$x$$ {.check expect=wrong}") == ["notebook.unknown-value 1:22"])
    #expect(complaints("$$x$$ {#loss}") == ["notebook.unreachable-label 1:9"])
  }

  @Test("a label can be referred to, with a row too")
  func references() {
    let text =
      "# T {#sec-t}\n\n```{nabla}\n#| label: eq-c\nx\n```\n\n$$a$$ {#eq-d-2}\n\n$$b$$ {#eq-d}\n\n@eq-c @eq-c-3 @eq-d-2 @eq-d-1 @sec-t\n"
    let (notebook, diagnostics) = read(text)
    #expect(diagnostics.isEmpty)
    #expect(notebook.labels.map(\.name) == ["sec-t", "eq-c", "eq-d-2", "eq-d"])
    #expect(notebook.labels.map(\.kind) == [.section, .cell, .display, .display])
    #expect(notebook.target(of: "eq-c-3")?.label.name == "eq-c")
    #expect(notebook.target(of: "eq-c-3")?.row == 3)
    #expect(notebook.target(of: "eq-d-2")?.label.name == "eq-d-2")
    #expect(notebook.target(of: "eq-d-2")?.row == nil)
    #expect(notebook.target(of: "eq-x") == nil)
    #expect(notebook.target(of: "sec-t-1") == nil)
  }

  @Test("an unknown label is an error with the nearest one, a doubled one names the first")
  func errors() {
    #expect(
      complaints("$$a$$ {#eq-loss}\n\nBy @eq-los and @sec-x.") == [
        "notebook.unknown-label 3:4", "notebook.unknown-label 3:16",
      ]
    )
    #expect(read("$$a$$ {#eq-loss}\n\nBy @eq-los").diagnostics[0].hints == ["did you mean '@eq-loss'?"])
    let doubled = "```{nabla}\n#| label: eq-a\n```\n\n$$a$$ {#eq-a}\n"
    #expect(complaints(doubled) == ["notebook.repeated-label 5:9"])
    #expect(read(doubled).diagnostics[0].notes == ["it is first given in line 2"])
    #expect(read(doubled).notebook.labels.map(\.kind) == [.cell])
  }
}
