import Foundation
import Testing

/// The form of records as it is published, and what is committed of the gallery.
@Suite("The schema of records")
struct RecordSchemaTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  @Test("fits every record of the gallery, and no record that lacks a key or has one more")
  func schema() throws {
    let script = """
      import copy, glob, json, sys
      import jsonschema
      root = sys.argv[1]
      schema = json.load(open(root + "/Documentation/record/record.schema.json"))
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      count = 0
      for path in sorted(glob.glob(root + "/Output/**/*.record.json", recursive=True)):
          record = json.load(open(path))
          for error in validator.iter_errors(record):
              sys.exit(f"{path}: {error.json_path}: {error.message[:200]}")
          count += 1
          for key in record:
              changed = copy.deepcopy(record)
              del changed[key]
              assert not validator.is_valid(changed), key
          record["other"] = 1
          assert not validator.is_valid(record)
      print(count)
      """
    let process = Process()
    process.executableURL = URL(
      fileURLWithPath: ProcessInfo.processInfo.environment["NABLA_PYTHON"] ?? "/usr/bin/python3"
    )
    process.arguments = ["-c", script, Self.root]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let wrong = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(wrong)")
    #expect((Int(said.split(separator: "\n").last ?? "") ?? 0) > 10)
  }
}
