import ArgumentParser
import Derivation
import Expressions
import Functions

/// `nabla rules`: the rules that derivations name.
struct RulesCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Lists the rules that derivations name, or explains one.",
    discussion: """
        nabla rules
        nabla rules 'product rule'
      """
  )

  @Argument(help: ArgumentHelp("The name of a rule, as a derivation shows it.", valueName: "name"))
  var name: [String] = []

  func run(on console: Console) async -> ExitStatus {
    let references = RuleNames.references
    guard !name.isEmpty else {
      let width = min(references.map(\.name.count).max() ?? 0, 52)
      let lines = references.map { rule in
        let gap = String(repeating: " ", count: max(0, width - rule.name.count))
        return "\(rule.name)\(gap)  \(rule.source)"
      }
      console.write(lines.joined(separator: "\n"))
      return .asExpected
    }
    // A name of several words needs no quotes.
    let wanted = name.joined(separator: " ")
    guard let rule = references.first(where: { $0.name == wanted }) else {
      console.writeError(FunctionsCommand.unknown("rule", wanted, RuleNames.all, "rules"))
      return .usage
    }
    let lines = ["\(rule.name)", "  \(rule.source)"] + Self.formulas(of: wanted).map { "  \($0)" }
    console.write(lines.joined(separator: "\n"))
    return .asExpected
  }

  /// What the rule says, where the catalogue has it as a formula, each once in the order of the catalogue.
  private static func formulas(of rule: String) -> [String] {
    var found: [String] = []
    for function in Catalogue.all {
      let name = function.name.text
      for differential in function.differentials {
        switch differential {
        case .formula(let formula, rule, _): found.append("d \(name)(…) = \(formula)")
        case .linear(let adjoint, rule, _): found.append("G : \(name)(dX) = \(adjoint) : dX")
        case .elementwise(let derivative, rule, _): found.append("d \(name).(X) = (\(derivative)) .* dX")
        case .zero(rule, _): found.append("d \(name)(X) = 0")
        default: break
        }
      }
      for rewrite in function.rewrites where rewrite.name == rule {
        found.append("\(rewrite.pattern) = \(rewrite.replacement)")
      }
    }
    for operation in Catalogue.operators {
      if operation.ruleName == rule { found.append(operation.differential) }
      if let adjoint = operation.adjoint, adjoint.name == rule { found += adjoint.laws }
    }
    var seen = Set<String>()
    return found.filter { seen.insert($0).inserted }
  }
}
