// Diagnostics about files, folders and the command line.

extension DiagnosticExplanations {
  static let files = """
    file.missing
    There is no file or folder at the path given. Paths are taken from the folder that the command
    runs in.

    file.unreadable
    The file is there but cannot be read: it is a folder where a file is needed, or its permissions
    forbid it.

    file.no-notebooks
    A folder was named in which, and below which, no file ends with '.md'. Files and folders whose
    names begin with a dot are passed over.

    file.too-long
    A notebook may have 16 MiB. What is longer is most likely not a notebook; divide it if it is one.

    file.changing
    A file is read until it was the same before and after; this one was written to all the time. Build
    again when the program that writes it is done.

    file.not-utf8
    Notebooks are UTF-8 text. The byte named begins something that is not; it is read as the sign
    U+FFFD, and what stands before it has its true place. Save the file as UTF-8 in your editor, or
    convert it with iconv.

    adopt.standard-input
    'nabla adopt -' lists what a document from standard input lacks; with '--write' there is no file to
    write to. Name the file, or leave '--write' out.

    new.exists
    'nabla new' writes a new file and never replaces one. Choose another name, or move the file away
    first.

    serve.port
    'nabla serve' needs a port of this machine that no other program listens at. Without '--port' it
    takes the first from 4860 on that is free.

    usage.arguments
    The command line cannot be read: an option that is not known, a value that an option does not
    take, or a path that is missing. 'nabla help COMMAND' lists what there is.

    usage.place
    A result is named by its notebook and its label, with '#' between them: 'notes.md#eq-loss'.

    usage.unknown-name
    No function, rule or diagnostic has this name. Without a name, 'nabla functions', 'nabla rules'
    and 'nabla explain' list what there is.
    """
}
