// PDF by way of the LaTeX report, through the latexmk of a TeX Live, when there is one.

import Diagnostics
import Foundation
import Reports

enum PDFCompiler {
  /// The longest that TeX may take for one report.
  private static let secondsBound = 180

  /// Compiles a document to `NAME.pdf` in the folder; returns what went wrong.
  ///
  /// TeX works in a folder of its own inside the output folder, without a shell, and may read and write there only.
  static func compile(_ latex: String, to folder: OutputFolder, name: String) -> Diagnostic? {
    guard let latexmk = program("latexmk"), program("pdflatex") != nil else { return .noLaTeX }
    let work = ".\(name.replacing("/", with: "-")).pdf-build"
    let place = folder.path + "/" + work
    defer { try? FileManager.default.removeItem(atPath: place) }
    do throws(OutputFolder.Failure) {
      try folder.write(latex, to: work + "/report.tex")
    } catch {
      return error.diagnostic
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: latexmk)
    process.currentDirectoryURL = URL(fileURLWithPath: place)
    process.arguments = [
      "-norc", "-pdf", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "report.tex",
    ]
    var environment = ProcessInfo.processInfo.environment
    environment["openin_any"] = "p"
    environment["openout_any"] = "p"
    environment["SOURCE_DATE_EPOCH"] = "0"
    environment["FORCE_SOURCE_DATE"] = "1"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return .noLaTeX }
    let deadline = Date().addingTimeInterval(TimeInterval(secondsBound))
    while process.isRunning, Date() < deadline { usleep(20_000) }
    guard !process.isRunning else {
      process.terminate()
      return .latexFailed(name, "it took more than \(secondsBound) seconds")
    }
    guard process.terminationStatus == 0,
      let pdf = FileManager.default.contents(atPath: place + "/report.pdf")
    else { return .latexFailed(name, firstError(in: place + "/report.log")) }
    do {
      let target = URL(fileURLWithPath: folder.path + "/" + name + ReportFormat.pdf.suffix)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try pdf.write(to: target, options: .atomic)
    } catch {
      return .latexFailed(name, "the file cannot be written")
    }
    return nil
  }

  /// Where a program is on the search path.
  private static func program(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The line of TeX's log that begins with an exclamation mark.
  private static func firstError(in log: String) -> String {
    let text = FileManager.default.contents(atPath: log).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let line = text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("!") }
    return line.map { String($0.dropFirst().drop { $0 == " " }) } ?? "its log names no error"
  }
}

extension Diagnostic {
  fileprivate static let noLaTeX = Diagnostic(
    code: "pdf.no-latex",
    message: "there is no 'latexmk' with 'pdflatex' to make a PDF with",
    range: nil,
    hints: ["apt-get install latexmk texlive-latex-extra texlive-fonts-recommended"]
  )

  fileprivate static func latexFailed(_ name: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      code: "pdf.latex-failed",
      message: "LaTeX made no PDF of '\(name)': \(reason)",
      range: nil,
      hints: ["'--to latex' writes the document, which can be compiled by hand"]
    )
  }
}
