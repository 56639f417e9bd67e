import Foundation
import Hashing
import Synchronization

/// Where the files of KaTeX stand on this machine: the script, the style sheet and the fonts.
///
/// KaTeX is a package of the system, not a part of the program, so that it is kept up to date with the system.
package struct KaTeXInstallation: Sendable, Hashable {
  /// The script that makes HTML of TeX.
  package let script: String
  /// The style sheet that the HTML needs.
  package let styleSheet: String
  /// The folder of the font files.
  package let fonts: String

  /// The line that installs KaTeX, for diagnostics.
  package static let installLine = "apt-get install libjs-katex fonts-katex"

  /// The environment variable that names the folder of KaTeX, in place of the known folders.
  package static let environmentVariable = "NABLA_KATEX"

  /// The folders where packages put KaTeX: Debian's, those of npm, and Homebrew's.
  package static let knownFolders = [
    "/usr/share/javascript/katex",
    "/usr/local/share/javascript/katex",
    "/usr/lib/node_modules/katex/dist",
    "/usr/local/lib/node_modules/katex/dist",
    "/opt/homebrew/lib/node_modules/katex/dist",
  ]

  /// The folders to search: the one of the environment variable if it is set, else the known ones.
  package static var searchedFolders: [String] {
    guard let folder = ProcessInfo.processInfo.environment[environmentVariable], !folder.isEmpty else {
      return knownFolders
    }
    return [folder]
  }

  /// The first of `folders` that holds a complete KaTeX.
  package static func find(in folders: [String] = searchedFolders) -> Result<KaTeXInstallation, KaTeXError> {
    for folder in folders {
      if let installation = KaTeXInstallation(folder: folder) { return .success(installation) }
    }
    return .failure(.missing(searched: folders))
  }

  /// What a formula on a page depends on: a hash of the script, the style sheet and the fonts, and of what asks the script.
  package var fingerprint: String {
    let files =
      [script, styleSheet]
      + ((try? FileManager.default.contentsOfDirectory(atPath: fonts)) ?? []).sorted().map {
        fonts + "/" + $0
      }
    let signatures = files.map { FileSignature($0) }
    if let known = Self.fingerprints.withLock({ $0[files] }), known.signatures == signatures {
      return known.hash
    }
    let hashes = files.map { path in
      SHA256.digest(of: FileManager.default.contents(atPath: path).map(Array.init) ?? []).hexadecimal
    }
    let hash = SHA256.digest(of: Array((hashes + [KaTeXScript.source]).joined(separator: "\n").utf8))
      .hexadecimal
    Self.fingerprints.withLock { $0[files] = (signatures, hash) }
    return hash
  }

  /// What was read before in this run, while the files are the same.
  private static let fingerprints = Mutex<[[String]: (signatures: [FileSignature?], hash: String)]>([:])

  /// The installation in `folder`, if script, style sheet and fonts are there.
  private init?(folder: String) {
    func first(_ candidates: [String]) -> String? {
      candidates.first { FileManager.default.isReadableFile(atPath: $0) }
    }
    // Debian keeps the fonts with the system's; `fonts` is a link to them, and may be left out.
    guard let script = first(["\(folder)/katex.min.js", "\(folder)/katex.js"]),
      let styleSheet = first(["\(folder)/katex.css", "\(folder)/katex.min.css"]),
      let fonts = first(["\(folder)/fonts", "/usr/share/fonts/truetype/katex"])
    else { return nil }
    self.script = script
    self.styleSheet = styleSheet
    self.fonts = fonts
  }
}
