// Reading what the user names: a file, standard input, a folder of notebooks.

import Diagnostics
import Foundation
import Reports

enum InputFile {
  /// Why a file cannot be read.
  struct Problem: Error {
    let diagnostic: Diagnostic
  }

  /// The most bytes of one file.
  static let byteBound = 16 << 20

  /// The bytes of a file, or of standard input for `-`.
  static func read(_ path: String) -> Result<[UInt8], Problem> {
    if path == "-" {
      let data = (try? FileHandle.standardInput.readToEnd()) ?? Data()
      return bounded(Array(data), path)
    }
    do throws(FileContents.Failure) {
      return .success(try FileContents.read(path, upTo: byteBound))
    } catch {
      return .failure(Problem(diagnostic: .unread(path, error)))
    }
  }

  private static func bounded(_ bytes: [UInt8], _ path: String) -> Result<[UInt8], Problem> {
    bytes.count <= byteBound ? .success(bytes) : .failure(Problem(diagnostic: .fileTooLong(path)))
  }

  /// A notebook to be read, with the name its reports have.
  struct Notebook: Sendable, Hashable {
    /// The path as the user gave it, or below the folder that was given.
    let path: String
    /// The path below the folder that was given, without its extension.
    let name: String
  }

  /// Whether there is a folder at a path.
  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// The notebooks at the given paths: files as they are, folders with all notebooks below them, sorted.
  static func notebooks(at paths: [String]) -> ([Notebook], [LocatedDiagnostic]) {
    var found: [Notebook] = []
    var problems: [LocatedDiagnostic] = []
    for path in paths {
      if path == "-" {
        found.append(Notebook(path: path, name: "stdin"))
        continue
      }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        problems.append(LocatedDiagnostic(.missingFile(path), in: SourceFile(path: path, text: "")))
        continue
      }
      guard isFolder.boolValue else {
        found.append(Notebook(path: path, name: OutputFolder.name(ofNotebookAt: path)))
        continue
      }
      let inside = notebooks(in: path)
      if inside.isEmpty {
        problems.append(LocatedDiagnostic(.noNotebooks(path), in: SourceFile(path: path, text: "")))
      }
      found += inside
    }
    var seen = Set<String>()
    return (found.filter { seen.insert($0.path).inserted }, problems)
  }

  private static func notebooks(in folder: String) -> [Notebook] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return names.filter { name in
      DocumentFile.extensions.contains { name.hasSuffix($0) }
        && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    .map { Notebook(path: prefix + $0, name: OutputFolder.name(ofNotebookAt: prefix + $0, below: prefix)) }
  }
}

extension Diagnostic {
  static func missingFile(_ path: String) -> Diagnostic {
    Diagnostic(code: "file.missing", message: "there is no file '\(path)'", range: nil)
  }

  fileprivate static func unread(_ path: String, _ failure: FileContents.Failure) -> Diagnostic {
    switch failure {
    case .missing: missingFile(path)
    case .unreadable: unreadableFile(path)
    case .tooLong: fileTooLong(path)
    case .changing: changingFile(path)
    }
  }

  private static func changingFile(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "file.changing",
      message: "'\(path)' changed whenever it was read",
      range: nil,
      hints: ["build again when what writes it is done"]
    )
  }

  fileprivate static func unreadableFile(_ path: String) -> Diagnostic {
    Diagnostic(code: "file.unreadable", message: "'\(path)' cannot be read", range: nil)
  }

  static func noNotebooks(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "file.no-notebooks",
      message: "the folder '\(path)' holds no notebook",
      range: nil,
      hints: [
        "the names of notebooks end with '.md', '.qmd' or '.Rmd'",
        "'nabla new NAME' writes one to start from",
      ]
    )
  }

  fileprivate static func fileTooLong(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "file.too-long",
      message: "'\(path)' is longer than \(InputFile.byteBound >> 20) MiB, the bound of a file",
      range: nil
    )
  }
}
