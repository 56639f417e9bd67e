// Diagnostics of the check of records.

extension DiagnosticExplanations {
  static let records = """
    record.none
    The folder that was named holds no file whose name ends with '.record.json'. 'nabla build' writes records beside
    the reports.

    record.hash
    The bytes of the record are not those that were hashed when it was written: somebody changed it, or a tool that
    rewrites line ends or indentation did. The hash is that of the file with its 64 digits replaced by zeros. Build
    the record again from its notebook.

    record.form
    The file is no record of the version that this program knows, or lacks a part. The form is published as
    Documentation/record/record.schema.json.

    record.reading
    A formula of the record cannot be read by the plain reader, so that nothing of it can be checked.

    record.outcome
    A result is not that of the text beside it: another name, another question, another formula than the cell says,
    or a value that its claim does not have.

    record.equation
    A line, a row or a value was computed anew at random points and is not what the record says of it.

    record.chain
    A line does not begin where the line before it ends: one of the two was changed.

    record.value
    At the instance that is written in the record a formula has another value than the one beside it.

    record.condition
    The line has a value only for some sizes, and the record does not say so.

    record.open
    The check from the text alone cannot decide the row: it rests on an assumption ('given …') that random points do
    not meet, or on functions that have no values in the arithmetics at hand. It is neither right nor wrong; the
    notebook itself can be checked with 'nabla check'.
    """
}
