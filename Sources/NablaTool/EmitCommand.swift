import Answers
import ArgumentParser
import CodeGeneration
import Diagnostics
import Findings
import Foundation
import Functions
import Judging
import Markdown
import Notebook
import Reports

/// `nabla emit`: the functions of a result as a file of code, with its test.
struct EmitCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "emit",
    abstract: "Writes a result of a notebook as code, with a test beside it.",
    discussion: """
      The file holds the function, its gradients by all its arguments, and the Hessian or its product with a \
      direction, each in the cheapest order, with its shapes checked. The test compares them with values of \
      another evaluator and with central differences. The second result of a cell is '#LABEL.2'. Ends with 1 \
      when the result does not hold or has no code, and with 2 when there is no such result.

        nabla emit notes.md#eq-loss --to numpy          the module on standard output
        nabla emit notes.md#eq-loss --to torch -o code  code/eq_loss_torch.py and code/test_eq_loss_torch.py
      """
  )

  @Argument(
    help: ArgumentHelp("The notebook and the label of a cell or display.", valueName: "notebook#label")
  )
  var place: String

  @Option(help: "numpy, jax, torch, julia or latex.")
  var to: EmissionTarget

  @Option(name: [.customShort("o"), .long], help: "The folder of the files; standard output without it.")
  var output: String?

  func run(on console: Console) async -> ExitStatus {
    do throws(EmitProblem) {
      let request = try EmissionPlace(place)
      let result = try LabelledResult(request)
      let files = try to.files(of: result)
      guard let output else {
        console.write(files[0].text)
        return .asExpected
      }
      let folder = OutputFolder(output)
      for file in files {
        do throws(OutputFolder.Failure) { try folder.write(file.text, to: file.name) } catch {
          throw EmitProblem(error.diagnostic, .usage)
        }
        console.write("\(output)/\(file.name)")
      }
      return .asExpected
    } catch {
      let located = LocatedDiagnostic(error.diagnostic, in: SourceFile(path: place, text: ""))
      console.writeError(
        TerminalRenderer(style: console.errorStyle).long(located.inPlainText)
      )
      return error.status
    }
  }
}

/// Why nothing was emitted, and with what the command ends.
struct EmitProblem: Error {
  let diagnostic: Diagnostic
  let status: ExitStatus

  init(_ diagnostic: Diagnostic, _ status: ExitStatus) {
    self.diagnostic = diagnostic
    self.status = status
  }
}

/// `notes.md#eq-loss.2` in its parts.
struct EmissionPlace: Hashable {
  let path: String
  let label: String
  /// Which result of the cell, from 1.
  let result: Int

  init(_ text: String) throws(EmitProblem) {
    guard let mark = text.lastIndex(of: "#"), mark > text.startIndex, text.index(after: mark) < text.endIndex
    else {
      throw EmitProblem(
        Diagnostic(
          code: "usage.place",
          message: "'\(text)' names no result",
          range: nil,
          hints: ["a result is named by its notebook and label: 'notes.md#eq-loss'"]
        ),
        .usage
      )
    }
    path = String(text[..<mark])
    let rest = text[text.index(after: mark)...]
    // A dot may be part of a label; behind the last one stands a number or no result is meant.
    if let dot = rest.lastIndex(of: "."), let number = Int(rest[rest.index(after: dot)...]), number > 0 {
      label = String(rest[..<dot])
      result = number
    } else {
      label = String(rest)
      result = 1
    }
  }
}

/// The part of a notebook that has a label, run with all before it.
struct LabelledResult {
  let place: EmissionPlace
  let name: String
  let outcomes: [Outcome]
  /// The text of a cell; nil for a display, whose questions are written anew.
  private let text: String?
  private let options: AnswerOptions
  private var session: Session

  init(_ place: EmissionPlace) throws(EmitProblem) {
    self.place = place
    name = OutputFolder.name(ofNotebookAt: place.path)
    let bytes: [UInt8]
    switch DocumentFile.read(place.path) {
    case .failure(let problem): throw EmitProblem(problem.diagnostic, .usage)
    case .success(let read): bytes = read
    }
    let notebook = DocumentFile.checkable(bytes, path: place.path).notebook
    guard let index = notebook.parts.firstIndex(where: { $0.label == place.label }) else {
      throw EmitProblem(.noLabel(place, among: notebook.parts.compactMap(\.label)), .usage)
    }
    let (session, parts) = NotebookRun.running(notebook, through: index)
    self.session = session
    outcomes = parts.last?.outcomes ?? []
    if case .cell(let cell) = notebook.parts[index] { text = cell.text.text } else { text = nil }
    options = AnswerOptions(notebook.parts[index].options ?? CellOptions())
  }

  /// What there is to emit.
  func emission() throws(EmitProblem) -> Emission {
    var session = session
    do throws(EmissionFailure) {
      return try session.emission(
        of: outcomes,
        in: text,
        result: place.result,
        options: options,
        source: Emission.Source(place: "\(place.path)#\(place.suffix)", record: "\(name).record.json")
      )
    } catch {
      throw EmitProblem(.notEmitted(place, error), .unexpected)
    }
  }

  /// The derivation of the result as LaTeX.
  func excerpt() throws(EmitProblem) -> String {
    let answers = outcomes.filter { outcome in
      switch outcome {
      case .answer, .checked: true
      case .declaration, .definition, .failure: false
      }
    }
    guard answers.indices.contains(place.result - 1) else {
      throw EmitProblem(.notEmitted(place, EmissionFailure("it has \(answers.count) results")), .unexpected)
    }
    return """
      % Derived and checked line by line by Nabla; written by
      %   nabla emit \(place.path)#\(place.suffix) --to latex
      % The record of the derivation is \(name).record.json. It needs the package amsmath.
      \(LaTeXExcerpt([answers[place.result - 1]]).text)
      """
  }
}

/// What code is written in.
enum EmissionTarget: String, ExpressibleByArgument, CaseIterable {
  case numpy, jax, torch, julia, latex

  /// The module, then its test.
  func files(of result: LabelledResult) throws(EmitProblem) -> [(name: String, text: String)] {
    let stem = Emission.stem(label: result.place.label, result: result.place.result) + "_" + rawValue
    if self == .latex { return [("\(stem).tex", try result.excerpt())] }
    let emission = try result.emission()
    do throws(EmissionFailure) {
      guard let library else {
        let files = try JuliaModule(emission).files(named: stem)
        return [("\(stem).jl", files.module)] + (files.test.map { [("test_\(stem).jl", $0)] } ?? [])
      }
      let files = try PythonModule(emission, over: library).files(named: stem)
      return [("\(stem).py", files.module)] + (files.test.map { [("test_\(stem).py", $0)] } ?? [])
    } catch {
      throw EmitProblem(.notEmitted(result.place, error), .unexpected)
    }
  }

  private var library: ArrayLibrary? {
    switch self {
    case .numpy: .numpy
    case .jax: .jax
    case .torch: .torch
    case .julia, .latex: nil
    }
  }
}

extension EmissionPlace {
  /// The label with the number of the result, where it is not the first.
  fileprivate var suffix: String { result == 1 ? label : "\(label).\(result)" }
}

extension Notebook.Part {
  /// The name by which it is referred to.
  fileprivate var label: String? { options?.label?.name }
}

extension Diagnostic {
  fileprivate static func noLabel(_ place: EmissionPlace, among labels: [String]) -> Diagnostic {
    let near = nearestNames(to: place.label, among: labels)
    return Diagnostic(
      code: "emit.label",
      message: "no cell or display of '\(place.path)' has the label '\(place.label)'",
      range: nil,
      hints: near.isEmpty
        ? [
          labels.isEmpty
            ? "give the cell one: '#| label: eq-loss'"
            : "there is \(labels.map { "'\($0)'" }.joined(separator: ", "))"
        ]
        : ["did you mean '\(near[0])'?"]
    )
  }

  fileprivate static func notEmitted(_ place: EmissionPlace, _ failure: EmissionFailure) -> Diagnostic {
    Diagnostic(
      code: "emit.result",
      message: "nothing is emitted for '\(place.suffix)': \(failure.reason)",
      range: nil
    )
  }
}
