// PDF by way of the LaTeX report, through the latexmk of a TeX Live, when there is one.

import Diagnostics
import Foundation
import Reports

enum PDFCompiler {
  /// The longest that TeX may take for one report.
  private static let secondsBound = 180

  /// The programs that make a PDF.
  static let programs = ["latexmk", "pdflatex", "lualatex"]

  /// What became of a document.
  struct Result {
    var bytes: [UInt8]?
    var warnings: [Diagnostic] = []
    var failure: Diagnostic?
  }

  /// Compiles a document to `NAME.pdf` in the folder, with the pictures that it includes.
  ///
  /// TeX works in a folder of its own inside the output folder, without a shell, and may read and write there only. No two
  /// builds share such a folder, whatever their notebooks are called.
  static func compile(
    _ latex: String,
    _ pictures: [(name: String, bytes: [UInt8])],
    to folder: OutputFolder,
    name: String
  ) -> Result {
    let isUnicode = latex.hasPrefix(LaTeXReportWriter.unicodeMarker)
    guard let latexmk = ChildProcess.program("latexmk"),
      ChildProcess.program(isUnicode ? "lualatex" : "pdflatex") != nil
    else { return Result(failure: isUnicode ? .noLuaLaTeX : .noLaTeX) }
    let work = Leftovers.newName(of: .folder)
    let place = folder.path + "/" + work
    defer { try? FileManager.default.removeItem(atPath: place) }
    let parent = name.parentPath
    do throws(OutputFolder.Failure) {
      try folder.write(latex, to: work + "/report.tex")
      for picture in pictures {
        let inside = parent.isEmpty ? picture.name : String(picture.name.dropFirst(parent.count + 1))
        try folder.write(picture.bytes, to: work + "/" + inside)
      }
    } catch {
      return Result(failure: error.diagnostic)
    }
    let output = ChildProcess.run(
      latexmk,
      [
        "-norc", isUnicode ? "-pdflua" : "-pdf", "-interaction=nonstopmode", "-halt-on-error",
        "-no-shell-escape",
        "report.tex",
      ],
      in: place,
      environment: [
        "openin_any": "p", "openout_any": "p", "SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1",
      ],
      seconds: secondsBound
    )
    guard let output else {
      return Result(failure: .latexFailed(name, "it took more than \(secondsBound) seconds"))
    }
    guard output.status == 0, let pdf = FileManager.default.contents(atPath: place + "/report.pdf") else {
      return Result(failure: .latexFailed(name, firstError(in: place + "/report.log")))
    }
    do throws(OutputFolder.Failure) {
      try folder.write(Array(pdf), to: name + ReportFormat.pdf.suffix)
    } catch {
      return Result(failure: error.diagnostic)
    }
    return Result(bytes: Array(pdf), warnings: missingSigns(in: place + "/report.log"))
  }

  /// The signs that no font had, with a package that brings one.
  private static func missingSigns(in log: String) -> [Diagnostic] {
    let text = FileManager.default.contents(atPath: log).map { String(decoding: $0, as: UTF8.self) } ?? ""
    var signs: [Character] = []
    for match in text.components(separatedBy: "Missing character: There is no ").dropFirst() {
      guard let sign = match.first, !sign.isASCII, !signs.contains(sign) else { continue }
      signs.append(sign)
    }
    return signs.isEmpty ? [] : [.missingSigns(signs)]
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

  fileprivate static let noLuaLaTeX = Diagnostic(
    code: "pdf.no-latex",
    message: "there is no 'latexmk' with 'lualatex', which text in other scripts needs",
    range: nil,
    hints: ["apt-get install latexmk texlive-luatex lmodern"]
  )

  fileprivate static func missingSigns(_ signs: [Character]) -> Diagnostic {
    let shown = signs.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
    var packages: [String] = []
    for sign in signs {
      let package = fontPackage(for: sign.unicodeScalars.first?.value ?? 0)
      if !packages.contains(package) { packages.append(package) }
    }
    return Diagnostic(
      code: "pdf.missing-font",
      severity: .warning,
      message:
        "no font that is installed has \(shown)\(signs.count > 8 ? " and \(signs.count - 8) more signs" : "")",
      range: nil,
      hints: ["apt-get install \(packages.joined(separator: " "))"]
    )
  }

  /// The package of Debian that brings a font for a character.
  private static func fontPackage(for scalar: UInt32) -> String {
    switch scalar {
    case 0x1100...0x11FF, 0x2E80...0xD7FF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF,
      0x20000...0x3FFFF:
      "fonts-noto-cjk"
    case 0x370...0x52F: "fonts-cmu"
    case 0x590...0x7BF: "fonts-dejavu-core"
    case 0x1F000...0x1FAFF: "fonts-symbola"
    default: "fonts-noto-core"
    }
  }

  fileprivate static func latexFailed(_ name: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      code: "pdf.latex-failed",
      message: "LaTeX made no PDF of '\(name)': \(reason)",
      range: nil,
      hints: ["'--to latex' writes the document, which can be compiled by hand"]
    )
  }
}
