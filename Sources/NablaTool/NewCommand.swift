import ArgumentParser
import Diagnostics
import Foundation
import Reports

/// `nabla new`: a small notebook to start from.
struct NewCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Writes a small notebook to start from.",
    discussion: """
      The notebook is NAME.md in the current folder, or where NAME leads. A file that is there stays as it is.

        nabla new ridge-regression && nabla build ridge-regression.md
      """
  )

  @Argument(help: "The name of the notebook, with or without '.md'.")
  var name: String

  func run(on console: Console) async -> ExitStatus {
    let path = name.hasSuffix(".md") ? name : name + ".md"
    let url = URL(fileURLWithPath: path)
    let title = Self.title(url.deletingPathExtension().lastPathComponent)
    guard !FileManager.default.fileExists(atPath: path) else {
      return fail(
        Diagnostic(
          code: "new.exists",
          message: "'\(path)' is there already and stays as it is",
          range: nil,
          hints: ["choose another name"]
        ),
        path,
        console
      )
    }
    do throws(OutputFolder.Failure) {
      try OutputFolder(url.deletingLastPathComponent().path).write(
        Self.text(title),
        to: url.lastPathComponent
      )
    } catch {
      return fail(error.diagnostic, path, console)
    }
    console.write("\(path) is written; 'nabla build \(path)' makes its report")
    return .asExpected
  }

  private func fail(_ diagnostic: Diagnostic, _ path: String, _ console: Console) -> ExitStatus {
    let located = LocatedDiagnostic(diagnostic, in: SourceFile(path: path, text: ""))
    console.writeError(TerminalRenderer(style: console.errorStyle).long(located))
    return .usage
  }

  /// `ridge-regression` as `Ridge regression`.
  private static func title(_ name: String) -> String {
    let words = name.map { "-_".contains($0) ? " " : $0 }
    let text = String(words).split(separator: " ").joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The notebook; the title is quoted, since a name may hold what YAML reads as its own.
  private static func text(_ title: String) -> String {
    let quoted = title.filter { !$0.isNewline }.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return """
      ---
      title: "\(quoted)"
      ---

      Let $A \\in \\mathbb R^{m\\times n}$, $b \\in \\mathbb R^m$ and $\\lambda > 0$. The ridge estimate minimises

      ```{nabla}
      #| label: eq-ridge
      A : matrix(m, n)
      b : vector(m)
      x : vector(n)
      lambda : scalar positive
      r   = A*x - b
      phi = r'*r + lambda * x'*x
      gradient phi wrt x
      ```

      By @eq-ridge the minimum is where `{nabla} gradient phi wrt x` vanishes: the normal equations.

      ```{nabla}
      claim gradient phi wrt x == 2*(A'*A + lambda*I)*x - 2*A'*b
      ```

      The same, forgetting the factor of the penalty, is wrong, and the report shows a point where it is:

      ```{nabla}
      #| expect: refuted
      claim gradient phi wrt x == 2*A'*A*x - 2*A'*b + lambda*x
      ```

      """
  }
}
