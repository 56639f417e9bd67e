import Diagnostics
import Foundation
import Testing

@testable import NablaTool

@Suite("A notebook that is run again")
struct RunMemoryTests {
  /// A notebook with parts of all kinds, some of them wrong.
  private let text = """
    ---
    title: Memory
    macros: |
      \\newcommand{\\T}{^\\top}
    ---
    First paragraph.

    ```{nabla}
    A : matrix(m, n)
    x : vector(n)
    f = (A*x)'*(A*x)
    gradient f wrt x
    ```

    The gradient is `{nabla} gradient f wrt x`.

    $$ \\nabla f(x) = 2 A\\T A x $$ {.check of=f wrt=x}

    Second paragraph.

    ```{nabla}
    claim A == B
    ```

    $$ \\nabla f(x) = A\\T A x $$ {.check of=f wrt=z}

    Third paragraph.

    ```{nabla}
    #| scope: new
    A : scalar
    claim A*A == A^2
    ```

    """

  /// What was edited, from one state to the next.
  private var edits: [(String, String)] {
    [
      ("First paragraph.", "First paragraph, longer."),
      ("First paragraph, longer.", "First\nparagraph\non\nlines."),
      ("2 A\\T A x", "3 A\\T A x"), ("claim A == B", "claim A == A"), ("wrt=z", "wrt=x"),
      (".check of=f wrt=x", ".check"),
      ("^\\top}", "'}"), ("f = (A*x)'*(A*x)", "f = x'*x"), ("#| scope: new\n", ""),
      ("title: Memory", "nabla: {draft: true}"),
      ("gradient f wrt x\n```", "gradient f wrt x\n```\n\n```{nabla}\nt : scalar\n```"),
      ("Second", "> Second"), ("Third paragraph.\n", ""),
    ]
  }

  private func run(_ text: String, _ memory: RunMemory?) -> NotebookRun {
    let reading = DocumentFile.notebook(Array(text.utf8), path: "a.md")
    return NotebookRun(reading.notebook, readingDiagnostics: reading.diagnostics, memory: memory)
  }

  @Test("comes back as one that is run for the first time, whatever was edited")
  func same() {
    let memory = RunMemory()
    var text = text
    var states = [text]
    for (old, new) in edits {
      #expect(text.contains(old), "\(old)")
      text = text.replacing(old, with: new)
      states.append(text)
    }
    // Forwards, back to where it began, and all at once.
    for state in states + states.reversed() + [states[0], states[7], states[3]] {
      let remembered = run(state, memory)
      let fresh = run(state, nil)
      #expect(remembered.outcomes == fresh.outcomes)
      #expect(remembered.diagnostics == fresh.diagnostics)
      #expect(remembered.results.map(\.inline) == fresh.results.map(\.inline))
    }
  }

  @Test("runs only what an edit can have changed")
  func onlyWhatChanged() {
    let memory = RunMemory()
    func ran(_ text: String) -> Int {
      let before = memory.sessions
      _ = run(text, memory)
      return memory.sessions - before
    }
    #expect(ran(text) == 6)
    #expect(ran(text) == 0)
    let prose = text.replacing("First paragraph.", with: "First paragraph, with more words.")
    #expect(ran(prose) == 0)
    #expect(ran(prose.replacing("claim A*A == A^2", with: "claim A == A")) == 1)
    #expect(ran(prose) == 1)
    #expect(ran(prose.replacing("gradient f wrt x\n```", with: "gradient f wrt A\n```")) == 6)
  }
}
