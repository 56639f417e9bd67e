import ArgumentParser
import Diagnostics
import Findings
import Foundation
import Markdown
import Reports

/// `nabla adopt`: what a document lacks to be a notebook.
struct AdoptCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Lists the formulas of a document and proposes the words that make a notebook of it.",
    discussion: """
      Formulas that say a shape are proposed as definitions, displays whose rows are read as ones to check, with \
      declarations of the names they lack; what is not read is listed with the reason. The file stays as it is, but \
      for --write, which adds the words.

        nabla adopt notes.md
        nabla adopt notes.md --write && nabla check notes.md
      """
  )

  @Argument(help: ArgumentHelp("A document in Markdown.", valueName: "file"))
  var path: String

  @Flag(help: "Adds the proposed words to the file.")
  var write = false

  func run(on console: Console) async -> ExitStatus {
    switch InputFile.read(path) {
    case .failure(let problem): return fail(problem.diagnostic, console)
    case .success(let bytes):
      let adoption = Adoption(bytes, path: path)
      let (text, refused) = adoption.adopted()
      let isChanged = text != adoption.file.text
      if write, isChanged {
        guard path != "-" else { return fail(.adoptingStandardInput, console) }
        let url = URL(fileURLWithPath: path)
        do throws(OutputFolder.Failure) {
          try OutputFolder(url.deletingLastPathComponent().path).write(text, to: url.lastPathComponent)
        } catch {
          return fail(error.diagnostic, console)
        }
      }
      console.write(AdoptionText(adoption, refused: refused, isWritten: write && isChanged).text)
      return .asExpected
    }
  }

  private func fail(_ diagnostic: Diagnostic, _ console: Console) -> ExitStatus {
    let located = LocatedDiagnostic(diagnostic, in: SourceFile(path: path, text: ""))
    console.writeError(TerminalRenderer(style: console.errorStyle).long(located))
    return .usage
  }
}

extension Diagnostic {
  fileprivate static var adoptingStandardInput: Diagnostic {
    Diagnostic(
      code: "adopt.standard-input",
      message: "standard input cannot be written to",
      range: nil,
      hints: ["name the file, or leave '--write' out"]
    )
  }
}

/// The list of proposals as text.
struct AdoptionText {
  /// The lines.
  let text: String

  /// The text of an adoption; `refused` are the proposals whose place takes no words.
  init(_ adoption: Adoption, refused: [Adoption.Proposal], isWritten: Bool) {
    let proposals = adoption.proposals
    let taken = proposals.filter { $0.role != nil && !refused.contains($0) }
    let path = adoption.file.path
    var lines: [String] = []
    if proposals.isEmpty {
      lines.append(
        "\(path): no formula says a shape or stands on lines of its own, but for those with a role"
      )
    } else {
      let rest = proposals.count - taken.count
      lines.append(
        "\(path): \(taken.count) of \(proposals.count) formulas can be marked"
          + (rest == 0 ? "" : ", \(rest) stay\(rest == 1 ? "s" : "") as \(rest == 1 ? "it is" : "they are")")
      )
    }
    let width = "\(adoption.file.position(at: adoption.file.text.utf8.count).line)".count
    for proposal in proposals {
      let number = "\(adoption.file.position(at: proposal.formula.range.start).line)"
      let place = "  " + String(repeating: " ", count: width - number.count) + number + "  "
      let gap = String(repeating: " ", count: place.count)
      lines.append(place + Self.excerpt(proposal.formula.tex.text))
      if let role = proposal.role, !refused.contains(proposal) {
        if let declarations = proposal.declarations {
          lines.append(gap + "  put before it: $$ \(declarations) $$ {.define}")
        }
        lines.append(gap + "  {.\(role.rawValue)}" + Self.worth(proposal.verdicts))
      } else if let reason = proposal.reason {
        lines.append(gap + "  stays as it is: " + PlainMessage.text(reason))
      } else {
        lines.append(gap + "  stays as it is: attributes are not read at its place; give it lines of its own")
      }
    }
    if isWritten {
      lines.append("the words are written; 'nabla check \(path)' checks the rows")
    } else if !taken.isEmpty {
      lines.append("'nabla adopt \(path) --write' adds these words to the file")
    }
    text = lines.joined(separator: "\n")
  }

  /// The beginning of a formula on one line.
  private static func excerpt(_ tex: String) -> String {
    let words = tex.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > 66 ? words.prefix(64) + " …" : words
  }

  /// What the rows are worth, each verdict once with its count.
  private static func worth(_ verdicts: [Verdict]) -> String {
    guard !verdicts.isEmpty else { return "" }
    let kinds = Verdict.allCases.compactMap { kind -> String? in
      let count = verdicts.count { $0 == kind }
      return count == 0 ? nil : verdicts.count == 1 ? kind.rawValue : "\(count) \(kind.rawValue)"
    }
    let rows = verdicts.count == 1 ? "1 row" : "\(verdicts.count) rows"
    return "  \(rows): " + kinds.joined(separator: ", ")
  }
}
