// Diagnostics about files, folders and the command line.

extension DiagnosticExplanations {
  static let files = [
    DiagnosticExplanation(
      "file.missing",
      """
      There is no file or folder at the path given. Paths are taken from the folder that the command runs in.
      """
    ),
    DiagnosticExplanation(
      "file.unreadable",
      """
      The file is there but cannot be read: it is a folder where a file is needed, or its permissions forbid it.
      """
    ),
    DiagnosticExplanation(
      "file.no-notebooks",
      """
      A folder was named in which, and below which, no file ends with '.md'. Files and folders whose names begin
      with a dot are passed over.
      """
    ),
    DiagnosticExplanation(
      "file.too-long",
      """
      A notebook may have 16 MiB. What is longer is most likely not a notebook; divide it if it is one.
      """
    ),
    DiagnosticExplanation(
      "file.not-utf8",
      """
      Notebooks are UTF-8 text. The byte named begins something that is not; it is read as the sign U+FFFD, and
      what stands before it has its true place. Save the file as UTF-8 in your editor, or convert it with iconv.
      """
    ),
    DiagnosticExplanation(
      "output.outside",
      """
      A build writes inside its output folder only. The name of this report leads out of it, through '..' or
      through a symbolic link.
      """
    ),
    DiagnosticExplanation(
      "output.unwritable",
      """
      The system refused to write a file of the output folder, for the reason given: the folder is not yours, a file
      stands where a folder is needed, or the disk is full. Name another folder with '-o'.
      """
    ),
    DiagnosticExplanation(
      "output.clash",
      """
      Two notebooks have one name, so that the reports of the second would replace those of the first. Build them
      into different folders with '-o', or name the folder that holds both, whose sub-folders are kept.
      """
    ),
    DiagnosticExplanation(
      "pdf.no-latex",
      """
      PDFs are made by latexmk and pdflatex of a TeX Live, and the search path has none. Install them with the line
      given, or ask for '--to latex' and compile the document elsewhere.
      """
    ),
    DiagnosticExplanation(
      "pdf.latex-failed",
      """
      LaTeX stopped at the error quoted, which stands in the notebook's own TeX most of the time: a macro that is
      not defined in the front matter, for example. Build with '--to latex' and compile the document by hand to see
      the whole log.
      """
    ),
    DiagnosticExplanation(
      "new.exists",
      """
      'nabla new' writes a new file and never replaces one. Choose another name, or move the file away first.
      """
    ),
    DiagnosticExplanation(
      "usage.arguments",
      """
      The command line cannot be read: an option that is not known, a value that an option does not take, or a path
      that is missing. 'nabla help COMMAND' lists what there is.
      """
    ),
    DiagnosticExplanation(
      "usage.unknown-name",
      """
      No function, rule or diagnostic has this name. Without a name, 'nabla functions', 'nabla rules' and
      'nabla explain' list what there is.
      """
    ),
  ]
}
