import Foundation
import Testing

@testable import NablaTool

@Suite("Help")
struct HelpTests {
  @Test("shows an example of every command, and says what its options are for")
  func examples() async throws {
    let names = Nabla.configuration.subcommands.compactMap { $0.configuration.commandName }
    #expect(names.count >= 10)
    for name in names {
      let help = await nabla(name, "--help")
      #expect(help.status == 0)
      #expect(help.output.contains("\n  nabla \(name)") || help.output.contains("| nabla \(name)"), "\(name)")
    }
    #expect(await nabla("--help").output.contains("\n  nabla serve Notebooks"))
  }

  @Test("A version is one line")
  func version() async {
    let result = await nabla("--version")
    #expect(result.status == 0 && result.output == "nabla \(Nabla.version)\n")
  }
}
