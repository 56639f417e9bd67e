// What was built before, so that it is not built again. Never needed: without it the same bytes are written.

import Foundation
import Reports

/// A folder with what builds of notebooks came to, and with the formulas that were set.
///
/// An entry says what was written and read; it counts as long as both are there as they were. No report is ever taken from
/// the cache, so that nothing in it can end up in one: a damaged entry is built anew.
struct BuildCache: Sendable {
  /// The formulas that were set before.
  let formulas: FormulaStore
  private let folder: String
  private let program: ProgramBuild

  /// The entries that are kept at most; the oldest go first, half of them at once.
  private static let entryBound = 4096
  private static let entries = "builds"

  /// The cache in a folder; nil when the program cannot tell which build of it this is.
  init?(_ folder: String) {
    guard let program = ProgramBuild.current else { return nil }
    self.folder = folder
    self.program = program
    formulas = FormulaStore(folder: folder, of: program.name)
  }

  /// The folder of the user for what can be made again; nil when there is none.
  static var standardFolder: String? {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder + "/nabla" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    #if canImport(Darwin)
      return home + "/Library/Caches/nabla"
    #else
      return home + "/.cache/nabla"
    #endif
  }

  /// Names everything that the reports of a notebook depend on, but for the files beside it.
  func key(of bytes: [UInt8], _ input: InputFile.Notebook, _ settings: BuildSettings) -> String {
    let parts = [
      "nabla build 1", program.name, input.path, input.name,
      settings.formats.map(\.rawValue).joined(separator: ","),
      settings.rawHTML == .escaped ? "escaped" : "verbatim", settings.embedding.rawValue,
      settings.showsSolutions ? "solutions" : "",
      settings.formats == [.record] ? "" : Self.formulaProgram, Self.programs(for: input, settings),
    ]
    return RecordWriter().hash(ofBytes: Array(parts.joined(separator: "\0").utf8) + [0] + bytes)
  }

  /// What the reports of a notebook came to, when they are there as they were written, and all that was read is as it was.
  func outcome(_ key: String, of bytes: [UInt8], _ input: InputFile.Notebook, in output: OutputFolder)
    -> BuildOutcome?
  {
    guard let kept = body(of: key), let outcome = BuildOutcome(kept: kept, input, bytes),
      outcome.filesRead.areUnchanged(upTo: ImageFiles.byteBound)
    else { return nil }
    let isThere = outcome.written.allSatisfy { name, hash in output.hash(of: name) == hash }
    return isThere ? outcome : nil
  }

  /// Keeps what the reports of a notebook came to.
  func store(_ key: String, _ outcome: BuildOutcome, of bytes: [UInt8]) {
    formulas.save()
    guard let body = outcome.kept(bytes) else { return }
    // The first line is a hash of the rest, so that an entry is whole or none.
    let text = Array((RecordWriter().hash(ofBytes: body) + "\n").utf8) + body
    _ = try? OutputFolder(folder).write(text, to: Self.entries + "/" + key)
  }

  /// Removes the oldest entries when there are many, the formulas of other builds of the program, and what killed runs left.
  func tidy() {
    Leftovers.sweep(folder + "/" + Self.entries)
    Self.thin(folder + "/" + Self.entries, over: Self.entryBound, to: Self.entryBound / 2) { _ in true }
    Self.thin(folder, over: Self.programBound, to: Self.programBound) { $0.hasPrefix(FormulaStore.prefix) }
  }

  /// The files of formulas that are kept, one for each build of the program and of KaTeX.
  private static let programBound = 3

  /// Removes the oldest files of a folder when there are more than `bound`, so that `count` are left.
  private static func thin(_ place: String, over bound: Int, to count: Int, _ isMeant: (String) -> Bool) {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).filter(isMeant)
    guard names.count > bound else { return }
    let dated = names.map { name -> (date: Date, name: String) in
      let attributes = try? FileManager.default.attributesOfItem(atPath: place + "/" + name)
      return (attributes?[.modificationDate] as? Date ?? .distantPast, name)
    }
    for old in dated.sorted(by: { ($0.date, $0.name) < ($1.date, $1.name) }).prefix(names.count - count) {
      try? FileManager.default.removeItem(atPath: place + "/" + old.name)
    }
  }

  private func body(of key: String) -> [UInt8]? {
    guard let data = FileManager.default.contents(atPath: folder + "/" + Self.entries + "/" + key),
      let end = data.firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    let body = Array(data[(end + 1)...])
    return RecordWriter().hash(ofBytes: body) == String(decoding: data[..<end], as: UTF8.self) ? body : nil
  }

  /// What sets the formulas.
  private static var formulaProgram: String {
    switch KaTeXInstallation.find() {
    case .success(let installation): installation.fingerprint
    case .failure: "no KaTeX"
    }
  }

  /// The programs of others that have a part in the reports.
  ///
  /// They are told apart by size and date: to read them would take longer than to build.
  private static func programs(for input: InputFile.Notebook, _ settings: BuildSettings) -> String {
    // Pandoc reads documents of other kinds, and sets citations in their style.
    var names = ["pandoc"]
    if settings.needsFiles { names += NotebookCompanions.converters }
    if settings.formats.contains(.pdf) { names += PDFCompiler.programs }
    return names.map { name in
      guard let path = ChildProcess.program(name), let file = FileSignature(path) else { return "no \(name)" }
      return "\(path) \(file.text)"
    }
    .joined(separator: "\n")
  }
}
