// What is previewed: a folder with all notebooks in it, or one notebook.

import Diagnostics
import Foundation
import Reports

/// The path of a preview.
struct PreviewedPath: Sendable {
  /// The folder, or the folder of the one notebook.
  let folder: String
  /// The one notebook; nil for a folder.
  let only: InputFile.Notebook?

  /// A folder or a file that is there.
  init(_ path: String) throws(InputFile.Problem) {
    guard let file = FileSignature(path) else { throw InputFile.Problem(diagnostic: .missingFile(path)) }
    if file.isFolder {
      folder = path
      only = nil
    } else {
      let parent = path.parentPath
      folder = parent.isEmpty ? "." : parent
      only = InputFile.Notebook(path: path, name: OutputFolder.name(ofNotebookAt: path))
    }
  }

  /// What the folder is called, also where it was given as `.`.
  var title: String { URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent }

  /// The notebooks that are there now, sorted, without links that lead out of the folder.
  var notebooks: [InputFile.Notebook] {
    if let only { return FileSignature(only.path) == nil ? [] : [only] }
    let root = Self.real(folder)
    var names = Set<String>()
    return InputFile.notebooks(at: [folder]).0.filter { notebook in
      let real = Self.real(notebook.path)
      return real.hasPrefix(root == "/" ? root : root + "/") && names.insert(notebook.name).inserted
    }
  }

  private static func real(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }
}
