// `nabla filter`: the cells and checked displays of a document that pandoc converts.

import ArgumentParser
import Diagnostics
import Foundation
import Notebook
import Reports

/// `nabla filter`: a filter for pandoc, `pandoc notes.md --filter nabla-filter` or `pandoc -t json … | nabla filter html`.
struct FilterCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter",
    abstract: "Puts derivations and verdicts into a document that pandoc converts.",
    discussion: """
      Reads pandoc's syntax tree as JSON on standard input and writes it to standard output. Blocks of code of the class \
      'nabla', displays with '{.check}', '{.define}' or '{.derive}' behind them and results in the text become raw blocks \
      for the format, HTML or LaTeX. Ends with 1 when something is not as expected.

        pandoc notes.md -t json | nabla filter latex | pandoc -f json -o notes.pdf
      """
  )

  @Argument(help: "The format that pandoc writes.")
  var format = "html"

  func run(on console: Console) async -> ExitStatus {
    guard case .success(let bytes) = InputFile.read("-"),
      let tree = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    else {
      console.writeError("error: standard input is no syntax tree of pandoc; 'pandoc -t json' writes one")
      return .usage
    }
    var pandoc = PandocTree(tree, format: format)
    let (written, status, problems) = pandoc.filtered()
    let terminal = TerminalRenderer(style: .plain)
    for problem in problems { console.writeError(terminal.short(problem)) }
    guard
      let data = try? JSONSerialization.data(
        withJSONObject: written,
        options: [.sortedKeys, .withoutEscapingSlashes]
      )
    else {
      return .usage
    }
    console.write(String(decoding: data, as: UTF8.self))
    return status
  }
}
