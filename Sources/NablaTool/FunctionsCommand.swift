import ArgumentParser
import Diagnostics
import Expressions
import Functions

/// `nabla functions`: what the language knows.
struct FunctionsCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions",
    abstract: "Lists the functions and operators of the language, or explains one.",
    discussion: """
        nabla functions
        nabla functions logdet
        nabla functions .*
      """
  )

  @Argument(help: "A function such as 'logdet', or an operator such as '.*'.")
  var name: String?

  func run(on console: Console) async -> ExitStatus {
    guard let name else {
      console.write(Self.list)
      return .asExpected
    }
    let functions = Catalogue.all.filter { $0.name.text == name }.map(Self.page)
    let operators = Catalogue.operators
      .filter { $0.symbol == name || $0.alternatives.contains(name) || $0.name == name }.map(Self.page)
    guard functions.isEmpty, operators.isEmpty else {
      console.write((functions + operators).joined(separator: "\n\n"))
      return .asExpected
    }
    let known = Catalogue.all.map(\.name.text) + Catalogue.operators.flatMap { [$0.symbol, $0.name] }
    console.writeError(Self.unknown("function", name, known.sorted(), "functions"))
    return .usage
  }

  /// What is said of a name that no list has.
  static func unknown(_ kind: String, _ name: String, _ known: [String], _ command: String) -> String {
    let nearest = Diagnostic.nearestNames(to: name, among: known)
    let hint = nearest.isEmpty ? "'nabla \(command)' lists what there is" : "did you mean '\(nearest[0])'?"
    let diagnostic = Diagnostic(
      code: "usage.unknown-name",
      message: "there is no \(kind) '\(name)'",
      range: nil,
      hints: [hint]
    )
    return "error: \(diagnostic.message) [\(diagnostic.code)]\n  = hint: \(hint)"
  }

  private static var list: String {
    let functions = Catalogue.all.sorted { $0.description < $1.description }
      .map { ($0.description, $0.summary) }
    let operators = Catalogue.operators.map { ("\($0.symbol)  \($0.name)", $0.summary) }
    return columns("Operators", operators) + "\n\n" + columns("Functions", functions)
  }

  private static func columns(_ title: String, _ rows: [(name: String, summary: String)]) -> String {
    let width = min(rows.map(\.name.count).max() ?? 0, 44)
    let lines = rows.map { row in
      let gap = String(repeating: " ", count: max(0, width - row.name.count))
      return "  \(row.name)\(gap)  \(row.summary)"
    }
    return "\(title)\n" + lines.joined(separator: "\n")
  }

  private static func page(_ function: MatrixFunction) -> String {
    var lines = [function.description, "", "  \(function.summary)"]
    lines += function.conditions.map {
      "  needs \($0.relation)" + ($0.scope == .derivative ? ", to differentiate" : "")
    }
    lines.append("")
    for differential in function.differentials {
      switch differential {
      case .linear(let adjoint, let name, let source):
        lines += rule("linear, with the adjoint G ↦ \(adjoint)", name, source)
      case .formula(let formula, let name, let source):
        lines += rule("d \(function.name.text)(…) = \(formula)", name, source)
      case .elementwise(let derivative, let name, let source):
        lines += rule("entry by entry, with the derivative \(derivative)", name, source)
      case .zero(let name, let source): lines += rule("differential 0 almost everywhere", name, source)
      case .none(let reason): lines.append("  no differential: \(reason)")
      }
    }
    for rewrite in function.rewrites {
      lines += rule("\(rewrite.pattern) = \(rewrite.replacement)", rewrite.name, rewrite.source)
    }
    lines += ["", "  NumPy   \(function.python.expression)"]
    if !function.flops.isEmpty { lines.append("  flops   \(function.flops)") }
    return (lines + example(function.example)).joined(separator: "\n")
  }

  private static func page(_ description: OperatorDescription) -> String {
    let also =
      description.alternatives.isEmpty ? "" : "  also \(description.alternatives.joined(separator: " "))"
    var lines = ["\(description.symbol)  \(description.name)\(also)", "", "  \(description.summary)"]
    lines.append("  \(description.shapeRule)")
    lines += description.conditions.map { "  needs \($0.relation)" }
    lines.append("")
    lines += rule(description.differential, description.ruleName, description.source)
    if let adjoint = description.adjoint {
      for law in adjoint.laws { lines += rule(law, adjoint.name, adjoint.source) }
    }
    return (lines + example(description.example)).joined(separator: "\n")
  }

  private static func rule(_ formula: String, _ name: String, _ source: Source) -> [String] {
    ["  \(formula)", "      \(name); \(source)"]
  }

  private static func example(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return ["", "  example"] + lines.map { $0.isEmpty ? "" : "    \($0)" }
  }
}
