// Reading what the user names: a file, standard input, a folder of notebooks.

import Diagnostics
import Foundation

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
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return .failure(Problem(diagnostic: .missingFile(path)))
    }
    guard !isFolder.boolValue, let data = FileManager.default.contents(atPath: path) else {
      return .failure(Problem(diagnostic: .unreadableFile(path)))
    }
    return bounded(Array(data), path)
  }

  private static func bounded(_ bytes: [UInt8], _ path: String) -> Result<[UInt8], Problem> {
    bytes.count <= byteBound ? .success(bytes) : .failure(Problem(diagnostic: .fileTooLong(path)))
  }

  /// The notebooks at the given paths: files as they are, folders with all `.md` files below them, sorted.
  static func notebooks(at paths: [String]) -> ([String], [LocatedDiagnostic]) {
    var files: [String] = []
    var problems: [LocatedDiagnostic] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        problems.append(LocatedDiagnostic(.missingFile(path), in: SourceFile(path: path, text: "")))
        continue
      }
      guard isFolder.boolValue else {
        files.append(path)
        continue
      }
      let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      let prefix = path.hasSuffix("/") ? path : path + "/"
      files += names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted().map { prefix + $0 }
    }
    var seen = Set<String>()
    return (files.filter { seen.insert($0).inserted }, problems)
  }
}

extension Diagnostic {
  static func missingFile(_ path: String) -> Diagnostic {
    Diagnostic(code: "file.missing", message: "there is no file '\(path)'", range: nil)
  }

  static func unreadableFile(_ path: String) -> Diagnostic {
    Diagnostic(code: "file.unreadable", message: "'\(path)' cannot be read", range: nil)
  }

  static func fileTooLong(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "file.too-long",
      message: "'\(path)' is longer than \(InputFile.byteBound >> 20) MiB, the bound of a file",
      range: nil
    )
  }
}
