// swift-tools-version: 6.2
import PackageDescription

// The phases of the work are the modules, and each may import only what stands below it:
// read (Markdown, Notebook, Syntax, LaTeX), derive (Derivation), check (Verification), render (Reports). What they say
// to each other is data of `Findings`.
// `Verification` never depends on `Derivation`: a wrong rule cannot vouch for itself.
// No library product is offered, so everything is `package` but what grants evidence, since `@_spi` asks for `public`.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// A conformance of an imported type would need `public import` in a test target.
let testSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
]

// By the identifier that the linker writes, the cache of builds tells one build of the program from another.
let identified: [LinkerSetting] = [
  .unsafeFlags(["-Xlinker", "--build-id=sha1"], .when(platforms: [.linux]))
]

func module(
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  linkerSettings: [LinkerSetting] = []
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings, linkerSettings: linkerSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name)] + dependencies,
    swiftSettings: testSettings
  )
}

let bigIntegers = Target.Dependency.product(name: "BigInt", package: "BigInt")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let httpServer: [Target.Dependency] = [
  .product(name: "FlyingFox", package: "FlyingFox"), .product(name: "FlyingSocks", package: "FlyingFox"),
]

let package = Package(
  name: "nabla",
  products: [.executable(name: "nabla", targets: ["nabla"])],
  dependencies: [
    .package(url: "https://github.com/attaswift/BigInt", exact: "6.0.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: [
    .systemLibrary(name: "CCommonMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(
      name: "CLinearAlgebra",
      pkgConfig: "openblas lapacke",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]
    ),
    .systemLibrary(name: "CExactArithmetic", providers: [.apt(["libflint-dev", "libflint-arb-dev"])]),
    .systemLibrary(
      name: "CJavaScriptCore",
      pkgConfig: "javascriptcoregtk-4.1",
      providers: [.apt(["libjavascriptcoregtk-4.1-dev"])]
    ),

    module("Diagnostics"),
    module("Hashing"),
    module("JSON"),
    module("Findings", ["Diagnostics"]),
    module("Markdown", ["CCommonMark", "Diagnostics"]),
    module("Notebook", ["Findings", "Markdown", "Diagnostics", yams]),
    module("Expressions", ["Findings", bigIntegers]),
    module("Notation", ["Expressions", "Findings"]),
    module("Numerics", ["CLinearAlgebra", "CExactArithmetic", "Expressions", bigIntegers]),
    module("Functions", ["Expressions", "Notation", "Numerics"]),
    module("Syntax", ["Diagnostics", "Expressions", "Findings"]),
    module("LaTeX", ["Diagnostics", "Expressions", "Syntax"]),
    module("Derivation", ["Expressions", "Findings", "Functions", "Syntax", "Diagnostics"]),
    module("Verification", ["Expressions", "Findings", "Functions", "Numerics"]),
    module("CodeGeneration", ["Expressions", "Functions"]),
    module(
      "Records",
      ["Diagnostics", "Expressions", "Findings", "Functions", "Hashing", "JSON", "Syntax", "Verification"]
    ),
    module(
      "Judging",
      [
        "Diagnostics", "Expressions", "Findings", "Syntax", "LaTeX", "Notation", "Functions", "Derivation",
        "Verification",
      ]
    ),
    module(
      "Answers",
      [
        "Diagnostics", "Expressions", "Findings", "Syntax", "Notation", "Functions", "Derivation",
        "Verification", "Judging", "CodeGeneration",
      ]
    ),
    module(
      "Reports",
      ["Findings", "Notebook", "Markdown", "Notation", "Diagnostics", "Hashing", "JSON", "CJavaScriptCore"]
    ),
    module("Preview", httpServer),
    module(
      "NablaTool",
      [
        "Preview", "Reports", "Answers", "Judging", "Findings", "Notebook", "Markdown", "Expressions",
        "Functions",
        "Derivation",
        "Syntax",
        "CodeGeneration",
        "Diagnostics", "Hashing", "JSON", "Records", argumentParser,
      ],
      linkerSettings: identified
    ),
    .executableTarget(name: "nabla", dependencies: ["NablaTool"], swiftSettings: settings),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "NablaTool", "Reports", "Answers", "Judging", "Findings", "Derivation", "Syntax", "Functions",
        "Expressions",
        "Diagnostics", argumentParser,
      ],
      exclude: ["Python"],
      swiftSettings: settings
    ),

    .target(
      name: "TestSupport",
      dependencies: ["Diagnostics", "Expressions", "Syntax"],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    tests("Diagnostics"),
    tests("Hashing"),
    tests("JSON"),
    tests("Findings", ["Diagnostics"]),
    tests("Markdown"),
    tests("Notebook", ["Findings"]),
    tests("Expressions", [bigIntegers]),
    tests("Notation", ["Functions", "LaTeX", "Syntax"]),
    tests("Numerics"),
    tests("Functions", ["TestSupport"]),
    tests("Syntax", ["Diagnostics", "Expressions", "TestSupport"]),
    tests("LaTeX", ["Diagnostics", "Expressions", "Functions", "Syntax", "TestSupport"]),
    tests("Derivation", ["Findings", "Verification"]),
    tests("Verification", ["Findings", "Syntax"]),
    tests("Records", ["Findings", "JSON", "TestSupport"]),
    tests("CodeGeneration", ["Functions", "Syntax", "TestSupport"]),
    tests(
      "Judging",
      ["Answers", "Diagnostics", "Expressions", "Findings", "Functions", "LaTeX", "Syntax", "TestSupport"]
    ),
    tests(
      "Answers",
      ["Diagnostics", "Expressions", "Findings", "Functions", "Judging", "LaTeX", "Syntax", "TestSupport"]
    ),
    tests("Reports", ["Diagnostics", "Findings", "JSON", "Markdown"]),
    tests("Preview"),
    tests("NablaTool", ["TestSupport", "Diagnostics", "Findings", "Functions", "JSON", "LaTeX", "Records"]),
    tests("Benchmarks", ["Answers", "Diagnostics", "Findings", "Judging"]),
  ]
)

// Fuzzing needs a compiler with libFuzzer and takes hours: it is built by `make fuzz` alone. The library brings the
// program's beginning.
if Context.environment["NABLA_FUZZERS"] != nil {
  func fuzzing(_ name: String, _ dependencies: [Target.Dependency], in folder: String) -> Target {
    .executableTarget(
      name: name,
      dependencies: dependencies,
      path: "Tests/Fuzzing/\(folder)",
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]
    )
  }
  package.targets += [
    fuzzing(
      "ReaderFuzzing",
      ["Records", "Functions", "LaTeX", "Syntax", "Markdown", "Diagnostics"],
      in: "Readers"
    ),
    fuzzing("BuildFuzzing", ["NablaTool"], in: "Builds"),
  ]
}
